// Chapter 11: the slope of the loss with respect to the biases.
#ifndef CHAPTER_BIAS_GRADIENT_H
#define CHAPTER_BIAS_GRADIENT_H

#include "common/numbers/matrix.h"

// db = 1/m times the sum of the m columns of dZ: the slope of the mean loss
// with respect to a layer's biases (image 11).
//   db  n x 1, written
//   dZ  n x m: slope of the summed loss with respect to the layer's scores
void bias_gradient(Matrix db, Matrix dZ);

#endif
