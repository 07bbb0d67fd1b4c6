// The matrix products: which way is the faster one for the numbers at hand.
#include "common/numbers/product.h"

// Whether skipping zeros pays. The rows of A must lie side by side. A pair of
// neighbors in two columns of B that are both 0 saves their products with every
// vector of rows; to list or pass over a pair costs as much as with two vectors,
// and with a listed pair each takes a sixth longer than in a tile (as measured
// for chapter 18). So 250 pairs in all parts of B are looked at. A single column
// needs no question: its list is made sooner than a panel is read.
static bool zeros_pay(Matrix C, Factor A, Factor B, int terms)
{
    enum { ASKED = 250, SPREAD = 7919 }; // a prime
    if (A.line_step != 1 || C.rows < LANES)
        return false;
    if (C.cols < 2)
        return true;
    size_t count = (size_t)(C.cols / 2) * (size_t)terms;
    int zeros = 0, vectors = 1 + (C.rows - 1) / LANES;
    for (size_t n = 0; n < ASKED; n++) {
        size_t i = n * SPREAD % count;
        int line = 2 * (int)(i / (size_t)terms);
        int term = (int)(i % (size_t)terms);
        zeros +=
            *element(B, line, term) == 0 && *element(B, line + 1, term) == 0;
    }
    return zeros * vectors >= 2 * ASKED + (ASKED - zeros) * vectors / 6;
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
    expect_factors(C, A, B);
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
