#include "17_fast_product/measure.h"

#include <stdio.h>
#include <string.h>

#include "02_relu/relu.h"
#include "03_activation_matrix/batch.h"
#include "09_activation_gradient/relu_backward.h"
#include "14_dropout/dropout.h"
#include "15_adam/adam.h"
#include "common/numbers/random.h"
#include "common/program/clock.h"

enum { BATCH = 256, L = 3, PARTS = 12 };

typedef struct Step Step;

// A part of the step, with its floating-point operations and the bytes that it
// has to read and write once. A product has three matrices, any other part a
// function.
typedef struct {
    const char *name;
    double flops, bytes;
    Product *product;
    Matrix C, A, B;
    void (*run)(Step *s);
    double before; // seconds
} Part;

struct Step {
    Network net;
    Adam adam;
    Random masks;
    Digits digits;
    Matrix pixels; // a batch of them
    Part parts[PARTS];
};

static void load_batch(Step *s)
{
    fill_batch(s->pixels, s->digits, NULL, 255);
}

static void relus(Step *s)
{
    for (int l = 1; l < L; l++) {
        relu(s->net.A[l], s->net.Z[l]);
        relu_backward(s->net.dZ[l], s->net.dA[l], s->net.Z[l]);
    }
}

static void dropouts(Step *s)
{
    for (int l = 1; l < L; l++) {
        dropout_mask(s->net.D[l], 1, &s->masks);
        dropout(s->net.A[l], s->net.D[l]);
        dropout(s->net.dA[l], s->net.D[l]);
    }
}

static void step_of_adam(Step *s)
{
    adam_step(&s->adam, s->net.theta, s->net.dtheta);
}

static void fill_positive(Matrix M, Random *r)
{
    for (size_t i = 0; i < elements(M); i++)
        M.x[i] = (real)(random_uniform(r) + 0.01);
}

// All that is multiplied is positive, and dropout keeps every unit: the next
// chapter's product would skip zeros.
static Step step_new(Digits digits)
{
    int n[] = {PIXELS, 400, 100, CLASSES};
    Step s = {.net = network_new(L, n, BATCH),
              .masks = random_new(2, 17),
              .digits = digits,
              .pixels = matrix_new(PIXELS, BATCH)};
    int parameters = s.net.theta.rows;
    s.adam = (Adam){.alpha = 1e-9,
                    .beta1 = 0.9,
                    .beta2 = 0.999,
                    .epsilon = 1e-8,
                    .m = matrix_new(parameters, 1),
                    .v = matrix_new(parameters, 1)};
    fill_positive(s.net.theta, &s.masks);
    fill_positive(s.net.A[0], &s.masks);
    fill_positive(s.net.dZ[L], &s.masks);
    return s;
}

static void step_free(Step *s)
{
    network_free(&s->net);
    matrix_free_all((Matrix *[]){&s->pixels, &s->adam.m, &s->adam.v, NULL});
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
static Part other_part(const char *name, void (*run)(Step *s), size_t count,
                       double flops, double bytes)
{
    return (Part){.name = name,
                  .flops = flops * (double)count,
                  .bytes = bytes * (double)count,
                  .run = run};
}

// The best time of another way to a product of this size, where no factor is
// transposed.
static double seconds_before(const Part *p, Product *before, int runs)
{
    double seconds;
    Matrix A = matrix_new(p->C.rows, terms_of(p)),
           B = matrix_new(A.cols, p->C.cols);
    matrix_fill(A, 1);
    matrix_fill(B, 1);
    time_ways(&seconds, &(Way){"before", before}, 1, runs, A, B);
    matrix_free_all((Matrix *[]){&A, &B, NULL});
    return seconds;
}

static void run_part(void *context, int i)
{
    Step *s = context;
    const Part *p = &s->parts[i];
    if (p->product != NULL)
        p->product(p->C, p->A, p->B);
    else
        p->run(s);
}

static void print_parts(Chapter *chapter, const Part *parts, const double *now)
{
    double all_before = 0, all_now = 0;
    for (int i = 0; i < PARTS; i++) {
        all_before += parts[i].before;
        all_now += now[i];
    }
    printf("\nA training step, ms     in order       now   share   GFLOP/s   "
           "FLOP/byte\n");
    plot_block(&chapter->plot, "step");
    for (int i = 0; i < PARTS; i++) {
        Part p = parts[i];
        double speed = p.flops / now[i] / 1e9;
        printf("  %-19s %10.3f %9.3f %5.0f %% %9.1f %11.2f\n", p.name,
               1e3 * p.before, 1e3 * now[i], 100 * now[i] / all_now, speed,
               p.flops / p.bytes);
        fprintf(chapter->plot.stream, "\"%s\" %.3f %.3f %.2f %.3f\n", p.name,
                1e3 * p.before, 1e3 * now[i], speed, p.flops / p.bytes);
    }
    printf("  %-19s %10.3f %9.3f\n", "together", 1e3 * all_before,
           1e3 * all_now);
}

static void list_parts(Step *s)
{
    Network n = s->net;
    size_t hidden = elements(n.A[1]) + elements(n.A[2]);
    const Part parts[PARTS] = {
        other_part("load pixels", load_batch, elements(n.A[0]), 1,
                   1 + sizeof(real)),
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
    memcpy(s->parts, parts, sizeof parts);
}

void measure_step(Chapter *chapter, int runs, Product *before)
{
    Step s = step_new(chapter->train);
    double now[PARTS];
    list_parts(&s);
    least_seconds(now, PARTS, 1, run_part, &s); // once before, for the numbers
    least_seconds(now, PARTS, 10 * runs, run_part, &s);
    for (int i = 0; i < PARTS; i++) {
        Part *p = &s.parts[i];
        p->before =
            p->product != NULL ? seconds_before(p, before, 10 * runs) : now[i];
    }
    print_parts(chapter, s.parts, now);
    step_free(&s);
}
