// One way to train of those that an experiment compares: chapter 16's recipe, changed
// in a thing or two.
#ifndef EXPERIMENTS_VARIANT_H
#define EXPERIMENTS_VARIANT_H

#include <stdbool.h>

#include "20_distorted_digits/recipe.h"

// What the document that the book grew from did otherwise than it says, one by one.
typedef enum {
    NO_SLIP,
    VARIANCE,    // pixels are divided by their variance, not its root
    DEVIATION,   // ... by its root, as the document means it
    RAW_TEST,    // by the variance, but those of the test digits by nothing
    ONE_ORDER,   // the digits have one random order for all epochs
    COMPOUNDING, // the learning rate decays after each batch, from what is left
    EPSILON,     // Adam's epsilon stands inside the root
    RELU_LAST,   // the error of the output passes through the slope of ReLU
} Slip;

typedef enum { HE, XAVIER, SMALL, LARGE, TENFOLD } Start; // of the weights
typedef enum { NOTHING, BIASES, RANDOM_ORDER, LAYERS } LeftOut;
typedef enum { ADAM, DESCENT, MOMENTUM, RMSPROP } Optimizer;

typedef struct {
    Recipe recipe;
    Start start;
    Optimizer optimizer;
    Slip slip;
    LeftOut left_out;  // biases stay 0; digits come sorted; no hidden layer
    double input;      // length of the mean digit as it goes in; 0: see Slip
    double keep_input; // chance to keep a pixel in dropout
    int digits;        // trained on so many; 0: on all
    bool by_20;        // chapter 20's recipe does the steps, by the next four
    double distortion; // how strong, 1: as in chapter 20
    Distorted distorted;
} Variant;

// Reads what a variant changes from the options of its line.
Variant variant_read(const char *options);

// Trains by the variant and writes to `curve` how well the network reads the test
// digits after each of its epochs.
void variant_train(Score *curve, const Variant *v, int seed, Digits training,
                   Digits test);

#endif
