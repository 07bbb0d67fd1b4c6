// Command-line options: one table says what a program takes, and gives it
// parsing, range checks and --help.
//
//     int epochs = 40;
//     const char *data = "data/sample";
//     Option options[] = {
//         option_int("epochs", &epochs, 1, 10000, "passes over the data"),
//         option_text("data", "DIR", &data, "where the digits are"),
//     };
//     int first = options_parse(argc, argv, "Trains a network.", "",
//                               options, 2);
#ifndef COMMON_OPTIONS_H
#define COMMON_OPTIONS_H

#include <stdbool.h>

#include "common/numbers/number_list.h"

typedef enum {
    OPTION_INT,
    OPTION_REAL,
    OPTION_TEXT,
    OPTION_LIST,
    OPTION_FLAG
} OptionKind;

typedef struct {
    const char *name, *value, *help; // --name VALUE   help
    OptionKind kind;
    void *target;    // holds the default, is overwritten by a value
    double min, max; // allowed values, both ends included
    bool given;      // whether options_parse has read one
} Option;

Option option_int(const char *name, int *target, int min, int max,
                  const char *help);
Option option_real(const char *name, double *target, double min, double max,
                   const char *help);
Option option_list(const char *name, NumberList *target, double min, double max,
                   const char *help);
// Takes no value: when it is given, the target becomes true.
Option option_flag(const char *name, bool *target, const char *help);
Option option_text(const char *name, const char *value, const char **target,
                   const char *help);

// Reads --name VALUE and --name=VALUE; a name may be cut short as long as it
// begins no other. --help, or -h, prints `about`, the options and their
// defaults, and exits with status 0. A wrong option or value ends the program
// by fail_usage. `operands` says what may stand after the options,
// "" for nothing; returns the index in argv of the first operand.
int options_parse(int argc, char **argv, const char *about,
                  const char *operands, Option *options, int count);

// Reads one value as options_parse does, for an option that is kept somewhere else
// than on the command line.
void option_read(Option *o, const char *text);

// Writes an option's value, as it would be given, into text, which has room for
// OPTION_TEXT_SIZE bytes: numbers with as many digits as they need to be read as
// they are, "none" for a text that is NULL. Longer texts are cut.
enum { OPTION_TEXT_SIZE = 4096 };
void option_write(const Option *o, char text[OPTION_TEXT_SIZE]);

#endif
