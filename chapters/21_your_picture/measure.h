// Chapter 21: what its program measures, and the pictures and networks that it
// measures by.
#ifndef CHAPTER_PICTURE_MEASURE_H
#define CHAPTER_PICTURE_MEASURE_H

#include "16_digit_classifier/model.h"
#include "common/files/picture.h"
#include "common/numbers/random.h"
#include "common/program/chapter.h"

// -------------------------------------------------- measure_pens.c

// White paper, and what draws on it: the three bytes of a pixel, and a black square,
// of which what lies beyond the edge is left out. The caller frees a picture by
// picture_free, as all that follow.
enum { STEP = 4, SIDE = STEP * DIGIT_SIDE, PAPER_GRAY = 255 };
Picture white_paper(void);
uint8_t *pixel_at(Picture p, int x, int y);
void dot(Picture p, int x, int y, int size);

// A digit of MNIST as a pen writes it, black on white, each of its pixels STEP x
// STEP large. `thin` draws it with a pen two pixels wide.
Picture written_digit(const uint8_t *digit, bool thin);

// Its pixels in the middle of the strokes: lines one pixel wide.
void middle_of_strokes(bool ink[SIDE][SIDE], const uint8_t *digit);

// Prints how wide the strokes of digits are.
void show_strokes(Digits digits);

// ------------------------------------------------------- measure.c

// A kind of damage: what becomes of a gray.
typedef struct {
    const char *name;
    int (*gray)(int gray, int x, int y, Random *r);
} Damage;
enum { DAMAGES = 11 };
extern const Damage damages[DAMAGES]; // the first is none
void damage_picture(Picture p, const Damage *damage, Random *r);

// No digits: a pen's aimless way, two digits that overlap, empty paper with
// noise.
Picture scribble(Random *r);
Picture two_digits(const uint8_t *one, const uint8_t *other);
Picture empty_paper(Random *r);

// ---------------------------------------------- measure_networks.c

enum { MAX_NETWORKS = 3, BATCH = 50 };
typedef struct {
    int count;
    Model list[MAX_NETWORKS];
} Models;

// The network in a file or, where `file` is NULL, MAX_NETWORKS small ones,
// 784-100-50-10, trained on the digits, of which there must be BATCH, each from
// other initial weights: on the sample in a second. The memory is the caller's:
// models_free.
Models models_of(const char *file, Digits digits);
void models_free(Models *m);

// What a network says of a digit, and the chance that it gives to it.
typedef struct {
    int digit;
    double chance;
} Answer;
Answer read_pixels(Model *m, const uint8_t *pixels);

// ----------------------------------------------- measure_damages.c

// The whole picture, scaled to the field, dark for light.
void scale_alone(uint8_t pixels[PIXELS], Picture p);

// A picture's digit by all steps of this chapter; blank where it shows several or
// none.
void all_steps(uint8_t pixels[PIXELS], Picture p);

// Prints how many test digits are still read after each kind of damage: when they
// are only scaled, without the step of the strokes, or without each step alone, and
// with all steps.
void show_damages(Chapter *c, Models *m, bool each_step);

// --------------------------------------------- measure_certainty.c

// Prints, for several chances that an answer must have to be sure, how many of the
// digits held back get a sure answer, how many of these are right, and how many
// pictures of no digit get one; and writes them for the picture.
void show_thresholds(Chapter *c, Model *m, Digits held);

// ------------------------------------------------- measure_steps.c

// Writes for a picture a test digit with each of six kinds of damage, as it is on its
// sheet and scaled to the field.
void plot_damages(Chapter *c);

// Writes a row of the second of those sheets, lit from the right: each pixel's ink, the
// light found in it, and the ink without that light.
void plot_light(Chapter *c);

// Writes for the picture what each step makes of three test digits, each with two
// kinds of damage, and as what the network reads them, only scaled and at the end.
void plot_examples(Chapter *c, Model *m);

#endif
