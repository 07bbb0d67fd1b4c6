// Chapter 20: how well a network reads digits that were changed.
#ifndef CHAPTER_ROBUSTNESS_H
#define CHAPTER_ROBUSTNESS_H

#include "12_backpropagation/backpropagation.h"
#include "common/files/digits.h"

// A change that a person would hardly mind.
typedef struct {
    const char *words;
    enum { NONE, MOVED, TURNED, SIZED, THINNER, THICKER, NOISY, UPSTROKE } kind;
    // in pixels, degrees, times as large, a share of full ink, of the height of a 1
    double amount;
} Change;

enum { CHANGES = 16 };
extern const Change changes[CHANGES];

// In how many ways a change is made: 4 where a digit is moved right, left, down or
// up, 2 where it is turned left or right, else 1.
int ways_of(Change c);

// Changes each digit of `from` in one of the ways, counted from 0, into `to`, which
// has as many and shares no memory with it. Labels are copied.
void change_digits(Digits to, Digits from, Change c, int way);

// The share of the digits, in percent, that the network reads when they are changed:
// the mean over the ways.
double changed_accuracy(Network *net, Digits digits, double scale, Change c);

#endif
