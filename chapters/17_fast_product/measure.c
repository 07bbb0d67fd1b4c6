#include "17_fast_product/measure.h"

#include <stdio.h>

#include "02_relu/relu.h"
#include "03_activation_matrix/batch.h"
#include "09_activation_gradient/relu_backward.h"
#include "14_dropout/dropout.h"
#include "15_adam/adam.h"
#include "common/ground/fail.h"
#include "common/numbers/product.h"
#include "common/numbers/random.h"
#include "common/program/clock.h"
#include "common/program/console.h"

// ------------------------------------------------------------------- limits

enum { CHAINS = 12, TIMES = 100000 };

// What the chains come to; nobody reads it, and it is not optimized away.
static volatile real sink;

// Multiply-adds of registers. Each chain waits for its own last result, so
// there are more of them than a result takes cycles. The factor is read from
// memory, lest the compiler find chains that never change.
static real run_chains(void)
{
    static volatile real factor = (real)0.5;
    Vector x = {0}, y = x + factor, sum[CHAINS];
    for (int i = 0; i < CHAINS; i++)
        sum[i] = x + (real)i;
    for (int n = 0; n < TIMES; n++)
        for (int i = 0; i < CHAINS; i++)
            sum[i] = sum[i] * y + y;
    for (int i = 0; i < CHAINS; i++)
        x += sum[i];
    real used[LANES];
    store(used, x);
    return used[0];
}

// In 10^9 operations a second, of one core or of all at once.
static double peak(int runs, bool all_cores)
{
    (void)all_cores; // where there is no OpenMP
    double best = 1e9;
    int threads = 0;
    for (int run = 0; run < runs; run++) {
        double start = seconds_now();
        threads = 0;
        double sum = 0;
#pragma omp parallel reduction(+ : threads, sum) if (all_cores)
        {
            sum += (double)re(run_chains());
            threads++;
        }
        sink = (real)sum;
        best = fmin(best, seconds_now() - start);
    }
    return 2.0 * LANES * CHAINS * TIMES * threads / best / 1e9;
}

// Reads and writes so many numbers on all cores, each its part again and again;
// in 10^9 bytes a second.
static double bandwidth(size_t count, int runs)
{
    enum { NUMBERS = 1 << 26 };
    Matrix M = matrix_new((int)count, 1);
    matrix_fill(M, 1);
    size_t times = NUMBERS / count;
    double best = 1e9;
    for (int run = 0; run < runs; run++) {
        double start = seconds_now();
#pragma omp parallel
        for (size_t n = 0; n < times; n++)
#pragma omp for schedule(static) nowait
            for (size_t i = 0; i < count; i++)
                M.x[i] = -M.x[i];
        best = fmin(best, (seconds_now() - start) / (double)times);
    }
    matrix_free(&M);
    return 2.0 * (double)count * sizeof(real) / best / 1e9;
}

void measure_limits(Chapter *chapter, int runs)
{
    enum { MEGABYTE = (1 << 20) / sizeof(real) };
    double one = peak(10 * runs, false), all = peak(10 * runs, true);
    double caches = bandwidth(8 * MEGABYTE, runs);
    double memory = bandwidth(256 * MEGABYTE, runs);
    printf("\nPeak: one core %.1f GFLOP/s, all %.1f. All cores read and write "
           "8 MB with\n%.1f GB/s, 256 MB with %.1f.\n",
           one, all, caches, memory);
    plot_block(&chapter->plot, "limits");
    fprintf(chapter->plot.stream, "%.1f %.1f %.1f %.1f\n", one, all, caches,
            memory);
}

// --------------------------------------------------------------------- ways

