// The two files of a set of digits: two bytes that say how long the first is, and
// both. What begins with a zero byte, as a plain IDX file does, is gzipped here.
#include <stdlib.h>

#include "common/files/digits.h"
#include "fuzz.h"

const char fuzz_place[] = "-ubyte.gz";

void fuzz_target(const uint8_t *data, size_t size)
{
    size_t first = size >= 2 ? (size_t)data[0] << 8 | data[1] : 0;
    data += size >= 2 ? 2 : size;
    size -= size >= 2 ? 2 : size;
    first = first < size ? first : size;
    size_t of_images, of_labels;
    uint8_t *images = fuzz_gzip(data, first, &of_images);
    uint8_t *labels = fuzz_gzip(data + first, size - first, &of_labels);
    fuzz_file("train-images-idx3-ubyte.gz", images, of_images);
    fuzz_file("train-labels-idx1-ubyte.gz", labels, of_labels);
    Digits d = digits_load(".", "train");

    fuzz_expect(d.count > 0);
    int sum = 0;
    for (int i = 0; i < d.count; i++) {
        fuzz_expect(d.labels[i] < CLASSES);
        for (int k = 0; k < PIXELS; k++)
            sum ^= digit_pixels(d, i)[k];
    }
    fuzz_expect(sum < 256);
    char digest[DIGEST_SIZE];
    digits_digest(digest, d);
    digits_free(&d);
    free(images);
    free(labels);
}
