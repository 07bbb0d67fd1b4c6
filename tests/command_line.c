// The programs as a user meets them: run, given bad input, interrupted.
#include "expect.h"

#include <criterion/criterion.h>
#include <glob.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define CLASSIFIER "16_digit_classifier"
#define SMALL "--hidden 20 --keep 1 --data data/sample"

TestSuite(programs, .init = scratch_enter, .fini = scratch_leave,
          .timeout = 900);
TestSuite(plot_data, .init = scratch_enter, .fini = scratch_leave,
          .timeout = 900);
TestSuite(train, .init = scratch_enter, .fini = scratch_leave, .timeout = 900);
TestSuite(model_commands, .init = scratch_enter, .fini = scratch_leave,
          .timeout = 900);

// Trains a small network for so many epochs into the scratch directory.
static Result train(int epochs, const char *options)
{
    return run_command(CLASSIFIER " train " SMALL
                                  " --epochs %d --runs %s --log %s --model %s "
                                  "%s",
                       epochs, in_scratch("runs").text, in_scratch("log").text,
                       in_scratch("model").text, options);
}

// Expects a command that writes to "$full", where no space is left, to fail and
// to name what it could not write. Only Linux has /dev/full; elsewhere a file
// may have no more than a block.
static void expect_full_disk(const char *command, const char *name)
{
    Result r = run_command("full=/dev/full; [ -c $full ] || "
                           "{ full=%s; trap '' XFSZ; ulimit -f 1; }; %s",
                           in_scratch("full").text, command);
    expect_failure(r, 1, name, "cannot be written", NULL);
}

static void expect_contains(const char *text, const char *part)
{
    cr_assert(strstr(text, part) != NULL, "no '%s' in:\n%s", part, text);
}

static int count_lines(const char *path)
{
    FILE *file = fopen(path, "r");
    int lines = 0;
    for (int c; (c = getc(file)) != EOF;)
        lines += c == '\n';
    fclose(file);
    return lines;
}

Test(programs, explain_themselves_and_refuse_what_they_do_not_know)
{
    glob_t found;
    glob("chapters/[0-9][0-9]_*", 0, NULL, &found);
    cr_assert(found.gl_pathc >= 16);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char program[80];
        strcpy(program, strchr(found.gl_pathv[i], '/') + 1);
        bool is_classifier = strcmp(program, CLASSIFIER) == 0;
        if (is_classifier)
            strcat(program, " train");
        Result help = run_command("%s --help", program);
        expect_success(help);
        expect_contains(help.out, "Usage: ");
        expect_contains(help.out, is_classifier ? "Trains " : "Chapter ");
        expect_failure(run_command("%s --nonsense", program), 2, "--nonsense",
                       "--help", NULL);
        expect_failure(run_command("%s --data", program), 2, "--data", NULL);
        expect_failure(run_command("%s --data data/none", program), 1,
                       "data/none", NULL);
        expect_failure(run_command("%s extra", program), 2, "extra", NULL);
        if (!is_classifier)
            expect_failure(run_command("%s --picture none/data", program), 1,
                           "none/data", NULL);
    }
    globfree(&found);
}

Test(plot_data, is_written_in_named_blocks)
{
    expect_success(run_command("07_gradient_descent --picture %s",
                               in_scratch("data").text));
    cr_assert_str_eq(scratch_names().text, "data");
    Result r = run_command("cat %s", in_scratch("data").text);
    expect_contains(r.out, "\n\n\n# valley\n-4 -4 ");
}

Test(plot_data, is_not_left_half_written_on_a_full_disk)
{
    expect_full_disk("07_gradient_descent --picture $full >/dev/null", "full");
}

Test(programs, say_that_a_disk_is_full)
{
    expect_full_disk("02_relu >$full", "standard output");
    expect_full_disk(CLASSIFIER " --help >$full", "standard output");
    expect_full_disk(CLASSIFIER " train --help >$full", "standard output");
}

Test(programs, name_the_command_that_is_missing)
{
    Result r = run_command(CLASSIFIER);
    cr_assert(r.status == 2);
    expect_contains(r.err, "classify");
    expect_failure(run_command(CLASSIFIER " tarin"), 2, "tarin", NULL);
    expect_failure(run_command(CLASSIFIER " test --what"), 2, "--what", NULL);
    expect_failure(run_command(CLASSIFIER " classify"), 2, "picture", NULL);
}

