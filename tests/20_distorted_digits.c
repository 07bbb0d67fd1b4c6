#include "03_activation_matrix/batch.h"
#include "05_total_loss/loss.h"
#include "06_softmax/softmax.h"
#include "12_backpropagation/backpropagation.h"
#include "14_dropout/dropout.h"
#include "20_distorted_digits/distorted_digits.h"
#include "20_distorted_digits/recipe.h"
#include "20_distorted_digits/robustness.h"
#include "near.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#ifdef _OPENMP
#include <omp.h>
#endif

enum { SIDE = DIGIT_SIDE };

static const Affine nothing = {.xx = 1, .yy = 1};

// A picture with random gray values in the middle, at least `margin` pixels from
// every edge.
static void fill_middle(uint8_t *pixels, int margin, uint64_t seed)
{
    Random r = random_new(seed, 20);
    memset(pixels, 0, PIXELS);
    for (int i = margin; i < SIDE - margin; i++)
        for (int j = margin; j < SIDE - margin; j++)
            pixels[i * SIDE + j] = (uint8_t)random_bits(&r);
}

// A round blot, smooth, in the middle.
static void fill_blot(uint8_t *pixels)
{
    for (int i = 0; i < SIDE; i++)
        for (int j = 0; j < SIDE; j++) {
            double x = j - 15.5, y = i - 12.5; // not quite
            pixels[i * SIDE + j] =
                (uint8_t)round(250 * exp(-(x * x + 0.5 * y * y) / 12));
        }
}

static void expect_picture(const uint8_t *actual, const uint8_t *expected,
                           int tolerance)
{
    for (int p = 0; p < PIXELS; p++)
        cr_assert(abs(actual[p] - expected[p]) <= tolerance,
                  "pixel (%d, %d) is %d, but %d is right", p / SIDE, p % SIDE,
                  actual[p], expected[p]);
}

static double ink_of(const uint8_t *pixels)
{
    double sum = 0;
    for (int p = 0; p < PIXELS; p++)
        sum += pixels[p];
    return sum;
}

static void move_all(uint8_t *to, const uint8_t *from, Affine map)
{
    Field f;
    fill_affine(&f, map);
    move_ink(to, from, &f);
}

// ----------------------------------------------------------------- the field

Test(move_ink, leaves_a_picture_as_it_is_where_each_place_is_the_pixels_own)
{
    uint8_t from[PIXELS], to[PIXELS];
    fill_middle(from, 0, 1);
    move_all(to, from, nothing);
    expect_picture(to, from, 0);
}

Test(move_ink, is_right_by_hand)
{
    uint8_t from[PIXELS] = {0}, to[PIXELS];
    from[5 * SIDE + 7] = 100;
    from[5 * SIDE + 8] = 200;
    from[6 * SIDE + 8] = 40;
    Field f;
    fill_affine(&f, nothing);
    f.x[0][0] = 7.25f; // pixel (0, 0), from a quarter to the right of (5, 7)
    f.y[0][0] = 5.5f;
    f.x[0][1] = 7.25f;
    f.y[0][1] = 5;
    f.x[0][2] = 7;
    f.y[0][2] = 5.25f;
    f.x[0][3] = 7.998f; // less than 1/512 from the next
    f.y[0][3] = 5.002f;
    move_ink(to, from, &f);
    expect_number(to[0], 68, 0); // (125 + 10) / 2 = 67.5, rounded up
    expect_number(to[1], 125, 0);
    expect_number(to[2], 75, 0);
    expect_number(to[3], 199, 1);
}

// Bilinear in double, straight from the equation.
static double bilinear(const uint8_t *from, double x, double y)
{
    double left = floor(x), upper = floor(y), q = 0;
    for (int a = 0; a < 2; a++)
        for (int b = 0; b < 2; b++) {
            int i = (int)upper + a, j = (int)left + b;
            bool is_inside = i >= 0 && i < SIDE && j >= 0 && j < SIDE;
            q += (1 - fabs(y - i)) * (1 - fabs(x - j)) *
                 (is_inside ? from[i * SIDE + j] : 0);
        }
    return q;
}

Test(move_ink, is_bilinear_at_any_place)
{
    uint8_t from[PIXELS], to[PIXELS];
    Random r = random_new(3, 20);
    fill_middle(from, 0, 2);
    Field f;
    fill_affine(&f, nothing);
    for (int p = 0; p < PIXELS; p++) {
        f.x[p / SIDE][p % SIDE] = (float)(random_uniform(&r) * 34 - 3);
        f.y[p / SIDE][p % SIDE] = (float)(random_uniform(&r) * 34 - 3);
    }
    move_ink(to, from, &f);
    // places are rounded by up to 1/512 along each axis, and so is the result
    for (int p = 0; p < PIXELS; p++)
        expect_number(to[p],
                      bilinear(from, (double)f.x[p / SIDE][p % SIDE],
                               (double)f.y[p / SIDE][p % SIDE]),
                      0.5 + 2 * 255 / 512.0);
}

Test(move_ink, finds_nothing_outside)
{
    uint8_t from[PIXELS], to[PIXELS];
    memset(from, 255, PIXELS);
    static const float far[] = {-1, 28, -2, -3, 29, 31, -1000, 1000};
    for (int k = 0; k < 16; k++) {
        Field f;
        fill_affine(&f, nothing);
        (k < 8 ? f.x : f.y)[14][8] = far[k % 8];
        move_ink(to, from, &f);
        expect_number(to[400], 0, 0);
        expect_number(to[401], 255, 0);
    }
    Field f;
    fill_affine(&f, nothing);
    f.x[14][8] = -0.25f; // a quarter out of the picture
    f.y[14][9] = 27.75f; // three quarters
    move_ink(to, from, &f);
    expect_number(to[400], 191, 0); // 191.25
    expect_number(to[401], 64, 0);  // 63.75
}

Test(move_ink, keeps_the_ink_of_what_stays_inside)
{
    uint8_t from[PIXELS], to[PIXELS];
    fill_middle(from, 5, 4);
    for (int k = 0; k < 20; k++) {
        Affine map = {
            .xx = 1, .yy = 1, .x = (float)k / 5, .y = 2 - (float)k / 7};
        move_all(to, from, map);
        expect_number(ink_of(to), ink_of(from), PIXELS / 2.0);
    }
}

