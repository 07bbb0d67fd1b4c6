// Included before everything else when tests are compiled to grade a reader's
// lesson. A test passes only if it came to its end: exit(0) on the way, which
// Criterion takes for success, does not do.
#ifndef TESTS_WORKBOOK_GRADED_H
#define TESTS_WORKBOOK_GRADED_H

#include <criterion/criterion.h>

// Ends a test's process in the one way that counts.
_Noreturn void test_ended(void);

// "SUITE/NAME\n" of the test that runs.
extern const char *graded_test;

#undef Test
#define Test(...) GRADED_TEST(__VA_ARGS__, .sentinel_ = 0)
#define GRADED_TEST(Suite, Name, ...)                 \
    static void Suite##_##Name##_body(void);          \
    CR_EXPAND(CR_TEST_BASE(Suite, Name, __VA_ARGS__)) \
    {                                                 \
        graded_test = #Suite "/" #Name "\n";          \
        Suite##_##Name##_body();                      \
        test_ended();                                 \
    }                                                 \
    static void Suite##_##Name##_body(void)

#endif
