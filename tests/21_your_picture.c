// Chapter 21: pictures made here, each with one thing in it, and what is made
// of them. The lesson is the same in all three number types.
#include "21_your_picture/measure.h"
#include "21_your_picture/your_picture.h"
#include "common/numbers/random.h"
#include "near.h"

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { WHITE = 255 };

// ------------------------------------------------------------- what is drawn

static Picture paper(int width, int height, uint8_t gray)
{
    Picture p = {width, height, malloc((size_t)(3 * width * height))};
    memset(p.rgb, gray, (size_t)(3 * width * height));
    return p;
}

static void set(Picture p, int x, int y, int gray)
{
    memset(p.rgb + 3 * (y * p.width + x), gray, 3);
}

static int gray_at(Picture p, int x, int y)
{
    return p.rgb[3 * (y * p.width + x)];
}

static void fill(Picture p, int left, int top, int width, int height, int gray)
{
    for (int y = top; y < top + height; y++)
        for (int x = left; x < left + width; x++)
            set(p, x, y, gray);
}

// A picture of one row of colors.
static Picture row_of(int count, const uint8_t *rgb)
{
    Picture p = paper(count, 1, 0);
    memcpy(p.rgb, rgb, (size_t)(3 * count));
    return p;
}

// An MNIST digit as a pen would write it, `step` by `step` pixels for each of
// its own, dark on white.
static Picture written(Digits d, int i, int step)
{
    int side = DIGIT_SIDE * step;
    Picture p = paper(side, side, WHITE);
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++)
            if (digit_pixels(d, i)[y / step * DIGIT_SIDE + x / step] > 127)
                set(p, x, y, 0);
    return p;
}

// Sheets as rows of text: # is 1, = is 0.5, + is 0.4, . is 0.1, all else 0.
static Sheet sheet_of(int width, int height, const char *text)
{
    Sheet s = sheet_new(width, height);
    for (int i = 0; i < width * height; i++)
        s.at[i] = text[i] == '#'   ? 1
                  : text[i] == '=' ? 0.5
                  : text[i] == '+' ? 0.4
                  : text[i] == '.' ? 0.1
                                   : 0;
    return s;
}

// The eight ways in which a picture can lie: mirrored in x for 1, in y for 2,
// and rows and columns exchanged for 4. No step may depend on it.
enum { LYING = 8 };

static Sheet lying(Sheet s, int way)
{
    Sheet t =
        way & 4 ? sheet_new(s.height, s.width) : sheet_new(s.width, s.height);
    for (int y = 0; y < s.height; y++)
        for (int x = 0; x < s.width; x++) {
            int u = way & 1 ? s.width - 1 - x : x;
            int v = way & 2 ? s.height - 1 - y : y;
            *(way & 4 ? spot(t, v, u) : spot(t, u, v)) = *spot(s, x, y);
        }
    return t;
}

static Box lying_box(Box b, Sheet s, int way)
{
    b.left = way & 1 ? s.width - b.left - b.width : b.left;
    b.top = way & 2 ? s.height - b.top - b.height : b.top;
    return way & 4 ? (Box){b.top, b.left, b.height, b.width} : b;
}

static void expect_box(Box b, Box expected)
{
    cr_assert(memcmp(&b, &expected, sizeof b) == 0,
              "%d x %d at (%d, %d), and not %d x %d at (%d, %d)", b.width,
              b.height, b.left, b.top, expected.width, expected.height,
              expected.left, expected.top);
}

static void expect_sheet(Sheet s, const char *text)
{
    Sheet expected = sheet_of(s.width, s.height, text);
    for (int i = 0; i < s.width * s.height; i++)
        cr_assert(fabs(s.at[i] - expected.at[i]) < 1e-9, "%g at (%d, %d)",
                  s.at[i], i % s.width, i / s.width);
    sheet_free(&expected);
}

static double difference(const uint8_t *a, const uint8_t *b)
{
    double sum = 0;
    for (int i = 0; i < PIXELS; i++)
        sum += abs(a[i] - b[i]);
    return sum / PIXELS;
}

// The only digit of a picture, which is freed.
static void only_digit(uint8_t pixels[PIXELS], Picture p)
{
    static FoundDigits found;
    picture_to_digits(&found, p);
    cr_assert(found.count == 1, "%d digits", found.count);
    memcpy(pixels, found.pixels[0], PIXELS);
    picture_free(&p);
}

static void expect_nearly(const uint8_t *one, const uint8_t *other,
                          double tolerance)
{
    cr_assert(difference(one, other) <= tolerance, "the mean difference is %g",
              difference(one, other));
}

// What is made of a damaged picture must be nearly what is made of the whole one.
static void expect_same_digit(Picture damaged, Picture whole, double tolerance)
{
    uint8_t one[PIXELS], other[PIXELS];
    only_digit(one, damaged);
    only_digit(other, whole);
    expect_nearly(one, other, tolerance);
}

// -------------------------------------------------------------------- pictures

Test(your_picture, is_made_smaller_by_means)
{
    const uint8_t rgb[] = {0, 0, 9, 10, 1, 9, 20, 100, 200};
    Picture p = row_of(3, rgb), half = picture_reduced(p, 2);
    cr_assert(half.width == 2 && half.height == 1);
    const uint8_t expected[] = {5, 1, 9, 20, 100, 200}; // 0.5 is rounded up
    cr_assert(memcmp(half.rgb, expected, 6) == 0);
    picture_free(&half);
    half = picture_reduced(p, 1);
    cr_assert(half.width == 3 && memcmp(half.rgb, rgb, 9) == 0);
    picture_free(&half);
    picture_free(&p);
}

Test(your_picture, is_made_smaller_in_squares)
{
    static const uint8_t gray[] = {1,  2,  3, 4, 9,  //
                                   3,  4,  5, 7, 20, //
                                   10, 13, 0, 1, 255},
                         expected[] = {3, 5, 15, 12, 1, 255};
    Picture p = paper(5, 3, 0);
    for (int i = 0; i < 15; i++)
        set(p, i % 5, i / 5, gray[i]);
    Picture half = picture_reduced(p, 2);
    cr_assert(half.width == 3 && half.height == 2);
    for (int i = 0; i < 6; i++)
        cr_assert(gray_at(half, i % 3, i / 3) == expected[i]);
    picture_free(&half);
    picture_free(&p);
}

Test(your_picture, is_cut_out)
{
    Picture p = paper(5, 4, WHITE);
    fill(p, 2, 1, 2, 3, 7);
    set(p, 3, 3, 9);
    Picture part = picture_cropped(p, (Box){2, 1, 2, 3});
    cr_assert(part.width == 2 && part.height == 3);
    for (int i = 0; i < 6; i++)
        cr_assert(part.rgb[3 * i] == (i == 5 ? 9 : 7));
    picture_free(&part);
    picture_free(&p);
}

// ------------------------------------------------------------------------- ink

// The second one most likely in the memory of the first.
Test(your_picture, has_sheets_of_zeros)
{
    Sheet s;
    for (int round = 0; round < 2; round++) {
        s = sheet_new(5, 3);
        for (int i = 0; i < 15; i++) {
            cr_assert(s.at[i] == 0);
            s.at[i] = 1;
        }
        cr_assert(s.width == 5 && s.height == 3);
        sheet_free(&s);
        cr_assert(s.width == 0 && s.height == 0 && s.at == NULL);
    }
}

static Sheet ink_by_color(Picture p)
{
    Sheet ink = sheet_new(p.width, p.height);
    ink_from_colors(ink, p);
    return ink;
}

// The colors of the lesson: paper, half and full ink, beside more paper.
Test(your_picture, has_ink_where_its_color_is_on_the_way_from_the_paper)
{
    const uint8_t paper_rgb[] = {250, 250, 240}, half[] = {150, 160, 190},
                  full[] = {50, 70, 140};
    Picture p = paper(9, 3, 0);
    for (int i = 0; i < 27; i++)
        memcpy(p.rgb + 3 * i, i < 20 ? paper_rgb : i < 21 ? half : full, 3);
    Sheet ink = ink_by_color(p);
    for (int i = 0; i < 27; i++)
        expect_number(ink.at[i], i < 20 ? 0 : i < 21 ? 0.5 : 1, 1e-12);
    sheet_free(&ink);
    picture_free(&p);
}

// Light on dark is the same; and what is on the other side of the paper is less
// than no ink.
Test(your_picture, has_ink_in_the_direction_of_what_is_farthest)
{
    for (int light = 0; light <= 1; light++) {
        Picture p = paper(10, 10, light ? 55 : 200);
        fill(p, 3, 3, 2, 2, light ? 255 : 0);
        set(p, 7, 7, light ? 5 : 250);
        Sheet ink = ink_by_color(p);
        expect_number(*spot(ink, 0, 0), 0, 1e-12);
        expect_number(*spot(ink, 4, 4), 1, 1e-12);
        expect_number(*spot(ink, 7, 7), -0.25, 1e-12);
        sheet_free(&ink);
        picture_free(&p);
    }
}

// Of one gray, 0.299 r + 0.587 g + 0.114 b = 197.
Test(your_picture, may_have_ink_and_paper_of_one_gray)
{
    Picture p = paper(10, 10, 0);
    for (int i = 0; i < 100; i++)
        memcpy(p.rgb + 3 * i,
               i / 10 % 9 > 2 && i % 10 == 5 ? (const uint8_t[]){255, 201, 25}
                                             : (const uint8_t[]){150, 222, 196},
               3);
    Sheet ink = ink_by_color(p);
    for (int i = 0; i < 100; i++)
        expect_number(ink.at[i], i / 10 % 9 > 2 && i % 10 == 5, 1e-12);
    sheet_free(&ink);
    picture_free(&p);
}

// Each channel has a say in what is farthest.
Test(your_picture, may_have_ink_of_any_color)
{
    for (int channel = 0; channel < 3; channel++) {
        Picture p = paper(8, 8, 100);
        for (int i = 0; i < 3; i++) {
            p.rgb[3 * (8 * i + 8) + channel] = 220;          // full ink
            p.rgb[3 * (8 * i + 12) + channel] = 160;         // half
            p.rgb[3 * (8 * i + 13) + (channel + 1) % 3] = 0; // another color
        }
        Sheet ink = ink_by_color(p);
        for (int i = 0; i < 3; i++) {
            expect_number(ink.at[8 * i + 8], 1, 1e-12);
            expect_number(ink.at[8 * i + 12], 0.5, 1e-12);
            expect_number(ink.at[8 * i + 13], 0, 1e-12);
        }
        sheet_free(&ink);
        picture_free(&p);
    }
}

