// Chapter 18: matrix products that skip the zeros of B; `matrix_product` does
// so in a third way.
#ifndef CHAPTER_SKIPPING_ZEROS_H
#define CHAPTER_SKIPPING_ZEROS_H

#include "common/numbers/matrix.h"

// Each computes C = A B, but adds up only the terms whose number of B is not 0,
// in the order of the terms.
//   C  p x q, written; shares no memory with A and B
//   A  p x n, all finite; B  n x q
void product_with_branches(Matrix C, Matrix A, Matrix B);
void product_by_lists(Matrix C, Matrix A, Matrix B);

// Which share of B's numbers is not 0; B has at least one.
double nonzero_share(Matrix B);

// The same for pairs: of all pairs of numbers side by side in columns 0 and 1,
// 2 and 3, ... the share in which not both are 0. A last column without a
// partner counts as a pair with itself.
double nonzero_pair_share(Matrix B);

#endif
