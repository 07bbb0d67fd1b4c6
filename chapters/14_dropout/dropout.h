// Chapter 14: switching units off at random while training.
#ifndef CHAPTER_DROPOUT_H
#define CHAPTER_DROPOUT_H

#include "common/numbers/network.h"
#include "common/numbers/random.h"

// Fills D with 1 / keep, with probability `keep`, or else with 0. Takes one
// draw for each number, so the mask does not depend on the number of threads.
//   D     n x m, written
//   keep  probability that a unit stays on, above 0 and at most 1
void dropout_mask(Matrix D, double keep, Random *r);

// A := A * D, element by element: switches units off and scales the others
// (inverted dropout; Srivastava et al. 2014). Forward, A holds activations;
// backward, slopes with respect to them. Both n x m.
void dropout(Matrix A, Matrix D);

// As network_forward, with dropout after every hidden layer. Draws new masks
// D[l] for l = 1 .. L-1.
//   keep  keep[l] is the probability for layer l; keep[0] is not used
void dropout_forward(Network *net, const double *keep, Random *r);

// As network_backward, for the masks of the last dropout_forward.
void dropout_backward(Network *net);

#endif
