#include "18_skipping_zeros/measure.h"

#include "common/program/clock.h"

Matrix transposed(Matrix M)
{
    Matrix T = matrix_new(M.cols, M.rows);
    for (int i = 0; i < M.rows; i++)
        for (int j = 0; j < M.cols; j++)
            *at(T, j, i) = *at(M, i, j);
    return T;
}

// The factors as they lie, and transposed.
typedef struct {
    Matrix dZ, A, dZt, At, C, Ct;
} Slopes;

static int min_of(int a, int b)
{
    return a < b ? a : b;
}

// C = Ct transposed, in squares that the first-level cache holds.
static void transpose_back(Matrix C, Matrix Ct)
{
    enum { SIDE = 16 };
    for (int col = 0; col < C.cols; col += SIDE)
        for (int row = 0; row < C.rows; row += SIDE)
            for (int j = col; j < min_of(col + SIDE, C.cols); j++)
                for (int i = row; i < min_of(row + SIDE, C.rows); i++)
                    *at(C, i, j) = *at(Ct, j, i);
}

// Only the terms of which neither number is 0, one by one, digit after digit.
static void skip_both(Slopes *s)
{
    int list[PIXELS];
    matrix_fill(s->C, 0);
    for (int k = 0; k < s->A.cols; k++) {
        int length = 0;
        for (int i = 0; i < s->dZ.rows; i++) {
            list[length] = i;
            length += *at(s->dZ, i, k) != 0;
        }
        for (int j = 0; j < s->A.rows; j++) {
            real a = *at(s->A, j, k);
            for (int i = 0; i < length && a != 0; i++)
                *at(s->C, list[i], j) += *at(s->dZ, list[i], k) * a;
        }
    }
}

enum { WAYS = 4 };

static void run_way(void *context, int way)
{
    Slopes *s = context;
    if (way == 0)
        matrix_product_sparse(s->C, s->dZ, s->At);
    else if (way == 1)
        matrix_product_sparse(s->Ct, s->A, s->dZt);
    else if (way == 2)
        transpose_back(s->C, s->Ct);
    else
        skip_both(s);
}

void measure_factors(FILE *plot, int epochs, int runs, Matrix dZ, Matrix A)
{
    double seconds[WAYS];
    Slopes s = {dZ,
                A,
                transposed(dZ),
                transposed(A),
                matrix_new(dZ.rows, A.rows),
                matrix_new(A.rows, dZ.rows)};
    least_seconds(seconds, WAYS, runs, run_way, &s);
    printf("  %6d    ", epochs);
    fprintf(plot, "%d", epochs);
    for (int way = 0; way < WAYS; way++) {
        printf(" %12.3f", 1e3 * seconds[way]);
        fprintf(plot, " %.3f", 1e3 * seconds[way]);
    }
    printf("\n");
    fprintf(plot, "\n");
    matrix_free_all((Matrix *[]){&s.dZt, &s.At, &s.C, &s.Ct, NULL});
}
