/*
# 9. Through the activation

A hidden layer computes scores $`Z^{[l]}`$ and from them the activations
$`A^{[l]} = g(Z^{[l]})`$, with g = ReLU. Suppose we know how the loss changes
when an activation changes. How does it change when the score behind it does?

One score decides one activation and nothing else, so this is the chain rule in
its plainest form. For unit i and example j:

1. The activation is $`A_{ij} = g(Z_{ij})`$, so a small change $`\delta`$ of
   the score changes it by $`g'(Z_{ij})\, \delta`$.
2. A change of $`A_{ij}`$ changes the loss by $`\partial J / \partial A_{ij}`$
   times that change.
3. Together: $`\dfrac{\partial J}{\partial Z_{ij}} =
   \dfrac{\partial J}{\partial A_{ij}} \; g'(Z_{ij})`$.
4. For all units and examples at once, with ⊙ for the product of elements in the
   same place:

```math
\frac{\partial J}{\partial Z^{[l]}} = \frac{\partial J}{\partial A^{[l]}}
\odot g'(Z^{[l]})
```

All three matrices are $`n_l \times m`$. In code, dA stands for $`\partial J /
\partial A`$ and dZ for $`\partial J / \partial Z`$. The slope of ReLU is 1 where
the score was above 0 and 0 elsewhere (chapter 2), so the product keeps an
element of dA or sets it to 0.

Chapter 8's convention holds here too: dA and dZ are slopes of the loss summed
over the batch, and the 1/m comes in chapters 10 and 11. The formula is the same
either way.
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

A unit whose score is 0 or below gives 0; we say that it is **silent**, and
otherwise that it speaks. A small change of a score below 0 still gives 0, so the
loss does not change: the slope is 0, and gradient descent leaves the unit's
weights alone for this example. The unit may speak for another one. A unit that
is silent for **every** example gets no slope from any of them. It is called
dead, and under gradient descent only a change of its inputs, by the layers
before it, can wake it; in the first layer, whose inputs are pixels, nothing can.
Chapter 13 chooses starting weights for which about half the units speak.

## The index that slipped

Image 9 is printed with $`\partial J / \partial A^{[l-1]}`$ where
$`\partial J / \partial A^{[l]}`$ must stand. A look at the shapes is enough to
see that it cannot be: $`A^{[l-1]}`$ has as many rows as layer l − 1 has units
and $`Z^{[l]}`$ as many as layer l, and ⊙ needs equal shapes. Where two layers
happen to be of the same size, the shapes say nothing, and only a gradient check
finds the slip.

## What we saw

For all eight units dA, set to 0 where the unit is silent, agrees with the dZ that
we measured. Five of the units were silent: their dA is not 0, and their dZ is.
The program's two hidden layers have the same size, so in layer 2 the image's
formula can be computed. It is right for the silent units, by 0 = 0, and wrong for
the three that speak, without any complaint; its relative error is above 1
because the largest difference is larger than the largest slope. In layer 1 it
cannot be computed, for the shapes do not fit.

**Next.** From the slope of the scores, chapter 10 gets the slope of the weights.

## Exercises

1. Write the function for the logistic function $`g(z) = 1 / (1 + e^{-z})`$,
   whose slope is $`g(z)\,(1 - g(z))`$. Which matrix, Z or A, would you rather
   be given?
2. How large can the slope of the logistic function be? What happens to a slope
   that passes back through ten such layers, and through ten ReLUs?
3. A "leaky" ReLU has slope 0.01 below 0. What would that do for silent units?
*/