Test(your_picture, has_no_ink_when_it_has_one_color)
{
    Picture p = paper(3, 3, 7);
    Sheet ink = ink_by_color(p);
    for (int i = 0; i < 9; i++)
        cr_assert(ink.at[i] == 0);
    sheet_free(&ink);
    picture_free(&p);
}

// Of 10 x 10 pixels 36 are the edge, which has 36 + 50 votes; the inside has 64.
Test(your_picture, has_paper_where_most_votes_are)
{
    for (int dark = 0; dark <= 10; dark++) {
        Picture p = paper(10, 10, WHITE);
        fill(p, 1, 1, 8, 8, 0);
        fill(p, 0, 0, dark, 1, 0); // so many of the edge are dark, as well
        double votes = 64 + dark * (1 + 50.0 / 36);
        Sheet ink = ink_by_color(p);
        cr_assert(*spot(ink, 5, 5) == (votes < 75 ? 1 : 0),
                  "%d of 36 pixels of the edge are dark: ink %g in the middle",
                  dark, *spot(ink, 5, 5));
        sheet_free(&ink);
        picture_free(&p);
    }
}

// Of 7 x 5 pixels 20 are the edge, each with 1 + 35 / 40 votes. With all of the
// inside, which has 15, six of them are 26.25, half of all; the darker half wins.
Test(your_picture, has_the_darker_paper_of_two_halves)
{
    for (int light = 0; light <= 1; light++)
        for (int edge = 5; edge <= 7; edge++) {
            Picture p = paper(7, 5, light ? 0 : 9);
            fill(p, 1, 1, 5, 3, light ? 9 : 0);
            fill(p, 0, 0, edge, 1, light ? 9 : 0);
            Sheet ink = ink_by_color(p);
            bool inside_is_paper = light ? edge > 6 : edge >= 6;
            cr_assert(*spot(ink, 3, 2) == !inside_is_paper, "%d %d", light,
                      edge);
            cr_assert(*spot(ink, 0, 4) == inside_is_paper);
            sheet_free(&ink);
            picture_free(&p);
        }
}

// Not of its three farthest, which are many.
Test(your_picture, has_full_ink_where_a_thousandth_has_it)
{
    Picture p = paper(100, 80, 200);
    fill(p, 5, 5, 10, 30, 100);
    fill(p, 50, 40, 7, 1, 0);
    Sheet ink = ink_by_color(p); // seven at 0 and 300 at 100: a mean
    cr_assert(*spot(ink, 50, 40) > 1.9);
    sheet_free(&ink);
    set(p, 50, 41, 0);
    ink = ink_by_color(p);
    expect_number(*spot(ink, 50, 40), 1, 1e-12);
    expect_number(*spot(ink, 7, 7), 0.5, 1e-12);
    sheet_free(&ink);
    picture_free(&p);
}

// Black is 441 from white, the farthest of all, and 10 is farther than the root
// of 99.
Test(your_picture, has_full_ink_at_the_whole_distance_of_three_pixels)
{
    Picture p = paper(9, 9, WHITE);
    fill(p, 2, 2, 3, 1, 0);
    fill(p, 2, 4, 4, 1, 51);
    Sheet ink = ink_by_color(p);
    expect_number(*spot(ink, 2, 2), 1, 1e-12);
    expect_number(*spot(ink, 2, 4), 0.8, 1e-12);
    sheet_free(&ink);
    fill(p, 0, 0, 9, 9, 100);
    for (int i = 0; i < 4; i++) {
        p.rgb[3 * (9 * 2 + i)] = 110;
        memcpy(p.rgb + 3 * (9 * 4 + i), (const uint8_t[]){107, 107, 101}, 3);
    }
    ink = ink_by_color(p);
    expect_number(*spot(ink, 2, 2), 1, 1e-12);
    expect_number(*spot(ink, 2, 4), 0.7, 1e-12);
    sheet_free(&ink);
    picture_free(&p);
}

// Then all pixels are the farthest three: two of twenty are a tenth of the way.
Test(your_picture, has_full_ink_in_the_mean_of_all_when_two_pixels_differ)
{
    Picture p = paper(5, 4, 200);
    fill(p, 0, 1, 1, 2, 199);
    Sheet ink = ink_by_color(p);
    for (int i = 0; i < 20; i++)
        expect_number(ink.at[i], i == 5 || i == 10 ? 10 : 0, 1e-9);
    sheet_free(&ink);
    picture_free(&p);
}

// Three pixels of 1,000 are full ink; the others are half as far.
Test(your_picture, has_full_ink_where_three_pixels_have_it)
{
    Picture p = paper(20, 50, 200);
    fill(p, 5, 5, 10, 20, 100);
    set(p, 3, 40, 0);
    set(p, 4, 40, 0);
    Sheet ink = ink_by_color(p); // two at 0 and 200 at 100: a mean
    cr_assert(*spot(ink, 3, 40) > 1.9);
    expect_number(*spot(ink, 7, 7), 1, 0.02);
    sheet_free(&ink);
    set(p, 5, 40, 0);
    ink = ink_by_color(p);
    expect_number(*spot(ink, 3, 40), 1, 1e-12);
    expect_number(*spot(ink, 7, 7), 0.5, 1e-12);
    sheet_free(&ink);
    picture_free(&p);
}

// ----------------------------------------------------------------------- light

// Paper in a light of the second degree, and a stroke.
static Sheet lit(int width, int height, double lean, double bend, double tilt)
{
    Sheet s = sheet_new(width, height);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            double u = (2 * x + 1.0) / width - 1,
                   v = (2 * y + 1.0) / height - 1;
            bool stroke =
                x > width / 2 && x < width / 2 + 5 && y > 3 && y < height - 4;
            *spot(s, x, y) =
                stroke ? 1
                       : lean * u + tilt * v + bend * (u * u + u * v + v * v);
        }
    return s;
}

Test(your_picture, is_freed_of_the_light)
{
    const double lights[][3] = {
        {0, 0, 0}, {0.4, 0, 0}, {0, 0, -0.4}, {0.1, 0.2, 0}, {0.1, -0.2, 0.1}};
    for (int i = 0; i < 5; i++) {
        Sheet s = lit(60, 50, lights[i][0], lights[i][1], lights[i][2]);
        flatten_light(s);
        for (int y = 0; y < s.height; y++)
            for (int x = 0; x < s.width; x++) {
                bool stroke = x > 30 && x < 35 && y > 3 && y < 46;
                expect_number(*spot(s, x, y), stroke, 1e-6);
            }
        sheet_free(&s);
    }
}

// What is a quarter above the surface, which is 0 at first, is paper.
Test(your_picture, is_ink_where_it_is_more_than_a_quarter_above_the_light)
{
    for (int over = 0; over <= 1; over++) {
        Sheet s = sheet_new(4, 3);
        for (int i = 0; i < 12; i++)
            s.at[i] = over ? 0.255 : 0.25;
        flatten_light(s);
        for (int i = 0; i < 12; i++)
            expect_number(s.at[i], over ? 0.255 : 0, 1e-6);
        sheet_free(&s);
    }
}

// At most 0.8 is taken for paper: then 0.9 is half of what is left to 1.
Test(your_picture, keeps_a_fifth_of_the_light)
{
    Sheet s = sheet_new(91, 20);
    for (int y = 0; y < 20; y++)
        for (int x = 0; x < 91; x++)
            *spot(s, x, y) = 0.01 * x;
    flatten_light(s);
    for (int x = 0; x < 91; x++)
        expect_number(*spot(s, x, 10), x < 80 ? 0 : (x - 80) * 0.05, 1e-6);
    sheet_free(&s);
}

// From 100 on, every second pixel tells of the light, below it each one: a
// surface at 0.2 makes (0 - 0.2) / (1 - 0.2) of 0.
Test(your_picture, has_the_light_of_a_hundred_pixels_a_side)
{
    static const int sides[][2] = {{99, 4}, {100, 4}, {4, 99}, {4, 100}};
    for (int k = 0; k < 4; k++) {
        Sheet s = sheet_new(sides[k][0], sides[k][1]);
        for (int y = 0; y < s.height; y++)
            for (int x = 0; x < s.width; x++)
                *spot(s, x, y) = x % 2 == 0 && y % 2 == 0 ? 0 : 0.2;
        flatten_light(s);
        expect_number(*spot(s, 2, 2), k % 2 == 0 ? -0.25 : 0, 0.02);
        sheet_free(&s);
    }
}

// A surface a for n pixels of 0 and m of s has n a / (a + 0.01) = m (s - a) / (s
// - a + 0.01): with s = 0.2 and m = n / 3 that is 2 a² - 0.44 a + 0.002 = 0.
Test(your_picture, has_light_a_little_off_what_most_pixels_have)
{
    Sheet s = sheet_new(40, 40);
    for (int y = 0; y < 40; y++)
        for (int x = 0; x < 40; x++)
            *spot(s, x, y) =
                x % 2 == y % 2 && (x / 2 + y / 2) % 2 == 0 ? 0.2 : 0;
    flatten_light(s);
    double a = (0.44 - sqrt(0.44 * 0.44 - 8 * 0.002)) / 4;
    expect_number(*spot(s, 20, 23), -a / (1 - a), 5e-4);
    sheet_free(&s);
}

// A quarter of the paper is faintly marked: a minority, which a surface by least
// squares would lean to.
Test(your_picture, has_the_light_of_most_of_its_paper)
{
    Sheet s = sheet_new(60, 50);
    for (int y = 0; y < 50; y++)
        for (int x = 0; x < 60; x++)
            *spot(s, x, y) = x % 4 == 0 ? 0.2 : 0;
    flatten_light(s);
    for (int y = 0; y < 50; y++)
        for (int x = 0; x < 60; x++)
            expect_number(*spot(s, x, y), x % 4 == 0 ? 0.2 : 0, 0.02);
    sheet_free(&s);
}

