// common/files/run_folder.c: each run writes in a folder of its own.
#define _XOPEN_SOURCE 700 // readlink, symlink
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/files/output.h"
#include "common/files/run_folder.h"
#include "common/ground/fail.h"
#include "expect.h"

TestSuite(run_folder, .init = scratch_enter, .fini = scratch_leave);

static void expect_latest(const char *name)
{
    char link[100] = "";
    cr_assert(readlink(in_scratch("a/b/latest").text, link, 99) > 0);
    cr_assert_str_eq(link, name);
}

Test(run_folder, is_new_for_every_run)
{
    Path parent = in_scratch("a/b");
    static const char *const names[] = {"run", "run.2", "run.3", "other"};
    for (int i = 0; i < 4; i++) {
        RunFolder f = run_folder_new(parent.text, i < 3 ? "run" : "other");
        char wanted[40];
        snprintf(wanted, sizeof wanted, "a/b/%s", names[i]);
        cr_assert_str_eq(f.path, in_scratch(wanted).text);
        char *log = run_folder_file(&f, "log");
        strcat(wanted, "/log");
        cr_assert_str_eq(log, in_scratch(wanted).text);
        free(log);
        run_folder_used(&f);
        expect_latest(names[i]);
        run_folder_close(&f);
        cr_assert(f.path == NULL && f.lock == -1);
    }
}

static void make_new(void *parent)
{
    RunFolder f = run_folder_new(parent, "run");
    run_folder_used(&f);
}

static void make_and_fail(void *parent)
{
    run_folder_new(parent, "run");
    fail("something else went wrong");
}

static void write_and_fail(void *parent)
{
    output_open(in_scratch("copy").text); // from now on outputs go at the end
    RunFolder f = run_folder_new(parent, "run");
    output_open(run_folder_file(&f, "log"));
    fail("something else went wrong");
}

Test(run_folder, goes_with_what_is_incomplete_in_it)
{
    Path parent = in_scratch("a");
    expect_failure(run_action(write_and_fail, parent.text), 1, "else", NULL);
    cr_assert(!scratch_has("a"));
}

static void complete_and_fail(const char *parent, const char *name)
{
    RunFolder f = run_folder_new(parent, "run");
    Output o = output_open(run_folder_file(&f, name));
    output_close(&o);
    fail("something else went wrong");
}

static void complete_checkpoint_and_fail(void *parent)
{
    complete_and_fail(parent, RUN_CHECKPOINT);
}

static void complete_frames_and_fail(void *parent)
{
    complete_and_fail(parent, "weights.pgm");
}

Test(run_folder, stays_with_its_lock_once_its_checkpoint_is_in_its_place)
{
    Path parent = in_scratch("a");
    expect_failure(run_action(complete_checkpoint_and_fail, parent.text), 1,
                   "else", NULL);
    cr_assert(scratch_has("a/run/" RUN_CHECKPOINT) &&
              scratch_has("a/run/lock"));
}

Test(run_folder, goes_with_what_is_in_its_place_before_the_checkpoint)
{
    Path parent = in_scratch("a");
    expect_failure(run_action(complete_frames_and_fail, parent.text), 1, "else",
                   NULL);
    cr_assert(!scratch_has("a"));
}

Test(run_folder, goes_with_a_program_that_has_nothing_to_keep)
{
    RunFolder f = run_folder_new(in_scratch("a").text, "run");
    run_folder_used(&f);
    Path parent = in_scratch("a");
    expect_failure(run_action(make_and_fail, parent.text), 1, "else", NULL);
    cr_assert(scratch_has("a/run") && !scratch_has("a/run.2"));
    cr_assert(scratch_has("a/latest/lock"));
    run_folder_close(&f);
}

Test(run_folder, cannot_be_made_everywhere)
{
    scratch_write("file", "x", 1);
    Path path = in_scratch("file/runs");
    expect_failure(run_action(make_new, path.text), 1,
                   "file/runs: cannot be made", "Not a directory", NULL);
    expect_failure(run_action(make_new, "/proc/runs"), 1, "/proc/runs",
                   "cannot be made", NULL);
    path = in_scratch("p");
    mkdir(path.text, 0700);
    mkdir(in_scratch("p/latest").text, 0700);
    expect_failure(run_action(make_new, path.text), 1, "p/latest",
                   "Is a directory", NULL);
}

static void go_on(void *path)
{
    RunFolder f = run_folder_again(path);
    printf("%s", strrchr(f.path, '/'));
    run_folder_close(&f);
}

Test(run_folder, is_for_one_program_at_a_time)
{
    RunFolder f = run_folder_new(in_scratch("a/b").text, "run");
    run_folder_used(&f);
    Path path = in_scratch("a/b/run"), latest = in_scratch("a/b/latest");
    expect_failure_of(path.text, run_action(go_on, path.text),
                      "another program works there; wait until it is done");
    run_folder_close(&f);
    Result r = run_action(go_on, latest.text);
    expect_success(r);
    cr_assert_str_eq(r.out, "/run");
}

static void die_at_work(void *path)
{
    run_folder_again(path);
    raise(SIGKILL);
}

Test(run_folder, is_free_again_when_its_program_is_killed)
{
    RunFolder f = run_folder_new(in_scratch("a").text, "run");
    run_folder_used(&f);
    run_folder_close(&f);
    Path path = in_scratch("a/run");
    cr_assert(run_action(die_at_work, path.text).status == 128 + SIGKILL);
    expect_success(run_action(go_on, path.text));
}

Test(run_folder, is_cleared_of_what_was_left_incomplete)
{
    RunFolder f = run_folder_new(in_scratch("a").text, "run");
    run_folder_used(&f);
    run_folder_close(&f);
    scratch_write("a/run/log.partial.12.0", "x", 1);
    scratch_write("a/run/log", "x", 1);
    Path path = in_scratch("a/run");
    go_on(path.text);
    cr_assert(!scratch_has("a/run/log.partial.12.0"));
    cr_assert(scratch_has("a/run/log"));
}

Test(run_folder, must_be_there_to_go_on)
{
    Path file = scratch_write("file", "x", 1), none = in_scratch("none");
    expect_failure_of(file.text, run_action(go_on, file.text),
                      "is no folder of a run; name one");
    expect_failure_of(none.text, run_action(go_on, none.text),
                      "cannot be opened: No such file");
    cr_assert(symlink("loop", in_scratch("loop").text) == 0);
    Path loop = in_scratch("loop");
    expect_failure_of(loop.text, run_action(go_on, loop.text),
                      "cannot be opened: Too many levels of symbolic links");
    mkdir(none.text, 0700);
    Path lock = in_scratch("none/lock");
    mkdir(lock.text, 0700);
    expect_failure_of(lock.text, run_action(go_on, none.text),
                      "cannot be opened: Is a directory");
}
