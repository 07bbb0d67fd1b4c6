// What trainings leave, listed and compared, how far one is, and runs that go on. The
// numbers of a run are put into the log of one that a small network has made.
#define _XOPEN_SOURCE 700 // posix_openpt
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "16_digit_classifier/kept_run.h"
#include "16_digit_classifier/pace.h"
#include "expect.h"

TestSuite(compare, .init = scratch_enter, .fini = scratch_leave,
          .timeout = 300);
TestSuite(goes_on, .init = scratch_enter, .fini = scratch_leave,
          .timeout = 300);

#define PROGRAM "16_digit_classifier"
#define TRAIN \
    PROGRAM " train --data data/sample --hidden 2 --keep 1 --epochs 2 "

#define HEADER \
    "epoch,train_loss,train_accuracy,test_loss,test_accuracy,alpha,seconds\n"

// Trains a run, as few options as make it another one, and gives it a log of two
// epochs in which it ends with this accuracy.
static void make_run(int seed, const char *more, const char *last)
{
    Result r = run_command(TRAIN "--runs '%s' --seed %d %s",
                           in_scratch("runs").text, seed, more);
    cr_assert(r.status == 0, "%s", r.err);
    char *folder = realpath(in_scratch("runs/latest").text, NULL), log[600];
    cr_assert(folder != NULL);
    snprintf(log, sizeof log, "%s/log.csv", folder);
    FILE *stream = fopen(log, "w");
    fprintf(stream, HEADER "1,2,10,2.25,%s,0.1,1.25\n2,1,20,1.5,%s,0.1,2.5\n",
            seed % 2 == 0 ? "99.5" : "12", last);
    fclose(stream);
    free(folder);
}

static Result compare(const char *names)
{
    return run_command(PROGRAM " compare --runs '%s' %s",
                       in_scratch("runs").text, names);
}

static void expect_says(Result r, const char *words)
{
    cr_assert(strstr(r.out, words) != NULL, "not said: %s\nbut:\n%s%s", words,
              r.out, r.err);
}

// Those of tests/student.c and the page, in another order; B has a seed more.
static void make_example(void)
{
    make_run(3, "", "98.21");
    make_run(1, "", "97.91");
    make_run(2, "", "98.15");
    make_run(4, "", "98.05");
    make_run(5, "", "97.98");
    static const char *const b[] = {"98.02", "98.16", "98.20", "98.17",
                                    "98.10"};
    for (int i = 0; i < 5; i++)
        make_run(i + 1, "--alpha 0.01", b[i]);
    make_run(6, "--alpha 0.01", "50");
}

Test(compare, is_paired_by_seed_and_honest)
{
    make_example();
    Result r = compare("'*epochs-2-hidden-2-keep-1' '*alpha*'");
    expect_success(r);
    expect_says(r, "A is sample-epochs-2-hidden-2-keep-1, seeds 1, 2, 3, 4, 5: "
                   "98.06 % in the mean, from 97.91 to 98.21 after 2 epochs\n");
    expect_says(r,
                "B is sample-epochs-2-hidden-2-keep-1-alpha-0.01, seeds 1, 2, "
                "3, 4, 5, 6: 90.11 % in");
    expect_says(r,
                "\nB is better than A by 0.07 ± 0.08 points over 5 seeds: not "
                "shown; about 9 seeds would show it\n");
    expect_says(r, "Accuracy on test digits, ± by Student's t, 95 %");
    expect_says(r, "spoils them");
    r = compare("'*alpha*' '*keep-1'");
    expect_says(r,
                "\nB is worse than A by 0.07 ± 0.08 points over 5 seeds: not");
}

