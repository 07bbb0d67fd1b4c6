#include "common/numbers/network.h"

#include "common/ground/fail.h"

// The next rows x cols numbers of a long vector as a matrix.
static Matrix take(Matrix vector, size_t *taken, int rows, int cols)
{
    Matrix view = {rows, cols, vector.x + *taken};
    *taken += elements(view);
    return view;
}

// Makes W[l], b[l] views of theta, and dW[l], db[l] views of dtheta.
static void slice_parameters(Network *net)
{
    size_t taken = 0, taken_d = 0;
    for (int l = 1; l <= net->L; l++) {
        int rows = net->n[l], cols = net->n[l - 1];
        net->W[l] = take(net->theta, &taken, rows, cols);
        net->b[l] = take(net->theta, &taken, rows, 1);
        net->dW[l] = take(net->dtheta, &taken_d, rows, cols);
        net->db[l] = take(net->dtheta, &taken_d, rows, 1);
    }
}

Network network_new(int L, const int *n, int capacity)
{
    if (L < 1 || L > MAX_LAYERS)
        fail_bug("network_new: %d layers; 1 to %d are possible", L, MAX_LAYERS);
    Network net = {.L = L, .capacity = capacity};
    int parameters = 0;
    for (int l = 0; l <= L; l++) {
        net.n[l] = n[l];
        net.A[l] = matrix_new(n[l], capacity);
        if (l == 0)
            continue;
        net.Z[l] = matrix_new(n[l], capacity);
        net.dZ[l] = matrix_new(n[l], capacity);
        net.dA[l] = matrix_new(n[l], capacity);
        net.D[l] = matrix_new(n[l], capacity);
        parameters += n[l] * (n[l - 1] + 1);
    }
    net.Y = matrix_new(n[L], capacity);
    net.theta = matrix_new(parameters, 1);
    net.dtheta = matrix_new(parameters, 1);
    slice_parameters(&net);
    return net;
}

void network_free(Network *net)
{
    for (int l = 0; l <= net->L; l++) {
        matrix_free(&net->Z[l]);
        matrix_free(&net->A[l]);
        matrix_free(&net->dZ[l]);
        matrix_free(&net->dA[l]);
        matrix_free(&net->D[l]);
    }
    matrix_free_all((Matrix *[]){&net->Y, &net->theta, &net->dtheta, NULL});
    net->L = 0;
}

void network_set_batch(Network *net, int m)
{
    if (m < 1 || m > net->capacity)
        fail_bug("network_set_batch: %d examples; 1 to %d fit", m,
                 net->capacity);
    for (int l = 0; l <= net->L; l++) {
        net->Z[l].cols = net->A[l].cols = m;
        net->dZ[l].cols = net->dA[l].cols = m;
        net->D[l].cols = m;
    }
    net->Y.cols = m;
}
