#include "common/numbers/product.h"
#include "near.h"

#include <math.h>
#include <signal.h>

Test(matrix, is_new_as_zeros_and_gone_when_freed)
{
    Matrix M = matrix_new(3, 2);
    expect_rows(M, (double[]){0, 0, 0, 0, 0, 0});
    cr_assert(elements(M) == 6);
    matrix_free(&M);
    cr_assert(M.x == NULL && M.rows == 0 && M.cols == 0);
}

Test(matrix, lies_in_memory_column_by_column)
{
    Matrix M = from_rows(2, 3, (double[]){1, 2, 3, 4, 5, 6});
    const double memory[] = {1, 4, 2, 5, 3, 6};
    for (int i = 0; i < 6; i++)
        expect_near(M.x[i], memory[i]);
    expect_rows(column(M, 1), (double[]){2, 5});
    expect_rows(columns(M, 1, 2), (double[]){2, 3, 5, 6});
    matrix_free(&M);
}

Test(matrix, copies_and_fills)
{
    Matrix M = from_rows(2, 3, (double[]){1, 2, 3, 4, 5, 6});
    Matrix N = matrix_new(2, 3);
    matrix_copy(N, M);
    matrix_fill(M, 7);
    expect_rows(M, (double[]){7, 7, 7, 7, 7, 7});
    expect_rows(N, (double[]){1, 2, 3, 4, 5, 6});
    matrix_free_all((Matrix *[]){&M, &N, NULL});
}

Test(matrix, finds_the_largest_difference)
{
    Matrix P = from_rows(2, 2, (double[]){1, 2, 3, 4});
    Matrix Q = from_rows(2, 2, (double[]){1, 2.5, 1, 5});
    cr_assert(largest_difference(P, Q) == 2);
    cr_assert(largest_difference(Q, P) == 2);
    cr_assert(largest_difference(P, P) == 0);
    matrix_free_all((Matrix *[]){&P, &Q, NULL});
}

Test(matrix, refuses_the_difference_of_other_shapes, .signal = SIGABRT,
     .init = expect_abort)
{
    largest_difference(matrix_new(2, 3), matrix_new(3, 2));
}

static void make_shape(void *shape)
{
    const int *size = shape;
    matrix_new(size[0], size[1]);
}

Test(matrix, refuses_a_negative_shape)
{
    expect_failure(run_action(make_shape, (int[]){-1, 2}), 128 + SIGABRT,
                   "-1 x 2", NULL);
    expect_failure(run_action(make_shape, (int[]){3, -4}), 128 + SIGABRT,
                   "3 x -4", NULL);
}

static void expect_other_shape(void *shape)
{
    const int *size = shape;
    Matrix M = matrix_new(2, 3);
    expect_shape("the matrix", M, size[0], size[1]);
}

Test(expect_shape, names_both_shapes)
{
    expect_success(run_action(expect_other_shape, (int[]){2, 3}));
    expect_failure(run_action(expect_other_shape, (int[]){4, 3}), 128 + SIGABRT,
                   "the matrix is 2 x 3, but 4 x 3 is needed", NULL);
    expect_failure(run_action(expect_other_shape, (int[]){2, 5}), 128 + SIGABRT,
                   "the matrix is 2 x 3, but 2 x 5 is needed", NULL);
}

Test(matrix, refuses_to_copy_another_shape, .signal = SIGABRT,
     .init = expect_abort)
{
    matrix_copy(matrix_new(2, 3), matrix_new(3, 2));
}

// Small whole numbers: their products and sums are exact in every type.
static Matrix whole_numbers(int rows, int cols, Random *r)
{
    Matrix M = matrix_new(rows, cols);
    for (size_t i = 0; i < elements(M); i++)
        M.x[i] = (real)((int)(random_bits(r) % 9) - 4);
    return M;
}

static Matrix transposed(Matrix M)
{
    Matrix T = matrix_new(M.cols, M.rows);
    for (int i = 0; i < M.rows; i++)
        for (int j = 0; j < M.cols; j++)
            *at(T, j, i) = *at(M, i, j);
    return T;
}

// Fails unless all three products are `plain`, to the last bit.
static void expect_products(Matrix plain, Matrix A, Matrix At, Matrix B)
{
    Matrix C = matrix_new(A.rows, B.cols), Bt = transposed(B);
    matrix_fill(C, 99);
    matrix_product(C, A, B);
    expect_same(C, plain);
    matrix_fill(C, 99);
    matrix_product_nt(C, A, Bt);
    expect_same(C, plain);
    matrix_fill(C, 99);
    matrix_product_tn(C, At, B);
    expect_same(C, plain);
    matrix_free_all((Matrix *[]){&C, &Bt, NULL});
}

