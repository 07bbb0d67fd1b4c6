// A picture of a digit, of any format: what is accepted becomes a digit with full
// ink somewhere. The checksums of a PNG are made right, so that what lies behind
// them is tried too.
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "common/files/picture.h"
#include "fuzz.h"

const char fuzz_place[] = "picture";

static uint32_t big_endian(const uint8_t *b)
{
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 |
           b[3];
}

static void mend_checksums(uint8_t *png, size_t size)
{
    for (size_t at = 8; size - at >= 12;) {
        uint32_t length = big_endian(png + at);
        if (length > size - at - 12)
            return;
        uLong sum = crc32(0, png + at + 4, length + 4);
        for (int k = 0; k < 4; k++)
            png[at + 8 + length + (size_t)k] = (uint8_t)(sum >> (24 - 8 * k));
        at += 12 + length;
    }
}

void fuzz_target(const uint8_t *data, size_t size)
{
    uint8_t *file = memcpy(malloc(size + 1), data, size);
    if (size > 8 && memcmp(file, "\x89PNG", 4) == 0)
        mend_checksums(file, size);
    fuzz_file("picture", file, size);
    Picture p = picture_read("picture");
    uint8_t pixels[PIXELS], most = 0;
    picture_to_digit(pixels, p);
    for (int i = 0; i < PIXELS; i++)
        most = pixels[i] > most ? pixels[i] : most;
    fuzz_expect(most == 255);
    picture_free(&p);
    free(file);
}
