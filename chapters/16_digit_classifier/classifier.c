/*
# 16. The digit classifier

What do fifteen chapters come to when all their steps are taken one after the other,
on 60,000 digits? To a network that reads 98 of 100 digits which it has never seen, and
to a riddle: 51 of the 400 units of its first layer are dead. Who killed them?

This chapter adds no equation. One step of training, for one **batch** of m digits, is
four lines, each a chapter or more:

```c
network_load(&t->net, digits, t->order + first, m, scale); // 3, 5
dropout_forward(&t->net, t->keep, &t->masks);              // 4, 2, 14, 6
dropout_backward(&t->net);                                 // 8 to 12, 14
adam_step(&t->adam, t->net.theta, t->net.dtheta);          // 15
```

An **epoch** is one pass over all training digits: 60,000 / 256 = 234 batches of 256,
and one of 96. After each, `train` says how well the network reads. Of the forty lines
that it prints, six:

| epoch | training loss | right | test loss | right |
| --- | --- | --- | --- | --- |
| 1 | 0.1673 | 94.80 % | 0.1723 | 94.72 % |
| 2 | 0.1141 | 96.61 % | 0.1270 | 96.10 % |
| 5 | 0.0683 | 97.92 % | 0.0935 | 97.15 % |
| 10 | 0.0453 | 98.54 % | 0.0778 | 97.62 % |
| 20 | 0.0286 | 99.08 % | 0.0750 | 97.92 % |
| 40 | 0.0146 | 99.56 % | 0.0724 | 98.08 % |

What is left are the choices that an equation leaves open, the **recipe**:

| what | value | chapter |
| --- | --- | --- |
| input | 784 pixels, divided by one number: see below | 3 |
| layers | 400 and 100 ReLU units, 10 softmax outputs: 314,000 + 40,100 + 1,010 = 355,110 parameters | 2, 4, 6 |
| starting weights | He's | 13 |
| dropout | keep 0.4 and 0.5 of the hidden units | 14 |
| loss | mean of −log of the true class's probability | 5 |
| gradients | backpropagation | 8–12 |
| steps | Adam, $`\beta_1`$ = 0.8, $`\beta_2`$ = 0.999, ε = 1e-8 | 15 |
| learning rate | α = 0.005 / (1 + 0.00001 (e − 1)) in epoch e = 1, 2, … | |
| batches | 256 digits, in a new random order every epoch | |

Why two hidden layers, of 400 and 100? They are the source's. [Other widths and
depths](../experiments.md#width-and-depth), none at all among them, and what becomes of all
this without biases or random order, are experiments of their own.
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

Chapters 3 to 15 divided the pixels by 255. With Adam, inputs a tenth as large act, in
the first steps, like an α a tenth as large. For a step of Adam moves every weight whose
slope is not 0 by about α, however small the slope (chapter 15, line 6). With smaller
inputs the same step moves the scores less; and softmax takes scores on a fixed scale,
where a lead of 1 is a factor of e between two probabilities.

We tried some divisors on training digits alone: trained on the first 50,000 and
tested on the 10,000 held back (`train --hold-back 10000`), with 40 epochs and
two seeds each.

| pixels divided by | right on the digits held back |
| --- | --- |
| 255 | 97.73 % |
| 3 · 255 | 98.02 % |
| 9.37 · 255 = 2,389: the average digit has length 1 | 98.14 % |
| 28 · 255 | 98.00 % |
| 52.7 · 255: as the source's program does | 98.07 % |
| 100 · 255 | 97.91 % |

The first is the worst, and the others are about equally good: with two seeds, a tenth of a
percent is noise. (In [an experiment](../experiments.md#the-size-of-the-inputs) with five seeds,
of five epochs each, 255 is behind by 0.29 ± 0.19 points.) The best of them is the recipe's
rule: `scale` is the root of the mean squared length of the **training** digits, about 2,389,
and every input, training or test, is divided by it. Blank pixels stay 0.
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
## The same seed, the same network

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

Hardly: after 40 epochs of the recipe it is still 99.96 % of its start. The decay goes
by **epochs**, not by batches.
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
Here is the step again, with the batch that may be smaller at the end of an epoch.
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
The rest is a command line: `train.c` runs the epochs and writes the log and the model. (By
hand, `fwrite(net.theta.x, sizeof(real), 355110, file)` would save all parameters, since they
are one array, for this program on this kind of machine. `model.c` writes besides what another
one must know: each matrix's name, its shape, the type of its numbers, 32-bit floats whose lowest
byte comes first on every machine, and what pixels are divided by. Whoever reads it looks whether
all of that fits, and the length of the file, before using a number. What is read back has the
same bits, and gives the same answers.) `test.c`
measures a model and shows its mistakes, `classify.c` reads pictures. `team.c` finds how many
threads are fastest at the time ([where the time goes](../time.md) says why that changes). `checkpoint.c` writes, after
each epoch, all that the next step depends on: the parameters, Adam's m and v and its step t,
how many epochs are done, and how far the epoch has come. The order of the digits and dropout's
masks need no place there: random number n is a function of seed, stream and n alone. So `train
--resume` takes up a run that was stopped at any moment, and it ends with the very bits of one
that ran through. A thread of its own writes the file, and meanwhile the training makes do with
one fewer: so an epoch takes less than 1 % longer than one without.

If a loss of your own becomes NaN, find the first array that holds one, in the order of a
step. In A0, pixels were divided by 0. In Z, weights have become infinite, mostly by too large
an α. In the last A, softmax lacks its maximum (chapter 6). In the loss alone it is 0 · log 0
(chapter 5); and in the parameters after the first step, Adam counts from 0 (chapter 15).

## What we saw

After 40 epochs the network reads 99.56 % of the training digits and 98.08 % of the
test digits. Both losses are measured without dropout, after each epoch, so they can
be compared. The picture's weights show what the units of the first layer look for: not
digits, but strokes and gaps at certain places. A few of those drawn are nearly blank:
they are among the 51 of 400 that are silent for every training digit, dead as in
chapter 9.

## Why did they die?

By He's rule half the units are active for any digit, and the scores have a standard
deviation of $`\sqrt{2/784}`$ = 0.05 for inputs of length 1. But Adam's first steps
all have the length α = 0.005, whatever the slopes, and a unit's weights move
together. The numbers of an average digit add up to about 11, so one step can move a
score by 0.055: as far as scores differ at all. A few such steps in the same direction
push a unit below 0 for every digit; then no slope comes through any more, and it
stays there. So units should die early, and of too large steps. `train --epochs 1` and
`test` say that they do: after the first epoch 33, 34 and 40 units are silent with
seeds 1, 2 and 3, and with `--alpha 0.001` 0, 1 and 0. Most die in the first epoch,
and hardly any when the steps are a fifth as long.

## Whose fault is a mistake?

192 test digits are read wrongly. A 9 read as a 4 is the most frequent mistake, 13
times in 1,009; next come a 7 as a 2 and a 9 as a 5. Was the network at fault, or can
nobody read them? `test` draws the five of which it was surest. Show each to somebody
who does not know its label. If they read what the label says, the fault is the
network's; if they read what the network read, it is the writer's, or the label is
wrong. Some of these five would puzzle a person. How many of the other 187 would,
`test` does not say. But most can be read: chapter 20's network has as many
parameters, and makes a quarter of the mistakes.

## Your numbers

`make pages-slow` is this page's run: it uses code without the instructions of any one
processor, so yours will print the same numbers. `make train` makes the most of your
processor, which rounds otherwise, and ends a tenth of a percent away, as with another
seed: the README's run of seed 1, which the exercises compare with, reads 97.91 %.

## In ten seconds

Q. How many steps has an epoch of 60,000 digits in batches of 256?

A. 235: 234 whole batches, and one of 96.

Q. Which digits decide by how much the inputs are divided?

A. The training digits alone; the test digits are divided by the same number.

Q. Why can a dead unit not come back by gradient descent?

A. Its score is below 0 for every digit, so every slope through it is 0.

## What the source printed

The recipe is that of the document which this book grew from, and its program strays
from it. It divides the training pixels by their variance, 52.7 for all 784 together,
where it means the standard deviation, and the test pixels not at all. It also applies
the decay after every batch, on what is left, so that the learning rate falls to 0.936
of its start in 8 epochs instead of 0.99993.

Its published parameters read 96.99 % of the test digits, and 98.03 % once the test
pixels are divided as the training pixels were (chapter 3). By luck the slip made the
inputs small, which the table above shows to be good. The program also puts the digits
in random order once and not in every epoch, its dropout keeps 0.4 of both layers where
the document says 0.4 and 0.5, and it multiplies the output layer's error by the slope
of ReLU, which softmax does not have. None of this stops it from learning: that
is why gradients are checked.

## Exercises

1. `make train ARGS='--keep 1,1'`: Which of the two accuracies gets better, and
   which worse?
2. `make train ARGS='--hidden 30 --keep 1'`: How many parameters are left, and how
   much accuracy?
3. `make train ARGS='--hold-back 10000 --alpha 0.01 --decay 0'` measures on 10,000
   training digits in place of the test set. Choose a better learning rate and
   decay in this way, and only then look at the test set, once.
*/
