#include "06_softmax/softmax.h"
#include "12_backpropagation/backpropagation.h"
#include "near.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

// A network with random weights and biases.
static Network random_network(int L, const int *n, int capacity, uint64_t seed)
{
    Random r = random_new(seed, 121);
    Network net = network_new(L, n, capacity);
    for (int l = 1; l <= L; l++) {
        random_fill(net.W[l], sqrt(2.0 / n[l - 1]), &r);
        random_fill(net.b[l], 0.3, &r);
    }
    return net;
}

static real loss_of_network(void *context)
{
    Network *net = context;
    network_forward(net);
    return softmax_loss(net->Z[net->L], net->Y);
}

// A network of L layers with a random batch of m examples, propagated forward
// and backward.
static Network propagated(int L, const int *n, int m, uint64_t seed)
{
    Network net = random_network(L, n, m, seed);
    Random r = random_new(seed, 122);
    random_fill(net.A[0], 1, &r);
    for (int j = 0; j < m; j++)
        *at(net.Y, j % n[L], j) = 1;
    network_forward(&net);
    network_backward(&net);
    return net;
}

// J = sum of C * (W A), so that dZ = C.
typedef struct {
    Matrix A, W, C, Z;
} Weighted;

static real weighted_sum(void *context)
{
    Weighted *c = context;
    matrix_product(c->Z, c->W, c->A);
    real sum = 0;
    for (size_t i = 0; i < elements(c->Z); i++)
        sum += c->C.x[i] * c->Z.x[i];
    return sum;
}

Test(input_gradient, collects_the_slopes_of_the_scores_by_hand)
{
    Matrix W = from_rows(2, 3, (double[]){1, 2, 3, 4, 5, 6});
    Matrix dZ = from_rows(2, 2, (double[]){1, 0, -1, 2});
    Matrix dA = matrix_new(3, 2);
    input_gradient(dA, W, dZ);
    expect_rows(dA, (double[]){-3, 8, -3, 10, -3, 12});
    matrix_free_all((Matrix *[]){&W, &dZ, &dA, NULL});
}

Test(input_gradient, transposes_square_weights_too)
{
    Matrix W = from_rows(2, 2, (double[]){1, 2, 3, 4});
    Matrix dZ = from_rows(2, 2, (double[]){1, 0, -1, 2});
    Matrix dA = matrix_new(2, 2);
    input_gradient(dA, W, dZ);
    expect_rows(dA, (double[]){-2, 6, -2, 8});
    matrix_free_all((Matrix *[]){&W, &dZ, &dA, NULL});
}

Test(input_gradient, is_the_slope_with_respect_to_the_input)
{
    Random r = random_new(1, 123);
    Weighted c = {random_matrix(5, 4, 1, &r), random_matrix(3, 5, 1, &r),
                  random_matrix(3, 4, 1, &r), matrix_new(3, 4)};
    Matrix dA = matrix_new(5, 4);
    input_gradient(dA, c.W, c.C);
    expect_gradient("A", dA, c.A, (Checked){weighted_sum, &c, NULL, 0});
    matrix_free_all((Matrix *[]){&c.A, &c.W, &c.C, &c.Z, &dA, NULL});
}

static void expect_slopes(Network *net)
{
    Checked c = {loss_of_network, net, net->Z + 1, net->L - 1};
    for (int l = 1; l <= net->L; l++) {
        char name[40];
        snprintf(name, sizeof name, "L = %d, W%d", net->L, l);
        expect_gradient(name, net->dW[l], net->W[l], c);
        snprintf(name, sizeof name, "L = %d, b%d", net->L, l);
        expect_gradient(name, net->db[l], net->b[l], c);
    }
}

Test(network, has_the_right_slope_for_every_parameter)
{
    const int n[][5] = {{7, 4}, {6, 8, 5}, {12, 9, 7, 10}, {6, 7, 8, 5, 3}};
    const int m[] = {4, 1, 6, 3};
    for (int i = 0; i < 4; i++) {
        Network net = propagated(i + 1, n[i], m[i], (uint64_t)i + 1);
        expect_slopes(&net);
        network_free(&net);
    }
}

Test(network, has_them_where_the_shapes_cannot_tell_one_layer_from_another)
{
    Network net = propagated(3, (int[]){5, 5, 5, 5}, 5, 5);
    expect_slopes(&net);
    network_free(&net);
}

