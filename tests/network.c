// common/numbers/network.c: the arrays of a network.
#include "common/numbers/network.h"
#include "near.h"

#include <signal.h>

static const int sizes[] = {5, 4, 3, 2};

static void expect_zeros(Matrix M, int rows, int cols)
{
    expect_shape("an array of the network", M, rows, cols);
    for (size_t i = 0; i < elements(M); i++)
        expect_near(M.x[i], 0);
}

Test(network_arrays, have_the_shapes_of_the_equations_and_are_zero)
{
    Network net = network_new(3, sizes, 6);
    cr_assert(net.L == 3 && net.capacity == 6);
    for (int l = 0; l <= 3; l++) {
        cr_assert(net.n[l] == sizes[l]);
        expect_zeros(net.A[l], sizes[l], 6);
    }
    for (int l = 1; l <= 3; l++) {
        expect_zeros(net.W[l], sizes[l], sizes[l - 1]);
        expect_zeros(net.dW[l], sizes[l], sizes[l - 1]);
        expect_zeros(net.b[l], sizes[l], 1);
        expect_zeros(net.db[l], sizes[l], 1);
        expect_zeros(net.Z[l], sizes[l], 6);
        expect_zeros(net.dZ[l], sizes[l], 6);
        expect_zeros(net.dA[l], sizes[l], 6);
        expect_zeros(net.D[l], sizes[l], 6);
    }
    expect_zeros(net.Y, 2, 6);
    network_free(&net);
}

// Fails unless the matrices are views of `all`, one after the other.
static void expect_views(Matrix all, const Matrix *W, const Matrix *b, int L)
{
    const real *next = all.x;
    for (int l = 1; l <= L; l++) {
        cr_assert(W[l].x == next);
        cr_assert(b[l].x == (next += elements(W[l])));
        next += elements(b[l]);
    }
    expect_shape("all parameters", all, (int)(next - all.x), 1);
}

Test(network_arrays, of_all_parameters_are_one_vector)
{
    Network net = network_new(3, sizes, 6);
    expect_views(net.theta, net.W, net.b, 3);
    expect_views(net.dtheta, net.dW, net.db, 3);
    cr_assert(net.theta.x != net.dtheta.x);
    network_free(&net);
}

Test(network_arrays, are_as_wide_as_the_batch)
{
    Network net = network_new(3, sizes, 6);
    const int widths[] = {1, 6, 4};
    for (int i = 0; i < 3; i++) {
        int m = widths[i];
        network_set_batch(&net, m);
        expect_shape("Y", net.Y, 2, m);
        expect_shape("A[0]", net.A[0], 5, m);
        for (int l = 1; l <= 3; l++) {
            expect_shape("Z", net.Z[l], sizes[l], m);
            expect_shape("A", net.A[l], sizes[l], m);
            expect_shape("dZ", net.dZ[l], sizes[l], m);
            expect_shape("dA", net.dA[l], sizes[l], m);
            expect_shape("D", net.D[l], sizes[l], m);
        }
    }
    network_free(&net);
}

Test(network_arrays, are_all_gone_when_freed)
{
    Network net = network_new(3, sizes, 6);
    network_free(&net);
    cr_assert(net.L == 0 && net.theta.x == NULL && net.dtheta.x == NULL);
    cr_assert(net.Y.x == NULL && net.A[0].x == NULL);
    for (int l = 1; l <= 3; l++) {
        cr_assert(net.Z[l].x == NULL && net.A[l].x == NULL);
        cr_assert(net.dZ[l].x == NULL && net.dA[l].x == NULL);
        cr_assert(net.D[l].x == NULL);
    }
}

Test(network_arrays, may_be_of_one_layer_or_of_the_most)
{
    int ones[MAX_LAYERS + 1];
    for (int l = 0; l <= MAX_LAYERS; l++)
        ones[l] = 1;
    for (int L = 1; L <= MAX_LAYERS; L += MAX_LAYERS - 1) {
        Network net = network_new(L, ones, 1);
        expect_shape("theta", net.theta, 2 * L, 1);
        network_set_batch(&net, 1);
        network_free(&net);
    }
}

static void make_layers(void *layers)
{
    static const int none[MAX_LAYERS + 2];
    network_new(*(int *)layers, none, 1);
}

Test(network_arrays, refuse_no_layers_and_too_many)
{
    expect_failure(run_action(make_layers, (int[]){0}), 128 + SIGABRT,
                   "0 layers; 1 to 8 are possible", NULL);
    expect_failure(run_action(make_layers, (int[]){MAX_LAYERS + 1}),
                   128 + SIGABRT, "9 layers", NULL);
}

static void make_batch(void *examples)
{
    Network net = network_new(3, sizes, 6);
    network_set_batch(&net, *(int *)examples);
}

Test(network_arrays, refuse_an_empty_batch_and_one_beyond_the_capacity)
{
    expect_failure(run_action(make_batch, (int[]){0}), 128 + SIGABRT,
                   "0 examples; 1 to 6 fit", NULL);
    expect_failure(run_action(make_batch, (int[]){7}), 128 + SIGABRT,
                   "7 examples; 1 to 6 fit", NULL);
}
