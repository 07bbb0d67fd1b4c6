/*
## Breaking it

What does a trained network do when something around it is wrong? Here are seven
things. The first three harm its parameters, as a file that is read in the wrong order
does; the others use it otherwise than it was trained. None of them crashes, and none
of them says anything: there are always ten chances that add up to 1.
*/
#include "12_backpropagation/backpropagation.h"
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

const Breakage breakages[BREAKAGES] = {
    {"nothing", NULL, NULL, 1},
    {"the biases are forgotten", drop_biases, NULL, 1},
    {"weights of layer 1 in another order", shuffle_first, NULL, 1},
    {"weights of the last layer in another order", shuffle_last, NULL, 1},
    {"dropout is left on", NULL, NULL, 0.5},
    {"pixels are not divided", NULL, leave_whole, 1},
    {"pixels are divided by 255", NULL, divide_by_255, 1},
    {"dark ink on light paper", NULL, invert, 1},
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
