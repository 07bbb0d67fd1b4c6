// How a chapter program begins.
#ifndef COMMON_CHAPTER_H
#define COMMON_CHAPTER_H

#include "common/digits.h"
#include "common/options.h"

// The test digit that the book follows through all chapters: a 2 that looks a
// little like a 5.
enum { EXAMPLE = 1 };

typedef struct {
    Digits train, test;
} DigitSets;

// Reads the command line of a chapter program, which takes --data DIR, `count`
// options of its own and --help, and loads the training and the test digits.
// `about` is what --help says of the program. Fails when there are fewer than
// 500 training or 100 test digits: enough for every chapter. The memory is the
// caller's: digit_sets_free.
DigitSets chapter_begin(int argc, char **argv, const char *about,
                        const Option *options, int count);

void digit_sets_free(DigitSets *sets);

#endif
