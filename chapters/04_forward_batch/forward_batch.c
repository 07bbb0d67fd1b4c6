/*
# 4. Forward propagation of a whole batch

Training will send 60,000 digits through the network, forty times over. Chapter
1's layer takes a fifth of a millisecond for one digit and 400 units, so the first
layer alone would keep us waiting for eight minutes. Can the same numbers be had
twenty times as fast? Guess, before you read on, how much of that the batch brings.

Chapter 3 lays m examples side by side, so a batch goes through a layer by
calling chapter 1's function m times:
*/
#include "04_forward_batch/forward_batch.h"

#include "01_forward_propagation/forward.h"

void forward_one_by_one(Matrix Z, Matrix W, Matrix A, Matrix b)
{
    expect_shape("forward_one_by_one: Z", Z, W.rows, A.cols);
    for (int j = 0; j < A.cols; j++)
        forward(column(Z, j), W, column(A, j), b);
}

/*
That is right, and slow. The sum of chapter 1 runs along a row of W, whose numbers
lie far apart (chapter 3). Let the loops change places. The inner one then runs
down a column of W and a column of Z, from each number to its neighbor:
*/
void forward_in_order(Matrix Z, Matrix W, Matrix A, Matrix b)
{
    expect_shape("forward_in_order: A", A, W.cols, Z.cols);
    expect_shape("forward_in_order: b", b, W.rows, 1);
    expect_shape("forward_in_order: Z", Z, W.rows, A.cols);
    for (int j = 0; j < A.cols; j++) {
        Matrix z = column(Z, j);
        matrix_fill(z, 0);
        for (int k = 0; k < W.cols; k++) {
            real pixel = *at(A, k, j);
            for (int i = 0; i < W.rows; i++)
                z.x[i] += *at(W, i, k) * pixel;
        }
        for (int i = 0; i < W.rows; i++)
            z.x[i] += b.x[i];
    }
}

/*
Not one multiplication fewer, and yet it takes a quarter of the time. But all of W
is still read again for each example, each weight for one multiplication. As
equations, the loops are:

1. Column j of Z is $`z^{(j)} = W a^{(j)} + b`$ (chapter 1).
2. Its element i is $`Z_{ij} = \sum_k W_{ik} A_{kj} + b_i`$.
3. The sum is, by definition, element (i, j) of the **matrix product** W A.
4. The bias $`b_i`$ does not depend on j: it is added to every column.

So what comes out for one digit does not depend on which others are in the batch: by line 1
column j needs column j of A alone.

In one line, with ReLU:

```math
A^{[l]} = \mathrm{ReLU}\left( W^{[l]} A^{[l-1]} + b^{[l]} \right)
```

| matrix | shape |
| --- | --- |
| $`A^{[l-1]}`$ | $`n_{l-1} \times m`$ |
| $`W^{[l]}`$ | $`n_l \times n_{l-1}`$ |
| $`b^{[l]}`$ | $`n_l \times 1`$, added to each of the m columns |
| $`Z^{[l]}`$, $`A^{[l]}`$ | $`n_l \times m`$ |

Each score of layer l adds up all activations of layer l − 1, so layer 1 must be finished
before layer 2 begins. But no unit reads another of its own layer: they may be computed in any
order, or at once.

> **The matrix product.** W A has the rows of W and the columns of A. For its
> number in row i and column j, lay row i of W on column j of A, multiply what
> meets, and add up. So each row of W must be as long as a column of A, and W A
> is not A W.

## By hand

Chapter 1's layer of two units sees two pictures at once: ink, gray, paper, as
there, and paper, gray, ink.

```math
\begin{pmatrix} 2 & 1 & -1 \\ -1 & 1 & 2 \end{pmatrix}
\begin{pmatrix} 1 & 0 \\ 0.5 & 0.5 \\ 0 & 1 \end{pmatrix}
+ \begin{pmatrix} -1 \\ 0 \end{pmatrix}
= \begin{pmatrix} 1.5 & -1.5 \\ -0.5 & 2.5 \end{pmatrix}
```

The number at the lower right is −1 · 0 + 1 · 0.5 + 2 · 1 + 0 = 2.5; the first
column is chapter 1's. ReLU turns −1.5 and −0.5 into 0, and for each picture one
unit is active: the one that looks where the ink is.

## One product

Nothing new is computed. But all the work now stands in one place, where it can
be put into a better order: a weight that has been read is used for many
examples before the next one is needed. That is what `matrix_product` does, and
where most of A is 0 it skips the zeros. Chapters 17 to 19 build it; until then
think of the three loops above.
*/
void forward_batch(Matrix Z, Matrix W, Matrix A, Matrix b)
{
    expect_shape("forward_batch: b", b, W.rows, 1);
    matrix_product(Z, W, A); // lines 2 and 3
#pragma omp parallel for if (elements(Z) > 10000)
    for (int j = 0; j < Z.cols; j++)
        for (int i = 0; i < Z.rows; i++)
            *at(Z, i, j) += b.x[i]; // line 4
}

/*
ReLU works on each number by itself, so chapter 2's `relu(A, Z)` serves a batch
too.

## What we saw

All three functions give the same scores, to the last bit: each sum is added up in
the order of k, as in chapter 1's loop. Another order would round otherwise.

Where do the twenty times come from? Most of them not from the batch. Reading W in
the order in which it lies brings 3.8, skipping the blank pixels 2.7, and taking
16 digits at once 1.9; more digits than that bring nothing. Fill in the blank
pixels, and the product takes 33.8 µs for each digit instead of 10.9. The times
are one machine's; `make run-04 ARGS='--time 5'` measures yours.

**Next.** The layer gives scores; chapter 5 says how good or bad they are, in
one number.

## In ten seconds

Q. W is 400 × 784 and A is 784 × 50. What is the shape of W A?

A. 400 × 50.

Q. How many multiplications make one number of this W A?

A. 784, one for each pixel.

Q. Which bias is added to $`Z_{ij}`$?

A. $`b_i`$, for every j: it belongs to a unit.

## What the source printed

The document that this book grew from writes $`A[l-1]`$ for $`A^{[l-1]}`$. As it
stands, that is one element of a list, a single number, where the product needs
a matrix: 784 × 256 = 200,704 numbers for a batch of 256 digits.

## Exercises

1. How many multiplications does Z = W A + b take for n = 400, k = 784, m = 256?
   At the picture's time, how many is that in a second? Were they all done?
2. What shape does W A have when m = 1? Is chapter 1 a special case?
3. Put `A` and `W` the wrong way round in the call of `matrix_product`. What
   does the program say?
*/
