/*
# 6. Softmax

Chapter 5's loss wants probabilities: numbers above 0 that add up to 1. Chapter
1's layer gives scores: any numbers, some of them negative. The probabilities
should keep the order of the scores, and none may be exactly 0. (On a computer a
very small one may still be rounded to 0; more of that below.)

The exponential function $`e^z`$ is positive for every z and grows with z. So:
raise e to each score, and divide by the sum. That is the **softmax** of image
6, for the n classes of one column:

```math
\hat y_k = \frac{e^{z_k}}{\sum_{i=1}^{n} e^{z_i}}
```

The image says "axis = 1", a sum along the rows. With one example per column, the
sum must run down the column, over the classes of one example; along a row it
would mix the digits of the batch. (The image counts its classes with a c, which
is n here; our c comes below and is something else.) In code it is two loops:
*/
#include "06_softmax/softmax.h"

#include "01_forward_propagation/forward.h"

void softmax_as_printed(Matrix Yhat, Matrix Z)
{
    expect_shape("softmax_as_printed: Yhat", Yhat, Z.rows, Z.cols);
    for (int j = 0; j < Z.cols; j++) {
        Matrix z = column(Z, j), yhat = column(Yhat, j);
        real sum = 0;
        for (int k = 0; k < z.rows; k++)
            sum += exp(z.x[k]);
        for (int k = 0; k < z.rows; k++)
            yhat.x[k] = exp(z.x[k]) / sum;
    }
}

/*
## It overflows

Try it on pixels that were not divided by 255, in the templates and in the digit.
Every score is then 255² = 65,025 times as large and comes near a million. A `double` ends near $`10^{308}`$, which is $`e^{709}`$, and a
`float` already at $`e^{88}`$. Above that exp gives infinity, and so is the sum.
A finite number divided by infinity is 0, infinity divided by infinity is NaN,
and NaN spreads to everything it touches.

The cure costs one subtraction. Softmax looks only at differences of scores:

1. Subtract the same number c from all scores of a column:
   $`e^{z_k - c} = e^{z_k} e^{-c}`$.
2. The sum gets the same factor:
   $`\sum_i e^{z_i - c} = e^{-c} \sum_i e^{z_i}`$.
3. So the factor cancels:
   $`\dfrac{e^{z_k - c}}{\sum_i e^{z_i - c}} = \dfrac{e^{z_k}}{\sum_i e^{z_i}}`$
   for every c.
4. Choose c as the largest score of the column. Then all exponents are 0 or
   negative, so nothing overflows; the largest gives $`e^0 = 1`$, so the sum is
   at least 1 and nothing is divided by 0.
*/
void softmax(Matrix Yhat, Matrix Z)
{
    expect_shape("softmax: Yhat", Yhat, Z.rows, Z.cols);
    for (int j = 0; j < Z.cols; j++) {
        Matrix z = column(Z, j), yhat = column(Yhat, j);
        real c = z.x[argmax(z)]; // line 4
        real sum = 0;
        for (int k = 0; k < z.rows; k++) {
            yhat.x[k] = exp(z.x[k] - c);
            sum += yhat.x[k];
        }
        for (int k = 0; k < z.rows; k++)
            yhat.x[k] /= sum;
    }
}

/*
Each column needs its own c. One c for the whole batch is also right by line 3,
but then a column whose scores all lie far below it becomes 0 / 0.

## The loss from the scores

A probability may still round to 0: $`e^{-800}`$ does, and its logarithm is
minus infinity, though the true value is just −800. The loss of one example can
be had without that detour:

1. $`-\log \hat y_t = -\log \dfrac{e^{z_t - c}}{\sum_i e^{z_i - c}}`$ for the
   true class t.
2. The logarithm of a quotient is a difference, and log undoes exp:
   $`-\log \hat y_t = \log \sum_i e^{z_i - c} - (z_t - c)`$.
3. The sum lies between 1 and the number of classes, so its logarithm is
   harmless, and $`z_t - c`$ is an ordinary number.
*/
real softmax_loss(Matrix Z, Matrix Y)
{
    expect_shape("softmax_loss: Y", Y, Z.rows, Z.cols);
    real total = 0;
    for (int j = 0; j < Z.cols; j++) {
        Matrix z = column(Z, j), y = column(Y, j);
        real c = z.x[argmax(z)];
        real sum = 0;
        for (int k = 0; k < z.rows; k++)
            sum += exp(z.x[k] - c);
        for (int k = 0; k < z.rows; k++)
            total += y.x[k] * (log(sum) - (z.x[k] - c)); // line 2
    }
    return total / (real)Z.cols;
}

/*
## What we saw

On ordinary scores both forms agree. The 2 that we follow has 0.4726 for its
class, so its loss is 0.7495; a 5 is nearly as likely. On the scores of undivided pixels the
printed form gave NaN for every digit, and the safe one none. The loss from the
probabilities was infinite there, for the true class of some digit had rounded to
0; from the scores it is large, but a number.

NaN is dangerous because it looks harmless. The program of the document that this
book grew from got NaN on 499 of its 10,000 test digits, and counted every one as
right: a single score of each had overflowed, the largest, that class's
probability became NaN, and NumPy's search for the largest number stops at the
first NaN. It named the right class for the wrong reason.

**Next.** We can say how wrong the network is. Chapter 7 makes it less wrong.

## Exercises

1. What does softmax give when all scores are equal? When one is larger than the
   others by 1, by 10, by 100?
2. Multiply all scores by 2. Do the probabilities keep their order? Do they
   become more or less sure?
3. With two classes, write $`\hat y_1`$ as a function of $`z_1 - z_2`$ alone.
   It has a name.
*/
