// Runs all tests, or those of the suites that the arguments name, one
// after another, and says how each ended as Criterion's --verbose does, on lines
// of its own, whatever a test has left unfinished. With FAIL_FAST=1 in the
// environment it ends with the first that fails.
//
// A test passes only if it comes to its end, or to the signal that it asks for;
// exit(0) on the way, which Criterion takes for success, does not do.
//
// TIME_LIMIT=5 gives each test 5 s of processor time, which other programs do
// not use up, and twice as long for one that sleeps. After the first that needs
// more, the others get a tenth, since many may run into the same endless loop.
#define _XOPEN_SOURCE 700 // fork, alarm, setitimer
#include "criterion/criterion.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ENDED = 97, TOO_LONG = 98 };

static Options *tests, *suites;
static jmp_buf test_end;
static bool failed, one_was_endless;

// In Criterion's order, that of the alphabet.
static bool is_before(const Options *test, const Options *other)
{
    int order = strcmp(test->suite, other->suite);
    return order < 0 || (order == 0 && strcmp(test->name, other->name) < 0);
}

void cr_add_test(Options *test)
{
    Options **place = &tests;
    while (*place != NULL && is_before(*place, test))
        place = &(*place)->next;
    test->next = *place;
    *place = test;
}

void cr_add_suite(Options *suite)
{
    suite->next = suites;
    suites = suite;
}

void cr_skip(void)
{
    longjmp(test_end, 1);
}

void cr_fail(const char *file, int line, const char *condition,
             const char *format, ...)
{
    fprintf(stderr, "\n[----] %s:%d: Assertion Failed\n[----]   ", file, line);
    if (*format == '\0')
        fprintf(stderr, "The expression %s is false.", condition);
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    failed = true;
    longjmp(test_end, 1);
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

static void set_timer(int timer, int tenths)
{
    struct itimerval limit = {{0, 0}, {tenths / 10, tenths % 10 * 100000}};
    setitimer(timer, &limit, NULL);
}

// Before a signal ends a test, the sanitizer, if there is one, tells in which
// line that was.
void __sanitizer_print_stack_trace(void) __attribute__((weak));

static void end_by(int signal_number)
{
    set_timer(ITIMER_PROF, 0); // while that is told, which may take a while,
    set_timer(ITIMER_REAL, 0); // no other signal may come
    if (__sanitizer_print_stack_trace != NULL)
        __sanitizer_print_stack_trace();
    if (signal_number != SIGABRT)
        _exit(TOO_LONG);
    signal(SIGABRT, SIG_DFL);
    abort();
}

static void limit_time(const Options *test)
{
    alarm(test->timeout);
    const char *seconds = getenv("TIME_LIMIT");
    if (seconds == NULL)
        return;
    int tenths = atoi(seconds) * (one_was_endless ? 1 : 10);
    set_timer(ITIMER_PROF, tenths);
    set_timer(ITIMER_REAL, 2 * tenths); // what waits takes no processor time
}

static void run(const Options *test)
{
    if (test->signal != SIGABRT)
        signal(SIGABRT, end_by);
    signal(SIGPROF, end_by);
    signal(SIGALRM, end_by);
    signal(SIGXCPU, end_by);
    limit_time(test);
    if (setjmp(test_end) == 0) {
        if (test->init)
            test->init();
        test->test();
    }
    if (test->fini)
        test->fini();
    exit(failed ? 1 : ENDED);
}

static bool passes(Options *test)
{
    inherit(test);
    fprintf(stderr, "[RUN ] %s::%s\n", test->suite, test->name);
    pid_t child = fork();
    if (child < 0)
        abort();
    if (child == 0)
        run(test);
    int ending, status;
    waitpid(child, &ending, 0);
    status = WIFEXITED(ending) ? WEXITSTATUS(ending) : 0;
    if (status == TOO_LONG) {
        fprintf(stderr, "\n[----] Time limit: %s\n",
                one_was_endless ? "a tenth" : "the first");
        one_was_endless = true;
    }
    if (WIFSIGNALED(ending) && WTERMSIG(ending) != test->signal)
        fprintf(stderr, "\n[----] Unexpected signal %d\n", WTERMSIG(ending));
    return test->signal == 0
               ? status == ENDED
               : WIFSIGNALED(ending) && WTERMSIG(ending) == test->signal;
}

static bool is_chosen(const Options *test, char *names[])
{
    bool chosen = *names == NULL;
    for (; *names != NULL; names++)
        chosen = chosen || strcmp(test->suite, *names) == 0;
    return chosen;
}

int main(int argc, char *argv[])
{
    (void)argc;
    int tested = 0, passing = 0;
    bool fast = getenv("FAIL_FAST") != NULL;
    for (Options *test = tests; test != NULL; test = test->next) {
        if (!is_chosen(test, argv + 1) || (fast && passing < tested))
            continue;
        bool passed = passes(test);
        fprintf(stderr, "\n[%s] %s::%s\n", passed ? "PASS" : "FAIL",
                test->suite, test->name);
        tested++;
        passing += passed;
    }
    fprintf(stderr,
            "[====] Synthesis: Tested: %d | Passing: %d | Failing: %d | "
            "Crashing: 0\n",
            tested, passing, tested - passing);
    return tested == 0 || passing < tested;
}