// Compares them with the plain loops for p, n and every q from low to high:
// the first q columns of A B are A times the first q columns of B.
static void check_products(int p, int n, int low, int high, Random *r)
{
    Matrix A = whole_numbers(p, n, r), B = whole_numbers(n, high, r);
    Matrix plain = matrix_new(p, high), At = transposed(A);
    for (int i = 0; i < p; i++)
        for (int j = 0; j < high; j++)
            for (int k = 0; k < n; k++)
                *at(plain, i, j) += *at(A, i, k) * *at(B, k, j);
    for (int q = low; q <= high; q++)
        expect_products(columns(plain, 0, q), A, At, columns(B, 0, q));
    matrix_free_all((Matrix *[]){&A, &B, &plain, &At, NULL});
}

Test(matrix_product, is_exact_on_every_small_size)
{
    Random r = random_new(1, 0);
    for (int p = 0; p <= 40; p++)
        for (int n = 0; n <= 40; n++)
            check_products(p, n, 0, 40, &r);
}

Test(matrix_product, is_exact_on_primes)
{
    Random r = random_new(3, 0);
    const int primes[] = {43, 97, 101, 257};
    for (int i = 0; i < 64; i++) {
        int q = primes[i % 4];
        check_products(primes[i / 16], primes[i / 4 % 4], q, q, &r);
    }
}

Test(matrix_product, is_exact_across_the_edges_of_tiles_blocks_and_slices)
{
    Random r = random_new(2, 0);
    const int sizes[][3] = {{97, 257, 97},  {96, 256, 96},  {95, 255, 95},
                            {193, 11, 101}, {1, 600, 1},    {10, 100, 256},
                            {400, 784, 13}, {31, 1031, 37}, {64, 1, 200}};
    for (int i = 0; i < 9; i++)
        check_products(sizes[i][0], sizes[i][1], sizes[i][2], sizes[i][2], &r);
}

// Compares the products of a B that is mostly 0 with the transposed product,
// which never skips zeros, so it is what the others must be; and the way that
// skips them also where matrix_product would not choose it.
static void check_skipping(int p, int n, int q, Random *r)
{
    Matrix A = random_matrix(p, n, 1, r), B = random_matrix(n, q, 1, r);
    Matrix At = transposed(A), dense = matrix_new(p, q);
    for (size_t k = 0; k < elements(B); k++)
        if (random_uniform(r) < 0.8)
            B.x[k] = 0;
    matrix_product_tn(dense, At, B);
    expect_products(dense, A, At, B);
    if (p >= LANES) {
        Matrix C = matrix_new(p, q);
        matrix_fill(C, 99);
        multiply_sparse(C, (Factor){A.x, 1, (size_t)p},
                        (Factor){B.x, (size_t)n, 1}, n);
        expect_same(C, dense);
        matrix_free(&C);
    }
    matrix_free_all((Matrix *[]){&A, &B, &At, &dense, NULL});
}

Test(matrix_product, has_the_same_bits_when_it_skips_zeros)
{
    Random r = random_new(4, 0);
    const int sizes[][3] = {{400, 784, 33}, {100, 400, 16}, {112, 600, 5},
                            {47, 1100, 1},  {16, 513, 2},   {9, 40, 17}};
    for (int i = 0; i < 6; i++)
        check_skipping(sizes[i][0], sizes[i][1], sizes[i][2], &r);
}

Test(matrix_product, has_the_same_bits_for_every_number_of_rows)
{
    Random r = random_new(5, 0);
    for (int p = 1; p <= 200; p++)
        check_skipping(p, 515, 3, &r);
}

#if !defined REAL_COMPLEX
// A product: rows and columns of C, terms of each sum, and how many pairs of
// neighbors in two columns of B are 0, counted from the first.
typedef struct {
    int rows, cols, terms, zeros;
} Case;

// Which numbers of the pairs are 0; the first pair always is in full.
typedef enum { LEFT, RIGHT, BOTH } Zeros;

// B for a case.
static Matrix some_zeros(Case c, Zeros which)
{
    Matrix B = matrix_new(c.terms, c.cols);
    for (int j = 0; j < c.cols; j++)
        for (int k = 0; k < c.terms; k++) {
            int pair = j / 2 * c.terms + k;
            bool counts = which == BOTH || pair == 0 || j % 2 == (int)which;
            *at(B, k, j) = pair < c.zeros && counts ? 0 : 1;
        }
    return B;
}

