// Chapter 4: one layer applied to a whole batch, Z = W A + b.
#ifndef CHAPTER_FORWARD_BATCH_H
#define CHAPTER_FORWARD_BATCH_H

#include "common/numbers/matrix.h"

// Z = W A + b, with b added to every column.
//   Z  n x m, written: the scores of m examples
//   W  n x k, A  k x m, b  n x 1
void forward_batch(Matrix Z, Matrix W, Matrix A, Matrix b);

// The same numbers, one example after another as in chapter 1.
void forward_one_by_one(Matrix Z, Matrix W, Matrix A, Matrix b);

// The same again, with W read in the order in which it lies in memory.
void forward_in_order(Matrix Z, Matrix W, Matrix A, Matrix b);

#endif
