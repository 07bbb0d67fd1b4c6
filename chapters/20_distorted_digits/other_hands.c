/*
## Other hands

MNIST's digits were written by high-school students in the United States and by employees of its
Census Bureau. They write a 1 as one stroke. In many other countries it has two: an **upstroke**
first, up to the tip, and then the stem. A network that has not learned this takes many such 1s for
7s, and no turning or bending draws a stroke that is missing. So one in five of the 1s is given one:

- It begins at the tip: at the topmost row that has dark ink, in the middle of it.
- From there it goes down to the left, by 30 to 70 degrees below the horizontal, and is 0.2 to
  0.65 times as long as the 1 is high.
- Its pen is that of the stem. All of the ink of a 1, divided by its height, is about how wide
  its stroke is; half of that is the radius ρ of the pen.

Now a pixel at P has ink if it lies within ρ of the straight piece from A to B. How far is it
away? The places of that piece are A + t (B − A) with t from 0 to 1. Let u · v be the **dot product**
of two arrows, the sum of the products of their components; an arrow's with itself is the square of
its length. The square of the distance from P, $`|P - A - t (B - A)|^2`$, is smallest where its
derivative by t is 0, that is where −2 (B − A) · (P − A − t (B − A)) = 0, so at

```math
t = \frac{(P - A) \cdot (B - A)}{(B - A) \cdot (B - A)}
```

If t is below 0 the nearest place is A, if over 1 it is B. By hand: from A = (0, 0) to B = (4, 0)
and P = (1, 2), t = 4 / 16 = ¼, the nearest place is (1, 0), and the distance is 2. Let d be the
distance of a pixel's center. If d is below ρ − ½, the pixel lies wholly inside and has ink 1; if it
is above ρ + ½, it lies outside and has 0. In between the edge cuts it, and its ink is about ρ + ½ − d.

At last the digit is moved, by whole pixels, so that its center of mass is where it was: MNIST's
makers put that in the middle of each picture, and would have done so with this one.

This distortion is for one label only, which is dangerous: a network could learn to tell 1s by the
way in which they are distorted (exercise 5). Here it may. Nobody writes this stroke on a 2, and
the bar of a 7 is flat, where an upstroke is steep: hence not less than 30 degrees.
*/
#include "20_distorted_digits/distorted_digits.h"

#include <math.h>
#include <string.h>

double distance_to_piece(double x, double y, Piece p)
{
    double across = p.x1 - p.x0, down = p.y1 - p.y0;
    double squared = across * across + down * down;
    double t =
        squared > 0 ? ((x - p.x0) * across + (y - p.y0) * down) / squared : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    double right = x - p.x0 - t * across, below = y - p.y0 - t * down;
    return sqrt(right * right + below * below);
}

// Where the dark ink of a 1 begins and ends, and how wide its stroke is.
typedef struct {
    double tip, top, height, width;
} Stem;

static bool find_stem(Stem *s, const uint8_t *pixels)
{
    int first = -1, last = -1;
    double ink = 0;
    for (int i = 0; i < DIGIT_SIDE; i++) {
        int dark = 0, places = 0;
        for (int j = 0; j < DIGIT_SIDE; j++) {
            int pixel = pixels[i * DIGIT_SIDE + j];
            ink += pixel / 255.0;
            dark += pixel > 127 ? pixel : 0;
            places += pixel > 127 ? pixel * j : 0;
        }
        if (dark == 0)
            continue;
        last = i;
        if (first < 0) {
            first = i;
            s->tip = (double)places / dark;
        }
    }
    s->top = first;
    s->height = last - first + 1;
    s->width = ink / s->height;
    return first >= 0;
}

// The ink of a pixel has the most that any stroke gives it.
static void draw_piece(uint8_t *pixels, Piece p, double radius)
{
    for (int i = 0; i < DIGIT_SIDE; i++)
        for (int j = 0; j < DIGIT_SIDE; j++) {
            double inside = radius + 0.5 - distance_to_piece(j, i, p);
            uint8_t ink = (uint8_t)(255 * fmin(fmax(inside, 0), 1) + 0.5);
            uint8_t *pixel = &pixels[i * DIGIT_SIDE + j];
            *pixel = ink > *pixel ? ink : *pixel;
        }
}

static void center_of_mass(double *x, double *y, const uint8_t *pixels)
{
    double ink = 0;
    *x = *y = 0;
    for (int p = 0; p < PIXELS; p++) {
        ink += pixels[p];
        *x += pixels[p] * (p % DIGIT_SIDE);
        *y += pixels[p] * (p / DIGIT_SIDE);
    }
    *x /= ink;
    *y /= ink;
}

// Each pixel takes its ink from so many to the right of it and below.
static void move_pixels(uint8_t *pixels, double right, double below)
{
    uint8_t old[PIXELS];
    Field field;
    memcpy(old, pixels, PIXELS);
    fill_affine(&field, (Affine){1, 0, 0, 1, (float)right, (float)below});
    move_ink(pixels, old, &field);
}

void add_upstroke(uint8_t *pixels, double angle, double length)
{
    Stem s;
    double x, y, new_x, new_y;
    if (!find_stem(&s, pixels))
        return;
    center_of_mass(&x, &y, pixels);
    double radius = s.width / 2, top = s.top + radius;
    Piece up = {s.tip, top, s.tip - length * s.height * cos(angle),
                top + length * s.height * sin(angle)};
    draw_piece(pixels, up, radius);
    center_of_mass(&new_x, &new_y, pixels);
    move_pixels(pixels, round(new_x - x), round(new_y - y));
}

void write_in_another_hand(uint8_t *pixels, int label, double upstroke,
                           Random r)
{
    double chance = random_uniform(&r);
    double angle = 30 + 40 * random_uniform(&r); // degrees
    double length = 0.2 + 0.45 * random_uniform(&r);
    if (label == 1 && chance < upstroke)
        add_upstroke(pixels, angle * 3.14159265358979323846 / 180, length);
}
