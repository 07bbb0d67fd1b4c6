#include "common/files/picture.h"

#include <math.h>
#include <png.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/files/input.h"
#include "common/ground/fail.h"
#include "common/ground/memory.h"

#define WANTED "a PNG or PGM picture of one digit"

enum {
    MAX_SIDE = 10000,
    WHITE = 255,
    GRAYS = WHITE + 1,
    BOX = 20 // the longer side of a digit
};

// ------------------------------------------------------------------ reading

static Picture new_picture(uint32_t width, uint32_t height, const char *path)
{
    if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE)
        fail("%s: has %u x %u pixels; 1 x 1 to %d x %d are possible", path,
             width, height, MAX_SIDE, MAX_SIDE);
    return (Picture){(int)width, (int)height, allocate((size_t)width * height)};
}

static Picture read_png(Bytes file, const char *path)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    png_color paper = {WHITE, WHITE, WHITE};
    if (!png_image_begin_read_from_memory(&image, file.data, file.size))
        fail("%s: is a corrupt PNG (%s); save it again", path, image.message);
    Picture p = new_picture(image.width, image.height, path);
    image.format = PNG_FORMAT_GRAY;
    if (!png_image_finish_read(&image, &paper, p.gray, 0, NULL))
        fail("%s: is a corrupt PNG (%s); save it again", path, image.message);
    return p;
}

// Where in a PGM the reading is.
typedef struct {
    const uint8_t *start, *next, *end;
    const char *path;
} Cursor;

