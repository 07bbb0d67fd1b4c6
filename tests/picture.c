// common/files/picture.c: pictures good and bad.
#include <criterion/criterion.h>
#include <png.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>
#include <zlib.h>

#include "common/files/picture.h"
#include "expect.h"

TestSuite(picture, .init = scratch_enter, .fini = scratch_leave);

// Fails the test unless the file is a picture of these colors.
static void expect_colors(Path path, int width, int height, const uint8_t *rgb)
{
    Picture p;
    cr_assert(picture_read(&p, path.text));
    cr_assert(p.width == width && p.height == height, "it is %d x %d", p.width,
              p.height);
    for (int i = 0; i < 3 * width * height; i++)
        cr_assert(p.rgb[i] == rgb[i], "number %d is %d instead of %d", i,
                  p.rgb[i], rgb[i]);
    picture_free(&p);
    cr_assert(p.rgb == NULL && p.width == 0 && p.height == 0);
}

// The same for grays.
static void expect_picture(Path path, int width, int height,
                           const uint8_t *gray)
{
    uint8_t rgb[3 * 100];
    cr_assert(width * height <= 100);
    for (int i = 0; i < width * height; i++)
        memset(rgb + 3 * i, gray[i], 3);
    expect_colors(path, width, height, rgb);
}

// What could not be read is no picture.
static void read_picture(void *path)
{
    Picture p;
    if (!picture_read(&p, path))
        exit(p.width == 0 && p.height == 0 && p.rgb == NULL ? 1 : 3);
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
    expect_bad(text_file("P2 x 2 255 0 0"), "is a corrupt P2 picture");
    expect_bad(text_file("P2 -3 2 255 0 0"), "corrupt");
    expect_bad(text_file("P2 3x2 255 0 0"), "corrupt");
    expect_bad(text_file("P2 2 1 255 0 256"), "from 0 to 255");
    expect_bad(text_file("P2 2 1 255 2555 0"), "255 is before byte 16");
    expect_bad(text_file("P2 2 1 65536 0 9"), "from 0 to 65535");
    expect_bad(text_file("P2 2 1 0 0 0"), "0 is white");
    expect_bad(text_file("P5 2 1 50\n13"), "corrupt P5 picture: it has a gray "
                                           "of 51, but says that 50 is white");
}

Test(picture, may_have_sides_of_10000_and_20_million_pixels)
{
    expect_bad(text_file("P5 10000 1 255\n"), "truncated");
    expect_bad(text_file("P5 1 10000 255\n"), "truncated");
    expect_bad(text_file("P5 2000 10000 255\n"), "truncated");
    expect_bad(text_file("P5 2001 10000 255\n"),
               "has 2001 x 10000 pixels, which are over 20 million");
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

// Writes the checksum of a chunk, from its name to its end; returns where the
// next one begins.
static size_t end_chunk(uint8_t *file, size_t name, size_t end)
{
    uint32_t checksum = (uint32_t)crc32(0, file + name, (uInt)(end - name));
    for (int i = 0; i < 4; i++)
        file[end + (size_t)i] = (uint8_t)(checksum >> (24 - 8 * i));
    return end + 4;
}

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
    const uint8_t pixels[] = {0, 0, 0, 255, 254, 253, 128, 7, 1};
    expect_colors(png(PNG_FORMAT_RGB, 3, 1, pixels, 0, NULL), 3, 1, pixels);
}

Test(picture, has_white_paper_where_a_PNG_is_transparent)
{
    const uint8_t rgba[] = {0, 0, 0, 255, 0, 0, 0, 0, 90, 80, 70, 0};
    expect_picture(png(PNG_FORMAT_RGBA, 3, 1, rgba, 0, NULL), 3, 1,
                   (uint8_t[]){0, 255, 255});
    const uint8_t gray_alpha[] = {0, 255, 0, 0, 60, 255, 0, 128, 0, 51, 1, 140};
    expect_picture(png(PNG_FORMAT_GA, 6, 1, gray_alpha, 0, NULL), 6, 1,
                   (uint8_t[]){0, 255, 60, 127, 204, 116}); // 115.55
    expect_picture(png(PNG_FORMAT_GA, 2, 1, gray_alpha, 0, NULL), 2, 1,
                   (uint8_t[]){0, 255});
}

