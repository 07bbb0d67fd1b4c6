#include "02_relu/relu.h"
#include "01_forward_propagation/forward.h"
#include "near.h"

#include <signal.h>

Test(relu, keeps_what_is_positive_and_drops_the_rest)
{
    Matrix Z = from_rows(2, 3, (double[]){-0.5, -0.0, 0, SMALLEST, 3, -1e30});
    Matrix A = matrix_new(2, 3);
    relu(A, Z);
    expect_rows(A, (double[]){0, 0, 0, SMALLEST, 3, 0});
    cr_assert(re(*at(A, 1, 0)) > 0, "even the smallest number stays");
    relu(Z, Z); // in place
    expect_same(Z, A);
    matrix_free_all((Matrix *[]){&Z, &A, NULL});
}

Test(relu, has_slope_one_above_zero_and_none_below_or_at_it)
{
    Matrix Z = from_rows(1, 5, (double[]){-2, -SMALLEST, 0, SMALLEST, 3});
    Matrix S = matrix_new(1, 5);
    relu_slope(S, Z);
    expect_rows(S, (double[]){0, 0, 0, 1, 1});
    relu_slope(Z, Z); // in place
    expect_same(Z, S);
    matrix_free_all((Matrix *[]){&Z, &S, NULL});
}

Test(relu, between_two_layers_does_xor)
{
    Matrix W1 = from_rows(2, 2, (double[]){1, -1, -1, 1});
    Matrix W2 = from_rows(1, 2, (double[]){1, 1});
    Matrix no_bias = matrix_new(2, 1), z = matrix_new(2, 1);
    Matrix y = matrix_new(1, 1);
    for (int i = 0; i < 4; i++) {
        Matrix pixels = from_rows(2, 1, (double[]){i / 2, i % 2});
        given(pixels);
        forward(z, W1, pixels, no_bias);
        relu(z, z);
        forward(y, W2, z, (Matrix){1, 1, no_bias.x});
        expect_near(y.x[0], i / 2 != i % 2);
        matrix_free(&pixels);
    }
    matrix_free_all((Matrix *[]){&W1, &W2, &no_bias, &z, &y, NULL});
}

// The sum of all ReLUs, whose slope with respect to each score is g'.
static real sum_of_relus(void *context)
{
    Matrix *Z = context;
    Matrix A = matrix_new(Z->rows, Z->cols);
    relu(A, *Z);
    real sum = 0;
    for (size_t i = 0; i < elements(A); i++)
        sum += A.x[i];
    matrix_free(&A);
    return sum;
}

Test(relu, has_the_measured_slope)
{
    Random r = random_new(1, 2);
    Matrix Z = random_matrix(7, 5, 1, &r), S = matrix_new(7, 5);
    relu_slope(S, Z);
    expect_gradient("Z", S, Z, (Checked){sum_of_relus, &Z, &Z, 1});
    matrix_free_all((Matrix *[]){&Z, &S, NULL});
}

#if defined REAL_COMPLEX
Test(relu, has_no_slope_at_the_bend_by_the_complex_step_either)
{
    Matrix Z = from_rows(1, 2, (double[]){0, 1});
    expect_near(complex_slope(sum_of_relus, &Z, &Z.x[0], 1e-30), 0);
    expect_near(complex_slope(sum_of_relus, &Z, &Z.x[1], 1e-30), 1);
    matrix_free(&Z);
}
#endif

Test(relu, refuses_shapes_that_do_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    relu(matrix_new(2, 3), matrix_new(3, 2));
}

Test(relu_slope, refuses_shapes_that_do_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    relu_slope(matrix_new(2, 3), matrix_new(3, 2));
}
