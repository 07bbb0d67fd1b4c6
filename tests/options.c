// common/program/options.c: every kind of option, in both forms, good and bad.
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "common/program/options.h"
#include "expect.h"

typedef struct {
    const char *operands; // what the program says it takes
    char words[128];      // the command line after the program's name
} CommandLine;

// Cuts the words apart at each space; two spaces have an empty word between.
static int split(char *words, char **argv)
{
    int argc = 0;
    argv[argc++] = (char *)"program";
    if (words[0] != '\0')
        argv[argc++] = words;
    for (char *c = words; *c != '\0'; c++)
        if (*c == ' ') {
            *c = '\0';
            argv[argc++] = c + 1;
        }
    argv[argc] = NULL;
    return argc;
}

// A program with an option of each kind that prints what it was given.
static void program(void *context)
{
    CommandLine *line = context;
    char *argv[20];
    int argc = split(line->words, argv);

    int epochs = 40;
    double alpha = 0.001;
    NumberList hidden = {2, {400, 100}};
    const char *data = "data/sample";
    int size = 0;
    bool steps = false;
    Option options[] = {
        option_int("epochs", &epochs, 1, 2147483647, "passes over the data"),
        option_real("alpha", &alpha, 0, 10, "learning rate"),
        option_list("hidden", &hidden, 1, 4096, "units of the hidden layers"),
        option_text("data", "DIR", &data, "where the digits are"),
        option_int("data-size", &size, 0, 9, "how many they are"),
        option_flag("steps", &steps, "draw each step"),
    };
    int first =
        options_parse(argc, argv, "Does nothing.", line->operands, options, 6);
    printf("%d %g %s", epochs, alpha, data);
    for (int i = 0; i < hidden.count; i++)
        printf(" %g", hidden.x[i]);
    for (; first < argc; first++)
        printf(" [%s]", argv[first]);
    if (size > 0)
        printf(" %d", size);
    if (steps)
        printf(" by steps");
}

static Result given(const char *operands, const char *words)
{
    CommandLine line = {.operands = operands};
    strcpy(line.words, words);
    return run_action(program, &line);
}

// A program that takes operands must understand the words like this.
static void expect_values(const char *words, const char *printed)
{
    Result r = given("FILE...", words);
    expect_success(r);
    cr_assert(strcmp(r.out, printed) == 0, "'%s' instead of '%s'", r.out,
              printed);
}

// A program without operands must refuse the words for this reason.
static void expect_refusal(const char *words, const char *reason)
{
    Result r = given("", words);
    expect_failure(r, 2, reason, "see --help", NULL);
    cr_assert(r.out[0] == '\0', "it went on: %s", r.out);
}

Test(options, keep_their_defaults)
{
    expect_values("", "40 0.001 data/sample 400 100");
}

Test(options, take_the_next_word)
{
    expect_values("--epochs 7 --alpha 0.5 --hidden 30,20,10 --data mine",
                  "7 0.5 mine 30 20 10");
}

Test(options, take_what_follows_the_equals_sign)
{
    expect_values("--data x", "40 0.001 x 400 100");
    expect_values("--epochs=7 --alpha=5e-1 --hidden=30 --data=my=own",
                  "7 0.5 my=own 30");
}

Test(options, are_read_of_one_line_after_another)
{
    int epochs = 0;
    Option options[] = {option_int("epochs", &epochs, 1, 100, "")};
    for (int i = 1; i <= 3; i++) {
        char words[] = "--epochs 7 a b c", *argv[9];
        words[9] = (char)('0' + i);
        int argc = split(words, argv);
        cr_assert(options_parse(argc, argv, "", "NAME...", options, 1) == 3);
        cr_assert_eq(epochs, i);
    }
}

Test(options, may_take_no_value)
{
    expect_values("--steps x", "40 0.001 data/sample 400 100 [x] by steps");
    expect_values("--st --epochs 7", "7 0.001 data/sample 400 100 by steps");
    expect_refusal("--steps=yes", "--steps=yes: takes no value");
}

