#include "19_what_trains/measure.h"

#include <stdio.h>
#include <string.h>

#include "02_relu/relu.h"
#include "03_activation_matrix/batch.h"
#include "09_activation_gradient/relu_backward.h"
#include "14_dropout/dropout.h"
#include "17_fast_product/fast_product.h"
#include "common/program/clock.h"

enum { PARTS = 12, LAST = 3 };

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
    int threads;
    Matrix pixels; // a batch of them
    Part parts[PARTS];
};

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

// The products come first: they leave the numbers that they multiply as they are, and
// dropout, repeated, leaves nothing but zeros.
static void list_parts(Run *r)
{
    Network n = r->trainer->net;
    size_t hidden = elements(n.A[1]) + elements(n.A[2]);
    const Part parts[PARTS] = {
        product_part("W1 A0", matrix_product, n.Z[1], n.W[1], n.A[0]),
        product_part("W2 A1", matrix_product, n.Z[2], n.W[2], n.A[1]),
        product_part("W3 A2", matrix_product, n.Z[3], n.W[3], n.A[2]),
        product_part("dZ3 A2'", matrix_product_nt, n.dW[3], n.dZ[3], n.A[2]),
        product_part("W3' dZ3", matrix_product_tn, n.dA[2], n.W[3], n.dZ[3]),
        product_part("dZ2 A1'", matrix_product_nt, n.dW[2], n.dZ[2], n.A[1]),
        product_part("W2' dZ2", matrix_product_tn, n.dA[1], n.W[2], n.dZ[2]),
        product_part("dZ1 A0'", matrix_product_nt, n.dW[1], n.dZ[1], n.A[0]),
        other_part("load pixels", NULL, elements(n.A[0]), 1, 1 + sizeof(real)),
        other_part("ReLU", relus, hidden, 2, 5 * sizeof(real)),
        other_part("dropout", dropouts, hidden, 2, 7 * sizeof(real)),
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

// A part on all threads and on one; and a product of factors of which none is
// transposed and nothing is 0, in tiles and in chapter 17's loops in order.
typedef struct {
    Run *run;
    int part, threads;
    Matrix C, A, B;
} Race;

enum { ON_ALL, ON_ONE, IN_TILES, IN_ORDER, WAYS };

static void run_way(void *context, int way)
{
    const Race *d = context;
    use_threads(way == ON_ALL ? d->threads : 1);
    if (way == IN_TILES)
        matrix_product_dense(d->C, d->A, d->B);
    else if (way == IN_ORDER)
        product_in_order(d->C, d->A, d->B);
    else
        run_part(d->run, d->part);
}

// Milliseconds of all four ways; a part that is no product has the first two.
static void measure_part(double *ms, Run *r, int part, int runs)
{
    const Part *p = &r->parts[part];
    bool product = p->product != NULL;
    Race race = {.run = r, .part = part, .threads = r->threads};
    if (product) {
        race.C = matrix_new(p->C.rows, p->C.cols);
        race.A = matrix_new(p->C.rows, terms_of(p));
        race.B = matrix_new(terms_of(p), p->C.cols);
        matrix_fill(race.A, 1);
        matrix_fill(race.B, 1);
    }
    double seconds[WAYS];
    least_seconds(seconds, product ? WAYS : IN_TILES, 10 * runs, run_way,
                  &race);
    for (int way = 0; way < WAYS; way++)
        ms[way] = 1e3 * seconds[product || way < IN_TILES ? way : ON_ONE];
    if (product)
        matrix_free_all((Matrix *[]){&race.C, &race.A, &race.B, NULL});
}

static void measure_parts(Chapter *chapter, int runs, Run *r)
{
    double all[WAYS] = {0};
    printf("\nA training step, ms     in order   in tiles   as chosen   "
           "%d threads   GFLOP/s in tiles   FLOP/byte\n",
           r->threads);
    plot_block(&chapter->plot, "step");
    for (int i = 0; i < PARTS; i++) {
        const Part *p = &r->parts[i];
        double ms[WAYS];
        measure_part(ms, r, i, runs);
        double speed = p->flops / ms[IN_TILES] / 1e6,
               intensity = p->flops / p->bytes;
        printf("  %-19s %10.3f %10.3f %11.3f %11.3f %18.1f %11.2f\n", p->name,
               ms[IN_ORDER], ms[IN_TILES], ms[ON_ONE], ms[ON_ALL], speed,
               intensity);
        fprintf(chapter->plot.stream, "\"%s\" %.3f %.3f %.3f %.3f %.2f %.3f\n",
                p->name, ms[IN_ORDER], ms[IN_TILES], ms[ON_ONE], ms[ON_ALL],
                speed, intensity);
        for (int way = 0; way < WAYS; way++)
            all[way] += ms[way];
    }
    printf("  %-19s %10.3f %10.3f %11.3f %11.3f\n", "together", all[IN_ORDER],
           all[IN_TILES], all[ON_ONE], all[ON_ALL]);
}

void measure_step(Chapter *chapter, int runs, Trainer *trainer, int threads)
{
    Run r = {.trainer = trainer,
             .digits = chapter->train,
             .scale = length_scale(chapter->train),
             .threads = threads,
             .pixels = matrix_new(PIXELS, trainer->recipe.batch)};
    // Or a thousand steps, all alike, would move the network far.
    trainer->adam.alpha = 0;
    list_parts(&r);
    measure_parts(chapter, runs, &r);
    const WholeStep step = {trainer, r.digits, r.scale};
    measure_whole(chapter, &step, threads);
    matrix_free(&r.pixels);
}