// A white pen on nothing.
Test(picture, has_black_paper_where_white_would_leave_nothing_to_see)
{
    const uint8_t rgba[] = {255, 255, 255, 255, 255, 255, 255, 0,
                            255, 255, 255, 51,  9,   9,   9,   0};
    expect_picture(png(PNG_FORMAT_RGBA, 4, 1, rgba, 0, NULL), 4, 1,
                   (uint8_t[]){255, 0, 51, 0});
    const uint8_t red[] = {255, 255, 255, 255, 254, 255,
                           255, 255, 255, 255, 255, 0};
    expect_colors(png(PNG_FORMAT_RGBA, 3, 1, red, 0, NULL), 3, 1,
                  (uint8_t[]){255, 255, 255, 254, 255, 255, 255, 255, 255});
    const uint8_t all[] = {255, 255, 255, 255, 255, 255, 255, 254};
    expect_picture(png(PNG_FORMAT_RGBA, 2, 1, all, 0, NULL), 2, 1,
                   (uint8_t[]){255, 254});
}

Test(picture, is_read_from_a_PNG_with_a_palette)
{
    const uint8_t map[] = {255, 255, 255, 0, 0, 0, 77, 77, 77};
    expect_picture(png(PNG_FORMAT_RGB_COLORMAP, 3, 1, "\1\2\0", 3, map), 3, 1,
                   (uint8_t[]){0, 77, 255});
}

