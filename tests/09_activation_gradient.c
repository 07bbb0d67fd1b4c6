#include "02_relu/relu.h"
#include "06_softmax/softmax.h"
#include "09_activation_gradient/relu_backward.h"
#include "12_backpropagation/backpropagation.h"
#include "near.h"

#include <signal.h>

// J = sum of C * ReLU(Z), so that dA = C, and silent units get slopes too.
typedef struct {
    Matrix Z, C, A;
} Activation;

static real weighted_sum(void *context)
{
    Activation *c = context;
    relu(c->A, c->Z);
    real sum = 0;
    for (size_t i = 0; i < elements(c->A); i++)
        sum += c->C.x[i] * c->A.x[i];
    return sum;
}

Test(relu_backward, keeps_the_slopes_of_active_units)
{
    Matrix Z = from_rows(2, 3, (double[]){-1, 2, 0, SMALLEST, -3, 5});
    Matrix dA = from_rows(2, 3, (double[]){1, 2, 3, 4, 5, -6});
    Matrix dZ = matrix_new(2, 3);
    relu_backward(dZ, dA, Z);
    expect_rows(dZ, (double[]){0, 2, 0, 4, 0, -6});
    relu_backward(dA, dA, Z); // in place
    expect_same(dA, dZ);
    matrix_free_all((Matrix *[]){&Z, &dA, &dZ, NULL});
}

Test(relu_backward, stops_at_a_silent_unit_by_hand)
{
    Matrix Z = from_rows(2, 1, (double[]){2, -1});
    Matrix dA = from_rows(2, 1, (double[]){3, 5});
    relu_backward(dA, dA, Z);
    expect_rows(dA, (double[]){3, 0});
    matrix_free_all((Matrix *[]){&Z, &dA, NULL});
}

Test(relu_backward, is_the_slope_with_respect_to_the_scores)
{
    Random r = random_new(1, 9);
    Activation c = {random_matrix(6, 5, 1, &r), random_matrix(6, 5, 1, &r),
                    matrix_new(6, 5)};
    Matrix dZ = matrix_new(6, 5);
    relu_backward(dZ, c.C, c.Z);
    expect_gradient("dZ", dZ, c.Z, (Checked){weighted_sum, &c, &c.Z, 1});
    matrix_free_all((Matrix *[]){&c.Z, &c.C, &c.A, &dZ, NULL});
}

static real loss_of_network(void *context)
{
    Network *net = context;
    network_forward(net);
    return softmax_loss(net->Z[net->L], net->Y);
}

Test(relu_backward, takes_the_slopes_of_its_own_layer)
{
    // not those of the layer before, which here have the same shape
    Network net = network_new(3, (int[]){5, 5, 5, 5}, 4);
    Random r = random_new(2, 9);
    random_fill(net.theta, 0.7, &r);
    random_fill(net.A[0], 1, &r);
    for (int j = 0; j < 4; j++)
        *at(net.Y, j, j) = 1;
    network_forward(&net);
    network_backward(&net);
    expect_gradient("W1", net.dW[1], net.W[1],
                    (Checked){loss_of_network, &net, net.Z + 1, 2});
    network_free(&net);
}

#if defined REAL_COMPLEX
static real squared_slopes(void *context)
{
    Matrix *m = context;
    relu_backward(m[0], m[1], m[2]);
    return sum_of_squares(m[0]);
}

Test(relu_backward, hands_on_imaginary_parts)
{
    Random r = random_new(3, 9);
    Matrix m[] = {matrix_new(4, 3), random_matrix(4, 3, 1, &r),
                  random_matrix(4, 3, 1, &r)};
    expect_complex_slopes(squared_slopes, m, m[1]);
    matrix_free_all((Matrix *[]){&m[0], &m[1], &m[2], NULL});
}
#endif

#if !defined REAL_COMPLEX
Test(gradient_check, records_a_step_across_a_kink)
{
    Activation c = {from_rows(2, 1, (double[]){1e-7, 1}),
                    from_rows(2, 1, (double[]){1, 1}), matrix_new(2, 1)};
    Matrix dZ = from_rows(2, 1, (double[]){1e-7, 1});
    GradientReport report =
        compare_gradient(dZ, c.Z, (Checked){weighted_sum, &c, &c.Z, 1});
    cr_assert(report.kinks == 1, "but it found %d", report.kinks);
    matrix_free_all((Matrix *[]){&c.Z, &c.C, &c.A, &dZ, NULL});
}
#endif

Test(relu_backward, refuses_the_slopes_of_another_layer, .signal = SIGABRT,
     .init = expect_abort)
{
    relu_backward(matrix_new(2, 3), matrix_new(4, 3), matrix_new(2, 3));
}

Test(relu_backward, refuses_a_result_that_does_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    relu_backward(matrix_new(4, 3), matrix_new(2, 3), matrix_new(2, 3));
}
