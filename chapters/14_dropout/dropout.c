/*
# 14. Dropout

A network with more parameters than examples can learn every training digit by
heart. The loss on the training set goes to 0, and the loss on the test set stops
falling, or rises again. This is **overfitting**: units come to rely on each
other in combinations that fit these digits and no others.

**Dropout** (Srivastava et al. 2014) makes such combinations unreliable. In each
training step every hidden unit is switched off with some probability, anew for
each example. A unit must be useful whoever else is there.

Let p be the probability to **keep** a unit. (The paper calls p the same;
most libraries ask for the probability to drop, 1 − p.) D is a matrix of the
shape of A, drawn at random for each step:

```math
D_{ij} = \begin{cases} 1/p & \text{with probability } p \\
0 & \text{otherwise} \end{cases}
\qquad A := A \odot D
```

Why 1/p and not 1?

1. The next layer adds up the activations of all units. With a share p of them
   left, the sum would shrink by about p.
2. The mean of $`D_{ij}`$ is $`p \cdot \frac1p + (1 - p) \cdot 0 = 1`$.
3. So the mean of $`A_{ij} D_{ij}`$ is $`A_{ij}`$: on average the next layer
   gets what it would get without dropout.
4. At test time, then, dropout is simply left out. Nothing has to be rescaled.

With 1 in place of 1/p, line 3 would fail and the scores of a network at test
time would be larger than all it had ever seen.
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

The activation that the next layer saw was $`A \odot D`$, with D a constant.
By the chain rule, the slope with respect to A is the slope with respect to
$`A \odot D`$ times D: the **same mask** goes over the slopes on their way back.
A unit that was off had no part in the result, and takes no blame. So one
function does for both ways.
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
is left alone: its ten units are the answer. Forward the mask goes over what
chapter 12's layer has computed, backward over the slope that it hands on.
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
dropout: exactly what the layer saw.

## What we saw

Without dropout the training loss falls towards 0, and the test loss has its
lowest value early: the gap between the two is what was learned by heart. With dropout the training loss is higher at every epoch, the
gap smaller, and after 20 epochs the test loss is lower, 0.5309 instead of
0.5978. Left on by mistake when the network is tested, dropout costs six digits
in a hundred, and gives a different answer each time.

**Next.** Gradient descent has one learning rate for 355,110 parameters.
Chapter 15 gives each its own.

## Exercises

1. How many different networks can be made from 500 units by switching some of
   them off?
2. With p = 0.5, what are the mean and the standard deviation of a sum of 100
   kept-or-dropped activations of 1, each scaled by 1/p?
3. What happens with p = 1? Which line of the code makes p = 0 impossible, and
   why should it?
*/