Test(move_ink, moves_back_what_it_moved)
{
    uint8_t from[PIXELS], moved[PIXELS], back[PIXELS];
    fill_middle(from, 3, 5);
    move_all(moved, from, (Affine){.xx = 1, .yy = 1, .x = 3, .y = -2});
    for (int i = 2; i < SIDE;
         i++) // up and left: ink comes from below and right
        for (int j = 0; j < SIDE - 3; j++)
            expect_number(moved[i * SIDE + j], from[(i - 2) * SIDE + j + 3], 0);
    move_all(back, moved, (Affine){.xx = 1, .yy = 1, .x = -3, .y = 2});
    expect_picture(back, from, 0);
}

Test(move_ink, undoes_a_turn_by_the_turn_back)
{
    uint8_t from[PIXELS], turned[PIXELS], back[PIXELS];
    fill_blot(from);
    float c = (float)cos(0.3), s = (float)sin(0.3);
    move_all(turned, from, (Affine){c, -s, s, c, 0, 0});
    move_all(back, turned, (Affine){c, s, -s, c, 0, 0});
    // Between two pixels, bilinear is off by up to an eighth of the second slope
    // along each axis: 250 (1 / 6 + 1 / 12) here; and that twice, rounded.
    expect_picture(back, from, 17);
    int changed = 0;
    for (int p = 0; p < PIXELS; p++)
        changed += abs(turned[p] - from[p]) > 17;
    cr_assert(changed > 50, "the turn itself changed only %d pixels", changed);
}

Test(fill_affine, is_right_by_hand)
{
    Field f;
    fill_affine(&f, (Affine){1.5f, 0.25f, -0.5f, 2, 3, -4});
    // pixel (10, 20) is 6.5 columns right of the middle and 3.5 rows above it
    expect_number(f.x[10][20], 13.5 + 3 + 1.5 * 6.5 - 0.25 * 3.5, 1e-5);
    expect_number(f.y[10][20], 13.5 - 4 - 0.5 * 6.5 - 2 * 3.5, 1e-5);
    expect_number(f.x[27][27], 13.5 + 3 + 1.75 * 13.5, 1e-5);
    expect_number(f.y[0][0], 13.5 - 4 - 1.5 * 13.5, 1e-5);
    // turned by 90 degrees: (2.5, 0.5) takes its ink from (-0.5, 2.5)
    fill_affine(&f, (Affine){0, -1, 1, 0, 0, 0});
    expect_number(f.x[14][16], 13.5 - 0.5, 1e-5);
    expect_number(f.y[14][16], 13.5 + 2.5, 1e-5);
}

Test(draw_affine, is_the_map_of_its_six_draws)
{
    Distortion d = {.turn = 40, .scale = 0.3, .shear = 0.5, .shift = 7};
    for (uint64_t seed = 0; seed < 50; seed++) {
        Random r = random_new(seed, 20), same = r;
        Affine a = draw_affine(&d, &r);
        double u[6];
        for (int k = 0; k < 6; k++)
            u[k] = 2 * random_uniform(&same) - 1;
        cr_assert(r.state == same.state, "it takes another number of draws");
        double phi = 40 * u[0] * acos(-1) / 180;
        double w = 1 + 0.3 * u[1], h = 1 + 0.3 * u[2], lean = 0.5 * u[3];
        // first stretched and sheared, then turned
        for (int k = 0; k < 2; k++) {
            double x = k == 0 ? w : lean, y = k == 0 ? 0 : h;
            expect_number(k == 0 ? a.xx : a.xy, x * cos(phi) - y * sin(phi),
                          1e-6);
            expect_number(k == 0 ? a.yx : a.yy, x * sin(phi) + y * cos(phi),
                          1e-6);
        }
        expect_number(a.x, 7 * u[4], 1e-5);
        expect_number(a.y, 7 * u[5], 1e-5);
    }
}

// ---------------------------------------------------------- the elastic field

Test(bells_new, are_bells_five_wide_and_five_apart_of_length_1_at_each_pixel)
{
    Bells b = bells_new();
    for (int i = 0; i < SIDE; i++) {
        double squares = 0;
        for (int k = 0; k < KNOTS; k++) {
            squares += (double)b.share[k][i] * (double)b.share[k][i];
            expect_number(b.share[k][i], b.share[KNOTS - 1 - k][SIDE - 1 - i],
                          1e-6);
        }
        expect_number(squares, 1, 1e-6);
    }
    // line 3 of the grid stands at 11, line 4 at 16; e^(-1/2) and so on
    expect_number(b.share[4][11] / b.share[3][11], exp(-0.5), 1e-6);
    expect_number(b.share[5][11] / b.share[3][11], exp(-2.0), 1e-6);
    expect_number(b.share[3][16] / b.share[4][16], exp(-0.5), 1e-6);
    expect_number(b.share[0][0] / b.share[1][0], exp(-(16 - 1) / 50.0), 1e-6);
}

Test(draw_arrows, are_uniform_with_the_deviation_that_was_asked_for)
{
    Random r = random_new(1, 20);
    double sum[2] = {0}, squares[2] = {0}, products = 0, most = 0;
    enum { SETS = 400, ALL = SETS * ARROWS };
    for (int n = 0; n < SETS; n++) {
        float x[ARROWS], y[ARROWS];
        Random before = r;
        draw_arrows(x, y, 2, &r);
        random_skip(&before, ARROWS);
        cr_assert(r.state == before.state, "it takes other draws than ARROWS");
        for (int k = 0; k < ARROWS; k++) {
            const double components[] = {(double)x[k], (double)y[k]};
            for (int i = 0; i < 2; i++) {
                sum[i] += components[i];
                squares[i] += components[i] * components[i];
                most = fmax(most, fabs(components[i]));
            }
            products += components[0] * components[1];
        }
    }
    // within five standard errors; those of uniform numbers' squares are 4 * 0.894
    for (int i = 0; i < 2; i++) {
        expect_number(sum[i] / ALL, 0, 5 * 2 / sqrt(ALL));
        expect_number(squares[i] / ALL, 4, 5 * 4 * 0.894 / sqrt(ALL));
    }
    expect_number(products / ALL, 0, 5 * 4 / sqrt(ALL));
    cr_assert(most <= 2 * sqrt(3.0) * 1.000001 && most > 3.4,
              "the longest component is %g", most);
}

