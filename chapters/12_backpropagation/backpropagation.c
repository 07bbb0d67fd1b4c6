/*
# 12. Backpropagation

A network of three layers has read a digit wrongly. Which of the 313,600 weights
of its first layer are to blame? They act on the loss only through the two
layers that follow, and chapters 8 to 11 stop at the last one.

One link is missing. Chapter 8 starts at the output, chapter 9 passes an
activation function, chapters 10 and 11 give the gradients of a layer's weights
and biases from the slope of its scores. To go on to the layer before we need the
slope of this layer's **input**, for the input of layer l is the activation of
layer l − 1.

1. Input k of the layer goes into the score of every unit i:
   $`z_i = \dots + W_{ik}\, a_k + \dots`$
2. A small change $`\delta`$ of $`a_k`$ changes score i by $`W_{ik} \delta`$.
3. The changes of the loss through all n scores add up (if a number acts on
   another by two ways, a small change goes both ways, and the effects add up):
   $`\dfrac{\partial J}{\partial a_k} = \sum_{i=1}^{n} W_{ik}\,
   \dfrac{\partial J}{\partial z_i}`$.
4. The sum runs down column k of W, which is row k of the transposed matrix. For
   a batch, with one column for each example:

```math
\frac{\partial J}{\partial A^{[l-1]}} = \left(W^{[l]}\right)^T \,
\frac{\partial J}{\partial Z^{[l]}}
```

The shapes: $`n_{l-1} \times n_l`$ times $`n_l \times m`$ gives
$`n_{l-1} \times m`$. Forward, the weights spread an input over the units;
backward, the same weights collect the blame from the units. In code the product
with a transposed first factor is `matrix_product_tn`, which makes no transposed
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
`forward_batch` and then `softmax`; the network is its layers in order.
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
the output and goes from layer to layer down to the first. Each layer turns it
into the slope of its scores, takes its weights' and biases' share, and hands the
rest on. In code, every line is a chapter:
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
The cost: for each layer one product forward and two backward, all three with
the same number of multiplications. The first layer does without the second one
backward, since nobody asks for the slope of the pixels. So the way back costs at
most two forward passes, here only 1.1: for one digit 395,600 multiplications
against 354,600, for the first layer has most of the weights. Chapter 7 would have
needed 710,220 forward passes for the same 355,110 slopes.

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

Every slope of a small network agrees with the measured one, in each of its
weight matrices and bias vectors. (The field calls any such array of numbers a
**tensor**.) Then the network of this book, 784-400-100-10, learned to read by
gradient descent from small random weights, with one step for each batch of 20
digits. The loss started near ln 10 = 2.3026, as chapter 5 said it must. After
four passes over 2,000 digits the network reads 86.5 % of the test digits;
chapter 1's templates, made from the same digits, read 73.8 %. The 2 that we
follow had a chance of 0.0982 at first, which is a guess, and has 0.8324 now. In
between it fell once: it is a test digit, and training lowers the mean loss of
other digits; it promises nothing for this one.

A network whose gradient is wrong often learns too, only worse. That is why the
table of slopes comes before the table of training.

**Next.** The starting weights were "small", by guesswork. Chapter 13 finds out
how small.

## Exercises

1. Let all weights start at 0. Which gradients are 0 at the first step, and
   which parameters ever change?
2. Add a third hidden layer to the program's network. Which lines change?
3. In `layer_backward`, call `input_gradient` before `weight_gradient`. Does it
   matter? Now, in the old order, let the descent change W[l] as soon as dW[l] is
   known, before `input_gradient` uses it. Does it matter now?
*/
