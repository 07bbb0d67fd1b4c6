#include "common/files/input.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/ground/fail.h"
#include "common/ground/memory.h"

enum { FIRST = 65536, MAX_BYTES = 1 << 29 }; // FIRST * 2 * 2 ... comes to it

// Reads to the end without asking for the size first: a pipe has none. Stops at
// MAX_BYTES, where no room is left.
static Bytes read_all(FILE *file)
{
    size_t capacity = FIRST, got;
    Bytes b = {0, allocate(capacity)};
    while ((got = fread(b.data + b.size, 1, capacity - b.size, file)) > 0) {
        b.size += got;
        if (b.size == capacity && capacity < MAX_BYTES)
            b.data = reallocate(b.data, capacity *= 2);
    }
    return b;
}

// Reads a file; when that fails, `say`, which is fail or complain, tells why.
static bool read_file(Bytes *b, const char *path, const char *wanted,
                      void (*say)(const char *format, ...))
{
    FILE *file = fopen(path, "rb");
    *b = (Bytes){0, NULL};
    if (file == NULL) {
        say("%s: cannot be opened: %s; name %s", path, strerror(errno), wanted);
        return false;
    }
    *b = read_all(file);
    bool good = false;
    if (ferror(file))
        say("%s: cannot be read: %s; name %s", path, strerror(errno), wanted);
    else if (b->size == 0)
        say("%s: is empty; name %s", path, wanted);
    else if (b->size == MAX_BYTES)
        say("%s: has 512 MiB or more; name %s", path, wanted);
    else
        good = true;
    fclose(file);
    // No more than there is, so that sanitizers see a step beyond its end.
    if (good)
        b->data = reallocate(b->data, b->size);
    else
        bytes_free(b);
    return good;
}

bool input_try(Bytes *b, const char *path, const char *wanted)
{
    return read_file(b, path, wanted, complain);
}

Bytes input_read(const char *path, const char *wanted)
{
    Bytes b;
    read_file(&b, path, wanted, fail);
    return b;
}

void bytes_free(Bytes *b)
{
    free(b->data);
    *b = (Bytes){0, NULL};
}
