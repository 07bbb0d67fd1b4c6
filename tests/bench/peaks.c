// The two limits of a machine: how fast it multiplies and adds when nothing
// else is asked of it, and how fast it moves numbers from and to memory.
#include "bench/bench.h"
#include "common/numbers/vector.h"

enum {
    CHAINS = 16,      // each waits for its own last result, so they take turns
    ROUNDS = 1 << 20, // of all chains
    STREAM =
        16 << 20, // numbers in an array of the triad: 64 MB, past any cache
};

// What the chains come to; nobody reads it, and it is not optimized away.
static volatile real sink;

// Read from memory, lest the compiler find chains that never change.
static volatile real half = (real)0.5;

static real run_chains(void)
{
    Vector sum[CHAINS], factor, term;
    for (int i = 0; i < LANES; i++) {
        factor[i] = half;
        term[i] = half;
    }
    for (int i = 0; i < CHAINS; i++)
        sum[i] = term * (real)i;
    for (int k = 0; k < ROUNDS; k++)
        for (int i = 0; i < CHAINS; i++)
            sum[i] = sum[i] * factor + term;
    for (int i = 1; i < CHAINS; i++)
        sum[0] += sum[i];
    return sum[0][0];
}

static void multiply_and_add(void *context)
{
    const Bench *b = context;
#pragma omp parallel for schedule(static)
    for (int thread = 0; thread < b->threads; thread++)
        sink = run_chains();
}

typedef struct {
    Matrix to, x, y;
} Triad;

static void run_triad(void *context)
{
    Triad t = *(Triad *)context;
#pragma omp parallel for simd schedule(static)
    for (size_t i = 0; i < elements(t.to); i++)
        t.to.x[i] = t.x.x[i] + (real)0.5 * t.y.x[i];
}

// A limit is the most that was ever seen, so it is worth more time.
void bench_peaks(const Bench *b)
{
    Bench copy = *b;
    copy.budget *= 10;
    print_row(b, "peak", "multiply and add",
              lowest_seconds(&copy, multiply_and_add, &copy), "s",
              flops((double)b->threads * ROUNDS * CHAINS * LANES));

    Triad t = {matrix_new(STREAM, 1), matrix_new(STREAM, 1),
               matrix_new(STREAM, 1)};
    run_triad(&t); // touched first by the thread that will use it
    print_row(b, "peak", "memory", lowest_seconds(&copy, run_triad, &t), "s",
              bytes(3.0 * STREAM * sizeof(real)));
    matrix_free_all((Matrix *[]){&t.to, &t.x, &t.y, NULL});
}
