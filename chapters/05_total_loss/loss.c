/*
# 5. Total loss

Two forecasters both saw the rain coming. One had said 90 %, the other 51 %.
Count right answers, and they are equal; whoever planned a picnic knows better.
For us the count has a worse fault. Chapter 1's layer reads three digits in four
of its sample. To improve it we must know, for a small change of a weight,
whether things became better or worse, and the count does not tell: a change
mostly leaves all the answers as they are, as in the picture below. We need a
measure that moves with every weight.

Let the network say not only which digit it sees, but how sure it is: for each
class k a probability $`\hat y_k`$, all of them adding up to 1. Chapter 6 makes
such probabilities from scores. (Why not one output, from 0 to 9? Digits are names, not
sizes: a single number that wavers between a 1 and a 7 would say 4, where ten can say 0.5
and 0.5.) Then look only at the probability that it gave to the **true** class, and charge

```math
-\log \hat y_{\text{true}}
```

where log is the natural logarithm, ln.

| $`\hat y_{\text{true}}`$ | charge | |
| --- | --- | --- |
| 1 | 0 | sure and right costs nothing |
| 0.9 | 0.1054 | |
| 0.5 | 0.6931 | |
| 0.1 | 2.3026 | 0.1 for each of ten classes, a mere guess: ln 10 |
| 0.01 | 4.6052 | each factor of ten costs 2.3026 more |
| 0 | ∞ | sure and wrong is never forgiven |

The forecaster who said 90 % is charged 0.1054, the one who said 51 % 0.6733: more
than six times as much. That is the picnic.

Why the logarithm? Charges must add where probabilities multiply. Two digits read
with 0.5 each, together with 0.25, should cost as much as one read with 0.25. So
they do: −log 0.25 is twice −log 0.5. For m examples:

1. The probability of all true answers together is
   $`\prod_i \hat y_{\text{true}}^{(i)}`$, the **likelihood** of the labels.
   Good predictions make it large.
2. Its logarithm is $`\sum_i \log \hat y_{\text{true}}^{(i)}`$. The product of
   thousands of numbers below 1 soon underflows to 0; this sum does not.
3. Turned round, so that smaller is better, and divided by m, so that batches of
   different size can be compared, it is the **loss** called **cross-entropy**:

```math
J = -\frac1m \sum_{i=1}^{m} \log \hat y_{\text{true}}^{(i)}
```

## By hand

Three examples and three classes:

| $`\hat y`$ | true class | charge |
| --- | --- | --- |
| 0.7, 0.2, 0.1 | the first | −log 0.7 = 0.3567 |
| 0.1, 0.8, 0.1 | the second | −log 0.8 = 0.2231 |
| 0.3, 0.3, 0.4 | the first | −log 0.3 = 1.2040 |

The mean of the charges is J = 0.5946. The last example, whose answer is wrong,
costs more than the others together. The likelihood is 0.7 · 0.8 · 0.3 = 0.168,
and −log 0.168 / 3 is 0.5946 again.

## Labels as a matrix

The label of an example is a number from 0 to 9. The equations that follow are
shorter when it is a column of ten numbers, 1 in the row of the true class and 0
elsewhere: a **one-hot** column. The labels of a batch are then a matrix Y of
the same shape as the predictions $`\hat Y`$.
*/
#include "05_total_loss/loss.h"

#include "common/ground/fail.h"

void one_hot(Matrix Y, const uint8_t *labels, const int *order)
{
    matrix_fill(Y, 0);
    for (int j = 0; j < Y.cols; j++) {
        int label = labels[order != NULL ? order[j] : j];
        if (label >= Y.rows)
            fail_bug("one_hot: label %d, but only %d classes", label, Y.rows);
        *at(Y, label, j) = 1;
    }
}

/*
With Y the loss is $`-\frac1m \sum_j \sum_k Y_{kj} \log \hat Y_{kj}`$: each
column of Y picks its true class. Entries with Y = 0 are skipped, not
multiplied by 0, because 0 · log 0 is not 0 on a computer but NaN ("not a
number").
*/
real total_loss(Matrix Yhat, Matrix Y)
{
    expect_shape("total_loss: Y", Y, Yhat.rows, Yhat.cols);
    real sum = 0;
    for (size_t i = 0; i < elements(Y); i++)
        if (re(Y.x[i]) != 0)
            sum -= Y.x[i] * log(Yhat.x[i]);
    return sum / (real)Y.cols;
}

/*
## What we saw

A guess costs ln 10 = 2.3026 with ten classes. Remember that number: a network
that knows nothing yet costs about as much, and one that costs far more is sure
of what it has not learned.

One weight of chapter 1's layer was changed little by little, by up to 1, and no
weight there is larger. The number of right answers stood still; the loss told for
every change whether it was a good one. Its probabilities were makeshift: each
class's share of the positive scores. For some digits the true class has the share
0, and one such digit makes the whole loss infinite.

**Next.** Chapter 6 turns scores into probabilities that are never 0.

## In ten seconds

Q. What does a guess among ten classes cost?

A. ln 10 = 2.3026: every class has 0.1.

Q. Which probabilities does the loss of one example look at?

A. At one: that of the true class.

Q. The probability of the true class falls from 0.1 to 0.01. How much more does
it cost?

A. 2.3026 more, as for every factor of ten.

## What the source printed

The document that this book grew from adds a second term, which charges every
wrong class for its probability. That is the loss of ten separate yes-or-no
outputs, not of ten probabilities that add up to 1: two predictions that give
the true class the same 0.5 cost 1.2401 and 1.3861 by it, and both 0.6931 by the
loss above.

Since the ten probabilities add up to 1, that of the true class already says how
much the wrong ones have. The second term charges for it again, and differently
for the same mistake. Nor is its slope the one that training will use, as
chapter 8 measures.
*/
real printed_loss(Matrix Yhat, Matrix Y)
{
    expect_shape("printed_loss: Y", Y, Yhat.rows, Yhat.cols);
    real sum = 0;
    for (size_t i = 0; i < elements(Y); i++)
        sum -= re(Y.x[i]) != 0 ? log(Yhat.x[i]) : log(1 - Yhat.x[i]);
    return sum / (real)Y.cols;
}

/*
## Exercises

1. What is the loss of a network that is right on 90 % of the digits with
   $`\hat y_{\text{true}}`$ = 0.99, and gives the true class 0.01 on the rest?
2. Two networks read two digits. One gives the true classes the probabilities
   0.5 and 0.5, the other 0.9 and 0.1. Which has the lower loss? Which is
   certain to have named a digit correctly?
3. What does a guess cost with 1,000 classes?
*/