Test(add_elastic, is_the_product_of_bells_arrows_and_bells)
{
    Bells b = bells_new();
    Random r = random_new(2, 20);
    float x[ARROWS], y[ARROWS];
    draw_arrows(x, y, 3, &r);
    Field f;
    fill_affine(&f, (Affine){.xx = 0.5f, .yy = 2, .x = 1});
    Field before = f;
    add_elastic(&f, &b, x, y);
    for (int p = 0; p < PIXELS; p++) {
        double across = 0, down = 0;
        for (int k = 0; k < KNOTS; k++)
            for (int l = 0; l < KNOTS; l++) {
                double both =
                    (double)b.share[k][p / SIDE] * (double)b.share[l][p % SIDE];
                across += both * (double)x[k * KNOTS + l];
                down += both * (double)y[k * KNOTS + l];
            }
        expect_number(f.x[p / SIDE][p % SIDE],
                      (double)before.x[p / SIDE][p % SIDE] + across, 1e-4);
        expect_number(f.y[p / SIDE][p % SIDE],
                      (double)before.y[p / SIDE][p % SIDE] + down, 1e-4);
    }
}

Test(add_elastic, is_as_strong_at_every_pixel_and_smooth)
{
    enum { FIELDS = 4000 };
    Bells b = bells_new();
    Random r = random_new(3, 20);
    static const int at[] = {0, SIDE - 2, 14 * SIDE + 13, PIXELS - 2};
    double squares[4] = {0}, steps[4] = {0};
    for (int n = 0; n < FIELDS; n++) {
        float x[ARROWS], y[ARROWS];
        Field f = {{{0}}, {{0}}};
        draw_arrows(x, y, 1, &r);
        add_elastic(&f, &b, x, y);
        for (int k = 0; k < 4; k++) {
            squares[k] += pow((double)f.x[at[k] / SIDE][at[k] % SIDE], 2);
            steps[k] += pow((double)(f.x[at[k] / SIDE][at[k] % SIDE + 1] -
                                     f.x[at[k] / SIDE][at[k] % SIDE]),
                            2);
        }
    }
    for (int k = 0; k < 4; k++) {
        expect_number(squares[k] / FIELDS, 1, 5 * sqrt(2.0 / FIELDS));
        // smoothed by a bell of deviation 5, the slope of a field of deviation 1
        // is 1 / (5 sqrt 2); at the edge half of the bell is missing
        expect_number(sqrt(steps[k] / FIELDS), 0.141, 0.03);
    }
}

// ---------------------------------------------------------------- other hands

Test(distance_to_piece, is_right_by_hand)
{
    const Piece p = {0, 0, 4, 0};
    expect_number(distance_to_piece(1, 2, p), 2, 1e-15);
    expect_number(distance_to_piece(-3, 4, p), 5,
                  1e-15); // before its beginning
    expect_number(distance_to_piece(7, -4, p), 5, 1e-15); // after its end
    expect_number(distance_to_piece(3, 0, p), 0, 1e-15);
    expect_number(distance_to_piece(5, 6, (Piece){2, 2, 2, 2}), 5, 1e-15);
    expect_number(distance_to_piece(0, 2, (Piece){1, 1, 3, 3}), sqrt(2.0),
                  1e-15);
}

// A 1 of two columns, with a pale pixel on top that is no tip of it.
static void fill_one(uint8_t *pixels)
{
    memset(pixels, 0, PIXELS);
    for (int i = 4; i < 24; i++)
        pixels[i * SIDE + 13] = pixels[i * SIDE + 14] = 255;
    pixels[3 * SIDE + 20] = 127;
}

static void find_center(double *x, double *y, const uint8_t *pixels)
{
    *x = *y = 0;
    for (int p = 0; p < PIXELS; p++) {
        *x += pixels[p] * (p % SIDE) / ink_of(pixels);
        *y += pixels[p] * (p / SIDE) / ink_of(pixels);
    }
}

// Half as long as the stem, straight down, it lies on the stem; by 0 degrees it is a bar
// of ten pixels on the left, and the center of mass is nearly two pixels further to the left
// and nearly three up.
Test(add_upstroke, is_right_by_hand)
{
    uint8_t one[PIXELS], to[PIXELS];
    fill_one(one);
    double radius = ink_of(one) / 255 / 20 / 2;
    memcpy(to, one, PIXELS);
    add_upstroke(to, acos(-1) / 2, 0.5);
    for (int p = 0; p < PIXELS; p++)
        if (one[p] == 255)
            expect_number(to[p], 255, 0);
    expect_number(ink_of(to), ink_of(one), 255); // but for its rounded ends
    memcpy(to, one, PIXELS);
    add_upstroke(to, 0, 0.5);
    for (int i = 0; i < SIDE; i++)
        for (int j = 0; j < SIDE; j++) {
            double d = distance_to_piece(
                j, i, (Piece){13.5, 4 + radius, 3.5, 4 + radius});
            double ink = 255 * fmin(fmax(radius + 0.5 - d, 0), 1);
            ink = fmax(ink, one[i * SIDE + j]);
            if (i + 3 < SIDE && j + 2 < SIDE) // the whole digit, moved
                expect_number(to[(i + 3) * SIDE + j + 2], ink, 0.51);
            else
                expect_number(ink, 0, 0);
        }
}