// Whether a product skips zeros: an infinity in A, times 0, is NaN, unless that
// is skipped.
static bool skips(Case c, Zeros which, bool by_rows)
{
    Matrix A = matrix_new(c.rows, c.terms), C = matrix_new(c.rows, c.cols);
    Matrix B = some_zeros(c, which), Bt = transposed(B);
    matrix_fill(A, 1);
    *at(A, 0, 0) = (real)INFINITY;
    if (by_rows)
        matrix_product_nt(C, A, Bt);
    else
        matrix_product(C, A, B);
    bool skipped = !isnan(re(*at(C, 0, c.cols > 1 ? 1 : 0)));
    matrix_free_all((Matrix *[]){&A, &B, &Bt, &C, NULL});
    return skipped;
}

// The fewest zeros that pay, by the rule of zeros_pay, which looks at all pairs
// where there are 250.
Test(matrix_product, skips_zeros_where_enough_neighbors_are_zero)
{
    const int enough[][2] = {{2 * LANES, 250},    {2 * LANES + 1, 179},
                             {3 * LANES, 179},    {3 * LANES + 1, 143},
                             {7 * LANES + 1, 90}, {8 * LANES, 90}};
    const int shapes[][2] = {{2, 250}, {3, 250}, {10, 50}, {20, 25}};
    for (int i = 0; i < 6; i++)
        for (int s = 0; s < 4; s++)
            for (int by_rows = 0; by_rows < 2; by_rows++) {
                Case c = {enough[i][0], shapes[s][0], shapes[s][1],
                          enough[i][1]};
                cr_assert(skips(c, BOTH, by_rows), "%d x %d, %d", c.rows,
                          c.cols, c.zeros);
                cr_assert(!skips(c, LEFT, by_rows));
                cr_assert(!skips(c, RIGHT, by_rows));
                c.zeros--;
                cr_assert(!skips(c, BOTH, by_rows), "%d x %d, %d", c.rows,
                          c.cols, c.zeros);
            }
}

Test(matrix_product, skips_zeros_in_any_single_column_of_enough_rows)
{
    cr_assert(skips((Case){LANES, 1, 250, 250}, BOTH, false));
    cr_assert(!skips((Case){LANES - 1, 1, 250, 250}, BOTH, false));
    cr_assert(!skips((Case){LANES, 2, 250, 250}, BOTH, false));
}
#endif

Test(matrix_product, refuses_inner_sizes_that_differ, .signal = SIGABRT,
     .init = expect_abort)
{
    matrix_product(matrix_new(2, 4), matrix_new(2, 3), matrix_new(5, 4));
}

Test(matrix_product, refuses_a_result_that_does_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    matrix_product(matrix_new(3, 4), matrix_new(2, 3), matrix_new(3, 4));
}

Test(matrix_product_nt, refuses_inner_sizes_that_differ, .signal = SIGABRT,
     .init = expect_abort)
{
    matrix_product_nt(matrix_new(2, 4), matrix_new(2, 3), matrix_new(4, 5));
}

Test(matrix_product_nt, refuses_a_result_that_does_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    matrix_product_nt(matrix_new(3, 4), matrix_new(2, 3), matrix_new(4, 3));
}

Test(matrix_product_tn, refuses_inner_sizes_that_differ, .signal = SIGABRT,
     .init = expect_abort)
{
    matrix_product_tn(matrix_new(2, 4), matrix_new(3, 2), matrix_new(5, 4));
}

Test(matrix_product_tn, refuses_a_result_that_does_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    matrix_product_tn(matrix_new(3, 4), matrix_new(3, 2), matrix_new(3, 4));
}

Test(multiply_sparse, refuses_fewer_rows_than_a_vector_has, .signal = SIGABRT,
     .init = expect_abort)
{
    Matrix A = matrix_new(LANES - 1, 1), B = matrix_new(1, 2);
    multiply_sparse(matrix_new(A.rows, 2), (Factor){A.x, 1, (size_t)A.rows},
                    (Factor){B.x, 1, 1}, 1);
}

Test(multiply_sparse, refuses_rows_that_do_not_lie_side_by_side,
     .signal = SIGABRT, .init = expect_abort)
{
    Matrix A = matrix_new(1, LANES), B = matrix_new(1, 2);
    multiply_sparse(matrix_new(LANES, 2), (Factor){A.x, 2, 1},
                    (Factor){B.x, 1, 1}, 1);
}
