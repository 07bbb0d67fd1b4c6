/*
# 8. Output error

The layer gave the true class of a digit the probability 0.47. Which of the ten
scores should have been higher, which lower, and which matters most? Chapter 7
measures such slopes, at two losses apiece. Here is the first one that we
calculate, and it is the simplest formula of the book:

```math
\frac{\partial (mJ)}{\partial Z^{[L]}} = \hat Y - Y
```

J is the mean loss of m examples, so m J is their sum; for one example it is J
itself. L is the number of the last layer, $`\hat Y`$ the softmax of its scores
$`Z^{[L]}`$, and Y holds the one-hot labels; all are $`n_L \times m`$. The true
class has y = 1: its score is pushed up, in proportion to how far its probability
is from 1. Every other score is pushed down, in proportion to the probability that
its class was given wrongly.

## Why

Take one example with scores z, probabilities $`\hat y`$ and true class t. A
change of one score changes all ten probabilities, for they share a denominator.
But the loss can be written without them:

1. With $`S = \sum_i e^{z_i}`$, softmax is $`\hat y_t = e^{z_t} / S`$. So the loss
   is $`J_1 = -\log \hat y_t = \log S - z_t`$.
2. Only one term of S depends on $`z_k`$, and its derivative is $`e^{z_k}`$
   again. So the derivative of $`\log S`$ is $`e^{z_k} / S = \hat y_k`$.
3. The derivative of $`z_t`$ with respect to $`z_k`$ is 1 if k is the true class
   and 0 otherwise, and that is just the label $`y_k`$.
4. Together: $`\dfrac{\partial J_1}{\partial z_k} = \hat y_k - y_k`$.

The exponential of softmax and the logarithm of the loss undo each other, which
is why the two are used together.

<details><summary>The long way, through the probabilities</summary>

The **quotient rule** says that the derivative of $`u / v`$ is $`(u' v - u v') /
v^2`$. For $`\hat y_k = e^{z_k} / S`$ it gives $`\dfrac{\partial \hat
y_k}{\partial z_k} = \dfrac{e^{z_k} S - e^{z_k} e^{z_k}}{S^2} = \hat y_k (1 - \hat
y_k)`$, and for i ≠ k, where only S depends on $`z_k`$, $`\dfrac{\partial \hat
y_i}{\partial z_k} = -\hat y_i \hat y_k`$. What makes k numbers of n has k · n slopes, one
for each pair, and their k × n matrix is called its **Jacobian** (a layer's z = W a + b has the
Jacobian W). That of softmax is n × n. For three classes, row i for the probability
and column k for the score:

```math
\frac{\partial \hat y_i}{\partial z_k} = \begin{pmatrix}
\hat y_1 (1 - \hat y_1) & -\hat y_1 \hat y_2 & -\hat y_1 \hat y_3 \\
-\hat y_2 \hat y_1 & \hat y_2 (1 - \hat y_2) & -\hat y_2 \hat y_3 \\
-\hat y_3 \hat y_1 & -\hat y_3 \hat y_2 & \hat y_3 (1 - \hat y_3)
\end{pmatrix}
```

The loss $`-\log \hat y_t`$ has the slope $`-1 / \hat y_t`$ with respect to $`\hat
y_t`$. Multiplied into row t it cancels the $`\hat y_t`$ there, and leaves $`\hat
y_t - 1`$ for the true class and $`\hat y_k`$ for the others: line 4 again.

With a squared error, $`\frac12 \sum_i (\hat y_i - y_i)^2`$, nothing cancels. Its slope
with respect to $`z_k`$ is
$`\hat y_k \left( (\hat y_k - y_k) - \sum_i \hat y_i (\hat y_i - y_i) \right)`$. By
hand: of two classes the true one has 0.01, so its score gets
0.01 · (−0.99 − (−0.0099 + 0.9801)) = −0.0196, where −log gives −0.99. The surest mistakes
would be mended fifty times more slowly.

</details>
*/
#include "08_output_error/output_error.h"

void output_error(Matrix dZ, Matrix Yhat, Matrix Y)
{
    expect_shape("output_error: dZ", dZ, Yhat.rows, Yhat.cols);
    expect_shape("output_error: Y", Y, Yhat.rows, Yhat.cols);
    for (size_t i = 0; i < elements(Yhat); i++)
        dZ.x[i] = Yhat.x[i] - Y.x[i]; // line 4
}

/*
## Three scores by hand

Chapter 6 made [1, 0, −1] into the probabilities 0.6652, 0.2447 and 0.0900. Let the
second class be the true one. Then

```math
dz = \begin{pmatrix} 0.6652 \\ 0.2447 \\ 0.0900 \end{pmatrix}
- \begin{pmatrix} 0 \\ 1 \\ 0 \end{pmatrix}
= \begin{pmatrix} 0.6652 \\ -0.7553 \\ 0.0900 \end{pmatrix}
```

0.001 more of the first score costs 0.00067, 0.001 more of the second saves 0.00076.
The three slopes add up to 0: what is pushed up here is pushed down there.

## One convention

J is the **mean** of the losses of m examples, so its slope with respect to a
score of one of them is line 4 divided by m. We divide later. In chapters 8, 9
and 12, `dZ` and `dA` stand for $`\partial (mJ) / \partial Z`$ and $`\partial (mJ)
/ \partial A`$, slopes of the **summed** loss; in chapters 10 and 11, `dW` and
`db` stand for $`\partial J / \partial W`$ and $`\partial J / \partial b`$, slopes
of the mean loss. That saves a division of every number in between, and is a
trap for whoever forgets the 1/m or puts it twice. A gradient check finds both.

## What we saw

$`\hat Y - Y`$ is the measured slope, for each of the ten classes. The true class,
2, lacks 0.5274; class 5, which holds most of that, wrongly, is pushed down with
0.3629. The loss looks at one probability only, and yet moves every score: the
nearest rival most, the hopeless ones hardly at all.

**Next.** The error of the output is known. Chapter 9 takes it backward through
an activation function.

## In ten seconds

Q. The true class has the probability 0.9. What is the slope of its score?

A. 0.9 − 1 = −0.1: nearly right, so hardly pushed.

Q. A wrong class has the probability 0.3. Which way does gradient descent move
its score?

A. Down: the slope is 0.3, and it goes against it.

Q. A batch has 20 digits. How does $`\partial (mJ) / \partial Z`$ differ from
$`\partial J / \partial Z`$?

A. It is 20 times as large.

## What the source printed

The source's image 8 prints $`\partial J / \partial Z^{[L]} = \hat Y - Y`$ with
the J of its image 5, which is a mean. For a batch of 20 digits that is 20 times
too large, a relative error of 0.9500. And image 5 prints a loss that charges the
wrong classes too, of which $`\hat Y - Y`$ is no slope at all: there the relative
error is 0.4036 with a single digit.

The first slip does no harm, since images 10 and 11 divide by m. The second
does, silently: a network trained with $`\hat Y - Y`$ under the printed loss still
learns, because it follows the slope of the right loss and only reports the wrong
one. No error message will ever tell; a gradient check does.

## Exercises

1. The ten slopes of one example add up to 0. Why must they?
2. What is $`\partial J_1 / \partial z_k`$ when the network is sure and right?
   Sure and wrong? At a guess?
3. Replace softmax and −log by $`\hat y = z`$ and the squared error
   $`\frac12 \sum_k (\hat y_k - y_k)^2`$. What is the slope now?
*/
