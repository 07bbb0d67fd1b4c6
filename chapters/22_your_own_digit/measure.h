// Chapter 22: how a pen would have gone to write a digit of MNIST.
#ifndef CHAPTER_OWN_DIGIT_MEASURE_H
#define CHAPTER_OWN_DIGIT_MEASURE_H

#include "22_your_own_digit/your_own_digit.h"

// Writes the points of strokes along the middle of the digit's, in pixels of the
// sheet of chapter 21's measurements, and returns how many there are; 0 without ink.
enum { MAX_TRACED = 4000 };
int trace(PenPoint points[MAX_TRACED], const uint8_t *digit);

#endif
