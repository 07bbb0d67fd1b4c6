/*
# 21. From a picture to a digit

The network of chapter 16 reads 98 % of MNIST's test digits. Show it a photo of
a digit of your own, scaled to 28 × 28 pixels, and it guesses. It has learned
what digits look like after people at NIST and then LeCun and his colleagues
prepared them: light ink on black, no paper to be seen, in a box of 20 × 20
pixels, the center of mass in the middle, written with one kind of pen. A
network knows nothing of all this. It knows that in its 60,000 examples the
pixel in the corner was always 0.

So half of reading your digit is to make of your picture what MNIST's makers
would have made of it. There is nothing to learn in it, and a lot to see. Each
step answers one question:

1. Which color is paper, and how much **ink** is in a pixel?
2. Which light falls on the paper?
3. What is **faint**: noise, shadows, ruled lines?
4. Which **parts** are the digit, and which are dust, frames, a neighbor?
5. How wide is the **stroke**, and how wide would MNIST's be? This is the
   equation above.
6. Where does it lie in the field of 28 × 28?

## How much ink

A pixel has three numbers, red, green and blue: a point in space. The paper is a
point P, full ink another one, F, and a pixel on the edge of a stroke, half
paper and half ink, lies half way between them on a straight line. Where a color
c lies along that line is its projection on it:

```math
\text{ink}(c) = \frac{(c - P) \cdot (F - P)}{(F - P) \cdot (F - P)}
```

0 for paper, 1 for full ink, whichever of the two is lighter, and whatever the
colors: gold ink on turquoise paper has the same gray as the paper, and a
program that looks at grays sees nothing. By hand, with paper P = (250, 250,
240), blue ink F = (50, 70, 140) and c = (150, 160, 190): (−100, −90, −50) ·
(−200, −180, −100) = 41,200, and 82,400 for F itself: half ink.

Large pictures are made smaller first. Nothing of a digit is lost, and the noise
of a camera is averaged out.
*/
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "21_your_picture/your_picture.h"
#include "common/ground/memory.h"

enum { CHANNELS = 3, LEVELS = 256 };

Sheet sheet_new(int width, int height)
{
    size_t count = (size_t)width * (size_t)height;
    Sheet s = {width, height, allocate(count * sizeof *s.at)};
    for (size_t i = 0; i < count; i++)
        s.at[i] = 0;
    return s;
}

void sheet_free(Sheet *s)
{
    free(s->at);
    *s = (Sheet){0, 0, NULL};
}

static uint8_t *color_at(Picture p, int x, int y)
{
    return p.rgb + CHANNELS * ((size_t)y * (size_t)p.width + (size_t)x);
}

static Picture new_picture(int width, int height)
{
    return (Picture){width, height,
                     allocate(CHANNELS * (size_t)width * (size_t)height)};
}

// The mean of a channel in a square of p, whose part outside does not count.
static uint8_t mean_color(Picture p, int left, int top, int side, int channel)
{
    int sum = 0, count = 0;
    for (int y = top; y < min(top + side, p.height); y++)
        for (int x = left; x < min(left + side, p.width); x++, count++)
            sum += color_at(p, x, y)[channel];
    return (uint8_t)((sum + count / 2) / count);
}

Picture picture_reduced(Picture p, int factor)
{
    Picture r = new_picture((p.width + factor - 1) / factor,
                            (p.height + factor - 1) / factor);
    for (int y = 0; y < r.height; y++)
        for (int x = 0; x < r.width; x++)
            for (int c = 0; c < CHANNELS; c++)
                color_at(r, x, y)[c] =
                    mean_color(p, x * factor, y * factor, factor, c);
    return r;
}

Picture picture_cropped(Picture p, Box b)
{
    Picture r = new_picture(b.width, b.height);
    for (int y = 0; y < b.height; y++)
        memcpy(color_at(r, 0, y), color_at(p, b.left, b.top + y),
               CHANNELS * (size_t)b.width);
    return r;
}