Test(train, writes_a_log_and_a_model)
{
    Result r = train(3, "--decay 0.25");
    expect_success(r);
    expect_contains(r.out, "epoch 3/3");
    cr_assert(count_lines(in_scratch("log").text) == 4);
    cr_assert_str_eq(scratch_names().text, "log model runs");
    expect_success(run_command(CLASSIFIER " test --data data/sample --model %s",
                               in_scratch("model").text));
    FILE *log = fopen(in_scratch("log").text, "r");
    char header[200];
    cr_assert(fgets(header, sizeof header, log) != NULL);
    cr_assert_str_eq(header, "epoch,train_loss,train_accuracy,test_loss,"
                             "test_accuracy,alpha,seconds,silent_1\n");
    double row[8], loss = 9;
    for (int epoch = 1; epoch <= 3; epoch++) {
        for (int i = 0; i < 8; i++)
            cr_assert(fscanf(log, i < 7 ? "%lf," : "%lf", &row[i]) == 1);
        cr_assert(row[0] == epoch && row[1] < loss && row[2] > 10);
        cr_assert_float_eq(row[5], 0.005 / (1 + 0.25 * (epoch - 1)), 1e-8);
        loss = row[1];
    }
    fclose(log);
}

Test(train, takes_the_sample_and_says_so_where_mnist_is_not)
{
    Result r = run_command("top=$PWD && mkdir -p %s/data/mnist && cd %s && "
                           "ln -s \"$top/data/sample\" data/ && " CLASSIFIER
                           " train --hidden 9 --keep 1 "
                           "--epochs 1 --log log --model model",
                           in_scratch(".").text, in_scratch(".").text);
    cr_assert(r.status == 0, "%s", r.err);
    expect_contains(r.err, "note: MNIST is not in data/mnist");
    expect_contains(r.out, "2000 training and 1000 test digits");
}

Test(train, refuses_a_bad_value_of_every_option)
{
    static const char *const wrong[][2] = {
        {"epochs", "0"},        {"epochs", "1.5"},   {"epochs", "x"},
        {"epochs", "1e9"},      {"batch", "0"},      {"batch", "-3"},
        {"batch", "20000"},     {"hidden", "0"},     {"hidden", "10.5"},
        {"hidden", "10,"},      {"hidden", "5000"},  {"hidden", "a"},
        {"keep", "0"},          {"keep", "1.01"},    {"keep", "nan"},
        {"keep", "0.5,0.5"},    {"alpha", "0"},      {"alpha", "-1"},
        {"alpha", "inf"},       {"alpha", "0.1x"},   {"decay", "-1"},
        {"decay", "nan"},       {"beta1", "1"},      {"beta1", "-0.1"},
        {"beta2", "1"},         {"beta2", "two"},    {"seed", "-1"},
        {"seed", "3000000000"}, {"hold-back", "-1"}, {"hold-back", "2000"},
        {"threads", "-1"},      {"threads", "5000"}, {"data", "''"},
        {"log", "''"},          {"model", "''"}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        char option[80], name[20];
        snprintf(option, sizeof option, "--%s %s", wrong[i][0], wrong[i][1]);
        snprintf(name, sizeof name, "--%s", wrong[i][0]);
        expect_failure(train(1, option), 2, name, NULL);
    }
    expect_failure(train(1, "--hidden 9,9,9,9,9,9,9,9 --keep 1,1,1,1,1,1,1,1"),
                   2, "--hidden", NULL);
    expect_failure(train(1, "--hidden 1,1,1,1,1,1,1,1,1"), 2, "--hidden", NULL);
    expect_failure(run_command(CLASSIFIER " train " SMALL
                                          " --runs %s --log %s --model %s",
                               in_scratch("runs").text, in_scratch("x").text,
                               in_scratch("x").text),
                   2, in_scratch("x").text, NULL);
    cr_assert(!scratch_has("log") && !scratch_has("model"));
}

Test(train, tests_on_training_digits_that_it_holds_back)
{
    Result r = train(1, "--hold-back 500");
    expect_success(r);
    expect_contains(r.out, "1500 training and 500 held-back digits");
}

Test(train, needs_no_test_digits_where_it_holds_others_back)
{
    const char *hold_back[] = {"", "--hold-back 500"};
    Result r[2];
    for (int i = 0; i < 2; i++)
        r[i] = run_command("cp data/sample/train-* %s && " CLASSIFIER
                           " train --hidden 9 --keep 1 --epochs 1 --data %s "
                           "--runs %s %s",
                           in_scratch("").text, in_scratch("").text,
                           in_scratch("runs").text, hold_back[i]);
    expect_failure(r[0], 1, "holds neither t10k-images-idx3-ubyte nor", NULL);
    expect_success(r[1]);
    expect_contains(r[1].out, "1500 training and 500 held-back digits");
}

