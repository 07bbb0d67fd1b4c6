/*
# 20. Distorted digits

Chapter 16's network reads 98 of 100 test digits. Move them all by three pixels, and it
reads 61. Nobody told it that a digit stays the same digit when it is moved, turned a
little or drawn with a thicker pen; or that in many countries a 1 is written with an upstroke.
Nor could it find out from its 60,000 digits that they may be moved: all of those are in the
middle. How do we teach it?

| test digits that are read, in percent | chapter 16 | this chapter |
| --- | --- | --- |
| as they are | 97.91 | 99.50 |
| moved by 3 pixels | 60.74 | 98.96 |
| moved by 4 pixels | 35.21 | 97.83 |
| turned by 25 degrees | 83.67 | 98.11 |
| 0.7 times as large | 72.57 | 98.48 |
| with a pen a pixel thinner | 92.82 | 97.95 |
| 1s with an upstroke | 95.70 | 99.41 |

(Chapter 16's column is of the run of the [README](../../README.md).)

We know it, so let us say it, in the form of data: distort each digit at random, anew
in every epoch, and keep its label. The network then never sees the same picture
twice and has nothing to learn by heart. It keeps its size and its 355,110 parameters.

@picture

In the equation, pixel p of the new picture, counted from the middle, takes its ink q from
a place in the old one. M and t turn, stretch and move (line 8), u bends (line 11). The second
line of it is the ink between four pixels (lines 1 to 3).

## Where does the ink come from?

A distortion moves ink. We tell it backwards, and ask each pixel of the **new** picture:
from which place of the **old** one do you take your ink? That way every new pixel
gets exactly one answer. If we asked where the ink of an old pixel goes, some new pixels
would get none, and be holes, and others two.

All 784 places together are a **field** (in the code x[i][j], y[i][j] for the pixel of row
i and column j). A field that moves nothing has, at each pixel, the pixel's own place. The
places need not be whole numbers:

1. Let a place lie f pixels to the right of the middle of some pixel, and g below it,
   both from 0 up to 1. Let the ink of that pixel be a, of its right neighbor b, and
   of the two below them c and d.
2. Between a and b ink changes evenly: (1 − f) a + f b. Likewise between c and d.
3. And evenly from the upper pair to the lower:

```math
q = (1 - g) \left( (1 - f)\, a + f b \right) + g \left( (1 - f)\, c + f d \right)
```

4. The four weights (1 − f)(1 − g), f (1 − g), (1 − f) g and f g are not negative and
   their sum is 1. So q is between the palest and the darkest of the four.

By hand: f = ¼, g = ½ and ink a = 100, b = 200, c = d = 0 give ½ · 125 + ½ · 0 =
62.5. This is called **bilinear** interpolation. And let a stroke be one pixel wide, 0 100 0
in a row. To move it to the right by ¼, each pixel takes its ink from ¼ to its left, where
f = ¾: it becomes 0 75 25, and no ink is lost.

The code counts places in 256ths of a pixel, in whole numbers, so that all processors agree
to the last bit: `right` is 256 f, `left` 256 (1 − f), `lower` 256 g and `upper` 256 (1 − g).
Around the picture lies a border of blank pixels, and a place further out is
moved to the border.

<details><summary>The code: the four neighbors of a place in one word,
<code>pack_neighbors</code></summary>
*/
#include "20_distorted_digits/distorted_digits.h"

#include <string.h>

enum { PART = 256, BORDER = 2, PADDED = DIGIT_SIDE + 2 * BORDER };

static int clamped(int v, int least, int most)
{
    v = v < least ? least : v;
    return v > most ? most : v;
}

// Word 32 row + column has the ink around the place of that row and column, counted
// from the border's corner, a byte each. A place then needs one look into memory
// instead of four, and one instruction can look up eight or sixteen places.
static void pack_neighbors(uint32_t *four, const uint8_t *from)
{
    uint8_t ink[(PADDED + 1) * PADDED + 1] = {0};
    for (int i = 0; i < DIGIT_SIDE; i++)
        memcpy(ink + (i + BORDER) * PADDED + BORDER, from + i * DIGIT_SIDE,
               DIGIT_SIDE);
    for (int p = 0; p < PADDED * PADDED; p++)
        four[p] = (uint32_t)ink[p] | (uint32_t)ink[p + 1] << 8 |
                  (uint32_t)ink[p + PADDED] << 16 |
                  (uint32_t)ink[p + PADDED + 1] << 24;
}

