// Chapter 17: six ways to C = A B, one step each; `matrix_product` is the seventh.
#ifndef CHAPTER_FAST_PRODUCT_H
#define CHAPTER_FAST_PRODUCT_H

#include "common/numbers/matrix.h"

// Each computes C = A B and adds up every element in the order of the terms.
//   C  p x q, written; shares no memory with A and B
//   A  p x n, B  n x q; n may be 0, which makes C 0
void product_by_definition(Matrix C, Matrix A, Matrix B); // loops i, j, k
void product_in_order(Matrix C, Matrix A, Matrix B);      // loops j, k, i
void product_by_vectors(Matrix C, Matrix A, Matrix B);    // a register of rows
void product_by_eight_sums(Matrix C, Matrix A, Matrix B); // of eight columns
void product_by_tiles(Matrix C, Matrix A, Matrix B);      // 24 or 12 sums
void product_by_panels(Matrix C, Matrix A, Matrix B);     // rows of A kept near

// Computes as product_by_vectors does what is left of C = A B below its first
// `rows` rows and to the right of its first `cols` columns.
void edges_by_vectors(Matrix C, Matrix A, Matrix B, int rows, int cols);

// Of a tile of `vectors` vectors of rows by `cols` columns, both at least 1:
// how many vectors of A and how many numbers of B are loaded for each
// multiply-add of vectors, and how many registers it takes.
double vector_loads(int cols);
double number_loads(int vectors);
int tile_registers(int vectors, int cols);

#endif
