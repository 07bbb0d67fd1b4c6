// Chapter 16: how fast a training is, and how long it will take.
#ifndef CHAPTER_PACE_H
#define CHAPTER_PACE_H

#include <stddef.h>

typedef struct {
    int epochs, digits; // of the run; of an epoch
    double began;       // seconds of the clock at which it began, or went on,
    double first;       // and how many digits it had been trained on by then
    double epoch_began; // the same of this epoch
    int epoch_first;
} Pace;

// Writes, for a line of so many columns, how far the run is at a time of the clock,
// in an epoch of which so many digits are done. The text is cut to be shorter than the
// line.
void pace_write(char *text, size_t columns, const Pace *p, int epoch, int done,
                double now);

#endif
