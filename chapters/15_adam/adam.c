/*
# 15. Adam

Gradient descent multiplies every slope by the same α. But the slopes of a
network differ by orders of magnitude: an α that suits one parameter is far too
small for another and makes a third jump about. Two older ideas help.

**Momentum** remembers. Where successive batches pull a parameter to and fro,
the pulls cancel; where they agree, they add up.
*/
#include "15_adam/adam.h"

void momentum_step(Matrix theta, Matrix dtheta, Matrix m, double alpha,
                   double beta)
{
    expect_shape("momentum_step: dtheta", dtheta, theta.rows, theta.cols);
    expect_shape("momentum_step: m", m, theta.rows, theta.cols);
    for (size_t i = 0; i < elements(theta); i++) {
        m.x[i] = (real)beta * m.x[i] + dtheta.x[i];
        theta.x[i] -= (real)alpha * m.x[i];
    }
}

/*
**RMSprop** measures. It keeps a running mean v of the squared slope of each
parameter and divides by its root, so that parameters with large and with small
slopes move at about the same pace.
*/
void rmsprop_step(Matrix theta, Matrix dtheta, Matrix v, double alpha,
                  double beta, double epsilon)
{
    expect_shape("rmsprop_step: dtheta", dtheta, theta.rows, theta.cols);
    expect_shape("rmsprop_step: v", v, theta.rows, theta.cols);
    for (size_t i = 0; i < elements(theta); i++) {
        real g = dtheta.x[i];
        v.x[i] = (real)beta * v.x[i] + (real)(1 - beta) * g * g;
        theta.x[i] -= (real)alpha * g / (sqrt(v.x[i]) + (real)epsilon);
    }
}

/*
## Both together

**Adam** (Kingma & Ba 2015) keeps both running means. With g for the slope of
one parameter at step t = 1, 2, 3, …:

1. The mean of the slopes: $`m := \beta_1 m + (1 - \beta_1)\, g`$.
2. The mean of their squares: $`v := \beta_2 v + (1 - \beta_2)\, g^2`$.
3. Both start at 0 and are too small at first. If g were the same in all steps,
   then after t steps $`m = (1 - \beta_1^t)\, g`$ and
   $`v = (1 - \beta_2^t)\, g^2`$.
4. So divide that factor out, the **bias correction**:
   $`\hat m = m / (1 - \beta_1^t)`$ and $`\hat v = v / (1 - \beta_2^t)`$.
5. The step is $`\theta := \theta - \alpha\, \hat m / (\sqrt{\hat v} +
   \varepsilon)`$, with ε = 1e-8 against a division by 0. ε stands outside the
   root: inside, it would count as its own root, 1e-4, and hold back every
   parameter whose slopes are smaller than that.

```math
\theta := \theta - \alpha \, \frac{\hat m}{\sqrt{\hat v} + \varepsilon}
```

6. At the first step $`\hat m = g`$ and $`\hat v = g^2`$, so every parameter
   moves by α, up or down, however small its slope, unless it is 0.

Line 6 gives α a meaning: it is about the distance that a parameter goes in one
step. Without line 4 the first step would be
$`\alpha (1 - \beta_1) / \sqrt{1 - \beta_2}`$ long: 6.3 α for
$`\beta_1`$ = 0.8 and $`\beta_2`$ = 0.999, the values of this book's recipe.
*/
void adam_step(Adam *adam, Matrix theta, Matrix dtheta)
{
    expect_shape("adam_step: dtheta", dtheta, theta.rows, theta.cols);
    expect_shape("adam_step: m", adam->m, theta.rows, theta.cols);
    expect_shape("adam_step: v", adam->v, theta.rows, theta.cols);
    adam->t++;
    real alpha = (real)adam->alpha, epsilon = (real)adam->epsilon;
    real beta1 = (real)adam->beta1, one_minus_beta1 = (real)(1 - adam->beta1);
    real beta2 = (real)adam->beta2, one_minus_beta2 = (real)(1 - adam->beta2);
    real correct_m = (real)(1 / (1 - pow(adam->beta1, adam->t)));
    real correct_v = (real)(1 / (1 - pow(adam->beta2, adam->t)));
    real *m = adam->m.x, *v = adam->v.x;

    // Each parameter is a task of its own, so threads may share them out.
#pragma omp parallel for if (elements(theta) > 10000)
    for (size_t i = 0; i < elements(theta); i++) {
        real g = dtheta.x[i];
        m[i] = beta1 * m[i] + one_minus_beta1 * g;     // line 1
        v[i] = beta2 * v[i] + one_minus_beta2 * g * g; // line 2
        real m_hat = m[i] * correct_m;                 // line 4
        real v_hat = v[i] * correct_v;
        theta.x[i] -= alpha * m_hat / (sqrt(v_hat) + epsilon); // line 5
    }
}

/*
## What we saw

Four optimizers started from the same weights and saw the same batches, each
with the learning rate that was best for it on 500 training digits held back for
the choice (never choose on the test digits). From step 10 on Adam had the lowest
loss of the four, but for a bump at step 70, where RMSprop was ahead.

The bias correction made the first step α long; without it, it was 6.3 α, and
the longest steps stayed between 6 α and 10 α to the end of the 80 steps, for
$`1 - \beta_2^t`$ is still far below 1 then. On this small network they did no
lasting harm, and the last column ends where Adam does. What the correction buys is that α means the same
from the first step on. Kingma & Ba (2015, section 6.4) show where its lack
hurts: with $`\beta_2`$ close to 1, training becomes unstable in its first
epochs.

**Next.** Chapter 16 puts all the chapters together, on all of MNIST.

## Exercises

1. After ten equal slopes a parameter gets slopes of 0. How does m go on, how v?
2. Two parameters, one with slopes 1000 times the other's: by how much do their
   Adam steps differ?
3. Multiply the loss by 100. What changes for gradient descent, what for Adam?
*/
