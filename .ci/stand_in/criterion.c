// Runs all tests, or those of suites that begin with one of the arguments, as
// many at a time as there are processors, and ends with Criterion's closing
// line.
#define _XOPEN_SOURCE 700 // fork, alarm
#include "criterion/criterion.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static Options *tests, *suites;
static int tested, failed;

void cr_add_test(Options *test)
{
    test->next = tests;
    tests = test;
}

void cr_add_suite(Options *suite)
{
    suite->next = suites;
    suites = suite;
}

void cr_fail(const char *file, int line, const char *condition,
             const char *format, ...)
{
    fprintf(stderr, "%s:%d: not so: %s: ", file, line, condition);
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

// What a test does not say itself, its suite says.
static void inherit(Options *test)
{
    for (Options *suite = suites; suite != NULL; suite = suite->next)
        if (strcmp(suite->suite, test->suite) == 0) {
            test->init = test->init ? test->init : suite->init;
            test->fini = test->fini ? test->fini : suite->fini;
            test->timeout = test->timeout ? test->timeout : suite->timeout;
        }
}

static void start(Options *test)
{
    inherit(test);
    test->child = fork();
    if (test->child < 0)
        abort();
    if (test->child > 0)
        return;
    alarm(test->timeout);
    if (test->init)
        test->init();
    test->test();
    if (test->fini)
        test->fini();
    exit(0);
}

// Waits for any test to end.
static void finish(void)
{
    int ending;
    pid_t child = wait(&ending);
    Options *test = tests;
    while (test->child != child)
        test = test->next;
    test->child = 0;
    int ended_by = WIFSIGNALED(ending) ? WTERMSIG(ending) : 0;
    tested++;
    if (ended_by == test->signal && (ended_by || WEXITSTATUS(ending) == 0))
        return;
    failed++;
    fprintf(stderr, "FAILED: %s::%s, signal %d, status %d\n", test->suite,
            test->name, ended_by, WEXITSTATUS(ending));
}

static int is_chosen(const Options *test, char *prefixes[])
{
    int chosen = *prefixes == NULL;
    for (; *prefixes != NULL; prefixes++)
        chosen |= !strncmp(test->suite, *prefixes, strlen(*prefixes));
    return chosen;
}

int main(int argc, char *argv[])
{
    (void)argc;
    long free_places = sysconf(_SC_NPROCESSORS_ONLN), places = free_places;
    for (Options *test = tests; test != NULL; test = test->next) {
        if (!is_chosen(test, argv + 1))
            continue;
        if (free_places == 0)
            finish();
        else
            free_places--;
        start(test);
    }
    while (free_places++ < places)
        finish();
    fprintf(stderr,
            "[====] Synthesis: Tested: %d | Passing: %d | Failing: %d | "
            "Crashing: 0\n",
            tested, tested - failed, failed);
    return tested == 0 || failed != 0;
}
