/*
# 9. Through the activation

Five of the eight units of a **hidden layer**, one between input and output, gave
0 for a digit that the network got wrong. Are they at fault too? To find out, take
the slope one step further back. The layer computes scores $`Z^{[l]}`$ and from
them the activations $`A^{[l]} = g(Z^{[l]})`$, with g = ReLU. Suppose we know how
the loss changes when an activation changes (here we measure it; chapter 12 will
calculate it). How does it change when the score behind it does?

```math
\frac{\partial (mJ)}{\partial Z^{[l]}} = \frac{\partial (mJ)}{\partial A^{[l]}}
\odot g'(Z^{[l]})
```

One score decides one activation and nothing else, so this is the **chain rule**
in its plainest form: slopes along a chain multiply. For unit i and example j:

1. The activation is $`A_{ij} = g(Z_{ij})`$, so a small change $`\delta`$ of
   the score changes it by $`g'(Z_{ij})\, \delta`$.
2. A change of $`A_{ij}`$ changes the loss by $`\partial (mJ) / \partial A_{ij}`$
   times that change.
3. Together: $`\dfrac{\partial (mJ)}{\partial Z_{ij}} =
   \dfrac{\partial (mJ)}{\partial A_{ij}} \; g'(Z_{ij})`$.
4. ⊙, the product of elements in the same place, says this for all units and
   examples at once.

All three matrices are $`n_l \times m`$. In code, `dA` stands for $`\partial (mJ) /
\partial A`$ and `dZ` for $`\partial (mJ) / \partial Z`$, slopes of the summed loss
as in chapter 8. The slope of ReLU is 1 where the score was above 0 and 0
elsewhere (chapter 2), so the product keeps an element of dA or sets it to 0.

Two units are enough to see it. Their scores are 2 and −1, and the loss has the
slopes 3 and 5 with respect to their activations:

```math
\begin{pmatrix} 3 \\ 5 \end{pmatrix} \odot
g' \begin{pmatrix} 2 \\ -1 \end{pmatrix} =
\begin{pmatrix} 3 \\ 5 \end{pmatrix} \odot
\begin{pmatrix} 1 \\ 0 \end{pmatrix} = \begin{pmatrix} 3 \\ 0 \end{pmatrix}
```

The second activation matters more to the loss, but its score cannot move it.
*/
#include "09_activation_gradient/relu_backward.h"

void relu_backward(Matrix dZ, Matrix dA, Matrix Z)
{
    expect_shape("relu_backward: dA", dA, Z.rows, Z.cols);
    expect_shape("relu_backward: dZ", dZ, Z.rows, Z.cols);
#pragma omp parallel for if (elements(Z) > 10000)
    for (size_t i = 0; i < elements(Z); i++)
        dZ.x[i] = re(Z.x[i]) > 0 ? dA.x[i] : 0; // line 4
}

/*
## Silent units learn nothing

A unit whose score is above 0 is **active**; one that gives 0 we call silent. A
small change of a score below 0 still gives 0, so the loss of this example does not
change: the slope is 0, and gradient descent leaves the unit's weights alone.
So the answer is no: a silent unit is not blamed, however much the loss would
change if it woke up. The unit may be active for another example. One that is
silent for **every** example gets no slope from any of them and is called dead.
Under gradient descent only a change of its inputs, by the layers before it, can
wake it; in the first layer, whose inputs are pixels, nothing can. Chapter 13
chooses starting weights for which about half the units are active.

## What we saw

For all eight units dA, set to 0 where the unit is silent, agrees with the dZ that
we measured. Unit 7 missed being active by 0.1040. Just beyond the bend it would
have the slope 1.0083, more than two of the active units have; on this side it has
none.

All or nothing: an active unit hands the slope on whole, a silent one not at all, in
however many layers. The logistic function or sigmoid, $`g(z) = 1 / (1 + e^{-z})`$,
used before ReLU, multiplies it by at most ¼; in ten layers, the weights between
aside, that makes at most $`4^{-10}`$, about one millionth. This is the **vanishing
gradient**, and a reason for ReLU. (The hyperbolic tangent, tanh z, which came between the
two, multiplies by 1 − tanh² z: by 1 at z = 0, but by 0.07 at z = 2, where it is 0.96. A unit that
answers strongly hardly learns.)

**Next.** From the slope of the scores, chapter 10 gets the slope of the weights.

## In ten seconds

Q. dA is (4, −2, 7) and Z is (−1, 3, 0.5). What is dZ?

A. (0, −2, 7). Whether dA is above 0 does not matter; whether Z is does.

Q. A unit is silent for one digit of a batch of 20. Does it learn from the batch?

A. Yes, from the other 19.

Q. Why is there no 1/m here?

A. dA and dZ belong to the summed loss; chapters 10 and 11 divide.

## What the source printed

The source's image 9 has $`\partial J / \partial A^{[l-1]}`$ where the slope with
respect to $`A^{[l]}`$ must stand. In the program's first hidden layer the shapes
do not fit, 784 × 1 and 8 × 1; in its second, where both layers have eight units,
they do, and the result is wrong by a relative error of 1.2469, without any
complaint.

## Exercises

1. Write the function for the logistic function, whose slope is
   $`g(z)\,(1 - g(z))`$. Which matrix, Z or A, would you rather be given?
2. Why is that slope at most ¼, and for which score? What is it at z = 5?
3. A "leaky" ReLU has slope 0.01 below 0. What would that do for silent units?
*/
