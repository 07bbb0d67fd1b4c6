// common/files/picture.c: pictures good and bad, and digits made of them.
#include <criterion/criterion.h>
#include <math.h>
#include <png.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "common/files/picture.h"
#include "common/numbers/random.h"
#include "expect.h"

TestSuite(picture, .init = scratch_enter, .fini = scratch_leave);

// Fails the test unless the file is a picture of these grays.
static void expect_picture(Path path, int width, int height,
                           const uint8_t *gray)
{
    Picture p = picture_read(path.text);
    cr_assert(p.width == width && p.height == height, "it is %d x %d", p.width,
              p.height);
    for (int i = 0; i < width * height; i++)
        cr_assert(p.gray[i] == gray[i], "pixel %d is %d instead of %d", i,
                  p.gray[i], gray[i]);
    picture_free(&p);
    cr_assert(p.gray == NULL && p.width == 0 && p.height == 0);
}

static void read_picture(void *path)
{
    Picture p = picture_read(path);
    picture_free(&p);
}

// The reading must fail and name the file and this reason.
static void expect_bad(Path path, const char *reason)
{
    expect_failure_of(path.text, run_action(read_picture, path.text), reason);
}

static Path text_file(const char *text)
{
    return scratch_write("file", text, strlen(text));
}

// ---------------------------------------------------------------------- PGM

static const uint8_t six[] = {0, 255, 128, 64, 32, 1};

Test(picture, is_read_from_a_plain_PGM)
{
    expect_picture(text_file("P2\n3 2\n255\n0 255 128\n64 32 1\n"), 3, 2, six);
    expect_picture(text_file("P2 3 2 255 0 255 128 64 32 1"), 3, 2, six);
}

Test(picture, may_have_any_blanks_in_a_plain_PGM)
{
    expect_picture(text_file("P2\t2\v1\f255\r99 \n\t\v\f\r 0"), 2, 1,
                   (uint8_t[]){99, 0});
}

Test(picture, is_read_from_a_binary_PGM)
{
    Path path = scratch_write("file", "P5 3 2 255\n\0\xff\x80\x40\x20\1", 17);
    expect_picture(path, 3, 2, six);
}

Test(picture, may_have_comments_in_a_PGM)
{
    expect_picture(text_file("P2#a\n# b 9\n3 # c\r2# d\n255\n0 255#\n"
                             "128 64 32 1 # the end"),
                   3, 2, six);
    Path path =
        scratch_write("file", "P5\n#\n3 2\n#9\n255#9\n\0\xff\x80#\x20\1", 25);
    expect_picture(path, 3, 2, (uint8_t[]){0, 255, 128, '#', 32, 1});
}

Test(picture, is_scaled_to_255_whatever_is_white_in_the_PGM)
{
    const uint8_t scaled[] = {0, 64, 128, 191, 255};
    expect_picture(text_file("P2 5 1 4 0 1 2 3 4"), 5, 1, scaled);
    expect_picture(text_file("P2 5 1 60000 0 15000 30000 45000 60000"), 5, 1,
                   scaled);
    Path path = scratch_write("file", "P5 3 1 65535\n\0\0\x80\0\xff\xff", 19);
    expect_picture(path, 3, 1, (uint8_t[]){0, 128, 255});
    path = scratch_write("file", "P5 3 1 256\n\0\0\0\x80\1\0", 17);
    expect_picture(path, 3, 1, (uint8_t[]){0, 128, 255});
}

Test(picture, in_a_truncated_PGM_is_refused)
{
    const char *plain = "P2 3 2 255 0 255 128 64 32 1";
    for (size_t kept = 3; kept < strlen(plain) - 1; kept++)
        expect_bad(scratch_write("file", plain, kept), "truncated");
    expect_bad(text_file("P2 2 1 255 0 # no more"), "truncated");
    expect_bad(text_file("P5 2 1 255\n1"), "truncated");
    const char binary[] = "P5 2 1 65535\n\0\1\2\3";
    for (size_t kept = 3; kept < sizeof binary - 1; kept++)
        expect_bad(scratch_write("file", binary, kept), "truncated");
}

