// The directions along which points lie farthest apart, by power iteration.
#ifndef COMMON_PRINCIPAL_H
#define COMMON_PRINCIPAL_H

#include "common/numbers/matrix.h"

// Finds the longest axis of a symmetric matrix C of n x n, column by column, none of
// whose eigenvalues is below 0: writes the eigenvector of the largest to v, of length 1,
// and returns the eigenvalue. The largest part of v is above 0. If C is all 0, v is any
// direction.
double longest_axis(double *v, const double *C, int n);

// The principal axes of the m columns of X, n x m, as points: writes to column k of
// `axes`, n x count, the direction of length 1, at right angles to those before it,
// along which the points have the largest variance, and that to variance[k]. Returns
// their variance in all n directions together. count is at most n.
double principal_axes(Matrix axes, double *variance, Matrix X);

// Where the points of X, less their mean, lie along each of the axes: count x m.
void principal_places(Matrix places, Matrix axes, Matrix X);

#endif
