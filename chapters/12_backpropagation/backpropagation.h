// Chapter 12: forward and backward through a whole network.
#ifndef CHAPTER_BACKPROPAGATION_H
#define CHAPTER_BACKPROPAGATION_H

#include "common/files/digits.h"
#include "common/numbers/network.h"

// dA = W^T dZ: the slope of the summed loss with respect to a layer's input
// (image 12; Rumelhart, Hinton & Williams 1986).
//   dA  k x m, written
//   W   n x k: the layer's weights
//   dZ  n x m: slope of the summed loss with respect to the layer's scores
void input_gradient(Matrix dA, Matrix W, Matrix dZ);

// Computes layer l of the network from layer l - 1: Z[l] and A[l], by ReLU in
// hidden layers and by softmax in the last.
void layer_forward(Network *net, int l);

// Passes the slopes through layer l, from its output to its input: computes
// dZ[l] from dA[l], or from A[L] and Y for the last layer; then dW[l] and db[l];
// and, where there is a layer before, dA[l-1].
void layer_backward(Network *net, int l);

// Makes m digits the network's batch: A[0], their pixels divided by scale, and
// Y, their one-hot labels.
//   order  m indices into digits, or NULL for the first m digits
//   m      1 to net->capacity
void network_load(Network *net, Digits digits, const int *order, int m,
                  double scale);

// Computes all layers of the batch: A[L] holds the predicted probabilities.
void network_forward(Network *net);

// After network_forward: computes dtheta, the slope of the mean loss of the
// batch with respect to every parameter.
void network_backward(Network *net);

// How many columns of Yhat have their largest probability where Y has its 1.
// Both n x m.
int count_right(Matrix Yhat, Matrix Y);

typedef struct {
    double loss;     // mean loss (chapter 5)
    double accuracy; // share of right answers, in percent
} Score;

// Predicts all digits, net->capacity at a time, and compares with the labels.
// digits.count is at least 1.
Score network_score(Network *net, Digits digits, double scale);

#endif
