/*
# 11. Bias gradient

A network sees only blank pictures. What can it learn all the same? Only its biases
can, for they move a score whatever the picture. When should a bias move? It is a
weight whose input is always 1: the score of unit k is $`z_k = \sum_j W_{kj} a_j +
b_k \cdot 1`$. So chapter 10 has done the work, with i to number the examples:

```math
\frac{\partial J}{\partial b^{[l]}} = \frac1m \sum_{i=1}^{m}
\frac{\partial (mJ)}{\partial Z^{[l](i)}}
```

1. Chapter 10, line 3, with an input of 1: for one example the slope of $`b_k`$ is
   that of $`z_k`$.
2. The loss of a batch is the mean over its m examples, and the bias is added to
   every column of Z. So its slope is the mean of row k of dZ.

The sum runs over the m **columns**, the examples: n × m becomes n × 1. With two
units and four digits:

```math
dZ = \begin{pmatrix} 1 & 2 & 3 & 6 \\ -1 & 0 & 0 & 0 \end{pmatrix}, \qquad
db = \begin{pmatrix} 12 / 4 \\ -1 / 4 \end{pmatrix} =
\begin{pmatrix} 3 \\ -0.25 \end{pmatrix}
```
*/
#include "11_bias_gradient/bias_gradient.h"

void bias_gradient(Matrix db, Matrix dZ)
{
    expect_shape("bias_gradient: db", db, dZ.rows, 1);
    matrix_fill(db, 0);
    for (int j = 0; j < dZ.cols; j++)
        for (int i = 0; i < dZ.rows; i++)
            db.x[i] += *at(dZ, i, j);
    for (int i = 0; i < dZ.rows; i++)
        db.x[i] /= (real)dZ.cols; // line 2
}

/*
## What a bias learns

Now the blank pictures: all inputs are 0. Then the scores are the biases,
whatever the weights, and the layer cannot tell one digit from another. What is
the best it can say? By chapter 8, each column of dZ is $`\hat y - y`$, with the
same $`\hat y`$ for every example:

3. $`\partial J / \partial b_k`$ is the mean of $`\hat y_k - y_k`$, which is
   $`\hat y_k`$ minus the share of class k in the batch.
4. It is 0 when $`\hat y_k`$ equals that share.

So the biases alone learn how frequent each class is. The program trains them on
digits of which some classes are more frequent than others, and prints both.

## What we saw

The formula agrees with the measured slopes. On empty pictures the predictions
became the shares $`s_k`$ of the classes, and the loss ended at 2.1133, which is
$`-\sum_k s_k \ln s_k`$: a share $`s_k`$ of the digits is charged $`-\ln s_k`$. This
is the **entropy** of the classes, and no program that sees nothing can do better.

On real pictures, the network with trained biases and the one without ended at nearly
the same loss, 0.0192 and 0.0193: a unit with 784 weights has other ways to make up
for the one bias that it lacks. So a forgotten bias gradient is hard to notice. The
network learns all the same, and no number looks wrong until slopes are compared. (With
all layers' biases kept at 0 it is [the same](../experiments.md#left-out).)

**Next.** One slope is missing: that of a layer's input, which hands the error
on to the layer before. Chapter 12 adds it and puts everything together.

## In ten seconds

Q. Why is there no A in db, as there is in dW?

A. A bias's input is always 1.

Q. dZ is 100 × 256. What shape is db, and over what does the sum run?

A. 100 × 1; it runs over the 256 examples.

Q. Nine of ten digits of a batch are a 1, and the layer sees nothing. What does it
say at best?

A. The shares: 0.9 for the 1.

## What the source printed

The source's image 11 prints $`\frac1m * \mathrm{sum}(\partial J / \partial
Z^{[l]})`$ and does not say over what the sum runs. Over everything, as a plain
`sum()` of a matrix does, it is one number for all units, and at the output that
number is 0.0000 for any batch: each column of $`\hat Y - Y`$ adds up to 0. No
output bias would ever move. The sum over the units of each example would leave
m numbers where n are needed.

## Exercises

1. Give the network a 785th input that is always 1, and no biases. Does anything
   change?
2. Cut all digits to the lower half of the picture. Do the biases matter more
   now? Try it.
3. All ten classes are equally frequent. What is the entropy, and what do the biases
   become?
*/
