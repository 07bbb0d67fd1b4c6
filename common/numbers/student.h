// Whether one of two recipes is better, or was only lucky: Student's t-test on
// pairs. chapters/comparing.md explains it.
#ifndef COMMON_STUDENT_H
#define COMMON_STUDENT_H

#include <stdbool.h>

// The chance that Student's t, of `freedom` degrees of freedom, at least 1, lies
// between -t and t. Source: Abramowitz, Stegun, Handbook of Mathematical Functions,
// 26.7.3 and 26.7.4.
double student_within(double t, int freedom);

// The inverse: the t between whose minus and plus it lies with this chance, which
// is above 0 and below 1.
double student_limit(double chance, int freedom);

enum { MAX_NEEDED = 1000 };

typedef struct {
    double mean;   // of b - a
    double margin; // the true mean lies within mean +- margin, in 95 % of cases
    bool is_shown; // that it is not 0
    int needed; // pairs with which four in five tries would show such a mean;
                // MAX_NEEDED + 1: more than MAX_NEEDED
} Difference;

// How far b[i] lies above a[i] for `count` pairs, at least 2.
Difference paired_difference(const double *a, const double *b, int count);

#endif
