#include "15_adam/adam.h"
#include "near.h"

#include <signal.h>

static Adam new_adam(int parameters)
{
    return (Adam){0.005,
                  0.8,
                  0.999,
                  1e-8,
                  0,
                  matrix_new(parameters, 1),
                  matrix_new(parameters, 1)};
}

static void free_adam(Adam *a)
{
    matrix_free_all((Matrix *[]){&a->m, &a->v, NULL});
}

Test(adam_step, first_moves_every_parameter_by_alpha_against_its_slope)
{
    Adam adam = new_adam(6);
    Matrix theta = matrix_new(6, 1);
    Matrix g = from_rows(6, 1, (double[]){1e-5, 1, -1, 1e6, -1e-3, 0});
    given(g);
    adam_step(&adam, theta, g);
    for (int i = 0; i < 6; i++) {
        double slope = (double)re(g.x[i]);
        expect_near(theta.x[i] / (real)adam.alpha,
                    -slope / (fabs(slope) + 1e-8));
    }
    expect_near(adam.t, 1);
    free_adam(&adam);
    matrix_free_all((Matrix *[]){&theta, &g, NULL});
}

Test(adam_step, keeps_epsilon_outside_the_root)
{
    Adam adam = new_adam(1);
    Matrix theta = matrix_new(1, 1), g = from_rows(1, 1, (double[]){1e-5});
    adam_step(&adam, theta, g);
    // inside the root it would be 0.0995 alpha
    expect_near(theta.x[0] / (real)adam.alpha, -1e-5 / (1e-5 + 1e-8));
    free_adam(&adam);
    matrix_free_all((Matrix *[]){&theta, &g, NULL});
}

Test(adam_step, takes_two_steps_as_by_hand)
{
    Adam adam = {0.1, 0.5, 0.75, 0, 0, matrix_new(1, 1), matrix_new(1, 1)};
    Matrix theta = from_rows(1, 1, (double[]){1});
    Matrix g = from_rows(1, 1, (double[]){2});
    adam_step(&adam, theta, g); // m 1, v 1; corrected 2 and 4: a step of 0.1
    expect_near(theta.x[0], 0.9);
    g.x[0] = -1;
    adam_step(&adam, theta, g); // m 0, v 1: no step
    expect_near(adam.m.x[0], 0);
    expect_near(adam.v.x[0], 1);
    expect_near(theta.x[0], 0.9);
    free_adam(&adam);
    matrix_free_all((Matrix *[]){&theta, &g, NULL});
}

Test(adam_step, takes_three_steps_as_by_hand_with_the_recipe)
{
    Adam adam = new_adam(1);
    adam.epsilon = 0;
    Matrix theta = matrix_new(1, 1), g = matrix_new(1, 1);
    const double slope[] = {2, 2, -1}, m[] = {0.4, 0.72, 0.376};
    const double v[] = {0.004, 0.007996, 0.008988004};
    // 0.376 / 0.488 / the root of 0.008988004 / 0.002997001
    const double way[] = {-1, -2, -2.444918};
    for (int t = 0; t < 3; t++) {
        g.x[0] = (real)slope[t];
        adam_step(&adam, theta, g);
        expect_number(re(adam.m.x[0]), m[t], 1e-6);
        expect_number(re(adam.v.x[0]), v[t], 1e-8);
        expect_number((double)re(theta.x[0]) / 0.005, way[t], 1e-5);
    }
    free_adam(&adam);
    matrix_free_all((Matrix *[]){&theta, &g, NULL});
}

Test(adam_step, takes_its_twentieth_step_of_ten_slopes_and_ten_zeros)
{
    Adam adam = new_adam(1);
    Matrix theta = matrix_new(1, 1), g = from_rows(1, 1, (double[]){3});
    real before = 0;
    for (int t = 1; t <= 20; t++) {
        g.x[0] = t <= 10 ? 3 : 0;
        before = theta.x[0];
        adam_step(&adam, theta, g);
    }
    expect_number((double)re(before - theta.x[0]) / 0.005, 0.137, 0.001);
    free_adam(&adam);
    matrix_free_all((Matrix *[]){&theta, &g, NULL});
}

