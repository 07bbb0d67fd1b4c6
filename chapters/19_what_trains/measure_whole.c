#define _POSIX_C_SOURCE 200809L // fork, kill
#include "19_what_trains/measure.h"

#include <stdio.h>
#include <stdlib.h>

#ifdef _OPENMP
#include <omp.h>
#endif
#ifndef __wasm__
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

#include "common/program/clock.h"

enum { STEPS = 500 };

static int compare_numbers(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

// Milliseconds of whole steps: what one in ten stays below, the median, what one in
// ten exceeds, and the mean.
static void show_steps(Chapter *chapter, const WholeStep *s, int threads,
                       bool busy)
{
    double ms[STEPS], mean = 0;
    for (int i = 0; i < STEPS; i++) {
        double start = seconds_now();
        train_batch(s->trainer, s->digits, 0, s->scale);
        ms[i] = 1e3 * (seconds_now() - start);
        mean += ms[i] / STEPS;
    }
    qsort(ms, STEPS, sizeof *ms, compare_numbers);
    double tenths[] = {ms[STEPS / 10], ms[STEPS / 2], ms[STEPS - STEPS / 10]};
    printf("  %7d   %-10s %8.2f %8.2f %8.2f %8.2f\n", threads,
           busy ? "busy" : "free", tenths[0], tenths[1], tenths[2], mean);
    fprintf(chapter->plot.stream, "%d %d %.2f %.2f %.2f %.2f\n", threads, busy,
            tenths[0], tenths[1], tenths[2], mean);
}

void use_threads(int threads)
{
    (void)threads; // where there is no OpenMP
#ifdef _OPENMP
    omp_set_num_threads(threads);
#endif
}

int all_threads(void)
{
#ifdef _OPENMP
    return omp_get_max_threads();
#else
    return 1;
#endif
}

// Starts a process that keeps a core busy; none in a browser.
static int start_other(void)
{
#ifndef __wasm__
    int other = fork();
    if (other == 0)
        for (volatile int n = 0;; n = 1 - n)
            ;
    return other;
#else
    return -1;
#endif
}

static void end_other(int other)
{
#ifndef __wasm__
    if (other > 0) {
        kill(other, SIGKILL);
        waitpid(other, NULL, 0);
    }
#else
    (void)other;
#endif
}

void measure_threads(Chapter *chapter, const WholeStep *s, int all)
{
    printf("\nWhole steps, ms       a tenth   median  nine tenths\n"
           "  threads   a core is   below             below     mean\n");
    plot_block(&chapter->plot, "threads");
    for (int busy = 0; busy < 2; busy++) {
        int other = busy ? start_other() : -1;
        for (int threads = 1;; threads = all) {
            use_threads(threads);
            show_steps(chapter, s, threads, busy);
            if (threads == all)
                break;
        }
        end_other(other);
    }
}
