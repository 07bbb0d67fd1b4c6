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

#define TRAIN "train --hidden 9 --keep 1 --epochs 1 --runs runs "

Test(outputs, of_train_that_are_one_file_are_refused_before_it_starts)
{
    Result r = classifier(TRAIN "--log ./a --model a");
    expect_failure(r, 2, "a: this run also writes it, as ./a", NULL);
    cr_assert_str_eq(scratch_names().text, "");
}

Test(outputs, of_test_never_overwrite_the_model)
{
    expect_success(classifier(TRAIN "--log log --model m"));
    expect_failure(classifier("test --model m --picture ./m"), 2,
                   "./m: this run also reads it, as m", NULL);
    expect_success(classifier("test --model m"));
}

// As the data are read before anything is written.
Test(outputs, never_overwrite_the_data)
{
    expect_success(run_command("cp -r data/sample %s", in_scratch("d").text));
    Path labels = in_scratch("d/t10k-labels-idx1-ubyte.gz");
    static const char *const programs[] = {
        "02_relu --picture",
        "16_digit_classifier train --epochs 1 --runs $runs --log",
        "16_digit_classifier train --epochs 1 --runs $runs --model"};
    for (int i = 0; i < 3; i++)
        expect_failure(run_command("runs=%s; %s %s --data %s",
                                   in_scratch("runs").text, programs[i],
                                   labels.text, in_scratch("d").text),
                       2, labels.text, "also reads it", NULL);
    expect_success(run_command("cmp %s data/sample/t10k-labels-idx1-ubyte.gz",
                               labels.text));
}

// Else the first files that are opened would get what is printed.
Test(outputs, get_nothing_that_is_printed_where_streams_are_closed)
{
    expect_success(classifier(TRAIN "--log log --model m"));
    expect_success(classifier(TRAIN "--log l --model n <&- >&- 2>&-"));
    expect_success(run_command("cd %s; cmp m n && cut -d , -f 1-6 log >a && "
                               "cut -d , -f 1-6 l >b && cmp a b",
                               in_scratch(".").text));
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
