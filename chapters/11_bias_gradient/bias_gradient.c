/*
# 11. Bias gradient

A bias is a weight whose input is always 1: the score is
$`z_i = \sum_j W_{ij} a_j + b_i \cdot 1`$. So chapter 10 has done the work:

1. Chapter 10, line 3, with $`a_j = 1`$: for one example
   $`\partial J / \partial b_i = \partial J / \partial z_i`$.
2. The loss of a batch is the mean over its m examples, and the bias is added to
   every column of Z. So its slope is the mean of row i of dZ:

```math
\frac{\partial J}{\partial b^{[l]}} = \frac1m \sum_{i=1}^{m}
\frac{\partial J}{\partial Z^{[l](i)}}
```

The sum of image 11 runs over the m **columns**, the examples. Summed over
everything, it would give one number for all units; forgotten, it would leave
one column for each example, an n × m matrix where n × 1 is needed.
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

Give the layer inputs that are all 0. Then the scores are the biases, whatever
the weights, and the layer cannot tell one digit from another. What is the best
it can say? By chapter 8, each dZ is $`\hat y - y`$, with the same
$`\hat y`$ for every example:

1. $`\partial J / \partial b_k`$ is the mean of $`\hat y_k - y_k`$, which is
   $`\hat y_k`$ minus the share of class k in the batch.
2. It is 0 when $`\hat y_k`$ equals that share.

So the biases alone learn how frequent each class is. The program trains them on
digits of which some classes are more frequent than others, and prints both.

## What we saw

The formula agrees with the measured slopes. On empty pictures the predictions
became the shares of the classes. On real pictures, the network with trained
biases and the one without ended at nearly the same loss: a unit with 784 weights
has other ways to make up for the one bias that it lacks. That is what makes a
forgotten bias gradient so hard to notice. The network learns all the same, and
no number looks wrong until slopes are compared.

**Next.** One slope is missing: that of a layer's input, which hands the error
on to the layer before. Chapter 12 adds it and puts everything together.

## Exercises

1. Give the network a 785th input that is always 1, and no biases. Does anything
   change?
2. Cut all digits to the lower half of the picture. Do the biases matter more
   now? Try it.
3. With the biases found on empty pictures, what is the loss there, as a formula
   in the shares of the classes? It has a name in information theory.
*/
