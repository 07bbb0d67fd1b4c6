// The lessons beside an implementation that shares nothing with them:
// reference/make_reference.py computed a small network with NumPy.
#include "06_softmax/softmax.h"
#include "12_backpropagation/backpropagation.h"
#include "14_dropout/dropout.h"
#include "15_adam/adam.h"
#include "near.h"

#include <stdio.h>
#include <string.h>

#define REFERENCE "tests/reference/reference.txt"

// The next matrix of the file, and its name; of shape 0 x 0 at the end.
static Matrix next_matrix(FILE *file, char name[32])
{
    int rows, cols, read = fscanf(file, "%31s %d %d", name, &rows, &cols);
    if (read == EOF)
        return matrix_new(0, 0);
    cr_assert(read == 3, "%s: no shape after %s", REFERENCE, name);
    Matrix M = matrix_new(rows, cols);
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < cols; j++) {
            double number;
            cr_assert(fscanf(file, "%lf", &number) == 1,
                      "%s: %s has no number in row %d, column %d", REFERENCE,
                      name, i, j);
            *at(M, i, j) = (real)number;
        }
    return M;
}

// The matrix called prefix + name + number, such as plain.dW1. A number 0 is
// not printed: that is what %.0d does.
static Matrix reference(const char *prefix, const char *name, int number)
{
    FILE *file = fopen(REFERENCE, "r");
    cr_assert(file != NULL, "%s: cannot be read", REFERENCE);
    char wanted[32], found[32];
    snprintf(wanted, sizeof wanted, "%s%s%.0d", prefix, name, number);
    cr_assert(fscanf(file, "#%*[^\n]") == 0);
    Matrix M = next_matrix(file, found);
    while (elements(M) > 0 && strcmp(found, wanted) != 0) {
        matrix_free(&M);
        M = next_matrix(file, found);
    }
    fclose(file);
    cr_assert(elements(M) > 0, "%s: no matrix %s", REFERENCE, wanted);
    return M;
}

static void load(Matrix M, const char *name, int number)
{
    Matrix R = reference("", name, number);
    matrix_copy(M, R);
    matrix_free(&R);
}

static void expect_reference(Matrix M, const char *prefix, const char *name,
                             int number)
{
    Matrix R = reference(prefix, name, number);
    double error = relative_error(M, R);
    cr_assert(error < TOLERANCE, "%s%s%.0d: relative error %.2g", prefix, name,
              number, error);
    matrix_free(&R);
}

static Network load_network(void)
{
    Network net = network_new(3, (int[]){12, 9, 7, 5}, 6);
    load(net.A[0], "X", 0);
    load(net.Y, "Y", 0);
    for (int l = 1; l <= net.L; l++) {
        load(net.W[l], "W", l);
        load(net.b[l], "b", l);
    }
    for (int l = 1; l < net.L; l++)
        load(net.D[l], "D", l);
    return net;
}

static void propagate(Network *net)
{
    network_forward(net);
    network_backward(net);
}

// As dropout_forward and dropout_backward, with the masks that are there.
static void propagate_with_masks(Network *net)
{
    for (int l = 1; l <= net->L; l++) {
        layer_forward(net, l);
        if (l < net->L)
            dropout(net->A[l], net->D[l]);
    }
    dropout_backward(net);
}

static void expect_slopes(Network *net, const char *prefix)
{
    Matrix loss = matrix_new(1, 1);
    loss.x[0] = softmax_loss(net->Z[3], net->Y);
    expect_reference(loss, prefix, "loss", 0);
    matrix_free(&loss);
    expect_reference(net->Z[3], prefix, "Z", 3);
    for (int l = 1; l <= net->L; l++) {
        expect_reference(net->dW[l], prefix, "dW", l);
        expect_reference(net->db[l], prefix, "db", l);
    }
}

// Compares slopes and scores, then takes ten steps and compares parameters.
static void compare(void (*slopes)(Network *), const char *prefix)
{
    Network net = load_network();
    int n = net.theta.rows;
    Adam adam = {0.005,           0.8, 0.999, 1e-8, 0, matrix_new(n, 1),
                 matrix_new(n, 1)};
    slopes(&net);
    expect_slopes(&net, prefix);
    for (int step = 0; step < 10; step++) {
        slopes(&net);
        adam_step(&adam, net.theta, net.dtheta);
    }
    for (int l = 1; l <= net.L; l++) {
        char name[32];
        snprintf(name, sizeof name, "%sadam.", prefix);
        expect_reference(net.W[l], name, "W", l);
        expect_reference(net.b[l], name, "b", l);
    }
    matrix_free_all((Matrix *[]){&adam.m, &adam.v, NULL});
    network_free(&net);
}

Test(reference, agrees_without_dropout)
{
    compare(propagate, "plain.");
}

Test(reference, agrees_with_dropout)
{
    compare(propagate_with_masks, "dropout.");
}
