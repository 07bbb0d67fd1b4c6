// Chapter 15: better steps than gradient descent.
#ifndef CHAPTER_ADAM_H
#define CHAPTER_ADAM_H

#include "common/numbers/matrix.h"

// What Adam knows and remembers. The caller makes m and v, of the shape of the
// parameters and all 0, and frees them.
typedef struct {
    double alpha;   // learning rate
    double beta1;   // memory of the mean of the slopes, below 1
    double beta2;   // memory of the mean of their squares, below 1
    double epsilon; // keeps the division finite
    int t;          // steps taken so far
    Matrix m, v;    // running means of the slopes and of their squares
} Adam;

// One step of Adam (Kingma & Ba 2015, algorithm 1) for all parameters.
//   theta   n x k: parameters, changed
//   dtheta  n x k: slope of the loss with respect to each
void adam_step(Adam *adam, Matrix theta, Matrix dtheta);

// One step of momentum: m := beta m + dtheta, theta := theta - alpha m
// (Polyak 1964). m is n x k, remembered by the caller, 0 at the start.
void momentum_step(Matrix theta, Matrix dtheta, Matrix m, double alpha,
                   double beta);

// One step of RMSprop: v := beta v + (1 - beta) dtheta^2,
// theta := theta - alpha dtheta / (sqrt(v) + epsilon) (Tieleman & Hinton
// 2012). v is n x k, remembered by the caller, 0 at the start.
void rmsprop_step(Matrix theta, Matrix dtheta, Matrix v, double alpha,
                  double beta, double epsilon);

#endif
