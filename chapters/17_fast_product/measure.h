// Chapter 17's measurements, for `--time`: what the processor can do, and how
// fast each way to a product is. Chapters 18 and 19 measure with them too.
#ifndef CHAPTER_FAST_PRODUCT_MEASURE_H
#define CHAPTER_FAST_PRODUCT_MEASURE_H

#include "common/program/chapter.h"

// ------------------------------------------------------ measure.c

// One way to compute a product.
typedef struct {
    const char *name;
    Product *compute;
} Way;

enum { MAX_WAYS = 10 };

// The least seconds that each way to C = A B takes, of `runs` runs in which they
// take turns.
void time_ways(double *seconds, const Way *ways, int count, int runs, Matrix A,
               Matrix B);

// Each of these prints a table of the best of `runs` runs, or of ten times as
// many short ones, and writes a block of the picture.

// The most that one core and all threads can do: multiply-adds of registers and
// nothing else. And by all threads reading and writing 8 MB, which caches hold, and
// 256 MB, which they do not.
void measure_limits(Chapter *chapter, int runs);

// Multiply-adds of registers in 1 to 12 sums, each of which waits for itself.
void measure_sums(Chapter *chapter, int runs);

// Every way to C = A B, at most MAX_WAYS, taking turns; the first, which is
// slow, runs once. `name` is the block's.
void measure_ways(Chapter *chapter, const char *name, int runs, const Way *ways,
                  int count, Matrix A, Matrix B);

// ------------------------------------------------ measure_tiles.c

// Tiles of several shapes, in the first-level cache.
void measure_tiles(Chapter *chapter, int runs);

#endif
