// Chapter 21: from a picture to digits as MNIST has them. What the other
// chapters call of it is picture_to_digits, in common/files/picture.h.
#ifndef CHAPTER_YOUR_PICTURE_H
#define CHAPTER_YOUR_PICTURE_H

#include <stdbool.h>
#include <stddef.h>

#include "common/files/picture.h"
#include "common/numbers/vector.h"

// A number for each pixel, row by row: ink from 0, paper, to 1; or a distance.
typedef struct {
    int width, height;
    double *at;
} Sheet;

// A sheet of zeros. The memory is the caller's: sheet_free.
Sheet sheet_new(int width, int height);
void sheet_free(Sheet *s);

static inline double *spot(Sheet s, int x, int y)
{
    return &s.at[(size_t)y * (size_t)s.width + (size_t)x];
}

static inline int max(int a, int b)
{
    return a > b ? a : b;
}

typedef struct {
    int left, top, width, height;
} Box;

// ------------------------------------------------------------ ink.c

// A picture whose pixels are the means of factor x factor ones of p, and what
// a box cuts out of p. Both are freed by picture_free.
Picture picture_reduced(Picture p, int factor);
Picture picture_cropped(Picture p, Box b);

// How far each pixel's color is on the way from the paper's, which is 0, to that
// of full ink, 1. All 0 when p has one color only.
//   ink  p.width x p.height, written
void ink_from_colors(Sheet ink, Picture p);

// ---------------------------------------------------------- light.c

// The ink that blank paper seems to have, because less light falls there: a surface
// of the second degree in x and y.
//   light  as large as the ink, written
void light_in(Sheet light, Sheet ink);

// Takes the light out of the ink, so that the surface becomes 0.
void flatten_light(Sheet ink);

// ---------------------------------------------------------- paper.c

// The standard deviation of the noise, from the differences of neighbors.
double noise_of(Sheet ink);

// Makes 0 of what is paper: all that is within four times the noise, and all
// that is no stronger than what comes in faint from the edges; all, where the
// noise is over 0.22; and 1 of what is more than 1.
void remove_paper(Sheet ink, double noise);

// All of the above in one: the ink of a picture, which is made smaller until its
// noise is small. `*small` is the picture as it was looked at.
Sheet ink_of_picture(Picture *small, Picture p);

// ---------------------------------------------------------- parts.c

// Ink that hangs together, by sides or corners.
typedef struct {
    Box box;
    double size;  // its ink, but for what lies along the picture's edge
    double width; // of its strokes
    int digit;    // the number of its digit from the left, or -1 for none
} Part;

typedef struct {
    int count;
    Part *list;
    int *of; // the number of each pixel's part, or -1
} Parts;

// The smallest box around two, the first of which may have no width and is none.
Box box_around(Box a, Box b);

// The gap that separates nothing: a quarter of the width of strokes of such
// depths, their distances inside, which is 3/4 of Σ d² / Σ d; 0 without ink.
double gap_width(Sheet depth);

// The memory is the caller's: parts_free.
Parts parts_find(Sheet ink);
void parts_free(Parts *p);

// ----------------------------------------------------------- pick.c

// Whether one of the parts is a rectangle around at least half of the picture's
// width and height: a frame or a panel. Then the box is what lies in it.
bool find_frame(Box *inside, const Parts *p, Sheet ink);

// Gives the parts their digits, of which it returns the number: a part that is
// small or thin beside the largest has none, and parts that stand above one
// another are one digit.
int group_parts(Parts *p);

// The ink of one digit, or of all with digit -1; the caller frees it.
Sheet ink_of_digit(Sheet ink, const Parts *p, int digit);

// -------------------------------------------------------- strokes.c

// The distance of every pixel with more than `level` from the nearest without,
// 0 for these; or the other way round. What is over `far` counts as `far`.
void distances_inside(Sheet d, Sheet ink, double level, double far);
void distances_outside(Sheet d, Sheet ink, double level, double far);

// How wide the strokes of a digit are: four times the mean distance inside.
double stroke_width(Sheet ink, double level);

// The same as a share of the digit's longer side, measured at one size of all digits.
double stroke_share(Sheet ink);

// How much wider on each side strokes must be made, to be `share` of the longer
// side that the digit then has: (share * side - width) / (2 (1 - share)).
double to_widen(double width, double side, double share);

// A digit with strokes as wide as MNIST's; the caller frees it.
Sheet with_usual_strokes(Sheet ink);

// --------------------------------------------------- your_picture.c

// The smallest box around the ink, of which there must be some.
Box ink_box(Sheet ink);

// The mean ink in a rectangle, which may cut through pixels and reach out of
// the sheet, where there is none.
double mean_ink(Sheet ink, double left, double right, double top,
                double bottom);

// As MNIST's digits were made: scaled to a box of 20 x 20, its proportions kept,
// and the center of mass at the center of the field.
void digit_from_ink(uint8_t pixels[PIXELS], Sheet ink);

#endif
