// Chapter 16: the subcommands of the program. Each takes the command line from
// its own name on and returns the exit status.
#ifndef CHAPTER_COMMANDS_H
#define CHAPTER_COMMANDS_H

#include "16_digit_classifier/classifier.h"

int command_train(int argc, char **argv);
int command_test(int argc, char **argv);
int command_classify(int argc, char **argv);
int command_runs(int argc, char **argv);
int command_compare(int argc, char **argv);

// This chapter's method, and the command `train` for it or for one's own.
Method plain_method(void);
int train_by(const Method *method, int argc, char **argv);

#endif
