// Chapter NN: TITLE.
#ifndef CHAPTER_NAME_H
#define CHAPTER_NAME_H

#include "common/numbers/matrix.h"

// B = A + 1, element by element (paper and number of the equation).
//   B  n x m, written; may share A's memory
//   A  n x m: numbers
void NAME(Matrix B, Matrix A);

#endif
