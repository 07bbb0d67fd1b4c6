#include "common/files/idx.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "common/ground/fail.h"
#include "common/ground/memory.h"

#define REMEDY "take another copy (make data puts MNIST's into data/mnist)"

enum {
    UNSIGNED_BYTE = 0x08, // the third byte of the magic number
    FIRST = 65536,        // bytes read at first; then as many again
    MAX_BYTES = 1 << 30,
    GZIP = 0x1f,        // a gzip file's first byte; an IDX file's is 0
    GZIP_ONLY = 15 + 16 // for inflate: the window's bits, and 16 for gzip
};

// ------------------------------------------------------- a file, gzipped or not

typedef struct {
    FILE *file;
    const char *path;
    bool zipped, ended; // ended: so did the gzip file, as it should
    z_stream z;
    uint8_t in[BUFSIZ]; // compressed bytes on their way to z
} Reader;

static size_t read_file(Reader *r, uint8_t *to, size_t count)
{
    size_t got = fread(to, 1, count, r->file);
    if (ferror(r->file))
        fail("%s: cannot be read: %s; " REMEDY, r->path, strerror(errno));
    return got;
}

static Reader *reader_open(const char *path)
{
    Reader *r = allocate(sizeof *r);
    *r = (Reader){.file = fopen(path, "rb"), .path = path};
    if (r->file == NULL)
        fail("%s: cannot be opened: %s; " REMEDY, path, strerror(errno));
    size_t got = read_file(r, r->in, 1);
    r->zipped = got == 1 && r->in[0] == GZIP;
    ungetc(got == 1 ? r->in[0] : EOF, r->file);
    if (r->zipped && inflateInit2(&r->z, GZIP_ONLY) != Z_OK)
        fail("%s: out of memory; close other programs", path);
    return r;
}

static void reader_close(Reader *r)
{
    if (r->zipped)
        inflateEnd(&r->z);
    fclose(r->file);
    free(r);
}

// Makes sure that z has something to read; false at the end of the file.
static bool fill(Reader *r)
{
    if (r->z.avail_in == 0) {
        r->z.next_in = r->in;
        r->z.avail_in = (uInt)read_file(r, r->in, sizeof r->in);
    }
    return r->z.avail_in > 0;
}

// A gzip file may consist of several, one after the other.
static void begin_next(Reader *r)
{
    r->ended = !fill(r);
    if (!r->ended && *r->z.next_in != GZIP)
        fail("%s: something follows its end; " REMEDY, r->path);
    inflateReset(&r->z);
}

// Reads up to `count` bytes and returns how many: fewer only at the end. That
// the end is there and the checksum fits is known when one more is asked for.
static size_t read_zipped(Reader *r, uint8_t *to, size_t count)
{
    r->z.next_out = to;
    r->z.avail_out = (uInt)count;
    while (r->z.avail_out > 0 && !r->ended) {
        if (!fill(r))
            fail("%s: is truncated; " REMEDY, r->path);
        int status = inflate(&r->z, Z_NO_FLUSH);
        if (status == Z_STREAM_END)
            begin_next(r);
        else if (status == Z_MEM_ERROR)
            fail("%s: out of memory; close other programs", r->path);
        else if (status != Z_OK)
            fail("%s: is corrupt (%s); " REMEDY, r->path,
                 r->z.msg != NULL ? r->z.msg : zError(status));
    }
    return count - r->z.avail_out;
}

static size_t read_some(Reader *r, uint8_t *to, size_t count)
{
    return r->zipped ? read_zipped(r, to, count) : read_file(r, to, count);
}

// Reads exactly `count` bytes.
static void read_bytes(Reader *r, uint8_t *to, size_t count)
{
    if (read_some(r, to, count) < count)
        fail("%s: is truncated; " REMEDY, r->path);
}

// Nothing may follow the elements.
static void expect_end(Reader *r)
{
    uint8_t extra;
    if (read_some(r, &extra, 1) > 0)
        fail("%s: is longer than its header says; " REMEDY, r->path);
}

// --------------------------------------------------------------------- the IDX

static uint32_t read_number(Reader *r)
{
    uint8_t b[4];
    read_bytes(r, b, 4);
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 |
           b[3];
}

// Reads the header into a and returns the number of elements.
static size_t read_header(Reader *r, Idx *a)
{
    uint32_t magic = read_number(r);
    uint32_t expected = UNSIGNED_BYTE << 8 | (uint32_t)a->dimensions;
    if (magic != expected)
        fail("%s: begins with 0x%08x instead of 0x%08x, so it is not an IDX "
             "file of %d-dimensional bytes; " REMEDY,
             r->path, magic, expected, a->dimensions);
    uint64_t elements = 1;
    for (int i = 0; i < a->dimensions; i++) {
        uint32_t size = read_number(r);
        elements *= size; // at most MAX_BYTES * 2^32: no overflow
        if (elements > MAX_BYTES || size > MAX_BYTES)
            fail("%s: its header asks for more than 1 GiB, so it is not "
                 "MNIST or is corrupt; " REMEDY,
                 r->path);
        a->size[i] = (int)size;
    }
    return (size_t)elements;
}

// The elements, in memory that grows with what is there: a header may ask for
// anything.
static uint8_t *read_elements(Reader *r, size_t count)
{
    uint8_t *data = allocate(0);
    for (size_t got = 0; got < count;) {
        size_t next = got == 0 ? FIRST : 2 * got;
        next = next < count ? next : count;
        data = reallocate(data, next);
        read_bytes(r, data + got, next - got);
        got = next;
    }
    return data;
}

Idx idx_read(const char *path, int dimensions)
{
    if (dimensions < 1 || dimensions > MAX_DIMENSIONS)
        fail_bug("idx_read: %d dimensions; 1 to %d are possible", dimensions,
                 MAX_DIMENSIONS);
    Reader *r = reader_open(path);
    Idx a = {.dimensions = dimensions};
    size_t count = read_header(r, &a);
    a.data = read_elements(r, count);
    expect_end(r);
    reader_close(r);
    return a;
}
