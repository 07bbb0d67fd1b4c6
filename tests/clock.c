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

// Each action sleeps a fifth of a second, but for one turn of its own.
static void sleep_in_turn(void *context, int i)
{
    static const int milliseconds[2][3] = {{200, 1, 200}, {10, 200, 200}};
    int *turn = context;
    struct timespec time = {0, 1000000L * milliseconds[i][turn[i]++]};
    nanosleep(&time, NULL);
}

Test(least_seconds, are_the_least_of_each_action)
{
    int turns[2] = {0, 0};
    double least[2];
    least_seconds(least, 2, 3, sleep_in_turn, turns);
    cr_assert(turns[0] == 3 && turns[1] == 3);
    cr_assert(least[0] >= 0.001 && least[0] < 0.2, "%g", least[0]);
    cr_assert(least[1] >= 0.01 && least[1] < 0.2, "%g", least[1]);
}
