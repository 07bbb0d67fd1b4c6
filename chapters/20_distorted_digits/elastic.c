/*
## The elastic field

A hand does not turn and stretch alone: it wavers, and bends one part of a digit and not
the other. Simard, Steinkraus and Platt (2003) imitate that with a random arrow at each
pixel. Then each arrow is replaced by a weighted mean of all arrows around it: one at
distance r weighs $`e^{-r^2 / 2 \sigma^2}`$, a bell of width σ. Neighbors average nearly
the same arrows, and so move together. With σ around 5 pixels whole strokes bend. With a small σ
the digit would be crumpled, and with a large one only moved.

To smooth 784 arrows over the whole picture takes 2 · 784² multiplications, 1.2 million;
to train on the digit afterwards takes 750,200. Two things make it cheap. A field as smooth as
this one needs fewer arrows (line 9). And a bell in the plane is a bell along the rows times
one along the columns (line 10).

9. Take 8 × 8 arrows in place of 28 × 28, σ apart, so that they reach a little beyond
   the picture. Let N be the matrix of their components along x (those along y are
   another one, and treated alike).
10. $`G_{ik} = e^{-(i - z_k)^2 / 2 \sigma^2}`$ is the bell's height at row i when it
    stands over line k of the grid, at $`z_k`$. As
    $`e^{-(a^2 + b^2)} = e^{-a^2} e^{-b^2}`$, a bell in the plane is the product
    of one along the rows and one along the columns.
11. So the smoothed field u at row i and column j is
    $`\sum_k \sum_l G_{ik} N_{kl} G_{jl}`$, the matrix product $`G N G^T`$.
12. How far does u move a pixel? If all $`N_{kl}`$ are independent, with variance v, then that sum has the variance
    $`v \sum_k \sum_l G_{ik}^2 G_{jl}^2 = v \left( \sum_k G_{ik}^2 \right) \left(
    \sum_l G_{jl}^2 \right)`$.
13. At the corner fewer bells overlap than in the middle, so these sums are smaller there.
    Scale each row of G to the length 1, and the variance is v at each pixel.

By hand, in one direction: two arrows, +1 at z = 0 and −1 at z = 5, and σ = 5. At row 0 the
bells have the heights 1 and $`e^{-1/2}`$ = 0.61, whose length is √(1 + 0.37) = 1.17. Scaled,
they are 0.86 and 0.52, so u = 0.86 − 0.52 = 0.34 there. At row 1 it is 0.21, and at 2.5, half
way, both count alike and u = 0: neighbors move nearly alike, and no stroke tears.

Line 11 takes 28 · 8 · 8 + 28 · 8 · 28 = 8,064 multiplications; for x and y together that is
16,128 in place of 1.2 million. By line 13 arrows with a standard deviation of 1.24 pixels
make a field with the same.
(Other programs draw arrows from −1 to 1, smooth them by a bell whose sum is 1, and then
enlarge the result by a number that they call α. With σ = 5, α = 38 gives our 1.24 pixels.)

The field u is then added to the places of the affine map: each pixel looks for its ink at
M p + t + u.
*/
#include "20_distorted_digits/distorted_digits.h"

Bells bells_new(void)
{
    const double sigma = 5;
    Bells bells = {{{0}}};
    for (int i = 0; i < DIGIT_SIDE; i++) {
        double height[KNOTS], squares = 0;
        for (int k = 0; k < KNOTS; k++) {
            double z = (DIGIT_SIDE - 1) / 2.0 + sigma * (k - (KNOTS - 1) / 2.0);
            height[k] = exp(-pow((i - z) / sigma, 2) / 2); // line 10
            squares += height[k] * height[k];
        }
        for (int k = 0; k < KNOTS; k++)
            bells.share[k][i] = (float)(height[k] / sqrt(squares)); // line 13
    }
    return bells;
}

void draw_arrows(float x[ARROWS], float y[ARROWS], double deviation, Random *r)
{
    // The two halves of a draw are whole numbers, uniform from -2^31 up to 2^31;
    // numbers uniform from -1 to 1 have the variance 1/3.
    const float unit = (float)(sqrt(3.0) * deviation * 0x1p-31);
    for (int k = 0; k < ARROWS; k++) {
        uint64_t bits = random_bits_ahead(*r, (uint64_t)k);
        x[k] = unit * (float)(int32_t)(bits >> 32);
        y[k] = unit * (float)(int32_t)bits;
    }
    random_skip(r, ARROWS);
}

static void add_smoothed(float to[DIGIT_SIDE][FIELD_ROW], const Bells *bells,
                         const float *arrows)
{
    float lines[KNOTS][FIELD_ROW] = {{0}}; // of N^T G^T
    for (int k = 0; k < KNOTS; k++)
        for (int l = 0; l < KNOTS; l++)
            for (int i = 0; i < FIELD_ROW; i++)
                lines[l][i] += arrows[k * KNOTS + l] * bells->share[k][i];
    for (int i = 0; i < DIGIT_SIDE; i++)
        for (int l = 0; l < KNOTS; l++)
            for (int j = 0; j < FIELD_ROW; j++)
                to[i][j] += lines[l][i] * bells->share[l][j]; // line 11
}

void add_elastic(Field *f, const Bells *bells, const float x[ARROWS],
                 const float y[ARROWS])
{
    add_smoothed(f->x, bells, x);
    add_smoothed(f->y, bells, y);
}
