// common/program/chapter.c: how chapter programs begin, draw and end.
#include "common/program/chapter.h"

#include <criterion/criterion.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "expect.h"

TestSuite(chapter, .init = scratch_enter, .fini = scratch_leave);

// The command line of a program that has `count` options of its own, of which
// it prints the first.
typedef struct {
    char *arguments[8];
    int count;
} CommandLine;

static void run_chapter(void *context)
{
    CommandLine *line = context;
    int argc = 0, times[9] = {3, 3, 3, 3, 3, 3, 3, 3, 3};
    while (line->arguments[argc] != NULL)
        argc++;
    Option own[9];
    for (int i = 0; i < 9; i++) {
        static const char names[] = "a\0b\0c\0d\0e\0f\0g\0h\0i";
        own[i] = option_int(names + 2 * i, &times[i], 1, 9, "times");
    }
    Chapter c =
        chapter_begin(argc, line->arguments, "Shows it.", own, line->count);
    printf("%d training and %d test digits, a %d, last %d\n", c.train.count,
           c.test.count, times[0], times[line->count - 1]);
    chapter_end(&c);
    if (c.train.pixels != NULL || c.test.pixels != NULL)
        printf("digits are left\n");
}

Test(chapter, takes_the_sample_and_its_own_options)
{
    CommandLine line = {{"program", "--a", "5", "--h=7", NULL}, 8};
    Result r = run_action(run_chapter, &line);
    expect_success(r);
    cr_assert_str_eq(r.out,
                     "2000 training and 1000 test digits, a 5, last 7\n");
}

Test(chapter, says_what_it_takes)
{
    CommandLine line = {{"program", "--help", NULL}, 1};
    Result r = run_action(run_chapter, &line);
    expect_success(r);
    cr_assert(strstr(r.out, "Shows it.") != NULL);
    cr_assert(strstr(r.out, "--data DIR") != NULL);
    cr_assert(strstr(r.out, "data/sample") != NULL);
    cr_assert(strstr(r.out, "--picture FILE") != NULL);
    cr_assert(strstr(r.out, "--a ") != NULL);
}

Test(chapter, takes_nothing_but_options)
{
    CommandLine line = {{"program", "extra", NULL}, 1};
    expect_failure(run_action(run_chapter, &line), 2, "extra", NULL);
}

Test(chapter, cannot_have_more_options_than_fit)
{
    CommandLine line = {{"program", NULL}, 9};
    expect_failure(run_action(run_chapter, &line), 128 + SIGABRT,
                   "9 options are too many", NULL);
}

static void write_idx(const char *name, int dimensions, int count)
{
    static char file[16 + 600 * PIXELS];
    char header[16] = {0,
                       0,
                       8,
                       (char)dimensions,
                       0,
                       0,
                       (char)(count >> 8),
                       (char)count,
                       0,
                       0,
                       0,
                       28,
                       0,
                       0,
                       0,
                       28};
    size_t length = 4 + 4 * (size_t)dimensions;
    size_t size = (size_t)count * (dimensions == 1 ? 1 : PIXELS);
    memset(file, 0, sizeof header);
    memcpy(file, header, length);
    scratch_write(name, file, length + size);
}

// Runs a chapter program on so many blank digits.
static Result run_with(int training, int test)
{
    static Path directory;
    directory = in_scratch("");
    write_idx("train-images-idx3-ubyte", 3, training);
    write_idx("train-labels-idx1-ubyte", 1, training);
    write_idx("t10k-images-idx3-ubyte", 3, test);
    write_idx("t10k-labels-idx1-ubyte", 1, test);
    CommandLine line = {{"program", "--data", directory.text, NULL}, 1};
    return run_action(run_chapter, &line);
}

Test(chapter, needs_500_training_and_100_test_digits)
{
    Result r = run_with(500, 100);
    expect_success(r);
    cr_assert_str_eq(r.out, "500 training and 100 test digits, a 3, last 3\n");
    expect_failure(run_with(499, 100), 1, "has 499 training and 100 test",
                   "needs 500 and 100", NULL);
    expect_failure(run_with(500, 99), 1, "has 500 training and 99 test", NULL);
}

Test(chapter, completes_its_picture_at_the_end)
{
    Chapter c = {.plot = plot_open(in_scratch("data").text)};
    fputs("1 2\n", c.plot.stream);
    cr_assert(!scratch_has("data"));
    chapter_end(&c);
    cr_assert(scratch_holds("data", "1 2\n"));
}

Test(over_seeds, gives_mean_and_standard_deviation)
{
    // distances -3, -1, -1, 5 from the mean: squares 36, divided by 3
    Seeds s = over_seeds((double[]){1, 3, 3, 9}, 4);
    cr_assert(fabs(s.mean - 4) < 1e-12, "the mean is %.4g", s.mean);
    cr_assert(fabs(s.spread - sqrt(12)) < 1e-12, "the spread is %.4g",
              s.spread);
}
