/*
# 7. Gradient descent

Fog lies on a hillside, and you want to go down. You cannot see the valley, but
your foot feels which way the ground falls: you take a step that way, and feel
again. A network is trained in the same way. The height is the loss J; the place
is given by all its weights and biases together, the **parameters** θ.

What the foot feels is a **slope**: change one parameter a little, hold all
others still, and divide the change of J by the change of the parameter. It is
written $`\partial J / \partial \theta`$. Where it is positive, J rises with the
parameter, which should become smaller; where it is negative, larger. Go against
the slope:

```math
\theta := \theta - \alpha \, \frac{\partial J}{\partial \theta}
```

α, the **learning rate**, says how far to go. Done for all parameters at once,
again and again, this is **gradient descent**; the list of all the slopes, one
for each parameter, is the **gradient**, $`\nabla J`$.

By hand: J = θ² has the slope 2θ. From θ = 3, where the slope is 6, a step with
α = 0.1 leads to 3 − 0.1 · 6 = 2.4, the next to 1.92, and so on down to 0. With
α = 1.1 it leads to 3 − 6.6 = −3.6, across the valley and higher up than before,
and the next to 4.32.

Why not go to the bottom at once, where all slopes are 0? Of θ² it is found by solving 2θ = 0. Of a
network with 355,110 parameters it would be as many equations, in which each parameter is
multiplied by others and stands under exponentials. Nobody can solve them. But what the slopes are
*here* can be computed exactly, and that is enough for a step.

<details><summary>In a box: ∂, the partial derivative</summary>

Let $`J = x^2 y`$. With y held still, as if it were a constant, the derivative is
$`\partial J / \partial x = 2 x y`$; with x held still, $`\partial J / \partial y =
x^2`$. At x = 3, y = 2 they are 12 and 9: 0.01 more of x adds about 0.12 to J.

</details>
*/
#include "07_gradient_descent/descent.h"

void descend(Matrix theta, Matrix dtheta, double alpha)
{
    expect_shape("descend: dtheta", dtheta, theta.rows, theta.cols);
    for (size_t i = 0; i < elements(theta); i++)
        theta.x[i] -= (real)alpha * dtheta.x[i];
}

/*
## Why all may move at once

Each slope was felt with the others held still, and now all move. Does J fall?

1. Number the parameters by p. If each changes by a small $`\delta_p`$, the
   changes of J add up:
   $`\Delta J \approx \sum_p \frac{\partial J}{\partial \theta_p} \delta_p`$.
   What this leaves out has two small factors, such as $`\delta_1 \delta_2`$.
2. Gradient descent takes $`\delta_p = -\alpha \, \partial J / \partial
   \theta_p`$.
3. Together: $`\Delta J \approx -\alpha \sum_p \left(\frac{\partial J}{\partial
   \theta_p}\right)^2`$, minus α times a sum of squares. So J falls, if α is
   small enough for line 1.
4. Why in proportion to the slopes? Of all steps of the same length
   $`\sqrt{\sum_p \delta_p^2}`$, the one straight against the gradient makes the
   sum of line 1 lowest; this is the Cauchy–Schwarz inequality.

How small must α be? So small that the slopes hardly change on the way: exercise
2. When to stop? When digits that were kept aside are no longer read better. And what if
the way ends in a hollow that is not the lowest of all, a **local minimum**? Nothing forbids
it. But a hollow must rise in every direction, and chapter 16's network has 355,110 of
them. Its trainings from five different starts read 97.91 to 98.21 % of the test digits:
other hollows, about as good.

## Ten parameters

The program tries it on chapter 1's layer. To each of its ten biases it adds a
correction $`\beta_k`$, at first 0, so that J, here the mean loss of 300 training
digits, is a function of ten numbers. With α = 1 the first step lowers J by the 0.0024
that line 3 promises, and in twenty steps J creeps from 0.7628 to 0.7236. With 30 the
promise, 0.0725, is not quite kept: 0.0592; but twenty steps reach 0.6372, and the last
eight hardly change it. (A loss that still falls evenly, as with α = 1, is not done: its α
is too small.) With 300 the first step lands higher on the other side of the valley, and
of twenty steps only five go down. (A loss that jumps up and down, or grows, has an α that is
too large.)

## Measuring a slope

Where does the program get its slopes? It measures each from two values of
J. How well? Write f for J as a function of the one parameter x.

<details><summary>In a box: Taylor's formula</summary>

It is line 5 below: near x, f is its value, plus its slope times the step h, plus
a bend, and so on. Take $`f = x^3`$ at x = 2, where $`f' = 12`$, $`f'' = 12`$,
$`f''' = 6`$. With h = 0.1 the terms are 8 + 1.2 + 0.06 + 0.001 = 9.261: just
$`2.1^3`$.

</details>

5. $`f(x + h) = f(x) + h f'(x) + \frac{h^2}{2} f''(x) + \frac{h^3}{6}
   f'''(x) + \dots`$
6. The forward difference $`\dfrac{f(x+h) - f(x)}{h}`$ is therefore
   $`f'(x) + \frac{h}{2} f''(x) + \dots`$: its error shrinks like h.
7. Put −h for h in line 5 and subtract:
   $`f(x+h) - f(x-h) = 2h f'(x) + \frac{h^3}{3} f'''(x) + \dots`$
8. So the **central difference** $`\dfrac{f(x+h) - f(x-h)}{2h}`$ is
   $`f'(x) + \frac{h^2}{6} f'''(x) + \dots`$: its error shrinks like h².
9. But each value of f is rounded, by about $`10^{-16}`$ of its size, and the
   division by h turns that into an error of about $`10^{-16} / h`$.
10. The sum of the two errors, of lines 8 and 9, is least at $`h = (3 \cdot
    10^{-16} / f''')^{1/3}`$: exercise 4. For $`\beta_0`$, the first of the ten,
    $`f'''`$ is about 0.001, and the best h near $`10^{-4}`$. (A `float` is rounded by
    about 6 · $`10^{-8}`$ of its size. The same lines then give an h some 800 times as
    large, and of a slope three or four digits at best. So gradients are checked with
    `double`.)

The error draws a V. (At a **kink**, such as ReLU's at 0, there is no slope; both
values must lie on one side of it.) In code J is a function that is called with a
`context`, whatever it needs, and returns the loss for the numbers as they are.
*/
real central_slope(LossFunction *J, void *context, real *x, double h)
{
    real kept = *x;
    *x = kept + (real)h;
    real above = J(context);
    *x = kept - (real)h;
    real below = J(context);
    *x = kept;
    return (above - below) / (2 * (real)h); // line 8
}