Test(picture, in_a_corrupt_PGM_is_refused)
{
    expect_bad(text_file("P2 x 2 255 0 0"), "corrupt");
    expect_bad(text_file("P2 -3 2 255 0 0"), "corrupt");
    expect_bad(text_file("P2 3x2 255 0 0"), "corrupt");
    expect_bad(text_file("P2 2 1 255 0 256"), "from 0 to 255");
    expect_bad(text_file("P2 2 1 255 2555 0"), "255 is before byte 16");
    expect_bad(text_file("P2 2 1 65536 0 9"), "from 0 to 65535");
    expect_bad(text_file("P2 2 1 0 0 0"), "0 is white");
    expect_bad(text_file("P5 2 1 50\n13"), "gray of 51");
}

Test(picture, may_have_sides_of_10000)
{
    expect_bad(text_file("P5 10000 1 255\n"), "truncated");
    expect_bad(text_file("P5 1 10000 255\n"), "truncated");
}

Test(picture, of_an_absurd_size_is_refused)
{
    expect_bad(text_file("P5 0 1 255\n"), "0 x 1 pixels");
    expect_bad(text_file("P5 1 0 255\n"), "1 x 0 pixels");
    expect_bad(text_file("P5 10001 1 255\n"), "from 0 to 10000");
    expect_bad(text_file("P5 1 4294967297 255\n"), "from 0 to 10000");
    expect_bad(text_file("P5 99999999999999999999 1 255\n"), "corrupt");
}

// ---------------------------------------------------------------------- PNG

// Writes a PNG in one of libpng's formats.
static Path png(uint32_t format, uint32_t width, uint32_t height,
                const void *pixels, uint32_t colors, const void *map)
{
    Path path = in_scratch("file.png");
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = width,
                       .height = height,
                       .format = format,
                       .colormap_entries = colors};
    cr_assert(png_image_write_to_file(&image, path.text, 0, pixels, 0, map));
    return path;
}

Test(picture, is_read_from_a_gray_PNG)
{
    expect_picture(png(PNG_FORMAT_GRAY, 3, 2, six, 0, NULL), 3, 2, six);
}

Test(picture, is_read_from_a_color_PNG)
{
    // Black, white, one gray; green looks lighter than blue.
    const uint8_t pixels[] = {0, 0, 0, 255, 255, 255, 128, 128, 128};
    expect_picture(png(PNG_FORMAT_RGB, 3, 1, pixels, 0, NULL), 3, 1,
                   (uint8_t[]){0, 255, 128});
    const uint8_t colors[] = {0, 255, 0, 0, 0, 255};
    Picture p = picture_read(png(PNG_FORMAT_RGB, 2, 1, colors, 0, NULL).text);
    cr_assert(p.gray[0] > 200 && p.gray[1] < 100);
    picture_free(&p);
}

Test(picture, has_white_paper_where_a_PNG_is_transparent)
{
    const uint8_t rgba[] = {0, 0, 0, 255, 0, 0, 0, 0, 90, 80, 70, 0};
    expect_picture(png(PNG_FORMAT_RGBA, 3, 1, rgba, 0, NULL), 3, 1,
                   (uint8_t[]){0, 255, 255});
    const uint8_t gray_alpha[] = {0, 255, 0, 0, 60, 255};
    expect_picture(png(PNG_FORMAT_GA, 3, 1, gray_alpha, 0, NULL), 3, 1,
                   (uint8_t[]){0, 255, 60});
}

Test(picture, is_read_from_a_PNG_with_a_palette)
{
    const uint8_t map[] = {255, 255, 255, 0, 0, 0, 77, 77, 77};
    expect_picture(png(PNG_FORMAT_RGB_COLORMAP, 3, 1, "\1\2\0", 3, map), 3, 1,
                   (uint8_t[]){0, 77, 255});
}