// What is stored counts: half of 65535 is half of 255, as libpng writes it when it
// is told that the numbers are no brightness. Half transparent black is gray.
Test(picture, has_numbers_of_16_bits_as_they_are_stored)
{
    const uint8_t bytes[] =
        "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\3\0\0\0\1\x10\0\0\0\0";
    uint8_t rows[] = {0, 0, 0, 0x80, 0, 0xff, 0xff}, packed[100];
    uLongf size = sizeof packed;
    cr_assert(compress(packed, &size, rows, sizeof rows) == Z_OK);
    uint8_t file[200];
    size_t length = sizeof bytes - 1;
    memcpy(file, bytes, length);
    length = end_chunk(file, length - 17, length);
    memcpy(file + length, "\0\0\0\0IDAT", 8);
    file[length + 3] = (uint8_t)size;
    memcpy(file + length + 8, packed, size);
    length = end_chunk(file, length + 4, length + 8 + size);
    memcpy(file + length, "\0\0\0\0IEND", 8);
    length = end_chunk(file, length + 4, length + 8);
    expect_picture(scratch_write("file", file, length), 3, 1,
                   (uint8_t[]){0, 128, 255});
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

// --------------------------------------------------------------- PBM and PPM

Test(picture, is_read_from_a_PBM)
{
    const uint8_t gray[] = {255, 0, 0, 255, 0, 255};
    expect_picture(text_file("P1 3 2 0 1 1 0 1 0"), 3, 2, gray);
    expect_picture(text_file("P1\n#\n3 2\n011\n#1\n010"), 3, 2, gray);
    expect_picture(scratch_write("file", "P4 3 2\n\x60\x5f", 9), 3, 2, gray);
    // nine in a row take two bytes
    expect_picture(scratch_write("file", "P4 9 2\n\0\x80\x80\0", 11), 9, 2,
                   (uint8_t[]){255, 255, 255, 255, 255, 255, 255, 255, 0, 0,
                               255, 255, 255, 255, 255, 255, 255, 255});
}

Test(picture, is_read_from_a_PPM)
{
    const uint8_t rgb[] = {0, 128, 255, 3, 2, 1};
    expect_colors(text_file("P3 2 1 255 0 128 255 3 2 1"), 2, 1, rgb);
    expect_colors(scratch_write("file", "P6 2 1 255\n\0\x80\xff\3\2\1", 17), 2,
                  1, rgb);
    expect_colors(
        scratch_write("file", "P6 1 1 65535\n\0\0\x80\x80\xff\xff", 19), 1, 1,
        rgb);
}

Test(picture, in_a_bad_PBM_or_PPM_is_refused)
{
    expect_bad(text_file("P1 2 1 0"), "truncated P1");
    expect_bad(text_file("P1 2 1 0 2"), "from 0 to 1 is before byte 10");
    expect_bad(text_file("P1 2 1 0 /"), "from 0 to 1");
    expect_bad(scratch_write("file", "P4 9 1\n\0", 8), "truncated P4");
    expect_bad(text_file("P3 1 1 255 0 128"), "truncated P3");
    expect_bad(text_file("P3 1 1 255 0 128 256"), "from 0 to 255");
    expect_bad(scratch_write("file", "P6 1 1 255\n\0\0", 13), "truncated P6");
    expect_bad(text_file("P6 1 1 50\n013"), "gray of 51");
    expect_bad(text_file("P6 1 1 0\n013"), "0 is white");
}

// --------------------------------------------------------------------- JPEG

// Writes a JPEG of these grays, and before its picture how its camera was held:
// 1 to 8, or 0 for not a word of it.
static Path jpeg_of(int w, int h, const uint8_t *gray, int way)
{
    unsigned char *packed = NULL;
    unsigned long size = 0;
    tjhandle handle = tjInitCompress();
    cr_assert(tjCompress2(handle, gray, w, 0, h, TJPF_GRAY, &packed, &size,
                          TJSAMP_GRAY, 100, 0) == 0);
    // After the two bytes that begin it: Exif, one entry in its first table.
    uint8_t exif[] =
        "\xff\xe1\0\x22"
        "Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0?\0\0\0\0\0\0";
    exif[29] = (uint8_t)way;
    size_t more = way > 0 ? sizeof exif - 1 : 0;
    uint8_t *file = malloc(size + more);
    memcpy(file, packed, 2);
    memcpy(file + 2, exif, more);
    memcpy(file + 2 + more, packed + 2, size - 2);
    Path path = scratch_write("file.jpg", file, size + more);
    tjFree(packed);
    tjDestroy(handle);
    free(file);
    return path;
}

// One whose left half is black and whose right half is white.
static Path jpeg(int w, int h)
{
    uint8_t *gray = malloc((size_t)w * (size_t)h);
    for (int i = 0; i < w * h; i++)
        gray[i] = i % w < w / 2 ? 0 : 255;
    Path path = jpeg_of(w, h, gray, 0);
    free(gray);
    return path;
}

Test(picture, is_read_from_a_JPEG)
{
    Picture p;
    cr_assert(picture_read(&p, jpeg(32, 8).text));
    cr_assert(p.width == 32 && p.height == 8);
    for (int i = 0; i < 3 * 32 * 8; i++)
        cr_assert(p.rgb[i] == (i / 3 % 32 < 16 ? 0 : 255));
    picture_free(&p);
}

// One corner is dark, and comes to where the camera says.
Test(picture, in_a_JPEG_is_turned_upright)
{
    // where the stored upper left corner is seen: right, below
    static const int corner[9][2] = {{0, 0}, {0, 0}, {1, 0}, {1, 1}, {0, 1},
                                     {0, 0}, {1, 0}, {1, 1}, {0, 1}};
    for (int way = 0; way <= 8; way++) {
        uint8_t gray[48 * 32];
        for (int i = 0; i < 48 * 32; i++)
            gray[i] = i % 48 < 16 && i / 48 < 16 ? 0 : 255;
        Picture p;
        cr_assert(picture_read(&p, jpeg_of(48, 32, gray, way).text));
        cr_assert(p.width == (way < 5 ? 48 : 32) && p.height == 80 - p.width);
        int x = corner[way][0] ? p.width - 1 : 0;
        int y = corner[way][1] ? p.height - 1 : 0;
        for (int v = 0; v < p.height; v += p.height - 1)
            for (int u = 0; u < p.width; u += p.width - 1)
                cr_assert((p.rgb[3 * (v * p.width + u)] < 128) ==
                              (u == x && v == y),
                          "way %d at (%d, %d)", way, u, v);
        picture_free(&p);
    }
}

Test(picture, in_a_large_JPEG_is_read_smaller)
{
    Picture p;
    static const int sides[][4] = {{2000, 16, 2000, 16},
                                   {2001, 16, 1001, 8},
                                   {16, 2000, 16, 2000},
                                   {16, 2001, 8, 1001},
                                   {1, 9001, 1, 1126}};
    for (int k = 0; k < 5; k++) {
        cr_assert(picture_read(&p, jpeg(sides[k][0], sides[k][1]).text));
        cr_assert(p.width == sides[k][2] && p.height == sides[k][3]);
        picture_free(&p);
    }
}

Test(picture, in_a_bad_JPEG_is_refused)
{
    uint8_t bytes[MAX_OUTPUT];
    FILE *file = fopen(jpeg(32, 32).text, "rb");
    size_t size = fread(bytes, 1, MAX_OUTPUT, file);
    fclose(file);
    for (size_t kept = 4; kept < size - 2; kept += 7)
        expect_bad(scratch_write("file", bytes, kept), "corrupt JPEG");
    expect_bad(jpeg(16, 10001), "16 x 10001 pixels");
    expect_bad(jpeg(5001, 10000), "over 50 million");
    const uint8_t strange[] = "\xff\xd8\xff and no more";
    expect_bad(scratch_write("file", strange, sizeof strange), "corrupt JPEG");
    // tables for other files, which are none here
    expect_bad(scratch_write("file", "\xff\xd8\xff\xd9", 4), "corrupt JPEG");
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

static void expect_other(const char *bytes, size_t size, const char *name)
{
    Path path = scratch_write("file", bytes, size);
    Result r = run_action(read_picture, path.text);
    char first[400], last[400];
    snprintf(first, sizeof first, "%s: is %s, ", path.text, name);
    snprintf(last, sizeof last, ": convert %s digit.png", path.text);
    expect_failure(r, 1, first, last, NULL);
}

Test(picture, of_another_format_is_named_with_what_converts_it)
{
    expect_other("GIF89a", 6, "a GIF");
    expect_other("BM123456", 8, "a BMP");
    expect_other("RIFF1234WEBPVP8 ", 16, "a WebP");
    expect_other("II*\0", 4, "a TIFF");
    expect_other("MM\0*", 4, "a TIFF");
    expect_other("\0\0\0\x18"
                 "ftypheic",
                 12, "a HEIC");
    expect_other("\0\0\0\x18"
                 "ftypmif1",
                 12, "a HEIC");
    expect_other("\0\0\0\x18"
                 "ftypavif",
                 12, "an AVIF");
    expect_other("\0\0\0\x0cJXL \r\n", 10, "a JPEG XL");
    expect_other("\xff\x0a??", 4, "a JPEG XL");
    expect_other("<svg>", 5, "an SVG");
    expect_other("<?xml version", 13, "an SVG");
    expect_other("%PDF-1.4", 8, "a PDF");
}

Test(picture, must_be_known)
{
    expect_bad(text_file("P7 1 1 255\nabc"), "known here; name a PNG, JPEG");
    expect_bad(text_file("P0 1 1 255\nabc"), "known here");
    expect_bad(text_file("P25 1 1"), "known here");
    expect_bad(text_file("P"), "known here");
    expect_bad(text_file("P2"), "known here");
    expect_bad(text_file("\xff\xd8"), "known here");
    expect_bad(scratch_write("file", "\0\0\x08\3", 4), "known here");
}
