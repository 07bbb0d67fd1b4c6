// Chapter 21: pictures to measure by: digits as a pen writes them, damage to
// them, and what is no digit.
#ifndef CHAPTER_PICTURE_MEASURE_H
#define CHAPTER_PICTURE_MEASURE_H

#include "common/files/picture.h"
#include "common/numbers/random.h"

// A digit of MNIST as a pen writes it, black on white, each of its pixels STEP x
// STEP large. `thin` draws it with a pen two pixels wide. The caller frees it by
// picture_free, as all that follow.
enum { STEP = 4, SIDE = STEP * DIGIT_SIDE };
Picture written_digit(const uint8_t *digit, bool thin);

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

#endif
