// common/fail.c: how programs end when they cannot go on.
#define _XOPEN_SOURCE 700 // dup2
#include <criterion/criterion.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/fail.h"
#include "expect.h"

static void fail_with_a_number(void *context)
{
    (void)context;
    printf("what led to it");
    fail("%s: has %d digits", "a\tfile", 7);
}

Test(fail, says_why_in_one_line_and_exits_with_status_1)
{
    Result r = run_action(fail_with_a_number, NULL);
    cr_assert(r.status == 1);
    cr_assert_str_eq(r.err, "error: a?file: has 7 digits\n");
    cr_assert_str_eq(r.out, "what led to it");
}

// The message goes to where the output goes, as in a terminal.
static void fail_into_the_output(void *context)
{
    dup2(STDOUT_FILENO, STDERR_FILENO);
    fail_with_a_number(context);
}

Test(fail, comes_after_what_led_to_it)
{
    Result r = run_action(fail_into_the_output, NULL);
    cr_assert_str_eq(r.out, "what led to iterror: a?file: has 7 digits\n");
}

static void fail_at_length(void *context)
{
    (void)context;
    char name[5000];
    memset(name, 'x', sizeof name);
    name[sizeof name - 1] = '\0';
    fail("%s", name);
}

Test(fail, cuts_a_message_short_that_is_absurdly_long)
{
    Result r = run_action(fail_at_length, NULL);
    expect_failure(r, 1, "xxxxxxxx", NULL);
    cr_assert(strlen(r.err) == strlen("error: ") + 4095 + strlen("\n"));
}

static void mistake_the_usage(void *context)
{
    (void)context;
    fail_usage("there is no --%s", "nonsense");
}

Test(fail_usage, points_to_the_help_and_exits_with_status_2)
{
    Result r = run_action(mistake_the_usage, NULL);
    cr_assert(r.status == 2);
    cr_assert_str_eq(r.err, "error: there is no --nonsense; see --help\n");
}

static void make_a_bug(void *context)
{
    (void)context;
    fail_bug("%d rows", -1);
}

Test(fail_bug, aborts)
{
    Result r = run_action(make_a_bug, NULL);
    expect_failure(r, 128 + SIGABRT, "-1 rows", NULL);
}

// Prints so many bytes to a disk with DISK_LEFT bytes left.
static void print_bytes(void *count)
{
    fill_disk();
    check_output_at_exit();
    for (int i = 0; i < *(int *)count; i++)
        putchar('x');
}

Test(check_output_at_exit, is_content_where_all_was_written)
{
    expect_success(run_action(print_bytes, (int[]){DISK_LEFT}));
}

Test(check_output_at_exit, says_that_the_disk_is_full)
{
    expect_failure(run_action(print_bytes, (int[]){DISK_LEFT + 1}), 1,
                   "standard output cannot be written: File too large", NULL);
}

// At the end there is nothing left to write, and nothing to fail.
static void print_and_flush(void *count)
{
    print_bytes(count);
    fflush(stdout);
}

Test(check_output_at_exit, says_that_the_disk_was_full_earlier)
{
    expect_failure(run_action(print_and_flush, (int[]){DISK_LEFT + 1}), 1,
                   "standard output cannot be written", NULL);
}

Test(allocate, begins_at_a_cache_line_even_for_nothing)
{
    for (unsigned long size = 0; size < 1000; size++) {
        char *memory = allocate(size);
        cr_assert(memory != NULL && (uintptr_t)memory % 64 == 0);
        memset(memory, 1, size);
        free(memory);
    }
}

static void ask_for_all(void *context)
{
    (void)context;
    allocate(LONG_MAX);
}

Test(allocate, says_that_memory_is_out)
{
    expect_failure(run_action(ask_for_all, NULL), 1, "out of memory",
                   "9223372036854775807", NULL);
}
