// Chapter 16: the recipe that trains the digit classifier.
#ifndef CHAPTER_CLASSIFIER_H
#define CHAPTER_CLASSIFIER_H

#include "12_backpropagation/backpropagation.h"
#include "15_adam/adam.h"
#include "common/numbers/random.h"
#include "common/program/options.h"

// Everything that a training run depends on, besides the data.
typedef struct {
    int epochs, batch, seed;
    double alpha, decay; // learning rate, and how fast it falls
    double beta1, beta2; // Adam's memories
    NumberList hidden;   // units of each hidden layer
    NumberList keep;     // dropout: probability to keep, one a hidden layer
} Recipe;

// The source document's recipe: 784-400-100-10, 40 epochs.
Recipe source_recipe(void);

// The number that the recipe divides pixels by: the root mean square of the
// lengths of the training digits, each taken as a vector of PIXELS gray values
// (1 if all are blank). That of the inputs is then 1. Test digits and
// pictures are divided by the same number.
double length_scale(Digits training);

// A network in training.
typedef struct {
    Recipe recipe;
    Network net;
    Adam adam;
    double keep[MAX_LAYERS + 1]; // keep[l] belongs to hidden layer l
    Random masks;                // where dropout takes its draws
    int *order;                  // the training digits in this epoch's order
    int count;                   // how many training digits
} Trainer;

// Makes a network with He's starting weights, for `count` training digits. The
// recipe has up to MAX_LAYERS - 1 hidden layers and one number to keep for
// each. The memory is given back by trainer_free.
Trainer trainer_new(const Recipe *recipe, int count);
void trainer_free(Trainer *t);

// The learning rate of an epoch, counted from 1:
// alpha / (1 + decay (epoch - 1)).
double epoch_alpha(const Recipe *recipe, int epoch);

// Prepares an epoch, counted from 1: a new random order of the digits, new
// dropout draws and the epoch's learning rate. All three depend only on the
// seed and the epoch.
//   position  how many digits of the epoch were trained on before: 0, or where
//             a training goes on that was stopped
void begin_epoch(Trainer *t, int epoch, int position);

// One step on the digits order[first] .. of the epoch: at most recipe.batch
// of them, fewer at the end of the set. Returns how many they were.
int train_batch(Trainer *t, Digits digits, int first, double scale);

// A way to train: this chapter's, or what a later chapter makes of it.
typedef struct {
    const char *name;      // what run folders, checkpoints and models call it;
                           // NULL for this chapter's
    const char *about;     // what --help says
    Recipe recipe;         // its usual settings
    const Option *options; // settings of its own, on which the result depends:
    int count;             // so many
    bool half;             // whether models have 16 bits a number

    // Looks at the training digits and returns what pixels are divided by.
    double (*prepare)(void *own, Digits training);
    // One step, as train_batch makes it.
    int (*batch)(void *own, Trainer *t, Digits digits, int first, double scale);
    void *own; // what both are called with
} Method;

#endif
