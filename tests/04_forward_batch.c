#include "04_forward_batch/forward_batch.h"
#include "02_relu/relu.h"
#include "near.h"

#include <signal.h>

Test(forward_batch, computes_a_batch_by_hand)
{
    Matrix W = from_rows(2, 3, (double[]){1, 2, 3, 4, 5, 6});
    Matrix A = from_rows(3, 2, (double[]){1, 0, 0.5, 1, -1, 2});
    Matrix b = from_rows(2, 1, (double[]){10, -20});
    Matrix Z = matrix_new(2, 2);
    double expected[] = {9, 18, -19.5, -3};
    forward_batch(Z, W, A, b);
    expect_rows(Z, expected);
    matrix_fill(Z, 0);
    forward_one_by_one(Z, W, A, b);
    expect_rows(Z, expected);
    forward_in_order(Z, W, A, b); // whatever stood in Z before
    expect_rows(Z, expected);
    matrix_free_all((Matrix *[]){&W, &A, &b, &Z, NULL});
}

Test(forward_batch, gives_the_scores_of_the_page)
{
    Matrix W = from_rows(2, 3, (double[]){2, 1, -1, -1, 1, 2});
    Matrix A = from_rows(3, 2, (double[]){1, 0, 0.5, 0.5, 0, 1});
    Matrix b = from_rows(2, 1, (double[]){-1, 0}), Z = matrix_new(2, 2);
    forward_batch(Z, W, A, b);
    expect_rows(Z, (double[]){1.5, -1.5, -0.5, 2.5});
    relu(Z, Z);
    expect_rows(Z, (double[]){1.5, 0, 0, 2.5});
    matrix_free_all((Matrix *[]){&W, &A, &b, &Z, NULL});
}

Test(forward_batch, computes_a_square_layer_by_hand)
{
    // transposed, W would have the right shape and give (0, 0): 17
    Matrix W = from_rows(2, 2, (double[]){1, 2, 3, 4});
    Matrix A = from_rows(2, 2, (double[]){1, 0, 2, 1});
    Matrix b = from_rows(2, 1, (double[]){10, 20});
    Matrix Z = matrix_new(2, 2);
    forward_batch(Z, W, A, b);
    expect_rows(Z, (double[]){15, 12, 31, 24});
    matrix_free_all((Matrix *[]){&W, &A, &b, &Z, NULL});
}

Test(forward_batch, gives_the_bits_of_the_loop_over_examples)
{
    Random r = random_new(1, 4);
    const int shapes[][3] = {
        {1, 1, 1}, {10, 784, 1}, {7, 3, 5}, {40, 30, 9}, {33, 300, 70}};
    for (int i = 0; i < 5; i++) {
        int n = shapes[i][0], k = shapes[i][1], m = shapes[i][2];
        Matrix W = random_factor(n, k, &r), A = random_factor(k, m, &r);
        Matrix b = random_factor(n, 1, &r);
        Matrix product = matrix_new(n, m), loop = matrix_new(n, m);
        forward_batch(product, W, A, b);
        forward_one_by_one(loop, W, A, b);
        expect_same(product, loop);
        forward_in_order(loop, W, A, b);
        expect_same(product, loop);
        matrix_free_all((Matrix *[]){&W, &A, &b, &product, &loop, NULL});
    }
}

#if defined REAL_COMPLEX
static real squared_scores(void *context)
{
    Matrix *m = context;
    forward_batch(m[0], m[1], m[2], m[3]);
    return sum_of_squares(m[0]);
}

static real squared_scores_one_by_one(void *context)
{
    Matrix *m = context;
    forward_one_by_one(m[0], m[1], m[2], m[3]);
    return sum_of_squares(m[0]);
}

static real squared_scores_in_order(void *context)
{
    Matrix *m = context;
    forward_in_order(m[0], m[1], m[2], m[3]);
    return sum_of_squares(m[0]);
}

Test(forward_batch, hands_on_imaginary_parts)
{
    Random r = random_new(2, 4);
    Matrix m[] = {matrix_new(3, 5), random_matrix(3, 4, 1, &r),
                  random_matrix(4, 5, 1, &r), random_matrix(3, 1, 1, &r)};
    for (int i = 1; i < 4; i++) {
        expect_complex_slopes(squared_scores, m, m[i]);
        expect_complex_slopes(squared_scores_one_by_one, m, m[i]);
        expect_complex_slopes(squared_scores_in_order, m, m[i]);
    }
    matrix_free_all((Matrix *[]){&m[0], &m[1], &m[2], &m[3], NULL});
}
#endif

Test(forward_batch, refuses_a_bias_for_each_example, .signal = SIGABRT,
     .init = expect_abort)
{
    forward_batch(matrix_new(2, 4), matrix_new(2, 3), matrix_new(3, 4),
                  matrix_new(2, 4));
}

Test(forward_batch, refuses_factors_that_do_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    forward_batch(matrix_new(2, 4), matrix_new(2, 3), matrix_new(4, 3),
                  matrix_new(2, 1));
}

Test(forward_in_order, refuses_examples_that_do_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    forward_in_order(matrix_new(2, 4), matrix_new(2, 3), matrix_new(4, 4),
                     matrix_new(2, 1));
}

Test(forward_in_order, refuses_a_bias_for_each_example, .signal = SIGABRT,
     .init = expect_abort)
{
    forward_in_order(matrix_new(2, 4), matrix_new(2, 3), matrix_new(3, 4),
                     matrix_new(2, 4));
}

Test(forward_in_order, refuses_a_result_that_does_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    forward_in_order(matrix_new(3, 4), matrix_new(2, 3), matrix_new(3, 4),
                     matrix_new(2, 1));
}

Test(forward_one_by_one, refuses_a_result_that_does_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    forward_one_by_one(matrix_new(2, 5), matrix_new(2, 3), matrix_new(3, 4),
                       matrix_new(2, 1));
}
