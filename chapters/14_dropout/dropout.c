/*
# 14. Dropout

A network with more parameters than examples can learn the answers by heart. The
loss on the training set goes to 0, and the loss on the test set stops falling, or
rises again: **overfitting**. Units come to rely on each other in combinations that
fit these digits and no others. What if none could be sure of the others?

**Dropout** (Srivastava et al. 2014): in each training step every hidden unit is
switched off with some probability, anew for each example. A unit must be of use,
whoever else is there.

Our first try failed: on the 500 digits of this chapter's program dropout loses, with
81.6 % of the test digits right instead of 83.4 %. On 60,000 digits, trained longer, it
takes a third off the test loss. First how it works, then what both show.

Let p be the probability to **keep** a unit. (As in the paper; most libraries ask
for the probability to drop, 1 − p.) D is a matrix of the shape of A, drawn at random
for each step:

```math
D_{ij} = \begin{cases} 1/p & \text{with probability } p \\
0 & \text{otherwise} \end{cases}
\qquad A := A \odot D
```

Why 1/p and not 1?

1. The next layer adds up the activations of all units. With a share p of them
   left, the sum would shrink to about p times its size.
2. The mean of $`D_{ij}`$ is $`p \cdot \frac1p + (1 - p) \cdot 0 = 1`$.
3. So the mean of $`A_{ij} D_{ij}`$ is $`A_{ij}`$: on average the next layer
   gets what it would get without dropout.
4. At test time, then, dropout is simply left out. Nothing has to be rescaled.

With 1 in place of 1/p, the next layer's sums would be larger at test time than in
training, on average by the factor 1/p.

**By hand.** The activations 1 and 3 and the weights 2 and 1 make the score
2 · 1 + 1 · 3 = 5. With p = ½ there are four masks, equally likely:

| D | $`A \odot D`$ | score | ReLU of score − 6 |
| --- | --- | --- | --- |
| 2, 2 | 2, 6 | 2 · 2 + 1 · 6 = 10 | 4 |
| 2, 0 | 2, 0 | 4 | 0 |
| 0, 2 | 0, 6 | 6 | 0 |
| 0, 0 | 0, 0 | 0 | 0 |
| mean | 1, 3 | 20 / 4 = 5 | 1 |

The mean score is the score without dropout. But line 3 goes no further: ReLU gives
0 for 5 − 6, and 1 in the mean of the masks.
*/
#include "14_dropout/dropout.h"

#include "12_backpropagation/backpropagation.h"
#include "common/ground/fail.h"

void dropout_mask(Matrix D, double keep, Random *r)
{
    if (!(keep > 0 && keep <= 1))
        fail_bug("dropout_mask: %g is no probability to keep a unit", keep);
    real kept = (real)(1 / keep);
    Random start = *r; // draw i belongs to element i, whatever the thread
#pragma omp parallel for if (elements(D) > 10000)
    for (size_t i = 0; i < elements(D); i++)
        D.x[i] = random_uniform_ahead(start, i) < keep ? kept : 0;
    random_skip(r, elements(D));
}

/*
## Backward

The activation that the next layer saw was $`A \odot D`$, with D a constant. By the chain rule,
the slope with respect to A is the slope with respect to $`A \odot D`$ times D: the **same
mask** goes over the slopes on their way back. A unit that was off takes no blame. (A 0 in the
activation that the next layer saw may come from the mask or from ReLU. Backward nobody need ask
which: the mask, which is kept for that, stops the slope at the one, and ReLU's slope, which
looks at Z, at the other.) By hand: for the slope 1 of the score the weights hand on 2 and 1,
and the mask 2, 0 makes them 4 and 0. One function serves both ways.
*/
void dropout(Matrix A, Matrix D)
{
    expect_shape("dropout: D", D, A.rows, A.cols);
#pragma omp parallel for if (elements(A) > 10000)
    for (size_t i = 0; i < elements(A); i++)
        A.x[i] *= D.x[i];
}

/*
In the network, dropout follows the ReLU of each hidden layer. The output layer
is left alone: its ten units are the answer. (The input may have dropout too: usual are 0.8
of it, and 0.5 to 0.8 of the hidden units, Srivastava and others 2014. This book keeps all
of the input. What other shares would do, [an experiment](../experiments.md#dropout) tells.)
*/
void dropout_forward(Network *net, const double *keep, Random *r)
{
    for (int l = 1; l <= net->L; l++) {
        layer_forward(net, l);
        if (l < net->L) {
            dropout_mask(net->D[l], keep[l], r);
            dropout(net->A[l], net->D[l]);
        }
    }
}

void dropout_backward(Network *net)
{
    for (int l = net->L; l >= 1; l--) {
        layer_backward(net, l);
        if (l > 1)
            dropout(net->dA[l - 1], net->D[l - 1]); // the same mask
    }
}

/*
`layer_backward` takes dW from A[l − 1], which holds the activations after
dropout: exactly what the layer saw. To check these slopes by measured ones, both losses of a
difference must see the same masks: if two masks change the loss by 0.01, a central difference
with h = 1e-5 takes that for a slope of 0.01 / 2e-5 = 500. So in the tests every loss starts
the same generator anew.

## What we saw

On the program's 500 digits dropout loses. Both networks have learned them nearly by
heart, 100.0 and 98.7 %, and the gap down to the test digits is no smaller with dropout,
17.1 points instead of 16.6. The test losses, 0.6463 with it and 0.6360 without, differ
less than those of two seeds. Half a network learns more slowly: its training loss is
still 0.0693. Left on by mistake at test time, dropout costs more than ten digits in a hundred.

On all 60,000 digits chapter 16's network without dropout has its lowest test loss,
0.0741, after four epochs (seed 1). Then it learns by heart: the training loss goes on
falling, and the test loss rises. This is how overfitting looks. (Accuracy does not show it: by epoch
20 the test loss has risen to 0.1068, and yet 97.94 % of the test digits are right, where it was
97.83. Wrong answers are not more, but surer, and each costs more.) After 40 epochs the
test loss has doubled, to 0.1481; with dropout it falls to about 0.075 and stays there. After
20 epochs, the mean of three seeds:

| 60,000 digits | without dropout | keep 0.4 and 0.5 |
| --- | --- | --- |
| training loss | 0.0094 | 0.0271 |
| test loss | 0.1059 ± 0.0020 | 0.0708 ± 0.0052 |
| training digits right | 99.7 % | 99.2 % |
| test digits right | 98.00 % | 97.93 % |

(These losses are those of the whole network. A program that adds up its training loss during
the steps has that of networks with half of their units gone, and may well see it *above* the test
loss, with nothing wrong.) Dropout makes the training digits harder, and more than halves the gap
between the losses, from 0.0965 to 0.0437. The test digits read right are as many: **without dropout
the network is not wrong more often, but surer when it is.**

**Next.** Gradient descent has one learning rate for 355,110 parameters.
Chapter 15 gives each its own.

## In ten seconds

Q. A unit is kept with p = 0.4. By what is its activation multiplied when it is?

A. By 1 / 0.4 = 2.5.

Q. What does dropout do at test time?

A. Nothing.

Q. Which mask goes over the slopes?

A. That of the way forward.

## Exercises

1. How many different networks can be made from 500 units by switching some of
   them off?
2. With p = 0.5, what are the mean and the standard deviation of a sum of 100
   kept-or-dropped activations of 1, each scaled by 1/p?
3. What happens with p = 1? Which line of the code makes p = 0 impossible, and
   why should it?
*/
