// The command `train` stopped and going on: nothing is lost, and the bits are those
// of a training that was never interrupted.
#include "expect.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

TestSuite(resume, .init = scratch_enter, .fini = scratch_leave, .timeout = 900);
TestSuite(runs, .init = scratch_enter, .fini = scratch_leave, .timeout = 900);

// Words for the lines of shell below, which run where `runs` is the folder of runs:
//   train ...       a small training; again RUN ... goes on with it
//   begin ...       the same in the background, until its first epoch is done
//   stop SIGNAL     sends it a signal and prints its status
//   epochs RUN      how many epochs a run's log has
//   same RUN RUN    whether two runs have the same network, and came to it the same way
static const char words[] =
    "data=$PWD/data/sample; cd %s || exit 1; c=16_digit_classifier\n"
    "small=\"--data $data --hidden 12,8 --keep 0.9,0.8 --batch 64 --decay 0.5 "
    "--runs runs\"\n"
    "train() { $c train $small \"$@\"; }\n"
    "again() { run=$1; shift; $c train --resume runs/$run \"$@\"; }\n"
    "begin() { $c train $small --epochs 100000 \"$@\" >said 2>&1 & "
    "until [ -e runs/latest/log.csv ]; do sleep 0.05; done; }\n"
    "stop() { kill -$1 $!; wait $!; echo $?; }\n"
    "epochs() { echo $(($(wc -l <runs/$1/log.csv) - 1)); }\n"
    "same() { for file in model.safetensors weights.pgm; do "
    "cmp runs/$1/$file runs/$2/$file || return; done; echo same; }\n";

static Result shell(const char *lines)
{
    char command[4000];
    int used = snprintf(command, sizeof command, words, in_scratch(".").text);
    snprintf(command + used, sizeof command - (size_t)used, "%s", lines);
    return run_command("%s", command);
}

static void expect_lines(const char *lines, const char *wanted)
{
    Result r = shell(lines);
    cr_assert(r.status == 0, "status %d: %s%s", r.status, r.out, r.err);
    cr_assert_str_eq(r.out, wanted, "%s%s", r.out, r.err);
}

// Goes on for two epochs more than were done, and trains as many in one go.
#define GO_ON                                                               \
    "n=$(($(epochs latest) + 2)); run=$(readlink runs/latest); again $run " \
    "--epochs $n >said && train --epochs $n >said && same $run latest"

Test(resume, gives_the_bits_of_a_training_that_was_not_stopped)
{
    expect_lines("begin; stop TERM; " GO_ON, "143\nsame\n");
}

Test(resume, does_so_after_the_terminal_was_closed)
{
    expect_lines("begin; stop HUP; " GO_ON, "129\nsame\n");
}

Test(resume, does_so_after_a_kill)
{
    expect_lines("begin; stop KILL; sleep 0.2; " GO_ON, "137\nsame\n");
}

// One batch takes longer here than the second signal.
Test(resume, leaves_nothing_half_done_when_a_second_signal_ends_it)
{
    expect_lines(
        "$c train --data $data --hidden 2000,1000 --keep 1,1 --batch 2000 "
        "--epochs 9 --runs runs --model model >said & "
        "until grep -q parameters said; do sleep 0.05; done; "
        "kill -TERM $!; sleep 0.1; kill -TERM $!; wait $!; echo $?; "
        "grep -c stopped said; find . -name '*.partial*'",
        "143\n0\n");
}

Test(resume, does_so_when_nobody_reads_what_is_printed)
{
    expect_lines("train --epochs 100000 2>said | head -n 1 | wc -l; "
                 "grep -c 'stopped in epoch' said; " GO_ON,
                 "1\n1\nsame\n");
}

Test(resume, does_so_again_and_again_with_any_number_of_threads)
{
    expect_lines(
        "export OMP_NUM_THREADS=1; train --epochs 2 >said; run=$(readlink "
        "runs/latest); for n in 3 4 6; do again $run --epochs $n --threads $n "
        ">said || echo failed; done; train --epochs 6 >said; same $run latest",
        "same\n");
}

Test(resume, says_how_to_go_on)
{
    Result r = shell("begin; stop TERM; cat said");
    cr_assert(strncmp(r.out, "143\n", 4) == 0);
    cr_assert(strstr(r.out,
                     "; go on with: make train RESUME=runs/sample-seed-1-"
                     "epochs-100000-batch-64-hidden-12,8") != NULL,
              "%s", r.out);
}

