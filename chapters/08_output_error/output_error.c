/*
# 8. Output error

The layer gave the true class of a digit the probability 0.47. Which of the
ten scores should have been higher, which lower, and by how much? Chapter 7
measures such slopes, at two losses apiece. Here is the first one that we
calculate, and it is the simplest formula of the book:

```math
\frac{\partial (m J)}{\partial Z^{[L]}} = \hat Y - Y
```

J is the mean loss of m examples, so m J is their sum, and with one example J
itself. (The image leaves out the m; more of that below.) L is the number of the
last layer, $`\hat Y`$ is the softmax of its scores
$`Z^{[L]}`$, and Y holds the one-hot labels; all are $`n_L \times m`$. The true
class's score should rise by what its probability lacks to 1, and every other
score should fall by the probability that its class was given wrongly.

## Why

Take one example with scores z, probabilities $`\hat y`$ and true class t. Its
loss is $`J_1 = -\log \hat y_t`$. A change of one score changes all ten
probabilities, since they add up to 1; that is where the work is.

1. Let S be the sum $`\sum_i e^{z_i}`$, so $`\hat y_i = e^{z_i} / S`$. The
   derivative of S with respect to $`z_k`$ is $`e^{z_k}`$.
2. The quotient rule for i = k gives $`\dfrac{\partial \hat y_k}{\partial z_k}
   = \dfrac{e^{z_k} S - e^{z_k} e^{z_k}}{S^2} = \hat y_k (1 - \hat y_k)`$.
3. For i ≠ k only S depends on $`z_k`$: $`\dfrac{\partial \hat y_i}{\partial
   z_k} = -\dfrac{e^{z_i} e^{z_k}}{S^2} = -\hat y_i \hat y_k`$. Lines 2 and 3
   together are the **Jacobian** of softmax, the n × n matrix of all these
   derivatives, shown below.
4. Chain rule, with $`J_1 = -\log \hat y_t`$: $`\dfrac{\partial J_1}{\partial
   z_k} = -\dfrac{1}{\hat y_t} \dfrac{\partial \hat y_t}{\partial z_k}`$.
5. If k is the true class, line 2 makes that $`-(1 - \hat y_k) = \hat y_k - 1`$;
   if not, line 3 makes it $`\hat y_k`$.
6. Both are $`\hat y_k - y_k`$, for y is 1 at the true class and 0 elsewhere.

With row i for the probability and column k for the score, and three classes to
save space, the Jacobian is

```math
\frac{\partial \hat y_i}{\partial z_k} = \begin{pmatrix}
\hat y_1 (1 - \hat y_1) & -\hat y_1 \hat y_2 & -\hat y_1 \hat y_3 \\
-\hat y_2 \hat y_1 & \hat y_2 (1 - \hat y_2) & -\hat y_2 \hat y_3 \\
-\hat y_3 \hat y_1 & -\hat y_3 \hat y_2 & \hat y_3 (1 - \hat y_3)
\end{pmatrix}
```

Line 4 takes row t of it and multiplies by $`-1 / \hat y_t`$, which cancels the
$`\hat y_t`$ that stands in every element of that row. The exponential of softmax
and the logarithm of the loss undo each other, which is why the two are usually
used together.
*/
#include "08_output_error/output_error.h"

void output_error(Matrix dZ, Matrix Yhat, Matrix Y)
{
    expect_shape("output_error: dZ", dZ, Yhat.rows, Yhat.cols);
    expect_shape("output_error: Y", Y, Yhat.rows, Yhat.cols);
    for (size_t i = 0; i < elements(Yhat); i++)
        dZ.x[i] = Yhat.x[i] - Y.x[i]; // line 6
}

/*
## One convention

J is the **mean** of the losses of m examples, so its slope with respect to a
score of one of them is line 6 divided by m. Image 8 leaves the 1/m out; images
10 and 11 put it in. So in chapters 8, 9 and 12, dZ and dA are slopes of the
**summed** loss m J, and in chapters 10 and 11 dW and db are slopes of the mean
loss J. That saves a division of every number in between, and is a trap for
whoever forgets it or does it twice: a gradient check finds both.

## The loss as printed

Image 5, taken as printed, is another function of the scores, and image 8 is
not its slope. It charges each wrong class i a further $`-\log(1 - \hat y_i)`$,
whose derivative with respect to $`\hat y_i`$ is $`1 / (1 - \hat y_i)`$. Times
the Jacobian of lines 2 and 3, and with $`g_i = \hat y_i / (1 - \hat y_i)`$ for
the wrong classes and 0 for the true one, that adds $`g_k`$ from line 2 and
$`-\hat y_k g_i`$ from every i, k included:

```math
\frac{\partial J_{\text{printed}}}{\partial z_k} = \hat y_k - y_k + g_k -
\hat y_k \sum_i g_i
```

The program measures both. For the loss of chapter 5 the formula and the
measurement agree, with a relative error below 1e-7; for the printed one they
are far apart, by 0.4036. A network trained with $`\hat Y - Y`$ under the printed loss still learns, because it
follows the slope of the right loss and only reports the wrong one. No error
message will ever tell; a gradient check does.

## What we saw

$`\hat Y - Y`$ is the measured slope, for each of the ten classes. The two
largest numbers belong to the true class, 2, which lacks 0.5274 of its
probability, and to class 5, which wrongly has the most of that, 0.3629.

**Next.** The error of the output is known. Chapter 9 takes it backward through
an activation function.

## Exercises

1. The ten slopes of one example add up to 0. Why must they?
2. What is $`\partial J_1 / \partial z_k`$ when the network is sure and right?
   Sure and wrong? At a guess?
3. Replace softmax and −log by $`\hat y = z`$ and the squared error
   $`\frac12 \sum_k (\hat y_k - y_k)^2`$. What is the slope now?
*/
