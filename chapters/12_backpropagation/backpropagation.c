/*
# 12. Backpropagation

The loss is made at the end of the network. How does a weight of the first layer,
two layers away, get to know of it? Chapters 8 to 11 find the slopes of the last
layer and stop there.

One link is missing: the slope of a layer's **input**, which is the activation of
the layer before. With it chapter 9 can go on there, and chapters 10 and 11 after
it:

```math
\frac{\partial (mJ)}{\partial A^{[l-1]}} = \left(W^{[l]}\right)^T \,
\frac{\partial (mJ)}{\partial Z^{[l]}}
```

1. Input k of the layer goes into the score of every unit i:
   $`z_i = \dots + W_{ik}\, a_k + \dots`$
2. A small change $`\delta`$ of $`a_k`$ changes score i by $`W_{ik} \delta`$, and
   so the loss, along this path, by $`dz_i W_{ik} \delta`$.
3. Along several paths the effects add up; that is the **chain rule** for a function
   of several variables. There is one path through each of the n
   units, so $`da_k = \sum_{i=1}^{n} W_{ik}\, dz_i`$.
4. The sum runs down column k of W, which is row k of the transposed matrix. So
   for one example it is $`da = W^T dz`$, and for a batch the equation above, with
   one column for each example.

Forward, the weights spread an input over the units; backward, the same weights collect the
slopes from the units. Nothing is inverted: the question is not which input belongs to an
output, but how much each input moves the loss. (And only a square W can have an inverse.)

## Every wire by hand

Two inputs, two hidden units, two classes; the input is (2, 1), and the second
class is true. Forward, the hidden scores are

```math
z^{[1]} = \begin{pmatrix} 0.5 & -1 \\ -1 & 1 \end{pmatrix}
\begin{pmatrix} 2 \\ 1 \end{pmatrix} + \begin{pmatrix} 1 \\ 0 \end{pmatrix} =
\begin{pmatrix} 1 \\ -1 \end{pmatrix}, \qquad
a^{[1]} = \begin{pmatrix} 1 \\ 0 \end{pmatrix}
```

and with $`W^{[2]} = \begin{pmatrix} 1 & 2 \\ -1 & 1 \end{pmatrix}`$ and no biases
the last scores are (1, −1): softmax gives 0.88 to the wrong class and 0.12 to the
true one. Backward:

5. $`dz^{[2]} = (0.88, 0.12) - (0, 1) = (0.88, -0.88)`$, chapter 8.
6. $`da^{[1]}_1 = 1 \cdot 0.88 + (-1) \cdot (-0.88) = 1.76`$: two paths lead from the
   first hidden unit to the loss, and they add up.
   $`da^{[1]}_2 = 2 \cdot 0.88 + 1 \cdot (-0.88) = 0.88`$.
7. $`dz^{[1]} = (1.76, 0)`$: the second unit is silent, and the slope stops there.
8. Each weight's slope is dz at its end times a at its beginning: that of the weight
   from the first input to the first hidden unit is 1.76 · 2 = 3.52.

The picture below has all of them. One step with α = 0.01 should lower the loss
by 0.2172 (chapter 7, line 3), and lowers it by 0.2122.

In code, `matrix_product_tn` multiplies by a transposed first factor and makes no
copy.
*/
#include "12_backpropagation/backpropagation.h"

#include "01_forward_propagation/forward.h"
#include "02_relu/relu.h"
#include "03_activation_matrix/batch.h"
#include "04_forward_batch/forward_batch.h"
#include "05_total_loss/loss.h"
#include "06_softmax/softmax.h"
#include "08_output_error/output_error.h"
#include "09_activation_gradient/relu_backward.h"
#include "10_weight_gradient/weight_gradient.h"
#include "11_bias_gradient/bias_gradient.h"

void input_gradient(Matrix dA, Matrix W, Matrix dZ)
{
    matrix_product_tn(dA, W, dZ); // line 4
}

/*
## Forward

A `Network` (see `common/numbers/network.h`) holds the matrices of all layers, numbered
as in the equations: `net->W[l]`, `net->A[l - 1]` and so on, with `A[0]` for the
input. A hidden layer is `forward_batch` and then `relu`, the last one
`forward_batch` and then `softmax`; the network is its layers in order. (A ReLU before
the softmax would make all scores below 0 equal: −1 and −10 would get the same chance.)
*/
void layer_forward(Network *net, int l)
{
    forward_batch(net->Z[l], net->W[l], net->A[l - 1], net->b[l]);
    if (l < net->L)
        relu(net->A[l], net->Z[l]);
    else
        softmax(net->A[l], net->Z[l]);
}

