/*
## Step 5: how wide a stroke

A thin pen's digit needs thicker strokes. Why not scale it first, and thicken it then? Because
it would no longer fit. MNIST's pens were thick for the size of the digits: in the box of 20
pixels a stroke is about 2.9 wide. The box goes around the ink, so the middle line of such a
stroke stays half a stroke inside it on each side: a 0 of a pen of 2.9 has a middle line 20 −
2.9 = 17.1 high. With a pen of 0.3 the middle line is 19.7 high. Give it a stroke of 2.9
afterwards, and the digit is 19.7 + 2.9 = 22.6 high, too large for the box. So strokes must get
MNIST's width before the scaling, and the digit grow with them.

How wide are they? Inside a straight stroke of width w the distance to the nearest paper goes
from 0 at one side to w/2 in the middle and back to 0. Its mean is w/4, wherever the stroke
leads. So **the width is four times the mean distance**. By hand: across a stroke 4 pixels wide
the centers of its pixels are 0.5, 1.5, 1.5 and 0.5 away from paper, 1 on average, and 4 · 1 =
4. (For a width of 3 it gives 3.33. The code measures a digit of 160 pixels, where that hardly
counts.)

Let ρ be what is added on each side. Then the stroke is w + 2ρ wide, and the digit, ℓ before, is
ℓ + 2ρ long, since it grows on all sides as well. The share that we want is r.

1. (w + 2ρ) / (ℓ + 2ρ) = r
2. w + 2ρ = r ℓ + 2ρ r
3. 2ρ (1 − r) = r ℓ − w
4. ρ = (r ℓ − w) / (2 (1 − r))

By hand: a digit 100 pixels high, drawn with a pen of 4, has strokes of 4 % of it. For 13 %
it needs ρ = (13 − 4) / (2 · 0.87) = 5.2 on each side: strokes of 14.3 on a digit of 110.3.

@picture strokes

<details><summary>The code: distances, by Pythagoras</summary>

The nearest paper of a pixel may lie in any direction. First look up and down alone, which
takes two walks along each column. Then the nearest of all is among the columns k to the
left and right: the least of k² + (what column k found)². No column farther away than the
best so far can improve on it.
*/
#include <math.h>
#include <string.h>

#include "21_your_picture/your_picture.h"

enum {
    FINE = 160,        // the longer side of a digit whose strokes are measured
    AROUND = FINE / 10 // no stroke grows by more
};

// Of each pixel of column x whose ink is over the level, or is not, the distance
// to the nearest in the column of which that is not true, or `far`.
static void walk_column(Sheet d, Sheet ink, int x, double level, bool over,
                        double far)
{
    double run = far;
    for (int y = 0; y < ink.height; y++) {
        run = (*spot(ink, x, y) > level) == over ? run + 1 : 0;
        *spot(d, x, y) = fmin(run, far);
    }
    run = far;
    for (int y = ink.height - 1; y >= 0; y--) {
        run = *spot(d, x, y) > 0 ? run + 1 : 0;
        *spot(d, x, y) = fmin(*spot(d, x, y), run);
    }
}

static double nearest_squared(const double *row, int width, int x)
{
    double best = HUGE_VAL;
    for (int k = 0; k * k < best; k++) {
        double left = x - k >= 0 ? row[x - k] : HUGE_VAL;
        double right = x + k < width ? row[x + k] : HUGE_VAL;
        double nearer = fmin(left, right);
        best = fmin(best, k * k + nearer * nearer);
    }
    return best;
}

static void distances(Sheet d, Sheet ink, double level, bool over, double far)
{
    Sheet in_column = sheet_new(ink.width, ink.height);
    for (int x = 0; x < ink.width; x++)
        walk_column(in_column, ink, x, level, over, far);
    for (int y = 0; y < ink.height; y++)
        for (int x = 0; x < ink.width; x++)
            *spot(d, x, y) =
                sqrt(nearest_squared(spot(in_column, 0, y), ink.width, x));
    sheet_free(&in_column);
}

void distances_inside(Sheet d, Sheet ink, double level, double far)
{
    distances(d, ink, level, true, far);
}

void distances_outside(Sheet d, Sheet ink, double level, double far)
{
    distances(d, ink, level, false, far);
}

/*
</details>

These are distances from center to center of two pixels; the edge of the ink is half a
pixel nearer.
*/
double stroke_width(Sheet ink, double level)
{
    Sheet d = sheet_new(ink.width, ink.height);
    distances_inside(d, ink, level, FINE);
    double sum = 0;
    int count = 0;
    for (int i = 0; i < ink.width * ink.height; i++)
        if (ink.at[i] > level) {
            sum += d.at[i] - 0.5;
            count++;
        }
    sheet_free(&d);
    return 4 * sum / count;
}