Test(your_picture, may_be_one_pixel_wide_in_any_light)
{
    Sheet s = sheet_new(1, 40);
    for (int y = 0; y < 40; y++)
        s.at[y] = 0.005 * y;
    s.at[20] = 1;
    flatten_light(s);
    for (int y = 0; y < 40; y++)
        expect_number(s.at[y], y == 20, 0.02);
    sheet_free(&s);
}

// ----------------------------------------------------------------------- noise

Test(your_picture, has_the_noise_of_its_neighbors_differences)
{
    Random r = random_new(1, 21);
    Sheet s = lit(200, 200, 0.3, 0.1, 0);
    cr_assert(noise_of(s) < 0.003, "%g", noise_of(s)); // a slope is none
    for (int i = 0; i < 200 * 200; i++)
        s.at[i] += 0.05 * random_normal(&r);
    expect_number(noise_of(s), 0.05, 0.002);
    sheet_free(&s);
}

// 25 differences, of which 17 are 68 %.
Test(your_picture, has_noise_where_over_a_third_of_the_neighbors_differ)
{
    for (int k = 16; k <= 17; k++) {
        Sheet rows = sheet_new(2, 25), row = sheet_new(26, 1);
        for (int i = k; i < 25; i++)
            rows.at[2 * i] = 0.5;
        for (int x = k + 1; x < 26; x++)
            row.at[x] = (x - k) % 2 * 3; // no difference is more than 1
        expect_number(noise_of(rows), k == 17 ? 0 : sqrt(0.5) / 2, 1e-12);
        expect_number(noise_of(row), k == 17 ? 0 : sqrt(0.5), 1e-12);
        sheet_free(&rows);
        sheet_free(&row);
    }
}

// --------------------------------------------------------------- what is faint

Test(your_picture, has_no_ink_within_four_times_the_noise)
{
    Sheet s = sheet_new(9, 9);
    *spot(s, 4, 4) = 0.1601;
    *spot(s, 6, 6) = 4 * 0.04;
    *spot(s, 2, 2) = 1.7;
    *spot(s, 3, 7) = -0.3;
    remove_paper(s, 0.04);
    cr_assert(*spot(s, 4, 4) == 0.1601 && *spot(s, 6, 6) == 0);
    cr_assert(*spot(s, 2, 2) == 1 && *spot(s, 3, 7) == 0);
    *spot(s, 4, 4) = 0.2501;
    *spot(s, 6, 6) = 0.25;
    remove_paper(s, 0.22); // but a quarter of full ink is ink
    cr_assert(*spot(s, 4, 4) == 0.2501 && *spot(s, 6, 6) == 0);
    *spot(s, 4, 4) = 0.0301;
    *spot(s, 6, 6) = 0.03;
    remove_paper(s, 0); // and a little is not
    cr_assert(*spot(s, 4, 4) == 0.0301 && *spot(s, 6, 6) == 0);
    remove_paper(s, 0.2201); // what is so noisy is blank
    for (int i = 0; i < 81; i++)
        cr_assert(s.at[i] == 0);
    sheet_free(&s);
}

// What remains of a sheet, however it lies.
static void expect_remains(int width, int height, const char *text,
                           const char *rest)
{
    Sheet s = sheet_of(width, height, text);
    Sheet expected = sheet_of(width, height, rest);
    for (int way = 0; way < LYING; way++) {
        Sheet t = lying(s, way), e = lying(expected, way);
        remove_paper(t, 0.01);
        for (int i = 0; i < width * height; i++)
            cr_assert(t.at[i] == e.at[i], "%g at (%d, %d), lying in way %d",
                      t.at[i], i % t.width, i / t.width, way);
        sheet_free(&t);
        sheet_free(&e);
    }
    sheet_free(&s);
    sheet_free(&expected);
}

// A ruled line through a ring, and what of it lies in the ring's hole.
Test(your_picture, is_freed_of_lines_that_come_in_from_the_edge)
{
    expect_remains(16, 9,
                   "                "
                   "     ######     "
                   "     #    #     "
                   "     #    #     "
                   "+++++#++++#+++++"
                   "     #    #     "
                   "     #    #     "
                   "     ######     "
                   "                ",
                   "                "
                   "     ######     "
                   "     #    #     "
                   "     #    #     "
                   "     #    #     "
                   "     #    #     "
                   "     #    #     "
                   "     ######     "
                   "                ");
}

// What is a pixel away from such a line does not hang together with it.
Test(your_picture, keeps_what_does_not_touch_a_fainter_line)
{
    expect_remains(12, 7,
                   "            "
                   "  ++++++++  "
                   "            "
                   "............"
                   "            "
                   "  ++++++++  "
                   "            ",
                   "            "
                   "  ++++++++  "
                   "            "
                   "            "
                   "            "
                   "  ++++++++  "
                   "            ");
}

// The way in goes down and up, left and right; what is strong stops it.
Test(your_picture, is_freed_of_what_hangs_together_with_a_line)
{
    expect_remains(16, 5,
                   "                "
                   "..            .."
                   "  +          +  "
                   "   ++++++++++   "
                   "                ",
                   "                "
                   "                "
                   "                "
                   "                "
                   "                ");
    expect_remains(14, 6,
                   "   .  =       "
                   "   .  =       "
                   "......=..++++ "
                   "      =  ++++ "
                   "      =  ++++ "
                   "      =       ",
                   "      =       "
                   "      =       "
                   "      =  ++++ "
                   "      =  ++++ "
                   "      =  ++++ "
                   "      =       ");
}

// Of 50 pixels 49 are 98 %: a line at 0.2, with one stronger pixel or two.
Test(your_picture, is_freed_of_what_is_as_strong_as_98_percent_of_a_line)
{
    for (int more = 1; more <= 2; more++) {
        Sheet s = sheet_new(50, 10);
        for (int x = 0; x < 50; x++)
            *spot(s, x, 5) = x < more ? 0.4 : 0.2;
        *spot(s, 20, 2) = 0.231; // 1.15 * 0.201 = 0.23115
        *spot(s, 30, 2) = 0.2312;
        *spot(s, 40, 2) = 0.461; // 1.15 * 0.401 = 0.46115
        *spot(s, 45, 2) = 0.4612;
        remove_paper(s, 0.01);
        cr_assert(*spot(s, 20, 2) == 0 && *spot(s, 45, 2) > 0);
        cr_assert((*spot(s, 30, 2) > 0) == (more == 1));
        cr_assert((*spot(s, 40, 2) > 0) == (more == 1));
        sheet_free(&s);
    }
}

// But not of half ink, though 1.15 * 0.451 is more.
Test(your_picture, keeps_what_is_stronger_than_half_ink)
{
    Sheet s = sheet_new(30, 8);
    for (int x = 0; x < 30; x++)
        *spot(s, x, 4) = 0.45;
    *spot(s, 9, 1) = 0.51;
    *spot(s, 20, 1) = 0.5;
    remove_paper(s, 0.01);
    cr_assert(*spot(s, 9, 1) == 0.51 && *spot(s, 20, 1) == 0);
    sheet_free(&s);
}

// At least an eighth of width and height, here 8 pixels, must be met. What is at
// the other end of the next row is not beside them.
Test(your_picture, keeps_a_short_line_across_a_corner)
{
    for (int length = 7; length <= 8; length++)
        for (int corner = 0; corner <= 1; corner++) {
            Sheet s = sheet_new(50, 14);
            for (int i = 0; i < length; i++)
                *spot(s, 49 - i, length - 1 - i) = 0.4;
            *spot(s, 0, length + 1) = 1;
            *spot(s, 0, 0) = corner ? 0.4 : 0; // one more
            remove_paper(s, 0.01);
            cr_assert((*spot(s, 47, length - 3) > 0) == (length + corner < 8));
            sheet_free(&s);
        }
}

// As strong as four times the noise: paper, but no line that tells how strong.
Test(your_picture, has_no_lines_within_four_times_the_noise)
{
    Sheet s = sheet_new(30, 8);
    for (int x = 0; x < 30; x++)
        *spot(s, x, 4) = 4 * 0.04;
    *spot(s, 9, 1) = 0.17;
    remove_paper(s, 0.04);
    cr_assert(*spot(s, 9, 1) == 0.17 && *spot(s, 9, 4) == 0);
    sheet_free(&s);
}

// One comes from one side, and ends a pixel before each of the others.
Test(your_picture, keeps_what_is_faint_and_does_not_come_from_two_edges)
{
    const char *inside = "                "
                         " ++++++++++++++ "
                         " ++++++++++++++ "
                         "     ######     "
                         "                ",
               *one_side = "                "
                           "+++++++++++++++ "
                           "+++++++++++++++ "
                           "++++ ###### +++ "
                           "                ";
    expect_remains(16, 5, inside, inside);
    expect_remains(16, 5, one_side, one_side);
}

// Soft edges of strokes that run from side to side; one of half ink.
Test(your_picture, keeps_the_soft_edges_of_strokes)
{
    const char *soft = "################"
                       "++++++++++++++++"
                       "                "
                       "++++++++++++++++"
                       "================"
                       "++++++++++++++++";
    expect_remains(16, 6, soft, soft);
}

Test(your_picture, is_looked_at_from_farther_away_when_it_is_noisy)
{
    Random r = random_new(1, 22);
    Picture small, p = paper(128, 128, 200);
    fill(p, 50, 25, 20, 75, 50);
    Sheet ink = ink_of_picture(&small, p);
    cr_assert(small.width == 128);
    picture_free(&small);
    sheet_free(&ink);
    for (int i = 0; i < 128 * 128; i++)
        memset(p.rgb + 3 * i,
               (int)fmin(fmax(p.rgb[3 * i] + 30 * random_normal(&r), 0), 255),
               3);
    ink = ink_of_picture(&small, p);
    cr_assert(small.width == 64 || small.width == 32, "%d", small.width);
    int f = 128 / small.width, outside = 0;
    for (int y = 0; y < ink.height; y++)
        for (int x = 0; x < ink.width; x++)
            outside += *spot(ink, x, y) > 0 &&
                       (x < 50 / f || x > 70 / f || y < 25 / f || y > 100 / f);
    cr_assert(outside <= 2, "%d", outside);
    picture_free(&small);
    sheet_free(&ink);
    picture_free(&p);
}

