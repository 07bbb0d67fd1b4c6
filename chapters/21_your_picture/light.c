/*
## Step 2: the light

A lamp stands at the right, and the paper's left side is as dark as pencil. What makes us
see paper there all the same is that light changes slowly. Let b(x, y) be the ink that *blank* paper
seems to have at a place, because less light falls there. We look for it among the surfaces of
the second degree,

```math
b(x, y) = a_0 + a_1 x + a_2 y + a_3 x^2 + a_4 x y + a_5 y^2,
```

six numbers that can lean and bend, but cannot follow a stroke. Which six? Begin with the surface
b = 0. Leave out the pixels that are more than 0.25 above it: they are surely ink. Of the others
add up the distances |ink − b|, and take the six numbers that make the sum least (how, is folded
below). Then do the same again, from this surface. Let the paper seem to have 0, 0.2, 0.4 and 0.6
from right to left. In the first round only 0 and 0.2 count. A slope through them leads to 0.4 and
0.6 farther left, so from the second round on these are within 0.25 of it and count, too.

The usual choice is the squares of the distances. But in a sum of squares the few far pixels, the soft
edges of strokes, pull at the surface. With plain distances it only counts how many lie above it
and how many below, and paper has the majority. By hand: four pixels of paper seem to have 0.1, one at the edge of a stroke has 0.3, and b
is to be flat. The sum of squares is least at their mean, 0.14; the sum of distances at their
median, 0.1, however dark the fifth is.

Black ink is 1 in any light: it reflects nothing. So the scale that went from 0 to 1 now goes from
b to 1, and a pixel's true ink is how far it lies along that:
(ink − b) / (1 − b).

Here is a row of the second of the six sheets. The paper of step 1 is the median, so that what
gets more light than most has less ink than 0.

@picture light

By hand: in half of the light blank paper seems to have b = 0.5. A pixel that seems to have 0.75
lies 0.25 of the 0.5 along it, so it is half ink. (The division must not enlarge noise without
end: b counts at most 0.8.)

<details><summary>The code: the surface, by least squares again and again</summary>

The least sum of *squares*, each times a weight w, has its slopes equal to zero: six linear
equations. With w = 1 / |ink − b| a square becomes the plain distance. So we solve the six
equations, compute the weights anew from the surface that comes out, and repeat
(**iteratively reweighted least squares**). What is more than 0.25 above the surface of the round
before has no say. There are 20 rounds.
*/
#include <math.h>

#include "21_your_picture/your_picture.h"

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
</details>
*/
void light_in(Sheet light, Sheet ink)
{
    Terms a = fit_surface(ink);
    for (int y = 0; y < ink.height; y++)
        for (int x = 0; x < ink.width; x++) {
            Terms t = terms_at(ink, x, y);
            *spot(light, x, y) = surface(&a, &t);
        }
}

void flatten_light(Sheet ink)
{
    Sheet light = sheet_new(ink.width, ink.height);
    light_in(light, ink);
    for (int y = 0; y < ink.height; y++)
        for (int x = 0; x < ink.width; x++) {
            double b = fmin(*spot(light, x, y), 0.8), *here = spot(ink, x, y);
            *here = (*here - b) / (1 - b);
        }
    sheet_free(&light);
}
