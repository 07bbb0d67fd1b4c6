/*
# 10. Weight gradient

A layer of 400 units that read 784 pixels has 313,600 weights. Which of them are
to blame for a digit read wrongly? Chapter 7 would measure each slope with two
losses. But all these weights act on the loss through only 400 scores, and the
slopes of those we have, from chapter 8 or 9. Then one matrix product gives all
the rest:

```math
\frac{\partial J}{\partial W^{[l]}} = \frac1m \,
\frac{\partial (mJ)}{\partial Z^{[l]}} \, \left(A^{[l-1]}\right)^T
```

## One weight, one digit

1. $`W_{ij}`$, the weight of unit i for input j, appears in one score:
   $`z_i = \dots + W_{ij}\, a_j + \dots`$
2. A small change $`\delta`$ of the weight changes that score by
   $`a_j \delta`$, and no other.
3. A change of $`z_i`$ changes the loss by its slope, $`dz_i`$, times that change.
   So the slope of the weight is $`dz_i \, a_j`$.

It says when a weight is to blame: when its unit's score should have been
different **and** its input was there. A weight of a blank pixel, $`a_j = 0`$, is
left alone.

## All weights, all digits

4. For all weights of one digit, line 3 is a column times a row, the **outer
   product** $`dz\, a^T`$, where $`a^T`$ is the column a written as a row: n × 1
   times 1 × k gives n × k, the shape of W.
5. The loss of the batch is the mean of the losses of its m digits, so its slope
   is the mean of the slopes: $`\frac1m \sum_{i=1}^{m} dz^{(i)} (a^{(i)})^T`$.
6. Row p and column q of that sum is $`\sum_i dz_p^{(i)} a_q^{(i)} = \sum_i dZ_{pi}
   A_{qi}`$. This is row p of dZ times row q of A, and so element (p, q) of the
   matrix product $`dZ\, A^T`$: in $`A^T`$, the **transpose**, the rows of A stand
   as columns.

| matrix | shape |
| --- | --- |
| dZ, which is $`\partial (mJ) / \partial Z^{[l]}`$, of the summed loss (chapter 8) | $`n_l \times m`$ |
| $`(A^{[l-1]})^T`$ | $`m \times n_{l-1}`$ |
| dW, which is $`\partial J / \partial W^{[l]}`$, of the mean loss | $`n_l \times n_{l-1}`$, the shape of $`W^{[l]}`$ |

The m in the middle is summed away. `matrix_product_nt` multiplies by a
transpose without making it.

## Two units, three inputs, two digits by hand

```math
\begin{pmatrix} 1 & 2 \\ -3 & 4 \end{pmatrix}
\begin{pmatrix} 1 & 0 \\ 0 & 2 \\ -1 & 1 \end{pmatrix}^T =
\begin{pmatrix} 1 \\ -3 \end{pmatrix}
\begin{pmatrix} 1 & 0 & -1 \end{pmatrix} +
\begin{pmatrix} 2 \\ 4 \end{pmatrix} \begin{pmatrix} 0 & 2 & 1 \end{pmatrix} =
\begin{pmatrix} 1 & 4 & 1 \\ -3 & 8 & 7 \end{pmatrix}
```

dZ is on the left, with a column for each digit, then A. Each digit adds its own
outer product. Half of that, for m = 2, is dW. The number 4 at the top says: the
first digit had nothing at input 2; the second had 2 there, and the slope of unit
1 was 2.
*/
#include "10_weight_gradient/weight_gradient.h"

void weight_gradient(Matrix dW, Matrix dZ, Matrix A)
{
    expect_shape("weight_gradient: dW", dW, dZ.rows, A.rows);
    matrix_product_nt(dW, dZ, A); // line 6
#pragma omp parallel for if (elements(dW) > 10000)
    for (size_t i = 0; i < elements(dW); i++)
        dW.x[i] /= (real)A.cols; // the mean of line 5
}

/*
## What we saw

One weight by hand, the outer product of one digit and the matrix product of a
batch all agree with the measured slopes. The pictures show how the weights
should change, minus the gradient. A template gets darker where the digits of
its class have ink that it misses, and brighter where it claimed another
class's digits.

The small table at the end makes three classic mistakes on purpose. Without the
1/m the gradient points the right way and is only m times too long, so the
network learns, or explodes, at a learning rate that nobody chose. Only the
comparison with measured slopes says what is wrong.

**Next.** The biases, which take no input, in chapter 11.

## In ten seconds

Q. The slope of a unit's score is −0.5, and the input is 0.4. What is the slope of
the weight between them?

A. −0.5 · 0.4 = −0.2, for this one digit.

Q. dZ is 10 × 20 and A is 784 × 20. What shape is dW?

A. 10 × 784: the 20 digits are summed away.

Q. Why does a weight of a pixel that is always blank never move?

A. Its slope is dz · 0, for every digit.

## Exercises

1. What is the gradient of a weight whose pixel is blank in every digit of the
   training set? What will become of such a weight?
2. The gradient of the batch of 20 has up to 7,840 numbers that are not 0. What
   rank can that matrix have at most?
3. How many multiplications does line 6 take, compared with the forward product
   W A of the same layer?
*/