// How wide a picture is as it is looked at, and whether there is ink in it.
static int looked_at(Picture p, bool *has_ink)
{
    Picture small;
    Sheet ink = ink_of_picture(&small, p);
    int width = small.width;
    cr_assert(ink.width == width && ink.height == small.height);
    *has_ink = false;
    for (int i = 0; i < ink.width * ink.height; i++)
        *has_ink = *has_ink || ink.at[i] > 0;
    picture_free(&small);
    picture_free(&p);
    sheet_free(&ink);
    return width;
}

// One pixel of two is black: this much noise stays however far one steps back.
Test(your_picture, is_looked_at_in_no_less_than_32_pixels)
{
    static const int sides[][3] = {
        {128, 130, 32}, {64, 64, 32}, {63, 64, 63}, {64, 63, 64}};
    Random r = random_new(1, 25);
    for (int k = 0; k < 4; k++) {
        bool has_ink;
        Picture p = paper(sides[k][0], sides[k][1], WHITE);
        for (int y = 0; y < p.height; y++)
            for (int x = 0; x < p.width; x++)
                set(p, x, y, random_uniform(&r) < 0.5 ? 0 : WHITE);
        int width = looked_at(p, &has_ink);
        cr_assert(width == sides[k][2] && !has_ink, "%d: %d", k, width);
    }
}

Test(your_picture, is_looked_at_in_a_thousand_pixels)
{
    static const int sides[][3] = {{1000, 5, 1000}, {1001, 5, 501},
                                   {5, 1000, 5},    {5, 1001, 3},
                                   {2000, 5, 1000}, {2001, 5, 667}};
    for (int k = 0; k < 6; k++) {
        bool has_ink;
        Picture p = paper(sides[k][0], sides[k][1], 200);
        fill(p, 2, 2, 1, 1, 0);
        int width = looked_at(p, &has_ink);
        cr_assert(width == sides[k][2] && has_ink, "%d: %d", k, width);
    }
}

// ----------------------------------------------------------------------- parts

Test(your_picture, has_parts_that_hang_together_by_sides_and_corners)
{
    Sheet s = sheet_of(8, 5,
                       "##      "
                       "  #   # "
                       "   #  # "
                       "      # "
                       "#       ");
    Parts p = parts_find(s);
    cr_assert(p.count == 3, "%d", p.count);
    const Box expected[] = {{0, 0, 4, 3}, {6, 1, 1, 3}, {0, 4, 1, 1}};
    for (int k = 0; k < 3; k++)
        cr_assert(memcmp(&p.list[k].box, &expected[k], sizeof(Box)) == 0);
    cr_assert(p.of[2 * 8 + 3] == 0 && p.of[3 * 8 + 6] == 1 && p.of[7] == -1);
    parts_free(&p);
    sheet_free(&s);
}

static Sheet bar(int width, int height, Box b)
{
    Sheet s = sheet_new(width, height);
    for (int y = b.top; y < b.top + b.height; y++)
        for (int x = b.left; x < b.left + b.width; x++)
            *spot(s, x, y) = 1;
    return s;
}

Test(your_picture, has_parts_that_a_pixel_separates)
{
    Sheet s = sheet_of(5, 4,
                       "# # #"
                       "     "
                       "#  ##"
                       "     ");
    for (int way = 0; way < LYING; way++) {
        Sheet t = lying(s, way);
        Parts p = parts_find(t);
        cr_assert(p.count == 5, "%d in way %d", p.count, way);
        parts_free(&p);
        cr_assert(p.count == 0 && p.list == NULL && p.of == NULL);
        sheet_free(&t);
    }
    sheet_free(&s);
}

// What lies along two edges hangs together by the third.
Test(your_picture, has_parts_that_hang_together_along_the_edges)
{
    Sheet s = sheet_of(3, 2,
                       "# #"
                       "###");
    for (int way = 0; way < LYING; way++) {
        Sheet t = lying(s, way);
        Parts p = parts_find(t);
        cr_assert(p.count == 1, "%d in way %d", p.count, way);
        parts_free(&p);
        sheet_free(&t);
    }
    sheet_free(&s);
}

// Ten pixels half a pixel deep, five 1.5 and one 2.5 make 3/4 of 20 / 15: a pixel.
// Half of one more is a pixel on each side, and two are no gap.
Test(your_picture, has_parts_that_grow_to_the_centers_of_pixels)
{
    Sheet s = sheet_of(30, 1, "###  ####  ####  #  #  #  #  # ");
    Parts p = parts_find(s);
    cr_assert(p.count == 1, "%d", p.count);
    parts_free(&p);
    sheet_free(&s);
}

Test(your_picture, has_no_part_in_a_gap)
{
    Sheet s = bar(20, 20, (Box){0, 0, 20, 20});
    s.at[0] = 0;
    Parts p = parts_find(s);
    cr_assert(p.count == 1 && p.of[0] == -1 && p.of[1] == 0);
    parts_free(&p);
    sheet_free(&s);
}

// Half a pixel and 1.5: 3/4 of 2.5 / 2.
Test(your_picture, has_a_quarter_of_the_width_of_its_strokes_as_a_gap)
{
    Sheet d = sheet_new(3, 1);
    cr_assert(gap_width(d) == 0);
    d.at[0] = 1;
    expect_number(gap_width(d), 0.375, 1e-12);
    d.at[2] = 2;
    expect_number(gap_width(d), 0.9375, 1e-12);
    sheet_free(&d);
}

// From side to side, 12 pixels wide, 3/4 of 71.5 / 18 is 2.98 and separates
// nothing; 13 wide, 3/4 of 185.25 / 42.5 is 3.3; 16 wide, 3/4 of 170 / 32 is 4. To
// both of its sides the ink grows by the whole pixels in half of one more: 1, 2, 2.
Test(your_picture, has_parts_that_a_narrow_gap_does_not_separate)
{
    static const int width[] = {12, 13, 16}, grows[] = {1, 2, 2};
    for (int k = 0; k < 3; k++)
        for (int gap = 1; gap <= 6; gap++) {
            Sheet s = bar(400, 20, (Box){0, 2, 400, width[k]});
            for (int y = 0; y < 20; y++)
                for (int x = 200; x < 200 + gap; x++)
                    *spot(s, x, y) = 0;
            Parts p = parts_find(s);
            cr_assert(p.count == (gap <= 2 * grows[k] ? 1 : 2), "%d %d %d",
                      width[k], gap, p.count);
            cr_assert(p.of[5 * 400 + 200] == -1, "the gap has no ink");
            parts_free(&p);
            sheet_free(&s);
        }
}

// On a side of 80 the edge is 2 pixels wide, on one of 40 or less, 1.
Test(your_picture, has_parts_whose_size_is_the_ink_away_from_the_edge)
{
    static const int sides[][3] = {{80, 40, 2}, {79, 40, 1}, {30, 25, 1}};
    for (int k = 0; k < 3; k++)
        for (int left = 0; left <= 3; left++) {
            Sheet s = bar(sides[k][0], sides[k][1], (Box){left, 5, 4, 15});
            *spot(s, left + 3, 10) = 0.5;
            double size = 15 * (4 - max(sides[k][2] - left, 0)) - 0.5;
            for (int way = 0; way < LYING; way++) {
                Sheet t = lying(s, way);
                Parts p = parts_find(t);
                cr_assert(p.count == 1);
                expect_number(p.list[0].size, size, 1e-9);
                expect_box(p.list[0].box,
                           lying_box((Box){left, 5, 4, 15}, s, way));
                parts_free(&p);
                sheet_free(&t);
            }
            sheet_free(&s);
        }
}

// Bars from edge to edge, which is no paper: 1, 2, 2, 1 pixels deep on the way
// through 4. Where there is no paper, each is an eighth of the longer side and 1.
Test(your_picture, has_parts_as_wide_as_their_strokes)
{
    Sheet s = bar(80, 40, (Box){10, 0, 4, 40});
    for (int y = 0; y < 40; y++)
        *spot(s, 20, y) = 1;
    Parts p = parts_find(s);
    cr_assert(p.count == 2);
    expect_number(p.list[0].width, 4, 1e-9);
    expect_number(p.list[1].width, 2, 1e-9); // no pixel is less deep than 1
    parts_free(&p);
    sheet_free(&s);
    for (int way = 0; way < LYING; way += 4) {
        s = way == 0 ? bar(80, 40, (Box){0, 0, 80, 40})
                     : bar(40, 80, (Box){0, 0, 40, 80});
        p = parts_find(s);
        cr_assert(p.count == 1);
        expect_number(p.list[0].width, 4 * (80 / 8.0 + 1 - 0.5), 1e-9);
        parts_free(&p);
        sheet_free(&s);
    }
}

Test(your_picture, has_boxes_around_boxes)
{
    expect_box(box_around((Box){9, 9, 0, 9}, (Box){2, 3, 4, 5}),
               (Box){2, 3, 4, 5});
    expect_box(box_around((Box){9, 1, 1, 3}, (Box){2, 3, 4, 5}),
               (Box){2, 1, 8, 7});
    expect_box(box_around((Box){2, 3, 4, 5}, (Box){3, 7, 1, 3}),
               (Box){2, 3, 4, 7});
}

// ---------------------------------------------------------------------- frames

// A digit's stroke in a frame whose lines are so thick, on a page.
static Picture framed(int line, int panel)
{
    Picture p = paper(120, 100, WHITE);
    fill(p, 15, 10, 90, 80, 0);
    fill(p, 15 + line, 10 + line, 90 - 2 * line, 80 - 2 * line, panel);
    fill(p, 56, 30, 8, 40, panel > 128 ? 0 : WHITE);
    fill(p, 13, 40, 2, 1, 0); // a tick
    return p;
}

static Picture bare(void)
{
    Picture p = paper(120, 100, WHITE);
    fill(p, 56, 30, 8, 40, 0);
    return p;
}

Test(your_picture, is_what_lies_in_a_frame)
{
    for (int line = 1; line <= 3; line += 2)
        expect_same_digit(framed(line, WHITE), bare(), 0);
}

