#include "near.h"

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

Test(matrix, may_have_no_rows_or_columns)
{
    Matrix M = matrix_new(3, 0), N = matrix_new(0, 3);
    cr_assert(M.rows == 3 && M.cols == 0 && elements(M) == 0);
    cr_assert(N.rows == 0 && N.cols == 3 && elements(N) == 0);
    matrix_free_all((Matrix *[]){&M, &N, NULL});
    cr_assert(M.x == NULL && N.x == NULL);
}

// In memory that is likely to be that of the one before.
Test(matrix, is_new_as_zeros_where_another_was)
{
    for (int i = 0; i < 2; i++) {
        Matrix M = matrix_new(500, 10);
        for (size_t k = 0; k < elements(M); k++)
            expect_near(M.x[k], 0);
        matrix_fill(M, 7);
        matrix_free(&M);
    }
}

static void make_and_free(void *context)
{
    (void)context;
    Matrix M = matrix_new(5, 4), N = matrix_new(4, 5);
    matrix_free_all((Matrix *[]){&M, &N, NULL});
}

Test(matrix, gives_its_memory_back)
{
    expect_memory_back(make_and_free, NULL);
}

Test(matrix, copies_and_fills)
{
    Matrix M = from_rows(2, 3, (double[]){1, 2, 3, 4, 5, 6});
    Matrix N = matrix_new(2, 3);
    matrix_copy(N, M);
    matrix_fill(M, 7);
    expect_rows(M, (double[]){7, 7, 7, 7, 7, 7});
    expect_rows(N, (double[]){1, 2, 3, 4, 5, 6});
    matrix_fill(column(M, 1), 8); // and nothing beyond
    matrix_copy(column(M, 0), column(N, 0));
    expect_rows(M, (double[]){1, 8, 7, 4, 8, 7});
    matrix_free_all((Matrix *[]){&M, &N, NULL});
}

Test(matrix, finds_the_largest_difference)
{
    Matrix M = from_rows(3, 4,
                         (double[]){1, -1, 1, 9,    //
                                    2, 2.5, 2.5, 0, //
                                    3, 4, 0, 0});
    Matrix P = column(M, 0), Q = column(M, 1), R = column(M, 2);
    cr_assert(largest_difference(P, Q) == 2);
    cr_assert(largest_difference(Q, P) == 2);
    cr_assert(largest_difference(P, R) == 3);
    cr_assert(largest_difference(P, P) == 0);
    Q.x[0] = (real)NAN; // does not get lost among numbers
    cr_assert(isnan(largest_difference(P, Q)));
    cr_assert(isnan(largest_difference(Q, P)));
    matrix_free(&M);
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

static void expect_three(void *shapes)
{
    const int *size = shapes;
    expect_factors(matrix_new(size[0], size[1]), matrix_new(size[2], size[3]),
                   matrix_new(size[4], size[5]));
}

Test(expect_factors, names_the_matrix_that_does_not_fit)
{
    expect_success(run_action(expect_three, (int[]){2, 4, 2, 3, 3, 4}));
    expect_failure(run_action(expect_three, (int[]){2, 4, 2, 3, 5, 4}),
                   128 + SIGABRT, "product: B is 5 x 4, but 3 x 4 is needed",
                   NULL);
    expect_failure(run_action(expect_three, (int[]){2, 4, 2, 3, 3, 5}),
                   128 + SIGABRT, "product: B is 3 x 5, but 3 x 4 is needed",
                   NULL);
    expect_failure(run_action(expect_three, (int[]){6, 4, 2, 3, 3, 4}),
                   128 + SIGABRT, "product: C is 6 x 4, but 2 x 4 is needed",
                   NULL);
}

Test(matrix, refuses_to_copy_another_shape, .signal = SIGABRT,
     .init = expect_abort)
{
    matrix_copy(matrix_new(2, 3), matrix_new(3, 2));
}
