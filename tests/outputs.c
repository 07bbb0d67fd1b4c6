// What the classifier writes never costs a file that it needs.
#define _XOPEN_SOURCE 700 // symlink
#include "expect.h"

#include <criterion/criterion.h>
#include <unistd.h>

TestSuite(outputs, .init = scratch_enter, .fini = scratch_leave,
          .timeout = 900);

// Runs a command of the classifier in the scratch directory.
static Result classifier(const char *arguments)
{
    return run_command("top=$PWD; cd %s; 16_digit_classifier %s "
                       "--data $top/data/sample",
                       in_scratch(".").text, arguments);
}

#define TRAIN "train --hidden 9 --keep 1 --epochs 1 "

Test(outputs, of_train_that_are_one_file_are_refused_before_it_starts)
{
    Result r = classifier(TRAIN "--log ./a --model a");
    expect_failure(r, 2, "--log ./a and --model a", NULL);
    cr_assert(!scratch_has("a") && !scratch_has("a.partial"));
}

Test(outputs, of_test_never_overwrite_the_model)
{
    scratch_write("m", "a model", 7);
    scratch_write("m.partial", "a model", 7);
    expect_failure(classifier("test --model m --picture ./m"), 2,
                   "--picture ./m and --model m", NULL);
    expect_failure(classifier("test --model m.partial --picture m"), 2,
                   "--picture m and --model m.partial", NULL);
    cr_assert(scratch_holds("m", "a model"));
    cr_assert(scratch_holds("m.partial", "a model"));
}

Test(outputs, may_be_links)
{
    cr_assert(symlink("b", in_scratch("a").text) == 0);
    scratch_write("b", "old", 3);
    expect_success(classifier(TRAIN "--log log --model a"));
    expect_success(classifier("test --model b"));
}

// With neither MNIST nor the sample there is nothing to take instead.
Test(outputs, are_not_begun_where_no_digits_are)
{
    Result r =
        run_command("cd %s; 16_digit_classifier train", in_scratch(".").text);
    expect_failure(r, 1, "data/mnist", "data/sample", "the project's folder",
                   "--data", NULL);
}

Test(options_of_train, are_not_taken_for_one_another)
{
    Result r = run_command("16_digit_classifier train --beta 0.5");
    expect_failure(r, 2, "--beta: ambiguous: --beta1 or --beta2", NULL);
}
