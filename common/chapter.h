// How a chapter program begins and ends.
#ifndef COMMON_CHAPTER_H
#define COMMON_CHAPTER_H

#include "common/digits.h"
#include "common/files.h"
#include "common/matrix.h"
#include "common/options.h"

// The test digit that the book follows through all chapters: a 2 that looks a
// little like a 5.
enum { EXAMPLE = 1 };

// What every chapter program works with.
typedef struct {
    Digits train, test;
    Output picture; // see picture_block
} Chapter;

// Reads the command line of a chapter program, which takes --data DIR,
// --picture FILE, `count` options of its own and --help, and loads the training
// and the test digits. `about` is what --help says of the program. Fails when
// there are fewer than 500 training or 100 test digits: enough for every
// chapter. To be ended by chapter_end.
Chapter chapter_begin(int argc, char **argv, const char *about,
                      const Option *options, int count);

// Completes the picture's numbers and frees the digits.
void chapter_end(Chapter *chapter);

// Opens the file for the numbers of a chapter's picture; without a path what is
// written goes nowhere.
Output picture_open(const char *path);

// A chapter's picture is drawn by plots/NN_name.gp from numbers that the
// program writes to `chapter->picture.stream`, in named blocks of lines. This
// begins a block, which gnuplot finds as: plot data index "name".
void picture_block(Chapter *chapter, const char *name);

// Writes a block with one image, PIXELS x 1, as DIGIT_SIDE lines of pixels, for:
// plot data index "name" matrix with image.
void picture_image(Chapter *chapter, const char *name, Matrix image);

#endif