Test(compare, draws_mean_and_range_of_each_epoch)
{
    make_run(1, "", "90");
    make_run(2, "", "80");
    make_run(1, "--hidden 3,2 --keep 1,1", "70");
    Result r = run_command(PROGRAM " compare --runs '%s' --picture '%s' '*'",
                           in_scratch("runs").text, in_scratch("csv").text);
    expect_success(r);
    expect_says(r, "B and A have 1 seed in common: no verdict; train both");
    expect_says(r, "keep-1,1, seed 1: 70.00 % after 2 epochs");
    const char *columns = "epoch,loss,loss_least,loss_most,accuracy,"
                          "accuracy_least,accuracy_most,recipe\n";
    char wanted[2000];
    snprintf(
        wanted, sizeof wanted,
        "%s1,2.250000,2.250000,2.250000,55.750000,12.000000,99.500000,%s\n"
        "2,1.500000,1.500000,1.500000,85.000000,80.000000,90.000000,%s\n\n\n"
        "%s1,2.250000,2.250000,2.250000,12.000000,12.000000,12.000000,%s\n"
        "2,1.500000,1.500000,1.500000,70.000000,70.000000,70.000000,%s\n",
        columns, "sample-epochs-2-hidden-2-keep-1",
        "sample-epochs-2-hidden-2-keep-1", columns,
        "sample-epochs-2-hidden-3;2-keep-1;1",
        "sample-epochs-2-hidden-3;2-keep-1;1");
    cr_assert(scratch_holds("csv", wanted));
}

Test(compare, has_words_for_every_verdict)
{
    for (int seed = 1; seed <= 3; seed++) {
        static const char *const a[] = {"90", "91", "92"};
        static const char *const d[] = {"90.5", "90.3", "92.3"};
        make_run(seed, "", a[seed - 1]);
        make_run(seed, "--beta1 0.85", a[2]);
        make_run(seed, "--beta1 0.7", a[seed - 1]);
        make_run(seed, "--beta1 0.6", d[seed - 1]);
    }
    make_run(7, "", "20");
    make_run(8, "--beta1 0.85", "20");
    Result r = compare("*keep-1 '*0.7' '*0.85' '*0.6'");
    expect_success(r);
    expect_says(r, "\nB is as good as A to 0.01 points, 0.00 ± 0.00 over 3 "
                   "seeds: not shown; more than 1000 seeds would have to");
    expect_says(r,
                "\nC is better than A by 1.00 ± 2.48 points over 3 seeds: not "
                "shown; about 10 seeds would show it\n");
    expect_says(r,
                "\nD is better than A by 0.03 ± 1.60 points over 3 seeds: not "
                "shown; more than 1000 seeds");
    make_run(1, "--beta1 0.5", "95");
    make_run(2, "--beta1 0.5", "96.1");
    r = compare("'*keep-1' '*0.5'");
    expect_says(r, "\nB is better than A by 5.05 ± 0.64 points over 2 seeds: "
                   "shown\n");
    expect_failure(compare("'*'"), 2, "a recipe more than the 4", NULL);
}

Test(compare, takes_runs_of_the_same_digits_alone)
{
    make_run(1, "", "90");
    make_run(1, "--hold-back 500", "91");
    expect_failure(compare("'*'"), 1, "was not measured on the digits of",
                   NULL);
    Result r = compare("'*500'");
    expect_success(r);
    expect_says(r, "Accuracy on 500 held-back digits, ± ");
    cr_assert(strstr(r.out, "spoils") == NULL);
}

Test(compare, finds_runs_by_names_patterns_and_starts)
{
    make_run(1, "", "90");
    make_run(2, "", "91");
    expect_says(compare("latest"), "seed 2: 91.00 %");
    expect_says(compare("sample-seed-1"), "seed 1: 90.00 %");
    expect_says(compare("latest '*' sample-seed-2"), "seeds 1, 2: 90.50 %");
    expect_failure(compare("sample"), 1, "sample: fits several runs", "sample*",
                   NULL);
    expect_failure(compare("other"), 1, "other: there is no such run", NULL);
    expect_failure(compare(""), 2, "compare: which runs? Name some", NULL);
    make_run(1, "", "95"); // another folder of the same run
    Result r = compare("'*'");
    cr_assert(r.status == 0);
    cr_assert_str_eq(r.err,
                     "note: sample-seed-1-epochs-2-hidden-2-keep-1.2 is "
                     "sample-seed-1-epochs-2-hidden-2-keep-1 again, so it is "
                     "left out\n");
    expect_says(r, "A is sample-epochs-2-hidden-2-keep-1, seeds 1, 2");
    expect_says(compare("'*.2'"),
                "A is sample-epochs-2-hidden-2-keep-1.2, seed 1");
    expect_says(compare("'*.2' '*keep-1'"), "seeds 1, 2: 90.50 %");
}

