// Chapter 16: runs that differ in their seed alone, to be compared as one recipe.
#ifndef CHAPTER_RUN_GROUPS_H
#define CHAPTER_RUN_GROUPS_H

#include "16_digit_classifier/kept_run.h"

enum { MAX_NAME = 300, MAX_GROUPS = 4 }; // a picture has so many colors
typedef struct {
    int count;
    const KeptRun **run; // in the order of their seeds: those of a Runs
} Group;

// Makes groups of runs in the folder `parent` and returns how many there are, in the
// order of their first runs. Runs that are not done yet have no last epoch, by which one
// could judge: they are named and left out. Fails when a log is damaged, none is left, or
// there are too many recipes. The caller frees each group's `run`.
int groups_make(Group groups[MAX_GROUPS], const Runs *runs, const char *parent);

// Fails unless all were measured on the same digits.
void groups_expect_same_test(const Group *groups, int count);

// Writes the name of a group's runs without their seeds.
void group_name(char name[MAX_NAME], const Group *g);

#endif
