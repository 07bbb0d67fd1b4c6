// common/program/clock.c: the time.
#define _POSIX_C_SOURCE 200809L // clock_gettime
#include <criterion/criterion.h>
#include <time.h>

#include "common/program/clock.h"

static double clock_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

Test(seconds_now, are_those_of_the_clock)
{
    for (int i = 0; i < 100; i++) {
        double before = clock_now(), now = seconds_now(), after = clock_now();
        cr_assert(before - 1e-6 < now && now < after + 1e-6);
    }
}

Test(seconds_now, goes_on)
{
    double start = seconds_now(), now = start;
    for (int i = 0; i < 100000000 && now == start; i++)
        now = seconds_now();
    cr_assert(now > start);
}