static bool is_space(int c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

// The next byte, or EOF; a comment counts as the end of its line.
static int next_byte(Cursor *c)
{
    int byte = c->next < c->end ? *c->next++ : EOF;
    if (byte == '#')
        while (byte != '\n' && byte != '\r' && byte != EOF)
            byte = c->next < c->end ? *c->next++ : EOF;
    return byte;
}

// The next number in ASCII; takes the one blank behind it, too.
static uint32_t next_number(Cursor *c, uint32_t most)
{
    int byte = next_byte(c);
    while (is_space(byte))
        byte = next_byte(c);
    if (byte == EOF)
        fail("%s: is a truncated PGM; save it again", c->path);
    uint32_t number = 0;
    for (; is_digit(byte) && number <= most; byte = next_byte(c))
        number = number * 10 + (uint32_t)(byte - '0');
    if (number > most || !(is_space(byte) || byte == EOF))
        fail("%s: is a corrupt PGM: something else than a number from 0 to %u "
             "is before byte %td; save it again",
             c->path, most, c->next - c->start);
    return number;
}

// The next number as one byte or, where the numbers go that far, as two.
static uint32_t next_binary(Cursor *c, uint32_t most)
{
    int bytes = most < GRAYS ? 1 : 2;
    if (c->end - c->next < bytes)
        fail("%s: is a truncated PGM; save it again", c->path);
    uint32_t number = *c->next++;
    if (bytes == 2)
        number = number << 8 | *c->next++;
    if (number > most)
        fail("%s: is a corrupt PGM: it has a gray of %u, but says that %u is "
             "white; save it again",
             c->path, number, most);
    return number;
}

// Reads a PGM whose first two bytes were P2 (plain) or P5 (binary).
static Picture read_pgm(Bytes file, const char *path)
{
    Cursor c = {file.data, file.data + 2, file.data + file.size, path};
    uint32_t width = next_number(&c, MAX_SIDE);
    uint32_t height = next_number(&c, MAX_SIDE);
    Picture p = new_picture(width, height, path);
    uint32_t white = next_number(&c, UINT16_MAX);
    if (white == 0)
        fail("%s: is a corrupt PGM: it says that 0 is white; save it again",
             path);
    for (size_t i = 0; i < (size_t)width * height; i++) {
        uint32_t gray = file.data[1] == '2' ? next_number(&c, white)
                                            : next_binary(&c, white);
        p.gray[i] = (uint8_t)((gray * WHITE + white / 2) / white);
    }
    return p;
}

static bool begins_with(Bytes file, const char *start)
{
    size_t length = strlen(start);
    return file.size >= length && memcmp(file.data, start, length) == 0;
}

static bool is_pgm(Bytes file)
{
    return (begins_with(file, "P2") || begins_with(file, "P5")) &&
           file.size > 2 && (is_space(file.data[2]) || file.data[2] == '#');
}

static void expect_ink(Picture p, const char *path)
{
    for (size_t i = 1; i < (size_t)p.width * (size_t)p.height; i++)
        if (p.gray[i] != p.gray[0])
            return;
    fail("%s: is blank: all of it has one gray; name " WANTED, path);
}

Picture picture_read(const char *path)
{
    Bytes file = input_read(path, WANTED);
    Picture p;
    if (begins_with(file, "\x89PNG"))
        p = read_png(file, path);
    else if (is_pgm(file))
        p = read_pgm(file, path);
    else
        fail("%s: is neither a PNG nor a PGM; save it as one of them", path);
    bytes_free(&file);
    expect_ink(p, path);
    return p;
}

void picture_free(Picture *p)
{
    free(p->gray);
    *p = (Picture){0, 0, NULL};
}

// ------------------------------------------------------------ paper and ink

static int gray_at(Picture p, int x, int y)
{
    return p.gray[(size_t)y * (size_t)p.width + (size_t)x];
}

// The level that a share of the counted pixels does not exceed.
static int quantile(const int counts[GRAYS], double share)
{
    double total = 0, sum = 0;
    for (int level = 0; level < GRAYS; level++)
        total += counts[level];
    for (int level = 0; level < GRAYS; level++)
        if ((sum += counts[level]) >= share * total)
            return level;
    return WHITE;
}

// Counts the grays on the border, where a digit seldom is.
static void count_border(int counts[GRAYS], Picture p)
{
    for (int y = 0; y < p.height; y++)
        for (int x = 0; x < p.width; x++)
            if (x == 0 || y == 0 || x == p.width - 1 || y == p.height - 1)
                counts[gray_at(p, x, y)]++;
}

// What is no farther from the paper than this is noise. Nine tenths of the
// border differ by a quarter of it: of normal noise, whose nine tenths lie
// within 1.6 standard deviations, not one pixel in a billion goes beyond. It
// is at most a quarter of the full ink, for a digit may touch the border.
static double noise_level(const int border[GRAYS], int paper, int full)
{
    int distances[GRAYS] = {0};
    for (int gray = 0; gray < GRAYS; gray++)
        distances[abs(gray - paper)] += border[gray];
    return fmin(4 * quantile(distances, 0.9), full / 4.0);
}

// How much ink each gray is: 0 for paper, which is the median of the border,
// to 1 for what is farthest from it, be that darker or lighter.
typedef struct {
    double of[GRAYS];
} Ink;

static Ink find_ink(Picture p)
{
    int border[GRAYS] = {0}, darkest = WHITE, lightest = 0;
    count_border(border, p);
    int paper = quantile(border, 0.5);
    for (int y = 0; y < p.height; y++)
        for (int x = 0; x < p.width; x++) {
            int gray = gray_at(p, x, y);
            darkest = gray < darkest ? gray : darkest;
            lightest = gray > lightest ? gray : lightest;
        }
    int farthest = lightest - paper > paper - darkest ? lightest : darkest;
    int full = abs(farthest - paper), sign = farthest > paper ? 1 : -1;
    double noise = noise_level(border, paper, full);
    Ink ink = {{0}};
    for (int gray = 0; gray < GRAYS; gray++)
        if (sign * (gray - paper) > noise)
            ink.of[gray] = (double)(sign * (gray - paper)) / full;
    return ink;
}

// -------------------------------------------------------- size and position

typedef struct {
    int left, top, width, height;
} Box;

// The smallest box around the ink.
static Box find_box(Picture p, const Ink *ink)
{
    int left = p.width, right = -1, top = p.height, bottom = -1;
    for (int y = 0; y < p.height; y++)
        for (int x = 0; x < p.width; x++)
            if (ink->of[gray_at(p, x, y)] > 0) {
                left = x < left ? x : left;
                right = x > right ? x : right;
                top = y < top ? y : top;
                bottom = y;
            }
    if (right < 0)
        fail_bug("picture_to_digit: the picture is blank");
    return (Box){left, top, right - left + 1, bottom - top + 1};
}

// How much of the unit from i to i + 1 lies between two numbers.
static double overlap(int i, double from, double to)
{
    return fmin(i + 1, to) - fmax(i, from);
}

// The mean ink in a rectangle, which may cut through pixels.
static double mean_ink(Picture p, const Ink *ink, double left, double right,
                       double top, double bottom)
{
    double sum = 0;
    for (int y = (int)top; y < bottom; y++)
        for (int x = (int)left; x < right; x++)
            sum += overlap(x, left, right) * overlap(y, top, bottom) *
                   ink->of[gray_at(p, x, y)];
    return sum / ((right - left) * (bottom - top));
}

// A digit cut out and scaled, not yet placed.
typedef struct {
    int width, height;
    double ink[BOX][BOX]; // ink[y][x]
} Glyph;

// The side of the glyph for one side of the box.
static int scaled(int side, int longer)
{
    int size = (side * BOX + longer / 2) / longer;
    return size > 0 ? size : 1;
}

// Where part i of `parts` equal ones begins. The last one ends exactly at
// first + size: the product is exact, and so is then the quotient.
static double edge(int first, int size, int i, int parts)
{
    return first + (double)size * i / parts;
}

static Glyph cut_out(Picture p, const Ink *ink)
{
    Box box = find_box(p, ink);
    int longer = box.width > box.height ? box.width : box.height;
    Glyph g = {.width = scaled(box.width, longer),
               .height = scaled(box.height, longer)};
    for (int y = 0; y < g.height; y++)
        for (int x = 0; x < g.width; x++)
            g.ink[y][x] =
                mean_ink(p, ink, edge(box.left, box.width, x, g.width),
                         edge(box.left, box.width, x + 1, g.width),
                         edge(box.top, box.height, y, g.height),
                         edge(box.top, box.height, y + 1, g.height));
    return g;
}

// The first row or column of the field for a glyph of this size, so that its
// center of mass comes nearest to pixel 14, as in MNIST, and it stays inside.
static int placed(double center, int size)
{
    int first = (int)floor(DIGIT_SIDE / 2 - center + 0.5);
    int last = DIGIT_SIDE - size;
    return first < 0 ? 0 : first > last ? last : first;
}

// Draws the glyph into the empty field, its darkest point as 255.
static void draw(uint8_t pixels[PIXELS], const Glyph *g, int left, int top)
{
    double most = 0;
    for (int y = 0; y < g->height; y++)
        for (int x = 0; x < g->width; x++)
            most = fmax(most, g->ink[y][x]);
    for (int y = 0; y < g->height; y++)
        for (int x = 0; x < g->width; x++)
            pixels[(top + y) * DIGIT_SIDE + left + x] =
                (uint8_t)(WHITE * g->ink[y][x] / most + 0.5);
}

void picture_to_digit(uint8_t pixels[PIXELS], Picture p)
{
    Ink ink = find_ink(p);
    Glyph g = cut_out(p, &ink);
    double mass = 0, x_sum = 0, y_sum = 0;
    for (int y = 0; y < g.height; y++)
        for (int x = 0; x < g.width; x++) {
            mass += g.ink[y][x];
            x_sum += x * g.ink[y][x];
            y_sum += y * g.ink[y][x];
        }
    memset(pixels, 0, PIXELS);
    draw(pixels, &g, placed(x_sum / mass, g.width),
         placed(y_sum / mass, g.height));
}