Test(options, may_be_abbreviated)
{
    expect_values("--epo 7", "7 0.001 data/sample 400 100");
    expect_values("--data- 7", "40 0.001 data/sample 400 100 7");
}

Test(options, may_not_be_abbreviated_to_the_start_of_several)
{
    expect_refusal("--dat 7", "--dat: ambiguous: --data or --data-size");
    expect_refusal("--d=7", "--d=7: ambiguous: --data or --data-size");
    expect_refusal("--h 7", "--h: ambiguous: --hidden or --help");
    expect_refusal("--=7", "ambiguous: --epochs or --alpha or --hidden or "
                           "--data or --data-size or --steps or --help");
}

Test(options, may_be_the_start_of_another)
{
    expect_values("--data mine", "40 0.001 mine 400 100");
}

Test(options, take_the_last_of_several_values)
{
    expect_values("--epochs 7 --epochs 8", "8 0.001 data/sample 400 100");
}

Test(options, take_both_ends_of_their_range)
{
    expect_values("--epochs 1 --alpha 0 --hidden 1,4096",
                  "1 0 data/sample 1 4096");
    expect_values("--epochs 2147483647 --alpha 10",
                  "2147483647 10 data/sample 400 100");
}

Test(options, leave_the_operands)
{
    expect_values("a --epochs 7 b", "7 0.001 data/sample 400 100 [a] [b]");
    expect_values("-- --epochs", "40 0.001 data/sample 400 100 [--epochs]");
}

Test(options, for_whole_numbers_refuse_everything_else)
{
    expect_refusal("--epochs x", "--epochs x: must be a whole number");
    expect_refusal("--epochs 1.5", "a whole number from 1 to 2147483647");
    expect_refusal("--epochs 7x", "--epochs 7x: 'x' is not part of a number");
    expect_refusal("--epochs 0", "from 1 to 2147483647");
    expect_refusal("--epochs -3", "--epochs -3");
    expect_refusal("--epochs 2147483648", "from 1 to 2147483647");
    expect_refusal("--epochs 99999999999999999999", "from 1");
    expect_refusal("--epochs nan", "--epochs nan");
    expect_refusal("--epochs inf", "--epochs inf");
    expect_refusal("--epochs=", "a whole number");
    expect_refusal("--epochs ", "a whole number");
}

Test(options, for_numbers_refuse_everything_else)
{
    expect_refusal("--alpha x", "--alpha x: must be a number from 0 to 10");
    expect_refusal("--alpha 0.1.2", "'.2' is not part of a number");
    expect_refusal("--alpha 0,1", "',1' is not part of a number");
    expect_refusal("--alpha -0.1", "from 0 to 10");
    expect_refusal("--alpha 10.001", "from 0 to 10");
    expect_refusal("--alpha 1e999", "from 0 to 10");
    expect_refusal("--alpha nan", "--alpha nan");
    expect_refusal("--alpha inf", "--alpha inf");
    expect_refusal("--alpha=", "must be a number");
}

Test(options, for_lists_refuse_everything_else)
{
    expect_refusal("--hidden x", "--hidden x: must be numbers from 1 to 4096");
    expect_refusal("--hidden 10,", "--hidden 10,: must be numbers");
    expect_refusal("--hidden ,10", "must be numbers");
    expect_refusal("--hidden 10,,10", "must be numbers");
    expect_refusal("--hidden 10,0", "from 1 to 4096");
    expect_refusal("--hidden 10,nan", "must be numbers");
    expect_refusal("--hidden 10;20", "';20' is not part of a number");
    expect_refusal("--hidden 1,2,3,4,5,6,7,8,9",
                   "--hidden 1,2,3,4,5,6,7,8,9: takes at most 8 numbers");
    expect_refusal("--hidden=", "must be numbers");
}

