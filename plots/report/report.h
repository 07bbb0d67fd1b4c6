// The report of a run: its numbers as files that gnuplot draws, and what one sees in
// each picture in words.
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "16_digit_classifier/kept_run.h"
#include "16_digit_classifier/model.h"
#include "common/files/output.h"

enum { CAPACITY = 256 }; // digits that the network reads at a time

typedef struct {
    const char *folder; // of the run
    const char *to;     // the folder for the numbers
    KeptRun run;
    Model model;
    int steps;        // of the training
    Digits digits;    // that the run is measured on, in its order
    const char *kind; // which: "test" or "held-back"
    int *answer;      // to each
    double *chance;   // that the network gave its answer
    bool *is_right;   // whether it is that of the label
    Output words;     // lines of a picture's name, what it is, and a text
} Report;

// Opens a file for numbers. To be ended by output_close.
Output report_file(const Report *r, const char *name);

// Says something of a picture; `what` is its
//   title  a heading; pictures come in the order of their first words
//   text   what one sees, for everybody
//   alt    the same for those who do not see it
void say(Report *r, const char *picture, const char *what, const char *format,
         ...) __attribute__((format(printf, 4, 5)));

// Fills in the answers to all digits.
void read_digits(Report *r);

// Each writes the numbers of a picture, and words.
void report_run(Report *r);
void report_curves(Report *r);
void report_confusion(Report *r);
void report_mistakes(Report *r);
void report_calibration(Report *r);
void report_changes(Report *r);
void report_units(Report *r);
void report_frames(Report *r);
void report_silent(Report *r);
void report_space(Report *r);

// A column of the run's log: writes its number of the first epoch and of the last, and to
// a stream, unless that is NULL, a line for each epoch. Returns whether there is such a
// column.
bool log_column(const Report *r, const char *name, FILE *stream, double *first,
                double *last);

#endif
