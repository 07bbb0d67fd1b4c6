/*
# 16. The digit classifier

Fifteen chapters, one step each. This one adds no equation: it puts them in
order and trains the network of this book on 60,000 digits, by the recipe of the
document that the book grew from.

| what | value | chapter |
| --- | --- | --- |
| input | 784 pixels, divided by one number: see below | 3 |
| layers | 400 and 100 ReLU units, 10 softmax outputs: 355,110 parameters | 2, 4, 6 |
| starting weights | He's | 13 |
| dropout | keep 0.4 and 0.5 of the hidden units | 14 |
| loss | mean of −log of the true class's probability | 5 |
| gradients | backpropagation | 8–12 |
| steps | Adam, $`\beta_1`$ = 0.8, $`\beta_2`$ = 0.999, ε = 1e-8 | 15 |
| learning rate | α = 0.005 / (1 + 0.00001 (e − 1)) in epoch e = 1, 2, … | |
| batches | 256 digits, in a new random order every epoch | |
*/
#include "16_digit_classifier/classifier.h"

#include <stdlib.h>

#include "13_he_initialization/he.h"
#include "14_dropout/dropout.h"
#include "common/ground/fail.h"

Recipe source_recipe(void)
{
    return (Recipe){.epochs = 40,
                    .batch = 256,
                    .seed = 1,
                    .alpha = 0.005,
                    .decay = 0.00001,
                    .beta1 = 0.8,
                    .beta2 = 0.999,
                    .hidden = {2, {400, 100}},
                    .keep = {2, {0.4, 0.5}}};
}

/*
## How large should the inputs be?

Chapters 3 to 15 divided the pixels by 255. With Adam the size of the inputs
matters more than it seems to. A step of Adam moves every weight whose slope is
not 0 by about α, however small the slope (chapter 15, line 6). With smaller
inputs, and so smaller activations, the same step moves the scores of the output
less. Softmax takes scores on a fixed scale, where a difference of 1 is a factor
of e, so smaller inputs act like a smaller learning rate while the weights are
young.

We tried some divisors on training digits alone: trained on the first 50,000 and
tested on the 10,000 held back (`train --hold-back 10000`), with 40 epochs and
two seeds each.

| pixels divided by | right on the digits held back |
| --- | --- |
| 255 | 97.73 % |
| 3 · 255 | 98.02 % |
| 9.37 · 255 = 2,390 | 98.14 % |
| 28 · 255 | 98.00 % |
| 52.7 · 255 | 98.07 % |
| 100 · 255 | 97.91 % |

The first is the worst, and the others are about equally good: with two seeds, a
tenth of a percent is noise. The best of them makes the average digit a vector
of length 1, and that is the recipe's rule: `scale` is the root of the mean
squared length of the **training** digits, about 2,390, and every input,
training or test, is divided by it. Blank pixels stay 0. The program of the
document that this book grew from divided by a variance, 52.7, where it meant a
standard deviation, and so, by luck, its inputs were small too.
*/
double length_scale(Digits training)
{
    double squares = 0;
    for (size_t i = 0; i < (size_t)training.count * PIXELS; i++)
        squares += training.pixels[i] * training.pixels[i];
    double scale = sqrt(squares / training.count);
    return scale > 0 ? scale : 1;
}

/*
## Words for the outer loops

One step of the optimizer uses one **batch**. An **epoch** is one pass over all
training digits: 60,000 / 256 = 234 batches of 256, and one of 96.

Everything random, the starting weights, the order of the digits and the dropout
masks, comes from generators made from the seed, one stream for each purpose. So
the same seed gives the same network, bit by bit. What an epoch draws depends
only on the seed and the epoch's number.
*/
enum { WEIGHTS, ORDER, MASKS, STREAMS_PER_EPOCH };

static Random stream(const Recipe *recipe, int epoch, int purpose)
{
    return random_new((uint64_t)recipe->seed,
                      (uint64_t)(epoch * STREAMS_PER_EPOCH + purpose));
}

