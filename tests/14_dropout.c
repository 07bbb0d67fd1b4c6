#include "02_relu/relu.h"
#include "04_forward_batch/forward_batch.h"
#include "06_softmax/softmax.h"
#include "12_backpropagation/backpropagation.h"
#include "14_dropout/dropout.h"
#include "near.h"

#include <signal.h>
#include <stdio.h>

static const double keep[] = {1, 0.7, 0.5};

// A network with random parameters and a random batch of six examples.
static Network random_network(uint64_t seed)
{
    Random r = random_new(seed, 14);
    Network net = network_new(3, (int[]){8, 12, 9, 5}, 6);
    for (int l = 1; l <= 3; l++) {
        random_fill(net.W[l], 0.6, &r);
        random_fill(net.b[l], 0.3, &r);
    }
    random_fill(net.A[0], 1, &r);
    for (int j = 0; j < 6; j++)
        *at(net.Y, j % 5, j) = 1;
    return net;
}

// The loss with frozen masks: every call starts the same generator anew.
static real loss_with_dropout(void *context)
{
    Network *net = context;
    Random r = random_new(3, 141);
    dropout_forward(net, keep, &r);
    return softmax_loss(net->Z[net->L], net->Y);
}

Test(dropout_mask, holds_zeros_and_one_over_keep_in_the_right_shares)
{
    Random r = random_new(1, 142);
    for (int tenths = 1; tenths <= 10; tenths++) {
        double p = tenths / 10.0, kept = 0;
        Matrix D = matrix_new(100, 200);
        dropout_mask(D, p, &r);
        for (size_t i = 0; i < elements(D); i++) {
            cr_assert(re(D.x[i]) == 0 || re(D.x[i]) == re((real)(1 / p)),
                      "keep %.1f: a mask of %.4g, but 0 or %.4g is right", p,
                      (double)re(D.x[i]), 1 / p);
            kept += re(D.x[i]) != 0;
        }
        // within five standard errors of p
        double share = kept / (double)elements(D);
        cr_assert(fabs(share - p) <=
                      5 * sqrt(p * (1 - p) / (double)elements(D)),
                  "keep %.1f, but a share of %.4g was kept", p, share);
        matrix_free(&D);
    }
}

Test(dropout_mask, is_new_for_every_call_and_the_same_for_every_generator)
{
    Random r = random_new(2, 142), s = random_new(2, 142);
    Matrix D = matrix_new(30, 30), E = matrix_new(30, 30);
    dropout_mask(D, 0.5, &r);
    dropout_mask(E, 0.5, &s);
    expect_same(D, E);
    dropout_mask(E, 0.5, &s);
    int different = 0;
    for (size_t i = 0; i < elements(D); i++)
        different += re(D.x[i]) != re(E.x[i]);
    cr_assert(different > 300,
              "of the 900 elements of two masks, only %d differ", different);
    matrix_free_all((Matrix *[]){&D, &E, NULL});
}

Test(dropout_mask, draws_what_one_draw_after_another_gives)
{
    Random r = random_new(3, 142), s = random_new(3, 142);
    Matrix D = matrix_new(7, 5);
    dropout_mask(D, 0.3, &r);
    for (size_t i = 0; i < elements(D); i++)
        cr_assert((random_uniform(&s) < 0.3) == (re(D.x[i]) != 0),
                  "element %d of the mask is not draw %d", (int)i, (int)i);
    cr_assert(random_bits(&r) == random_bits(&s),
              "it does not leave the generator one draw for each element on");
    matrix_free(&D);
}

Test(dropout_mask, drops_the_unit_whose_draw_is_keep_itself)
{
    // draws go from 0 to below 1, so those below p are a share p of them
    Random r = random_new(5, 142);
    double p = random_uniform_ahead(r, 1);
    Matrix D = matrix_new(3, 1);
    dropout_mask(D, p, &r);
    expect_near(D.x[1], 0);
    matrix_free(&D);
}

Test(dropout_mask, refuses_to_keep_nothing, .signal = SIGABRT,
     .init = expect_abort)
{
    Random r = random_new(1, 1);
    dropout_mask(matrix_new(1, 1), 0, &r);
}

Test(dropout_mask, refuses_more_than_all, .signal = SIGABRT,
     .init = expect_abort)
{
    Random r = random_new(1, 1);
    dropout_mask(matrix_new(1, 1), 1.01, &r);
}

Test(dropout, multiplies_by_the_mask)
{
    Matrix A = from_rows(2, 2, (double[]){1, 2, 3, 4});
    Matrix D = from_rows(2, 2, (double[]){0, 2, 2, 0});
    dropout(A, D);
    expect_rows(A, (double[]){0, 4, 6, 0});
    matrix_free_all((Matrix *[]){&A, &D, NULL});
}

