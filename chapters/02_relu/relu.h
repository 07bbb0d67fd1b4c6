// Chapter 2: the rectified linear unit, a = max(0, z).
#ifndef CHAPTER_RELU_H
#define CHAPTER_RELU_H

#include "common/numbers/matrix.h"

// A = max(0, Z), element by element (Nair & Hinton 2010).
//   A  n x m, written; may share Z's memory
//   Z  n x m: scores
void relu(Matrix A, Matrix Z);

// S = g'(Z), the slope of ReLU: 1 where Z is above 0 and 0 elsewhere. At 0,
// where the function has a bend and no slope, we take 0.
//   S  n x m, written; may share Z's memory
//   Z  n x m: scores
void relu_slope(Matrix S, Matrix Z);

#endif
