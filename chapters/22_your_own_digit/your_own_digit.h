// Chapter 22: a digit as it is drawn, and why a network reads it as it does.
#ifndef CHAPTER_YOUR_OWN_DIGIT_H
#define CHAPTER_YOUR_OWN_DIGIT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "common/files/picture.h"
#include "common/numbers/network.h"
#include "common/numbers/random.h"

// ------------------------------------------------------------------ drawing.c

// Where the pen was, in any unit, y growing downward. Points of one stroke follow
// one another; strokes are numbered from 0 without gaps.
typedef struct {
    double x, y;
    int stroke;
} PenPoint;

// Draws each digit of a drawing of `count` points, at least 1, as MNIST has it, from
// left to right, and returns how many there are, at least 1. What is small beside
// the largest stroke is left out.
int digits_from_pen(uint8_t digits[MAX_DIGITS][PIXELS], const PenPoint *points,
                    int count);

// ---------------------------------------------------------------- explained.c

// The slopes of z_c - z_k, two scores of the last layer, for the one digit that the
// network read last by network_forward. Those of scores and activations are left
// in net->dZ and net->dA of all layers.
//   S     PIXELS x 1, written: the slopes with respect to the pixels
//   c, k  two classes
void score_slopes(Matrix S, Network *net, int c, int k);

// E = A * S, element by element: what each pixel, or unit, adds to the difference.
// Returns their sum. All n x 1.
real shares(Matrix E, Matrix A, Matrix S);

// After score_slopes: what the biases of all layers add together.
real share_of_biases(const Network *net);

// ------------------------------------------------------------------ misused.c

// A mistake that one can make with a trained network.
typedef struct {
    const char *words;
    void (*spoil)(Network *net, Random *r);        // its parameters, or NULL
    void (*change_inputs)(Matrix A, double scale); // or NULL
    double keep; // the probability that a hidden unit stays on
} Breakage;

// The first is none, and the last TURNED exchange pixels of a picture.
enum { BREAKAGES = 12, TURNED = 3 };
extern const Breakage breakages[BREAKAGES];

// As network_forward, for inputs that were divided by `scale`, with the mistake. Its
// parameters are spoiled before, once.
void broken_forward(Network *net, const Breakage *b, double scale, Random *r);

// ----------------------------------------------------------- your_own_digit.c

// The step of a unit, of which its largest weight is `most`, and a weight in steps.
double step_of(Matrix W, int unit, int most);
int steps_in(real weight, double step);

// Rounds the weights of every unit to whole multiples of a step of its own, the
// largest of them `most` steps, at least 1. Biases stay.
void round_weights(Network *net, int most);

// ------------------------------------------------------------------- packed.c

// Writes a network with its weights rounded to 127 steps, one byte each. The caller
// checks the stream.
void pack_network(FILE *to, const Network *net, double scale);

// Makes of all that pack_network wrote, and a 0 after it, a network for one digit at
// a time, which the caller frees, and what its inputs are divided by.
Network unpack_network(double *scale, const char *packed);

#endif
