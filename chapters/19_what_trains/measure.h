// Chapter 19's measurements, for `--time`: what the parts of a training step take,
// and the step as a whole.
#ifndef CHAPTER_WHAT_TRAINS_MEASURE_H
#define CHAPTER_WHAT_TRAINS_MEASURE_H

#include "16_digit_classifier/classifier.h"
#include "common/program/chapter.h"

// Prints the parts of one step of the trainer's, whose network has taken a whole
// step, and writes them as a block of the picture: each product in chapter 17's
// loops in order and in tiles, of factors that are not transposed and have no
// zeros, and as it is chosen. Then whole steps with one thread and all, on a free
// machine and on one of which a core is busy. The trainer is of no use after that.
void measure_step(Chapter *chapter, int runs, Trainer *trainer);

// A step of the trainer's on the first of these digits, divided by the scale.
typedef struct {
    Trainer *trainer;
    Digits digits;
    double scale;
} WholeStep;

// Measures 500 whole steps for each line that it prints: with one thread and with
// all, on a free machine and beside a process that keeps a core busy.
void measure_threads(Chapter *chapter, const WholeStep *s);

#endif
