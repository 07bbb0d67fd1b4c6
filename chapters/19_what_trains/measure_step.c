#define _POSIX_C_SOURCE 200809L // fork, kill
#include "19_what_trains/measure.h"

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

#include "02_relu/relu.h"
#include "03_activation_matrix/batch.h"
#include "09_activation_gradient/relu_backward.h"
#include "14_dropout/dropout.h"
#include "17_fast_product/fast_product.h"
#include "common/program/clock.h"

enum { PARTS = 12, LAST = 3, STEPS = 500 };

typedef struct Run Run;

// A part of the step, with its floating-point operations and the bytes that it
// has to read and write once. A product has three matrices, any other part a
// function.
typedef struct {
    const char *name;
    double flops, bytes;
    Product *product;
    Matrix C, A, B;
    void (*act)(Trainer *t);
} Part;

struct Run {
    Trainer *trainer;
    Digits digits;
    double scale;
    Matrix pixels; // a batch of them
    Part parts[PARTS];
};

// ---------------------------------------------------------------- the parts

static void relus(Trainer *t)
{
    for (int l = 1; l < LAST; l++) {
        relu(t->net.A[l], t->net.Z[l]);
        relu_backward(t->net.dZ[l], t->net.dA[l], t->net.Z[l]);
    }
}

static void dropouts(Trainer *t)
{
    for (int l = 1; l < LAST; l++) {
        dropout_mask(t->net.D[l], t->keep[l], &t->masks);
        dropout(t->net.A[l], t->net.D[l]);
        dropout(t->net.dA[l], t->net.D[l]);
    }
}

static void step_of_adam(Trainer *t)
{
    adam_step(&t->adam, t->net.theta, t->net.dtheta);
}

static int terms_of(const Part *p)
{
    return p->product == matrix_product_tn ? p->A.rows : p->A.cols;
}

static Part product_part(const char *name, Product *product, Matrix C, Matrix A,
                         Matrix B)
{
    size_t numbers = elements(A) + elements(B) + elements(C);
    Part p = {.name = name,
              .bytes = (double)numbers * sizeof(real),
              .product = product,
              .C = C,
              .A = A,
              .B = B};
    p.flops = 2.0 * terms_of(&p) * (double)elements(C);
    return p;
}

// A part that does `flops` operations and moves `bytes` for each of `count`
// numbers. Roots, divisions and comparisons count as operations, and drawing a
// random number as none.
static Part other_part(const char *name, void (*act)(Trainer *t), size_t count,
                       double flops, double bytes)
{
    return (Part){.name = name,
                  .flops = flops * (double)count,
                  .bytes = bytes * (double)count,
                  .act = act};
}

static void list_parts(Run *r)
{
    Network n = r->trainer->net;
    size_t hidden = elements(n.A[1]) + elements(n.A[2]);
    const Part parts[PARTS] = {
        other_part("load pixels", NULL, elements(n.A[0]), 1, 1 + sizeof(real)),
        product_part("W1 A0", matrix_product, n.Z[1], n.W[1], n.A[0]),
        product_part("W2 A1", matrix_product, n.Z[2], n.W[2], n.A[1]),
        product_part("W3 A2", matrix_product, n.Z[3], n.W[3], n.A[2]),
        other_part("ReLU", relus, hidden, 2, 5 * sizeof(real)),
        other_part("dropout", dropouts, hidden, 2, 7 * sizeof(real)),
        product_part("dZ3 A2'", matrix_product_nt, n.dW[3], n.dZ[3], n.A[2]),
        product_part("W3' dZ3", matrix_product_tn, n.dA[2], n.W[3], n.dZ[3]),
        product_part("dZ2 A1'", matrix_product_nt, n.dW[2], n.dZ[2], n.A[1]),
        product_part("W2' dZ2", matrix_product_tn, n.dA[1], n.W[2], n.dZ[2]),
        product_part("dZ1 A0'", matrix_product_nt, n.dW[1], n.dZ[1], n.A[0]),
        other_part("Adam", step_of_adam, elements(n.theta), 14,
                   7 * sizeof(real)),
    };
    memcpy(r->parts, parts, sizeof parts);
}

static void run_part(void *context, int i)
{
    Run *r = context;
    const Part *p = &r->parts[i];
    if (p->product != NULL)
        p->product(p->C, p->A, p->B);
    else if (p->act != NULL)
        p->act(r->trainer);
    else
        fill_batch(r->pixels, r->digits, NULL, r->scale);
}

