// How a chapter program begins.
#ifndef COMMON_CHAPTER_H
#define COMMON_CHAPTER_H

#include "common/digits.h"

// The test digit that the book follows through all chapters: a 2 that looks a
// little like a 5.
enum { EXAMPLE = 1 };

typedef struct {
    Digits train, test;
} DigitSets;

// Reads the command line of a chapter program, which takes --data DIR and
// --help, and loads the training and the test digits. `about` is what --help
// says of the program. The memory is the caller's: digit_sets_free.
DigitSets chapter_begin(int argc, char **argv, const char *about);

void digit_sets_free(DigitSets *sets);

#endif
