// Pictures, bars and progress in the terminal.
#ifndef COMMON_CONSOLE_H
#define COMMON_CONSOLE_H

#include "common/numbers/matrix.h"

// Draws the columns of `images`, each of PIXELS values, side by side: `low`
// and below is blank, `high` and above is solid. A character shows the mean
// of `step` by 2 * `step` pixels: with step 1 a digit is 28 characters wide
// and 14 lines high, with step 2 half of that.
void draw_images(Matrix images, double low, double high, int step);

// Prints a bar of up to `width` characters for a share from 0 to 1, padded
// with blanks to `width`.
void print_bar(double share, int width);

// Shows how far a long task is, on one line of standard error that is drawn
// over and over; prints nothing unless a terminal watches. progress_end
// clears the line.
void progress(const char *task, int done, int total);
void progress_end(void);

#endif
