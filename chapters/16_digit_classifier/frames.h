// Chapter 16: pictures of the first layer, kept while it learns.
#ifndef CHAPTER_FRAMES_H
#define CHAPTER_FRAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/numbers/matrix.h"

// The weights of the first units of layer 1, one picture below the other, after some
// of the steps of a training: a file of PGM pictures, one after another, as that format
// allows. Gray 128 is the weight 0, 1 and 255 the largest of the picture, either way.
enum { FRAME_UNITS = 25, MAX_FRAMES = 40 };
typedef struct {
    char *path;  // where they go; NULL: nowhere
    int units;   // in each picture
    int count;   // pictures
    char *bytes; // of the file
    bool is_new; // there are some that the file lacks
} Frames;

// Whether a picture is kept after so many steps: after 0, 1, 2, 3, 4, 6, 8, 12, 16, ...,
// two for each doubling, since a network changes most at first, and none beyond 2^19.
// That depends on nothing else, so a run that goes on keeps those it would have had.
bool frame_is_kept(int step);

// Adds the picture of the weights W, units x PIXELS, if it is one that is kept and not
// there yet.
void frames_note(Frames *f, Matrix W, int step);

// None yet, for the file at `path`, which is copied. The memory is the caller's:
// frames_free.
Frames frames_new(const char *path);

// The same with the pictures of the file after at most so many steps, up to one that is
// damaged: a file that is not there, or not of this kind, has none. Fails, naming it,
// when it is there and cannot be read.
Frames frames_read(const char *path, int steps);
void frames_free(Frames *f);

// How many bytes the file has.
size_t frames_size(const Frames *f);

// After how many steps picture i is; the weight that 255 stands for; its first pixel.
int frame_step(const Frames *f, int i);
double frame_largest(const Frames *f, int i);
const uint8_t *frame_pixels(const Frames *f, int i);

#endif
