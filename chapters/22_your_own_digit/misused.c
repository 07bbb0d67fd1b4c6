/*
## Breaking it

What does a trained network do when something around it is wrong? Here are eleven
things. Four damage its parameters, as when a file is read in the wrong order or not at all.
The other seven leave these alone and use it otherwise than it was trained. None of them
crashes or says anything: there are always ten chances that add up to 1. An answer is
called **sure** if it has a chance of 0.95 or more; the mean chance is that of all answers.

Bet before you read on: which is worse, to forget all biases or not to divide the
pixels? And which digits can a network still read in a mirror?
*/
#include <string.h>

#include "12_backpropagation/backpropagation.h"
#include "13_he_initialization/he.h"
#include "14_dropout/dropout.h"
#include "22_your_own_digit/your_own_digit.h"

static void drop_biases(Network *net, Random *r)
{
    (void)r;
    for (int l = 1; l <= net->L; l++)
        matrix_fill(net->b[l], 0);
}

// The same weights in another order (Fisher & Yates, as common/numbers/random.h).
static void shuffle(Matrix W, Random *r)
{
    for (size_t i = elements(W) - 1; i > 0; i--) {
        size_t j = (size_t)(random_uniform(r) * (double)(i + 1));
        real kept = W.x[i];
        W.x[i] = W.x[j];
        W.x[j] = kept;
    }
}

static void shuffle_first(Network *net, Random *r)
{
    shuffle(net->W[1], r);
}

static void shuffle_last(Network *net, Random *r)
{
    shuffle(net->W[net->L], r);
}

static void multiply(Matrix A, double by)
{
    for (size_t i = 0; i < elements(A); i++)
        A.x[i] *= (real)by;
}

static void leave_whole(Matrix A, double scale)
{
    multiply(A, scale);
}

static void divide_by_255(Matrix A, double scale)
{
    multiply(A, scale / 255);
}

// Dark on light, as on paper.
static void invert(Matrix A, double scale)
{
    for (size_t i = 0; i < elements(A); i++)
        A.x[i] = (real)(255 / scale) - A.x[i];
}

// Weights as they are before training, and no biases (chapter 13).
static void forget_training(Network *net, Random *r)
{
    he_initialize(net, r);
    drop_biases(net, r);
}

// The number for each place comes from another one of the same picture, which lies
// `start` numbers behind its first and from there on `down` for each row and
// `across` for each column.
static void move_pixels(Matrix A, int start, int down, int across)
{
    real moved[PIXELS];
    expect_shape("move_pixels: A", A, PIXELS, A.cols);
    for (int j = 0; j < A.cols; j++) {
        Matrix a = column(A, j);
        for (int i = 0; i < PIXELS; i++)
            moved[i] = a.x[start + down * (i / DIGIT_SIDE) +
                           across * (i % DIGIT_SIDE)];
        memcpy(a.x, moved, sizeof moved);
    }
}

static void mirror(Matrix A, double scale)
{
    (void)scale;
    move_pixels(A, DIGIT_SIDE - 1, DIGIT_SIDE, -1);
}

static void turn_over(Matrix A, double scale)
{
    (void)scale;
    move_pixels(A, PIXELS - DIGIT_SIDE, -DIGIT_SIDE, 1);
}

static void transpose(Matrix A, double scale)
{
    (void)scale;
    move_pixels(A, 0, 1, DIGIT_SIDE);
}

const Breakage breakages[BREAKAGES] = {
    {"nothing", NULL, NULL, 1},
    {"the biases are forgotten", drop_biases, NULL, 1},
    {"weights of layer 1 in another order", shuffle_first, NULL, 1},
    {"weights of the last layer in another order", shuffle_last, NULL, 1},
    {"it was never trained", forget_training, NULL, 1},
    {"dropout is switched on", NULL, NULL, 0.5},
    {"pixels are not divided", NULL, leave_whole, 1},
    {"pixels are divided by 255", NULL, divide_by_255, 1},
    {"dark ink on light paper", NULL, invert, 1},
    {"left and right exchanged", NULL, mirror, 1},
    {"upside down", NULL, turn_over, 1},
    {"rows taken for columns", NULL, transpose, 1},
};

void broken_forward(Network *net, const Breakage *b, double scale, Random *r)
{
    double keep[MAX_LAYERS + 1];
    for (int l = 0; l <= net->L; l++)
        keep[l] = b->keep;
    if (b->change_inputs != NULL)
        b->change_inputs(net->A[0], scale);
    if (b->keep < 1)
        dropout_forward(net, keep, r);
    else
        network_forward(net);
}