Test(adam_step, follows_the_algorithm_of_the_paper_for_a_thousand_steps)
{
    Adam adam = new_adam(1);
    Matrix theta = from_rows(1, 1, (double[]){0.3}), g = matrix_new(1, 1);
    Random r = random_new(1, 15);
    // Kingma & Ba 2015, algorithm 1, with powers kept as running products
    long double x = 0.3L, m = 0, v = 0, power1 = 1, power2 = 1;
    const long double beta1 = (long double)0.8, // the double's value
        beta2 = (long double)0.999;
    for (int t = 1; t <= 1000; t++) {
        long double slope = (long double)(random_normal(&r) - 0.2);
        g.x[0] = (real)slope;
        adam_step(&adam, theta, g);
        m = beta1 * m + (1 - beta1) * slope;
        v = beta2 * v + (1 - beta2) * slope * slope;
        power1 *= beta1;
        power2 *= beta2;
        long double m_hat = m / (1 - power1), v_hat = v / (1 - power2);
        x -= (long double)0.005 * m_hat / (sqrtl(v_hat) + (long double)1e-8);
    }
    expect_near(theta.x[0], (double)x);
    expect_near(adam.t, 1000);
    free_adam(&adam);
    matrix_free_all((Matrix *[]){&theta, &g, NULL});
}

Test(adam_step, treats_every_parameter_by_itself)
{
    enum { PARAMETERS = 20011 }; // enough to be shared out among threads
    Adam many = new_adam(PARAMETERS), single = new_adam(1);
    Random r = random_new(2, 15);
    Matrix theta = random_matrix(PARAMETERS, 1, 1, &r);
    Matrix g = random_matrix(PARAMETERS, 1, 1, &r);
    Matrix last = matrix_new(1, 1), slope = matrix_new(1, 1);
    last.x[0] = theta.x[PARAMETERS - 1];
    slope.x[0] = g.x[PARAMETERS - 1];
    for (int step = 0; step < 3; step++) {
        adam_step(&many, theta, g);
        adam_step(&single, last, slope);
    }
    expect_equal("the last of many parameters", theta.x[PARAMETERS - 1],
                 "what it would be by itself", last.x[0]);
    free_adam(&many);
    free_adam(&single);
    matrix_free_all((Matrix *[]){&theta, &g, &last, &slope, NULL});
}

Test(momentum_step, remembers_earlier_slopes)
{
    Matrix theta = from_rows(2, 1, (double[]){1, 1}), m = matrix_new(2, 1);
    Matrix g = from_rows(2, 1, (double[]){1, -2});
    momentum_step(theta, g, m, 0.25, 0.5); // m 1, -2
    expect_rows(theta, (double[]){0.75, 1.5});
    g.x[0] = -1;
    g.x[1] = 1;
    momentum_step(theta, g, m, 0.25, 0.5); // m -1/2, 0
    expect_rows(m, (double[]){-0.5, 0});
    expect_rows(theta, (double[]){0.875, 1.5});
    matrix_free_all((Matrix *[]){&theta, &m, &g, NULL});
}

Test(rmsprop_step, divides_by_the_running_root_mean_square)
{
    Matrix theta = from_rows(2, 1, (double[]){1, 1}), v = matrix_new(2, 1);
    Matrix g = from_rows(2, 1, (double[]){2, -4});
    rmsprop_step(theta, g, v, 0.5, 0.75, 0); // v 1, 4
    expect_rows(v, (double[]){1, 4});
    expect_rows(theta, (double[]){0, 2});
    g.x[0] = 1;
    g.x[1] = 0;
    rmsprop_step(theta, g, v, 0.5, 0.75, 1); // v 1, 3; steps 1/4 and 0
    expect_rows(v, (double[]){1, 3});
    expect_rows(theta, (double[]){-0.25, 2});
    matrix_free_all((Matrix *[]){&theta, &v, &g, NULL});
}

Test(momentum_step, leaves_what_lies_behind_alone)
{
    Matrix theta = from_rows(1, 3, (double[]){1, 1, 1});
    Matrix g = from_rows(1, 3, (double[]){1, 1, 1}), m = matrix_new(1, 3);
    momentum_step(columns(theta, 0, 2), columns(g, 0, 2), columns(m, 0, 2),
                  0.25, 0.5);
    expect_rows(theta, (double[]){0.75, 0.75, 1});
    expect_rows(m, (double[]){1, 1, 0});
    matrix_free_all((Matrix *[]){&theta, &g, &m, NULL});
}