// What is wrong with a log, and what compare and runs say of it.
static void expect_fault(const char *log, const char *fault)
{
    char name[] = "runs/sample-seed-1-epochs-2-hidden-2-keep-1/log.csv";
    scratch_write(name, log, strlen(log));
    expect_failure(compare("latest"), 1, "keep-1/log.csv: ", fault, NULL);
    Result r =
        run_command(PROGRAM " runs --runs '%s'", in_scratch("runs").text);
    expect_success(r);
    expect_says(r, fault);
}

static void read_run(void *folder)
{
    KeptRun r = kept_run_read(folder);
    kept_run_free(&r);
}

Test(kept_run, must_be_there)
{
    Result r = run_action(read_run, "build/no such run");
    expect_failure(r, 1, "build/no such run: is not there", NULL);
}

Test(compare, says_what_is_wrong_with_a_log)
{
    make_run(1, "", "90");
    expect_fault("", "is empty; train again");
    expect_fault(HEADER, "has no epoch yet; go on by: make train "
                         "RESUME=sample-seed-1-epochs-2-hidden-2-keep-1\n");
    expect_fault("epoch,loss\n1,2\n", "has no column test_loss; train again");
    expect_fault(HEADER "1,2,3,4,5,6,7\n2,3,4,5,6", "line 3 is cut");
    expect_fault(HEADER "1,2,3,4,5\n",
                 "line 2 is cut or not of the next epoch");
    expect_fault(HEADER "2,2,3,4,5,6,7\n", "line 2 is cut");
    expect_fault(HEADER "1,2,3,4,x,6,7\n", "line 2 is cut");
    expect_fault(HEADER "1,2,3,,5,6,7\n", "line 2 is cut");
    cr_assert(unlink(in_scratch("runs/sample-seed-1-epochs-2-hidden-2-keep-1/"
                                "log.csv")
                         .text) == 0);
    expect_failure(compare("latest"), 1, "log.csv: cannot be read: ", NULL);
    expect_failure(
        run_command(PROGRAM " runs --runs '%s'", in_scratch("none").text), 1,
        "none: has no run yet; train one by: make train", NULL);
}

Test(compare, lists_runs_and_leaves_out_those_that_are_not_done)
{
    make_run(1, "", "90");
    make_run(2, "--hold-back 100", "91");
    const char *one = HEADER "1,2,3,4,55.5,6,7\n";
    scratch_write("runs/sample-seed-1-epochs-2-hidden-2-keep-1/log.csv", one,
                  strlen(one));
    Result r =
        run_command(PROGRAM " runs --runs '%s'", in_scratch("runs").text);
    expect_success(r);
    expect_says(r,
                "\nsample-seed-1-epochs-2-hidden-2-keep-1                plain"
                "         1    1 of 2      55.50    55.50       7.0  test "
                "digits of data/sample\n");
    expect_says(r,
                "\nsample-seed-2-epochs-2-hidden-2-keep-1-hold-back-100  plain"
                "         2    2 of 2      91.00    99.50       3.8  100 "
                "held-back digits of data/sample\n");
    expect_failure(compare("nothing"), 1, "there is no such run", NULL);
    r = compare("'*seed-1-*'");
    cr_assert(r.status == 1);
    cr_assert(strstr(r.err,
                     "note: sample-seed-1-epochs-2-hidden-2-keep-1 has 1 "
                     "of its 2 epochs, so it is left out; go on with it "
                     "by: make train RESUME=sample-seed-1-") == r.err);
    cr_assert(strstr(r.err, "\nerror: there is no complete run to compare"));
}

// ------------------------------------------------------------------ goes on

