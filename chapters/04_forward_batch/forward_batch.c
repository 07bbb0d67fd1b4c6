/*
# 4. Forward propagation of a whole batch

Training will send 60,000 digits through the network, forty times over. How fast
can that go? Chapter 1 sends one example through a layer, and chapter 3 lays m
examples side by side, so a batch goes through a layer by calling chapter 1's
function m times:
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
That is right, and slow. For each example all of W is read from memory again,
each weight for one multiplication; and the sum of chapter 1 runs along a row of
W, whose numbers lie far apart, because a matrix lies in memory column by column
(chapter 3). Seen as equations, the loop is:

1. Column j of Z is $`z^{(j)} = W a^{(j)} + b`$ (chapter 1).
2. Its element i is $`Z_{ij} = \sum_k W_{ik} A_{kj} + b_i`$.
3. The sum is, by definition, element (i, j) of the **matrix product** W A.
4. The bias $`b_i`$ does not depend on j: it is added to every column.

In one line that is image 4, whose printed form leaves out that b is added to
every column, and writes $`A[l-1]`$ for $`A^{[l-1]}`$:

```math
A^{[l]} = \mathrm{ReLU}\left( W^{[l]} A^{[l-1]} + b^{[l]} \right)
```

| matrix | shape |
| --- | --- |
| $`A^{[l-1]}`$ | $`n_{l-1} \times m`$ |
| $`W^{[l]}`$ | $`n_l \times n_{l-1}`$ |
| $`b^{[l]}`$ | $`n_l \times 1`$, added to each of the m columns |
| $`Z^{[l]}`$, $`A^{[l]}`$ | $`n_l \times m`$ |

Nothing new is computed. But all the work now stands in one place, the matrix
product, and there it can be put into a better order: once a weight has been
read, it can be used for many examples before the next one is needed. That is
what `matrix_product` does, and where most of A is 0 it skips the zeros. Chapters 17
to 19 build it, step by step; until then one may think of three loops.
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
ReLU works on each number by itself, so chapter 2's `relu(A, Z)` does for a
batch what it did for one example.

## What we saw

Both functions give the same scores, to the last bit: in this book's matrix
product each sum is added up in the order of k, as in chapter 1's loop. Other
orders would differ in the last digits, since each addition rounds.

The times in the picture were measured on one machine, and yours will differ;
`make run-04 ARGS='--time 5'` measures them on yours. The loop takes the same
time for each digit, however many there are. The product is many times as fast,
for a single digit already, since it reads W in the order in which it lies and
skips the blank pixels; with more digits it gains once more, because a weight that
was read once serves several.

**Next.** The layer gives scores; chapter 5 says how good or bad they are, in
one number.

## Exercises

1. How many multiplications does Z = W A + b take for n = 400, k = 784, m = 256?
   At the time that `make run-04 ARGS='--time 5'` shows, how many is that in a
   second?
2. What shape does W A have when m = 1? Is chapter 1 a special case?
3. Put `A` and `W` the wrong way round in the call of `matrix_product`. What
   does the program say?
*/
