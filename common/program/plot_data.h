// The numbers of a chapter's picture. A program writes them in named blocks of
// lines, and plots/NN_name.gp draws them.
#ifndef COMMON_PLOT_DATA_H
#define COMMON_PLOT_DATA_H

#include "common/files/output.h"
#include "common/numbers/matrix.h"

// Opens the file for a picture's numbers; without a path (NULL) what is written
// goes nowhere. To be ended by output_close.
Output plot_open(const char *path);

// Begins a block and returns the stream that its lines go to. gnuplot finds it
// as: plot data index "name".
FILE *plot_block(Output *plot, const char *name);

// Writes a block with one image, PIXELS x 1, as DIGIT_SIDE lines of pixels, for:
// plot data index "name" matrix with image.
void plot_image(Output *plot, const char *name, Matrix image);

// The same for each column of `images`, in the blocks "name 0", "name 1", ...
void plot_images(Output *plot, const char *name, Matrix images);

#endif