Test(add_upstroke, keeps_the_center_of_mass_and_goes_down_to_the_left)
{
    uint8_t one[PIXELS], to[PIXELS];
    fill_one(one);
    double x, y, new_x, new_y;
    find_center(&x, &y, one);
    for (int k = 0; k <= 10; k++) {
        memcpy(to, one, PIXELS);
        add_upstroke(to, (18 + 5 * k) * acos(-1) / 180, 0.2 + 0.045 * k);
        find_center(&new_x, &new_y, to);
        expect_number(new_x, x, 0.5);
        expect_number(new_y, y, 0.5);
        cr_assert(ink_of(to) > ink_of(one) + 255, "%d: no stroke", k);
        int stem = 0; // its column, once a row has been seen
        bool is_left = false;
        for (int p = 0; p < PIXELS; p++) {
            stem = to[p] == 255 ? p % SIDE : stem;
            is_left = is_left || (to[p] > 100 && p % SIDE < stem - 1);
        }
        cr_assert(is_left, "%d: nothing is on the left of the stem", k);
    }
    memset(to, 100, PIXELS); // pale all over
    add_upstroke(to, 1, 0.5);
    for (int p = 0; p < PIXELS; p++)
        expect_number(to[p], 100, 0);
}

Test(write_in_another_hand, gives_some_1s_an_upstroke_of_any_angle_and_length)
{
    enum { TRIES = 4000 };
    uint8_t one[PIXELS], to[PIXELS], expected[PIXELS];
    int given = 0;
    fill_one(one);
    for (uint64_t n = 0; n < TRIES; n++) {
        Random r = random_new(n, 20), same = r;
        for (int label = 0; label < 10; label++) {
            memcpy(to, one, PIXELS);
            write_in_another_hand(to, label, 0.3, r);
            if (label != 1)
                cr_assert(memcmp(to, one, PIXELS) == 0, "a %d got one", label);
            else
                memcpy(expected, to, PIXELS);
        }
        memcpy(to, one, PIXELS);
        bool is_given = random_uniform(&same) < 0.3;
        double angle = (30 + 40 * random_uniform(&same)) * acos(-1) / 180;
        double length = 0.2 + 0.45 * random_uniform(&same);
        if (is_given)
            add_upstroke(to, angle, length);
        expect_picture(expected, to, 0);
        given += is_given;
    }
    expect_number(given / (double)TRIES, 0.3, 0.04);
}

// ------------------------------------------------------------- pens and paper

Test(change_strokes, is_right_by_hand)
{
    uint8_t dot[PIXELS] = {0}, to[PIXELS];
    dot[10 * SIDE + 10] = 200;
    static const int around[] = {-1, 1, -SIDE, SIDE};
    change_strokes(to, dot, 1);
    expect_number(ink_of(to), 5 * 200, 0);
    for (int k = 0; k < 4; k++)
        expect_number(to[10 * SIDE + 10 + around[k]], 200, 0);
    change_strokes(to, dot, 0.25);
    expect_number(to[10 * SIDE + 10], 200, 0);
    for (int k = 0; k < 4; k++)
        expect_number(to[10 * SIDE + 10 + around[k]], 50, 0);
    change_strokes(to, dot, -0.25);
    expect_number(ink_of(to), 150, 0);
    change_strokes(to, dot, -1);
    expect_number(ink_of(to), 0, 0);
    change_strokes(to, dot, 0);
    expect_picture(to, dot, 0);
}

Test(change_strokes, thins_ink_as_it_thickens_paper)
{
    uint8_t from[PIXELS], paper[PIXELS], thin[PIXELS], thick[PIXELS];
    fill_middle(from, 0, 7);
    for (int p = 0; p < PIXELS; p++)
        paper[p] = (uint8_t)(255 - from[p]);
    change_strokes(thin, from, -0.6);
    change_strokes(thick, paper, 0.6);
    for (int i = 1; i < SIDE - 1; i++) // around the picture there is paper
        for (int j = 1; j < SIDE - 1; j++)
            expect_number(thin[i * SIDE + j], 255 - thick[i * SIDE + j], 0);
    for (int p = 0; p < PIXELS; p++)
        cr_assert(thin[p] <= from[p], "pixel %d became darker", p);
}

Test(change_strokes, finds_paper_around_the_picture)
{
    uint8_t from[PIXELS], to[PIXELS];
    memset(from, 255, PIXELS);
    change_strokes(to, from, -1);
    for (int p = 0; p < PIXELS; p++) {
        int i = p / SIDE, j = p % SIDE;
        bool is_edge = i == 0 || j == 0 || i == SIDE - 1 || j == SIDE - 1;
        expect_number(to[p], is_edge ? 0 : 255, 0);
    }
    change_strokes(to, from, 1);
    expect_picture(to, from, 0);
    memset(from, 0, PIXELS);
    from[SIDE - 1] = 255; // the end of one row is no neighbor of the next
    change_strokes(to, from, 1);
    expect_number(ink_of(to), 3 * 255, 0);
}

Test(add_noise, has_the_deviation_that_was_asked_for_and_stays_in_range)
{
    double sum = 0, squares = 0;
    enum { PICTURES = 20, ALL = PICTURES * PIXELS };
    for (uint64_t n = 0; n < PICTURES; n++) {
        uint8_t pixels[PIXELS];
        memset(pixels, 128, PIXELS);
        add_noise(pixels, 20, random_new(n, 20));
        for (int p = 0; p < PIXELS; p++) {
            sum += pixels[p] - 128;
            squares += pow(pixels[p] - 128, 2);
            cr_assert(abs(pixels[p] - 128) <= 35,
                      "noise is uniform, so within "
                      "20 sqrt 3, but not %d",
                      pixels[p] - 128);
        }
    }
    expect_number(sum / ALL, 0, 5 * 20 / sqrt(ALL));
    expect_number(squares / ALL, 400, 5 * 400 * 0.9 / sqrt(ALL));
}

