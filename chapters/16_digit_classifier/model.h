// Chapter 16: a trained network as a file that other tools can read.
#ifndef CHAPTER_MODEL_H
#define CHAPTER_MODEL_H

#include <stdbool.h>
#include <stdio.h>

#include "common/files/digits.h"
#include "common/files/safetensors.h"
#include "common/numbers/network.h"

// Writes the weights and biases of the network as the safetensors W1, b1, W2,
// b2, ..., W of shape [units, inputs], and the scale that its inputs are
// divided by as metadata. The caller checks the stream for errors.
//   half   whether the numbers are rounded to 16 bits, and the file half as large
//   about  what the file says besides, `count` entries, at most MAX_ABOUT
enum { MAX_ABOUT = 32 };
void model_write(FILE *stream, const Network *net, double scale, bool half,
                 const Metadata *about, int count);

// What such a file holds.
typedef struct {
    Network net;
    double scale;             // what its inputs are divided by
    char origin[256];         // how it was trained, for people
    char digest[DIGEST_SIZE]; // of its training digits, or ""
} Model;

// Reads such a file, with a network for batches of `capacity` digits. Fails,
// naming the file, when it is not a network from PIXELS inputs to CLASSES outputs.
// The memory is the caller's: model_free.
Model model_read(const char *path, int capacity);
void model_free(Model *model);

// The model to take where none is named: the one that was trained last here, or, as
// long as there is none, the one that the project keeps (chapter 20).
#define KEPT_MODEL "data/model.safetensors"
const char *usual_model(void);

#endif