// A part, and the same product of factors of which none is transposed and nothing
// is 0, in tiles and in chapter 17's loops in order.
typedef struct {
    Run *run;
    int part;
    Matrix C, A, B;
} Race;

static void run_way(void *context, int way)
{
    const Race *d = context;
    if (way == 0)
        run_part(d->run, d->part);
    else if (way == 1)
        matrix_product_dense(d->C, d->A, d->B);
    else
        product_in_order(d->C, d->A, d->B);
}

// Milliseconds of all three ways; of a part that is no product, of the first.
static void measure_part(double *ms, Run *r, int part, int runs)
{
    const Part *p = &r->parts[part];
    bool product = p->product != NULL;
    Race race = {.run = r, .part = part};
    if (product) {
        race.C = matrix_new(p->C.rows, p->C.cols);
        race.A = matrix_new(p->C.rows, terms_of(p));
        race.B = matrix_new(terms_of(p), p->C.cols);
        matrix_fill(race.A, 1);
        matrix_fill(race.B, 1);
    }
    least_seconds(ms, product ? 3 : 1, 10 * runs, run_way, &race);
    ms[0] *= 1e3;
    ms[1] = product ? 1e3 * ms[1] : ms[0];
    ms[2] = product ? 1e3 * ms[2] : ms[0];
    if (product)
        matrix_free_all((Matrix *[]){&race.C, &race.A, &race.B, NULL});
}

static void measure_parts(Chapter *chapter, int runs, Run *r)
{
    double all[3] = {0};
    printf("\nA training step, ms     in order   in tiles   as chosen   "
           "GFLOP/s in tiles   FLOP/byte\n");
    plot_block(&chapter->plot, "step");
    for (int i = 0; i < PARTS; i++) {
        const Part *p = &r->parts[i];
        double ms[3];
        measure_part(ms, r, i, runs);
        double speed = p->flops / ms[1] / 1e6;
        printf("  %-19s %10.3f %10.3f %11.3f %18.1f %11.2f\n", p->name, ms[2],
               ms[1], ms[0], speed, p->flops / p->bytes);
        fprintf(chapter->plot.stream, "\"%s\" %.3f %.3f %.3f %.2f %.3f\n",
                p->name, ms[2], ms[1], ms[0], speed, p->flops / p->bytes);
        for (int way = 0; way < 3; way++)
            all[way] += ms[way];
    }
    printf("  %-19s %10.3f %10.3f %11.3f\n", "together", all[2], all[1],
           all[0]);
}

// ----------------------------------------------------------- the whole step

static int compare_numbers(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

// Milliseconds of whole steps: what one in ten stays below, the median, what one in
// ten exceeds, and the mean.
static void show_steps(Chapter *chapter, Run *r, int threads, bool busy)
{
    double ms[STEPS], mean = 0;
    for (int i = 0; i < STEPS; i++) {
        double start = seconds_now();
        train_batch(r->trainer, r->digits, 0, r->scale);
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

static void use_threads(int threads)
{
    (void)threads; // where there is no OpenMP
#ifdef _OPENMP
    omp_set_num_threads(threads);
#endif
}

static int all_threads(void)
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

// With one thread and with all, on a free machine and beside a process that keeps
// a core busy.
static void show_threads(Chapter *chapter, Run *r)
{
    int all = all_threads();
    for (int busy = 0; busy < 2; busy++) {
        int other = busy ? start_other() : -1;
        for (int threads = 1;; threads = all) {
            use_threads(threads);
            show_steps(chapter, r, threads, busy);
            if (threads == all)
                break;
        }
        end_other(other);
    }
    use_threads(all);
}

void measure_step(Chapter *chapter, int runs, Trainer *trainer)
{
    Run r = {.trainer = trainer,
             .digits = chapter->train,
             .scale = length_scale(chapter->train),
             .pixels = matrix_new(PIXELS, trainer->recipe.batch)};
    list_parts(&r);
    measure_parts(chapter, runs, &r);
    printf("\nWhole steps, ms       a tenth   median  nine tenths\n"
           "  threads   a core is   below             below     mean\n");
    plot_block(&chapter->plot, "threads");
    show_threads(chapter, &r);
    matrix_free(&r.pixels);
}
