#define _XOPEN_SOURCE 700 // alarm
#include "graded.h"

#include <criterion/hooks.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "expect.h"

enum { ENDED = 97, TOO_LONG = 98 };

// Every test must end with this exit status, except those that must abort.
ReportHook(PRE_ALL)(struct criterion_test_set *tests)
{
    FOREACH_SET(struct criterion_suite_set * suite, tests->suites)
    FOREACH_SET(struct criterion_test * test, suite->tests)
    if (test->data->signal == 0)
        test->data->exit_code = ENDED;
}

_Noreturn void test_ended(void)
{
    scratch_leave(); // Criterion would, but this process ends here
    exit(ENDED);
}

// An endless loop is stopped by an alarm: unlike Criterion's --timeout, it lets
// the sanitizer, if there is one, tell in which line that was.
void __sanitizer_report_error_summary(const char *) __attribute__((weak));
void __sanitizer_print_stack_trace(void) __attribute__((weak));

static void stop(int signal)
{
    static const char why[] = "time limit\n";
    (void)signal;
    if (__sanitizer_print_stack_trace != NULL) {
        __sanitizer_report_error_summary(why);
        __sanitizer_print_stack_trace();
    } else if (write(STDERR_FILENO, why, sizeof why - 1) < 0) {
        abort();
    }
    _exit(TOO_LONG);
}

__attribute__((constructor)) static void limit_time(void)
{
    // BXFI_MAP is set in the process of a test, but not in their parent.
    const char *limit = getenv("TIME_LIMIT");
    if (limit == NULL || getenv("BXFI_MAP") == NULL)
        return;
    signal(SIGALRM, stop);
    alarm((unsigned)atoi(limit));
}
