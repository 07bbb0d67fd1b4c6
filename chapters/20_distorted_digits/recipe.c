/*
## A recipe for digits that never come twice

Chapter 16's recipe fights learning by heart: dropout hides more than half of the units, and 40
epochs are enough. Where no picture comes twice there is nothing to learn by heart.
So this recipe keeps all units, and takes its time.

| what | chapter 16 | here |
| --- | --- | --- |
| digits | as they are | each distorted, anew in every epoch |
| epochs | 40 | 400 |
| dropout | keep 0.4 and 0.5 | none |
| inputs | divided by one number | divided by one number; minus their mean while training |
| learning rate | 0.005, all but constant | from 0.002 to 0 |
| weight decay | none | 0.1 |
| Adam's β₁ | 0.8 | 0.9 |

Layers, starting weights, batches, loss and gradients are those of chapter 16.
*/
#include "20_distorted_digits/recipe.h"

#include "12_backpropagation/backpropagation.h"
#include "14_dropout/dropout.h"

Recipe distorted_recipe(void)
{
    return (Recipe){.epochs = 400,
                    .batch = 256,
                    .seed = 1,
                    .alpha = 0.002,
                    .decay = 0,
                    .beta1 = 0.9,
                    .beta2 = 0.999,
                    .hidden = {2, {400, 100}},
                    .keep = {2, {1, 1}}};
}

/*
## A learning rate that falls to 0

Every batch says something else, and a step of Adam is about α long however small the
slope. So a network in training does not come to rest: it jumps about its valley,
the wider the larger α is. A small α from the beginning would take long to get there.
So begin with a large one and let it fall to 0 (Loshchilov & Hutter 2017):

14. After s of S steps, $`\alpha_s = \frac{\alpha}{2} \left( 1 + \cos \frac{\pi
    s}{S} \right)`$: α at first, half of it half way, and nearly 0 at the end, with
    no sudden change.
*/
double cosine_alpha(double alpha, int step, int steps)
{
    return alpha * (1 + cos(3.14159265358979323846 * step / steps)) / 2;
}

/*
## Weights that decay

Of two networks that read the training digits equally well, the one with smaller
weights usually changes its answer less when a pixel changes. So let each weight shrink a
little in each step, and only those that the digits keep asking for stay large:

15. $`W := (1 - \alpha_s \lambda)\, W`$ before the step of Adam, with λ = 0.1.

One might rather add $`\frac{\lambda}{2} \sum W^2`$ to the loss, whose slope is λW.
For gradient descent that is the same. But Adam divides a slope by its own usual size,
and a weight with large slopes would then hardly decay. So W is made smaller directly and
not by its slope (**decoupled** decay, Loshchilov & Hutter 2019), and every weight loses the
same share.
Biases do not decay: they say where a unit begins to answer, not how steeply.
*/
void decay_weights(Network *net, double share)
{
    real kept = (real)(1 - share);
    for (int l = 1; l <= net->L; l++)
#pragma omp parallel for if (elements(net->W[l]) > 10000)
        for (size_t i = 0; i < elements(net->W[l]); i++)
            net->W[l].x[i] *= kept; // line 15
}