Test(add_noise, takes_a_byte_of_its_draws_for_each_pixel)
{
    Random r = random_new(4, 20);
    uint8_t pixels[PIXELS], dark[PIXELS];
    memset(pixels, 100, PIXELS);
    memset(dark, 255, PIXELS);
    // a deviation of sqrt(65535 / 3) adds 2 b - 255 for byte b
    double unit = sqrt(65535 / 3.0);
    add_noise(pixels, unit, r);
    add_noise(dark, unit, r);
    for (int p = 0; p < PIXELS; p++) {
        int b =
            (int)(random_bits_ahead(r, (uint64_t)p / 8) >> 8 * (p % 8) & 255);
        int sum = 100 + 2 * b - 255, less = 2 * b;
        expect_number(pixels[p], sum < 0 ? 0 : sum > 255 ? 255 : sum, 0);
        expect_number(dark[p], less > 255 ? 255 : less, 0);
    }
    memset(pixels, 7, PIXELS);
    add_noise(pixels, 0, r);
    for (int p = 0; p < PIXELS; p++)
        expect_number(pixels[p], 7, 0);
}

// ------------------------------------------------------------------ all of it

Test(distort, does_nothing_at_strength_zero)
{
    uint8_t from[PIXELS], to[PIXELS];
    Bells bells = bells_new();
    fill_middle(from, 0, 8);
    for (uint64_t seed = 0; seed < 20; seed++) {
        distort(to, from, 1, &(Distortion){.noisy = 0.5}, &bells,
                random_new(seed, 20));
        expect_picture(to, from, 0);
    }
}

Test(distort, writes_then_changes_the_stroke_then_moves_the_ink_then_adds_noise)
{
    Distortion usual = usual_distortion();
    uint8_t from[PIXELS], to[PIXELS], expected[PIXELS];
    uint8_t written[PIXELS], changed[PIXELS];
    Bells bells = bells_new();
    fill_blot(from);
    int noisy = 0;
    for (uint64_t seed = 0; seed < 200; seed++) {
        Random r = random_new(seed, 21);
        distort(to, from, 1, &usual, &bells, r);

        memcpy(written, from, PIXELS);
        write_in_another_hand(written, 1, usual.upstroke,
                              random_new(r.state, 1));
        Field f;
        float x[ARROWS], y[ARROWS];
        fill_affine(&f, draw_affine(&usual, &r));
        double strength = usual.stroke * (2 * random_uniform(&r) - 1);
        bool is_noisy = random_uniform(&r) < usual.noisy;
        draw_arrows(x, y, usual.elastic, &r);
        add_elastic(&f, &bells, x, y);
        change_strokes(changed, written, strength);
        move_ink(expected, changed, &f);
        if (is_noisy)
            add_noise(expected, usual.noise * 255, r);
        expect_picture(to, expected, 0);
        noisy += is_noisy;
    }
    cr_assert(noisy > 10 && noisy < 45, "%d of 200 are noisy, not 25 or so",
              noisy);
    expect_number(DRAWS_OF_A_DIGIT, 6 + 2 + ARROWS + PIXELS / 8, 0);
}

Test(fill_distorted, gives_each_digit_draws_of_its_own)
{
    enum { COUNT = 20 };
    Digits d = sparse_digits(COUNT, 20);
    Distortion usual = usual_distortion();
    Bells bells = bells_new();
    Random r = random_new(5, 20);
    Matrix A = matrix_new(PIXELS, COUNT);
    int order[COUNT];
    for (int j = 0; j < COUNT; j++)
        order[j] = (7 * j + 3) % COUNT;
    fill_distorted(A, d, order, 51, &usual, r);
    for (int j = 0; j < COUNT; j++) {
        uint8_t pixels[PIXELS];
        Random own = r;
        random_skip(&own, (uint64_t)j * DRAWS_OF_A_DIGIT);
        distort(pixels, digit_pixels(d, order[j]), d.labels[order[j]], &usual,
                &bells, own);
        for (int p = 0; p < PIXELS; p++)
            expect_element(A, p, j, pixels[p] / 51.0);
    }
    matrix_free(&A);
    digits_free(&d);
}

#ifdef _OPENMP
Test(fill_distorted, gives_the_same_bits_on_any_number_of_threads)
{
    enum { COUNT = 50 };
    Digits d = sparse_digits(COUNT, 20);
    Distortion usual = usual_distortion();
    int order[COUNT];
    for (int j = 0; j < COUNT; j++)
        order[j] = COUNT - 1 - j;
    Matrix one = matrix_new(PIXELS, COUNT), more = matrix_new(PIXELS, COUNT);
    omp_set_num_threads(1);
    fill_distorted(one, d, order, 66.2, &usual, random_new(6, 20));
    for (int threads = 2; threads <= 5; threads++) {
        omp_set_num_threads(threads);
        fill_distorted(more, d, order, 66.2, &usual, random_new(6, 20));
        expect_same(more, one);
    }
    matrix_free_all((Matrix *[]){&one, &more, NULL});
    digits_free(&d);
}
#endif

Test(distorts, where_there_is_anything_to_change)
{
    static const Distortion some[] = {{.turn = 1},
                                      {.scale = 0.1},
                                      {.shear = 0.1},
                                      {.shift = 1},
                                      {.elastic = 1},
                                      {.stroke = 0.1},
                                      {.noise = 0.1, .noisy = 0.1},
                                      {.upstroke = 0.1}};
    static const Distortion none[] = {{0}, {.noise = 0.1}, {.noisy = 0.1}};
    for (size_t i = 0; i < sizeof some / sizeof some[0]; i++)
        cr_assert(distorts(&some[i]), "%zu", i);
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        cr_assert(!distorts(&none[i]), "%zu", i);
}

// A training that distorts nothing leaves this out.
Test(fill_distorted, leaves_digits_as_they_are_without_any_distortion)
{
    enum { COUNT = 20 };
    Digits d = sparse_digits(COUNT, 20);
    const Distortion none = {0};
    int order[COUNT];
    for (int j = 0; j < COUNT; j++)
        order[j] = j;
    Matrix A = matrix_new(PIXELS, COUNT), plain = matrix_new(PIXELS, COUNT);
    fill_distorted(A, d, order, 66.2, &none, random_new(6, 20));
    fill_batch(plain, d, order, 66.2);
    expect_same(A, plain);
    matrix_free_all((Matrix *[]){&A, &plain, NULL});
    digits_free(&d);
}