void measured_gradient(Matrix dX, LossFunction *J, void *context, Matrix X,
                       double h)
{
    expect_shape("measured_gradient: dX", dX, X.rows, X.cols);
    for (size_t i = 0; i < elements(X); i++)
        dX.x[i] = central_slope(J, context, &X.x[i], h);
}

/*
## Without the V

The trouble is line 9: subtracting two nearly equal numbers. A conjuring trick
gets around it. Let the step be imaginary, $`i h`$.

<details><summary>In a box: complex numbers</summary>

$`a + i b`$ has the real part a and the imaginary part b; calculate as always and
put −1 for $`i^2`$. So $`(2 + 0.1 i)^3 = 8 + 1.2 i - 0.06 - 0.001 i`$. The
imaginary part, 1.199, over the step 0.1 is nearly 12, the slope of $`x^3`$.

</details>

11. $`f(x + ih) = f(x) + i h f'(x) - \frac{h^2}{2} f''(x) - i \frac{h^3}{6}
    f'''(x) + \dots`$
12. The imaginary part of that is $`h f'(x) - \frac{h^3}{6} f'''(x) + \dots`$
13. So $`\mathrm{Im}\, f(x + ih) / h`$ is $`f'(x)`$ with an error like h², and
    nothing is subtracted.

With h = 1e-30 the error of line 13 is far below the last digit. This **complex
step** needs a J made of sums, products, quotients, exp, log and roots, for which
Taylor's formula holds with complex numbers too. That is why this book's lessons
are written for a type `real`, which is `double` here, `float` for training and
`double _Complex` for the exact tests. And where they compare, they take `re(z)`, the real
part of z, which the step does not change; what goes on from there is the whole of z. So
ReLU asks whether re(z) is above 0 and gives z or 0. And softmax finds the largest score by real
parts, and takes that whole score from all others (any number may be taken from all: chapter 6).
*/
#if defined REAL_COMPLEX
real complex_slope(LossFunction *J, void *context, real *x, double h)
{
    real kept = *x;
    *x = kept + h * I;
    real shifted = J(context);
    *x = kept;
    return cimag(shifted) / h; // line 13
}
#endif

/*
## Comparing two gradients

The chapters that follow compare each formula with measured slopes, in a **gradient
check**. How far are
two gradients apart? The largest difference of two elements shows a single wrong
entry, which a mean would hide. Divided by the largest element it says the same
on any scale: 0.1 means that some slope is wrong by a tenth of the largest. This book asks of
every tensor for less than 1e-7 by central differences, and 1e-12 by the complex step.
*/
double relative_error(Matrix P, Matrix Q)
{
    expect_shape("relative_error: Q", Q, P.rows, P.cols);
    double difference = 0, largest = 0;
    for (size_t i = 0; i < elements(P); i++) {
        double d = (double)fabs(P.x[i] - Q.x[i]);
        if (isnan(d))
            return d;
        difference = fmax(difference, d);
        largest = fmax(largest, (double)fabs(P.x[i]));
        largest = fmax(largest, (double)fabs(Q.x[i]));
    }
    return largest > 0 ? difference / largest : 0;
}

/*
## What we saw

The table is of the slope at $`\beta_0`$ = 0, which is −0.0204. As h shrinks, the
error of a forward difference falls to about $`10^{-9}`$, that of a central one
below $`10^{-12}`$, and both rise again; the complex step's stays at the bottom.
For going down any of the three would do; for finding a mistake in a formula the
last digits matter.

**Next.** Measuring costs two losses for each parameter. Our network has 355,110:
that makes 710,220 losses for one step. Chapters 8 to 12 calculate all slopes for
about the price of two losses.

## In ten seconds

Q. A slope is −2. Which way does its parameter move?

A. Up, by 2α.

Q. The slopes of two parameters are 3 and 4, and α is 0.01. By how much should J
fall?

A. By 0.01 · (9 + 16) = 0.25 (line 3).

Q. Why is h = 1e-12 worse than 1e-4?

A. Rounding, divided by so small an h, is large.

## What the source printed

The source's image 7 subtracts the slope itself, and names weights only:
$`W^{[l]} := W^{[l]} - \partial J / \partial W^{[l]}`$. That is α = 1 for every
problem: here it crawls, and where J bends more sharply, it diverges (exercise 2).

## Exercises

1. Minimize $`f(x) = x^2`$ from x = 1 by hand with α = 0.1, 0.5, 1 and 1.1.
2. From which α on does gradient descent on $`f(x) = \frac{c}{2} x^2`$ diverge?
3. Why does the error in the first rows of the table fall by a factor of 100
   from one row to the next for the central difference, and by 10 for the
   forward difference?
4. Find the h for which the errors of lines 8 and 9 have the least sum, and
   $`f'''`$ from the table's first row. Which row should be the best, and is it?
*/
