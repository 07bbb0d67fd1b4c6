// Chapter 19's measurements, for `--time`: what the parts of a training step take,
// and the step as a whole.
#ifndef CHAPTER_WHAT_TRAINS_MEASURE_H
#define CHAPTER_WHAT_TRAINS_MEASURE_H

#include "16_digit_classifier/classifier.h"
#include "common/program/chapter.h"

// How many threads OpenMP takes; 1 where there is none.
int all_threads(void);

// From now on so many.
void use_threads(int threads);

// Prints the parts of one step of the trainer's, whose network has taken a whole
// step, and writes them as a block of the picture: on one core each product in
// chapter 17's loops in order and in tiles, of factors that are not transposed and
// have no zeros, and as it is chosen; and this on all threads. Then whole steps
// (measure_whole). The trainer is of no use after that: its learning rate is 0, so
// that each step has the same work.
void measure_step(Chapter *chapter, int runs, Trainer *trainer, int threads);

// A step of the trainer's on the first of these digits, divided by the scale.
typedef struct {
    Trainer *trainer;
    Digits digits;
    double scale;
} WholeStep;

// Measures 500 whole steps for each line that it prints, with one thread and with
// `all`: section by section, as a step takes them one after the other; and as a
// whole, on a free machine and beside a process that keeps a core busy.
void measure_whole(Chapter *chapter, const WholeStep *s, int all);

#endif
