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

void measure_step(Chapter *chapter, int runs, Trainer *trainer)
{
    Run r = {.trainer = trainer,
             .digits = chapter->train,
             .scale = length_scale(chapter->train),
             .pixels = matrix_new(PIXELS, trainer->recipe.batch)};
    list_parts(&r);
    measure_parts(chapter, runs, &r);
    const WholeStep step = {trainer, r.digits, r.scale};
    measure_threads(chapter, &step);
    matrix_free(&r.pixels);
}
