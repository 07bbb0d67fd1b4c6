// common/program/streams.c: standard input, output and error.
#define _XOPEN_SOURCE 700 // fcntl, dup2
#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "common/ground/fail.h"
#include "common/program/streams.h"
#include "expect.h"

TestSuite(streams, .init = scratch_enter, .fini = scratch_leave);

static void open_a_file(void *closed)
{
    Path path = in_scratch("file");
    for (const char *fd = closed; *fd != '\0'; fd++)
        close(*fd - '0');
    streams_begin();
    int file = open(path.text, O_WRONLY | O_CREAT, 0600);
    printf("a result");
    fprintf(stderr, "a word");
    fflush(stdout);
    _exit(file); // the number that it got
}

// A file that got the number of a closed stream would get what is printed.
Test(streams, that_are_closed_do_not_lend_their_numbers_to_files)
{
    static char *const closed[] = {"", "0", "1", "2", "01", "12", "012"};
    for (int i = 0; i < 7; i++) {
        Result r = run_action(open_a_file, closed[i]);
        cr_assert(r.status > 2, "%s: the file is %d", closed[i], r.status);
        cr_assert(scratch_holds("file", ""));
    }
}

Test(streams, that_are_open_stay_what_they_are)
{
    Result r = run_action(open_a_file, "");
    cr_assert_str_eq(r.out, "a result");
    cr_assert_str_eq(r.err, "a word");
}

static void begin_without_files(void *context)
{
    (void)context;
    close(STDIN_FILENO);
    setrlimit(RLIMIT_NOFILE, &(struct rlimit){0, 0});
    streams_begin();
    _exit(5);
}

// There is no stream to say it on.
Test(streams, that_are_closed_end_a_program_that_may_open_nothing)
{
    Result r = run_action(begin_without_files, NULL);
    cr_assert(r.status == 1 && r.err[0] == '\0', "status %d", r.status);
}

// Prints so many bytes to a disk with DISK_LEFT bytes left.
static void print_bytes(void *count)
{
    fill_disk();
    signal(SIGXFSZ, SIG_DFL); // as a program begins
    streams_begin();
    for (int i = 0; i < *(int *)count; i++)
        putchar('x');
}

Test(streams, are_well_where_all_was_written)
{
    expect_success(run_action(print_bytes, (int[]){DISK_LEFT}));
}

Test(streams, say_that_the_disk_is_full)
{
    expect_failure(run_action(print_bytes, (int[]){DISK_LEFT + 1}), 1,
                   "standard output cannot be written: File too large", NULL);
}

// At the end there is nothing left to write, and nothing to fail.
static void print_and_flush(void *count)
{
    print_bytes(count);
    fflush(stdout);
    remove("no such file"); // changes errno
}

Test(streams, say_that_the_disk_was_full_earlier)
{
    expect_failure(run_action(print_and_flush, (int[]){DISK_LEFT + 1}), 1,
                   "standard output cannot be written: File too large", NULL);
}

static void print_and_fail(void *count)
{
    print_bytes(count);
    fail("something else went wrong");
}

Test(streams, say_nothing_after_what_went_wrong_before)
{
    expect_failure(run_action(print_and_fail, (int[]){DISK_LEFT + 1}), 1,
                   "something else", NULL);
}
