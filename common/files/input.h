// A whole file in memory.
#ifndef COMMON_BYTES_H
#define COMMON_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    size_t size;
    uint8_t *data;
} Bytes;

// Reads a file, or a pipe up to its end. `wanted` says for the messages what
// it should be, such as "a PNG or PGM picture". Fails, naming the file, when
// it cannot be read, is empty, or has 512 MiB or more. The memory is the
// caller's: bytes_free.
Bytes input_read(const char *path, const char *wanted);

// The same for one of several files: where the other fails, this says so and
// returns false.
bool input_try(Bytes *b, const char *path, const char *wanted);

void bytes_free(Bytes *b);

#endif
