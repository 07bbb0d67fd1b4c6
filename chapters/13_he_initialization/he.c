/*
# 13. He initialization

Before the first step of training somebody has to choose 355,110 numbers. Why not
zeros? And if not, how large?

**Equal weights never part.** Two units of a layer that start with the same
weights, into them and out of them, compute the same, get the same slopes, and
stay the same after every step: 400 such units are worth one. With zeros it is
worse: ReLU(0) = 0, so nothing comes out at all. So weights are drawn at random.

**How large?** Each layer multiplies the signal. If each makes it a little smaller,
a deep network's output is nothing; if each makes it a little larger, it is
enormous. Small signals also mean small slopes: the activations are a factor of the
weights' slopes (chapter 10), and the way back goes through the same small weights
(chapter 12). Large ones likewise mean large slopes, which grow from layer to layer on
the way back: **exploding gradients**, and a first step that throws everything about.

To keep the size, follow the **variance** through one layer. E[x] is the mean of a
random number x over many draws, and Var(x) the mean of $`(x - \mathrm{E}[x])^2`$;
with mean 0 that is $`\mathrm{E}[x^2]`$. Its root, the **standard deviation**, is
the typical size of x. The layer has n inputs, and its weights are drawn
independently with mean 0 and variance v.

1. A score is $`z_i = \sum_{j=1}^{n} W_{ij}\, a_j`$. Each term has mean 0 and
   variance $`v\, \mathrm{E}[a^2]`$. Two terms have the same sign as often as not,
   so in the mean square their products cancel and the variances add up:
   $`\mathrm{Var}(z_i) = n \, v \, \mathrm{E}[a^2]`$.
2. The a came out of the ReLU of the layer before. That layer's scores,
   $`z_{\text{before}}`$, lie evenly about 0, as its weights do, and ReLU sets the
   negative half to 0, so half of the mean square is left:
   $`\mathrm{E}[a^2] = \frac12 \mathrm{Var}(z_{\text{before}})`$.
3. Together: $`\mathrm{Var}(z) = \frac{n v}{2}\, \mathrm{Var}(z_{\text{before}})`$.
   Each layer multiplies the variance by $`n v / 2`$, and the size by its root.
4. That factor is 1 when $`v = 2 / n`$. (The first layer reads pixels, not a ReLU's
   output: its scores have twice the mean square of the pixels, and its own ReLU halves
   that.) With 4/n the size grows by $`\sqrt 2`$ a layer, in twenty layers to
   $`\sqrt 2^{20}`$ = 1,024 times; with 1/n it shrinks to a thousandth.

**By hand.** A unit has the inputs 3 and 4, with the mean square (9 + 16) / 2 =
12.5. By line 4, v = 2 / 2 = 1. The simplest weights of mean 0 and variance 1 are 1
and −1, and there are four ways to draw two:

| weights | score | ReLU |
| --- | --- | --- |
| 1, 1 | 3 + 4 = 7 | 7 |
| 1, −1 | 3 − 4 = −1 | 0 |
| −1, 1 | −3 + 4 = 1 | 1 |
| −1, −1 | −3 − 4 = −7 | 0 |
| mean square | (49 + 1 + 1 + 49) / 4 = 25 | (49 + 0 + 1 + 0) / 4 = 12.5 |

Line 1 doubles the mean square, line 2 halves it: what comes out is as large as
what went in.

So the weights start as

```math
W^{[l]} \sim \mathcal N\left(0, \frac{2}{n_{l-1}}\right), \qquad b^{[l]} = 0
```

($`\mathcal N(0, v)`$ is the normal distribution, the bell curve, with mean 0 and
variance v, and ∼ says that each weight is drawn from it.) This is the rule of He,
Zhang, Ren and Sun (2015, equation 10). Xavier's rule (Glorot & Bengio 2010) is
$`v = 1/n`$ for layers of equal size: right for activation functions that let both
halves pass, but under ReLU it halves the variance in every layer. Biases may all begin at 0:
random weights give the units different scores and slopes, so their biases part in the first
step.
*/
#include "13_he_initialization/he.h"

double he_spread(int inputs)
{
    return sqrt(2.0 / inputs); // line 4: variance 2 / n
}

void he_initialize(Network *net, Random *r)
{
    for (int l = 1; l <= net->L; l++) {
        random_fill(net->W[l], he_spread(net->n[l - 1]), r);
        matrix_fill(net->b[l], 0);
    }
}

/*
The draws are made of uniform ones u and v between 0 and 1: $`\sqrt{-2 \ln u}\,
\cos(2 \pi v)`$ is normal (Box & Muller 1958). In the code u is never 0, whose logarithm
would be infinite.

The normal distribution is given by its standard deviation, the **square root**
of the variance. To confuse the two is a classic: with n = 784 the variance is
0.00255 and the standard deviation 0.0505, twenty times larger.

## What we saw

Line 3 foretells the table. With n = 200, weights of 0.2 have v = 0.04 and
n v / 2 = 4: the size, the root of the variance, doubles in each layer. Weights of 0.01
leave a tenth of it in each layer, Xavier's $`\sqrt{1/2}`$, about a thousandth after
twenty, and He's all of it: 0.3357 in layer 20, where 0.3119 went in.

A network of three layers learns nothing from zeros but the biases of its last
layer: its loss stays at that of a guess, 2.3026. From weights of 0.01 it has hardly
begun after one epoch. (Weights ten times too large fail otherwise. Three layers make scores
a thousand times as large, so the network is sure of what it has not learned, and its first
loss is some 500.) He's start has a lower loss than Xavier's with 4 of 5 **seeds** (the
numbers from which random draws begin: another seed, other weights), but the seeds differ
more than the rules: with few layers the start matters little, as long as it is not next to
nothing. (After five epochs on all digits even 0.01 is only 0.31 points behind:
[an experiment](../experiments.md#where-weights-begin).)

**Next.** The network of this book has 355,110 parameters. Nothing keeps it from
learning 2,000 digits by heart; chapter 14 makes that harder.

## In ten seconds

Q. Why not start with all weights 0.05?

A. Units with equal weights get equal slopes and stay equal for ever.

Q. A layer has 50 inputs. What is the standard deviation of its weights by He's
rule?

A. $`\sqrt{2/50}`$ = 0.2.

Q. With v = 1/n, how much of the variance is left after ten layers?

A. $`2^{-10}`$: ReLU takes half in each.

## Exercises

1. Which v keeps the variance when the activation function is the identity?
2. What does line 2 become for a leaky ReLU, which multiplies negative scores by
   0.1?
3. The factor of line 3 for the backward pass has the number of units in place
   of the number of inputs. Why?
*/
