// A picture of digits, of any format: what is accepted becomes digits, each with
// full ink somewhere, or is blank. The checksums of a PNG are made right, so that what lies behind
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
    static FoundDigits found;
    Picture p;
    if (picture_read(&p, "picture")) {
        picture_to_digits(&found, p);
        fuzz_expect(found.count >= 0 && found.count <= MAX_DIGITS);
        for (int i = 0; i < found.count; i++)
            fuzz_expect(memchr(found.pixels[i], 255, PIXELS) != NULL);
    }
    picture_free(&p);
    free(file);
}