Test(your_picture, is_what_lies_on_a_panel)
{
    expect_same_digit(framed(1, 20), bare(), 0.5);
}

// A rectangle with nothing in it, as a 0 may be drawn.
Test(your_picture, is_the_frame_when_nothing_lies_in_it)
{
    uint8_t pixels[PIXELS];
    Picture p = paper(100, 100, WHITE);
    fill(p, 20, 10, 60, 80, 0);
    fill(p, 30, 20, 40, 60, WHITE);
    only_digit(pixels, p);
    int ink = 0;
    for (int i = 0; i < PIXELS; i++)
        ink += pixels[i] > 0;
    cr_assert(ink > 120 && ink < 260, "%d", ink);
}

// A frame of one pixel's lines, each askew by one, with a tick on each side. What
// lies in it begins two pixels and a fiftieth of the longer side from the lines.
Test(your_picture, lies_within_the_lines_of_a_frame)
{
    Sheet s = sheet_new(120, 90);
    for (int x = 10; x < 110; x++) {
        *spot(s, x, x < 60 ? 10 : 11) = 1;
        *spot(s, x, x < 60 ? 79 : 78) = 1;
    }
    for (int y = 10; y < 80; y++) {
        *spot(s, y < 45 ? 10 : 11, y) = 1;
        *spot(s, y < 45 ? 109 : 108, y) = 1;
    }
    for (int i = 0; i < 3; i++) { // ticks, of 1 to 4 pixels
        *spot(s, 40, 9) = *spot(s, 9 - i / 2, 30) = 1;
        *spot(s, 110 + i, 30) = *spot(s, 40, 80 + i) = 1;
    }
    *spot(s, 40, 83) = 1;
    Parts p = parts_find(s);
    Box inside;
    cr_assert(p.count == 1 && find_frame(&inside, &p, s));
    Box b = p.list[0].box;
    cr_assert(b.left == 8 && b.top == 9 && b.width == 105 && b.height == 75);
    int line = 2 + 105 / 50;
    cr_assert(inside.left == 10 + line && inside.top == 10 + line, "%d %d",
              inside.left, inside.top);
    cr_assert(inside.left + inside.width == 110 - line &&
                  inside.top + inside.height == 80 - line,
              "%d %d", inside.left + inside.width, inside.top + inside.height);
    parts_free(&p);
    sheet_free(&s);
}

static void draw_frame(Sheet s, Box b)
{
    for (int y = 0; y < b.height; y++)
        *spot(s, b.left, b.top + y) =
            *spot(s, b.left + b.width - 1, b.top + y) = 1;
    for (int x = 0; x < b.width; x++)
        *spot(s, b.left + x, b.top) =
            *spot(s, b.left + x, b.top + b.height - 1) = 1;
}

// What is in the frame of a sheet, however it lies; with no width, there is no
// frame. The sheet is freed.
static void expect_inside(Sheet s, Box expected)
{
    for (int way = 0; way < LYING; way++) {
        Box inside;
        Sheet t = lying(s, way);
        Parts p = parts_find(t);
        bool found = find_frame(&inside, &p, t);
        cr_assert(found == (expected.width > 0), "lying in way %d", way);
        if (found)
            expect_box(inside, lying_box(expected, s, way));
        parts_free(&p);
        sheet_free(&t);
    }
    sheet_free(&s);
}

// A sheet with a frame of lines one pixel wide.
static Sheet with_frame(int width, int height, Box b)
{
    Sheet s = sheet_new(width, height);
    draw_frame(s, b);
    return s;
}

static const Box no_box = {0, 0, 0, 0};

Test(your_picture, may_have_a_frame_along_its_edge_and_dust)
{
    Sheet s = with_frame(60, 40, (Box){0, 0, 60, 40});
    *spot(s, 20, 20) = 1;
    expect_inside(s, (Box){3, 3, 54, 34});
    s = with_frame(60, 40, (Box){4, 3, 50, 30});
    *spot(s, 0, 0) = *spot(s, 59, 0) = 1;
    *spot(s, 0, 39) = *spot(s, 59, 39) = 1;
    expect_inside(s, (Box){7, 6, 44, 24});
    s = with_frame(60, 40, (Box){4, 3, 49, 30}); // 49 is less than 50
    expect_inside(s, (Box){6, 5, 45, 26});
}

// Half of the width and height, 20 pixels and a pixel inside are enough.
Test(your_picture, has_no_frame_that_is_small)
{
    expect_inside(with_frame(60, 42, (Box){4, 3, 30, 21}), (Box){6, 5, 26, 17});
    expect_inside(with_frame(61, 42, (Box){4, 3, 30, 21}), no_box);
    expect_inside(with_frame(60, 43, (Box){4, 3, 30, 21}), no_box);
    expect_inside(with_frame(30, 30, (Box){4, 3, 20, 21}), (Box){6, 5, 16, 17});
    expect_inside(with_frame(30, 30, (Box){4, 3, 19, 21}), no_box);
    expect_inside(with_frame(24, 404, (Box){1, 1, 21, 400}),
                  (Box){11, 11, 1, 380});
    expect_inside(with_frame(24, 404, (Box){1, 1, 20, 400}), no_box);
}

// Four fifths of 50 are 40, and of 30, 24.
Test(your_picture, has_no_frame_where_a_side_is_open)
{
    static const Box cuts[] = {
        {20, 4, 10, 1}, {20, 4, 11, 1}, {5, 12, 1, 6}, {5, 12, 1, 7}};
    for (int k = 0; k < 4; k++) {
        Sheet s = with_frame(60, 40, (Box){5, 4, 50, 30});
        Box cut = cuts[k];
        for (int y = cut.top; y < cut.top + cut.height; y++)
            for (int x = cut.left; x < cut.left + cut.width; x++)
                *spot(s, x, y) = 0;
        expect_inside(s, k % 2 == 0 ? (Box){8, 7, 44, 24} : no_box);
    }
    // three sides, two of which reach the edge of the picture
    Sheet s = with_frame(60, 40, (Box){0, 0, 60, 40});
    for (int y = 1; y < 39; y++)
        *spot(s, 59, y) = 0;
    expect_inside(s, no_box);
}

// What sticks out is one pixel more than an eighth of it all: of 40, 5, of 41, 5.
Test(your_picture, has_no_frame_where_much_sticks_out)
{
    for (int tick = 6; tick <= 7; tick++) {
        Sheet s = with_frame(70, 50, (Box){3, 2 + tick, 64, 34});
        for (int y = 2; y < 2 + tick; y++)
            *spot(s, 30, y) = 1;
        expect_inside(s, tick == 6 ? (Box){6, 10, 58, 29} : no_box);
    }
}

// -------------------------------------------------------------- digits in a row

// The digits that bars have got, one for each, -1 for none.
static void expect_digits(int bars, const Box *boxes, int count,
                          const int *digits)
{
    Sheet s = sheet_new(200, 100);
    for (int k = 0; k < bars; k++)
        for (int y = boxes[k].top; y < boxes[k].top + boxes[k].height; y++)
            for (int x = boxes[k].left; x < boxes[k].left + boxes[k].width; x++)
                *spot(s, x, y) = 1;
    Parts p = parts_find(s);
    cr_assert(p.count == bars, "%d parts", p.count);
    cr_assert(group_parts(&p) == count);
    for (int k = 0; k < bars; k++) {
        int of = p.of[boxes[k].top * 200 + boxes[k].left];
        cr_assert(p.list[of].digit == digits[k], "bar %d is of digit %d", k,
                  p.list[of].digit);
    }
    parts_free(&p);
    sheet_free(&s);
}

Test(your_picture, has_digits_from_left_to_right)
{
    expect_digits(
        3, (Box[]){{120, 20, 10, 60}, {20, 20, 10, 60}, {70, 10, 10, 60}}, 3,
        (int[]){2, 0, 1});
}

Test(your_picture, has_one_digit_of_parts_above_one_another)
{
    // the bar of a 5 above its belly, over half of its width
    expect_digits(2, (Box[]){{50, 40, 40, 10}, {70, 20, 40, 10}}, 1,
                  (int[]){0, 0});
    expect_digits(2, (Box[]){{50, 30, 40, 20}, {71, 60, 40, 20}}, 2,
                  (int[]){0, 1});
    // half of the narrower one
    expect_digits(2, (Box[]){{50, 20, 40, 10}, {85, 40, 10, 20}}, 1,
                  (int[]){0, 0});
    expect_digits(2, (Box[]){{50, 20, 40, 10}, {86, 40, 10, 20}}, 2,
                  (int[]){0, 1});
    expect_digits(2, (Box[]){{50, 40, 10, 20}, {55, 20, 40, 10}}, 1,
                  (int[]){0, 0});
    expect_digits(2, (Box[]){{50, 40, 10, 20}, {56, 20, 40, 10}}, 2,
                  (int[]){0, 1});
}

Test(your_picture, has_no_digit_of_small_or_thin_parts)
{
    // of 600 pixels: 90 are enough, 84 are not
    expect_digits(2, (Box[]){{50, 20, 10, 60}, {80, 20, 6, 15}}, 1,
                  (int[]){0, 0});
    expect_digits(2, (Box[]){{50, 20, 10, 60}, {80, 20, 6, 14}}, 1,
                  (int[]){0, -1});
    // from edge to edge, strokes of 30 and 10 and then of 34 and 11: a little
    // more than 11.09, which is four times the mean of 0.5 to 5.5 and back
    expect_digits(2, (Box[]){{50, 0, 30, 100}, {100, 0, 10, 100}}, 2,
                  (int[]){0, 1});
    expect_digits(2, (Box[]){{50, 0, 34, 100}, {100, 0, 11, 100}}, 1,
                  (int[]){0, -1});
    // of two that are as large, the first: it has lines of 2 pixels, a fifth
    // of the other's width
    expect_digits(2, (Box[]){{20, 5, 160, 2}, {60, 40, 20, 16}}, 1,
                  (int[]){0, 0});
    // the largest is neither the first nor the last
    expect_digits(3,
                  (Box[]){{20, 20, 6, 14}, {50, 20, 10, 60}, {80, 20, 6, 14}},
                  1, (int[]){-1, 0, -1});
}

