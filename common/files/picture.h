// Pictures from a scanner, a camera or a drawing program.
#ifndef COMMON_PICTURE_H
#define COMMON_PICTURE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "common/files/digits.h"

typedef struct {
    int width, height;
    uint8_t *rgb; // width * height times red, green and blue, row by row
} Picture;

// Reads a JPEG, upright as its camera says; a PNG of any color type; or a PBM,
// PGM or PPM, plain or binary. Numbers of 16 bits are taken as they are stored.
// Transparent parts are white paper or, where all would be white, black. Of a
// JPEG with a side over 2000 pixels it reads a half, a quarter or an eighth of
// the size, since no digit needs more.
//
// Returns false, after an error on standard error that names the file, when it
// is missing, truncated, corrupt, of another format, or larger than 10000 x
// 10000 pixels or than 20 million, of a JPEG 50. Else the memory is the
// caller's: picture_free.
bool picture_read(Picture *p, const char *path);
static inline void picture_free(Picture *p)
{
    free(p->rgb);
    *p = (Picture){0, 0, NULL};
}

// What is found in a picture: digits as MNIST has them, from left to right, and how
// it was come by, for people: the ink of the picture, the first digit's parts
// of it, and these with strokes as wide as MNIST's, each with its darkest place
// as 255.
enum { MAX_DIGITS = 20 };
enum { STEP_INK, STEP_PARTS, STEP_STROKES, STEPS };
typedef struct {
    int count; // 0 where all is paper
    uint8_t pixels[MAX_DIGITS][PIXELS];
    uint8_t steps[STEPS][PIXELS];
} FoundDigits;

// Finds the digits of a picture: chapter 21.
void picture_to_digits(FoundDigits *found, Picture p);

#endif
