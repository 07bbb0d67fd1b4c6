// Chapter 6: from scores to probabilities.
#ifndef CHAPTER_SOFTMAX_H
#define CHAPTER_SOFTMAX_H

#include "common/numbers/matrix.h"

// Yhat(k, j) = e^(Z(k, j) - c_j) / sum over the classes i of e^(Z(i, j) - c_j)
// with c_j the largest score of column j. No number is negative,
// every column adds up to 1; a very small probability rounds to 0; finite
// scores never give infinity or NaN.
//   Yhat  n x m, written; may share Z's memory
//   Z     n x m: scores, n at least 1
void softmax(Matrix Yhat, Matrix Z);

// The same without c_j: overflows on large scores.
void plain_softmax(Matrix Yhat, Matrix Z);

// Chapter 5's total loss of softmax(Z), computed from the scores: finite for
// all finite scores, even where the probability rounds to 0.
//   Z  n x m: scores
//   Y  n x m: one-hot labels
real softmax_loss(Matrix Z, Matrix Y);

#endif
