// Pictures of a digit, from a scanner, a camera or a drawing program, made
// into what MNIST's digits are.
#ifndef COMMON_PICTURE_H
#define COMMON_PICTURE_H

#include <stdint.h>

#include "common/files/digits.h"

typedef struct {
    int width, height;
    uint8_t *gray; // width * height values, 0 black to 255 white, row by row
} Picture;

// Reads a PNG of any color type, transparent parts as white paper, or a PGM,
// plain or binary. Fails, naming the file, when it is missing, truncated,
// corrupt, neither of the two, larger than 10000 x 10000, or blank. The memory
// is the caller's: picture_free.
Picture picture_read(const char *path);
void picture_free(Picture *p);

// Makes a digit of the picture as MNIST's were made (LeCun, Bottou, Bengio &
// Haffner 1998, "Gradient-based learning applied to document recognition",
// section III.A): light ink on dark paper, scaled to fit a box of 20 x 20
// pixels with its proportions kept, its center of mass at the center of the
// field. The border of the picture tells the paper from the ink and from the
// noise of a camera.
void picture_to_digit(uint8_t pixels[PIXELS], Picture p);

#endif
