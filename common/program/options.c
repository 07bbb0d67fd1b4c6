#include "common/program/options.h"

#include <getopt.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/ground/fail.h"
#include "common/program/streams.h"

enum {
    MAX_OPTIONS = 32,
    FIRST = 256 // option i is FIRST + i to getopt, which no letter is
};

Option option_int(const char *name, int *target, int min, int max,
                  const char *help)
{
    return (Option){name, "N", help, OPTION_INT, target, min, max, false};
}

Option option_real(const char *name, double *target, double min, double max,
                   const char *help)
{
    return (Option){name, "X", help, OPTION_REAL, target, min, max, false};
}

Option option_list(const char *name, NumberList *target, double min, double max,
                   const char *help)
{
    return (Option){name,   "X,X,...", help, OPTION_LIST,
                    target, min,       max,  false};
}

Option option_text(const char *name, const char *value, const char **target,
                   const char *help)
{
    return (Option){.name = name,
                    .value = value,
                    .help = help,
                    .kind = OPTION_TEXT,
                    .target = target};
}

Option option_flag(const char *name, bool *target, const char *help)
{
    return (Option){.name = name,
                    .value = "",
                    .help = help,
                    .kind = OPTION_FLAG,
                    .target = target};
}

// Appends x in the shortest form that reads as x.
static void append_number(char *text, double x)
{
    char number[32];
    int digits = 6;
    do
        snprintf(number, sizeof number, "%.*g", digits, x);
    while (strtod(number, NULL) != x && digits++ < 17);
    strcat(text, number);
}

void option_write(const Option *o, char text[OPTION_TEXT_SIZE])
{
    text[0] = '\0';
    if (o->kind == OPTION_INT) {
        snprintf(text, OPTION_TEXT_SIZE, "%d", *(int *)o->target);
    } else if (o->kind == OPTION_REAL) {
        append_number(text, *(double *)o->target);
    } else if (o->kind == OPTION_TEXT) {
        const char *word = *(const char **)o->target;
        snprintf(text, OPTION_TEXT_SIZE, "%s", word != NULL ? word : "none");
    } else if (o->kind == OPTION_FLAG) {
        strcpy(text, *(bool *)o->target ? "yes" : "no");
    } else {
        const NumberList *list = o->target;
        for (int i = 0; i < list->count; i++) {
            strcat(text, i > 0 ? "," : "");
            append_number(text, list->x[i]);
        }
    }
}

static void print_help(const char *program, const char *about,
                       const char *operands, const Option *options, int count)
{
    printf("%s\n\nUsage: %s [options]%s%s\n\nOptions:\n", about, program,
           operands[0] != '\0' ? " " : "", operands);
    for (int i = 0; i < count; i++) {
        char left[40];
        snprintf(left, sizeof left, "--%s %s", options[i].name,
                 options[i].value);
        char value[OPTION_TEXT_SIZE];
        option_write(&options[i], value);
        printf("  %-20s %s", left, options[i].help);
        if (options[i].kind == OPTION_FLAG)
            printf("\n");
        else if (options[i].kind == OPTION_TEXT)
            printf(" (default %s)\n", value);
        else
            printf(" (%.10g to %.10g, default %s)\n", options[i].min,
                   options[i].max, value);
    }
    printf("  %-20s %s\n", "--help", "print this and stop");
}

// Reads one number in the option's range from the start of text; returns what
// follows it.
static const char *read_number(const Option *o, const char *text,
                               const char *whole, double *value)
{
    char *end;
    *value = strtod(text, &end);
    bool is_whole = *value == floor(*value);
    if (end == text || !(*value >= o->min && *value <= o->max) ||
        (o->kind == OPTION_INT && !is_whole))
        fail_usage("--%s %s: must be %s from %.10g to %.10g", o->name, whole,
                   o->kind == OPTION_INT    ? "a whole number"
                   : o->kind == OPTION_LIST ? "numbers"
                                            : "a number",
                   o->min, o->max);
    return end;
}

static void expect_end(const Option *o, const char *rest, const char *whole)
{
    if (*rest != '\0')
        fail_usage("--%s %s: '%s' is not part of a number", o->name, whole,
                   rest);
}

static void read_list(const Option *o, const char *whole)
{
    NumberList list = {.count = 0};
    const char *rest = whole;
    do {
        if (list.count == MAX_NUMBERS)
            fail_usage("--%s %s: takes at most %d numbers", o->name, whole,
                       MAX_NUMBERS);
        if (list.count > 0)
            rest++; // the comma
        rest = read_number(o, rest, whole, &list.x[list.count++]);
    } while (*rest == ',');
    expect_end(o, rest, whole);
    *(NumberList *)o->target = list;
}

void option_read(Option *o, const char *text)
{
    double value;
    o->given = true;
    switch (o->kind) {
    case OPTION_INT:
        expect_end(o, read_number(o, text, text, &value), text);
        *(int *)o->target = (int)value;
        break;
    case OPTION_REAL:
        expect_end(o, read_number(o, text, text, &value), text);
        *(double *)o->target = value;
        break;
    case OPTION_TEXT:
        if (text[0] == '\0')
            fail_usage("--%s: its value is empty", o->name);
        *(const char **)o->target = text;
        break;
    case OPTION_LIST:
        read_list(o, text);
        break;
    case OPTION_FLAG:
        *(bool *)o->target = true;
        break;
    }
}

// Getopt takes a word that begins one name; this one begins several or none, or
// gives a value to one that takes none.
static _Noreturn void refuse(const char *word, const struct option *table)
{
    size_t length = strcspn(word + 2, "="), used = 0;
    char names[1000];
    int count = 0;
    for (; table->name != NULL && used < sizeof names; table++)
        if (strncmp(table->name, word + 2, length) == 0)
            used +=
                (size_t)snprintf(names + used, sizeof names - used, "%s--%s",
                                 count++ > 0 ? " or " : "", table->name);
    if (count > 1)
        fail_usage("%s: ambiguous: %s", word, names);
    if (count == 1)
        fail_usage("%s: takes no value", word);
    fail_usage("%s: no such option", word);
}

int options_parse(int argc, char **argv, const char *about,
                  const char *operands, Option *options, int count)
{
    struct option table[MAX_OPTIONS + 2] = {{0}};
    if (count > MAX_OPTIONS)
        fail_bug("options_parse: %d options are too many", count);
    for (int i = 0; i < count; i++)
        table[i] = (struct option){
            options[i].name,
            options[i].kind == OPTION_FLAG ? no_argument : required_argument,
            NULL, FIRST + i};
    table[count] = (struct option){"help", no_argument, NULL, FIRST + count};

    streams_begin();
    optind = 1; // of this line, whatever was read before
    int found;
    // The colon at the start asks for no messages but ours.
    while ((found = getopt_long(argc, argv, ":h", table, NULL)) >= FIRST ||
           found == 'h') {
        if (found == 'h' || found == FIRST + count) {
            print_help(argv[0], about, operands, options, count);
            exit(0);
        }
        option_read(&options[found - FIRST], optarg);
    }
    if (found == ':')
        fail_usage("%s: needs a value", argv[optind - 1]);
    // -x, perhaps amid others as in -xyz; 0 would be a long name
    if (found == '?' && optopt != 0 && optopt < FIRST)
        fail_usage("-%c: no such option", optopt);
    if (found == '?')
        refuse(argv[optind - 1], table);
    if (operands[0] == '\0' && optind < argc)
        fail_usage("%s: this program takes only options", argv[optind]);
    return optind;
}