Test(picture, is_read_from_a_PNG_of_16_bits)
{
    const uint16_t pixels[] = {0, 65535, 0};
    expect_picture(png(PNG_FORMAT_LINEAR_Y, 3, 1, pixels, 0, NULL), 3, 1,
                   (uint8_t[]){0, 255, 0});
}

// Reads a small good PNG and returns its size.
static size_t good_png(uint8_t bytes[MAX_OUTPUT])
{
    FILE *file = fopen(png(PNG_FORMAT_GRAY, 3, 2, six, 0, NULL).text, "rb");
    size_t size = fread(bytes, 1, MAX_OUTPUT, file);
    fclose(file);
    return size;
}

// The last 12 bytes only say that this is the end.
Test(picture, in_a_truncated_PNG_is_refused)
{
    uint8_t bytes[MAX_OUTPUT];
    size_t size = good_png(bytes);
    for (size_t kept = 4; kept < size - 12; kept++)
        expect_bad(scratch_write("file", bytes, kept), "corrupt PNG");
}

// Byte 8 of the header begins its first chunk: its length, its name, IHDR,
// its data, from byte 16 on, and its checksum.
enum { IHDR_NAME = 12, IHDR_DATA = 16, IHDR_CHECKSUM = 29 };

Test(picture, in_a_corrupt_PNG_is_refused)
{
    uint8_t bytes[MAX_OUTPUT];
    size_t size = good_png(bytes);
    bytes[5] ^= 1; // the signature
    expect_bad(scratch_write("file", bytes, size), "corrupt PNG");
    good_png(bytes);
    bytes[IHDR_CHECKSUM] ^= 1;
    expect_bad(scratch_write("file", bytes, size), "corrupt PNG");
    good_png(bytes);
    bytes[size - 20] ^= 1; // the pixels
    expect_bad(scratch_write("file", bytes, size), "corrupt PNG");
}

// The good PNG with another width and the right checksum for it.
static Path png_of_width(uint32_t width)
{
    uint8_t bytes[MAX_OUTPUT];
    size_t size = good_png(bytes);
    for (int i = 0; i < 4; i++)
        bytes[IHDR_DATA + i] = (uint8_t)(width >> (24 - 8 * i));
    uint32_t checksum =
        (uint32_t)crc32(0, bytes + IHDR_NAME, IHDR_CHECKSUM - IHDR_NAME);
    for (int i = 0; i < 4; i++)
        bytes[IHDR_CHECKSUM + i] = (uint8_t)(checksum >> (24 - 8 * i));
    return scratch_write("file", bytes, size);
}

Test(picture, of_an_absurd_size_in_a_PNG_is_refused)
{
    expect_picture(png_of_width(3), 3, 2, six);
    expect_bad(png_of_width(10001), "10001 x 2 pixels");
    expect_bad(png_of_width(0), "corrupt PNG");
    expect_bad(png_of_width(0x7fffffff), "corrupt PNG");
}

// ------------------------------------------------------------- neither

Test(picture, must_exist)
{
    expect_bad(in_scratch("nowhere"), "No such file");
}

Test(picture, must_not_be_a_directory)
{
    expect_bad(in_scratch(""), "Is a directory");
}

Test(picture, must_not_be_empty)
{
    expect_bad(text_file(""), "is empty");
}

Test(picture, must_be_a_PNG_or_a_PGM)
{
    expect_bad(text_file("GIF89a"), "neither a PNG nor a PGM");
    expect_bad(text_file("P6 1 1 255\nabc"), "neither a PNG nor a PGM");
    expect_bad(text_file("P25 1 1"), "neither a PNG nor a PGM");
    expect_bad(text_file("P"), "neither a PNG nor a PGM");
    expect_bad(text_file("P2"), "neither a PNG nor a PGM");
    expect_bad(scratch_write("file", "\0\0\x08\3", 4), "neither");
}