Trainer trainer_new(const Recipe *recipe, int count)
{
    int L = recipe->hidden.count + 1;
    if (L > MAX_LAYERS || recipe->keep.count != L - 1)
        fail_bug("trainer_new: %d hidden layers, %d numbers to keep; up to %d "
                 "of both, equally many, are possible",
                 L - 1, recipe->keep.count, MAX_LAYERS - 1);
    int n[MAX_LAYERS + 1] = {PIXELS};
    Trainer t = {.recipe = *recipe, .count = count};
    for (int l = 1; l < L; l++) {
        n[l] = (int)recipe->hidden.x[l - 1];
        t.keep[l] = recipe->keep.x[l - 1];
    }
    n[L] = CLASSES;
    t.net = network_new(L, n, recipe->batch);
    Random weights = stream(recipe, 0, WEIGHTS);
    he_initialize(&t.net, &weights);

    int parameters = t.net.theta.rows;
    t.adam = (Adam){.beta1 = recipe->beta1,
                    .beta2 = recipe->beta2,
                    .epsilon = 1e-8,
                    .m = matrix_new(parameters, 1),
                    .v = matrix_new(parameters, 1)};
    return t;
}

void trainer_free(Trainer *t)
{
    network_free(&t->net);
    matrix_free_all((Matrix *[]){&t->adam.m, &t->adam.v, NULL});
    free(t->order);
    t->order = NULL;
}

/*
## The learning rate falls

By a little: after 40 epochs of the recipe it is still 99.96 % of its start. A
larger `--decay` takes smaller steps towards the end, where the large ones
would only jump across the valley. The decay goes by **epochs**. The program
of the document applied it after every batch, on what was left, and its learning
rate fell to 0.936 of the start in 8 epochs instead of 0.99993.
*/
double epoch_alpha(const Recipe *recipe, int epoch)
{
    return recipe->alpha / (1 + recipe->decay * (epoch - 1));
}

void begin_epoch(Trainer *t, int epoch, int position)
{
    Random shuffle = stream(&t->recipe, epoch, ORDER);
    free(t->order);
    t->order = random_order(t->count, &shuffle);
    t->masks = stream(&t->recipe, epoch, MASKS);
    for (int l = 1; l < t->net.L; l++) // a draw for each unit and digit
        random_skip(&t->masks, (uint64_t)position * (uint64_t)t->net.n[l]);
    t->adam.alpha = epoch_alpha(&t->recipe, epoch);
}

/*
## One step

Four lines, and every one a chapter or more.
*/
int train_batch(Trainer *t, Digits digits, int first, double scale)
{
    int left = t->count - first;
    int m = left < t->recipe.batch ? left : t->recipe.batch;
    network_load(&t->net, digits, t->order + first, m, scale); // 3, 5
    dropout_forward(&t->net, t->keep, &t->masks);              // 4, 2, 14, 6
    dropout_backward(&t->net);                                 // 8 to 12, 14
    adam_step(&t->adam, t->net.theta, t->net.dtheta);          // 15
    return m;
}

/*
The rest is a command line: `train.c` runs the epochs and writes the log and the
model, `test.c` measures a model and shows its mistakes, `classify.c` reads
pictures. `settings.c` reads what was asked for, which also names the folder of the
run, and `run.c` keeps the files in it.

`checkpoint.c` writes, after each epoch, all that the next step depends on: the
parameters, Adam's m and v and its step t, how many epochs are done, and how far the
epoch has come. The order of the digits and dropout's units need no place there:
random number n is a function of seed, stream and n alone. So a training that was
stopped at any moment, `train --resume` takes up again, and it ends with the very
bits of one that ran through.

## What we saw

After 40 epochs the network reads 99.56 % of the training digits and 98.08 % of
the test digits, where chapter 12's, trained on 2,000 digits, reads 86.5 %. Both
losses are measured without dropout, after each epoch, so they can be compared.
The README has five such runs from other seeds: one run alone is a tenth of a
percent better or worse by luck.

What is left is hard. A 9 read as a 4 is the most frequent mistake, 13 times in
1,009, and some of the surest mistakes would puzzle a person. The picture's weights
show what the units of the first layer look for: not digits, but strokes and gaps
at certain places. A few of those drawn are nearly blank. They belong to the 51 of
400 that are silent for every training digit: dead, as chapter 9 said a unit can
be.

This page's run used code without the instructions of any one processor, so
yours will print the same numbers: `make pages-slow` is that run. `make train`
makes the most of your processor, which rounds otherwise, and ends a tenth of a
percent away, as with another seed.

## Exercises

1. `make train ARGS='--keep 1,1'`: Which of the two accuracies gets better, and
   which worse?
2. `make train ARGS='--hidden 30 --keep 1'`: How many parameters are left, and how
   much accuracy?
3. `make train ARGS='--hold-back 10000 --alpha 0.01 --decay 0'` measures on 10,000
   training digits in place of the test set. Choose a better learning rate and
   decay in this way, and only then look at the test set, once.
*/
