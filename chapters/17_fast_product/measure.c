#include "17_fast_product/measure.h"

#include <stdio.h>

#include "common/ground/fail.h"
#include "common/numbers/vector.h"
#include "common/program/clock.h"

// ------------------------------------------------------------------- limits

enum { MAX_CHAINS = 12, TIMES = 100000 };

// What the chains come to; nobody reads it, and it is not optimized away.
static volatile real sink;

// Multiply-adds of registers. Each chain waits for its own last result. The
// factor is read from memory, lest the compiler find chains that never change.
// Inlined into calls with a constant number of chains, so that they stay in
// registers.
static inline __attribute__((always_inline)) real run_chains(int chains)
{
    static volatile real factor = (real)0.5;
    Vector x = {0}, y = x + factor, sum[MAX_CHAINS];
    UNROLL
    for (int i = 0; i < chains; i++)
        sum[i] = x + (real)i;
    for (int n = 0; n < TIMES; n++) {
        UNROLL
        for (int i = 0; i < chains; i++)
            sum[i] = sum[i] * y + y;
    }
    UNROLL
    for (int i = 0; i < chains; i++)
        x += sum[i];
    real used[LANES];
    store(used, x);
    return used[0];
}

// GFLOP/s of so many chains on each of so many threads, in so many seconds.
static double chains_speed(int chains, int threads, double seconds)
{
    return 2.0 * LANES * chains * TIMES * threads / seconds / 1e9;
}

static const int sums[] = {1, 2, 4, 8, MAX_CHAINS};
enum { SUMS = sizeof sums / sizeof *sums };

static void run_sums(void *context, int i)
{
    (void)context;
    sink = i == 0   ? run_chains(1)
           : i == 1 ? run_chains(2)
           : i == 2 ? run_chains(4)
           : i == 3 ? run_chains(8)
                    : run_chains(MAX_CHAINS);
}

void measure_sums(Chapter *chapter, int runs)
{
    double seconds[SUMS];
    least_seconds(seconds, SUMS, 10 * runs, run_sums, NULL);
    printf("\nMultiply-adds of registers, one core; GFLOP/s:\n");
    plot_block(&chapter->plot, "sums");
    for (int i = 0; i < SUMS; i++) {
        double speed = chains_speed(sums[i], 1, seconds[i]);
        printf("  %2d sums %15.1f\n", sums[i], speed);
        fprintf(chapter->plot.stream, "%d %.1f\n", sums[i], speed);
    }
}

// Runs them on one core (0) or on all of them (1), and notes how many there were.
static void run_cores(void *context, int all_cores)
{
    (void)all_cores; // where there is no OpenMP
    int threads = 0;
    double sum = 0;
#pragma omp parallel reduction(+ : threads, sum) if (all_cores)
    {
        sum += (double)re(run_chains(MAX_CHAINS));
        threads++;
    }
    sink = (real)sum;
    ((int *)context)[all_cores] = threads;
}

enum { NUMBERS = 1 << 26 };

// Reads and writes so many numbers on all cores, each its part of M again and
// again.
static void negate(void *context, int i)
{
    (void)i;
    Matrix M = *(Matrix *)context;
    size_t times = NUMBERS / elements(M);
#pragma omp parallel
    for (size_t n = 0; n < times; n++)
#pragma omp for schedule(static) nowait
        for (size_t j = 0; j < elements(M); j++)
            M.x[j] = -M.x[j];
}

// In 10^9 bytes a second, of an array of so many megabytes.
static double bandwidth(int megabytes, int runs)
{
    double seconds;
    Matrix M = matrix_new(megabytes * ((1 << 20) / (int)sizeof(real)), 1);
    matrix_fill(M, 1);
    least_seconds(&seconds, 1, runs, negate, &M);
    matrix_free(&M);
    return 2.0 * NUMBERS * sizeof(real) / seconds / 1e9;
}

void measure_limits(Chapter *chapter, int runs)
{
    int threads[2];
    double peak[2];
    least_seconds(peak, 2, 10 * runs, run_cores, threads);
    for (int i = 0; i < 2; i++)
        peak[i] = chains_speed(MAX_CHAINS, threads[i], peak[i]);
    double caches = bandwidth(8, runs), memory = bandwidth(256, runs);
    printf("\nPeak of one thread %.1f GFLOP/s, of all (%d) %.1f. All read and "
           "write\n8 MB with %.1f GB/s, 256 MB with %.1f.\n",
           peak[0], threads[1], peak[1], caches, memory);
    fprintf(plot_block(&chapter->plot, "limits"), "%.1f %.1f %.1f %.1f\n",
            peak[0], peak[1], caches, memory);
}

// --------------------------------------------------------------------- ways

typedef struct {
    const Way *ways;
    Matrix C, A, B;
} Race;

static void run_way(void *context, int i)
{
    const Race *race = context;
    race->ways[i].compute(race->C, race->A, race->B);
}

void time_ways(double *seconds, const Way *ways, int count, int runs, Matrix A,
               Matrix B)
{
    Race race = {ways, matrix_new(A.rows, B.cols), A, B};
    least_seconds(seconds, count, runs, run_way, &race);
    matrix_free(&race.C);
}

void measure_ways(Chapter *chapter, const char *name, int runs, const Way *ways,
                  int count, Matrix A, Matrix B)
{
    double seconds[MAX_WAYS], terms = (double)A.rows * A.cols * B.cols;
    if (count > MAX_WAYS)
        fail_bug("measure_ways: %d ways are too many", count);
    time_ways(seconds, ways, 1, 1, A, B);
    time_ways(seconds + 1, ways + 1, count - 1, runs, A, B);
    printf("\nA is %d x %d, B %d x %d; GFLOP/s:\n", A.rows, A.cols, B.rows,
           B.cols);
    plot_block(&chapter->plot, name);
    for (int w = 0; w < count; w++) {
        double speed = 2 * terms / seconds[w] / 1e9; // a term is two operations
        printf("  %-15s %7.1f\n", ways[w].name, speed);
        fprintf(chapter->plot.stream, "%d %.1f\n", w + 1, speed);
    }
}
