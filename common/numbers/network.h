// The arrays of a fully connected network, and no arithmetic: the chapters from
// 12 on fill them. Layers count from 1 to L as in the equations; layer 0 is the
// input. n[l] is the number of units of layer l and m the number of examples.
//
//     Network net = network_new(3, (int[]){784, 400, 100, 10}, 256);
//     net.W[1]                 // 400 x 784
//     network_set_batch(&net, 96);
//     network_free(&net);
#ifndef COMMON_NETWORK_H
#define COMMON_NETWORK_H

#include "common/numbers/matrix.h"

enum { MAX_LAYERS = 8 };

typedef struct {
    int L;
    int n[MAX_LAYERS + 1];
    int capacity; // the most examples that fit

    // All parameters as one vector, W[1], b[1], W[2], b[2], ...: an optimizer
    // takes one step for the whole network. W[l] and b[l] are views of it.
    Matrix theta, dtheta;

    // Index 0 is used by A alone: A[0] is the input.
    Matrix W[MAX_LAYERS + 1], dW[MAX_LAYERS + 1]; // n[l] x n[l-1]
    Matrix b[MAX_LAYERS + 1], db[MAX_LAYERS + 1]; // n[l] x 1
    Matrix Z[MAX_LAYERS + 1], dZ[MAX_LAYERS + 1]; // n[l] x m, scores
    Matrix A[MAX_LAYERS + 1], dA[MAX_LAYERS + 1]; // n[l] x m, activations
    Matrix D[MAX_LAYERS + 1]; // n[l] x m, dropout masks (chapter 14)
    Matrix Y;                 // n[L] x m, one-hot labels
} Network;

// Allocates a network of L layers, n[0..L] units and up to `capacity`
// examples a batch, all zero. network_free gives the memory back.
Network network_new(int L, const int *n, int capacity);
void network_free(Network *net);

// Makes the batch matrices Z, dZ, A, dA, D and Y m columns wide, m at least 1
// and at most the capacity.
void network_set_batch(Network *net, int m);

#endif