Test(picture, must_have_ink)
{
    expect_bad(text_file("P2 2 2 255 7 7 7 7"), "is blank");
    expect_bad(text_file("P2 1 1 255 0"), "is blank");
    expect_picture(text_file("P2 3 1 255 7 7 8"), 3, 1, (uint8_t[]){7, 7, 8});
}

// --------------------------------------------------------- pictures to digits

static Picture paper(int width, int height, uint8_t gray)
{
    Picture p = {width, height, malloc((size_t)(width * height))};
    memset(p.gray, gray, (size_t)(width * height));
    return p;
}

static void fill(Picture p, int left, int top, int width, int height,
                 uint8_t gray)
{
    for (int y = top; y < top + height; y++)
        memset(p.gray + y * p.width + left, gray, (size_t)width);
}

static int at_pixel(const uint8_t *pixels, int x, int y)
{
    return pixels[y * DIGIT_SIDE + x];
}

// Fails unless the digit is the ink 255 in this rectangle and 0 elsewhere.
static void expect_rectangle(const uint8_t *pixels, int left, int top,
                             int width, int height)
{
    for (int y = 0; y < DIGIT_SIDE; y++)
        for (int x = 0; x < DIGIT_SIDE; x++) {
            bool inside =
                x >= left && x < left + width && y >= top && y < top + height;
            cr_assert(at_pixel(pixels, x, y) == 255 * inside, "%d at (%d, %d)",
                      at_pixel(pixels, x, y), x, y);
        }
}

static int count_ink(const uint8_t *pixels)
{
    int count = 0;
    for (int i = 0; i < PIXELS; i++)
        count += pixels[i] > 0;
    return count;
}

static double mean_difference(const uint8_t *a, const uint8_t *b)
{
    double sum = 0;
    for (int i = 0; i < PIXELS; i++)
        sum += abs(a[i] - b[i]);
    return sum / PIXELS;
}

// An MNIST digit, light on dark, as a picture that shares its memory.
static Picture picture_of(Digits d, int i)
{
    return (Picture){DIGIT_SIDE, DIGIT_SIDE, d.pixels + i * PIXELS};
}

// Makes a digit of p, which it frees, and compares it with the one expected.
static void expect_digit(Picture p, const uint8_t *expected, double tolerance)
{
    uint8_t pixels[PIXELS];
    picture_to_digit(pixels, p);
    double difference = mean_difference(pixels, expected);
    cr_assert(difference <= tolerance, "the mean difference is %g", difference);
    picture_free(&p);
}

Test(picture_to_digit, leaves_the_digits_of_MNIST_as_they_are)
{
    Digits d = digits_load("data/sample", "t10k");
    double sum = 0;
    for (int i = 0; i < d.count; i++) {
        uint8_t pixels[PIXELS];
        picture_to_digit(pixels, picture_of(d, i));
        double difference = mean_difference(pixels, digit_pixels(d, i));
        cr_assert(difference < 0.5, "digit %d: %g", i, difference);
        sum += difference;
    }
    cr_assert(sum / d.count < 0.02, "the mean difference is %g", sum / d.count);
    digits_free(&d);
}

// The first digits of the sample in another guise must give what they give
// as they are.
enum { GUISES = 50 };

// The picture of digit i with grays from `dark` for paper to `ink`, each pixel
// `step` by `step` pixels large, on a larger sheet.
static Picture redrawn(Digits d, int i, int dark, int ink, int step)
{
    int side = DIGIT_SIDE * step;
    Picture p = paper(side + 11, side + 5, (uint8_t)dark);
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++) {
            int gray = at_pixel(digit_pixels(d, i), x / step, y / step);
            p.gray[(y + 2) * p.width + x + 9] =
                (uint8_t)(dark + (ink - dark) * gray / 255);
        }
    return p;
}