Test(resume, says_by_which_recipe_to_go_on)
{
    Result r = shell(
        "20_distorted_digits train --data $data --hidden 12,8 --epochs 100000 "
        "--runs runs >said 2>&1 & until [ -e runs/latest/log.csv ]; "
        "do sleep 0.05; done; stop TERM; cat said");
    cr_assert(strstr(r.out, "; go on with: make train RECIPE=distorted "
                            "RESUME=runs/sample-distorted-seed-1-") != NULL,
              "%s", r.out);
}

Test(resume, saves_what_a_run_had_no_time_to_save)
{
    expect_lines("train --epochs 2 >said; run=$(readlink runs/latest); "
                 "cp -r runs/$run kept; cd runs; rm latest $run/model* "
                 "$run/log.csv; cd ..; again $run | grep -c 'epochs are done'; "
                 "diff -r kept runs/latest && echo same",
                 "1\nsame\n");
}

Test(resume, refuses_to_go_on_with_what_is_done_or_otherwise)
{
    expect_lines("train --epochs 2 >said", "");
    expect_failure(shell("again latest --epochs 1"), 2, "its 2 epochs are done",
                   "--epochs", NULL);
    expect_failure(shell("again latest --epochs 3 --alpha 1"), 2,
                   "--alpha: a run goes on as it was begun", NULL);
    expect_failure(shell("again nowhere"), 1, "runs/nowhere",
                   "cannot be opened: No such file", NULL);
    expect_failure(shell("mkdir runs/empty; again empty"), 1, "runs/empty/lock",
                   "cannot be opened", NULL);
    expect_failure(shell("mkdir other; cp $data/t10k* other; for f in images-"
                         "idx3 labels-idx1; do cp $data/t10k-$f-ubyte.gz "
                         "other/train-$f-ubyte.gz; done; "
                         "again latest --epochs 3 --data other"),
                   1, "other: does not have the digits that the run in",
                   "--data", NULL);
    expect_lines("cp -r $data moved; again latest --epochs 3 --data moved "
                 ">said && epochs latest",
                 "3\n");
}

// nohup has asked that the closing of the terminal be ignored.
Test(resume, need_not_stop_where_the_signal_is_ignored)
{
    expect_lines("trap '' HUP; begin; kill -HUP $!; n=$(epochs latest); "
                 "until [ $(epochs latest) -gt $((n + 1)) ] || "
                 "grep -q stopped said; do sleep 0.05; done; stop TERM",
                 "143\n");
}

// The stack of a thread would be larger than the memory that can be addressed.
Test(resume, does_so_where_no_thread_can_be_had)
{
    expect_lines("export OMP_NUM_THREADS=1; train --epochs 2 >said; "
                 "(ulimit -s 200000000000; train --epochs 1) >said 2>&1; "
                 "again $(readlink runs/latest) --epochs 2 >said; "
                 "same latest sample-seed-1-epochs-2-batch-64-hidden-12,8-keep-"
                 "0.9,0.8-decay-0.5",
                 "same\n");
}

// Goes on from a checkpoint that sed has changed; its length stays what it is.
static Result go_on_from(const char *script)
{
    char lines[500];
    snprintf(
        lines, sizeof lines,
        "cp -rL runs/latest runs/changed; cd runs/changed; sed '%s' "
        "../latest/checkpoint.safetensors >checkpoint.safetensors; "
        "cd ../..; again changed --epochs 3; status=$?; rm -r runs/changed; "
        "exit $status",
        script);
    return shell(lines);
}