double to_widen(double width, double side, double share)
{
    return (share * side - width) / (2 * (1 - share)); // line 4
}

/*
How wide may a stroke be? In digits of MNIST, measured in this way, it is 14.5 % of the longer
side, with a standard deviation of 3.5: people press differently, and the network knows that. So
not all strokes get one width: what is between 13 and 30 % stays as it is, to the last pixel. A
thinner stroke is widened to 13 %, just below the mean: all paper within ρ of it becomes ink. (A
third or so of MNIST's own are thinner still; but nobody knows whether yours is by a light hand
or by a thin pen.) A stroke wider than 30 %, as hardly any of MNIST's is, is given 30 %: there ρ
is negative, and a rim as wide as −ρ becomes paper. (But never more than w/4, the mean distance,
so that a core is left.)

<details><summary>The code: a magnifying glass, and where a stroke ends</summary>

A digit of 28 × 28 pixels, drawn with a line one pixel wide, has too few of them to measure
widths. So we look at any digit as if it were 160 pixels high or wide, with the bilinear
mean of chapter 20 between the pixels.
*/
static double ink_or_none(Sheet ink, int x, int y)
{
    bool inside = x >= 0 && y >= 0 && x < ink.width && y < ink.height;
    return inside ? *spot(ink, x, y) : 0;
}

static double ink_between(Sheet ink, double x, double y)
{
    int u = (int)floor(x), v = (int)floor(y);
    double a = x - u, b = y - v;
    return (1 - b) * ((1 - a) * ink_or_none(ink, u, v) +
                      a * ink_or_none(ink, u + 1, v)) +
           b * ((1 - a) * ink_or_none(ink, u, v + 1) +
                a * ink_or_none(ink, u + 1, v + 1));
}

static Sheet magnified(Sheet ink)
{
    Box b = ink_box(ink);
    double step = (double)max(b.width, b.height) / FINE;
    Sheet fine = sheet_new((int)(b.width / step + 0.5) + 2 * AROUND,
                           (int)(b.height / step + 0.5) + 2 * AROUND);
    for (int y = 0; y < fine.height; y++)
        for (int x = 0; x < fine.width; x++) {
            double left = b.left + (x - AROUND) * step;
            double top = b.top + (y - AROUND) * step;
            *spot(fine, x, y) =
                step > 1 ? mean_ink(ink, left, left + step, top, top + step)
                         : ink_between(ink, left + step / 2 - 0.5,
                                       top + step / 2 - 0.5);
        }
    return fine;
}

/*
Where does a stroke end? Half way between paper and ink; and if the ink is weak, as a
pencil's or that of a thin line smeared over two pixels, half way to what it has. That is
the mean of the ink in which each pixel has as much weight as it has ink, Σ s² / Σ s: the
paper's many zeros do not count.
*/
static double half_ink(Sheet ink)
{
    double sum = 0, squares = 0;
    for (int i = 0; i < ink.width * ink.height; i++) {
        sum += ink.at[i];
        squares += ink.at[i] * ink.at[i];
    }
    return 0.5 * squares / sum;
}

double stroke_share(Sheet ink)
{
    Sheet fine = magnified(ink);
    double width = stroke_width(fine, half_ink(fine));
    sheet_free(&fine);
    return width / FINE;
}

/*
</details>

<details><summary>The code: wider or narrower, <code>with_usual_strokes</code></summary>

On the last pixel the ink falls from 1 to 0.
*/
static const double least_stroke = 0.13, most_stroke = 0.3;

// By a number of pixels on each side, which may be negative.
static void widen(Sheet ink, double level, double by)
{
    Sheet inside = sheet_new(ink.width, ink.height);
    Sheet outside = sheet_new(ink.width, ink.height);
    distances_inside(inside, ink, level, FINE);
    distances_outside(outside, ink, level, AROUND);
    for (int i = 0; i < ink.width * ink.height; i++) {
        double deeper = fmax(inside.at[i] - 1, 0); // than the outermost pixel
        ink.at[i] = fmin(fmax(by + 1 + deeper - outside.at[i], 0), 1);
    }
    sheet_free(&inside);
    sheet_free(&outside);
}

Sheet with_usual_strokes(Sheet ink)
{
    Sheet fine = magnified(ink);
    double level = half_ink(fine), width = stroke_width(fine, level);
    double wider = fmax(to_widen(width, FINE, least_stroke), 0);
    double narrower = fmin(to_widen(width, FINE, most_stroke), 0);
    if (wider == narrower) { // both are 0
        sheet_free(&fine);
        fine = sheet_new(ink.width, ink.height);
        memcpy(fine.at, ink.at,
               (size_t)(ink.width * ink.height) * sizeof *ink.at);
    } else
        widen(fine, level, wider + fmax(narrower, -width / 4));
    return fine;
}

/*
</details>
*/
