#include <criterion/criterion.h>
#include <string.h>

#include "expect.h"

#define TELLS "OMP_DISPLAY_ENV=verbose 16_digit_classifier --help"

// What gcc's OpenMP says of itself when the program has begun for good, or NULL.
static const char *last_setting(const Result *r)
{
    const char *last = NULL;
    for (const char *s = r->err; (s = strstr(s, "GOMP_SPINCOUNT = '")); s++)
        last = s;
    return last;
}

Test(threads, that_wait_sleep_soon)
{
    Result r = run_command("env -u GOMP_SPINCOUNT -u OMP_WAIT_POLICY " TELLS);
    const char *setting = last_setting(&r);
#if defined _OPENMP && !defined __clang__
    cr_assert(setting != NULL, "%s", r.err);
    cr_assert(strncmp(setting, "GOMP_SPINCOUNT = '3000'", 23) == 0, "%.30s",
              setting);
#else
    cr_assert(setting == NULL);
#endif
    cr_assert_eq(r.status, 0);
}

Test(threads, wait_as_they_are_told_to)
{
    Result r = run_command("GOMP_SPINCOUNT=77 " TELLS);
    const char *setting = last_setting(&r);
    cr_assert(setting == NULL || strncmp(setting + 18, "77'", 3) == 0);
    cr_assert_eq(r.status, 0);
}