static void expect_same_when_redrawn(int dark, int ink, int step,
                                     double tolerance)
{
    Digits d = digits_load("data/sample", "train");
    for (int i = 0; i < GUISES; i++) {
        uint8_t expected[PIXELS];
        picture_to_digit(expected, picture_of(d, i));
        expect_digit(redrawn(d, i, dark, ink, step), expected, tolerance);
    }
    digits_free(&d);
}

Test(picture_to_digit, does_not_depend_on_where_the_digit_is)
{
    expect_same_when_redrawn(0, 255, 1, 0);
}

Test(picture_to_digit, turns_dark_ink_on_light_paper_around)
{
    expect_same_when_redrawn(255, 0, 1, 0);
}

Test(picture_to_digit, removes_gray_paper_and_stretches_faint_ink)
{
    expect_same_when_redrawn(60, 200, 1, 0.5);
    expect_same_when_redrawn(180, 90, 1, 0.5);
    expect_same_when_redrawn(100, 0, 1, 0.5); // dark paper, darker ink
}

Test(picture_to_digit, does_not_depend_on_how_large_the_digit_is)
{
    expect_same_when_redrawn(0, 255, 3, 0);
    expect_same_when_redrawn(255, 0, 10, 0);
}

// Adds what a camera does: normal noise.
static void add_noise(Picture p, double spread, Random *r)
{
    for (int i = 0; i < p.width * p.height; i++) {
        double noisy = p.gray[i] + spread * random_normal(r);
        p.gray[i] = (uint8_t)fmin(fmax(noisy, 0), 255);
    }
}

// Ink as from a pen, without the soft edges of MNIST: whether these are noise
// nobody can tell.
Test(picture_to_digit, takes_noise_like_the_border_s_for_paper)
{
    Digits d = digits_load("data/sample", "train");
    for (int k = 0; k < GUISES * PIXELS; k++)
        d.pixels[k] = d.pixels[k] > 127 ? 255 : 0;
    Random r = random_new(1, 0);
    for (int i = 0; i < GUISES; i++) {
        uint8_t expected[PIXELS];
        picture_to_digit(expected, picture_of(d, i));
        Picture p = redrawn(d, i, 220, 30, 12);
        add_noise(p, 4, &r);
        expect_digit(p, expected, 1);
    }
    digits_free(&d);
}

Test(picture_to_digit, makes_the_longer_side_20_pixels)
{
    uint8_t pixels[PIXELS];
    Picture p = paper(200, 200, 255);
    fill(p, 50, 60, 10, 100, 0);
    picture_to_digit(pixels, p);
    expect_rectangle(pixels, 14, 5, 2, 20);
    fill(p, 0, 0, 200, 200, 255);
    fill(p, 50, 60, 100, 50, 0);
    picture_to_digit(pixels, p);
    expect_rectangle(pixels, 5, 10, 20, 10);
    picture_free(&p);
}

Test(picture_to_digit, enlarges_a_small_digit)
{
    uint8_t pixels[PIXELS];
    Picture p = paper(5, 5, 255);
    fill(p, 2, 1, 1, 2, 0);
    picture_to_digit(pixels, p);
    expect_rectangle(pixels, 10, 5, 10, 20);
    picture_free(&p);
}

Test(picture_to_digit, keeps_a_hairline)
{
    uint8_t pixels[PIXELS];
    Picture p = paper(1000, 30, 255);
    fill(p, 0, 10, 1000, 1, 0);
    picture_to_digit(pixels, p);
    expect_rectangle(pixels, 5, 14, 20, 1);
    picture_free(&p);
}

Test(picture_to_digit, rounds_the_shorter_side)
{
    uint8_t pixels[PIXELS];
    Picture p = paper(200, 200, 255);
    fill(p, 50, 60, 53, 100, 0); // 10.6 pixels
    picture_to_digit(pixels, p);
    cr_assert(count_ink(pixels) == 11 * 20);
    picture_free(&p);
}