Test(your_picture, has_low_parts_in_the_digit_on_their_left)
{
    expect_digits(3,
                  (Box[]){{20, 20, 10, 60}, {50, 20, 10, 29}, {90, 20, 10, 60}},
                  2, (int[]){0, 0, 1});
    expect_digits(3,
                  (Box[]){{20, 20, 10, 60}, {50, 20, 10, 30}, {90, 20, 10, 60}},
                  3, (int[]){0, 1, 2});
    expect_digits(2, (Box[]){{20, 20, 10, 60}, {50, 20, 10, 29}}, 1,
                  (int[]){0, 0});
    // half of all that is one digit, of which the lower part comes first
    for (int height = 29; height <= 30; height++)
        expect_digits(
            3,
            (Box[]){{50, 40, 10, 40}, {51, 20, 10, 10}, {90, 20, 10, height}},
            height - 28, (int[]){0, 0, height - 29});
    // the first belongs to what follows
    expect_digits(2, (Box[]){{20, 20, 10, 20}, {50, 20, 10, 60}}, 1,
                  (int[]){0, 0});
}

Test(your_picture, has_one_digit_of_too_many_parts)
{
    for (int count = 20; count <= 21; count++) {
        Sheet s = sheet_new(200, 100);
        for (int k = 0; k < count; k++)
            for (int y = 20; y < 60; y++)
                *spot(s, 9 * k + 5, y) = 1;
        Parts p = parts_find(s);
        cr_assert(p.count == count);
        cr_assert(group_parts(&p) == (count == 20 ? 20 : 1));
        parts_free(&p);
        sheet_free(&s);
    }
}

Test(your_picture, has_no_digits_without_parts)
{
    Sheet s = sheet_new(9, 9);
    Parts p = parts_find(s);
    cr_assert(p.count == 0 && group_parts(&p) == 0);
    parts_free(&p);
    sheet_free(&s);
}

Test(your_picture, gives_each_digit_its_own_ink)
{
    const char *both = "## #"
                       "## #"
                       "   #";
    Sheet s = sheet_of(4, 3, both);
    Parts p = parts_find(s);
    cr_assert(p.count == 2);
    p.list[0].digit = 0;
    p.list[1].digit = 1;
    Sheet one = ink_of_digit(s, &p, 1);
    expect_sheet(one, "   #"
                      "   #"
                      "   #");
    sheet_free(&one);
    one = ink_of_digit(s, &p, 0);
    expect_sheet(one, "##  "
                      "##  "
                      "    ");
    sheet_free(&one);
    one = ink_of_digit(s, &p, -1);
    expect_sheet(one, both);
    sheet_free(&one);
    p.list[0].digit = -1;
    one = ink_of_digit(s, &p, -1);
    cr_assert(one.at[0] == 0 && one.at[3] == 1);
    sheet_free(&one);
    parts_free(&p);
    sheet_free(&s);
}

// --------------------------------------------------------------------- strokes

Test(your_picture, has_distances_by_Pythagoras)
{
    Sheet s = sheet_new(9, 7), d = sheet_new(9, 7);
    *spot(s, 2, 3) = 0.6;
    distances_outside(d, s, 0.5, 100);
    for (int y = 0; y < 7; y++)
        for (int x = 0; x < 9; x++)
            expect_number(*spot(d, x, y), hypot(x - 2, y - 3), 1e-12);
    distances_outside(d, s, 0.5, 4); // no farther than that
    for (int y = 0; y < 7; y++)
        for (int x = 0; x < 9; x++)
            expect_number(*spot(d, x, y), fmin(hypot(x - 2, y - 3), 4), 1e-12);
    distances_inside(d, s, 0.5, 100);
    for (int i = 0; i < 63; i++)
        cr_assert(d.at[i] == (i == 3 * 9 + 2));
    sheet_free(&s);
    sheet_free(&d);
}

// Beside a search of all pixels.
Test(your_picture, has_the_distances_that_a_search_finds)
{
    Random r = random_new(1, 23);
    for (int round = 0; round < 20; round++) {
        int w = 1 + (int)(random_bits(&r) % 20),
            h = 1 + (int)(random_bits(&r) % 20);
        Sheet s = sheet_new(w, h), d = sheet_new(w, h);
        for (int i = 0; i < w * h; i++)
            s.at[i] = random_uniform(&r) < 0.1;
        s.at[0] = 1;
        distances_outside(d, s, 0, 100);
        for (int i = 0; i < w * h; i++) {
            double best = HUGE_VAL;
            for (int k = 0; k < w * h; k++)
                if (s.at[k] > 0)
                    best = fmin(best, hypot(i % w - k % w, i / w - k / w));
            expect_number(d.at[i], best, 1e-12);
        }
        sheet_free(&s);
        sheet_free(&d);
    }
}

// A long bar; and one that is askew.
Test(your_picture, has_strokes_four_times_as_wide_as_their_mean_distance)
{
    for (int width = 2; width <= 20; width += 6) {
        Sheet s = bar(400, 60, (Box){0, 20, 400, width});
        expect_number(stroke_width(s, 0.5), width, 1e-9);
        for (int y = 0; y < 60; y++)
            for (int x = 0; x < 400; x++) {
                double off = (3 * (x - 200) + 20 * (y - 30)) / sqrt(409);
                *spot(s, x, y) = fabs(off) < width / 2.0;
            }
        expect_number(stroke_width(s, 0.5), width, 0.5 + width / 10.0);
        sheet_free(&s);
    }
}

// A bar five times as long as wide, at any size.
Test(your_picture, has_strokes_that_are_a_share_of_the_longer_side)
{
    for (int size = 10; size <= 40; size += 10) {
        Sheet s = bar(60, 240, (Box){10, 20, size, 5 * size});
        expect_number(stroke_share(s), 0.2, 0.02);
        sheet_free(&s);
    }
}

// Pixels of more than the level, half a pixel deep, 1.5 and 0.5.
Test(your_picture, has_strokes_of_what_is_over_a_level)
{
    Sheet s = sheet_of(7, 1, "=#+##= ");
    expect_number(stroke_width(s, 0.5), 2, 1e-12);
    expect_number(stroke_width(s, 0.4), 4 * (1.5 + 0.5 + 0.5 + 1.5 + 0.5) / 5,
                  1e-12);
    sheet_free(&s);
}

Test(your_picture, is_widened_by_the_equation)
{
    expect_number(to_widen(4, 100, 0.13), 9 / 1.74, 1e-12); // the lesson's
    for (double width = 1; width < 40; width += 3)
        for (double share = 0.05; share < 0.5; share += 0.1) {
            double by = to_widen(width, 100, share);
            expect_number((width + 2 * by) / (100 + 2 * by), share, 1e-12);
        }
}

static void expect_equal_sheets(Sheet s, Sheet expected)
{
    cr_assert(s.width == expected.width && s.height == expected.height,
              "%d x %d, and not %d x %d", s.width, s.height, expected.width,
              expected.height);
    for (int i = 0; i < s.width * s.height; i++)
        cr_assert(fabs(s.at[i] - expected.at[i]) < 1e-9,
                  "%g, and not %g, at (%d, %d)", s.at[i], expected.at[i],
                  i % s.width, i / s.width);
}

// A bar of 160 pixels is looked at as it is, with 16 around it. Each pixel has
// the ink that its distance from the bar leaves of ρ and 1.
Test(your_picture, gets_strokes_as_wide_as_MNIST_s)
{
    Sheet s = bar(30, 200, (Box){10, 20, 10, 160});
    Sheet expected = sheet_new(10 + 32, 160 + 32);
    double by = to_widen(stroke_width(s, 0.5), 160, 0.13);
    cr_assert(by > 6 && by < 8);
    for (int y = 0; y < expected.height; y++)
        for (int x = 0; x < expected.width; x++) {
            double d = hypot(max(max(16 - x, x - 25), 0),
                             max(max(16 - y, y - 175), 0));
            *spot(expected, x, y) = fmin(fmax(by + 1 - d, 0), 1);
        }
    for (int way = 0; way < LYING; way++) {
        Sheet t = lying(s, way), e = lying(expected, way);
        Sheet usual = with_usual_strokes(t);
        expect_equal_sheets(usual, e);
        sheet_free(&usual);
        sheet_free(&t);
        sheet_free(&e);
    }
    sheet_free(&s);
    sheet_free(&expected);
}

// Larger or smaller, in a corner, with half of the ink.
Test(your_picture, gets_the_same_strokes_whatever_its_size_and_place)
{
    Sheet s = bar(30, 200, (Box){10, 20, 10, 160});
    Sheet expected = with_usual_strokes(s);
    sheet_free(&s);
    static const Box others[] = {
        {10, 20, 10, 160}, {0, 0, 5, 80}, {30, 35, 5, 80}, {7, 30, 20, 320}};
    for (int k = 0; k < 4; k++)
        for (int half = 0; half <= 1; half++) {
            Box b = others[k];
            s = bar(b.left + b.width, b.top + b.height, b);
            for (int i = 0; half && i < s.width * s.height; i++)
                s.at[i] /= 2;
            Sheet usual = with_usual_strokes(s);
            expect_equal_sheets(usual, expected);
            sheet_free(&usual);
            sheet_free(&s);
        }
    sheet_free(&expected);
}

static void expect_size(Box b, int width, int height)
{
    for (int way = 0; way < LYING; way += 4) {
        Sheet s = bar(b.width, b.height, b), t = lying(s, way);
        Sheet usual = with_usual_strokes(t);
        cr_assert(usual.width == (way == 0 ? width : height) + 32 &&
                  usual.height == (way == 0 ? height : width) + 32);
        sheet_free(&usual);
        sheet_free(&s);
        sheet_free(&t);
    }
}

// Of 160: 10 / 358 are 4.47, and 10 / 350 are 4.57.
Test(your_picture, is_looked_at_in_160_pixels)
{
    expect_size((Box){0, 0, 10, 358}, 4, 160);
    expect_size((Box){0, 0, 10, 350}, 5, 160);
}