Test(usual_distortion, is_what_the_kept_model_was_trained_with)
{
    Distortion d = usual_distortion();
    const double actual[] = {d.turn,   d.scale, d.shear, d.shift,   d.elastic,
                             d.stroke, d.noise, d.noisy, d.upstroke};
    const double expected[] = {15,  0.18, 0.15,  1.25, 1.24,
                               0.8, 0.1,  0.125, 0.2};
    for (int i = 0; i < 9; i++)
        expect_number(actual[i], expected[i], 0);
}

// ----------------------------------------------------------------- the recipe

Test(distorted_recipe, is_what_the_kept_model_was_trained_with)
{
    Recipe r = distorted_recipe();
    const double actual[] = {r.epochs,    r.batch,       r.seed,
                             r.alpha,     r.decay,       r.beta1,
                             r.beta2,     r.hidden.x[0], r.hidden.x[1],
                             r.keep.x[0], r.keep.x[1]};
    const double expected[] = {400,   256, 1,   0.002, 0, 0.9,
                               0.999, 400, 100, 1,     1};
    for (int i = 0; i < 11; i++)
        expect_number(actual[i], expected[i], 0);
    expect_number(r.hidden.count, 2, 0);
    expect_number(r.keep.count, 2, 0);
}

Test(cosine_alpha, falls_from_alpha_to_nothing_by_half_a_wave)
{
    expect_number(cosine_alpha(0.002, 0, 100), 0.002, 0);
    expect_number(cosine_alpha(0.002, 50, 100), 0.001, 1e-15);
    expect_number(cosine_alpha(0.002, 100, 100), 0, 1e-15);
    expect_number(cosine_alpha(0.6, 4, 12), 0.45, 1e-15); // (1 + 1/2) / 2
    for (int s = 1; s <= 100; s++)
        cr_assert(cosine_alpha(1, s, 100) < cosine_alpha(1, s - 1, 100),
                  "step %d is not smaller than the one before", s);
}

// A network with random parameters, and a batch of six digits with real pixels.
static Network random_network(Digits d, uint64_t seed, double scale)
{
    Random r = random_new(seed, 20);
    Network net = network_new(2, (int[]){PIXELS, 6, CLASSES}, 6);
    for (int l = 1; l <= 2; l++) {
        random_fill(net.W[l], l == 1 ? 0.1 : 0.6, &r);
        random_fill(net.b[l], 0.3, &r);
    }
    network_load(&net, d, NULL, 6, scale);
    return net;
}

Test(decay_weights, takes_a_share_of_all_weights_and_no_bias)
{
    Digits d = sparse_digits(6, 20);
    Network net = random_network(d, 1, 255), before = random_network(d, 1, 255);
    decay_weights(&net, 0.25);
    for (int l = 1; l <= 2; l++) {
        expect_same(net.b[l], before.b[l]);
        for (size_t i = 0; i < elements(net.W[l]); i++)
            expect_equal("W", net.W[l].x[i], "3/4 of it",
                         (real)0.75 * before.W[l].x[i]);
    }
    network_free(&net);
    network_free(&before);
    digits_free(&d);
}

Test(center_inputs, gives_mean_0_and_mean_square_1)
{
    enum { COUNT = 30 };
    Digits d = sparse_digits(COUNT, 21);
    Matrix mean = matrix_new(PIXELS, 1), A = matrix_new(PIXELS, COUNT);
    double scale = center_inputs(mean, d), squares = 0;
    fill_batch(A, d, NULL, scale);
    for (int p = 0; p < PIXELS; p++) {
        double sum = 0;
        for (int j = 0; j < COUNT; j++) {
            double centered = (double)re(*at(A, p, j) - mean.x[p]);
            sum += centered;
            squares += centered * centered;
        }
        expect_number(sum, 0, COUNT * TOLERANCE);
    }
    expect_number(squares / (COUNT * PIXELS), 1, 100 * TOLERANCE);
    memset(d.pixels, 9, (size_t)COUNT * PIXELS);
    expect_number(center_inputs(mean, d), 1, 0); // all alike
    expect_near(mean.x[5], 9);
    matrix_free_all((Matrix *[]){&mean, &A, NULL});
    digits_free(&d);
}

// A network that is told its bias for centered inputs.
typedef struct {
    Network net;
    Matrix mean, bias;
} Centered;

static real centered_loss(void *context)
{
    Centered *c = context;
    Network *net = &c->net;
    for (int i = 0; i < net->n[1]; i++) {
        net->b[1].x[i] = c->bias.x[i];
        for (int p = 0; p < PIXELS; p++)
            net->b[1].x[i] -= *at(net->W[1], i, p) * c->mean.x[p];
    }
    network_forward(net);
    return softmax_loss(net->Z[net->L], net->Y);
}

Test(center_slopes, are_those_of_the_network_with_centered_inputs)
{
    Digits d = sparse_digits(6, 20);
    Random r = random_new(9, 20);
    Centered c = {random_network(d, 2, 255), random_matrix(PIXELS, 1, 0.2, &r),
                  random_matrix(6, 1, 0.5, &r)};
    centered_loss(&c);
    network_backward(&c.net);
    center_slopes(&c.net, c.mean);
    Checked checked = {centered_loss, &c, &c.net.Z[1], 1};
    expect_gradient("dW1", c.net.dW[1], c.net.W[1], checked);
    expect_gradient("db[1]", c.net.db[1], c.bias, checked);
    expect_gradient("dW2", c.net.dW[2], c.net.W[2], checked);
    network_free(&c.net);
    matrix_free_all((Matrix *[]){&c.mean, &c.bias, NULL});
    digits_free(&d);
}

Test(move_bias, makes_the_same_scores_of_centered_inputs_and_goes_back)
{
    Digits d = sparse_digits(6, 20);
    Random r = random_new(10, 20);
    Matrix mean = random_matrix(PIXELS, 1, 0.5, &r);
    Network net = random_network(d, 3, 255),
            centered = random_network(d, 3, 255);
    layer_forward(&net, 1);
    move_bias(&centered, mean, 1);
    for (int j = 0; j < 6; j++)
        for (int p = 0; p < PIXELS; p++)
            *at(centered.A[0], p, j) -= mean.x[p];
    layer_forward(&centered, 1);
    for (size_t i = 0; i < elements(net.Z[1]); i++)
        expect_number((double)re(centered.Z[1].x[i]), (double)re(net.Z[1].x[i]),
                      10 * TOLERANCE);
    move_bias(&centered, mean, -1);
    for (int i = 0; i < 6; i++)
        expect_number((double)re(centered.b[1].x[i]), (double)re(net.b[1].x[i]),
                      10 * TOLERANCE);
    network_free(&net);
    network_free(&centered);
    matrix_free(&mean);
    digits_free(&d);
}

