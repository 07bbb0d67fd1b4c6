// Whether chances can be believed: of answers that are given with a chance of 0.9,
// nine in ten should be right.
#ifndef COMMON_CALIBRATION_H
#define COMMON_CALIBRATION_H

#include <stdbool.h>

enum { CONFIDENCE_BINS = 10 };

// The answers with a chance from k / 10 to less than (k + 1) / 10, and in the last bin
// up to 1.
typedef struct {
    int count;
    double confidence; // their mean chance; 0 where there are none
    double accuracy;   // the share that is right; 0 where there are none
} ConfidenceBin;

typedef struct {
    ConfidenceBin bin[CONFIDENCE_BINS];
    double confidence, accuracy; // of all answers
    double
        error; // expected calibration error: how far accuracy and confidence of a bin
               // are apart, in the mean over all answers (Guo and others 2017)
} Calibration;

// Of `count` answers, at least 1, each given with a chance from 0 to 1.
Calibration calibrate(const double *chance, const bool *is_right, int count);

#endif