/*
</details>
*/
void move_ink(uint8_t *to, const uint8_t *from, const Field *f)
{
    const int most = (DIGIT_SIDE + BORDER) * PART;
    uint32_t four[PADDED * PADDED];
    pack_neighbors(four, from);
    for (int i = 0; i < DIGIT_SIDE; i++) {
        uint8_t row[FIELD_ROW];
        for (int j = 0; j < FIELD_ROW; j++) {
            int x =
                clamped((int)((f->x[i][j] + BORDER) * PART + 0.5f), 0, most);
            int y =
                clamped((int)((f->y[i][j] + BORDER) * PART + 0.5f), 0, most);
            uint32_t ink = four[y / PART * PADDED + x / PART];
            int right = x % PART, left = PART - right; // line 1
            int lower = y % PART, upper = PART - lower;
            int top = left * (int)(ink & 255) + right * (int)(ink >> 8 & 255);
            int bottom =
                left * (int)(ink >> 16 & 255) + right * (int)(ink >> 24);
            int sum = upper * top + lower * bottom; // line 3
            row[j] = (uint8_t)((sum + PART * PART / 2) / (PART * PART));
        }
        memcpy(to + i * DIGIT_SIDE, row, DIGIT_SIDE);
    }
}

/*
## Turned, stretched, leaning, moved

Let a pixel be `across` columns to the right of the picture's middle, and `down` rows
below it.

5. Taking the ink from w · across, h · down makes the digit 1 / w times as wide
   and 1 / h times as high.
6. Taking it from w · across + s · down, h · down makes it lean besides.
7. Taking it from the place that is turned by an angle φ, (across cos φ − down sin φ,
   across sin φ + down cos φ), turns the digit the other way: as rows are counted
   downward, φ > 0 looks clockwise, and the digit turns counterclockwise.
8. One after the other, first line 6, then line 7, these are a product of two matrices
   (chapter 4), and so again one matrix, with which (across, down) is multiplied:

```math
M = \begin{pmatrix} \cos\varphi & -\sin\varphi \\ \sin\varphi & \cos\varphi \end{pmatrix}
    \begin{pmatrix} w & s \\ 0 & h \end{pmatrix}
  = \begin{pmatrix} w \cos\varphi & s \cos\varphi - h \sin\varphi \\
                    w \sin\varphi & s \sin\varphi + h \cos\varphi \end{pmatrix}
```

By hand: for φ = 90° and w = h = 1, s = 0, M has the rows 0 −1 and 1 0. A pixel 2.5 to the
right of the middle and 0.5 below it takes its ink from 0.5 to the left and 2.5 below.

Together with a shift t this is called an **affine** map: straight lines stay
straight. w, h, s, φ and the two numbers of t are drawn evenly between their limits.
*/
double uniform_around_0(Random *r, double most)
{
    return most * (2 * random_uniform(r) - 1);
}

Affine draw_affine(const Distortion *d, Random *r)
{
    double turn = uniform_around_0(r, d->turn) * 3.14159265358979323846 / 180;
    double width = 1 + uniform_around_0(r, d->scale);
    double height = 1 + uniform_around_0(r, d->scale);
    double lean = uniform_around_0(r, d->shear);
    double c = cos(turn), s = sin(turn);
    double x = uniform_around_0(r, d->shift), y = uniform_around_0(r, d->shift);
    return (Affine){(float)(c * width), (float)(c * lean - s * height),
                    (float)(s * width), (float)(s * lean + c * height),
                    (float)x,           (float)y}; // line 8
}

void fill_affine(Field *f, Affine map)
{
    const float middle = (DIGIT_SIDE - 1) / 2.0f;
    for (int i = 0; i < DIGIT_SIDE; i++)
        for (int j = 0; j < FIELD_ROW; j++) {
            float across = (float)j - middle, down = (float)i - middle;
            f->x[i][j] = middle + map.x + map.xx * across + map.xy * down;
            f->y[i][j] = middle + map.y + map.yx * across + map.yy * down;
        }
}
