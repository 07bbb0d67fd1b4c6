// Chapter 5: how wrong the predictions of a batch are, as one number.
#ifndef CHAPTER_LOSS_H
#define CHAPTER_LOSS_H

#include <stddef.h>
#include <stdint.h>

#include "common/numbers/matrix.h"

// Y(k, j) = 1 where the label of example j is k, and 0 elsewhere.
//   Y       n x m, written
//   labels  class numbers, each below n
//   order   example j has the label labels[order[j]]; NULL: labels[j]
void one_hot(Matrix Y, const uint8_t *labels, const int *order);

// The mean over the batch of -log(predicted probability of the true class), by
// the natural logarithm: the cross-entropy. Infinite when a true class was given
// the probability 0.
//   Yhat  n x m: predicted probabilities, each column adds up to 1
//   Y     n x m: one-hot labels
real total_loss(Matrix Yhat, Matrix Y);

// The loss that the source of this book prints, with a second term. It belongs to
// n independent yes-or-no outputs, not to softmax; kept to show what it does.
real printed_loss(Matrix Yhat, Matrix Y);

#endif
