#include <math.h>
#include <stdio.h>
#include <string.h>

#include "21_your_picture/measure.h"
#include "21_your_picture/your_picture.h"
#include "common/ground/memory.h"

enum { CHANNELS = 3 };

uint8_t *pixel_at(Picture p, int x, int y)
{
    return p.rgb + CHANNELS * (y * p.width + x);
}

Picture white_paper(void)
{
    Picture p = {SIDE, SIDE, allocate(CHANNELS * SIDE * SIDE)};
    memset(p.rgb, PAPER_GRAY, CHANNELS * SIDE * SIDE);
    return p;
}

void dot(Picture p, int x, int y, int size)
{
    for (int v = y; v < y + size; v++)
        for (int u = x; u < x + size; u++)
            if (u >= 0 && v >= 0 && u < SIDE && v < SIDE)
                memset(pixel_at(p, u, v), 0, CHANNELS);
}

// The ink of pixel (x, y) of a digit, none outside of it.
static double ink_of(const uint8_t *digit, int x, int y)
{
    bool inside = x >= 0 && y >= 0 && x < DIGIT_SIDE && y < DIGIT_SIDE;
    return inside ? digit[y * DIGIT_SIDE + x] : 0;
}

// Whether a point of the large picture is inked: half of the ink between the four
// nearest pixels' centers.
static bool is_inked(const uint8_t *digit, int x, int y)
{
    double across = (x + 0.5) / STEP - 0.5, down = (y + 0.5) / STEP - 0.5;
    int u = (int)floor(across), v = (int)floor(down);
    double a = across - u, b = down - v;
    double top = (1 - a) * ink_of(digit, u, v) + a * ink_of(digit, u + 1, v);
    double bottom =
        (1 - a) * ink_of(digit, u, v + 1) + a * ink_of(digit, u + 1, v + 1);
    return (1 - b) * top + b * bottom > PAPER_GRAY / 2.0;
}

// Whether a pixel may go in one of the two rounds of thinning (Zhang & Suen 1984,
// "A fast parallel algorithm for thinning digital patterns").
static bool may_go(bool ink[SIDE][SIDE], int x, int y, int round)
{
    static const int way[8][2] = {{0, -1}, {1, -1}, {1, 0},  {1, 1},
                                  {0, 1},  {-1, 1}, {-1, 0}, {-1, -1}};
    bool p[8]; // its neighbors from above on, clockwise
    int neighbors = 0, beginnings = 0;
    for (int i = 0; i < 8; i++) {
        p[i] = ink[y + way[i][1]][x + way[i][0]];
        neighbors += p[i];
    }
    for (int i = 0; i < 8; i++)
        beginnings += !p[i] && p[(i + 1) % 8];
    bool open = round == 0 ? !(p[0] && p[2] && p[4]) && !(p[2] && p[4] && p[6])
                           : !(p[0] && p[2] && p[6]) && !(p[0] && p[4] && p[6]);
    return ink[y][x] && neighbors >= 2 && neighbors <= 6 && beginnings == 1 &&
           open;
}

// Returns how many pixels went.
static int thin_round(bool ink[SIDE][SIDE], int round)
{
    static bool goes[SIDE][SIDE];
    int gone = 0;
    for (int y = 1; y < SIDE - 1; y++)
        for (int x = 1; x < SIDE - 1; x++) {
            goes[y][x] = may_go(ink, x, y, round);
            gone += goes[y][x];
        }
    for (int y = 1; y < SIDE - 1; y++)
        for (int x = 1; x < SIDE - 1; x++)
            ink[y][x] = ink[y][x] && !goes[y][x];
    return gone;
}

static void fill_inked(bool ink[SIDE][SIDE], const uint8_t *digit)
{
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
            ink[y][x] = is_inked(digit, x, y);
}

void middle_of_strokes(bool ink[SIDE][SIDE], const uint8_t *digit)
{
    fill_inked(ink, digit);
    while (thin_round(ink, 0) + thin_round(ink, 1) > 0)
        continue;
}

Picture written_digit(const uint8_t *digit, bool thin)
{
    static bool ink[SIDE][SIDE];
    Picture p = white_paper();
    (thin ? middle_of_strokes : fill_inked)(ink, digit);
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
            if (ink[y][x])
                dot(p, x, y, thin ? 2 : 1);
    return p;
}

// A digit of MNIST as ink from 0 to 1.
static Sheet ink_of_pixels(const uint8_t *digit)
{
    Sheet ink = sheet_new(DIGIT_SIDE, DIGIT_SIDE);
    for (int i = 0; i < PIXELS; i++)
        ink.at[i] = digit[i] / (double)PAPER_GRAY;
    return ink;
}

void show_strokes(Digits digits)
{
    double sum = 0, squares = 0;
    for (int i = 0; i < digits.count; i++) {
        Sheet ink = ink_of_pixels(digit_pixels(digits, i));
        double share = 100 * stroke_share(ink);
        sum += share;
        squares += share * share;
        sheet_free(&ink);
    }
    double mean = sum / digits.count;
    printf("Strokes of %d digits: %.1f %% of the longer side, standard "
           "deviation %.1f.\n\n",
           digits.count, mean, sqrt(squares / digits.count - mean * mean));
}