Test(network, hands_back_the_slope_of_every_hidden_activation)
{
    Network net = propagated(3, (int[]){6, 5, 4, 3}, 3, 7);
    // the part of the network from A[1] on, as a network of its own
    Network rest = {.L = 2, .n = {5, 4, 3}, .capacity = 3, .Y = net.Y};
    for (int l = 0; l <= 2; l++) {
        rest.W[l] = net.W[l + 1];
        rest.b[l] = net.b[l + 1];
        rest.Z[l] = net.Z[l + 1];
        rest.A[l] = net.A[l + 1];
    }
    for (size_t i = 0; i < elements(net.dA[1]); i++)
        net.dA[1].x[i] /= 3; // of the summed loss, so m times the mean's
    expect_gradient("A1", net.dA[1], net.A[1],
                    (Checked){loss_of_network, &rest, rest.Z + 1, 1});
    network_free(&net);
}

#if defined REAL_COMPLEX
static real squared_gradient(void *context)
{
    Network *net = context;
    network_forward(net);
    network_backward(net);
    return sum_of_squares(net->dtheta);
}

Test(network, hands_on_imaginary_parts)
{
    Network net = propagated(3, (int[]){6, 5, 4, 3}, 3, 8);
    expect_complex_slopes(squared_gradient, &net, net.theta);
    network_free(&net);
}
#endif

Test(network, of_zeros_has_the_loss_of_a_guess)
{
    Network net = network_new(3, (int[]){PIXELS, 40, 20, CLASSES}, 30);
    Digits d = sparse_digits(30, 1);
    network_load(&net, d, NULL, 30, 255);
    expect_near(loss_of_network(&net), 2.302585092994046);
    network_free(&net);
    digits_free(&d);
}

Test(network, with_small_random_weights_starts_near_the_loss_of_a_guess)
{
    Network net = network_new(3, (int[]){PIXELS, 40, 20, CLASSES}, 50);
    Digits d = sparse_digits(50, 2);
    Random r = random_new(1, 124);
    for (int l = 1; l <= net.L; l++)
        random_fill(net.W[l], 0.03, &r);
    Score score = network_score(&net, d, 255);
    cr_assert(fabs(score.loss - log(10.0)) < 0.05,
              "its loss is %g, but near ln 10 = 2.303 is right", score.loss);
    network_free(&net);
    digits_free(&d);
}

#if !defined REAL_COMPLEX // it would train as in double, in ten times the time
Test(network, learns_twenty_digits_by_heart)
{
    Network net = random_network(2, (int[]){PIXELS, 30, CLASSES}, 20, 3);
    Digits d = sparse_digits(20, 3);
    network_load(&net, d, NULL, 20, 255);
    for (int step = 0; step < 600; step++) {
        network_forward(&net);
        network_backward(&net);
        descend(net.theta, net.dtheta, 0.3);
    }
    Score score = network_score(&net, d, 255);
    cr_assert(score.loss < 0.002,
              "after 600 steps its loss should be below 0.002, but is %g",
              score.loss);
    expect_near((real)score.accuracy, 100);
    network_free(&net);
    digits_free(&d);
}
#endif

Test(network, does_not_mind_the_order_of_a_batch)
{
    Network net = random_network(3, (int[]){PIXELS, 9, 8, CLASSES}, 6, 4);
    Digits d = sparse_digits(6, 4);
    network_load(&net, d, (int[]){0, 1, 2, 3, 4, 5}, 6, 255);
    double loss = (double)re(loss_of_network(&net));
    network_backward(&net);
    Matrix dtheta = matrix_new(net.theta.rows, 1);
    matrix_copy(dtheta, net.dtheta);
    network_load(&net, d, (int[]){3, 5, 0, 4, 2, 1}, 6, 255);
    expect_equal("the loss", loss_of_network(&net), "that in another order",
                 (real)loss);
    network_backward(&net);
    for (size_t i = 0; i < elements(dtheta); i++)
        expect_equal("a slope", net.dtheta.x[i], "that in another order",
                     dtheta.x[i]);
    matrix_free(&dtheta);
    network_free(&net);
    digits_free(&d);
}

Test(network_load, fills_input_and_labels_in_the_same_order)
{
    Network net = network_new(1, (int[]){PIXELS, CLASSES}, 3);
    Digits d = sparse_digits(20, 5);
    network_load(&net, d, (int[]){13, 7}, 2, 255);
    cr_assert(net.A[0].cols == 2 && net.Y.cols == 2 && net.Z[1].cols == 2,
              "for two digits, the network should have a batch of 2");
    for (int i = 0; i < PIXELS; i++) {
        expect_element(net.A[0], i, 0, digit_pixels(d, 13)[i] / 255.0);
        expect_element(net.A[0], i, 1, digit_pixels(d, 7)[i] / 255.0);
    }
    expect_element(net.Y, 3, 0, 1);
    expect_element(net.Y, 7, 1, 1);
    network_free(&net);
    digits_free(&d);
}

