/*
## The field

What is left is what MNIST's makers wrote (LeCun, Bottou, Bengio & Haffner 1998, section
III.A): the digit is scaled, its proportions kept, to fit a box of 20 × 20 pixels,
and put into a field of 28 × 28 so that its center of mass, not its middle, is at the
center. In scaling, a new pixel is the mean of what it covers, parts of pixels by their
area.
*/
#include "21_your_picture/your_picture.h"

#include <math.h>
#include <string.h>

enum { BOX = 20, WHITE = 255, MAX_FRAMES = 4 };

Box ink_box(Sheet ink)
{
    int left = ink.width, right = -1, top = ink.height, bottom = -1;
    for (int y = 0; y < ink.height; y++)
        for (int x = 0; x < ink.width; x++)
            if (*spot(ink, x, y) > 0) {
                left = min(left, x);
                right = max(right, x);
                top = min(top, y);
                bottom = max(bottom, y);
            }
    return (Box){left, top, right - left + 1, bottom - top + 1};
}

// How much of the unit from i to i + 1 lies between two numbers.
static double overlap(int i, double from, double to)
{
    return fmin(i + 1, to) - fmax(i, from);
}

double mean_ink(Sheet ink, double left, double right, double top, double bottom)
{
    double sum = 0;
    for (int y = max((int)floor(top), 0); y < fmin(bottom, ink.height); y++)
        for (int x = max((int)floor(left), 0); x < fmin(right, ink.width); x++)
            sum += overlap(x, left, right) * overlap(y, top, bottom) *
                   *spot(ink, x, y);
    return sum / ((right - left) * (bottom - top));
}

// A digit cut out and scaled, not yet placed.
typedef struct {
    int width, height;
    double ink[BOX][BOX]; // ink[y][x]
} Glyph;

// One side of a glyph.
static int scaled(int side, int longer)
{
    return max((side * BOX + longer / 2) / longer, 1);
}

// Where part i of `parts` equal ones begins. The last one ends exactly at
// first + size: the product is exact, and so is then the quotient.
static double border(int first, int size, int i, int parts)
{
    return first + (double)size * i / parts;
}

static Glyph cut_out(Sheet ink)
{
    Box b = ink_box(ink);
    int longer = max(b.width, b.height);
    Glyph g = {.width = scaled(b.width, longer),
               .height = scaled(b.height, longer)};
    for (int y = 0; y < g.height; y++)
        for (int x = 0; x < g.width; x++)
            g.ink[y][x] = mean_ink(ink, border(b.left, b.width, x, g.width),
                                   border(b.left, b.width, x + 1, g.width),
                                   border(b.top, b.height, y, g.height),
                                   border(b.top, b.height, y + 1, g.height));
    return g;
}

// The first row or column of the field for a glyph of this size, so that its
// center of mass comes nearest to pixel 14, as in MNIST, and it stays inside.
static int placed(double center, int size)
{
    int first = (int)floor(DIGIT_SIDE / 2 - center + 0.5);
    return max(min(first, DIGIT_SIDE - size), 0);
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

void digit_from_ink(uint8_t pixels[PIXELS], Sheet ink)
{
    Glyph g = cut_out(ink);
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

/*
## All of it

And to see each step, it is drawn in a field of 28 × 28 as well.
*/
static void show(uint8_t step[PIXELS], Sheet ink)
{
    double side = (double)max(ink.width, ink.height) / DIGIT_SIDE;
    for (int y = 0; y < DIGIT_SIDE; y++)
        for (int x = 0; x < DIGIT_SIDE; x++) {
            double left = (ink.width - DIGIT_SIDE * side) / 2 + x * side;
            double top = (ink.height - DIGIT_SIDE * side) / 2 + y * side;
            step[y * DIGIT_SIDE + x] =
                (uint8_t)(WHITE * mean_ink(ink, left, left + side, top,
                                           top + side) +
                          0.5);
        }
}

// Digits are taken from right to left, so that the steps are those of the first.
static void take_digits(FoundDigits *found, Sheet ink, const Parts *parts)
{
    for (int digit = found->count - 1; digit >= 0; digit--) {
        Sheet one = ink_of_digit(ink, parts, digit);
        Sheet usual = with_usual_strokes(one);
        show(found->steps[STEP_PARTS], one);
        show(found->steps[STEP_STROKES], usual);
        digit_from_ink(found->pixels[digit], usual);
        sheet_free(&one);
        sheet_free(&usual);
    }
}

// Where a frame has nothing in it, it is the digit.
static void look(FoundDigits *found, Picture p, int frames)
{
    Picture small;
    Box inside;
    Sheet ink = ink_of_picture(&small, p);
    Parts parts = parts_find(ink);
    found->count = 0;
    if (frames > 0 && find_frame(&inside, &parts, ink)) {
        Picture part = picture_cropped(small, inside);
        look(found, part, frames - 1);
        picture_free(&part);
    }
    if (found->count == 0) {
        found->count = group_parts(&parts);
        show(found->steps[STEP_INK], ink);
        take_digits(found, ink, &parts);
    }
    parts_free(&parts);
    picture_free(&small);
    sheet_free(&ink);
}

void picture_to_digits(FoundDigits *found, Picture p)
{
    look(found, p, MAX_FRAMES);
}
