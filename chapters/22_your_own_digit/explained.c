/*
## Why this answer

The network gives ten scores, and softmax looks at nothing but their differences
(chapter 6). Say it answers c. Then for every other digit k it found $`z_c - z_k`$
above 0, and *why c and not k* is a question about this one number.

Training asks for slopes with respect to the weights, and the way back stops at
the first layer, since nobody trains pixels. But nothing hinders us from going
one step further, to the slope of $`z_c - z_k`$ with respect to every pixel. A slope says
what a little more ink would do. In a network of ReLUs it says more. Multiply each pixel's
ink by its slope and add up, do the same with each bias and the slope of its score, and the
sum is the answer itself, $`z_c - z_k`$.

1. A ReLU is $`a = g(z)`$, which is z where z > 0 and 0 elsewhere. Its slope g'(z)
   is 1 and 0 in the same places. So $`a_i = g'(z_i)\, z_i`$, exactly.
2. In this chapter write $`da_i`$ for the slope of $`z_c - z_k`$ with respect to an activation, and
   $`dz_i`$ for that with respect to a score. Chapter 9: $`dz_i = da_i\, g'(z_i)`$.
   With line 1, $`\sum_i dz_i\, z_i = \sum_i da_i\, a_i`$ in each hidden layer.
3. In each layer $`z_i = \sum_j W_{ij}\, a_j + b_i`$ with the activations $`a_j`$ of
   the layer before. Multiply by $`dz_i`$ and add up over the units i:
   $`\sum_i dz_i\, z_i = \sum_j a_j \sum_i W_{ij}\, dz_i + \sum_i dz_i\, b_i`$.
4. Chapter 12: the inner sum is $`da_j`$. So
   $`\sum_i dz_i\, z_i = \sum_j da_j\, a_j + \sum_i dz_i\, b_i`$. In words: the sum of score
times slope equals the sum of input times slope plus the sum of bias times slope.
5. In the last layer dz is 1 for class c, −1 for k and 0 elsewhere, so the left
   side of line 4 is $`z_c - z_k`$ itself.
6. Go down layer by layer, line 4 and line 2 in turn. Each layer leaves its biases'
   sum, and at the bottom there are the pixels:

```math
z_c - z_k = \sum_i a^{[0]}_i\, da^{[0]}_i + \sum_{l,\,i} b^{[l]}_i\, dz^{[l]}_i
```

Each pixel has a **share** of the answer: its ink times its slope. A share above
0 speaks for c, one below 0 for k. The shares of all pixels, together with those of
the biases, add up to the difference of the scores. Nothing is left out and nothing is
estimated. (A unit that is off has the slope 0, so its bias has no share. A picture of the
slopes is called a **saliency map**, Simonyan, Vedaldi & Zisserman 2013; the shares with
all biases are the **full gradient**, Srinivas & Fleuret 2019.)

A network small enough for the hand: two pixels a = (1, 2), two hidden units with
$`z_1 = a_1 + a_2 - 1 = 2`$ and $`z_2 = 2 a_1 - 3 a_2 + 1 = -3`$, so that the second
is off, and $`z_c - z_k = 2 g(z_1) + 5 g(z_2) + 0.5 = 4.5`$. Backward: $`dz_1 = 2`$,
$`dz_2 = 0`$. Both pixels have the slope 2 · 1 = 2, so their shares are 1 · 2 = 2 and
2 · 2 = 4. The biases add (−1) · 2 + 1 · 0 + 0.5 = −1.5. And 2 + 4 − 1.5 = 4.5.
*/
#include "22_your_own_digit/your_own_digit.h"

#include "09_activation_gradient/relu_backward.h"
#include "12_backpropagation/backpropagation.h"

void score_slopes(Matrix S, Network *net, int c, int k)
{
    Matrix last = net->dZ[net->L];
    expect_shape("score_slopes: the scores", last, net->n[net->L], 1);
    matrix_fill(last, 0);
    *at(last, c, 0) = 1; // line 5
    *at(last, k, 0) -= 1;
    for (int l = net->L; l > 1; l--) {
        input_gradient(net->dA[l - 1], net->W[l], net->dZ[l]);        // line 4
        relu_backward(net->dZ[l - 1], net->dA[l - 1], net->Z[l - 1]); // line 2
    }
    input_gradient(S, net->W[1], net->dZ[1]);
}

real shares(Matrix E, Matrix A, Matrix S)
{
    expect_shape("shares: E", E, A.rows, 1);
    expect_shape("shares: S", S, A.rows, 1);
    real sum = 0;
    for (int i = 0; i < A.rows; i++) {
        E.x[i] = A.x[i] * S.x[i];
        sum += E.x[i];
    }
    return sum;
}

real share_of_biases(const Network *net)
{
    real sum = 0;
    for (int l = 1; l <= net->L; l++)
        for (int i = 0; i < net->n[l]; i++)
            sum += net->b[l].x[i] * net->dZ[l].x[i];
    return sum;
}

/*
The same shares can be taken at a hidden layer, as activation times slope: line 4
says that they add up to the same number, with the biases above that layer. So one
can ask which of the 100 units of layer 2 made it a 7, and then what such a unit
looks for.

Two things the shares do not say. A pixel without ink has the share 0, though its
blank may be what tells a 4 from a 9: the *slope* there says what ink would have done.
And a share is not a cause by itself: take the pixel away and other units may switch.

**How little would it take?** What is the smallest change of the pixels that makes a k of a
c? By chapter 7's line 4, of all steps of one length the one against the slopes s changes
most. As long as no unit switches, the step $`-(z_c - z_k)\, s / \sum s^2`$ closes the gap:
its effect is the sum of step times slope, $`-(z_c - z_k)`$, and the difference becomes 0.
Afterwards some units have
switched; so repeat it, and keep the ink between 0 and 1. Such a picture is called an
**adversarial example** (Szegedy and others 2014, whose eyes hardly saw the change).
Exercise 6 makes one.
*/
