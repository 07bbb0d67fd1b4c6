// Chapter 13: weights to start with.
#ifndef CHAPTER_HE_H
#define CHAPTER_HE_H

#include "common/numbers/network.h"
#include "common/numbers/random.h"

// The standard deviation of He's starting weights for units with `inputs`
// inputs, sqrt(2 / inputs) (He et al. 2015, equation 10).
double he_spread(int inputs);

// W[l] ~ N(0, 2 / n[l-1]) and b[l] = 0 for every layer l.
void he_initialize(Network *net, Random *r);

#endif