void network_forward(Network *net)
{
    for (int l = 1; l <= net->L; l++)
        layer_forward(net, l);
}

/*
## Backward

Here are one layer's equations together, forward and back, once for single
numbers and once for the whole batch. Unit i of layer l has the score z and the
activation a for example j; its inputs are numbered k. As in chapter 8, dZ and dA
are slopes of the loss **summed** over the batch, and the 1/m makes dW and db
slopes of the mean loss J.

| chapter | single numbers | batch | shapes |
| --- | --- | --- | --- |
| 4 | $`z_{ij} = \sum_k W_{ik}\, a^{[l-1]}_{kj} + b_i`$ | $`Z^{[l]} = W^{[l]} A^{[l-1]} + b^{[l]}`$ | $`(n_l \times n_{l-1})(n_{l-1} \times m)`$ |
| 2 | $`a_{ij} = g(z_{ij})`$ | $`A^{[l]} = g(Z^{[l]})`$ | $`n_l \times m`$ |
| 8 | last layer: $`dz_{ij} = \hat y_{ij} - y_{ij}`$ | $`dZ^{[L]} = \hat Y - Y`$ | $`n_L \times m`$ |
| 9 | hidden: $`dz_{ij} = da_{ij}\; g'(z_{ij})`$ | $`dZ^{[l]} = dA^{[l]} \odot g'(Z^{[l]})`$ | $`n_l \times m`$ |
| 10 | $`dW_{ik} = \frac1m \sum_j dz_{ij}\, a^{[l-1]}_{kj}`$ | $`dW^{[l]} = \frac1m\, dZ^{[l]} (A^{[l-1]})^T`$ | $`(n_l \times m)(m \times n_{l-1})`$ |
| 11 | $`db_i = \frac1m \sum_j dz_{ij}`$ | $`db^{[l]} = \frac1m \sum_j dZ^{[l](j)}`$ | $`n_l \times 1`$ |
| 12 | $`da^{[l-1]}_{kj} = \sum_i W_{ik}\, dz_{ij}`$ | $`dA^{[l-1]} = (W^{[l]})^T dZ^{[l]}`$ | $`(n_{l-1} \times n_l)(n_l \times m)`$ |

Each sum runs over the index that its result does not have. The slope enters at
the output and goes from layer to layer down to the first ([the map of the
network](../notation.md) shows all of it). Each layer turns it into the slope of
its scores, and uses that one slope three times: for its weights, its biases and its
input. In code, every line is a chapter:
*/
void layer_backward(Network *net, int l)
{
    if (l == net->L)
        output_error(net->dZ[l], net->A[l], net->Y); // chapter 8
    else
        relu_backward(net->dZ[l], net->dA[l], net->Z[l]);   // chapter 9
    weight_gradient(net->dW[l], net->dZ[l], net->A[l - 1]); // chapter 10
    bias_gradient(net->db[l], net->dZ[l]);                  // chapter 11
    if (l > 1)
        input_gradient(net->dA[l - 1], net->W[l], net->dZ[l]); // above
}

void network_backward(Network *net)
{
    for (int l = net->L; l >= 1; l--)
        layer_backward(net, l);
}

/*
## Why backward?

One could also carry slopes forward, and ask of each layer how fast it changes with
one weight. That is a whole pass for each of 355,110 parameters. Backward, one pass
serves all of them, since there is only one loss.

A layer takes one product forward and two backward, all of the same size. Layer 1
skips the second: nobody asks for the slope of the pixels. So the way back costs at
most two forward passes, here only 1.1: for one digit 395,600 multiplications against
354,600. Chapter 7 would have needed 710,220 forward passes.

The price is memory. dW needs the layer's input and dZ its scores, so these must
be kept until the way back comes by: for the batches of 256 digits in chapter 16,
1.847 MB, more than the 1.420 MB of the parameters. The activations alone are 784 + 400 + 100 +
10 numbers of 4 bytes for each digit, 5.2 KB, and so 1.3 MB. (Each $`A^{[l]}`$, $`Z^{[l]}`$, $`dZ^{[l]}`$
and $`dA^{[l]}`$ is a matrix of its own; only the parameters of all layers lie in one row, so
that an optimizer sees one long list.)

## Batches and results

`fill_batch` and `one_hot` load a batch. To see how good the network is on a whole
set of digits, we send it through in batches, of at most `net->capacity` digits,
and add up.
*/
void network_load(Network *net, Digits digits, const int *order, int m,
                  double scale)
{
    network_set_batch(net, m);
    fill_batch(net->A[0], digits, order, scale);
    one_hot(net->Y, digits.labels, order);
}

