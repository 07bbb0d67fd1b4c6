// Chapter 16: a training, the folder that it has, and the files in it.
#ifndef CHAPTER_RUN_H
#define CHAPTER_RUN_H

#include <stdbool.h>

#include "16_digit_classifier/checkpoint.h"
#include "16_digit_classifier/settings.h"
#include "common/files/output.h"
#include "common/files/run_folder.h"

// A training and all that belongs to it.
typedef struct {
    const Method *method;
    Settings settings;
    Digits train, test;
    char digest[DIGEST_SIZE], test_digest[DIGEST_SIZE]; // of each
    double scale;    // what pixels are divided by
    double accuracy; // on the digits that it is tested on; -1: not measured
    Trainer trainer;
    Progress progress;
    RunFolder folder;
    bool is_latest; // the folder, and it has a checkpoint
    char *checkpoint, *log, *model, *best, *frames; // the files in it
    Output log_copy, model_copy; // where --log and --model ask for them
} Run;

// Begins a run whose method and settings are read: loads the digits, and makes its
// folder and a new network. What cannot be read or written ends the program by fail.
// The memory is the caller's: run_end.
void run_begin(Run *r);

// The same for the run that the settings name: makes it what it was when its last
// checkpoint was written.
void run_resume(Run *r);
void run_end(Run *r);

// Logs an epoch, with silent[l] units silent in each hidden layer l, unless the log was
// begun without these columns.
void run_log(Run *r, int epoch, Score on_training, Score on_test,
             double seconds, const int *silent);

// Keeps a picture of the first layer, if the step is one after which that is done.
void run_note(Run *r);

// Writes a checkpoint. With the first, which is waited for, the folder becomes
// `latest`: that always leads to a run that can go on.
void run_save_checkpoint(Run *r);

// Writes the network as the best so far.
void run_save_best(Run *r);

// Completes the files of the run, and those that were asked for besides.
void run_save_all(Run *r);

#endif