Test(goes_on, with_the_run_of_the_same_settings_alone)
{
    char log[] = "runs/sample-seed-1-epochs-2-hidden-2-keep-1/log.csv";
    Path path = in_scratch("runs");
    const char *runs = path.text;
    Result first = run_command(TRAIN "--runs '%s' --continue --seed 1", runs);
    expect_success(first);
    expect_says(first, "epoch 2/2");
    cr_assert(scratch_has(log));
    Result again = run_command(TRAIN "--runs '%s' --continue --seed 1", runs);
    expect_success(again);
    expect_says(again, "its 2 epochs are done");
    cr_assert(strstr(again.out, "epoch 2/2") == NULL);
    Result other = run_command(TRAIN "--runs '%s' --continue --seed 2", runs);
    expect_says(other, "epoch 2/2");
    // A run whose checkpoint has more epochs than are asked for is another one.
    expect_success(
        run_command(PROGRAM " train --resume '%s/latest' --epochs 3", runs));
    other = run_command(TRAIN "--runs '%s' --continue --seed 2", runs);
    expect_says(other, "epoch 2/2");
    cr_assert(scratch_has("runs/sample-seed-2-epochs-2-hidden-2-keep-1.2"));
    cr_assert(!scratch_has("runs/sample-seed-1-epochs-2-hidden-2-keep-1.2"));
}

// --------------------------------------------------------------------- pace

Test(pace, tells_rate_and_time_left)
{
    char text[100];
    const Pace p = {.epochs = 10,
                    .digits = 1000,
                    .began = 100,
                    .first =
                        1500, // it went on in the middle of the second epoch
                    .epoch_began = 160,
                    .epoch_first = 0};
    // 1,500 digits more than at first in 61 s, and 250 in the last second
    pace_write(text, sizeof text, &p, 3, 250, 161);
    cr_assert_str_eq(text,
                     "epoch 3/10: 25 %, 250 digits/s, 0:03 left, 10:30 for "
                     "the run");
    pace_write(text, 75, &p, 3, 250, 161);
    cr_assert(strncmp(text, "epoch", 5) == 0 && strlen(text) <= 74);
    pace_write(text, 40, &p, 3, 250, 161);
    cr_assert_str_eq(text, "3/10 25%, 0.25k/s, 0:03, run 10:30");
    pace_write(text, 10, &p, 3, 250, 161);
    cr_assert_str_eq(text, "3/10 25%,");
    const Pace slow = {.epochs = 2, .digits = 100000, .epoch_began = 0};
    pace_write(text, sizeof text, &slow, 1, 100, 10);
    cr_assert_str_eq(text, "epoch 1/2: 0 %, 10 digits/s, 2:46:30 left, 5:33:10 "
                           "for the run");
}

#define SLOW                                                              \
    PROGRAM " train --data data/sample --hidden 900 --keep 1 --epochs 3 " \
            "--batch 2000 --threads 1 --runs '%s'"

Test(goes_on, and_says_how_far_it_is_to_who_draws)
{
    Result r = run_command("PACE_COLUMNS=39 " SLOW, in_scratch("runs").text);
    cr_assert(r.status == 0);
    cr_assert(strncmp(r.err, "\r1/3 100%, ", 11) == 0, "%s", r.err);
    cr_assert(strchr(r.err, '\n') != NULL && strchr(r.err, '\n') <= r.err + 40);
}

Test(goes_on, and_says_how_far_it_is_on_a_terminal)
{
    int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    cr_assert(grantpt(terminal) == 0 && unlockpt(terminal) == 0);
    char *name = ptsname(terminal), seen[4000] = "";
    int kept_open = open(name, O_RDWR | O_NOCTTY);
    Result r = run_command(SLOW " 2>'%s'", in_scratch("runs").text, name);
    cr_assert(r.status == 0);
    cr_assert(read(terminal, seen, sizeof seen - 1) > 0);
    cr_assert(strncmp(seen, "\repoch 1/3: 100 %, ", 19) == 0, "%s", seen);
    cr_assert(strstr(seen, " for the run\033[K") != NULL);
    close(kept_open);
    close(terminal);
}
