// A set of labeled hand-written digits, as MNIST has them.
#ifndef COMMON_DIGITS_H
#define COMMON_DIGITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    DIGIT_SIDE = 28,
    PIXELS = DIGIT_SIDE * DIGIT_SIDE,
    CLASSES = 10 // the digits 0 to 9
};

typedef struct {
    int count;
    uint8_t *pixels; // count * PIXELS gray values, 0 paper to 255 ink; each
                     // digit row by row from its upper left corner
    uint8_t *labels; // count numbers from 0 to 9
} Digits;

// Loads `set`, "train" or "t10k", from a directory that holds the two files
// SET-images-idx3-ubyte and SET-labels-idx1-ubyte, plain or ending in .gz. They
// are also found under the other names that archives give them, in upper case,
// each in a folder of its name, and in MNIST/raw. Fails, naming the file, when it
// is missing or is not such a set. The memory is the caller's: digits_free.
Digits digits_load(const char *directory, const char *set);
void digits_free(Digits *d);

// Whether a directory has the two files of such a set.
bool digits_exist(const char *directory, const char *set);

// The digits of d from number `first` on, sharing its memory.
static inline Digits digits_from(Digits d, int first)
{
    return (Digits){d.count - first, d.pixels + (size_t)first * PIXELS,
                    d.labels + first};
}

// Takes the last `count` digits out of d and returns them as a set of their
// own, which the caller frees. d keeps at least one.
Digits digits_hold_back(Digits *d, int count);

// Writes a word that tells a set from any other: every pixel and label has a say
// in it (FNV-1a of 64 bits; Fowler, Noll & Vo 1991).
enum { DIGEST_SIZE = 17 };
void digits_digest(char digest[DIGEST_SIZE], Digits d);

// The PIXELS gray values of digit i.
static inline const uint8_t *digit_pixels(Digits d, int i)
{
    return d.pixels + (size_t)i * PIXELS;
}

#endif