Test(train, refuses_what_it_cannot_write)
{
    scratch_write("model", "old", 3);
    expect_failure(train(1, "--log /nowhere/log"), 1, "/nowhere/log", NULL);
    expect_failure(train(1, "--model /nowhere/model"), 1, "/nowhere/model",
                   NULL);
    cr_assert(scratch_holds("model", "old"));
    cr_assert_str_eq(scratch_names().text, "model");
    expect_failure(train(1, "--runs /proc/runs"), 1, "/proc/runs", NULL);
    char command[1000];
    snprintf(command, sizeof command,
             CLASSIFIER " train " SMALL
                        " --epochs 1 --runs %s --log %s --model "
                        "$full >/dev/null",
             in_scratch("runs").text, in_scratch("log").text);
    expect_full_disk(command, "full");
    cr_assert(!scratch_has("log"));
    cr_assert(scratch_has("runs/latest/model.safetensors"), "all is lost");
    if (access("/dev/full", F_OK) != 0)
        return; // only there is one file on a full disk and another not
    expect_failure(train(1, "--log /dev/full"), 1, "/dev/full", NULL);
    expect_success(run_command(CLASSIFIER " test --data data/sample --model %s",
                               in_scratch("model").text));
}

Test(train, that_diverges_leaves_the_old_files_alone)
{
    scratch_write("model", "old", 3);
    scratch_write("log", "old", 3);
    Result r = train(9, "--alpha 1e30");
    expect_failure(r, 1, "diverged", "--alpha", NULL);
    cr_assert(scratch_holds("model", "old") && scratch_holds("log", "old"));
    cr_assert_str_eq(scratch_names().text, "log model");
}

Test(train, that_is_interrupted_leaves_the_old_files_alone)
{
    scratch_write("model", "old", 3);
    scratch_write("log", "old", 3);
    Result r = run_command(
        "cd %s; " CLASSIFIER " train --hidden 20 --keep 1 --data "
        "$OLDPWD/data/sample --epochs 100000 --runs runs --log log --model "
        "model >said & until [ -e runs/latest/log.csv ]; do sleep 0.1; done; "
        "kill -INT $!; wait $!",
        in_scratch(".").text);
    cr_assert(r.status == 130, "but the status is %d", r.status);
    expect_contains(r.err, "stopped in epoch");
    cr_assert(scratch_holds("model", "old") && scratch_holds("log", "old"));
    cr_assert_str_eq(scratch_names().text, "log model runs said");
}

Test(model_commands, measure_and_read_with_a_trained_model)
{
    expect_success(train(4, ""));
    Path model = in_scratch("model"), data = in_scratch("data");
    Result r = run_command(CLASSIFIER " test --data data/sample --model %s "
                                      "--picture %s",
                           model.text, data.text);
    expect_success(r);
    expect_contains(r.out, "training     2000");
    expect_contains(r.out, "surest mistakes");
    r = run_command("grep -c '^# ' %s", data.text);
    cr_assert_str_eq(r.out, "27\n"); // confusion, answers, 5 images, 20 units
    expect_failure(run_command(CLASSIFIER " test --data data/sample --model %s "
                                          "--picture none/data",
                               model.text),
                   1, "none/data", NULL);

    // a white 40 x 60 picture with a black bar: a 1
    char picture[15 + 40 * 60] = "P5\n40 60\n255\n";
    size_t header = strlen(picture);
    for (size_t i = 0; i < 40 * 60; i++)
        picture[header + i] =
            (char)(i % 40 > 17 && i % 40 < 23 && i / 40 > 5 && i / 40 < 54
                       ? 0
                       : 255);
    Path one = scratch_write("one.pgm", picture, header + 40 * 60);
    r = run_command(CLASSIFIER " classify --model %s %s", model.text, one.text);
    expect_success(r);
    expect_contains(r.out, "one.pgm: 1\n");
    cr_assert(strstr(r.out, "one.pgm: 1\n") < strstr(r.out, "\n"),
              "an answer is the first line");
    // what is bad does not keep the others from being read
    Path none = in_scratch("none.png");
    Path blank = scratch_write("blank.pgm", "P2 2 1 9 7 7", 12);
    r = run_command(CLASSIFIER " classify --model %s %s %s %s", model.text,
                    none.text, one.text, blank.text);
    cr_assert(r.status == 1);
    expect_contains(r.err, "none.png: cannot be opened");
    expect_contains(r.out, "one.pgm: 1\n");
    expect_contains(r.err, "blank.pgm: is blank");
    expect_failure(run_command(CLASSIFIER " classify --model %s %s", model.text,
                               blank.text),
                   1, "blank.pgm", NULL);
}

Test(model_commands, refuse_a_model_that_is_none)
{
    Path empty = scratch_write("empty", "", 0);
    expect_failure(run_command(CLASSIFIER " test --data data/sample "
                                          "--model %s",
                               empty.text),
                   1, "empty", NULL);
    expect_failure(run_command(CLASSIFIER " test --data data/sample "
                                          "--model %s",
                               in_scratch("none").text),
                   1, "none", NULL);
    expect_failure(
        run_command(CLASSIFIER " classify --model %s x.png", empty.text), 1,
        "empty", NULL);
}