Test(rmsprop_step, leaves_what_lies_behind_alone)
{
    Matrix theta = from_rows(1, 3, (double[]){1, 1, 1});
    Matrix g = from_rows(1, 3, (double[]){2, 2, 2}), v = matrix_new(1, 3);
    rmsprop_step(columns(theta, 0, 2), columns(g, 0, 2), columns(v, 0, 2), 0.5,
                 0.75, 0);
    expect_rows(theta, (double[]){0, 0, 1});
    expect_rows(v, (double[]){1, 1, 0});
    matrix_free_all((Matrix *[]){&theta, &g, &v, NULL});
}

#if defined REAL_COMPLEX
// Each takes three steps, in which what was remembered counts, with the same
// slopes.
static real way_by_momentum(void *slopes)
{
    Matrix g = *(Matrix *)slopes;
    Matrix theta = matrix_new(g.rows, 1), m = matrix_new(g.rows, 1);
    for (int step = 0; step < 3; step++)
        momentum_step(theta, g, m, 0.25, 0.5);
    real way = sum_of_squares(theta);
    matrix_free_all((Matrix *[]){&theta, &m, NULL});
    return way;
}

static real way_by_rmsprop(void *slopes)
{
    Matrix g = *(Matrix *)slopes;
    Matrix theta = matrix_new(g.rows, 1), v = matrix_new(g.rows, 1);
    for (int step = 0; step < 3; step++)
        rmsprop_step(theta, g, v, 0.25, 0.5, 0.1);
    real way = sum_of_squares(theta);
    matrix_free_all((Matrix *[]){&theta, &v, NULL});
    return way;
}

static real way_by_adam(void *slopes)
{
    Matrix g = *(Matrix *)slopes, theta = matrix_new(g.rows, 1);
    Adam adam = new_adam(g.rows);
    adam.epsilon = 0.1; // or the way would hardly depend on the slopes
    for (int step = 0; step < 3; step++)
        adam_step(&adam, theta, g);
    real way = sum_of_squares(theta) / (real)(adam.alpha * adam.alpha);
    free_adam(&adam);
    matrix_free(&theta);
    return way;
}

Test(adam_step, hands_on_imaginary_parts)
{
    Random r = random_new(3, 15);
    Matrix g = random_matrix(5, 1, 1, &r);
    expect_complex_slopes(way_by_momentum, &g, g);
    expect_complex_slopes(way_by_rmsprop, &g, g);
    expect_complex_slopes(way_by_adam, &g, g);
    matrix_free(&g);
}
#endif

Test(adam_step, refuses_slopes_that_do_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    Adam adam = new_adam(3);
    adam_step(&adam, matrix_new(3, 1), matrix_new(2, 1));
}

Test(adam_step, refuses_a_mean_that_does_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    Adam adam = new_adam(3);
    adam.m = matrix_new(2, 1);
    adam_step(&adam, matrix_new(3, 1), matrix_new(3, 1));
}

Test(adam_step, refuses_a_mean_of_squares_that_does_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    Adam adam = new_adam(3);
    adam.v = matrix_new(2, 1);
    adam_step(&adam, matrix_new(3, 1), matrix_new(3, 1));
}

Test(momentum_step, refuses_slopes_that_do_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    momentum_step(matrix_new(3, 1), matrix_new(2, 1), matrix_new(3, 1), 1, 0);
}

Test(momentum_step, refuses_a_memory_that_does_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    momentum_step(matrix_new(3, 1), matrix_new(3, 1), matrix_new(2, 1), 1, 0);
}

Test(rmsprop_step, refuses_slopes_that_do_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    rmsprop_step(matrix_new(3, 1), matrix_new(2, 1), matrix_new(3, 1), 1, 0, 0);
}

Test(rmsprop_step, refuses_a_memory_that_does_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    rmsprop_step(matrix_new(3, 1), matrix_new(3, 1), matrix_new(2, 1), 1, 0, 0);
}
