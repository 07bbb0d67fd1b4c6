// Chapter 7: measuring slopes, and walking downhill.
#ifndef CHAPTER_DESCENT_H
#define CHAPTER_DESCENT_H

#include "common/numbers/matrix.h"

// A loss as a function of numbers that lie anywhere in memory: called with
// its context, it computes the loss for the numbers as they are now.
typedef real LossFunction(void *context);

// The slope of J with respect to the number *x, by central differences with
// step h. Calls J twice and leaves *x as it was.
real central_slope(LossFunction *J, void *context, real *x, double h);

#if defined REAL_COMPLEX
// The slope by the complex step (Squire & Trapp 1998): exact to rounding for
// any small h, such as 1e-30. Calls J once and leaves *x as it was.
real complex_slope(LossFunction *J, void *context, real *x, double h);
#endif

// dX(i, j) = the central slope of J with respect to X(i, j), for all of X.
//   dX  n x m, written
//   X   n x m: numbers that J depends on; changed and restored one by one
void measured_gradient(Matrix dX, LossFunction *J, void *context, Matrix X,
                       double h);

// How far two gradients of the same shape are apart: the largest difference of
// two elements, divided by the largest absolute value in either; 0 when both
// are all 0, NaN when any element is NaN.
double relative_error(Matrix P, Matrix Q);

// theta := theta - alpha dtheta (image 7, with a learning rate; Cauchy
// 1847).
//   theta   n x m: parameters, changed
//   dtheta  n x m: the slope of the loss with respect to each
//   alpha   the learning rate
void descend(Matrix theta, Matrix dtheta, double alpha);

#endif
