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

1. $`W_{ik}`$, the weight of unit i for input k, appears in one score:
   $`z_i = \dots + W_{ik}\, a_k + \dots`$
2. A small change $`\delta`$ of the weight changes that score by
   $`a_k \delta`$, and no other.
3. A change of $`z_i`$ changes the loss by its slope, $`dz_i`$, times that change.
   So the slope of the weight is $`dz_i \, a_k`$.

It says when a weight is to blame: when its unit's score should have been
different **and** its input was there. A weight of a blank pixel, $`a_k = 0`$, is
left alone. And all weights of unit i together, row i of W, have as their slopes the
digit itself, times the one number $`dz_i`$: a digit changes each template by a copy
of itself.

## All weights, all digits

4. For all weights of one digit, line 3 is a column times a row, the **outer
   product** $`dz\, a^T`$, where $`a^T`$ is the column a written as a row: 400 × 1
   times 1 × 784 gives 400 × 784, the shape of W.
5. The loss of the batch is the mean of the losses of its m digits, so its slope
   is the mean of the slopes. With j to number the digits, it is
   $`\frac1m \sum_{j=1}^{m} dz^{(j)} (a^{(j)})^T`$.
6. In row i and column k that sum has $`\sum_j dZ_{ij} A_{kj}`$: row i of dZ times
   row k of A. In $`A^T`$, the **transpose**, the rows of A stand as columns; so it is
   row i times column k, an element of the matrix product $`dZ\, A^T`$.

| matrix | shape |
| --- | --- |
| dZ, which is $`\partial (mJ) / \partial Z^{[l]}`$, of the summed loss (chapter 8) | $`n_l \times m`$ |
| $`(A^{[l-1]})^T`$ | $`m \times n_{l-1}`$ |
| dW, which is $`\partial J / \partial W^{[l]}`$, of the mean loss | $`n_l \times n_{l-1}`$, the shape of $`W^{[l]}`$ |

Each weight has one slope, so dW has the shape of W, and of dZ and A only dZ Aᵀ makes that:
the m in the middle is summed away. (Where all three numbers are equal every order fits, and
only a gradient check tells.) `matrix_product_nt` multiplies by a
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
outer product. Half of that, for m = 2, is dW. The number 4 at the top says: at the
second input the first digit had nothing; the second digit had 2 there, and the slope
of the first unit was 2.
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
batch all agree with the measured slopes. The picture shows how the templates
change, minus the gradient: the network learns by adding the very digit that it was
unsure of, α · 0.5274 of it, to the template of its class, and by taking α · 0.3629
of it from the 5's, which claimed it (chapter 8). A batch adds up such copies.

The small table makes three classic mistakes on purpose. Without the 1/m the gradient points the
right way and is only m times too long, so the network learns, or explodes, at a learning rate
that nobody chose: α / m would make the same steps. Divided by m twice, it is m times too short,
and the network hardly moves. Adam (chapter 15) would hide both slips, since a factor that all
slopes share cancels there; a measured slope shows them. The two errors of 0.95 are 1 − 1/20: a
difference counts against the larger of the two gradients, and one is 20 times the other.

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
2. Add up the ten rows of the program's dW. What comes out, and why?
3. How many multiplications does line 6 take, compared with the forward product
   W A of the same layer?
*/
