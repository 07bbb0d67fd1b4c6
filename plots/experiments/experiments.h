// The experiments: what each asks, and the variants that answer it.
#ifndef EXPERIMENTS_EXPERIMENTS_H
#define EXPERIMENTS_EXPERIMENTS_H

#include <stdbool.h>

enum { MAX_VARIANTS = 10 };

// Variants are compared with the first. Options are those of variant_read.
typedef struct {
    const char *name, *about;
    const char *options; // of all its variants
    struct {
        const char *label, *options;
    } variant[MAX_VARIANTS]; // up to the first without a label
    const char *data;        // NULL: MNIST
    bool is_final; // judged on test digits, which had no say in any choice
} Experiment;

extern const Experiment experiments[];
extern const int experiment_count;

#endif
