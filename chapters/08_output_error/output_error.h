// Chapter 8: the slope of the loss with respect to the scores.
#ifndef CHAPTER_OUTPUT_ERROR_H
#define CHAPTER_OUTPUT_ERROR_H

#include "common/numbers/matrix.h"

// dZ = Yhat - Y: the slope of the summed loss, m J, with respect to the scores
// of a softmax (image 8; Bridle 1990). The 1/m of the mean loss is
// applied in chapters 10 and 11.
//   dZ    n x m, written; may share Yhat's memory
//   Yhat  n x m: softmax of the scores
//   Y     n x m: one-hot labels
void output_error(Matrix dZ, Matrix Yhat, Matrix Y);

#endif
