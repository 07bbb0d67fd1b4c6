// common/ground/fail.c: how programs end when they cannot go on.
#define _XOPEN_SOURCE 700 // dup2
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/ground/fail.h"
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

static void complain_twice(void *context)
{
    (void)context;
    complain("%s: is blank", "a file");
    printf("and on");
    complain("%s: is blank, too", "another");
}

Test(fail, may_be_put_off)
{
    Result r = run_action(complain_twice, NULL);
    cr_assert(r.status == 0);
    cr_assert_str_eq(
        r.err, "error: a file: is blank\nerror: another: is blank, too\n");
    cr_assert_str_eq(r.out, "and on");
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

static void fail_with_a_remedy(void *context)
{
    char name[9000];
    memset(name, 'x', sizeof name);
    name[*(size_t *)context] = '\0';
    fail("file: tensor %s: is bad; take another", name);
}

Test(fail, keeps_file_and_remedy_of_a_message_that_is_too_long)
{
    for (size_t length = 4000; length < 8999;
         length += length < 4070 ? 1 : 101) {
        Result r = run_action(fail_with_a_remedy, &length);
        expect_failure(r, 1, "file: tensor xxx", "xxx: is bad; take another\n",
                       NULL);
        size_t whole = strlen("file: tensor : is bad; take another") + length;
        bool is_cut = strstr(r.err, "xxx [...] xxx") != NULL;
        cr_assert(is_cut == (whole > 4095), "%zu bytes", length);
        cr_assert(strlen(r.err) ==
                  strlen("error: ") + (is_cut ? 4095 : whole) + strlen("\n"));
    }
}

static void fail_again(void)
{
    fail("the second reason");
}

static void fail_twice(void *context)
{
    (void)context;
    atexit(fail_again);
    fail(fail_said() ? "said before" : "the first reason");
}

Test(fail, says_the_first_reason_alone)
{
    Result r = run_action(fail_twice, NULL);
    cr_assert_str_eq(r.err, "error: the first reason\n");
    cr_assert(r.status == 1);
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

static void mistake_the_usage_in_a_file(void *context)
{
    fail_usage_in("file");
    if (context != NULL)
        fail_usage_in(NULL);
    mistake_the_usage(NULL);
}

Test(fail_usage, names_the_file_from_which_options_are_read)
{
    Result r = run_action(mistake_the_usage_in_a_file, NULL);
    expect_failure(r, 1,
                   "file: has a wrong setting: there is no --nonsense; "
                   "take another file",
                   NULL);
    r = run_action(mistake_the_usage_in_a_file, "");
    expect_failure(r, 2, "error: there is no --nonsense; see --help", NULL);
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