Test(resume, refuses_a_checkpoint_that_is_none)
{
    static const struct {
        const char *script, *complaint;
    } changes[] = {
        {"s/\"epochs_done\":\"1\"/\"epochs_done\":\"x\"/",
         "its epochs_done is no number from 0 to 2147483647"},
        {"s/\"epochs_done\":\"1\"/\"epochs_done\":\"\" /",
         "its epochs_done is no number"},
        {"s/\"position\"/\"Position\"/", "its position is no number"},
        {"s/\"best\":\"-1\"/\"best\":\"-2\"/",
         "its best is no number from -1 to 100"},
        {"s/\"steps\"/\"Steps\"/", "its steps is no number"},
        {"s/\"log\"/\"lag\"/", "has no log, so it is no checkpoint"},
        {"s/\"alpha\"/\"Alpha\"/", "does not say its alpha"},
        {"s/\"adam_v\"/\"adam_w\"/",
         "has no adam_v of the 9614 parameters of its network"},
        {"s/\"hidden\":\"12,8\"/\"hidden\":\"12,9\"/",
         "has no theta of the 9637 parameters of its network"},
        {"s/\"position\":\"0\"/\"position\":\"2000\"/; "
         "s/\"keep\":\"0.9,0.8\"/\"keep\":\".9,.8\"/; "
         "s/\"best\":\"-1\"/\"best\":\"1\"/",
         "its position 2000 is beyond the 2000 digits of an epoch"},
        {"s/\"decay\":\"0.5/\"decay\":\"x.5/", "has a wrong setting: --decay"},
        {"s/\"batch\":\"64/\"batch\":\"00/", "has a wrong setting: --batch"},
        {"s/\"hidden\":\"12,8/\"hidden\":\"12.5/",
         "has a wrong setting: --hidden"},
        {"s/\"digest\"/\"Digest\"/", "does not have the digits that the run in "
                                     "runs/changed was begun with"},
    };
    expect_lines("train --epochs 1 >said", "");
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++)
        expect_failure(go_on_from(changes[i].script), 1, changes[i].complaint,
                       NULL);
    Result r = go_on_from("");
    cr_assert(r.status == 0, "unchanged: %s", r.err);
}

Test(resume, is_for_one_training_at_a_time)
{
    Result r = shell("begin; again latest; status=$?; stop TERM; exit $status");
    cr_assert_str_eq(r.out, "143\n");
    expect_failure(r, 1, "runs/latest: another program works there", NULL);
}

Test(runs, are_never_overwritten)
{
    static const char small[] = "batch-64-hidden-12,8-keep-0.9,0.8-decay-0.5";
    char wanted[1000];
    snprintf(wanted, sizeof wanted,
             "latest\nsample-seed-1-epochs-1-%s\nsample-seed-1-epochs-1-%s-"
             "hold-back-200\nsample-seed-1-epochs-1-%s.2\n"
             "sample-seed-2-epochs-1-%s\nlatest/best.safetensors\n"
             "sample-seed-1-epochs-1-%s-hold-back-200/best.safetensors\n",
             small, small, small, small, small);
    expect_lines("for seed in 1 1 2; do train --epochs 1 --seed $seed >said; "
                 "done; train --epochs 1 --hold-back 200 >said; "
                 "ls runs | LC_ALL=C sort; "
                 "cd runs; ls */best*",
                 wanted);
}

Test(runs, keep_the_last_good_network_when_training_diverges)
{
    Result r = shell("train --hidden 8,5,2,20,2,2,3 --keep .5,.5,.5,.5,.5,1,1 "
                     "--epochs 1 --alpha 2.13e7 --seed 2 --decay 0");
    expect_failure(r, 1, "training diverged in epoch 1", "--alpha below", NULL);
    expect_lines("ls", "");
    r = shell("train --batch 2000 --epochs 1 --alpha 1e30"); // of one step
    expect_failure(r, 1, "training diverged in epoch 1: the loss is not finite",
                   NULL);
}

Test(runs, need_digits)
{
    expect_failure(shell("$c train"), 1, "MNIST is neither in data/mnist nor",
                   "data/sample", "--data", NULL);
}

Test(runs, are_named_by_the_folder_of_their_digits)
{
    expect_lines("mkdir x; cp -r $data x/y; $c train --data x/y// --epochs 1 "
                 "--hidden 12 --keep 1 --runs runs >said; ls runs",
                 "latest\ny-seed-1-epochs-1-hidden-12-keep-1\n");
}

Test(runs, leave_models_that_say_which_digits_they_were_trained_with)
{
    expect_lines("train --epochs 1 >said; mkdir other; for kind in train t10k; "
                 "do for f in images-idx3 labels-idx1; do cp "
                 "$data/t10k-$f-ubyte.gz other/$kind-$f-ubyte.gz; done; done; "
                 "for digits in $data other; do $c test --data $digits --model "
                 "runs/latest/model.safetensors 2>&1 >said; done",
                 "note: the digits in other are not those that the network was "
                 "trained with\n");
}
