#include "common/idx.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "common/fail.h"

#define REMEDY "fetch it again with: make data"

enum {
    UNSIGNED_BYTE = 0x08, // the third byte of the magic number
    LARGEST = 1 << 30
};

// Reads exactly `count` bytes.
static void read_bytes(gzFile file, const char *path, uint8_t *to,
                       unsigned count)
{
    int got = gzread(file, to, count);
    if (got == (int)count)
        return;
    int status;
    const char *reason = gzerror(file, &status);
    if (got < 0 && status == Z_ERRNO)
        fail("%s: cannot be read: %s; " REMEDY, path, strerror(errno));
    if (status == Z_DATA_ERROR || status == Z_STREAM_ERROR)
        fail("%s: is corrupt (%s); " REMEDY, path, reason);
    fail("%s: is truncated; " REMEDY, path);
}

static uint32_t read_number(gzFile file, const char *path)
{
    uint8_t b[4];
    read_bytes(file, path, b, 4);
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 |
           b[3];
}

// Reads the header into a and returns the number of elements.
static unsigned read_header(gzFile file, const char *path, Idx *a)
{
    uint32_t magic = read_number(file, path);
    uint32_t expected = UNSIGNED_BYTE << 8 | (uint32_t)a->dimensions;
    if (magic != expected)
        fail("%s: begins with 0x%08x instead of 0x%08x, so it is not an IDX "
             "file of %d-dimensional bytes; " REMEDY,
             path, magic, expected, a->dimensions);
    uint64_t elements = 1;
    for (int i = 0; i < a->dimensions; i++) {
        uint32_t size = read_number(file, path);
        elements *= size; // at most LARGEST * 2^32: no overflow
        if (elements > LARGEST || size > LARGEST)
            fail("%s: its header asks for more than 1 GiB, so it is not "
                 "MNIST or is corrupt; " REMEDY,
                 path);
        a->size[i] = (int)size;
    }
    return (unsigned)elements;
}

// Nothing may follow the elements. Reading on also makes zlib compare the
// checksum at the end of a gzip file.
static void expect_end(gzFile file, const char *path)
{
    uint8_t extra;
    int got = gzread(file, &extra, 1);
    if (got > 0)
        fail("%s: is longer than its header says; " REMEDY, path);
    if (got < 0 || gzclose_r(file) != Z_OK)
        fail("%s: is corrupt (its checksum does not match); " REMEDY, path);
}

Idx idx_read(const char *path, int dimensions)
{
    gzFile file = gzopen(path, "rb");
    if (file == NULL)
        fail("%s: cannot be opened: %s; fetch it with: make data", path,
             strerror(errno));
    gzbuffer(file, 1 << 18);
    Idx a = {.dimensions = dimensions};
    unsigned count = read_header(file, path, &a);
    a.data = allocate(count);
    read_bytes(file, path, a.data, count);
    expect_end(file, path);
    return a;
}
