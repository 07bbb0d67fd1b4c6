#include "07_gradient_descent/descent.h"
#include "near.h"

#include <signal.h>

// x^3 + 2 y^2 - z of three numbers
static real cubic(void *context)
{
    real *x = context;
    return x[0] * x[0] * x[0] + 2 * x[1] * x[1] - x[2];
}

Test(central_slope, has_exactly_the_error_of_the_third_derivative)
{
    real x[] = {2, 3, 4};
    // ((2 + h)^3 - (2 - h)^3) / 2h = 12 + h^2, h a power of two: no rounding
    expect_near(central_slope(cubic, x, &x[0], 0.125), 12 + 0.015625);
    expect_near(central_slope(cubic, x, &x[1], 0.125), 12);
    expect_near(central_slope(cubic, x, &x[2], 0.125), -1);
    expect_near(x[0], 2);
}

#if defined REAL_COMPLEX
Test(complex_slope, is_exact)
{
    real x[] = {2, 3, 4};
    expect_near(complex_slope(cubic, x, &x[0], 1e-30), 12);
    expect_near(complex_slope(cubic, x, &x[1], 1e-30), 12);
    expect_near(complex_slope(cubic, x, &x[2], 1e-30), -1);
    cr_assert(re(x[0]) == 2 && cimag(x[0]) == 0, "x is as it was");
}

Test(complex_slope, of_a_large_step_is_short_by_the_third_term)
{
    real x[] = {2, 3, 4};
    // Im (2 + 0.1 i)^3 = 1.2 - 0.001
    expect_near(complex_slope(cubic, x, &x[0], 0.1), 11.99);
}

Test(complex_slope, leaves_a_complex_number_as_it_was)
{
    real x[] = {2, 3 + 5 * I, 4};
    complex_slope(cubic, x, &x[1], 1e-30);
    cr_assert(x[1] == 3 + 5 * I);
}

static real slope_of_cubic(void *x)
{
    return central_slope(cubic, x, x, 0.125);
}

Test(central_slope, hands_on_imaginary_parts)
{
    Matrix X = from_rows(3, 1, (double[]){2, 3, 4});
    expect_complex_slopes(slope_of_cubic, X.x, X);
    real x[] = {2 + 5 * I, 3, 4};
    central_slope(cubic, x, x, 0.125);
    cr_assert(x[0] == 2 + 5 * I, "x is as it was");
    matrix_free(&X);
}

static real squared_gradient(void *context)
{
    Matrix *m = context;
    measured_gradient(m[0], cubic, m[1].x, m[1], 0.125);
    return sum_of_squares(m[0]);
}

Test(measured_gradient, hands_on_imaginary_parts)
{
    Matrix m[] = {matrix_new(3, 1), from_rows(3, 1, (double[]){2, 3, 4})};
    expect_complex_slopes(squared_gradient, m, m[1]);
    matrix_free_all((Matrix *[]){&m[0], &m[1], NULL});
}

Test(relative_error, sees_imaginary_parts)
{
    Matrix P = from_rows(2, 1, (double[]){3, 2});
    Matrix Q = from_rows(2, 1, (double[]){3, 2});
    P.x[0] += 4 * I;
    expect_near((real)relative_error(P, Q), 0.8);
    expect_near((real)relative_error(Q, P), 0.8);
    matrix_free_all((Matrix *[]){&P, &Q, NULL});
}

static real squared_descent(void *context)
{
    Matrix *m = context;
    matrix_copy(m[0], m[1]);
    descend(m[0], m[2], 0.5);
    return sum_of_squares(m[0]);
}

Test(descend, walks_down_and_out_of_a_valley_by_hand)
{
    const double alphas[] = {0.1, 1.1};
    const double places[][3] = {{3, 2.4, 1.92}, {3, -3.6, 4.32}};
    for (int run = 0; run < 2; run++) {
        real x = 3, slope;
        Matrix theta = {1, 1, &x}, dtheta = {1, 1, &slope};
        for (int step = 0; step < 3; step++) {
            expect_near(x, places[run][step]);
            slope = 2 * x; // of theta^2
            descend(theta, dtheta, alphas[run]);
        }
    }
}

Test(descend, hands_on_imaginary_parts)
{
    Random r = random_new(1, 7);
    Matrix m[] = {matrix_new(3, 2), random_matrix(3, 2, 1, &r),
                  random_matrix(3, 2, 1, &r)};
    expect_complex_slopes(squared_descent, m, m[1]);
    expect_complex_slopes(squared_descent, m, m[2]);
    matrix_free_all((Matrix *[]){&m[0], &m[1], &m[2], NULL});
}
#endif

Test(measured_gradient, measures_every_element_and_restores_it)
{
    Matrix X = from_rows(3, 1, (double[]){2, 3, 4});
    Matrix before = from_rows(3, 1, (double[]){2, 3, 4});
    Matrix dX = matrix_new(3, 1);
    measured_gradient(dX, cubic, X.x, X, 0.125);
    expect_rows(dX, (double[]){12.015625, 12, -1});
    expect_same(X, before);
    matrix_free_all((Matrix *[]){&X, &before, &dX, NULL});
}

