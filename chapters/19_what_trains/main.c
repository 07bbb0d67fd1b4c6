// Chapter 19: every product of a training step by one code, and when zeros are skipped.
#include <stdio.h>

#include "17_fast_product/measure.h"
#include "19_what_trains/measure.h"
#include "19_what_trains/what_trains.h"
#include "common/numbers/vector.h"
#include "common/program/chapter.h"

// A product of a training step as it is computed: the factors with their strands.
typedef struct {
    const char *name, *transposed;
    Matrix C;
    Factor A, B;
    int terms;
} Step;

// The slopes of the pixels are nobody's question, so layer 1 has two products.
enum { STEPS = 8, EPOCHS = 3 };

static Step forward(const char *name, Matrix Z, Matrix W, Matrix A)
{
    return (Step){name, "-", Z, by_rows(W), by_columns(A), A.rows};
}

static Step weight_slopes(const char *name, Matrix dW, Matrix dZ, Matrix A)
{
    return (Step){name, "B", dW, by_rows(dZ), by_rows(A), A.cols};
}

static Step input_slopes(const char *name, Matrix dA, Matrix W, Matrix dZ)
{
    return (Step){name, "A", dA, by_columns(W), by_columns(dZ), dZ.rows};
}

// In the order in which they are computed.
static void list_steps(Step *steps, const Network *n)
{
    const Step all[STEPS] = {
        forward("W1 A0", n->Z[1], n->W[1], n->A[0]),
        forward("W2 A1", n->Z[2], n->W[2], n->A[1]),
        forward("W3 A2", n->Z[3], n->W[3], n->A[2]),
        weight_slopes("dZ3 A2'", n->dW[3], n->dZ[3], n->A[2]),
        input_slopes("W3' dZ3", n->dA[2], n->W[3], n->dZ[3]),
        weight_slopes("dZ2 A1'", n->dW[2], n->dZ[2], n->A[1]),
        input_slopes("W2' dZ2", n->dA[1], n->W[2], n->dZ[2]),
        weight_slopes("dZ1 A0'", n->dW[1], n->dZ[1], n->A[0]),
    };
    memcpy(steps, all, sizeof all);
}

static bool can_skip(const Step *s)
{
    return s->A.strand_step == 1 && s->C.rows >= LANES;
}

static bool same_bits(Matrix P, Matrix Q)
{
    return memcmp(P.x, Q.x, elements(P) * sizeof(real)) == 0;
}

// Computes a product by the definition and by every way that can.
static bool ways_agree(const Step *s)
{
    Matrix C = matrix_new(s->C.rows, s->C.cols),
           expected = matrix_new(C.rows, C.cols);
    multiply_by_definition(expected, s->A, s->B, s->terms);
    multiply_dense(C, s->A, s->B, s->terms);
    bool agree = same_bits(C, expected);
    if (can_skip(s)) {
        multiply_sparse(C, s->A, s->B, s->terms);
        agree = agree && same_bits(C, expected);
    }
    matrix_free_all((Matrix *[]){&C, &expected, NULL});
    return agree;
}

static const char *choice(const Step *s)
{
    return zeros_pay(s->C, s->A, s->B, s->terms) ? "pairs" : "tiles";
}

static void show_step(const Step *s)
{
    int zeros = 0, pairs = 0, count = s->C.cols / 2 * s->terms;
    for (int j = 0; j + 1 < s->C.cols; j += 2)
        for (int k = 0; k < s->terms; k++) {
            bool left = *element(s->B, j, k) == 0;
            bool right = *element(s->B, j + 1, k) == 0;
            zeros += left + right;
            pairs += left && right;
        }
    printf("  %-9s %3d x %-3d %7d %8s %11.2f %8.2f    %-8s %s\n", s->name,
           s->C.rows, s->C.cols, s->terms, s->transposed, 0.5 * zeros / count,
           1.0 * pairs / count, choice(s), ways_agree(s) ? "yes" : "NO");
}

// Trains on whole batches, so that the last one leaves a whole step.
static Trainer trained(Digits digits)
{
    Recipe recipe = source_recipe();
    Trainer t = trainer_new(&recipe, digits.count);
    double scale = length_scale(digits);
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        begin_epoch(&t, epoch, 0);
        for (int first = 0; first + recipe.batch <= digits.count;)
            first += train_batch(&t, digits, first, scale);
    }
    return t;
}

int main(int argc, char **argv)
{
    int runs = 0;
    Option option =
        option_int("time", &runs, 0, 1000,
                   "also measure a whole step, part by part, best of N runs");
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 19, what trains: computes every product of a training step,\n"
        "by tiles and, where that is possible, by pairs. Threads by "
        "OMP_NUM_THREADS.",
        &option, 1);
    Trainer t = trained(chapter.train);
    Step steps[STEPS];
    list_steps(steps, &t.net);

    printf("  product        C    terms  transposed  zeros of B  both 0    "
           "chosen   same bits\n");
    for (int i = 0; i < STEPS; i++)
        show_step(&steps[i]);
    if (runs > 0) {
        int threads = all_threads();
        use_threads(1);
        measure_limits(&chapter, runs);
        measure_step(&chapter, runs, &t, threads);
    }
    trainer_free(&t);
    chapter_end(&chapter);
}
