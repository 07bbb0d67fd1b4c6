#include "02_relu/relu.h"
#include "04_forward_batch/forward_batch.h"
#include "13_he_initialization/he.h"
#include "near.h"

Test(he_spread, is_the_root_of_two_over_the_inputs)
{
    expect_near((real)he_spread(2), 1);
    expect_near((real)he_spread(800), 0.05);
    expect_near((real)he_spread(784), 0.050507627227610534);
}

Test(he_spread, keeps_the_mean_square_as_by_hand)
{
    double w = he_spread(2);
    Matrix W = from_rows(4, 2, (double[]){w, w, w, -w, -w, w, -w, -w});
    Matrix a = from_rows(2, 1, (double[]){3, 4}), b = matrix_new(4, 1);
    Matrix z = matrix_new(4, 1), A = matrix_new(4, 1);
    forward_batch(z, W, a, b);
    expect_rows(z, (double[]){7, -1, 1, -7}); // mean square 25
    relu(A, z);
    expect_rows(A, (double[]){7, 0, 1, 0}); // 12.5, as that of 3 and 4
    matrix_free_all((Matrix *[]){&W, &a, &b, &z, &A, NULL});
}

Test(he_initialize, draws_weights_of_the_right_spread_and_zero_biases)
{
    Network net = network_new(3, (int[]){784, 400, 100, 10}, 1);
    Random r = random_new(1, 13);
    for (int l = 1; l <= 3; l++)
        matrix_fill(net.b[l], 7);
    he_initialize(&net, &r);
    for (int l = 1; l <= 3; l++) {
        double sum = 0, squares = 0, count = (double)elements(net.W[l]);
        for (size_t i = 0; i < elements(net.W[l]); i++) {
            double w = (double)re(net.W[l].x[i]);
            sum += w;
            squares += w * w;
        }
        // within five standard errors of the mean and of the variance
        double variance = 2.0 / net.n[l - 1];
        cr_assert(fabs(sum / count) < 5 * sqrt(variance / count),
                  "W%d has the mean %.4g, but 0 is right", l, sum / count);
        cr_assert(fabs(squares / count / variance - 1) < 5 * sqrt(2 / count),
                  "W%d has the variance %.4g, but %.4g is right", l,
                  squares / count, variance);
        Matrix b = net.b[l];
        for (int i = 0; i < b.rows; i++)
            expect_element(b, i, 0, 0);
    }
    network_free(&net);
}

Test(he_initialize, takes_new_draws_for_every_layer)
{
    Network net = network_new(2, (int[]){9, 9, 9}, 1);
    Random r = random_new(4, 13);
    he_initialize(&net, &r);
    double first = (double)re(net.W[1].x[0]), next = (double)re(net.W[2].x[0]);
    cr_assert(first != next, "W1 and W2 both begin with %.4g", first);
    network_free(&net);
}

Test(he_initialize, fills_the_deepest_network)
{
    const int n[MAX_LAYERS + 1] = {2, 3, 4, 5, 6, 7, 8, 9, 10};
    Network net = network_new(MAX_LAYERS, n, 1);
    Random r = random_new(6, 13);
    he_initialize(&net, &r);
    for (int l = 1; l <= MAX_LAYERS; l++)
        cr_assert(re(net.W[l].x[0]) != 0, "W%d begins with 0", l);
    network_free(&net);
}

Test(he_initialize, gives_the_same_weights_for_the_same_generator)
{
    Network P = network_new(2, (int[]){9, 8, 7}, 1);
    Network Q = network_new(2, (int[]){9, 8, 7}, 1);
    Random r = random_new(5, 13), s = random_new(5, 13);
    he_initialize(&P, &r);
    he_initialize(&Q, &s);
    expect_same(P.theta, Q.theta);
    he_initialize(&Q, &s); // the next draws
    cr_assert(re(P.theta.x[0]) != re(Q.theta.x[0]),
              "the next draws are the same");
    network_free(&P);
    network_free(&Q);
}

Test(he_initialize, keeps_the_size_of_activations_through_twenty_layers)
{
    enum { WIDTH = 200, EXAMPLES = 20, DEPTH = 20 };
    Random r = random_new(2, 13);
    Matrix A = random_matrix(WIDTH, EXAMPLES, 1, &r);
    Matrix Z = matrix_new(WIDTH, EXAMPLES), b = matrix_new(WIDTH, 1);
    Matrix W = matrix_new(WIDTH, WIDTH);
    double first = 0, last = 0;
    for (int l = 1; l <= DEPTH; l++) {
        random_fill(W, he_spread(WIDTH), &r);
        forward_batch(Z, W, A, b);
        relu(A, Z);
        last = 0;
        for (size_t i = 0; i < elements(A); i++)
            last += (double)(re(A.x[i]) * re(A.x[i]));
        if (l == 1)
            first = last;
    }
    // half the variance a layer would leave 2^-19 of it
    cr_assert(last > first / 5 && last < first * 5,
              "the squares of the activations, %.4g in layer 1, became %.4g in "
              "layer 20",
              first, last);
    matrix_free_all((Matrix *[]){&A, &Z, &b, &W, NULL});
}
