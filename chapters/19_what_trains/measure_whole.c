#define _POSIX_C_SOURCE 200809L // fork, kill
#include "19_what_trains/measure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef _OPENMP
#include <omp.h>
#endif
#ifndef __wasm__
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

#include "14_dropout/dropout.h"
#include "common/program/clock.h"

enum { STEPS = 500 };

static int compare_numbers(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

// What a step is made of: section l, from 1 on, is layer l, with its products, its
// biases and ReLU or softmax, forward and backward.
enum { LOADING, DROPOUT = 4, ADAM, SECTIONS };

// Milliseconds since the last call for this time.
static double lap(double *last)
{
    double now = seconds_now(), ms = 1e3 * (now - *last);
    *last = now;
    return ms;
}

// A step as train_batch takes it, with a look at the clock after each section.
static void take_step(const WholeStep *s, double *ms)
{
    Trainer *t = s->trainer;
    Network *n = &t->net;
    memset(ms, 0, SECTIONS * sizeof *ms);
    double last = seconds_now();
    network_load(n, s->digits, t->order, t->recipe.batch, s->scale);
    ms[LOADING] = lap(&last);
    for (int l = 1; l <= n->L; l++) {
        layer_forward(n, l);
        ms[l] += lap(&last);
        if (l < n->L) {
            dropout_mask(n->D[l], t->keep[l], &t->masks);
            dropout(n->A[l], n->D[l]);
            ms[DROPOUT] += lap(&last);
        }
    }
    for (int l = n->L; l >= 1; l--) {
        layer_backward(n, l);
        ms[l] += lap(&last);
        if (l > 1) {
            dropout(n->dA[l - 1], n->D[l - 1]);
            ms[DROPOUT] += lap(&last);
        }
    }
    adam_step(&t->adam, n->theta, n->dtheta);
    ms[ADAM] = lap(&last);
}

// Prints the shortest time of each section, and of all together.
static void measure_sections(Chapter *chapter, const WholeStep *s, int threads)
{
    double least[SECTIONS], together = 0;
    use_threads(threads);
    take_step(s, least);
    for (int i = 1; i < STEPS; i++) {
        double ms[SECTIONS];
        take_step(s, ms);
        for (int section = 0; section < SECTIONS; section++)
            least[section] = fmin(least[section], ms[section]);
    }
    printf("  %7d", threads);
    fprintf(chapter->plot.stream, "%d", threads);
    for (int section = 0; section < SECTIONS; section++) {
        together += least[section];
        printf("  %8.3f", least[section]);
        fprintf(chapter->plot.stream, " %.3f", least[section]);
    }
    printf("  %8.3f\n", together);
    fprintf(chapter->plot.stream, "\n");
}

// Milliseconds of whole steps: the shortest, the median, what one in ten exceeds, and
// the mean.
static void show_steps(Chapter *chapter, const WholeStep *s, int threads,
                       bool busy)
{
    double ms[STEPS], mean = 0;
    for (int i = 0; i < STEPS; i++) {
        double start = seconds_now();
        train_batch(s->trainer, s->digits, 0, s->scale);
        ms[i] = lap(&start);
        mean += ms[i] / STEPS;
    }
    qsort(ms, STEPS, sizeof *ms, compare_numbers);
    double some[] = {ms[0], ms[STEPS / 2], ms[STEPS - STEPS / 10]};
    printf("  %7d   %-10s %8.3f %8.2f %8.2f %8.2f\n", threads,
           busy ? "busy" : "free", some[0], some[1], some[2], mean);
    fprintf(chapter->plot.stream, "%d %d %.3f %.2f %.2f %.2f\n", threads, busy,
            some[0], some[1], some[2], mean);
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

static void measure_beside(Chapter *chapter, const WholeStep *s, int all,
                           bool busy)
{
    int other = busy ? start_other() : -1;
    for (int threads = 1;; threads = all) {
        use_threads(threads);
        show_steps(chapter, s, threads, busy);
        if (threads == all)
            break;
    }
    end_other(other);
}

void measure_whole(Chapter *chapter, const WholeStep *s, int all)
{
    printf("\nA step in a row, ms\n"
           "  threads   loading   layer 1   layer 2   layer 3   dropout      "
           "Adam  together\n");
    plot_block(&chapter->plot, "sections");
    measure_sections(chapter, s, 1);
    if (all > 1)
        measure_sections(chapter, s, all);
    printf("\nWhole steps, ms                          nine in ten\n"
           "  threads   a core is  shortest  median  at most     mean\n");
    plot_block(&chapter->plot, "threads");
    measure_beside(chapter, s, all, false);
    measure_beside(chapter, s, all, true);
}
