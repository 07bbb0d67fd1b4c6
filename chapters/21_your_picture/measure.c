#include "21_your_picture/measure.h"

#include <math.h>
#include <string.h>

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
    return x < 1 || y < 1 || x >= SIDE - 2 || y >= SIDE - 2 ? PAPER_GRAY
                                                            : PAPER_GRAY - gray;
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
            gray = gray < 0 ? 0 : gray > PAPER_GRAY ? PAPER_GRAY : gray;
            memset(pixel_at(p, x, y), gray, 3);
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
    memset(p.rgb, 150, 3 * SIDE * SIDE);
    damage_picture(p, &camera, r);
    return p;
}
