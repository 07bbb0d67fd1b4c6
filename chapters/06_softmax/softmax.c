/*
# 6. Softmax

To the 2 that we follow, chapter 1's layer gave these scores: 15.1855 for a 2,
14.9213 for a 5, 13.9097 for a 6, and less for all others. How sure may it be?
Chapter 5's loss wants an answer in probabilities: numbers above 0 that add up
to 1 and keep the order of the scores.

Shares of the scores themselves will not do, since some are negative. Squares
are positive, but −3 would get as much as 3. The exponential function $`e^z`$ is
positive for every z and grows with z. And it makes a lead mean the same
everywhere: $`e^{z_k} / e^{z_i} = e^{z_k - z_i}`$, so a class that leads another
by 1 is e = 2.7 times as probable, be it at 15 or at −15. Raise e to each score,
then, and divide by the sum. For the n classes of one column, that is the
**softmax**:

```math
\hat y_k = \frac{e^{z_k}}{\sum_{i=1}^{n} e^{z_i}}
```

## By hand

| score | $`e^z`$ | divided by the sum |
| --- | --- | --- |
| 1 | 2.7183 | 0.6652 |
| 0 | 1 | 0.2447 |
| −1 | 0.3679 | 0.0900 |
| sum | 4.0862 | 1 |

Each is 2.7 times as probable as the next. If the first class is the true one,
the loss is −log 0.6652 = 0.4076.

In code it is two loops down each column, for a column is one example:
*/
#include "06_softmax/softmax.h"

#include "01_forward_propagation/forward.h"

void plain_softmax(Matrix Yhat, Matrix Z)
{
    expect_shape("plain_softmax: Yhat", Yhat, Z.rows, Z.cols);
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

Try it on pixels that were not divided by 255, in the templates and in the
digit. Every score is then 255² = 65,025 times as large and comes near a
million. A `double` ends near $`10^{308}`$, which is $`e^{709}`$, and a `float`
already at $`e^{88}`$. Above that exp gives infinity, and the sum becomes
infinite too. A finite number divided by infinity is 0, but infinity divided by
infinity is NaN, and NaN spreads to everything it touches.

A riddle: the program of a published network did just that, and got NaN for 499 of
the 10,000 test digits. How many of these did it read right? All 499. In each, one
score had overflowed, the largest, and made the probability of its class NaN.
NumPy's search for the largest number stops at the first NaN. So the program named
that class: the right one, for the wrong reason.

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

By hand, c = 1 makes of 1, 0, −1 the exponents 0, −1, −2, and of these 1, 0.3679
and 0.1353, which have the same shares as before.
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

A probability may still round to 0: $`e^{-1000}`$ does, and its logarithm is
minus infinity, though the true value is just −1000. The loss of one example can
be had without that detour:

5. $`-\log \hat y_t = -\log \dfrac{e^{z_t - c}}{\sum_i e^{z_i - c}}`$ for the
   true class t.
6. The logarithm of a quotient is a difference, and log undoes exp:
   $`-\log \hat y_t = \log \sum_i e^{z_i - c} - (z_t - c)`$.
7. The sum lies between 1 and the number of classes, so its logarithm is
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
            total += y.x[k] * (log(sum) - (z.x[k] - c)); // line 6
    }
    return total / (real)Z.cols;
}

/*
## What we saw

On ordinary scores both forms agree. The 2 that we follow has 0.4726 for its
class, so its loss is 0.7495; a 5 is nearly as likely. On the scores of
undivided pixels the plain form gave NaN for every digit, and the safe one for
none. The loss from the probabilities was infinite there, for the true class of
some digit had rounded to 0; from the scores it is large, but a number. (Who only wants
to know which digit it is needs no softmax: the highest score has the highest probability.)

**Next.** We can say how wrong the network is. Chapter 7 makes it less wrong.

## In ten seconds

Q. All ten scores are equal. What does softmax give?

A. 0.1 for each class.

Q. Add 5 to all scores of a digit. What changes?

A. Nothing: only differences count.

Q. One class leads another by 2. How many times as probable is it?

A. $`e^2`$ = 7.4 times.

Q. Why is the largest score subtracted, and not the smallest?

A. Then no exponent is above 0, and nothing overflows.

## What the source printed

The document that this book grew from divides by a sum along "axis = 1", over
the digits of the batch, where it must run over the classes of one digit; and it
subtracts nothing. Its program sums over the classes, but its softmax overflowed
on 499 of the 10,000 test digits, and all 499 were counted as read right.

## Exercises

1. What does softmax give when all scores are equal? When one is larger than the
   others by 1, by 10, by 100?
2. Dividing all scores by a number T before the softmax is called setting the
   **temperature** T. Do the probabilities keep their order? Do they become more
   or less sure when T is one half?
3. With two classes, write $`\hat y_1`$ as a function of $`z_1 - z_2`$ alone.
   It has a name.
*/
