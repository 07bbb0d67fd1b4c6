/*
# 1. Forward propagation

You read a 2 before you know that you are reading. To a program the 2 is 28 × 28
gray pixels, 784 numbers, and it has to turn them into one of ten answers. How
far can it get with nothing but multiplications and additions, and without
having learned anything?

The digits are those of **MNIST**, 70,000 of them, each with its **label**, the
digit that its writer meant. From the 60,000 **training digits** a program may
learn. The other 10,000 are **test digits**, which it meets only afterwards:
they show how it reads handwriting that it has never seen. The ten possible
answers are the **classes**. So that they finish in seconds, the chapters'
programs take a sample, 2,000 training and 1,000 test digits.

A **layer** takes numbers in and gives numbers out. It is made of **units**, often
called neurons, one for each number that it gives out. Unit i has a **weight** for each input, and
one **bias**; it multiplies each input by its weight, adds everything up and
adds the bias. The result is its **score**. For all units at once:

```math
z = W a + b
```

| symbol | shape | what it is |
| --- | --- | --- |
| a | k × 1 | the layer's input; here the 784 pixels of one digit |
| W | n × k | the weights: row i belongs to unit i |
| b | n × 1 | the biases |
| z | n × 1 | the scores |

The image above adds, in square brackets, of which layer a number is, and in
round ones, of which example. With one of each we can leave both out.

## By hand

Take a picture of three pixels, ink, gray and paper: a = (1, 0.5, 0). Two units
look at it, one for ink on the left, one for ink on the right:

```math
W = \begin{pmatrix} 2 & 1 & -1 \\ -1 & 1 & 2 \end{pmatrix}, \qquad
b = \begin{pmatrix} -1 \\ 0 \end{pmatrix}
```

| unit | weights times inputs | plus bias | score |
| --- | --- | --- | --- |
| 0 | 2 · 1 + 1 · 0.5 − 1 · 0 = 2.5 | − 1 | 1.5 |
| 1 | −1 · 1 + 1 · 0.5 + 2 · 0 = −0.5 | + 0 | −0.5 |

Unit 0 has the higher score: ink on the left. A weight above 0 lets its input speak for
the unit, one below 0 against it, one of 0 not at all, and its size says how loudly. The
bias says how much must come together before the score is above 0: for unit 0, more than
1. (Why a sum? In it each input has its say, and a blank one says nothing. In a product, say, one
blank pixel would make everything 0.) Reading a digit is the same with 784 inputs and ten
units.

## In code

A few names come from `common/`, which holds what no chapter teaches:

| name | what it is |
| --- | --- |
| `real` | the type of a number, here `double` |
| `Matrix` | M has `M.rows`, `M.cols` and its numbers `M.x`, column after column; `*at(M, i, j)` is the one in row i and column j, counted from 0; `elements(M)` is how many there are |
| `Digits` | pictures, `digit_pixels(digits, i)`, with their `labels`; `PIXELS` is 784, `CLASSES` is 10 |
| `expect_shape` | stops the program where a shape does not fit the equation |
| `re(z)` | z itself; chapter 7 tells what else it can be |
*/
#include "01_forward_propagation/forward.h"

/*
## The input

The pixels come as bytes from 0, paper, to 255, ink. We divide them by 255, the
`scale`, so that the inputs lie between 0 and 1. The rows of the picture are
laid one after another into one column of 784 numbers, so pixel (row r, column
c) is `a.x[28 * r + c]`. The layer never learns which pixels are neighbors: it
sees a list.
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
The answer is the class whose unit has the highest score:
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
go to the nearest template. That turns out to be a layer. (The book cites numbered
lines like these, in its code too: `// line 4`.)

1. The squared distance from a to template k is
   $`\sum_j (a_j - \mu_{kj})^2 = \sum_j a_j^2 - 2 \sum_j \mu_{kj}\, a_j +
   \sum_j \mu_{kj}^2`$.
2. $`\sum_j a_j^2`$ is the same for every k, so it does not change which
   distance is the smallest, and we drop it.
3. Divide the rest by −2. The smallest distance becomes the largest value of
   $`\sum_j \mu_{kj}\, a_j - \tfrac12 \sum_j \mu_{kj}^2`$.
4. That is unit k of a layer whose weights are the template, $`W_{kj} =
   \mu_{kj}`$, and whose bias is $`b_k = -\tfrac12 \sum_j \mu_{kj}^2`$.

Two templates by hand, (1, 0.5, 0) and (0, 0.5, 1), and the picture (1, 0.4, 0.1):
the squared distances are 0.02 and 1.82, the scores 1.2 − 0.625 = 0.575 and 0.3 −
0.625 = −0.325. The nearer one wins, by 0.9, half of the 1.8 between the distances.

No weight of a template is negative, so a template with much ink gives a high score
to everything. The 0 has the most ink; its bias, −36.6, takes that advantage away
(exercise 1). Any unit needs one: without it the border where its score is 0 has to
pass through the empty picture.
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

Ten templates of 784 weights, only averaged, name 73.8 % of the sample's test
digits correctly, where guessing names 10 %. (On all of MNIST it is 82.0 %:
`make data run-01 ARGS='--data data/mnist'`.) It was close for our 2: the mean 5
scored 14.9213 to the mean 2's 15.1855. In the sample they do best on 1, a single
stroke, and worst on 8 and 2. A 2 may have a loop at its foot or none, and the
mean of several shapes is none of them.

**Next.** To know several shapes of one digit, a network needs more units, and a
second layer that puts their answers together. Chapter 2 shows why stacking
layers as they are gains nothing, and the small bend that changes it.

## In ten seconds

Q. What are the shapes of W and b in a layer of ten units and 784 inputs?

A. 10 × 784 and 10 × 1: a row of weights and one bias for each unit.

Q. A unit has the weights (2, 1, −1) and the bias −1. What is its score for the
inputs (1, 1, 1)?

A. 2 + 1 − 1 − 1 = 1.

Q. Why are test digits kept apart?

A. A program may know its training digits by heart.

## Exercises

1. Leave out the bias (fill b with zeros) and count the answers. Which two become
   too frequent, and why? Which class gets none?
2. Rewrite `forward` so that the loop over j is the outer one. The sum is the
   same; look at the order in which W is read from memory. Is it faster?
3. How many multiplications does one digit cost in this layer?
*/