static Recipe small_recipe(void)
{
    Recipe r = distorted_recipe();
    r.epochs = 5;
    r.batch = 16;
    r.seed = 3;
    r.hidden = (NumberList){2, {20, 10}};
    return r;
}

static Distorted small_distorted(Digits d, double *scale)
{
    Distorted own = {usual_distortion(), 0.1, 1, 1, matrix_new(PIXELS, 1)};
    *scale = center_inputs(own.mean, d);
    return own;
}

// The step as it would be without tricks: with inputs less their mean, and the
// bias for those.
static void plain_step(Trainer *t, const Distorted *own, Digits d, int first,
                       int epoch, double scale, double alpha)
{
    Network *net = &t->net;
    int m = t->count - first < 16 ? t->count - first : 16;
    Random r = random_new(3, 4294967296u + (uint64_t)epoch);
    random_skip(&r, (uint64_t)first * DRAWS_OF_A_DIGIT);
    network_load(net, d, t->order + first, m, scale);
    fill_distorted(net->A[0], d, t->order + first, scale, &own->distortion, r);
    for (int j = 0; j < m; j++)
        for (int p = 0; p < PIXELS; p++)
            *at(net->A[0], p, j) -= own->mean.x[p];
    network_forward(net);
    network_backward(net);
    for (int l = 1; l <= net->L; l++)
        for (size_t i = 0; i < elements(net->W[l]); i++)
            net->W[l].x[i] -= (real)(alpha * 0.1) * net->W[l].x[i];
    t->adam.alpha = alpha;
    adam_step(&t->adam, net->theta, net->dtheta);
}

Test(train_distorted, makes_the_step_of_centered_inputs)
{
    Recipe recipe = small_recipe();
    Digits d = sparse_digits(37, 20);
    double scale;
    Distorted own = small_distorted(d, &scale);
    Trainer t = trainer_new(&recipe, d.count),
            plain = trainer_new(&recipe, d.count);
    move_bias(&plain.net, own.mean, 1);
    for (int epoch = 1, s = 0; epoch <= 2; epoch++) {
        begin_epoch(&t, epoch, 0);
        begin_epoch(&plain, epoch, 0);
        for (int first = 0; first < d.count; first += 16, s++) {
            double alpha =
                0.001 * (1 + cos(acos(-1) * s / 15)); // 5 times 3 steps
            expect_number(train_distorted(&own, &t, d, first, scale),
                          first < 32 ? 16 : 5, 0);
            plain_step(&plain, &own, d, first, epoch, scale, alpha);
            expect_number(t.adam.alpha, alpha, 1e-15);
            move_bias(&plain.net, own.mean, -1);
            // Adam divides by the size of a slope, and so enlarges rounding
            expect_number(largest_difference(t.net.theta, plain.net.theta), 0,
                          1000 * TOLERANCE);
            move_bias(&plain.net, own.mean, 1);
        }
    }
    trainer_free(&t);
    trainer_free(&plain);
    matrix_free(&own.mean);
    digits_free(&d);
}

Test(train_distorted,
     goes_on_in_the_middle_of_an_epoch_as_if_it_had_not_stopped)
{
    Recipe recipe = small_recipe();
    recipe.keep = (NumberList){2, {0.5, 0.8}};
    Digits d = sparse_digits(37, 20);
    double scale;
    Distorted own = small_distorted(d, &scale);
    Trainer t = trainer_new(&recipe, d.count),
            again = trainer_new(&recipe, d.count);
    begin_epoch(&t, 1, 0);
    train_distorted(&own, &t, d, 0, scale);
    matrix_copy(again.net.theta, t.net.theta);
    matrix_copy(again.adam.m, t.adam.m);
    matrix_copy(again.adam.v, t.adam.v);
    again.adam.t = t.adam.t;
    begin_epoch(&again, 1, 16);
    train_distorted(&own, &t, d, 16, scale);
    train_distorted(&own, &again, d, 16, scale);
    expect_same(again.net.theta, t.net.theta);
    trainer_free(&t);
    trainer_free(&again);
    matrix_free(&own.mean);
    digits_free(&d);
}

Test(train_distorted, drops_units_where_the_recipe_asks_for_it)
{
    Recipe recipe = small_recipe();
    Digits d = sparse_digits(16, 20);
    double scale;
    Distorted own = small_distorted(d, &scale);
    for (int k = 0; k < 3; k++) {
        recipe.keep = (NumberList){2, {k == 1 ? 0.5 : 1, k == 2 ? 0.5 : 1}};
        Trainer t = trainer_new(&recipe, d.count);
        begin_epoch(&t, 1, 0);
        train_distorted(&own, &t, d, 0, scale);
        for (int l = 1; l <= 2; l++) {
            int dropped = 0;
            for (size_t i = 0; i < elements(t.net.D[l]); i++)
                dropped += re(t.net.D[l].x[i]) == 0 && k > 0;
            cr_assert((dropped > 30) == (k == l),
                      "keep %g, %g: of layer %d, %d units are dropped",
                      recipe.keep.x[0], recipe.keep.x[1], l, dropped);
        }
        trainer_free(&t);
    }
    matrix_free(&own.mean);
    digits_free(&d);
}

Test(train_distorted, leaves_the_learning_rate_where_it_is_not_to_fall)
{
    Recipe recipe = small_recipe();
    Digits d = sparse_digits(37, 20);
    double scale;
    Distorted own = small_distorted(d, &scale);
    own.falls = 0;
    Trainer t = trainer_new(&recipe, d.count);
    begin_epoch(&t, 1, 0);
    for (int first = 0; first < 37; first += 16) {
        train_distorted(&own, &t, d, first, scale);
        expect_number(t.adam.alpha, 0.002, 0);
    }
    trainer_free(&t);
    matrix_free(&own.mean);
    digits_free(&d);
}

