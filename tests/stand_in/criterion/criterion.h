// What these tests use of Criterion, for where it is not packaged, where it is
// too slow, and where more has to be known of how a test ended. Each test runs
// in a process of its own, as there.
#ifndef CRITERION_H
#define CRITERION_H

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#pragma GCC system_header // Test(suite, name) leaves its "..." empty

typedef struct Options {
    const char *suite, *name;
    void (*test)(void), (*init)(void), (*fini)(void);
    int signal;       // that ends the test, if it is to be ended
    unsigned timeout; // in seconds, 0 for none
    struct Options *next;
} Options;

void cr_add_test(Options *test);
void cr_add_suite(Options *suite);
_Noreturn void cr_fail(const char *file, int line, const char *condition,
                       const char *format, ...);
_Noreturn void cr_skip(void);

#define CR_ADD(add, options)                                     \
    __attribute__((constructor)) static void add_##options(void) \
    {                                                            \
        add(&options);                                           \
    }

#define TestSuite(suite_, ...)                                       \
    static Options suite_##_suite = {.suite = #suite_, __VA_ARGS__}; \
    CR_ADD(cr_add_suite, suite_##_suite) struct Options

#define Test(suite_, name_, ...)                                        \
    static void suite_##_##name_(void);                                 \
    static Options suite_##_##name_##_test = {.suite = #suite_,         \
                                              .name = #name_,           \
                                              .test = suite_##_##name_, \
                                              __VA_ARGS__};             \
    CR_ADD(cr_add_test, suite_##_##name_##_test)                        \
    static void suite_##_##name_(void)

#define cr_assert(condition, ...) \
    ((condition) ? (void)0        \
                 : cr_fail(__FILE__, __LINE__, #condition, "" __VA_ARGS__))
#define cr_skip_test(...) cr_skip()
#define cr_assert_float_eq(a, b, error, ...) \
    cr_assert(fabs((a) - (b)) <= (error), __VA_ARGS__)
#define cr_assert_eq(a, b, ...) cr_assert((a) == (b), __VA_ARGS__)
#define cr_assert_str_eq(a, b, ...) cr_assert(!strcmp(a, b), __VA_ARGS__)

#endif