Test(measured_gradient, leaves_what_lies_behind_alone)
{
    Matrix X = from_rows(1, 4, (double[]){2, 3, 4, 5});
    Matrix dX = from_rows(1, 4, (double[]){9, 9, 9, 9});
    measured_gradient(columns(dX, 0, 3), cubic, X.x, columns(X, 0, 3), 0.125);
    expect_rows(dX, (double[]){12.015625, 12, -1, 9});
    matrix_free_all((Matrix *[]){&X, &dX, NULL});
}

Test(relative_error, is_the_worst_difference_as_a_share_of_the_largest)
{
    Matrix P = from_rows(2, 2, (double[]){1, -8, 0, 2});
    Matrix Q = from_rows(2, 2, (double[]){1, -8, 0, 3});
    expect_near((real)relative_error(P, Q), 0.125);
    expect_near((real)relative_error(Q, P), 0.125);
    expect_near((real)relative_error(P, P), 0);
    Q.x[0] = 11; // now Q has the largest element and the worst difference
    expect_near((real)relative_error(P, Q), 10 / 11.0);
    expect_near((real)relative_error(Q, P), 10 / 11.0);
    matrix_free_all((Matrix *[]){&P, &Q, NULL});
}

Test(relative_error, keeps_its_value_on_any_scale)
{
    Matrix P = from_rows(2, 1, (double[]){1, 3});
    Matrix Q = from_rows(2, 1, (double[]){1, 4});
    for (int i = 0; i < 2; i++) {
        expect_near((real)relative_error(P, Q), 0.25);
        for (int k = 0; k < 2; k++) {
            P.x[k] /= 1024;
            Q.x[k] /= 1024;
        }
    }
    matrix_free_all((Matrix *[]){&P, &Q, NULL});
}

Test(relative_error, is_zero_for_zeros_and_nan_for_nan)
{
    Matrix P = matrix_new(2, 1), Q = matrix_new(2, 1);
    expect_near((real)relative_error(P, Q), 0);
    P.x[0] = (real)NAN;
    cr_assert(isnan(relative_error(P, Q)), "P has a nan, but the error is %g",
              relative_error(P, Q));
    cr_assert(isnan(relative_error(Q, P)), "P has a nan, but the error is %g",
              relative_error(Q, P));
    matrix_free_all((Matrix *[]){&P, &Q, NULL});
}

Test(descend, goes_against_the_slope)
{
    Matrix theta = from_rows(2, 3, (double[]){1, 2, 3, 4, 5, 6});
    Matrix dtheta = from_rows(2, 3, (double[]){0.5, -1, 0, 4, 2, -2});
    descend(theta, dtheta, 0.5);
    expect_rows(theta, (double[]){0.75, 2.5, 3, 2, 4, 7});
    matrix_free_all((Matrix *[]){&theta, &dtheta, NULL});
}

static real two_slopes(void *context)
{
    real *x = context;
    return 3 * x[0] + 4 * x[1];
}

Test(descend, lowers_a_plane_by_alpha_times_the_squares_of_its_slopes)
{
    Matrix theta = from_rows(2, 1, (double[]){5, 6}), dtheta = matrix_new(2, 1);
    measured_gradient(dtheta, two_slopes, theta.x, theta, 0.125);
    real before = two_slopes(theta.x);
    descend(theta, dtheta, 0.01);
    expect_near(before - two_slopes(theta.x), 0.25); // 0.01 (9 + 16)
    matrix_free_all((Matrix *[]){&theta, &dtheta, NULL});
}

// x^2 y, the example of the box on partial derivatives
static real square_times(void *context)
{
    real *x = context;
    return x[0] * x[0] * x[1];
}

Test(central_slope, holds_the_other_number_still)
{
    real x[] = {3, 2};
    expect_near(central_slope(square_times, x, &x[0], 0.125), 12);
    expect_near(central_slope(square_times, x, &x[1], 0.125), 9);
}

Test(descend, leaves_what_lies_behind_the_parameters_alone)
{
    Matrix both = from_rows(2, 2, (double[]){1, 2, 3, 4});
    Matrix slopes = from_rows(2, 2, (double[]){1, 1, 1, 1});
    descend(column(both, 0), column(slopes, 0), 1);
    expect_rows(both, (double[]){0, 2, 2, 4});
    matrix_free_all((Matrix *[]){&both, &slopes, NULL});
}

Test(descend, halves_the_distance_to_the_minimum_of_a_parabola)
{
    // f = x^2, slope 2 x, alpha = 1/4: x := x / 2
    Matrix x = from_rows(1, 1, (double[]){1}), dx = matrix_new(1, 1);
    for (int step = 0; step < 10; step++) {
        dx.x[0] = 2 * x.x[0];
        descend(x, dx, 0.25);
    }
    expect_near(x.x[0], 1 / 1024.0);
    matrix_free_all((Matrix *[]){&x, &dx, NULL});
}

Test(descend, refuses_shapes_that_do_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    descend(matrix_new(2, 3), matrix_new(3, 2), 1);
}

Test(measured_gradient, refuses_shapes_that_do_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    measured_gradient(matrix_new(2, 1), cubic, NULL, matrix_new(3, 1), 1);
}

Test(relative_error, refuses_shapes_that_do_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    relative_error(matrix_new(2, 3), matrix_new(3, 2));
}