// A line one pixel wide, ten times as large.
Test(your_picture, is_looked_at_in_its_middle)
{
    Sheet s = bar(1, 16, (Box){0, 0, 1, 16});
    for (int way = 0; way < LYING; way += 4) {
        Sheet t = lying(s, way), usual = with_usual_strokes(t);
        Sheet mirrored = lying(usual, 3);
        expect_equal_sheets(usual, mirrored);
        sheet_free(&t);
        sheet_free(&usual);
        sheet_free(&mirrored);
    }
    sheet_free(&s);
}

// Half as large: of the last of six columns, with 0.35, the pixel beside the
// others has 0.75 * 0.35 + 0.25, and the next 0.75 * 0.35.
Test(your_picture, has_ink_between_its_pixels)
{
    Sheet s = bar(6, 80, (Box){0, 0, 6, 80});
    for (int y = 0; y < 80; y++)
        *spot(s, 5, y) = 0.35;
    Sheet other = bar(11, 160, (Box){0, 0, 11, 160});
    Sheet usual = with_usual_strokes(s), expected = with_usual_strokes(other);
    cr_assert(ink_box(usual).width == ink_box(expected).width);
    sheet_free(&usual);
    sheet_free(&expected);
    sheet_free(&s);
    sheet_free(&other);
}

// 1.9 pixels are one: of the line in column 9 each of two has 0.26, though their
// centers are nearly in the columns beside it. ρ for lines of 2 is 10.8.
Test(your_picture, has_all_its_ink_when_it_is_looked_at_from_far)
{
    Sheet s = bar(10, 304, (Box){0, 0, 1, 304});
    for (int y = 0; y < 304; y++)
        *spot(s, 9, y) = 1;
    Sheet usual = with_usual_strokes(s);
    cr_assert(ink_box(usual).width == 6 + 2 * 11, "%d", ink_box(usual).width);
    sheet_free(&usual);
    sheet_free(&s);
}

// Of five columns with 1 and five with s, half of the mean ink, (1 + s²) / (1 +
// s) / 2, is s for √2 - 1 = 0.41421.
Test(your_picture, has_strokes_that_end_at_half_of_their_ink)
{
    for (int more = 0; more <= 1; more++) {
        Sheet s = bar(10, 160, (Box){0, 0, 10, 160});
        Sheet bare = bar(10, 160, (Box){0, 0, more ? 10 : 5, 160});
        for (int y = 0; y < 160; y++)
            for (int x = 5; x < 10; x++)
                *spot(s, x, y) = more ? 0.4144 : 0.414;
        Sheet usual = with_usual_strokes(s), other = with_usual_strokes(bare);
        expect_number(ink_box(usual).width, ink_box(other).width, 0);
        sheet_free(&usual);
        sheet_free(&other);
        sheet_free(&s);
        sheet_free(&bare);
    }
}

// A thick ring: what is deeper than -ρ is left. And a blot of 160 x 160 pixels,
// for which ρ is about -42, but whose mean distance is a sixth, 26.669: of the
// pixels that are 26 deep, none is left.
Test(your_picture, gets_strokes_no_wider_than_MNIST_s)
{
    Sheet s = bar(192, 172, (Box){16, 16, 160, 140});
    for (int y = 65; y < 105; y++)
        for (int x = 70; x < 120; x++)
            *spot(s, x, y) = 0;
    Sheet usual = with_usual_strokes(s), expected = sheet_new(192, 172);
    double by = -to_widen(stroke_width(s, 0.5), 160, 0.3);
    cr_assert(by > 1 && by < 10, "%g", by);
    distances_inside(expected, s, 0.5, 160);
    for (int i = 0; i < 192 * 172; i++)
        expected.at[i] = fmin(fmax(expected.at[i] - by, 0), 1);
    expect_equal_sheets(usual, expected);
    sheet_free(&expected);
    sheet_free(&usual);
    sheet_free(&s);
    s = bar(160, 160, (Box){0, 0, 160, 160});
    usual = with_usual_strokes(s);
    expect_box(ink_box(usual), (Box){16 + 26, 16 + 26, 108, 108});
    expect_number(*spot(usual, 16 + 26, 96), 27 - 682720 / 25600.0, 1e-9);
    sheet_free(&usual);
    sheet_free(&s);
    s = bar(1, 1, (Box){0, 0, 1, 1}); // one pixel: the corner has some of it
    usual = with_usual_strokes(s);
    cr_assert(usual.width == 192 && usual.at[0] == 0 &&
              *spot(usual, 96, 96) == 1);
    sheet_free(&usual);
    sheet_free(&s);
}

// Between 13 and 30 % of 160 pixels, which bars of about 22 to 52 have.
Test(your_picture, keeps_strokes_that_MNIST_could_have)
{
    int kept = 0;
    for (int width = 18; width <= 60; width += 2) {
        Sheet s = bar(70, 170, (Box){2, 3, width, 160});
        double is = stroke_width(s, 0.5);
        Sheet usual = with_usual_strokes(s);
        if (is > 20.8 && is < 48) {
            expect_equal_sheets(usual, s);
            kept++;
        } else
            cr_assert(usual.width == width + 32, "%g", is);
        sheet_free(&usual);
        sheet_free(&s);
    }
    cr_assert(kept > 10 && kept < 20, "%d", kept);
}

// A line one pixel wide, drawn with half ink, becomes a stroke of full ink.
Test(your_picture, may_be_drawn_with_a_hairline)
{
    uint8_t pixels[PIXELS];
    Picture p = paper(28, 28, WHITE);
    fill(p, 14, 4, 1, 20, 0);
    only_digit(pixels, p);
    for (int y = 7; y < 21; y++)
        cr_assert(pixels[y * DIGIT_SIDE + 14] == WHITE, "%d at %d",
                  pixels[y * DIGIT_SIDE + 14], y);
    int inked = 0;
    for (int x = 0; x < DIGIT_SIDE; x++)
        inked += pixels[14 * DIGIT_SIDE + x] > 0;
    cr_assert(inked >= 2 && inked <= 4, "%d", inked);
}

// ----------------------------------------------------------------- size and place

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
            cr_assert(at_pixel(pixels, x, y) == 255 * inside,
                      "pixel (%d, %d): %d, but %d is right", x, y,
                      at_pixel(pixels, x, y), 255 * inside);
        }
}

static void expect_placed(Box b, int left, int top, int width, int height)
{
    uint8_t pixels[PIXELS];
    Sheet s = bar(200, 200, b);
    digit_from_ink(pixels, s);
    expect_rectangle(pixels, left, top, width, height);
    sheet_free(&s);
}

Test(your_picture, is_scaled_to_20_pixels_and_centered)
{
    expect_placed((Box){50, 60, 10, 100}, 14, 5, 2, 20);
    expect_placed((Box){50, 60, 100, 50}, 5, 10, 20, 10);
    expect_placed((Box){2, 1, 1, 2}, 10, 5, 10, 20);
    expect_placed((Box){0, 10, 200, 1}, 5, 14, 20, 1);
    expect_placed((Box){50, 60, 53, 100}, 9, 5, 11, 20); // 10.6 pixels
    expect_placed((Box){199, 0, 1, 1}, 5, 5, 20, 20);
}

// Three columns of 255, 51 and 151 become two of (255 + 51 / 2) / 1.5 = 187
// and (51 / 2 + 151) / 1.5 = 117.7, and these, stretched, 255 and 160.45.
Test(your_picture, is_averaged_over_the_parts_of_pixels)
{
    uint8_t pixels[PIXELS];
    Sheet s = sheet_new(50, 50);
    for (int y = 10; y < 40; y++)
        for (int x = 10; x < 40; x++)
            *spot(s, x, y) = (double[]){151, 255, 51}[x % 3] / 255;
    digit_from_ink(pixels, s);
    for (int x = 0; x < 20; x++)
        cr_assert(at_pixel(pixels, 5 + x, 14) == (x % 2 == 0 ? 255 : 160),
                  "%d at %d", at_pixel(pixels, 5 + x, 14), x);
    sheet_free(&s);
}

Test(your_picture, has_no_ink_beyond_its_edges)
{
    Sheet s = bar(10, 10, (Box){0, 0, 10, 10});
    expect_number(mean_ink(s, -2, 2, 0, 10), 0.5, 1e-12);
    expect_number(mean_ink(s, 9.5, 10.5, 9.5, 10.5), 0.25, 1e-12);
    expect_number(mean_ink(s, 2, 3, -5, -4), 0, 1e-12);
    sheet_free(&s);
}

// Of (0, 1) a quarter of a pixel, of (1, 1) a half, of (0, 2) and (1, 2) half as
// much: 0.25 * 3 + 0.5 * 4 + 0.125 * 6 + 0.25 * 7.
Test(your_picture, has_the_mean_ink_of_what_is_cut)
{
    Sheet s = sheet_new(3, 4);
    for (int i = 0; i < 12; i++)
        s.at[i] = i;
    expect_number(mean_ink(s, 0.75, 1.5, 1, 2.5), 5.25 / (0.75 * 1.5), 1e-12);
    expect_number(mean_ink(s, 2.25, 2.5, 3.5, 3.75), 11, 1e-12);
    sheet_free(&s);
}

Test(your_picture, has_the_smallest_box_around_its_ink)
{
    Sheet s = sheet_of(6, 4,
                       "      "
                       "   +  "
                       " #    "
                       "      ");
    for (int way = 0; way < LYING; way++) {
        Sheet t = lying(s, way);
        expect_box(ink_box(t), lying_box((Box){1, 1, 3, 2}, s, way));
        sheet_free(&t);
    }
    sheet_free(&s);
}

// Its middle is at 1520 / 160.6 = 9.46 in either direction.
Test(your_picture, is_as_dark_as_its_darkest_pixel)
{
    uint8_t pixels[PIXELS];
    Sheet s = bar(20, 20, (Box){0, 0, 20, 20});
    for (int i = 1; i < 400; i++)
        s.at[i] = 0.4;
    digit_from_ink(pixels, s);
    for (int y = 0; y < 20; y++)
        for (int x = 0; x < 20; x++)
            cr_assert(at_pixel(pixels, 5 + x, 5 + y) ==
                      (x + y == 0 ? 255 : 102));
    sheet_free(&s);
}