Test(options, for_texts_refuse_an_empty_one)
{
    expect_refusal("--data=", "--data: its value is empty");
    expect_refusal("--data ", "--data: its value is empty");
}

Test(options, that_are_unknown_are_named)
{
    expect_refusal("--speed 7", "--speed: no such option");
    expect_refusal("--epochs 7 --speed=7", "--speed=7: no such option");
    expect_refusal("-x", "-x: no such option");
    expect_refusal("--epochs 7 -xyz", "-x: no such option");
    expect_refusal("--help=yes", "--help=yes: takes no value");
}

Test(options, without_their_value_are_named)
{
    expect_refusal("--epochs", "--epochs: needs a value");
    expect_refusal("--alpha 1 --data", "--data: needs a value");
}

Test(options, are_all_that_a_program_without_operands_takes)
{
    expect_refusal("7", "7: this program takes only options");
    expect_refusal("--epochs 7 more", "more: this program takes only options");
    expect_success(given("", "--epochs 7"));
    expect_values("x", "40 0.001 data/sample 400 100 [x]");
    expect_success(given("X", "x")); // an operand with a short name
}

Test(options, and_their_defaults_are_what_help_prints)
{
    Result r = given("FILE...", "--epochs 7 --help");
    expect_success(r);
    const char *texts[] = {
        "Does nothing.\n",
        "Usage: program [options] FILE...\n",
        "--epochs N ",
        "passes over the data (1 to 2147483647, default 7)\n",
        "--alpha X ",
        "learning rate (0 to 10, default 0.001)\n",
        "--hidden X,X,... ",
        "units of the hidden layers (1 to 4096, default 400,100)\n",
        "--data DIR ",
        "where the digits are (default data/sample)\n",
        "--steps              draw each step\n",
        "--help "};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        cr_assert(strstr(r.out, texts[i]) != NULL, "'%s' is not in: %s",
                  texts[i], r.out);
    int lines = 0;
    for (const char *c = r.out; *c != '\0'; c++)
        lines += *c == '\n';
    cr_assert(lines == 12, "%d lines: %s", lines, r.out);
}

Test(options, and_operands_are_what_usage_names)
{
    const char *operands[] = {"", "X"};
    const char *usage[] = {"Usage: program [options]\n",
                           "Usage: program [options] X\n"};
    for (int i = 0; i < 2; i++) {
        Result r = given(operands[i], "-h");
        expect_success(r);
        cr_assert(strstr(r.out, usage[i]) != NULL, "'%s' is not in: %s",
                  usage[i], r.out);
    }
}

// ------------------------------------------------------------- many and none

enum { MAX_OPTIONS = 32, LONG_NAME = 40 };

typedef struct {
    int count;
    const char *word;
} ManyOptions;

// A program with so many options, whose names are long and begin alike.
static void program_of_many(void *context)
{
    const ManyOptions *many = context;
    static char names[MAX_OPTIONS + 1][LONG_NAME + 1];
    int values[MAX_OPTIONS + 1] = {0};
    Option options[MAX_OPTIONS + 1];
    for (int i = 0; i < many->count; i++) {
        snprintf(names[i], sizeof names[i], "%0*d", LONG_NAME, 100 + i);
        options[i] = option_int(names[i], &values[i], 0, 9, "nothing");
    }
    char program[] = "program", word[100];
    snprintf(word, sizeof word, "%s", many->word);
    char *argv[] = {program, word, NULL};
    options_parse(2, argv, "Does nothing.", "", options, many->count);
    printf("%d", values[many->count - 1]);
}

static Result given_many(int count, const char *word)
{
    return run_action(program_of_many, &(ManyOptions){count, word});
}

Test(options, may_be_many)
{
    Result r =
        given_many(MAX_OPTIONS, "--0000000000000000000000000000000000000131=7");
    expect_success(r);
    cr_assert_str_eq(r.out, "7");
}

Test(options, that_are_too_many_are_refused)
{
    expect_failure(given_many(MAX_OPTIONS + 1, "--help"), 128 + SIGABRT,
                   "33 options are too many", NULL);
}

