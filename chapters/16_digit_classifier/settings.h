// Chapter 16: what a training is asked for on the command line.
#ifndef CHAPTER_SETTINGS_H
#define CHAPTER_SETTINGS_H

#include "16_digit_classifier/classifier.h"
#include "common/files/safetensors.h"
#include "common/program/options.h"

enum {
    MAX_OWN_SETTINGS = 8,
    SETTINGS = 17 + MAX_OWN_SETTINGS,
    MAX_RUN_NAME = 200
};

typedef struct {
    const Method *method;
    Recipe recipe;
    int hold_back; // training digits to test on, in place of the test digits
    int threads;   // 0: as many as there are processors
    const char *data;
    const char *runs;         // where the folders of runs are
    const char *resume;       // the folder of the run to go on with, or NULL
    bool goes_on;             // with the run of these settings, if there is one
    const char *log, *model;  // where they go besides, or NULL
    Option options[SETTINGS]; // all of these, by the names that they have there
    int count, of_result; // how many; and how many, the first, give the result
    char usual[SETTINGS][OPTION_TEXT_SIZE];  // what they are unless given
    char values[SETTINGS][OPTION_TEXT_SIZE]; // as a checkpoint has them
    char texts[SETTINGS][OPTION_TEXT_SIZE];  // as settings_about writes them
} Settings;

// Reads the command line of `train` by a method into s, which must stay where it is. A wrong
// setting ends the program by fail_usage.
void settings_read(Settings *s, const Method *method, int argc, char **argv);

// Where there is a run of just these settings already, names it as the one to go on
// with.
void settings_find_run(Settings *s);

// Takes the settings of a run from its checkpoint, but for those that may change
// when it goes on (epochs, threads, where the data are) and were given. Others that
// were given end the program by fail_usage.
void settings_resume(Settings *s, const Safetensors *checkpoint,
                     const char *path);

// Writes into `about` the settings that the result depends on, and returns how
// many. They live as long as s does.
int settings_about(Settings *s, Metadata about[SETTINGS + 1]);

// Writes the name of the run: the data, the seed, and what else differs from the
// recipe, as in mnist-seed-1-epochs-5.
void settings_name(const Settings *s, char name[MAX_RUN_NAME]);

#endif
