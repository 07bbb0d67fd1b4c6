// The matrix products: which way is the faster one for the numbers at hand.
#include "common/product.h"

// Whether skipping zeros pays. The rows of A must lie side by side. About 250
// pairs of neighbors in two columns of B tell how many are 0 both; in units of a
// dense product of two vectors, such a pair saves one for each vector of rows,
// any other takes a sixth longer than when dense, and to make the list takes two
// for each (chapter 18 measures them). A single column has no pairs, and its
// list is made sooner than they were counted.
static bool zeros_pay(Matrix C, Factor A, Factor B, int terms)
{
    if (A.line_step != 1 || C.rows < LANES)
        return false;
    size_t count = (size_t)(C.cols / 2) * (size_t)terms, step = 1 + count / 250;
    double zeros = 0, others = 0, vectors = 1 + (C.rows - 1) / LANES;
    for (size_t i = 0; i < count; i += step) {
        int line = 2 * (int)(i / (size_t)terms);
        int term = (int)(i % (size_t)terms);
        if (*element(B, line, term) == 0 && *element(B, line + 1, term) == 0)
            zeros++;
        else
            others++;
    }
    return zeros * vectors >= 2 * (zeros + others) + others * vectors / 6;
}

static void multiply(Matrix C, Factor A, Factor B, int terms)
{
    if (terms == 0)
        matrix_fill(C, 0);
    else if (zeros_pay(C, A, B, terms))
        multiply_sparse(C, A, B, terms);
    else
        multiply_dense(C, A, B, terms);
}

// The lines of a factor are the rows of M, or its columns.
static Factor by_rows(Matrix M)
{
    return (Factor){M.x, 1, (size_t)M.rows};
}

static Factor by_columns(Matrix M)
{
    return (Factor){M.x, (size_t)M.rows, 1};
}

void matrix_product(Matrix C, Matrix A, Matrix B)
{
    expect_shape("matrix_product: B", B, A.cols, C.cols);
    expect_shape("matrix_product: C", C, A.rows, B.cols);
    multiply(C, by_rows(A), by_columns(B), A.cols);
}

void matrix_product_nt(Matrix C, Matrix A, Matrix B)
{
    expect_shape("matrix_product_nt: B", B, C.cols, A.cols);
    expect_shape("matrix_product_nt: C", C, A.rows, B.rows);
    multiply(C, by_rows(A), by_rows(B), A.cols);
}

void matrix_product_tn(Matrix C, Matrix A, Matrix B)
{
    expect_shape("matrix_product_tn: B", B, A.rows, C.cols);
    expect_shape("matrix_product_tn: C", C, A.cols, B.cols);
    multiply(C, by_columns(A), by_columns(B), A.rows);
}
