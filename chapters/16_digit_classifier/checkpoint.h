// Chapter 16: all that a training needs to go on as if it had never stopped.
#ifndef CHAPTER_CHECKPOINT_H
#define CHAPTER_CHECKPOINT_H

#include <stdbool.h>

#include "16_digit_classifier/classifier.h"
#include "16_digit_classifier/frames.h"
#include "common/files/safetensors.h"

// How far a training has come.
typedef struct {
    int epochs;    // complete ones
    int position;  // how many digits of the next were trained on
    double best;   // highest accuracy on held-back digits so far, or -1
    char *log;     // the curves so far, as CSV: malloc'd
    Frames frames; // the first layer so far
} Progress;

// Writes a checkpoint to `path` and the curves to `log_path` while the training
// goes on: copies what it needs and returns at once. Before both it writes the
// pictures of p->frames, if there are new ones, which then are not new any more. A
// checkpoint that is still being written is waited for. Parameters must be finite.
// Fails, perhaps later, when a file cannot be written; what was there before is then
// still there.
//   about  what the file says besides: how the training was asked for
void checkpoint_write(const char *path, const char *log_path, const Trainer *t,
                      Progress *p, const Metadata *about, int count);

// Whether one is being written now, by a thread that needs a processor for it.
bool checkpoint_is_being_written(void);

// Waits until all that was written is in its place.
void checkpoint_wait(void);

// Reads a checkpoint. Fails, naming the file, when it is none. What it says
// besides is found by safetensors_metadata.
Safetensors checkpoint_read(const char *path, Progress *p);

// Makes t, new and for the same recipe and data, what it was at the checkpoint that
// checkpoint_read has read. Fails, naming the file, when it is for another network.
void checkpoint_restore(Trainer *t, const Progress *p, const Safetensors *file,
                        const char *path);

// Adds a line to the curves.
void progress_log(Progress *p, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