Test(dropout, keeps_the_mean_score_as_by_hand)
{
    Matrix W = from_rows(1, 2, (double[]){2, 1}), b = matrix_new(1, 1);
    Matrix A = from_rows(2, 4, (double[]){1, 1, 1, 1, 3, 3, 3, 3});
    Matrix D = from_rows(2, 4, (double[]){2, 2, 0, 0, 2, 0, 2, 0});
    Matrix Z = matrix_new(1, 4), dZ = matrix_new(1, 4), dA = matrix_new(2, 4);
    dropout(A, D);
    forward_batch(Z, W, A, b);
    expect_rows(Z, (double[]){10, 4, 6, 0}); // mean 5
    b.x[0] = -6;
    forward_batch(Z, W, A, b);
    relu(Z, Z);
    expect_rows(Z, (double[]){4, 0, 0, 0}); // mean 1
    matrix_fill(dZ, 1);
    input_gradient(dA, W, dZ);
    dropout(dA, D);
    expect_rows(columns(dA, 1, 1), (double[]){4, 0});
    matrix_free_all((Matrix *[]){&W, &b, &A, &D, &Z, &dZ, &dA, NULL});
}

Test(dropout, differs_from_example_to_example)
{
    Random r = random_new(6, 142);
    Matrix A = matrix_new(60, 20), D = matrix_new(60, 20);
    matrix_fill(A, 1);
    dropout_mask(D, 0.5, &r);
    dropout(A, D);
    for (int j = 1; j < 20; j++) {
        int different = 0;
        for (int i = 0; i < 60; i++)
            different += re(*at(A, i, j)) != re(*at(A, i, 0));
        cr_assert(different > 5, "of 60 units, examples 0 and %d differ in %d",
                  j, different);
    }
    matrix_free_all((Matrix *[]){&A, &D, NULL});
}

Test(dropout, keeps_the_mean)
{
    Random r = random_new(4, 142);
    Matrix A = matrix_new(100, 100), D = matrix_new(100, 100);
    matrix_fill(A, 1);
    dropout_mask(D, 0.4, &r);
    dropout(A, D);
    double sum = 0;
    for (size_t i = 0; i < elements(A); i++)
        sum += (double)re(A.x[i]);
    // the variance of one element is (1 - p) / p = 1.5
    cr_assert(fabs(sum / 1e4 - 1) < 5 * sqrt(1.5 / 1e4),
              "a mean of 1 became %.4g", sum / 1e4);
    matrix_free_all((Matrix *[]){&A, &D, NULL});
}

Test(network_score, leaves_dropout_out)
{
    uint8_t pixels[6 * PIXELS], labels[] = {0, 1, 2, 3, 4, 5};
    Digits d = {6, pixels, labels};
    Network net = network_new(3, (int[]){PIXELS, 12, 9, CLASSES}, 6);
    Random r = random_new(5, 14);
    for (int i = 0; i < 6 * PIXELS; i++)
        pixels[i] = (uint8_t)random_bits(&r);
    random_fill(net.theta, 0.1, &r);
    network_load(&net, d, NULL, 6, 255);
    network_forward(&net);
    double loss = (double)re(softmax_loss(net.Z[3], net.Y));
    dropout_forward(&net, keep, &r); // a step of training in between
    expect_near((real)network_score(&net, d, 255).loss, loss);
    network_free(&net);
}

Test(dropout_forward, drops_hidden_units_and_leaves_the_output_alone)
{
    Network net = random_network(1);
    loss_with_dropout(&net);
    for (int l = 1; l <= 2; l++) {
        int dropped = 0;
        for (size_t i = 0; i < elements(net.A[l]); i++) {
            real z = net.Z[l].x[i];
            dropped += re(net.D[l].x[i]) == 0;
            expect_near(net.A[l].x[i],
                        re(z) > 0 ? (double)re(z * net.D[l].x[i]) : 0);
        }
        cr_assert(dropped > 0, "layer %d drops no unit", l);
    }
    for (int j = 0; j < 6; j++) {
        real sum = 0;
        for (int k = 0; k < 5; k++)
            sum += *at(net.A[3], k, j);
        expect_near_in("the sum of a column of the output", sum, 1);
    }
    network_free(&net);
}

Test(dropout, that_keeps_all_changes_nothing)
{
    Network P = random_network(2), Q = random_network(2);
    Random r = random_new(1, 1);
    network_forward(&P);
    network_backward(&P);
    dropout_forward(&Q, (double[]){1, 1, 1}, &r);
    dropout_backward(&Q);
    expect_same(P.A[3], Q.A[3]);
    expect_same(P.dtheta, Q.dtheta);
    network_free(&P);
    network_free(&Q);
}

Test(dropout_backward, has_the_right_slope_for_every_parameter)
{
    Network net = random_network(4);
    loss_with_dropout(&net);
    dropout_backward(&net);
    Checked c = {loss_with_dropout, &net, net.Z + 1, 2};
    for (int l = 1; l <= 3; l++) {
        char name[16];
        snprintf(name, sizeof name, "W%d", l);
        expect_gradient(name, net.dW[l], net.W[l], c);
        snprintf(name, sizeof name, "b%d", l);
        expect_gradient(name, net.db[l], net.b[l], c);
    }
    network_free(&net);
}

#if defined REAL_COMPLEX
static real squared_gradient(void *context)
{
    Network *net = context;
    loss_with_dropout(net);
    dropout_backward(net);
    return sum_of_squares(net->dtheta);
}

Test(dropout, hands_on_imaginary_parts)
{
    Network net = random_network(5);
    expect_complex_slopes(squared_gradient, &net, net.theta);
    network_free(&net);
}
#endif

Test(dropout, refuses_the_mask_of_another_layer, .signal = SIGABRT,
     .init = expect_abort)
{
    dropout(matrix_new(2, 3), matrix_new(3, 2));
}