void measure_ways(Chapter *chapter, const char *name, int runs, const Way *ways,
                  int count, Matrix A, Matrix B)
{
    if (count > MAX_WAYS)
        fail_bug("measure_ways: %d ways are too many", count);
    Matrix C = matrix_new(A.rows, B.cols);
    double best[MAX_WAYS], terms = (double)A.rows * A.cols * B.cols;
    for (int w = 0; w < count; w++)
        best[w] = 1e9;
    for (int run = 0; run < runs; run++)
        for (int w = run == 0 ? 0 : 1; w < count; w++) {
            double start = seconds_now();
            ways[w].compute(C, A, B);
            best[w] = fmin(best[w], seconds_now() - start);
        }
    printf("\nA is %d x %d, B %d x %d; GFLOP/s:\n", A.rows, A.cols, B.rows,
           B.cols);
    plot_block(&chapter->plot, name);
    for (int w = 0; w < count; w++) {
        double speed = 2 * terms / best[w] / 1e9; // a term is two operations
        printf("  %-15s %7.1f\n", ways[w].name, speed);
        fprintf(chapter->plot.stream, "%d %.1f\n", w + 1, speed);
    }
    matrix_free(&C);
}

// ------------------------------------------------------------ a training step

enum { BATCH = 256, L = 3 };

typedef struct {
    Network net;
    Adam adam;
    Random masks;
    Digits digits;
    Matrix pixels; // a batch of them
} Step;

// A part of the step, with its floating-point operations and the bytes that it
// has to read and write once. A product has three matrices, any other part a
// function.
typedef struct {
    const char *name;
    double flops, bytes;
    Product *product;
    Matrix C, A, B;
    void (*run)(Step *s);
    double before, now; // seconds
} Part;

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
    Matrix C = matrix_new(p->C.rows, p->C.cols),
           A = matrix_new(C.rows, terms_of(p)), B = matrix_new(A.cols, C.cols);
    matrix_fill(A, 1);
    matrix_fill(B, 1);
    double best = 1e9;
    for (int run = 0; run < runs; run++) {
        double start = seconds_now();
        before(C, A, B);
        best = fmin(best, seconds_now() - start);
    }
    matrix_free_all((Matrix *[]){&C, &A, &B, NULL});
    return best;
}

static double seconds_of(const Part *p, Step *s)
{
    double start = seconds_now();
    if (p->product != NULL)
        p->product(p->C, p->A, p->B);
    else
        p->run(s);
    return seconds_now() - start;
}

static void print_parts(Chapter *chapter, const Part *parts, int count)
{
    double before = 0, now = 0;
    for (int i = 0; i < count; i++) {
        before += parts[i].before;
        now += parts[i].now;
    }
    printf("\nA training step, ms     in order       now   share   GFLOP/s   "
           "FLOP/byte\n");
    plot_block(&chapter->plot, "step");
    for (int i = 0; i < count; i++) {
        Part p = parts[i];
        double speed = p.flops / p.now / 1e9;
        printf("  %-19s %10.3f %9.3f %5.0f %% %9.1f %11.2f\n", p.name,
               1e3 * p.before, 1e3 * p.now, 100 * p.now / now, speed,
               p.flops / p.bytes);
        fprintf(chapter->plot.stream, "\"%s\" %.3f %.3f %.2f %.3f\n", p.name,
                1e3 * p.before, 1e3 * p.now, speed, p.flops / p.bytes);
    }
    printf("  %-19s %10.3f %9.3f\n", "together", 1e3 * before, 1e3 * now);
}

void measure_step(Chapter *chapter, int runs, Product *before)
{
    Step s = step_new(chapter->train);
    Network n = s.net;
    size_t hidden = elements(n.A[1]) + elements(n.A[2]);
    Part parts[] = {
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
    enum { PARTS = sizeof parts / sizeof *parts };
    for (int i = 0; i < PARTS; i++) {
        seconds_of(&parts[i], &s); // once before, for the numbers
        parts[i].now = 1e9;
    }
    for (int run = 0; run < 10 * runs; run++)
        for (int i = 0; i < PARTS; i++)
            parts[i].now = fmin(parts[i].now, seconds_of(&parts[i], &s));
    for (int i = 0; i < PARTS; i++)
        parts[i].before = parts[i].product != NULL
                              ? seconds_before(&parts[i], before, 10 * runs)
                              : parts[i].now;
    print_parts(chapter, parts, PARTS);
    step_free(&s);
}