// All names would not fit into a message.
Test(options, that_are_meant_by_many_are_cut_short)
{
    Result r = given_many(MAX_OPTIONS, "--0=7");
    expect_failure(r, 2, "--0=7: ambiguous: --0", "100 or --0", NULL);
    cr_assert(strlen(r.err) < 1100, "%zu bytes", strlen(r.err));
}

Test(options, may_be_none)
{
    expect_failure(given_many(0, "--help=yes"), 2, "--help=yes: takes no value",
                   NULL);
}

static void help_into_a_full_disk(void *context)
{
    fill_disk();
    program_of_many(context);
}

Test(options, and_help_that_cannot_be_written_are_reported)
{
    ManyOptions many = {MAX_OPTIONS, "--help"};
    expect_failure(run_action(help_into_a_full_disk, &many), 1,
                   "standard output cannot be written", NULL);
}

// An option's value as written must be this, and be read as the same number.
static void expect_written(Option *o, const char *expected)
{
    char text[OPTION_TEXT_SIZE] = "what was there before";
    option_write(o, text);
    cr_assert_str_eq(text, expected);
}

Test(option_write, gives_numbers_as_many_digits_as_they_need)
{
    double x;
    Option o = option_real("x", &x, -1e300, 1e300, "");
    static const struct {
        double x;
        const char *text;
    } cases[] = {{0, "0"},
                 {0.005, "0.005"},
                 {1e-5, "1e-05"},
                 {1.0 / 3, "0.3333333333333333"},
                 {0.1 + 0.2, "0.30000000000000004"},
                 {-1234567, "-1234567"},
                 {1e6, "1e+06"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        x = cases[i].x;
        expect_written(&o, cases[i].text);
        x = 9;
        option_read(&o, cases[i].text);
        cr_assert(x == cases[i].x);
    }
}

Test(option_write, writes_every_kind_as_it_is_read)
{
    int n = 1234567;
    const char *text = NULL;
    NumberList list = {3, {400, 0.1, 2e9}}, read = {0};
    Option number = option_int("n", &n, 0, 2000000000, "");
    expect_written(&number, "1234567");
    Option word = option_text("word", "W", &text, "");
    expect_written(&word, "none");
    option_read(&word, "some");
    expect_written(&word, "some");
    Option numbers = option_list("list", &list, 0, 1e10, "");
    expect_written(&numbers, "400,0.1,2e+09");
    numbers.target = &read;
    option_read(&numbers, "400,0.1,2000000000");
    cr_assert(memcmp(&list, &read, sizeof list) == 0);
    bool yes = false;
    Option flag = option_flag("flag", &yes, "");
    expect_written(&flag, "no");
    option_read(&flag, NULL);
    expect_written(&flag, "yes");
}

Test(option_write, cuts_what_is_too_long)
{
    char text[OPTION_TEXT_SIZE], path[OPTION_TEXT_SIZE + 9];
    memset(path, 'x', sizeof path);
    path[sizeof path - 1] = '\0';
    const char *value = path;
    Option o = option_text("path", "P", &value, "");
    option_write(&o, text);
    cr_assert(strlen(text) == OPTION_TEXT_SIZE - 1);
}

Test(option_read, notes_that_the_option_was_given)
{
    int n = 1;
    double x = 1;
    NumberList list = {1, {1}};
    const char *text = "1";
    bool yes = true;
    Option all[] = {
        option_int("n", &n, 0, 9, ""), option_real("x", &x, 0, 9, ""),
        option_list("list", &list, 0, 9, ""),
        option_text("text", "T", &text, ""), option_flag("yes", &yes, "")};
    for (int i = 0; i < 5; i++) {
        cr_assert(!all[i].given);
        option_read(&all[i], "5");
        cr_assert(all[i].given);
    }
    cr_assert(n == 5 && x == 5 && list.x[0] == 5);
}
