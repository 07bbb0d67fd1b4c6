// The matrix products of a training step, and of one digit, on the numbers of
// a network in training: dense, skipping zeros, as chapter 19 chooses,
// and by OpenBLAS where it is installed.
#include <dlfcn.h>
#include <stdio.h>

#include "12_backpropagation/backpropagation.h"
#include "14_dropout/dropout.h"
#include "19_what_trains/what_trains.h"
#include "bench/bench.h"
#include "common/numbers/vector.h"

// The product as Fortran has it: every argument an address, matrices column by
// column as ours are.
typedef void Sgemm(const char *trans_a, const char *trans_b, const int *p,
                   const int *q, const int *n, const float *alpha,
                   const float *a, const int *lda, const float *b,
                   const int *ldb, const float *beta, float *c, const int *ldc);

// A product C = op(A) op(B), where op may transpose; n terms in each sum.
typedef struct {
    char name[32];
    Matrix C, A, B;
    bool transpose_a, transpose_b;
    int n;
    Sgemm *sgemm;
} Measured;

// ISO C has no cast from an object's address to a function's; POSIX says that
// the bits are the same.
static void *found(void *library, const char *name, void *function, size_t size)
{
    void *address = library ? dlsym(library, name) : NULL;
    if (address)
        memcpy(function, &address, size);
    return address;
}

// OpenBLAS's product for this many threads, or NULL. Nothing is linked with it,
// so whoever lacks it builds the benchmark all the same.
static Sgemm *open_sgemm(int threads)
{
    void *library = dlopen("libopenblas.so.0", RTLD_NOW);
    void (*set_threads)(int) = NULL;
    Sgemm *sgemm = NULL;
    if (!found(library, "openblas_set_num_threads", &set_threads,
               sizeof set_threads) ||
        !found(library, "sgemm_", &sgemm, sizeof sgemm)) {
        fprintf(stderr, "bench: no OpenBLAS here to compare with\n");
        return NULL;
    }
    set_threads(threads);
    return sgemm;
}

static void by_openblas(void *context)
{
    Measured *p = context;
    float one = 1, zero = 0;
    p->sgemm(p->transpose_a ? "T" : "N", p->transpose_b ? "T" : "N", &p->C.rows,
             &p->C.cols, &p->n, &one, (const float *)p->A.x, &p->A.rows,
             (const float *)p->B.x, &p->B.rows, &zero, (float *)p->C.x,
             &p->C.rows);
}

static void as_chosen(void *context)
{
    Measured *p = context;
    if (p->transpose_a)
        matrix_product_tn(p->C, p->A, p->B);
    else if (p->transpose_b)
        matrix_product_nt(p->C, p->A, p->B);
    else
        matrix_product(p->C, p->A, p->B);
}

static Factor second(const Measured *p)
{
    return p->transpose_b ? by_rows(p->B) : by_columns(p->B);
}

static void dense(void *context)
{
    Measured *p = context;
    multiply_dense(p->C, p->transpose_a ? by_columns(p->A) : by_rows(p->A),
                   second(p), p->n);
}

static void skipping(void *context)
{
    Measured *p = context;
    multiply_sparse(p->C, by_rows(p->A), second(p), p->n);
}

static void measure(const Bench *b, Measured p, const char *how, Task *task)
{
    char name[80];
    snprintf(name, sizeof name, "%s %dx%dx%d", p.name, p.C.rows, p.n, p.C.cols);
    Bench row = *b;
    row.name = how;
    print_row(&row, "product", name, median_seconds(b, task, &p), "s",
              flops((double)p.C.rows * p.n * p.C.cols));
}

// Whether OpenBLAS gives the numbers that are in C already, but for rounding.
// Some of its builds do not on processors that are younger than they are.
static bool agrees(Measured p)
{
    double largest = 0, worst = 0;
    Measured other = p;
    other.C = matrix_new(p.C.rows, p.C.cols);
    by_openblas(&other);
    for (size_t i = 0; i < elements(p.C); i++) {
        largest = fmax(largest, fabs((double)p.C.x[i]));
        worst = fmax(worst, fabs((double)(p.C.x[i] - other.C.x[i])));
    }
    matrix_free(&other.C);
    if (!(worst <= 1e-4 * largest))
        fprintf(stderr, "bench: OpenBLAS is wrong in %s\n", p.name);
    return worst <= 1e-4 * largest;
}

// OpenBLAS is measured between our ways, not after all of them: a machine that
// others use too has better and worse moments.
static void measure_all(const Bench *b, Measured p)
{
    measure(b, p, "dense", dense);
    if (p.sgemm && agrees(p))
        measure(b, p, "OpenBLAS", by_openblas);
    if (!p.transpose_a && p.C.rows >= LANES)
        measure(b, p, "skipping zeros", skipping);
    measure(b, p, "as chosen", as_chosen);
}

// The products of layer l, in the order of a training step.
static void measure_layer(const Bench *b, Network *net, int l, Sgemm *sgemm)
{
    int m = net->Y.cols;
    Measured forward = {.C = net->Z[l],
                        .A = net->W[l],
                        .B = net->A[l - 1],
                        .n = net->n[l - 1],
                        .sgemm = sgemm};
    snprintf(forward.name, sizeof forward.name, "W%d A%d", l, l - 1);
    measure_all(b, forward);
    if (m == 1)
        return; // one digit is for reading, not for learning

    Measured weights = {.C = net->dW[l],
                        .A = net->dZ[l],
                        .B = net->A[l - 1],
                        .transpose_b = true,
                        .n = m,
                        .sgemm = sgemm};
    snprintf(weights.name, sizeof weights.name, "dZ%d A%d^T", l, l - 1);
    measure_all(b, weights);
    if (l == 1)
        return; // nobody asks for the slope of the pixels

    Measured input = {.C = net->dA[l - 1],
                      .A = net->W[l],
                      .B = net->dZ[l],
                      .transpose_a = true,
                      .n = net->n[l],
                      .sgemm = sgemm};
    snprintf(input.name, sizeof input.name, "W%d^T dZ%d", l, l);
    measure_all(b, input);
}

void bench_products(const Bench *b)
{
    Sgemm *sgemm = open_sgemm(b->threads);
    Recipe recipe = source_recipe();
    Trainer t = trainer_new(&recipe, b->train.count);
    begin_epoch(&t, 1, 0);
    for (int i = 0, first = 0; i < 50 && first < b->train.count; i++)
        first += train_batch(&t, b->train, first, b->scale);
    for (int l = 1; l <= t.net.L; l++)
        measure_layer(b, &t.net, l, sgemm);
    network_load(&t.net, b->test, NULL, 1, b->scale);
    network_forward(&t.net);
    for (int l = 1; l <= t.net.L; l++)
        measure_layer(b, &t.net, l, sgemm);
    trainer_free(&t);
}
