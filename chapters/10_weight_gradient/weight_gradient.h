// Chapter 10: the slope of the loss with respect to the weights.
#ifndef CHAPTER_WEIGHT_GRADIENT_H
#define CHAPTER_WEIGHT_GRADIENT_H

#include "common/numbers/matrix.h"

// dW = 1/m dZ A^T: the slope of the mean loss with respect to a layer's
// weights (image 10).
//   dW  n x k, written
//   dZ  n x m: slope of the summed loss with respect to the layer's scores
//   A   k x m: the layer's input
void weight_gradient(Matrix dW, Matrix dZ, Matrix A);

#endif