/*
**The paper** is what there is most of. Not always: a thick digit that was cut
out tightly may cover half of its picture. But then there is still more paper
than ink along the edge. And not only there: with a black line around it, the
edge says nothing. So all pixels vote, and those of the edge together as much as
half of all pixels do. In each channel the paper is the median of these votes:
half of them are darker, half lighter, and a few odd ones change nothing, as
they would change a mean.
*/
typedef struct {
    double c[CHANNELS];
} Color;

static bool on_edge(Picture p, int x, int y)
{
    return x == 0 || y == 0 || x == p.width - 1 || y == p.height - 1;
}

static double median(const double votes[LEVELS])
{
    double half = 0;
    for (int level = 0; level < LEVELS; level++)
        half += votes[level] / 2;
    int level = 0;
    while ((half -= votes[level]) > 0)
        level++;
    return level;
}

// Every vote counts 2 * edge times: so those of the edge are whole numbers.
static Color paper_color(Picture p)
{
    Color paper;
    int all = p.width * p.height, edge = 2 * (p.width + p.height) - 4;
    for (int c = 0; c < CHANNELS; c++) {
        double votes[LEVELS] = {0};
        for (int y = 0; y < p.height; y++)
            for (int x = 0; x < p.width; x++)
                votes[color_at(p, x, y)[c]] +=
                    2 * edge + (on_edge(p, x, y) ? all : 0);
        paper.c[c] = median(votes);
    }
    return paper;
}

/*
**Full ink** is what is farthest from the paper: the mean color of the farthest
thousandth of all pixels, or of three if that is more. A single pixel can be an
accident.
*/
enum { FARTHEST = 442, MIN_FULL = 3 }; // from black to white it is 441.7

static int distance(Color a, const uint8_t *b)
{
    double sum = 0;
    for (int c = 0; c < CHANNELS; c++)
        sum += (a.c[c] - b[c]) * (a.c[c] - b[c]);
    return (int)sqrt(sum);
}

// The distance from the paper that full ink has at least.
static int full_distance(Picture p, Color paper)
{
    int count[FARTHEST] = {0}, level = FARTHEST - 1, sum = 0;
    int wanted = max(p.width * p.height / 1000, MIN_FULL);
    for (int y = 0; y < p.height; y++)
        for (int x = 0; x < p.width; x++)
            count[distance(paper, color_at(p, x, y))]++;
    while (level > 0 && (sum += count[level]) < wanted)
        level--;
    return level;
}

static Color full_color(Picture p, Color paper)
{
    Color full = {{0}};
    int least = full_distance(p, paper), count = 0;
    for (int y = 0; y < p.height; y++)
        for (int x = 0; x < p.width; x++)
            if (distance(paper, color_at(p, x, y)) >= least) {
                count++;
                for (int c = 0; c < CHANNELS; c++)
                    full.c[c] += color_at(p, x, y)[c];
            }
    for (int c = 0; c < CHANNELS; c++)
        full.c[c] /= count;
    return full;
}

void ink_from_colors(Sheet ink, Picture p)
{
    Color paper = paper_color(p), full = full_color(p, paper), way;
    double length = 0; // squared
    for (int c = 0; c < CHANNELS; c++) {
        way.c[c] = full.c[c] - paper.c[c];
        length += way.c[c] * way.c[c];
    }
    for (int y = 0; y < p.height; y++)
        for (int x = 0; x < p.width; x++) {
            double sum = 0;
            for (int c = 0; c < CHANNELS; c++)
                sum += (color_at(p, x, y)[c] - paper.c[c]) * way.c[c];
            *spot(ink, x, y) = length > 0 ? sum / length : 0;
        }
}