/*
## Inputs minus their mean

All inputs are 0 or more. By chapter 10 the slopes of the weights of one unit for one
digit are its error times the inputs, so they all have the same sign: the weights of a
unit rise or fall together. With their mean μ subtracted, that is over. But a blank pixel
would be −μ and no longer 0, and no product could skip it. How to have both is folded, and
can be left out in a first reading: the kept network was trained so, but the measurements
below show no gain.

<details><summary>Lines 16 and 17, and the code: <code>center_inputs</code></summary>

16. $`z = W (a - \mu) + b = W a + (b - W \mu)`$: that is a network of plain inputs with
    the same W and another bias. So blank pixels stay 0, and products skip them.
17. Its slopes are known: with $`\mathbf{1}`$ for a column of m ones, chapter 10's equation
    gives $`\frac1m dZ\, (A - \mu \mathbf{1}^T)^T = dW - db\, \mu^T`$, and db stays as it is.

So forward and back run on plain inputs. Only Adam's step is made in the centered network.
Before it, line 17 changes the slopes, and Wμ is added to the bias. After it, Wμ is taken off
again, with the W that the step has made. 66.13 is the number by which pixels must be divided so
that the mean of all (a − μ)² is 1.
*/
double center_inputs(Matrix mean, Digits training)
{
    double ink[PIXELS] = {0}, squares = 0; // the mean ink of each pixel
    for (int i = 0; i < training.count; i++)
        for (int p = 0; p < PIXELS; p++) {
            double pixel = digit_pixels(training, i)[p];
            ink[p] += pixel;
            squares += pixel * pixel;
        }
    for (int p = 0; p < PIXELS; p++) {
        ink[p] /= training.count;
        squares -= training.count * ink[p] * ink[p];
    }
    double scale = sqrt(squares / training.count / PIXELS);
    if (!(scale > 0))
        scale = 1;
    for (int p = 0; p < PIXELS; p++)
        mean.x[p] = (real)(ink[p] / scale);
    return scale;
}

void center_slopes(Network *net, Matrix mean)
{
#pragma omp parallel for
    for (int j = 0; j < mean.rows; j++)
        for (int i = 0; i < net->n[1]; i++)
            *at(net->dW[1], i, j) -= net->db[1].x[i] * mean.x[j]; // line 17
}

void move_bias(Network *net, Matrix mean, int sign)
{
    Matrix moved = matrix_new(net->n[1], 1);
    matrix_product(moved, net->W[1], mean);
    for (int i = 0; i < net->n[1]; i++)
        net->b[1].x[i] += (real)sign * moved.x[i]; // line 16
    matrix_free(&moved);
}

/*
</details>

## One step

The draws of a digit depend on the seed, the epoch and its place in the epoch's
order, so a training that was stopped goes on with the same distortions. (Given more
epochs than it was begun with, a run goes on at a higher learning rate, since S has grown.)
*/
enum { BITS_OF_AN_EPOCH = 32 }; // streams from 2^32 on: chapter 16's end before

static void load_distorted(const Distorted *d, Trainer *t, Digits digits,
                           int first, int m, int epoch, double scale)
{
    const int *order = t->order + first;
    Random r = random_new((uint64_t)t->recipe.seed,
                          ((uint64_t)1 << BITS_OF_AN_EPOCH) + (uint64_t)epoch);
    random_skip(&r, (uint64_t)first * DRAWS_OF_A_DIGIT);
    network_load(&t->net, digits, order, m, scale);
    if (distorts(&d->distortion))
        fill_distorted(t->net.A[0], digits, order, scale, &d->distortion, r);
}

static void find_slopes(Trainer *t)
{
    bool drops = false;
    for (int l = 1; l < t->net.L; l++)
        drops = drops || t->keep[l] < 1;
    if (drops) {
        dropout_forward(&t->net, t->keep, &t->masks);
        dropout_backward(&t->net);
    } else {
        network_forward(&t->net);
        network_backward(&t->net);
    }
}

int train_distorted(const Distorted *d, Trainer *t, Digits digits, int first,
                    double scale)
{
    const Recipe *r = &t->recipe;
    int left = t->count - first, m = left < r->batch ? left : r->batch;
    int steps = (t->count + r->batch - 1) / r->batch; // of an epoch
    int epoch = t->adam.t / steps + 1;
    load_distorted(d, t, digits, first, m, epoch, scale);
    find_slopes(t);
    center_slopes(&t->net, d->mean);
    move_bias(&t->net, d->mean, 1);
    if (d->falls)
        t->adam.alpha =
            cosine_alpha(epoch_alpha(r, epoch), t->adam.t, steps * r->epochs);
    decay_weights(&t->net, t->adam.alpha * d->weight_decay);
    adam_step(&t->adam, t->net.theta, t->net.dtheta);
    move_bias(&t->net, d->mean, -1);
    return m;
}