// ----------------------------------------------------------------- robustness

static void change_one(uint8_t *to, const uint8_t *from, Change c, int way)
{
    uint8_t old[PIXELS], labels[] = {4, 0};
    memcpy(old, from, PIXELS);
    change_digits((Digits){1, to, labels + 1}, (Digits){1, old, labels}, c,
                  way);
    cr_assert(labels[1] == 4, "the label is not copied");
}

Test(change_digits, moves_right_left_down_and_up)
{
    uint8_t from[PIXELS] = {0}, to[PIXELS];
    from[9 * SIDE + 12] = 200;
    static const int places[] = {9 * SIDE + 9, 9 * SIDE + 15, 6 * SIDE + 12,
                                 12 * SIDE + 12};
    Change c = {"", MOVED, 3};
    expect_number(ways_of(c), 4, 0);
    for (int way = 0; way < 4; way++) {
        change_one(to, from, c, way);
        expect_number(to[places[way]], 200, 0);
        expect_number(ink_of(to), 200, 0);
    }
}

Test(change_digits, turns_and_resizes)
{
    uint8_t from[PIXELS] = {0}, to[PIXELS], back[PIXELS];
    from[13 * SIDE + 20] = 200; // right of the middle
    Change turn = {"", TURNED, 90}, half = {"", SIZED, 0.5};
    expect_number(ways_of(turn), 2, 0);
    change_one(to, from, turn, 0); // across 6.5, down -0.5
    expect_number(to[7 * SIDE + 13], 200, 2);
    change_one(back, to, turn, 1);
    expect_picture(back, from, 2);
    fill_blot(from);
    expect_number(ways_of(half), 1, 0);
    change_one(to, from, half, 0);
    expect_number(ink_of(to), ink_of(from) / 4, ink_of(from) / 100);
    for (int p = 0; p < PIXELS; p++) // twice as far from the middle
        if (to[p] > 0)
            expect_number(to[p],
                          bilinear(from, 13.5 + 2 * (p % SIDE - 13.5),
                                   13.5 + 2 * (p / SIDE - 13.5)),
                          1.5);
}

Test(change_digits, takes_the_palest_or_darkest_of_two_by_two)
{
    uint8_t from[PIXELS], to[PIXELS];
    fill_middle(from, 0, 11);
    for (int thick = 0; thick < 2; thick++) {
        change_one(to, from, (Change){"", thick ? THICKER : THINNER, 0}, 0);
        for (int p = 0; p < PIXELS; p++) {
            int expected = thick ? 0 : 255;
            for (int k = 0; k < 4; k++) {
                int i = p / SIDE + k / 2, j = p % SIDE + k % 2;
                int ink = i < SIDE && j < SIDE ? from[i * SIDE + j] : 0;
                if (thick ? ink > expected : ink < expected)
                    expected = ink;
            }
            expect_number(to[p], expected, 0);
        }
    }
}

Test(change_digits, adds_other_normal_noise_to_each_digit)
{
    enum { COUNT = 20, ALL = COUNT * PIXELS };
    Digits d = sparse_digits(COUNT, 20), noisy = sparse_digits(COUNT, 20);
    memset(d.pixels, 128, ALL);
    change_digits(noisy, d, (Change){"", NOISY, 0.1}, 0);
    double sum = 0, squares = 0;
    int beyond = 0;
    for (int i = 0; i < ALL; i++) {
        double noise = noisy.pixels[i] - 128;
        sum += noise;
        squares += noise * noise;
        beyond += fabs(noise) > 2 * 25.5;
    }
    expect_number(sum / ALL, 0, 5 * 25.5 / sqrt(ALL));
    expect_number(squares / ALL, 650.25, 5 * 650 * sqrt(2.0 / ALL));
    expect_number(beyond / (double)ALL, 0.0455, 0.01); // as normal numbers are
    cr_assert(memcmp(noisy.pixels, noisy.pixels + PIXELS, PIXELS) != 0,
              "two digits have the same noise");
    memset(d.pixels, 0, ALL); // no ink below 0
    change_digits(noisy, d, (Change){"", NOISY, 0.1}, 0);
    int blank = 0;
    for (int i = 0; i < ALL; i++)
        blank += noisy.pixels[i] == 0;
    expect_number(blank / (double)ALL, 0.5, 0.03);
    digits_free(&d);
    digits_free(&noisy);
}

Test(change_digits, gives_each_1_the_same_upstroke)
{
    uint8_t one[PIXELS], expected[PIXELS], to[PIXELS];
    fill_one(one);
    memcpy(expected, one, PIXELS);
    add_upstroke(expected, acos(-1) / 4, 0.4);
    for (uint8_t label = 0; label < 10; label++) {
        uint8_t copied;
        change_digits((Digits){1, to, &copied}, (Digits){1, one, &label},
                      (Change){"", UPSTROKE, 0.4}, 0);
        expect_picture(to, label == 1 ? expected : one, 0);
    }
}

Test(changed_accuracy, is_the_mean_over_the_ways)
{
    enum { COUNT = 24 };
    Digits d = sparse_digits(COUNT, 20), changed = sparse_digits(COUNT, 20);
    Network net = random_network(d, 4, 255);
    expect_number(changed_accuracy(&net, d, 255, (Change){"", NONE, 0}),
                  network_score(&net, d, 255).accuracy, 1e-9);
    Change c = {"", MOVED, 5};
    double sum = 0, least = 100, most = 0;
    for (int way = 0; way < 4; way++) {
        change_digits(changed, d, c, way);
        double right = network_score(&net, changed, 255).accuracy;
        sum += right;
        least = fmin(least, right);
        most = fmax(most, right);
    }
    cr_assert(least < most, "all ways are alike, so this test says nothing");
    expect_number(changed_accuracy(&net, d, 255, c), sum / 4, 1e-9);
    network_free(&net);
    digits_free(&d);
    digits_free(&changed);
}
