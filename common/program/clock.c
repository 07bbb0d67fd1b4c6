#define _POSIX_C_SOURCE 200809L // clock_gettime
#include "common/program/clock.h"

#include <math.h>
#include <time.h>

double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

void least_seconds(double *least, int count, int runs,
                   void (*act)(void *context, int i), void *context)
{
    for (int run = 0; run < runs; run++)
        for (int i = 0; i < count; i++) {
            double start = seconds_now();
            act(context, i);
            double taken = seconds_now() - start;
            least[i] = run == 0 ? taken : fmin(least[i], taken);
        }
}
