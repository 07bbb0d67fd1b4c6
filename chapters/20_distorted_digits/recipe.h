// Chapter 20: the recipe that trains on distorted digits.
#ifndef CHAPTER_RECIPE_H
#define CHAPTER_RECIPE_H

#include "16_digit_classifier/classifier.h"
#include "20_distorted_digits/distorted_digits.h"

// What the recipe has beside chapter 16's.
typedef struct {
    Distortion distortion;
    double
        weight_decay; // in a step, this times the learning rate is the share of
                      // each weight that goes
    int falls;        // whether the learning rate falls to 0 by a cosine
    int centers;      // whether training sees inputs whose mean is 0
    Matrix mean;      // the mean input, PIXELS x 1; all 0 unless it centers
} Distorted;

// What the recipe has of chapter 16's settings: 400 epochs without dropout.
Recipe distorted_recipe(void);

// The learning rate of a step, counted from 0, that falls from alpha to 0 in so many
// steps, by half a wave of the cosine (Loshchilov & Hutter 2017, "SGDR").
double cosine_alpha(double alpha, int step, int steps);

// Takes the share of every weight; biases stay. With `share` the learning rate times
// a constant, and before a step of Adam, this is decoupled weight decay (Loshchilov
// & Hutter 2019).
void decay_weights(Network *net, double share);

// The number that pixels are divided by, such that all inputs of the training
// digits, less their mean, have the mean square 1. Writes the mean input of each
// pixel to `mean`, PIXELS x 1. If all pictures are the same, 1.
double center_inputs(Matrix mean, Digits training);

// A network of inputs a is also one of inputs a - mean: with the same weights, and
// b[1] greater by W[1] mean. After network_backward, the first makes the slopes of
// the one into those of the other. The second changes b[1] from the one (sign 1) to
// the other, or back (sign -1).
void center_slopes(Network *net, Matrix mean);
void move_bias(Network *net, Matrix mean, int sign);

// One step of training as train_batch (chapter 16) makes it, by this recipe. Digit
// order[i] of an epoch is distorted by the draws that come after i DRAWS_OF_A_DIGIT
// others of stream 2^32 + epoch of the seed.
int train_distorted(const Distorted *d, Trainer *t, Digits digits, int first,
                    double scale);

// The command `train`, which trains by this recipe.
int command_train_distorted(int argc, char **argv);

#endif