/*
## The light

A lamp stands at the left, and the paper's right side is as dark as pencil. What
makes us see paper there all the same is that light changes slowly. So does a
surface of the second degree,

```math
b(x, y) = a_0 + a_1 x + a_2 y + a_3 x^2 + a_4 x y + a_5 y^2,
```

six numbers that can lean and bend, but cannot follow a stroke. Which six? Those
for which the sum of the distances |ink − b| over all pixels is least. Not of
their squares, as usual: a square lets the few far pixels, the ink, pull at the
surface, while with plain distances only their number counts, and paper has the
majority.

The least sum of *squares*, each times a weight w, has its slopes equal to zero:
six linear equations. And with w = 1 / |ink − b| a square becomes the plain
distance. So we solve the six equations, compute the weights anew from the
surface that comes out, and repeat (**iteratively reweighted least squares**).
What is 0.25 above the surface is ink and has no say at all.
*/
enum { TERMS = 6, ROUNDS = 20, SAMPLES = 100 };
static const double surely_ink = 0.25;

typedef struct {
    double of[TERMS];
} Terms;

static Terms terms_at(Sheet s, int x, int y)
{
    double u = (double)x / s.width, v = (double)y / s.height;
    return (Terms){{1, u, v, u * u, u * v, v * v}};
}

static double surface(const Terms *a, const Terms *t)
{
    double sum = 0;
    for (int i = 0; i < TERMS; i++)
        sum += a->of[i] * t->of[i];
    return sum;
}

// The equations m a = (last column), by elimination. They are symmetric, and
// their diagonal is never 0: see fit_surface.
static Terms solve(double m[TERMS][TERMS + 1])
{
    for (int k = 0; k < TERMS; k++)
        for (int i = 0; i < TERMS; i++) {
            double factor = i != k ? m[i][k] / m[k][k] : 0;
            for (int j = k; j <= TERMS; j++)
                m[i][j] -= factor * m[k][j];
        }
    Terms a;
    for (int k = 0; k < TERMS; k++)
        a.of[k] = m[k][TERMS] / m[k][k];
    return a;
}

static void add_pixel(double m[TERMS][TERMS + 1], const Terms *a, Terms t,
                      double ink)
{
    double off = ink - surface(a, &t);
    if (off > surely_ink)
        return;
    double weight = 1 / (fabs(off) + 0.01); // the weight of what fits is finite
    for (int i = 0; i < TERMS; i++) {
        for (int j = 0; j < TERMS; j++)
            m[i][j] += weight * t.of[i] * t.of[j];
        m[i][TERMS] += weight * t.of[i] * ink;
    }
}

// Some 10,000 pixels tell all. A trifle on the diagonal keeps the equations
// solvable where a picture is one pixel wide, so that x is always the same.
static Terms fit_surface(Sheet ink)
{
    int step = 1 + max(ink.width, ink.height) / SAMPLES;
    Terms a = {{0}};
    for (int round = 0; round < ROUNDS; round++) {
        double m[TERMS][TERMS + 1] = {{0}};
        for (int i = 0; i < TERMS; i++)
            m[i][i] = 1e-6;
        for (int y = 0; y < ink.height; y += step)
            for (int x = 0; x < ink.width; x += step)
                add_pixel(m, &a, terms_at(ink, x, y), *spot(ink, x, y));
        a = solve(m);
    }
    return a;
}

/*
Where half of the light falls, paper has half of its brightness and so has ink:
the distance between the two is halved, as well. With b for the paper, the same
ink lies (ink − b) / (1 − b) of the way to full ink. (Black ink reflects
nothing, so it is 1 in any light. The division must not enlarge noise without
end: b counts at most 0.8.)
*/
void flatten_light(Sheet ink)
{
    Terms a = fit_surface(ink);
    for (int y = 0; y < ink.height; y++)
        for (int x = 0; x < ink.width; x++) {
            Terms t = terms_at(ink, x, y);
            double b = fmin(surface(&a, &t), 0.8), *here = spot(ink, x, y);
            *here = (*here - b) / (1 - b);
        }
}
