#include "21_your_picture/measure.h"

#include <math.h>
#include <string.h>

#include "common/ground/memory.h"

enum { CHANNELS = 3, WHITE = 255 };

static uint8_t *pixel_at(Picture p, int x, int y)
{
    return p.rgb + CHANNELS * (y * p.width + x);
}

static Picture white_paper(void)
{
    Picture p = {SIDE, SIDE, allocate(CHANNELS * SIDE * SIDE)};
    memset(p.rgb, WHITE, CHANNELS * SIDE * SIDE);
    return p;
}

static void dot(Picture p, int x, int y, int size)
{
    for (int v = y; v < y + size; v++)
        for (int u = x; u < x + size; u++)
            if (u >= 0 && v >= 0 && u < SIDE && v < SIDE)
                memset(pixel_at(p, u, v), 0, CHANNELS);
}

// ---------------------------------------------------------------------- pens

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
    return (1 - b) * top + b * bottom > WHITE / 2.0;
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

// -------------------------------------------------------------------- damage

static int as_it_is(int gray, int x, int y, Random *r)
{
    (void)x, (void)y, (void)r;
    return gray;
}

static int side_light(int gray, int x, int y, Random *r)
{
    (void)y, (void)r;
    return gray * (40 + 60 * x / SIDE) / 100;
}

static int dark_corners(int gray, int x, int y, Random *r)
{
    (void)r;
    int u = 2 * x - SIDE, v = 2 * y - SIDE;
    return gray - gray * 3 * (u * u + v * v) / (10 * SIDE * SIDE);
}

static int shadow(int gray, int x, int y, Random *r)
{
    (void)r;
    return x + y > SIDE ? gray * 6 / 10 : gray;
}

static int noise(int gray, int x, int y, Random *r)
{
    (void)x, (void)y;
    return (int)(gray + 30 * random_normal(r));
}

// The gray of a line, or of what is darker.
static int line(int gray, int of_line)
{
    return gray < of_line ? gray : of_line;
}

static int ruled(int gray, int x, int y, Random *r)
{
    (void)x, (void)r;
    return y % 22 == 0 ? line(gray, 180) : gray;
}

static int squared(int gray, int x, int y, Random *r)
{
    (void)r;
    return x % 11 == 0 || y % 11 == 0 ? line(gray, 180) : gray;
}

static bool is_near_edge(int x, int y, int width)
{
    return x < width || y < width || x >= SIDE - width || y >= SIDE - width;
}

static int black_edge(int gray, int x, int y, Random *r)
{
    (void)r;
    return is_near_edge(x, y, 2) ? 0 : gray;
}

static int gray_edge(int gray, int x, int y, Random *r)
{
    (void)r;
    return is_near_edge(x, y, 8) ? line(gray, 128) : gray;
}

static int dust(int gray, int x, int y, Random *r)
{
    (void)r;
    return x == SIDE - 5 && y == 4 ? 60 : gray;
}

static int black_window(int gray, int x, int y, Random *r)
{
    (void)r;
    return x < 1 || y < 1 || x >= SIDE - 2 || y >= SIDE - 2 ? WHITE
                                                            : WHITE - gray;
}

const Damage damages[DAMAGES] = {
    {"none", as_it_is},
    {"light from the right", side_light},
    {"dark corners", dark_corners},
    {"a shadow", shadow},
    {"noise", noise},
    {"ruled paper", ruled},
    {"squared paper", squared},
    {"a black edge", black_edge},
    {"a gray edge", gray_edge},
    {"a speck of dust", dust},
    {"white on black, bits of white", black_window},
};

void damage_picture(Picture p, const Damage *damage, Random *r)
{
    for (int y = 0; y < p.height; y++)
        for (int x = 0; x < p.width; x++) {
            int gray = damage->gray(pixel_at(p, x, y)[0], x, y, r);
            gray = gray < 0 ? 0 : gray > WHITE ? WHITE : gray;
            memset(pixel_at(p, x, y), gray, CHANNELS);
        }
}

// ------------------------------------------------------------------ no digits

// A pen that turns at random, and back to the middle where it comes near an edge.
Picture scribble(Random *r)
{
    Picture p = white_paper();
    double x = SIDE / 2.0, y = SIDE / 2.0, turn = 0;
    double across = random_normal(r), down = random_normal(r);
    for (int i = 0; i < 4 * SIDE; i++) {
        bool near = is_near_edge((int)x, (int)y, SIDE / 6);
        turn = near ? 0 : 0.95 * turn + 0.02 * random_normal(r);
        double old = across;
        across += near ? 0.02 * (SIDE / 2.0 - x) : -turn * down;
        down += near ? 0.02 * (SIDE / 2.0 - y) : turn * old;
        double length = sqrt(across * across + down * down);
        across /= length;
        down /= length;
        x += across;
        y += down;
        dot(p, (int)x, (int)y, SIDE / 14);
    }
    return p;
}

Picture two_digits(const uint8_t *one, const uint8_t *other)
{
    Picture p = written_digit(one, false), q = written_digit(other, false);
    for (int y = 0; y < SIDE; y++)
        for (int x = SIDE / 4; x < SIDE; x++)
            if (pixel_at(q, x - SIDE / 4, y)[0] == 0)
                dot(p, x, y, 1);
    picture_free(&q);
    return p;
}

Picture empty_paper(Random *r)
{
    const Damage camera = {"noise", noise};
    Picture p = white_paper();
    memset(p.rgb, 150, CHANNELS * SIDE * SIDE);
    damage_picture(p, &camera, r);
    return p;
}
