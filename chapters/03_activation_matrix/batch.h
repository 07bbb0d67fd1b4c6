// Chapter 3: many examples side by side, as the columns of one matrix.
#ifndef CHAPTER_BATCH_H
#define CHAPTER_BATCH_H

#include "common/files/digits.h"
#include "common/numbers/matrix.h"

// A = [ a(1) | a(2) | ... | a(m) ]: column j is digit order[j] as the
// network's input.
//   A       PIXELS x m, written
//   digits  where the digits are
//   order   m indices into digits, each below digits.count, or NULL for the
//           first m digits
//   scale   the gray value that becomes 1: see largest_pixel
void fill_batch(Matrix A, Digits digits, const int *order, double scale);

// The largest pixel of the training set (1 if all are 0), by which all pixels are
// divided, those of the test set too.
double largest_pixel(Digits training);

#endif
