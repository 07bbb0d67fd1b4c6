// Chapter 9: the slope of the loss on its way back through ReLU.
#ifndef CHAPTER_RELU_BACKWARD_H
#define CHAPTER_RELU_BACKWARD_H

#include "common/numbers/matrix.h"

// dZ = dA * g'(Z), element by element, with g = ReLU (image 9, corrected).
//   dZ  n x m, written; may share dA's memory
//   dA  n x m: slope of the summed loss with respect to the layer's activations
//   Z   n x m: the layer's scores
void relu_backward(Matrix dZ, Matrix dA, Matrix Z);

#endif