int count_right(Matrix Yhat, Matrix Y)
{
    int right = 0;
    for (int j = 0; j < Y.cols; j++)
        right += argmax(column(Yhat, j)) == argmax(column(Y, j));
    return right;
}

Score network_score(Network *net, Digits digits, double scale)
{
    double loss = 0, right = 0;
    for (int first = 0; first < digits.count; first += net->capacity) {
        Digits rest = digits_from(digits, first);
        int m = rest.count < net->capacity ? rest.count : net->capacity;
        network_load(net, rest, NULL, m, scale);
        network_forward(net);
        real mean = softmax_loss(net->Z[net->L], net->Y);
        loss += (double)re((real)m * mean);
        right += count_right(net->A[net->L], net->Y);
    }
    return (Score){loss / digits.count, 100 * right / digits.count};
}

/*
## What we saw

Every slope of a small network agrees with the measured one, in each of its weight matrices and
bias vectors. (The field calls any such array of numbers a **tensor**.) Then the network of this
book, 784-400-100-10, learned to read by gradient descent from small random weights, with one
step for each batch of 20 digits. Why not one for all 2,000? In random order every digit is as
likely to be in a batch as any other, so the mean of the slopes of all possible batches is the
slope of all digits: a batch is right on average. (A new order for each epoch makes other
batches, so that no two digits always pull together.) And the scatter of a mean falls with the root
of how many it is taken of, so the slope of 20 digits points roughly where that of all does. It
costs a hundredth: there are a hundred steps for the price of one. But the digits must come in
random order. Sorted by label, a batch shows one class, and the quickest way down is to answer
that class whatever the picture: [what is left out](../experiments.md#left-out) The loss started
near ln 10 = 2.3026, as chapter 5 said it must. After four passes over 2,000 digits, called
**epochs**, the network reads 86.5 % of the test digits; chapter 1's templates, made from the
same digits, read 73.8 %. The 2 that we follow had a chance of 0.0982 at first, which is a
guess, and has 0.8324 now. In between, after epoch 3, it was read as a 6, as the picture shows:
it is a test digit, and training lowers the mean loss of other digits; it promises nothing for
this one.

A network whose gradient is wrong often learns too, only worse. That is why the
table of slopes comes before the table of training.

**Next.** The starting weights were "small", by guesswork. Chapter 13 finds out
how small.

## In ten seconds

Q. A hidden unit feeds two scores with weights 3 and −1, whose slopes are 0.5 and
0.5. What is the slope of its activation?

A. 3 · 0.5 − 1 · 0.5 = 1: the two paths add up.

Q. Which matrices does the way back need from the way forward?

A. Each layer's input, for dW, and each hidden layer's scores, for g′; at the end,
the probabilities.

Q. What do all 355,110 slopes cost, in forward passes?

A. About one more, 1.1; never more than two.

## What the source printed

The source's image 12 is right, but its program passes the error of the output
through the slope of ReLU as well, which softmax does not have. A class whose score
is 0 or less gets no slope then: where it is the true one, nothing pushes its score up.
In the program's 784-6-5-10 network that makes a relative error of 0.6717. The network
learns all the same, from the classes that score above 0.

## Exercises

1. Let all weights start at 0. Which gradients are 0 at the first step, and
   which parameters ever change?
2. Add a third hidden layer to the program's network. Which lines change?
3. In `layer_backward`, call `input_gradient` before `weight_gradient`. Does it
   matter? Now, in the old order, let the descent change W[l] as soon as dW[l] is
   known, before `input_gradient` uses it. Does it matter now?
4. Which of the kept matrices could one do without, if memory were short?
*/
