// Chapter 16: what a run has left in its folder, to be listed and compared.
#ifndef CHAPTER_KEPT_RUN_H
#define CHAPTER_KEPT_RUN_H

#include <stdbool.h>

typedef struct {
    double loss, accuracy; // on the digits that the run is tested on
} Measured;

typedef struct {
    char *name;              // of its folder
    struct json_t *settings; // what its result depends on
    int seed, epochs;        // epochs that were asked for
    int hold_back;           // digits held back for the test; 0: test digits
    int count;               // epochs in its log
    Measured *epoch;         // of each
    double best, seconds;    // highest accuracy; all epochs together
    char fault[300];         // what is wrong with its log; "": nothing
} KeptRun;

// Reads the run in a folder. Fails, naming the file, when it has no checkpoint that
// can be read. The memory is the caller's: kept_run_free.
KeptRun kept_run_read(const char *folder);
void kept_run_free(KeptRun *r);

// A setting of the run, as its option would have it, or "?" where there is none.
const char *kept_run_setting(const KeptRun *r, const char *name);

// Whether its last epoch is in the log.
bool kept_run_is_complete(const KeptRun *r);

// Whether two runs differ in nothing that their results depend on, but for the seed.
bool kept_runs_are_alike(const KeptRun *a, const KeptRun *b);

// Prints which digits it is tested on.
void print_tested_on(const KeptRun *r);

typedef struct {
    int count;
    KeptRun *run;
} Runs;

// Adds the runs in the folder `parent` that have this name or fit this pattern, or
// the one whose name begins so; each once. Fails where none does, or several begin so.
// The memory is the caller's: runs_free.
void runs_add(Runs *runs, const char *parent, const char *name);
void runs_free(Runs *runs);

#endif
