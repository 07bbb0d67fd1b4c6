/*
# 5. Total loss

Chapter 1's layer reads three digits in four. To improve it we have to
know, for a small change of a weight, whether things became better or worse.
The number of right answers does not tell: nearly every small change leaves all
the answers as they are. We need a measure that moves with every weight.

Let the network say not only which digit it sees, but how sure it is: for each
class k a probability $`\hat y_k`$, all of them adding up to 1. Chapter 6 makes
such probabilities from scores. Then look only at the probability that it gave
to the **true** class, and charge

```math
-\log \hat y_{\text{true}}
```

where log is the natural logarithm.

| $`\hat y_{\text{true}}`$ | charge | |
| --- | --- | --- |
| 1 | 0 | sure and right costs nothing |
| 0.9 | 0.105 | |
| 0.5 | 0.693 | |
| 0.1 | 2.303 | the same for all ten classes: a guess costs ln 10 |
| 0.01 | 4.605 | each factor of ten costs 2.303 more |
| 0 | ∞ | sure and wrong is never forgiven |

Why the logarithm? Because the probability of being right on all of m examples
is the product of the m probabilities. A product of thousands of numbers below 1
is too small for any computer; its logarithm is a sum, which is not:

1. The probability of all true answers together is
   $`\prod_i \hat y_{\text{true}}^{(i)}`$. Good predictions make it large.
2. Its logarithm is $`\sum_i \log \hat y_{\text{true}}^{(i)}`$.
3. Turned round, so that smaller is better, and divided by m, so that batches of
   different size can be compared, it is the **loss**:

```math
J = -\frac1m \sum_{i=1}^{m} \log \hat y_{\text{true}}^{(i)}
```

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
## The equation as printed

Image 5 has a second term. It charges every wrong class c for its probability:

```math
J_{\text{printed}} = -\frac1m \sum_{i=1}^{m} \left( \log(\hat y_c)_{y_c = 1} +
\log(1 - \hat y_c)_{y_c = 0} \right)
```

This is the right loss for another question: ten separate outputs, each a yes or
no of its own, where several may be true at once. Our ten probabilities are not
separate. They add up to 1, so the true class's probability already says how
much the wrong ones have. The second term charges for it again, and charges
differently for the same mistake: the program shows two predictions that give
the true class the same 0.5 and get different losses. Worse, its slope is not
the one that training will use; chapter 8 measures the difference.
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
## What we saw

A guess costs ln 10 = 2.3026 with ten classes: remember that number, every
training in this book starts near it. The program also made makeshift
probabilities from chapter 1's scores, by giving each class its share of the
positive scores. For some digits the true class got the share 0, and one such
digit makes the whole loss infinite.

**Next.** Chapter 6 turns scores into probabilities that are never 0.

## Exercises

1. What is the loss of a network that is right on 90 % of the digits with
   $`\hat y_{\text{true}}`$ = 0.99, and gives the true class 0.01 on the rest?
2. Two networks give the true classes of two digits the probabilities 0.5, 0.5
   and 0.9, 0.1. Which has the lower loss? Which is right more often, if more
   than half is right?
3. What does a guess cost with 1,000 classes?
*/
