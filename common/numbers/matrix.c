#include "common/numbers/matrix.h"

#include <stdlib.h>
#include <string.h>

#include "common/ground/fail.h"
#include "common/ground/memory.h"

Matrix matrix_new(int rows, int cols)
{
    if (rows < 0 || cols < 0)
        fail_bug("matrix_new: the shape %d x %d is negative", rows, cols);
    Matrix M = {rows, cols, NULL};
    M.x = allocate(elements(M) * sizeof(real));
    matrix_fill(M, 0);
    return M;
}

void matrix_free(Matrix *M)
{
    free(M->x);
    *M = (Matrix){0, 0, NULL};
}

void matrix_free_all(Matrix **list)
{
    for (; *list != NULL; list++)
        matrix_free(*list);
}

void expect_shape(const char *what, Matrix M, int rows, int cols)
{
    if (M.rows != rows || M.cols != cols)
        fail_bug("%s is %d x %d, but %d x %d is needed", what, M.rows, M.cols,
                 rows, cols);
}

void expect_factors(Matrix C, Matrix A, Matrix B)
{
    expect_shape("product: B", B, A.cols, C.cols);
    expect_shape("product: C", C, A.rows, B.cols);
}

double largest_difference(Matrix P, Matrix Q)
{
    expect_shape("largest_difference: Q", Q, P.rows, P.cols);
    double most = 0;
    for (size_t i = 0; i < elements(P); i++) {
        double d = (double)fabs(P.x[i] - Q.x[i]);
        if (isnan(d))
            return d;
        if (d > most)
            most = d;
    }
    return most;
}

void matrix_fill(Matrix M, real value)
{
    for (size_t i = 0; i < elements(M); i++)
        M.x[i] = value;
}

void matrix_copy(Matrix to, Matrix from)
{
    expect_shape("matrix_copy: from", from, to.rows, to.cols);
    memcpy(to.x, from.x, elements(to) * sizeof(real));
}
