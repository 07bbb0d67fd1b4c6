// Chapter 18's measurements, for `--time`.
#ifndef CHAPTER_SKIPPING_ZEROS_MEASURE_H
#define CHAPTER_SKIPPING_ZEROS_MEASURE_H

#include "common/program/chapter.h"

// The columns of M as rows; to be freed by the caller.
Matrix transposed(Matrix M);

// Prints and writes a line: the least milliseconds, of `runs` runs, that chapter 10's
// product dZ A^T takes when pairs of A's numbers are skipped; A dZ^T when pairs of
// dZ's are; transposing that; and dZ A^T when the zeros of both are skipped.
void measure_factors(FILE *plot, int epochs, int runs, Matrix dZ, Matrix A);

#endif
