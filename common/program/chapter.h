// How a chapter program begins and ends.
#ifndef COMMON_CHAPTER_H
#define COMMON_CHAPTER_H

#include "common/files/digits.h"
#include "common/program/options.h"
#include "common/program/plot_data.h"

// The test digit that the book follows through all chapters: a 2 that looks a
// little like a 5.
enum { EXAMPLE = 1 };

// What every chapter program works with.
typedef struct {
    Digits train, test;
    Output plot; // numbers for its picture
} Chapter;

// Reads the command line of a chapter program, which takes --data DIR,
// --picture FILE, `count` options of its own and --help, and loads the training
// and the test digits. `about` is what --help says of the program. Fails when
// there are fewer than 500 training or 100 test digits: enough for every
// chapter. To be ended by chapter_end.
Chapter chapter_begin(int argc, char **argv, const char *about,
                      const Option *options, int count);

// Completes the picture's numbers and frees the digits.
void chapter_end(Chapter *chapter);

// What the same measurement gave with different seeds: their mean, and their
// standard deviation, the root of the mean squared distance from it (divided by
// count - 1, since the mean is theirs too). count is at least 2.
typedef struct {
    double mean, spread;
} Seeds;
Seeds over_seeds(const double *results, int count);

#endif
