// Chapter 20: digits as they might have been written too.
#ifndef CHAPTER_DISTORTED_DIGITS_H
#define CHAPTER_DISTORTED_DIGITS_H

#include <stdbool.h>

#include "common/files/digits.h"
#include "common/numbers/random.h"

// Where the pixel in row i and column j of a new picture takes its ink from: column
// x[i][j] and row y[i][j] of the old one, in pixels, both within a million. Rows have
// places for 32, whole vectors; the last four count for nothing.
enum { FIELD_ROW = 32 };
typedef struct {
    float x[DIGIT_SIDE][FIELD_ROW], y[DIGIT_SIDE][FIELD_ROW];
} Field;

// A map that is the same everywhere: a pixel's place, seen from the middle of the
// picture, times the 2 x 2 matrix, and then moved.
typedef struct {
    float xx, xy, yx, yy; // the place of the ink is xx across + xy down, ...
    float x, y;           // ... and so many pixels more to the right and down
} Affine;

// How strongly digits are distorted; all 0: not at all.
typedef struct {
    double turn;     // rotated by up to so many degrees, either way
    double scale;    // each axis longer or shorter by up to this share
    double shear;    // leaning by up to this slope
    double shift;    // moved by up to so many pixels along each axis
    double elastic;  // standard deviation of the elastic field, in pixels
    double stroke;   // strokes thicker or thinner by up to this, at most 1
    double noise;    // standard deviation of the noise, as a share of full ink
    double noisy;    // share of the digits that have noise
    double upstroke; // share of the 1s that get an upstroke
} Distortion;

// The distortion that this chapter's recipe trains with.
Distortion usual_distortion(void);

// Whether it changes a digit at all.
bool distorts(const Distortion *d);

// A draw that is uniform from -most up to most.
double uniform_around_0(Random *r, double most);

// An affine map as a distortion has it, by a draw for each of: the turn, the scale
// across and down, the shear, the shift to the right and down.
Affine draw_affine(const Distortion *d, Random *r);

// Fills the field with that of an affine map.
void fill_affine(Field *f, Affine map);

// The grid of arrows from which an elastic field is made, and how much each of its
// lines counts in each of the 28 rows or columns of pixels: a bell of the standard
// deviation 5, and the lines 5 apart.
enum { KNOTS = 8, ARROWS = KNOTS * KNOTS };
typedef struct {
    float share[KNOTS][FIELD_ROW]; // the last four 0
} Bells;
Bells bells_new(void);

// As many arrows, by ARROWS draws. Each component is uniform, with mean 0 and this
// standard deviation.
void draw_arrows(float x[ARROWS], float y[ARROWS], double deviation, Random *r);

// Adds to the field that of these arrows (Simard, Steinkraus & Platt 2003): smooth,
// and with the standard deviation of the arrows at every pixel.
void add_elastic(Field *f, const Bells *bells, const float x[ARROWS],
                 const float y[ARROWS]);

// Below, `to` and `from` are the PIXELS gray values of a picture each, and share no
// memory.

// Takes the ink of each pixel from where the field says: bilinear, rounded to whole
// gray values. Around the old picture all is blank.
void move_ink(uint8_t *to, const uint8_t *from, const Field *f);

// A straight piece of a stroke, from (x0, y0) to (x1, y1); and how far a place is from
// the nearest of the piece.
typedef struct {
    double x0, y0, x1, y1;
} Piece;
double distance_to_piece(double x, double y, Piece p);

// Adds to a 1 an upstroke: from its tip down to the left, by `angle` below the horizontal
// (radians), `length` times as long as the 1 is high. Its center of mass stays where it
// was, to half a pixel. A picture without dark ink stays as it is.
void add_upstroke(uint8_t *pixels, double angle, double length);

// Gives a digit what other people's have: such an upstroke to this share of the 1s, and
// nothing to others. Draws say to which, by which angle and how long.
void write_in_another_hand(uint8_t *pixels, int label, double upstroke,
                           Random r);

// Makes strokes thicker (strength above 0, up to 1) or thinner (below 0, down to -1).
void change_strokes(uint8_t *to, const uint8_t *from, double strength);

// Adds to each pixel a number of this standard deviation, and keeps the sum within
// 0 and 255. Pixel p takes byte p % 8, the lowest first, of draw p / 8.
void add_noise(uint8_t *pixels, double deviation, Random r);

// All of it: the hand, the strokes, the move, the noise. Takes the affine map's draws,
// one for the strokes, one that decides whether there is noise, the arrows', the noise's.
// The hand's are of another generator, which has r's state for its seed.
enum { DRAWS_OF_A_DIGIT = 8 + ARROWS + PIXELS / 8 };
void distort(uint8_t *to, const uint8_t *from, int label, const Distortion *d,
             const Bells *bells, Random r);

// Fills the columns of A with digits, each distorted, where fill_batch (chapter 3)
// fills it with digits as they are. Column j takes its draws from the one that
// comes after j DRAWS_OF_A_DIGIT others of r, whatever the number of threads.
void fill_distorted(Matrix A, Digits digits, const int *order, double scale,
                    const Distortion *d, Random r);

#endif