// Three columns of 255, 51 and 151 become two of (255 + 51 / 2) / 1.5 = 187
// and (51 / 2 + 151) / 1.5 = 117.7, and these, stretched, 255 and 160.45.
Test(picture_to_digit, averages_over_the_parts_of_pixels)
{
    uint8_t pixels[PIXELS];
    Picture p = paper(50, 50, 0);
    for (int x = 10; x < 40; x++)
        fill(p, x, 10, 1, 30, (uint8_t[]){151, 255, 51}[x % 3]);
    picture_to_digit(pixels, p);
    for (int x = 0; x < 20; x++)
        cr_assert(at_pixel(pixels, 5 + x, 14) == (x % 2 == 0 ? 255 : 160),
                  "%d at %d", at_pixel(pixels, 5 + x, 14), x);
    picture_free(&p);
}

// A heavy foot: the center of mass, not of the box, goes to pixel (14, 14).
Test(picture_to_digit, puts_the_center_of_mass_at_the_center)
{
    uint8_t pixels[PIXELS];
    Picture p = paper(40, 40, 0);
    fill(p, 10, 10, 2, 20, 255);
    fill(p, 10, 26, 14, 4, 255);
    picture_to_digit(pixels, p);
    double mass = 0, x_sum = 0, y_sum = 0;
    for (int i = 0; i < PIXELS; i++) {
        mass += pixels[i];
        x_sum += pixels[i] * (i % DIGIT_SIDE);
        y_sum += pixels[i] * (i / DIGIT_SIDE);
    }
    cr_assert(fabs(x_sum / mass - 14) <= 0.5, "x: %g", x_sum / mass);
    cr_assert(fabs(y_sum / mass - 14) <= 0.5, "y: %g", y_sum / mass);
    picture_free(&p);
}

// The center of mass of this line is 0.05 pixels to the right of its middle,
// which would be between two pixels.
Test(picture_to_digit, puts_the_center_of_mass_nearest_to_the_center)
{
    uint8_t pixels[PIXELS];
    Picture p = paper(40, 40, 0);
    fill(p, 10, 10, 20, 1, 255);
    fill(p, 10, 10, 1, 1, 230);
    picture_to_digit(pixels, p);
    cr_assert(at_pixel(pixels, 4, 14) == 230 &&
              at_pixel(pixels, 23, 14) == 255);
    picture_free(&p);
}

// Nearly all mass is in the lowest line: centered, the tail would stick out.
Test(picture_to_digit, keeps_the_digit_inside_the_field)
{
    uint8_t pixels[PIXELS];
    Picture p = paper(40, 40, 0);
    fill(p, 10, 10, 1, 20, 30);
    fill(p, 10, 29, 20, 1, 255);
    picture_to_digit(pixels, p);
    cr_assert(at_pixel(pixels, 5, 0) == 30);
    cr_assert(at_pixel(pixels, 5, 19) == 255);
    picture_free(&p);
}

// The same in the first line and in the first column.
Test(picture_to_digit, keeps_the_digit_inside_the_field_at_its_other_ends)
{
    uint8_t pixels[PIXELS];
    Picture p = paper(40, 40, 0);
    fill(p, 10, 10, 1, 20, 30);
    fill(p, 10, 10, 20, 1, 255);
    picture_to_digit(pixels, p);
    cr_assert(at_pixel(pixels, 5, 8) == 255 && at_pixel(pixels, 5, 27) == 30);
    fill(p, 0, 0, 40, 40, 0);
    fill(p, 10, 10, 20, 1, 30);
    fill(p, 10, 10, 1, 20, 255);
    picture_to_digit(pixels, p);
    cr_assert(at_pixel(pixels, 8, 5) == 255 && at_pixel(pixels, 27, 5) == 30);
    picture_free(&p);
}

