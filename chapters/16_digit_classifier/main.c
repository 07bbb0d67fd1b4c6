// Chapter 16: all of it on MNIST: curves, mistakes, and your own digits.
#include <stdio.h>
#include <string.h>

#include "16_digit_classifier/commands.h"
#include "common/ground/fail.h"
#include "common/program/streams.h"
#include "common/program/threads.h"

static const struct {
    const char *name, *help;
    int (*run)(int argc, char **argv);
} commands[] = {
    {"train", "trains a network and saves it", command_train},
    {"test", "measures a saved network and shows its mistakes", command_test},
    {"classify", "reads pictures of digits", command_classify},
    {"runs", "lists what trainings have left", command_runs},
    {"compare", "says which recipe is better, and how sure that is",
     command_compare},
};

enum { COMMANDS = sizeof commands / sizeof commands[0] };

static void print_help(FILE *stream, const char *program)
{
    fprintf(stream,
            "Chapter 16, the digit classifier: 784-400-100-10, from scratch."
            "\n\nUsage: %s COMMAND [options]\n\nCommands:\n",
            program);
    for (int i = 0; i < COMMANDS; i++)
        fprintf(stream, "  %-10s %s\n", commands[i].name, commands[i].help);
    fprintf(stream, "\n%s COMMAND --help lists a command's options.\n",
            program);
}

int main(int argc, char **argv)
{
    streams_begin();
    threads_begin(argv);
    if (argc < 2) {
        print_help(stderr, argv[0]);
        return 2;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        print_help(stdout, argv[0]);
        return 0;
    }
    for (int i = 0; i < COMMANDS; i++)
        if (strcmp(argv[1], commands[i].name) == 0) {
            char usage[1000]; // what the command's own help calls it
            snprintf(usage, sizeof usage, "%s %s", argv[0], argv[1]);
            argv[1] = usage;
            return commands[i].run(argc - 1, argv + 1);
        }
    fail_usage("%s: no such command", argv[1]);
}
