// An IDX file, plain or gzipped. The first byte says how the rest is taken: its
// lowest bit, whether it is gzipped here; the others, how many dimensions it is
// said to have.
#include <stdlib.h>
#include <string.h>

#include "common/files/idx.h"
#include "fuzz.h"

const char fuzz_place[] = "file.idx";

// The file that would be read as a.
static uint8_t *written(Idx a, size_t *size)
{
    size_t count = 1, header = 4 + 4 * (size_t)a.dimensions;
    for (int i = 0; i < a.dimensions; i++)
        count *= (size_t)a.size[i];
    *size = header + count;
    uint8_t *file = calloc(1, *size);
    file[2] = 8;
    file[3] = (uint8_t)a.dimensions;
    for (int i = 0; i < a.dimensions; i++)
        for (int k = 0; k < 4; k++)
            file[4 + 4 * i + k] = (uint8_t)(a.size[i] >> (24 - 8 * k));
    memcpy(file + header, a.data, count);
    return file;
}

void fuzz_target(const uint8_t *data, size_t size)
{
    uint8_t mode = size > 0 ? *data++ : 0;
    size -= size > 0;
    uint8_t *zipped = NULL;
    if (mode & 1)
        data = zipped = fuzz_gzip(data, size, &size);
    fuzz_file("file.idx", data, size);
    Idx a = idx_read("file.idx", 1 + (mode >> 1) % MAX_DIMENSIONS);

    size_t length;
    uint8_t *again = written(a, &length);
    if (size > 0 && data[0] == 0) // plain: these are all its bytes
        fuzz_expect(length == size && memcmp(again, data, size) == 0);
    fuzz_file("again.idx", again, length);
    Idx b = idx_read("again.idx", a.dimensions);
    size_t header = 4 + 4 * (size_t)a.dimensions;
    fuzz_expect(memcmp(a.data, b.data, length - header) == 0);
    free(a.data);
    free(b.data);
    free(again);
    free(zipped);
}