// Two sides of the border, of 21 pixels and the one at their corner once, are
// paper; the rest of it is ink like all the rest.
Test(picture_to_digit, takes_for_paper_what_most_of_the_border_is)
{
    uint8_t pixels[PIXELS];
    for (int gray = 0; gray <= 255; gray += 255) {
        Picture p = paper(21, 21, (uint8_t)gray);
        fill(p, 1, 1, 20, 20, (uint8_t)(255 - gray));
        picture_to_digit(pixels, p);
        expect_rectangle(pixels, 5, 5, 20, 20);
        fill(p, 0, 0, 21, 21, (uint8_t)gray);
        fill(p, 0, 0, 20, 20, (uint8_t)(255 - gray));
        picture_to_digit(pixels, p);
        expect_rectangle(pixels, 5, 5, 20, 20);
        picture_free(&p);
    }
}

Test(picture_to_digit, takes_a_digit_of_one_pixel)
{
    uint8_t pixels[PIXELS], gray[] = {0, 255, 255};
    picture_to_digit(pixels, (Picture){1, 3, gray});
    cr_assert(count_ink(pixels) == 20 * 20);
    picture_to_digit(pixels, (Picture){3, 1, gray});
    cr_assert(count_ink(pixels) == 20 * 20);
}

// Of a border of two grays in equal parts, the darker one is paper.
Test(picture_to_digit, takes_the_lower_median_of_the_border)
{
    uint8_t pixels[PIXELS], gray[] = {0, 255, 90, 0};
    picture_to_digit(pixels, (Picture){4, 1, gray});
    cr_assert(at_pixel(pixels, 7, 14) == 255);
    cr_assert(at_pixel(pixels, 26, 14) == 90);
}

// A square of ink on a sheet of which some pixels of the border are off by a
// distance, in either direction, one of them by more. Whether a mark beside the
// square is ink, too, shows in its size.
static bool is_ink(int mark, int gray, int sign, int off, int distance)
{
    uint8_t pixels[PIXELS];
    Picture p = paper(60, 60, (uint8_t)gray);
    for (int x = 0; x < off; x++)
        fill(p, x, 0, 1, 1,
             (uint8_t)abs(gray + (x % 2 == 0 ? distance : -distance)));
    fill(p, 59, 59, 1, 1, (uint8_t)(gray + distance + 4));
    fill(p, 30, 20, 20, 20, (uint8_t)(gray + 100 * sign));
    fill(p, 10, 30, 1, 1, (uint8_t)(gray + mark * sign));
    picture_to_digit(pixels, p);
    picture_free(&p);
    return at_pixel(pixels, 14, 5) == 0;
}

// Of the border's 236 pixels 28 are more than a tenth.
Test(picture_to_digit, takes_for_paper_what_is_four_times_as_far_as_the_border)
{
    for (int sign = -1; sign <= 1; sign += 2) {
        cr_assert(!is_ink(20, 100, sign, 28, 5));
        cr_assert(is_ink(21, 100, sign, 28, 5));
    }
}

Test(picture_to_digit, takes_for_ink_what_is_beyond_a_quarter_of_the_full_ink)
{
    cr_assert(!is_ink(25, 100, 1, 28, 9));
    cr_assert(is_ink(26, 100, 1, 28, 9));
}

Test(picture_to_digit, does_not_care_for_less_than_a_tenth_of_the_border)
{
    cr_assert(is_ink(1, 0, 1, 20, 5));
}

Test(picture_to_digit, takes_a_digit_that_touches_the_border)
{
    uint8_t pixels[PIXELS];
    Picture p = paper(20, 20, 255);
    fill(p, 8, 0, 4, 20, 0);
    picture_to_digit(pixels, p);
    expect_rectangle(pixels, 13, 5, 4, 20);
    picture_free(&p);
}

Test(picture_to_digit, refuses_a_blank_picture, .signal = SIGABRT,
     .init = expect_abort)
{
    uint8_t pixels[PIXELS];
    picture_to_digit(pixels, paper(9, 9, 100));
}
