// Writes the small sample of MNIST that comes with the project: the first 200
// training digits and the first 100 test digits of each class, in their
// original order, from data/mnist into data/sample. Run from the top folder:
//
//     cc -std=c11 -I. -o build/make_sample data/make_sample.c
//         common/files/digits.c common/files/idx.c common/ground/fail.c -lz
//     build/make_sample
//
// The files are IDX, as MNIST's own are (see data/README.md), and gzipped.
#include <stdio.h>
#include <sys/stat.h>
#include <zlib.h>

#include "common/files/digits.h"
#include "common/ground/fail.h"

#define TO "data/sample"

static gzFile open_to_write(const char *set, const char *kind)
{
    char path[100];
    snprintf(path, sizeof path, TO "/%s-%s.gz", set, kind);
    gzFile file = gzopen(path, "wb9");
    if (file == NULL)
        fail("%s: cannot be written; make " TO " writable", path);
    return file;
}

static void write_bytes(gzFile file, const uint8_t *bytes, unsigned count)
{
    if (gzwrite(file, bytes, count) != (int)count)
        fail(TO ": cannot be written; free some space");
}

// IDX numbers are big-endian.
static void write_number(gzFile file, unsigned n)
{
    uint8_t bytes[] = {(uint8_t)(n >> 24), (uint8_t)(n >> 16),
                       (uint8_t)(n >> 8), (uint8_t)n};
    write_bytes(file, bytes, 4);
}

static void write_sample(const char *set, int per_class)
{
    Digits d = digits_load("data/mnist", set);
    gzFile images = open_to_write(set, "images-idx3-ubyte");
    gzFile labels = open_to_write(set, "labels-idx1-ubyte");
    unsigned total = (unsigned)(per_class * CLASSES);
    write_number(images, 0x0803); // bytes in 3 dimensions
    write_number(images, total);
    write_number(images, DIGIT_SIDE);
    write_number(images, DIGIT_SIDE);
    write_number(labels, 0x0801); // bytes in 1 dimension
    write_number(labels, total);

    int taken[CLASSES] = {0};
    for (int i = 0; i < d.count; i++) {
        if (taken[d.labels[i]]++ >= per_class)
            continue;
        write_bytes(images, digit_pixels(d, i), PIXELS);
        write_bytes(labels, &d.labels[i], 1);
    }
    if (gzclose(images) != Z_OK || gzclose(labels) != Z_OK)
        fail(TO ": cannot be written; free some space");
    digits_free(&d);
}

int main(void)
{
    mkdir(TO, 0777); // when this fails, so does open_to_write
    write_sample("train", 200);
    write_sample("t10k", 100);
    return 0;
}
