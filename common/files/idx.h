// The IDX format, in which MNIST is published: a header of big-endian 32-bit
// numbers (a magic number that gives the element type and the number of
// dimensions, then the size of each), and then the elements.
// Y. LeCun, C. Cortes & C. Burges, "The MNIST database of handwritten digits".
#ifndef COMMON_IDX_H
#define COMMON_IDX_H

#include <stddef.h>
#include <stdint.h>

enum { MAX_DIMENSIONS = 3 };

// An array of bytes; the last index varies fastest.
typedef struct {
    int dimensions;
    int size[MAX_DIMENSIONS];
    uint8_t *data; // owned: free it
} Idx;

// Reads a plain or gzipped IDX file of unsigned bytes with this many
// dimensions. Fails, naming the file, when it is missing, truncated, corrupt,
// too long, of another type or shape, or larger than 1 GiB.
Idx idx_read(const char *path, int dimensions);

#endif
