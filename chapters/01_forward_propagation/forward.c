/*
# 1. Forward propagation

A digit of MNIST is a picture of 28 × 28 gray pixels. A program that reads it
has to turn 784 numbers into one of ten answers. How far can it get with
nothing but multiplications and additions, and without any training?

A **layer** takes numbers in and gives numbers out. It has one **unit** for
each number that it gives out. Unit i has a **weight** for each input and one
**bias**; it multiplies each input by its weight, adds everything up and adds
the bias. The result is its **score**. For all units at once:

```math
z = W a + b
```

| symbol | shape | what it is |
| --- | --- | --- |
| a | k × 1 | the layer's input; here the 784 pixels of one digit |
| W | n × k | the weights: row i belongs to unit i |
| b | n × 1 | the biases |
| z | n × 1 | the scores |

This book grew from a document about a first deep-learning project, which shows
its equations as twelve numbered images. Chapter n is about image n; where an
image is wrong, the chapter shows what comes of it. Image 1 writes
$`z^{[l](i)} = W^{[l]} a^{[l-1](i)} + b^{[l]}`$: a number in square brackets says
which layer, one in round brackets which example. With one layer and one example
we can leave both out.

Four names from `common/` stand in all the code: `real` is the type of a number,
here `double`; a `Matrix` M has `M.rows`, `M.cols` and its numbers `M.x`, column
after column, and `*at(M, i, j)` is the one in row i and column j; `Digits` are
pictures with their labels; and `expect_shape` stops the program where a matrix
has another shape than the equation needs.
*/
#include "01_forward_propagation/forward.h"

/*
## The input

The pixels come as bytes from 0, paper, to 255, ink. We divide them by 255, so
that the inputs lie between 0 and 1; `scale` is that 255. The rows of the
picture are laid one after another into one column of 784 numbers, so pixel
(row r, column c) is `a.x[28 * r + c]`. The layer never learns which pixels are
neighbors: it sees a list.
*/
void input_from_pixels(Matrix a, const uint8_t *pixels, double scale)
{
    expect_shape("input_from_pixels: a", a, PIXELS, 1);
    for (int i = 0; i < PIXELS; i++)
        a.x[i] = pixels[i] / (real)scale;
}

/*
## The layer

Written out for unit i, the equation is a sum:

```math
z_i = \sum_{j} W_{ij} \, a_j + b_i
```

and the code is that sum:
*/
void forward(Matrix z, Matrix W, Matrix a, Matrix b)
{
    expect_shape("forward: a", a, W.cols, 1);
    expect_shape("forward: b", b, W.rows, 1);
    expect_shape("forward: z", z, W.rows, 1);
    for (int i = 0; i < W.rows; i++) {
        real sum = 0;
        for (int j = 0; j < W.cols; j++)
            sum += *at(W, i, j) * a.x[j];
        z.x[i] = sum + b.x[i];
    }
}

/*
The answer is the class whose unit has the highest score. (`re(z)` is z itself
here. Chapter 7 tells why it is written.)
*/
int argmax(Matrix z)
{
    int best = 0;
    for (int i = 1; i < z.rows; i++)
        if (re(z.x[i]) > re(z.x[best]))
            best = i;
    return best;
}

/*
## Weights without training

Which weights? Take all training digits labeled k and average them pixel by
pixel. The mean $`\mu_k`$ is a blurred k, a **template**. A new digit a should
be given to the template it lies nearest to. That turns out to be a layer:

1. The squared distance from a to template k is
   $`\sum_j (a_j - \mu_{kj})^2 = \sum_j a_j^2 - 2 \sum_j \mu_{kj}\, a_j +
   \sum_j \mu_{kj}^2`$.
2. $`\sum_j a_j^2`$ is the same for every k, so it does not change which
   distance is the smallest, and we drop it.
3. Divide the rest by −2. The smallest distance becomes the largest value of
   $`\sum_j \mu_{kj}\, a_j - \tfrac12 \sum_j \mu_{kj}^2`$.
4. That is unit k of a layer whose weights are the template, $`W_{kj} =
   \mu_{kj}`$, and whose bias is $`b_k = -\tfrac12 \sum_j \mu_{kj}^2`$.

So the bias has a plain meaning here. All weights of a template are 0 or above,
so one with much ink, such as that of the 0, gives high scores to everything. Its
bias, the lowest of the ten, takes that advantage away.
*/
void mean_templates(Matrix W, Matrix b, Digits digits, double scale)
{
    expect_shape("mean_templates: W", W, CLASSES, PIXELS);
    expect_shape("mean_templates: b", b, CLASSES, 1);
    int count[CLASSES] = {0};
    matrix_fill(W, 0);
    matrix_fill(b, 0);
    for (int i = 0; i < digits.count; i++) {
        int k = digits.labels[i];
        count[k]++;
        for (int j = 0; j < PIXELS; j++)
            *at(W, k, j) += digit_pixels(digits, i)[j] / (real)scale;
    }
    for (int k = 0; k < CLASSES; k++) {
        if (count[k] == 0)
            continue;
        for (int j = 0; j < PIXELS; j++) {
            *at(W, k, j) /= (real)count[k];            // line 4, weights
            b.x[k] -= *at(W, k, j) * *at(W, k, j) / 2; // line 4, bias
        }
    }
}

/*
## What we saw

Ten templates of 784 weights, only averaged, give about three digits in four
their right name, where guessing gives one in ten. They do best on 1, a single
stroke, and worst on 8 and 2. A 2 may have a loop at its foot or none, and the
mean of several shapes is none of them.

**Next.** To tell several shapes of one digit apart, a network needs more units,
and something that puts their answers together: a second layer. Chapter 2 shows
why stacking layers as they are gains nothing at all, and the small bend that
changes it.

## Exercises

1. Leave out the bias (fill b with zeros). Which answer becomes too frequent,
   and why?
2. Rewrite `forward` so that the loop over j is the outer one. The sum is the
   same; look at the order in which W is read from memory. Is it faster?
3. How many multiplications does one digit cost in this layer?
*/
