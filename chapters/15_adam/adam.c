/*
# 15. Adam

You stand in a narrow ravine and want to get to the lake at its end. The ground
falls steeply towards the stream beside you and hardly at all along it. Follow the
slope with long steps, and you jump from wall to wall; with short ones you are there
next week. Where it is 100 times as steep across as along, a step that is right along
is 100 times too long across.

A network's loss has such ravines. Gradient descent multiplies every slope by the
same α, but the slopes differ: at the program's first step those of the last biases
are four times as large as those of the first weights. An α that suits one parameter
is too small for another and makes a third jump about. Two older ideas help.

**Momentum** remembers. With g for the slope of one parameter, it keeps a sum m (in
this chapter m does not count examples) and follows that: $`m := \beta m + g`$,
$`\theta := \theta - \alpha m`$. Across the ravine slopes point to and fro and cancel; along it
they add up. After many equal slopes m is $`g / (1 - \beta)`$, ten times g for β =
0.9, so α is chosen smaller.
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
**RMSprop** measures. It keeps a running mean v of the squared slope of each parameter
and divides by its root: $`v := \beta v + (1 - \beta)\, g^2`$, $`\theta := \theta -
\alpha\, g / (\sqrt v + \varepsilon)`$, with a tiny ε against a division by 0. So
parameters with large and with small slopes move at about the same pace. In a running
mean the newest number counts 1 − β, the one before it β times that, and so on back:
numbers older than a few times 1 / (1 − β) steps hardly count.
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

**Adam** (Kingma & Ba 2015) keeps a running mean of the slopes as well as one of
their squares. With g for the slope at step t = 1, 2, 3, …:

1. The mean of the slopes: $`m := \beta_1 m + (1 - \beta_1)\, g`$.
2. The mean of their squares: $`v := \beta_2 v + (1 - \beta_2)\, g^2`$.
3. Both start at 0 and are too small at first. If g were the same in all steps,
   then after t steps $`m = (1 - \beta_1)(1 + \beta_1 + \dots + \beta_1^{t-1})\, g
   = (1 - \beta_1^t)\, g`$, and likewise $`v = (1 - \beta_2^t)\, g^2`$.
4. So divide that factor out. This is called the **bias correction**; it has
   nothing to do with the biases b:
   $`\hat m = m / (1 - \beta_1^t)`$ and $`\hat v = v / (1 - \beta_2^t)`$.
5. The step is $`\theta := \theta - \alpha\, \hat m / (\sqrt{\hat v} +
   \varepsilon)`$, with ε = 1e-8. It stands outside the root: inside, it would count
   as its own root, 1e-4, and hold back every parameter whose slopes are smaller
   than that.

```math
\theta := \theta - \alpha \, \frac{\hat m}{\sqrt{\hat v} + \varepsilon}
```

6. At the first step $`\hat m = g`$ and $`\hat v = g^2`$, so a parameter moves by
   $`\alpha\, |g| / (|g| + \varepsilon)`$: by α, up or down, unless its slope is
   as small as ε.

So Adam keeps two numbers more for each parameter, m and v, where plain descent keeps none: of the
network's 355,110 parameters, at 4 bytes a number, that is 2.8 MB.

Line 6 gives α a meaning: it is about the distance that a parameter goes in one step.
If all slopes become 1000 times as large, plain descent goes 1000 times as far, and
Adam as far as before, for $`\hat m`$ and $`\sqrt{\hat v}`$ grow alike. Later on
$`\hat m`$, a mean of slopes, is seldom much larger than $`\sqrt{\hat v}`$, the root
of their mean square, and smaller where slopes change sign. Without line 4 the first
step would be $`\alpha (1 - \beta_1) / \sqrt{1 - \beta_2}`$ long: 6.3 α for
$`\beta_1`$ = 0.8 and $`\beta_2`$ = 0.999, the values of this book's recipe. (The
paper and most libraries have 0.9, 0.999 and α = 0.001.)

**Three steps by hand**, with the recipe's values and slopes of 2, 2 and −1:

| t | g | m | v | $`\hat m`$ | $`\hat v`$ | step |
| --- | --- | --- | --- | --- | --- | --- |
| 1 | 2 | 0.2 · 2 = 0.4 | 0.001 · 4 = 0.004 | 0.4 / 0.2 = 2 | 0.004 / 0.001 = 4 | −α |
| 2 | 2 | 0.8 · 0.4 + 0.4 = 0.72 | 0.007996 | 0.72 / 0.36 = 2 | 4 | −α |
| 3 | −1 | 0.8 · 0.72 − 0.2 = 0.376 | 0.008988 | 0.376 / 0.488 = 0.770 | 2.999 | −0.445 α |

The third slope points the other way: the step goes on as before, but less than half
as far. Plain descent would go −2α, −2α and α, and momentum with β = 0.9 −2α, −3.8α and
−2.42α.
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

    // Each parameter is a task of its own, so threads may share them out, in
    // pieces that begin with a whole vector.
#pragma omp parallel for schedule(static, 16384) if (elements(theta) > 10000)
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

In a ravine 100 times as steep across as along, forty steps of gradient descent
bring the loss from 26.0000 to 1.8707: it jumps from wall to wall, and creeps along
the floor. Momentum swings to and fro and comes to 0.0319. Adam is at 0.0020 after 30
steps and, since it swings a little past the lowest point, at 0.0041 after 40. But this
ravine lies along an axis, and that favors Adam, which divides parameter by parameter.
Turned by 45 degrees, the ravine is equally steep in x and in y: there is nothing to
even out, and Adam ends at 2.5286, behind plain descent, which does not notice the turn.

On digits each has the learning rate that is best for it on 500 training digits held
back for the choice: `build/15_adam --choose` tries five (never choose on the test
digits). Over five seeds Adam's loss is the lowest, 0.4910 in the mean, and RMSprop's,
0.5205, within its spread; momentum and plain descent follow. What helps most here is
to divide by the root of v.

Without the bias correction the first step is 6.3245 α long and later ones up to
10.1 α, for even after a hundred steps $`1 - \beta_2^t`$ is only 0.095, whose root
makes them 3.2 times too long. With Adam's α the loss is higher, 0.5677; with an α
chosen for it, a quarter of that, it is 0.4965, no worse than Adam's. So all that the
correction brings here is that α need not be smaller. With it no parameter moves by
more than 2.5 α. Kingma & Ba (2015, section 6.4) show training that becomes unstable without it.

**Next.** Chapter 16 puts all the chapters together, on all of MNIST.

## In ten seconds

Q. Which way does a parameter move in Adam's first step, and how far?

A. Against its slope, by α.

Q. All slopes become 1000 times as large. What does Adam do?

A. The same as before: the factor cancels in $`\hat m / \sqrt{\hat v}`$.

Q. Why does m need a correction at first?

A. It started at 0.

## What the source printed

The program of the document that this book grew from has ε inside the root. For a
slope of 1e-5 the first step is then 0.0995 α long instead of 0.999 α.

One of this chapter's tests takes such a step; while training nobody would notice.

## Exercises

1. After ten equal slopes a parameter gets slopes of 0. How does m go on, how v?
2. Two parameters, one with slopes 1000 times the other's: by how much do their
   Adam steps differ?
*/
