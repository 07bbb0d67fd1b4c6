#include "common/files/input.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/ground/fail.h"
#include "common/ground/memory.h"

enum { FIRST = 1 << 16, MAX_BYTES = 1 << 29 };

// Reads to the end without asking for the size first: a pipe has none.
static Bytes read_all(FILE *file, const char *path, const char *wanted)
{
    size_t capacity = FIRST, got;
    Bytes b = {0, allocate(capacity)};
    while ((got = fread(b.data + b.size, 1, capacity - b.size, file)) > 0) {
        b.size += got;
        if (b.size == MAX_BYTES)
            fail("%s: has 512 MiB or more; name %s", path, wanted);
        if (b.size == capacity)
            b.data = reallocate(b.data, capacity *= 2);
    }
    return b;
}

Bytes input_read(const char *path, const char *wanted)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        fail("%s: cannot be opened: %s; name %s", path, strerror(errno),
             wanted);
    Bytes b = read_all(file, path, wanted);
    if (ferror(file))
        fail("%s: cannot be read: %s; name %s", path, strerror(errno), wanted);
    if (b.size == 0)
        fail("%s: is empty; name %s", path, wanted);
    fclose(file);
    // No more than there is, so that sanitizers see a step beyond its end.
    b.data = reallocate(b.data, b.size);
    return b;
}

void bytes_free(Bytes *b)
{
    free(b->data);
    *b = (Bytes){0, NULL};
}
