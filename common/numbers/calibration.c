#include "common/numbers/calibration.h"

#include <math.h>

static int bin_of(double chance)
{
    int k = (int)(chance * CONFIDENCE_BINS);
    return k < CONFIDENCE_BINS ? k : CONFIDENCE_BINS - 1;
}

Calibration calibrate(const double *chance, const bool *is_right, int count)
{
    Calibration c = {.error = 0};
    for (int i = 0; i < count; i++) {
        ConfidenceBin *b = &c.bin[bin_of(chance[i])];
        b->count++;
        b->confidence += chance[i];
        b->accuracy += is_right[i];
        c.confidence += chance[i] / count;
        c.accuracy += (double)is_right[i] / count;
    }
    for (int k = 0; k < CONFIDENCE_BINS; k++) {
        ConfidenceBin *b = &c.bin[k];
        if (b->count == 0)
            continue;
        b->confidence /= b->count;
        b->accuracy /= b->count;
        c.error += fabs(b->accuracy - b->confidence) * b->count / count;
    }
    return c;
}
