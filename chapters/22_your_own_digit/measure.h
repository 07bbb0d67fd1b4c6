// Chapter 22: how a pen would have gone to write a digit of MNIST, and what broken and
// rounded networks read.
#ifndef CHAPTER_OWN_DIGIT_MEASURE_H
#define CHAPTER_OWN_DIGIT_MEASURE_H

#include "22_your_own_digit/your_own_digit.h"
#include "common/files/digits.h"

// ------------------------------------------------------------------ measure.c

// Writes the points of strokes along the middle of the digit's, in pixels of the
// sheet of chapter 21's measurements, and returns how many there are; 0 without ink.
enum { MAX_TRACED = 4000 };
int trace(PenPoint points[MAX_TRACED], const uint8_t *digit);

// ----------------------------------------------------------- measure_broken.c

// Prints of the network in a file what it reads of these digits with each mistake:
// right answers, the mean chance, sure answers; which digits it still reads when
// pictures are the wrong way round, in percent of each class; and what it reads with
// weights rounded to fewer and fewer steps.
void show_broken(const char *path, Digits digits);
void show_turned(const char *path, Digits digits);
void show_rounding(const char *path, Digits digits);

#endif