Test(network_load, refuses_more_digits_than_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    Network net = network_new(1, (int[]){PIXELS, CLASSES}, 3);
    network_load(&net, sparse_digits(4, 1), NULL, 4, 255);
}

Test(count_right, counts_the_columns_whose_largest_is_the_label)
{
    Matrix Yhat = from_rows(2, 3, (double[]){0.9, 0.2, 0.6, 0.1, 0.8, 0.4});
    Matrix Y = from_rows(2, 3, (double[]){1, 0, 0, 0, 1, 1});
    expect_near(count_right(Yhat, Y), 2);
    matrix_free_all((Matrix *[]){&Yhat, &Y, NULL});
}

Test(network_score, is_the_same_for_any_batch_size)
{
    Digits d = sparse_digits(23, 6);
    Score whole = {0, 0};
    for (int capacity = 23; capacity >= 1; capacity -= 11) {
        Network net =
            random_network(2, (int[]){PIXELS, 9, CLASSES}, capacity, 6);
        Score score = network_score(&net, d, 255);
        if (capacity == 23)
            whole = score;
        cr_assert(fabs(score.loss - whole.loss) < TOLERANCE,
                  "its loss is %.6f for batches of %d, but %.6f for one of 23",
                  score.loss, capacity, whole.loss);
        cr_assert(score.accuracy == whole.accuracy,
                  "its accuracy is %g for batches of %d, but %g for one of 23",
                  score.accuracy, capacity, whole.accuracy);
        network_free(&net);
    }
    cr_assert(whole.loss > 0, "its loss is %g, but should be above 0",
              whole.loss);
    digits_free(&d);
}

Test(network_score, divides_the_pixels_by_the_scale_of_training)
{
    Network net = random_network(2, (int[]){PIXELS, 9, CLASSES}, 5, 7);
    Digits d = sparse_digits(5, 7);
    network_load(&net, d, NULL, 5, 1000); // far above these digits' largest
    double loss = (double)re(loss_of_network(&net));
    expect_equal("its loss", (real)network_score(&net, d, 1000).loss,
                 "that of the batch with the same scale", (real)loss);
    network_free(&net);
    digits_free(&d);
}

Test(network_score, is_the_mean_loss_and_the_share_of_right_answers)
{
    Network net = random_network(2, (int[]){PIXELS, 9, CLASSES}, 20, 8);
    Digits d = sparse_digits(20, 8);
    Score score = network_score(&net, d, 255); // nothing was computed before
    network_load(&net, d, NULL, 20, 255);
    expect_equal("its loss", (real)score.loss, "that of the batch",
                 loss_of_network(&net));
    expect_equal("its accuracy", (real)score.accuracy,
                 "100 / 20 times count_right",
                 (real)(5 * count_right(net.A[2], net.Y)));
    network_free(&net);
    digits_free(&d);
}

Test(network, of_two_units_a_layer_has_the_numbers_by_hand)
{
    Network net = network_new(2, (int[]){2, 2, 2}, 1);
    Matrix W1 = from_rows(2, 2, (double[]){0.5, -1, -1, 1});
    Matrix W2 = from_rows(2, 2, (double[]){1, 2, -1, 1});
    matrix_copy(net.W[1], W1);
    matrix_copy(net.W[2], W2);
    net.b[1].x[0] = 1;
    net.A[0].x[0] = 2;
    net.A[0].x[1] = 1;
    net.Y.x[1] = 1;
    network_forward(&net);
    network_backward(&net);
    double p = 1 / (1 + exp(-2.0)); // softmax of (1, -1)
    expect_rows(net.Z[1], (double[]){1, -1});
    expect_rows(net.Z[2], (double[]){1, -1});
    expect_rows(net.A[2], (double[]){p, 1 - p});
    expect_rows(net.dZ[2], (double[]){p, -p});
    expect_rows(net.dA[1], (double[]){2 * p, p});
    expect_rows(net.dZ[1], (double[]){2 * p, 0});
    expect_rows(net.dW[2], (double[]){p, 0, -p, 0});
    expect_rows(net.dW[1], (double[]){4 * p, 2 * p, 0, 0});
    expect_rows(net.db[1], (double[]){2 * p, 0});
    expect_number(p, 0.8808, 5e-5);
    matrix_free_all((Matrix *[]){&W1, &W2, NULL});
    network_free(&net);
}