// A heavy foot: the center of mass, not of the box, goes to pixel (14, 14).
Test(your_picture, has_its_center_of_mass_at_the_center)
{
    uint8_t pixels[PIXELS];
    Sheet s = bar(40, 40, (Box){10, 10, 2, 20});
    for (int y = 26; y < 30; y++)
        for (int x = 10; x < 24; x++)
            *spot(s, x, y) = 1;
    digit_from_ink(pixels, s);
    double mass = 0, x_sum = 0, y_sum = 0;
    for (int i = 0; i < PIXELS; i++) {
        mass += pixels[i];
        x_sum += pixels[i] * (i % DIGIT_SIDE);
        y_sum += pixels[i] * (i / DIGIT_SIDE);
    }
    expect_number(x_sum / mass, 14, 0.5);
    expect_number(y_sum / mass, 14, 0.5);
    sheet_free(&s);
}

// The center of mass of this line is 0.05 pixels to the right of its middle,
// which would be between two pixels.
Test(your_picture, has_its_center_of_mass_nearest_to_the_center)
{
    uint8_t pixels[PIXELS];
    Sheet s = bar(40, 40, (Box){10, 10, 20, 1});
    *spot(s, 10, 10) = 230 / 255.0;
    digit_from_ink(pixels, s);
    cr_assert(at_pixel(pixels, 4, 14) == 230 &&
              at_pixel(pixels, 23, 14) == 255);
    sheet_free(&s);
}

// The 1 of the lesson: its columns have the mean 1.25, so the first is column 13.
Test(your_picture, has_its_center_of_mass_by_hand)
{
    uint8_t pixels[PIXELS];
    Sheet s = bar(40, 40, (Box){10, 10, 3, 20});
    for (int y = 10; y < 30; y++)
        *spot(s, 10, y) = *spot(s, 11, y) = 0.5;
    digit_from_ink(pixels, s);
    for (int x = 0; x < DIGIT_SIDE; x++)
        cr_assert(at_pixel(pixels, x, 14) ==
                  (x == 13 || x == 14 ? 128 : 255 * (x == 15)));
    sheet_free(&s);
}

// Nearly all mass is in one line: centered, the tail would stick out.
Test(your_picture, stays_inside_the_field)
{
    uint8_t pixels[PIXELS];
    static const Box heavy[] = {
        {10, 29, 20, 1}, {10, 10, 20, 1}, {10, 10, 1, 20}, {29, 10, 1, 20}};
    static const int corner[][2] = {{5, 0}, {5, 8}, {8, 5}, {0, 5}};
    for (int k = 0; k < 4; k++) {
        Sheet s = bar(40, 40, heavy[k]);
        for (int i = 10; i < 30; i++) { // the tail at a right angle
            double *tail = k < 2 ? spot(s, 10, i) : spot(s, i, 10);
            *tail = fmax(*tail, 30 / 255.0);
        }
        digit_from_ink(pixels, s);
        for (int y = 0; y < DIGIT_SIDE; y++)
            for (int x = 0; x < DIGIT_SIDE; x++)
                cr_assert(at_pixel(pixels, x, y) == 0 ||
                          (x >= corner[k][0] && y >= corner[k][1] &&
                           x < corner[k][0] + 20 && y < corner[k][1] + 20));
        cr_assert(at_pixel(pixels, corner[k][0], corner[k][1]) > 0 || k == 3);
        sheet_free(&s);
    }
}

// ------------------------------------------------------------------- all of it

Test(your_picture, leaves_the_digits_of_MNIST_as_they_are)
{
    Digits d = digits_load("data/sample", "t10k");
    int same = 0;
    for (int i = 0; i < 10; i++) {
        uint8_t pixels[PIXELS];
        Picture p = paper(DIGIT_SIDE, DIGIT_SIDE, 0);
        for (int k = 0; k < PIXELS; k++)
            set(p, k % DIGIT_SIDE, k / DIGIT_SIDE, digit_pixels(d, i)[k]);
        only_digit(pixels, p);
        double off = difference(pixels, digit_pixels(d, i));
        cr_assert(off < 25, "digit %d: %g", i, off);
        same += off < 1;
    }
    cr_assert(same >= 5, "%d of 10", same); // the others had thin strokes
    digits_free(&d);
}

// Digits in other places, colors and sizes.
Test(your_picture, does_not_depend_on_place_color_and_size)
{
    Digits d = digits_load("data/sample", "train");
    for (int i = 0; i < 2; i++) {
        Picture p = paper(28 * 3 + 30, 28 * 3 + 20, 60);
        Picture small = written(d, i, 3);
        for (int y = 0; y < 28 * 3; y++)
            for (int x = 0; x < 28 * 3; x++)
                set(p, x + 20, y + 5, gray_at(small, x, y) == 0 ? 180 : 60);
        expect_same_digit(p, small, 0.5);
        expect_same_digit(written(d, i, 5), written(d, i, 3), 4);
    }
    digits_free(&d);
}

// Each kind of damage, to a digit of a thick or of a thin pen. Noise makes
// pixels differ, too.
Test(your_picture, is_the_same_after_damage)
{
    Random r = random_new(1, 24);
    Digits d = digits_load("data/sample", "train");
    uint8_t whole[2][PIXELS], mended[PIXELS];
    for (int i = 0; i < 2; i++)
        only_digit(whole[i], written_digit(digit_pixels(d, i), i == 1));
    for (int k = 0; k < DAMAGES; k++) {
        Picture p = written_digit(digit_pixels(d, k % 2), k % 2 == 1);
        damage_picture(p, &damages[k], &r);
        only_digit(mended, p);
        expect_nearly(mended, whole[k % 2],
                      strcmp(damages[k].name, "noise") == 0 ? 8 : 3);
    }
    digits_free(&d);
}

Test(your_picture, may_show_several_digits)
{
    static FoundDigits found;
    uint8_t alone[PIXELS];
    Digits d = digits_load("data/sample", "train");
    Picture p = paper(3 * 56, 56, WHITE);
    for (int i = 0; i < 3; i++) {
        Picture one = written(d, i, 2);
        for (int y = 0; y < 56; y++)
            memcpy(p.rgb + 3 * (y * p.width + i * 56), one.rgb + 3 * y * 56,
                   3 * 56);
        picture_free(&one);
    }
    picture_to_digits(&found, p);
    cr_assert(found.count == 3, "%d", found.count);
    for (int i = 0; i < 3; i++) {
        only_digit(alone, written(d, i, 2));
        expect_nearly(found.pixels[i], alone, 2);
    }
    picture_free(&p);
    digits_free(&d);
}

Test(your_picture, has_no_digit_when_it_is_blank)
{
    static FoundDigits found;
    Picture p = paper(30, 20, 200);
    memset(&found, 1, sizeof found);
    picture_to_digits(&found, p);
    cr_assert(found.count == 0);
    for (int i = 0; i < PIXELS; i++)
        cr_assert(found.steps[STEP_INK][i] == 0);
    picture_free(&p);
    p = paper(1, 1, 7);
    picture_to_digits(&found, p);
    cr_assert(found.count == 0);
    picture_free(&p);
}

// Fails unless a step shows ink of `gray` in a rectangle, and elsewhere none but
// in `others`, where it is 255.
static void expect_step(const uint8_t *step, Box b, int gray, Box others)
{
    for (int y = 0; y < DIGIT_SIDE; y++)
        for (int x = 0; x < DIGIT_SIDE; x++) {
            bool here = x >= b.left && x < b.left + b.width && y >= b.top &&
                        y < b.top + b.height;
            bool there = x >= others.left && x < others.left + others.width &&
                         y >= others.top && y < others.top + others.height;
            cr_assert(at_pixel(step, x, y) == (here    ? gray
                                               : there ? 255
                                                       : 0),
                      "%d at (%d, %d)", at_pixel(step, x, y), x, y);
        }
}

// What is drawn of each step: all ink, the first digit's, with usual strokes. Ten
// pixels are one, and the picture lies in the middle of the field.
Test(your_picture, is_shown_step_by_step)
{
    static FoundDigits found;
    Picture p = paper(280, 140, WHITE);
    fill(p, 60, 20, 8, 100, 0);
    fill(p, 200, 20, 20, 100, 0);
    fill(p, 100, 70, 10, 1, 0); // dust: 19 of 100 pixels, 48.45
    fill(p, 100, 71, 9, 1, 0);
    memset(&found, 1, sizeof found);
    picture_to_digits(&found, p);
    cr_assert(found.count == 2);
    uint8_t *dust = &found.steps[STEP_INK][14 * DIGIT_SIDE + 10];
    cr_assert(*dust == 48);
    *dust = 0;
    expect_step(found.steps[STEP_INK], (Box){6, 9, 1, 10}, 204,
                (Box){20, 9, 2, 10});
    // the thin one alone, as dark as it can be drawn
    expect_step(found.steps[STEP_PARTS], (Box){6, 9, 1, 10}, 255, no_box);
    cr_assert(found.steps[STEP_STROKES][14 * DIGIT_SIDE + 14] > 200);
    picture_free(&p);
}

Test(your_picture, is_shown_in_the_middle_when_it_is_high)
{
    static FoundDigits found;
    Picture p = paper(140, 280, WHITE);
    fill(p, 20, 60, 30, 200, 0);
    picture_to_digits(&found, p);
    cr_assert(found.count == 1);
    expect_step(found.steps[STEP_INK], (Box){9, 6, 3, 20}, 255, no_box);
    picture_free(&p);
}

// Four are looked into; the fifth is taken for the digit.
Test(your_picture, may_have_frames_in_frames)
{
    for (int frames = 4; frames <= 5; frames++) {
        uint8_t pixels[PIXELS], alone[PIXELS];
        Picture p = paper(120, 120, WHITE), q = paper(50, 50, WHITE);
        for (int k = 0; k < frames; k++) {
            int first = 5 + 7 * k, side = 120 - 2 * first;
            fill(p, first, first, side, side, 0);
            fill(p, first + 3, first + 3, side - 6, side - 6, WHITE);
        }
        fill(p, 56, 44, 8, 32, 0);
        fill(q, 20, 10, 8, 32, 0);
        only_digit(pixels, p);
        only_digit(alone, q);
        cr_assert((difference(pixels, alone) == 0) == (frames == 4));
    }
}
