// Chapter 16: the units that say nothing any more.
#ifndef CHAPTER_SILENT_H
#define CHAPTER_SILENT_H

#include "12_backpropagation/backpropagation.h"

// Scores the network as network_score does, and on the way counts in silent[l], for
// each hidden layer l, the units that are 0 for every one of the digits.
Score score_and_silent(int silent[MAX_LAYERS + 1], Network *net, Digits digits,
                       double scale);

#endif
