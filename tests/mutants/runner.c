// Runs tests in place of Criterion, for mutants.sh: each test in a fork of this
// process, one after another up to the first that fails, whose name and words
// it prints. Criterion starts a program anew for each and takes thirty times as
// long. A test passes only if it comes to its end, or to the signal that it asks
// for; exit(0) on the way, which Criterion takes for success, does not do.
#define _GNU_SOURCE // vasprintf
#include <criterion/criterion.h>
#include <criterion/redirect.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ENDED = 97 };

// Where Test and TestSuite put what they define.
extern struct criterion_test *__start_cr_tst[], *__stop_cr_tst[];
extern struct criterion_suite *__start_cr_sts[], *__stop_cr_sts[];
__attribute__((section("cr_sts"))) struct criterion_suite *no_suite;

static struct criterion_test *current;
static jmp_buf test_end;
static bool failed;

// --------------------------------------------- what a test wants of Criterion

struct criterion_options criterion_options;

static void call(void (*fixture)(void))
{
    if (fixture != NULL)
        fixture();
}

static struct criterion_test_extra_data suite_data(void)
{
    for (struct criterion_suite **s = __start_cr_sts; s < __stop_cr_sts; s++)
        if (*s != NULL && strcmp((*s)->name, current->category) == 0)
            return *(*s)->data;
    return (struct criterion_test_extra_data){0};
}

void criterion_internal_test_setup(void)
{
    call(suite_data().init);
    call(current->data->init);
}

void criterion_internal_test_main(void (*body)(void))
{
    if (setjmp(test_end) == 0)
        body();
}

void criterion_internal_test_teardown(void)
{
    call(current->data->fini);
    call(suite_data().fini);
}

void criterion_abort_test(void)
{
    failed = true;
    longjmp(test_end, 1);
}

void criterion_skip_test(const char *format, ...)
{
    (void)format;
    longjmp(test_end, 1);
}

void criterion_send_assert(struct criterion_assert_stats *assertion)
{
    fprintf(stderr, "%s:%u: %s\n", assertion->file, assertion->line,
            assertion->message);
}

void cri_asserts_passed_incr(void)
{
}

char *cr_translate_assert_msg(int message, ...)
{
    va_list arguments;
    va_start(arguments, message);
    char *expression = strdup(va_arg(arguments, char *));
    va_end(arguments);
    return expression;
}

int cr_asprintf(char **text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vasprintf(text, format, arguments);
    va_end(arguments);
    return length;
}

void cr_asprintf_free(char *text)
{
    free(text);
}

void cr_redirect_stderr(void)
{
    freopen("/dev/null", "w", stderr);
}

// -------------------------------------------------------------------- running

static bool passes(void)
{
    pid_t child = fork();
    if (child == 0) {
        dup2(STDERR_FILENO, STDOUT_FILENO);
        current->test();
        _exit(failed ? 1 : ENDED);
    }
    int ending = 0;
    waitpid(child, &ending, 0);
    if (current->data->signal != 0)
        return WIFSIGNALED(ending) && WTERMSIG(ending) == current->data->signal;
    return WIFEXITED(ending) && WEXITSTATUS(ending) == ENDED;
}

int main(void)
{
    for (struct criterion_test **t = __start_cr_tst; t < __stop_cr_tst; t++) {
        current = *t;
        if (!passes()) {
            printf("%s::%s\n", current->category, current->name);
            return 1;
        }
    }
    return 0;
}
