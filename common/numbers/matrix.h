// Matrices of real numbers, stored column by column: one example is one
// column, and a column lies in memory without gaps. A vector of n numbers is
// a matrix of shape n x 1.
//
//     Matrix W = matrix_new(10, 784);
//     *at(W, 3, 0) = 1;                // row 3, column 0
//     Matrix w0 = column(W, 0);        // 10 x 1, shares W's memory
//     matrix_free(&W);
//
// A Matrix is a handle: passed by value, it still leads to the same numbers, so
// a function can write them.
//
// Functions put what they write first and what they read after it, as an
// equation does: matrix_product(C, A, B) is C = A B.
#ifndef COMMON_MATRIX_H
#define COMMON_MATRIX_H

#include <assert.h>
#include <stddef.h>

#include "common/numbers/real.h"

typedef struct {
    int rows, cols;
    real *x; // element (i, j) is x[i + j * rows]
} Matrix;

// A matrix of zeros, in memory that matrix_free gives back.
Matrix matrix_new(int rows, int cols);

// Frees what matrix_new made and leaves an empty matrix. Never call it on a
// view: `column` and `columns` share the memory of another matrix.
void matrix_free(Matrix *M);

// Frees several matrices: a list of their addresses that ends with NULL, as in
// matrix_free_all((Matrix *[]){&W, &b, NULL}).
void matrix_free_all(Matrix **list);

// Stops the program, naming both shapes, unless M is rows x cols.
void expect_shape(const char *what, Matrix M, int rows, int cols);

// The same unless A and B can be the factors of C = A B.
void expect_factors(Matrix C, Matrix A, Matrix B);

// How many numbers M holds.
static inline size_t elements(Matrix M)
{
    return (size_t)M.rows * (size_t)M.cols;
}

// Where element (i, j) lies; row and column count from 0.
static inline real *at(Matrix M, int i, int j)
{
    assert(i >= 0 && i < M.rows && j >= 0 && j < M.cols);
    return &M.x[(size_t)i + (size_t)j * (size_t)M.rows];
}

// Columns first .. first + count - 1 of M as a matrix of their own.
static inline Matrix columns(Matrix M, int first, int count)
{
    assert(first >= 0 && count >= 0 && first + count <= M.cols);
    Matrix view = {M.rows, count, M.x + (size_t)first * (size_t)M.rows};
    return view;
}

// Column j of M as a vector of M.rows numbers.
static inline Matrix column(Matrix M, int j)
{
    return columns(M, j, 1);
}

// The largest distance between a number of P and that of Q in the same place, or NaN
// if one of these distances is.
double largest_difference(Matrix P, Matrix Q);

void matrix_fill(Matrix M, real value);
void matrix_copy(Matrix to, Matrix from);

// The matrix products. The shapes, with C of p x q throughout:
//   matrix_product      C = A B      A is p x n, B is n x q
//   matrix_product_nt   C = A B^T    A is p x n, B is q x n
//   matrix_product_tn   C = A^T B    A is n x p, B is n x q
// C shares no memory with A or B. Every element of C is summed in the order
// of the index n by one thread, so the bits do not depend on the number of
// threads. Where enough of B is 0 (in the first two), its zeros are skipped.
//
// Chapter 19 tells them (chapters/19_what_trains); until then one may think of
// three loops.
typedef void Product(Matrix C, Matrix A, Matrix B);
void matrix_product(Matrix C, Matrix A, Matrix B);
void matrix_product_nt(Matrix C, Matrix A, Matrix B);
void matrix_product_tn(Matrix C, Matrix A, Matrix B);

// The two ways between which matrix_product chooses, for programs that compare
// them: with all terms, and without those of zeros, whether that pays or not;
// the second wants at least as many rows of A as a vector has numbers.
void matrix_product_dense(Matrix C, Matrix A, Matrix B);
void matrix_product_sparse(Matrix C, Matrix A, Matrix B);

#endif
