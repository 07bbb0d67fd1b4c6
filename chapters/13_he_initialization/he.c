/*
# 13. He initialization

With which weights should training start? Not with zeros: then all units of a
layer compute the same and get the same gradients, and stay the same for ever;
worse, ReLU(0) = 0, so nothing comes out at all. So start with random weights.
But how large?

The signal passes from layer to layer, and each one multiplies it. If each layer
makes it a little smaller, a deep network's output is nothing; if each makes it
a little larger, it is enormous. The program shows both after 20 layers. To keep
the size, follow the **variance** through one layer of n inputs, with weights drawn
independently with mean 0 and variance v. (E[x] is the mean of a random number x
over many draws, and Var(x) the mean of $`(x - \mathrm{E}[x])^2`$; with mean 0
that is $`\mathrm{E}[x^2]`$. Its root is the standard deviation, the typical size
of x. Variances of independent numbers add up, and of a sum of products where one
factor has mean 0 and is independent of the rest.)

1. A score is $`z_i = \sum_{j=1}^{n} W_{ij}\, a_j`$. The weights are independent
   of each other and of the a, with mean 0, so the terms are uncorrelated with
   mean 0 and their variances add up: $`\mathrm{Var}(z_i) = n \, v \,
   \mathrm{E}[a^2]`$.
2. The a came out of the ReLU of the layer before. Its scores z' are distributed
   symmetrically about 0, as their weights are, and ReLU sets the negative half
   to 0, so half of the mean square is left:
   $`\mathrm{E}[a^2] = \frac12 \mathrm{Var}(z')`$.
3. Together: $`\mathrm{Var}(z) = \frac{n v}{2}\, \mathrm{Var}(z')`$. Each layer
   multiplies the variance by $`n v / 2`$.
4. That factor is 1 when $`v = 2 / n`$. (The first layer's inputs are pixels and
   come out of no ReLU; line 1 gives its scores twice their mean square, and its
   own ReLU halves it again.)

```math
W^{[l]} \sim \mathcal N\left(0, \frac{2}{n_{l-1}}\right), \qquad b^{[l]} = 0
```

($`\mathcal N(0, v)`$ is the normal distribution, the bell curve, with mean 0 and
variance v, and ∼ says that each weight is drawn from it.) This is the rule of He,
Zhang, Ren and Sun (2015, equation 10). Xavier's rule (Glorot & Bengio 2010) is
$`v = 1/n`$ for layers of equal size: right for activation functions that let both
halves pass, but under ReLU it halves the variance in every layer.
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
The normal distribution is given by its standard deviation, the **square root**
of the variance. To confuse the two is a classic: with n = 784 the variance is
0.00255 and the standard deviation 0.0505, twenty times larger.

## What we saw

Through 20 layers of 400 units the activations kept their size with He's rule,
lost a factor of about a thousand with Xavier's ($`\sqrt{1/2}`$ in each layer,
$`2^{-10}`$ in twenty), died out with weights of 0.01 and exploded with weights
of 0.2. In the network of this book, with its three layers, weights of 0.01 look
after one epoch as dead as zeros do, though they only need longer. Zeros never
learn anything but the biases of the last layer. He's and Xavier's start both
learn at once, He's a little faster, and the weights 0.05 that chapter 12 guessed
were near He's for its first layer.

**Next.** The network has 355,110 parameters. Nothing keeps it from learning
2,000 digits by heart; chapter 14 makes that harder.

## Exercises

1. Which v keeps the variance when the activation function is the identity?
2. What does line 2 become for a leaky ReLU, which multiplies negative scores by
   0.1?
3. The factor of line 3 for the backward pass has the number of units in place
   of the number of inputs. Why?
*/
