// Chapter 17: five ways to C = A B, one step each; `matrix_product` is the sixth.
#ifndef CHAPTER_FAST_PRODUCT_H
#define CHAPTER_FAST_PRODUCT_H

#include "common/numbers/matrix.h"

// Each computes C = A B and adds up every element in the order of the terms.
//   C  p x q, written; shares no memory with A and B
//   A  p x n, B  n x q; n may be 0, which makes C 0
void product_by_definition(Matrix C, Matrix A, Matrix B); // loops i, j, k
void product_in_order(Matrix C, Matrix A, Matrix B);      // loops j, k, i
void product_by_vectors(Matrix C, Matrix A, Matrix B);    // a register of rows
void product_by_tiles(Matrix C, Matrix A, Matrix B);      // 24 or 12 sums
void product_by_panels(Matrix C, Matrix A, Matrix B);     // rows of A kept near

// Computes the rows of C = A B from first_row on as product_by_vectors does.
void rows_by_vectors(Matrix C, Matrix A, Matrix B, int first_row);

// Of a tile of `vectors` vectors of rows by `cols` columns, both at least 1:
// how many loads there are for each multiply-add of vectors, and how many
// registers it takes.
double tile_loads(int vectors, int cols);
int tile_registers(int vectors, int cols);

#endif
