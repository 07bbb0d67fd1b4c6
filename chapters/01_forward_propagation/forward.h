// Chapter 1: one layer applied to one example, z = W a + b.
#ifndef CHAPTER_FORWARD_H
#define CHAPTER_FORWARD_H

#include "common/files/digits.h"
#include "common/numbers/matrix.h"

// a = pixels / scale: a digit as the network's input.
//   a       PIXELS x 1, written
//   pixels  PIXELS gray values, row by row
//   scale   the gray value that becomes 1
void input_from_pixels(Matrix a, const uint8_t *pixels, double scale);

// z = W a + b: one score for each unit.
//   z  n x 1, written: the scores
//   W  n x k: row i holds the weights of unit i
//   a  k x 1: the layer's input
//   b  n x 1: one bias for each unit
void forward(Matrix z, Matrix W, Matrix a, Matrix b);

// The row of the largest number of z (n x 1, n at least 1): the class with the
// highest score. The first one when several are equal.
int argmax(Matrix z);

// Makes W and b the layer whose largest score belongs to the nearest mean
// digit: row k of W is the mean of all digits labeled k, and b_k is minus
// half its squared length.
//   W  CLASSES x PIXELS, written
//   b  CLASSES x 1, written
void mean_templates(Matrix W, Matrix b, Digits digits, double scale);

#endif
