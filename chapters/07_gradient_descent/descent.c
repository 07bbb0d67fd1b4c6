/*
# 7. Gradient descent

The loss J says how wrong the network is. It depends on every weight and every
bias; all of these together are the **parameters** θ. How should we change them
to make J smaller?

Change one parameter a little and see whether J rises or falls. The ratio, the
change of J divided by the change of the parameter, is the **slope** of J with
respect to that parameter, written $`\partial J / \partial \theta`$. If the slope
is positive, J rises with the parameter, so the parameter should become smaller;
if it is negative, larger. Either way: go against the slope.

```math
\theta := \theta - \alpha \, \frac{\partial J}{\partial \theta}
```

α, the **learning rate**, says how far to go. Image 7 writes it for the weights
of layer l as $`W^{[l]} := W^{[l]} - \partial J / \partial W^{[l]}`$ and leaves
α out, which is α = 1 for every problem. Done for all parameters at once, again
and again, this is **gradient descent**; the **gradient** is the matrix of all
the slopes.
*/
#include "07_gradient_descent/descent.h"

void descend(Matrix theta, Matrix dtheta, double alpha)
{
    expect_shape("descend: dtheta", dtheta, theta.rows, theta.cols);
    for (size_t i = 0; i < elements(theta); i++)
        theta.x[i] -= (real)alpha * dtheta.x[i];
}

/*
## Measuring a slope

Taken at its word, a slope is measured by two values of J. How good is that?
Write f for J as a function of the one parameter x, and use Taylor's formula:

1. $`f(x + h) = f(x) + h f'(x) + \frac{h^2}{2} f''(x) + \frac{h^3}{6} f'''(x) +
   \dots`$
2. The forward difference $`\dfrac{f(x+h) - f(x)}{h}`$ is therefore
   $`f'(x) + \frac{h}{2} f''(x) + \dots`$: its error shrinks like h.
3. Put −h for h in line 1 and subtract:
   $`f(x+h) - f(x-h) = 2h f'(x) + \frac{h^3}{3} f'''(x) + \dots`$
4. So the **central difference** $`\dfrac{f(x+h) - f(x-h)}{2h}`$ is
   $`f'(x) + \frac{h^2}{6} f'''(x) + \dots`$: its error shrinks like h².
5. But each value of f is rounded, by about $`10^{-16}`$ of its size, and the
   division by 2h turns that into an error that grows like $`10^{-16} / h`$.
6. The best h balances lines 4 and 5: near $`10^{-5}`$, where the error is about
   $`10^{-10}`$. Neither a smaller nor a larger h is better: the error is a V.
*/
real central_slope(LossFunction *J, void *context, real *x, double h)
{
    real kept = *x;
    *x = kept + (real)h;
    real above = J(context);
    *x = kept - (real)h;
    real below = J(context);
    *x = kept;
    return (above - below) / (2 * (real)h); // line 4
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

The trouble is line 5: subtracting two nearly equal numbers. There is a way
around it that looks like a conjuring trick. Let the step be imaginary, $`i h`$
with $`i^2 = -1`$. Taylor's formula holds for it too:

1. $`f(x + ih) = f(x) + i h f'(x) - \frac{h^2}{2} f''(x) - i \frac{h^3}{6}
   f'''(x) + \dots`$
2. The imaginary part of that is $`h f'(x) - \frac{h^3}{6} f'''(x) + \dots`$
3. So $`\mathrm{Im}\, f(x + ih) / h`$ is $`f'(x)`$ with an error like h², and
   nothing is subtracted.

With h = 1e-30 the error of line 3 is far below the last digit. This is the
**complex step**. It works as long as J is made of functions for which Taylor's
formula holds in complex numbers too: sums, products, quotients, exp, log, roots.
A comparison, as in ReLU, may only look at the real part of a number, which the
step does not change. J must be computed in complex numbers; that is why
this book's lessons are written for a type `real` that is `double` here,
`float` for training and `double _Complex` for the exact tests, and why they
compare `re(z)`, the real part of z.
*/
#if defined REAL_COMPLEX
real complex_slope(LossFunction *J, void *context, real *x, double h)
{
    real kept = *x;
    *x = kept + h * I;
    real shifted = J(context);
    *x = kept;
    return cimag(shifted) / h;
}
#endif

/*
## Comparing two gradients

The chapters that follow derive formulas for slopes, and each is compared with
the measured ones. One number should say how far two gradients are apart. The
largest difference between any two elements shows a single wrong entry, which a
mean would hide; dividing it by the largest element makes it a share.
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

The program adds a correction to each of the ten biases of chapter 1's layer and
measures the ten slopes of the loss. As h shrinks, the error of the forward
difference falls to about $`10^{-9}`$ and that of the central difference to
$`10^{-11}`$ or less, and both rise again. The error of the complex step falls
like the central difference's and stays at the bottom.

Then it descends. With a small α the loss falls, slowly. With a larger one it
falls fast. With one that is too large, every step jumps across the valley and
lands higher on the other side.

**Next.** Measuring costs two losses for each parameter. Our network will have
355,110 parameters: 710,220 losses for one step. Chapters 8 to 12 get all slopes
for the price of about three losses, by calculating them.

## Exercises

1. Minimize $`f(x) = x^2`$ from x = 1 by hand with α = 0.1, 0.5, 1 and 1.1.
2. From which α on does gradient descent on $`f(x) = \frac{c}{2} x^2`$ diverge?
3. Why does the error in the first rows of the table fall by a factor of 100
   from one row to the next for the central difference, and by 10 for the
   forward difference?
*/
