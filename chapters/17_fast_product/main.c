// Chapter 17: the same product in six ways, from plain loops to all registers.
#include <stdio.h>

#include "17_fast_product/fast_product.h"
#include "common/chapter.h"
#include "common/console.h"
#include "common/product.h"
#include "common/random.h"

typedef void Product(Matrix C, Matrix A, Matrix B);

static const struct {
    const char *name;
    Product *compute;
} steps[] = {{"by definition", product_by_definition},
             {"in order", product_in_order},
             {"by vectors", product_by_vectors},
             {"by tiles", product_by_tiles},
             {"by panels", product_by_panels},
             {"matrix_product", matrix_product}};
enum { STEPS = sizeof steps / sizeof *steps };

// Whole numbers that are small enough for every sum to be exact in float, and
// no zeros, which are another chapter's: weights from -4 to 4 without 0, and
// pixels plus 1.
static void fill_factors(Matrix A, Matrix B, Digits digits)
{
    Random r = random_new(1, 17);
    for (size_t i = 0; i < elements(A); i++)
        A.x[i] = (real)((int)(random_bits(&r) % 4) + 1) *
                 (random_bits(&r) % 2 ? 1 : -1);
    for (size_t i = 0; i < elements(B); i++)
        B.x[i] = (real)(digits.pixels[i] + 1);
}

static double largest_difference(Matrix P, Matrix Q)
{
    double most = 0;
    for (size_t i = 0; i < elements(P); i++)
        most = fmax(most, fabs(P.x[i] - Q.x[i]));
    return most;
}

// Compares every step with the first one.
static void compare(Matrix A, Matrix B)
{
    Matrix C = matrix_new(A.rows, B.cols), plain = matrix_new(A.rows, B.cols);
    product_by_definition(plain, A, B);
    printf("A is %d x %d, B %d x %d; largest difference from the definition:\n",
           A.rows, A.cols, B.rows, B.cols);
    for (int s = 1; s < STEPS; s++) {
        matrix_fill(C, -1);
        steps[s].compute(C, A, B);
        printf("  %-15s %g\n", steps[s].name, largest_difference(C, plain));
    }
    printf("\n");
    matrix_free_all((Matrix *[]){&C, &plain, NULL});
}

static void show_tiles(void)
{
    const int shapes[][2] = {{1, 1}, {1, 4},  {2, 4}, {2, 6},
                             {4, 4}, {2, 12}, {4, 6}, {5, 5}};
    printf("Tile         sums   loads a multiply-add   registers\n");
    for (int i = 0; i < 8; i++) {
        int r = shapes[i][0], c = shapes[i][1];
        printf("  %d x %-2d     %4d %15.2f %17d\n", r, c, r * c,
               tile_loads(r, c), tile_registers(r, c));
    }
}

// The most that a core can do: multiply-adds of registers, and nothing else.
// Twelve sums, since each takes some cycles. In 10^9 operations a second.
static double peak(int runs)
{
    enum { SUMS = 12, TIMES = 20000 };
    Vector x = {0}, y = x + (real)0.5, sum[SUMS];
    for (int i = 0; i < SUMS; i++)
        sum[i] = x + (real)i;
    double best = 1e9;
    for (int run = 0; run < runs; run++) {
        double start = seconds_now();
        for (int n = 0; n < TIMES; n++)
            for (int i = 0; i < SUMS; i++)
                sum[i] = sum[i] * y + y;
        best = fmin(best, seconds_now() - start);
    }
    for (int i = 0; i < SUMS; i++)
        x += sum[i];
    real used[LANES]; // or the compiler would drop the loops
    store(used, x);
    return used[0] > 0 ? 2.0 * LANES * SUMS * TIMES / best / 1e9 : 0;
}

static double peak_of_all_cores(int runs)
{
    double sum = 0;
#pragma omp parallel reduction(+ : sum)
    sum += peak(runs);
    return sum;
}

// Each step's best of several runs that take turns; the slow first step runs
// once. A term is two operations.
static void measure(Chapter *chapter, int runs, Matrix A, Matrix B)
{
    Matrix C = matrix_new(A.rows, B.cols);
    double best[STEPS], terms = (double)A.rows * A.cols * B.cols;
    for (int s = 0; s < STEPS; s++)
        best[s] = 1e9;
    for (int run = 0; run < runs; run++)
        for (int s = run == 0 ? 0 : 1; s < STEPS; s++) {
            double start = seconds_now();
            steps[s].compute(C, A, B);
            best[s] = fmin(best[s], seconds_now() - start);
        }
    printf("\nA is %d x %d, B %d x %d; GFLOP/s:\n", A.rows, A.cols, B.rows,
           B.cols);
    for (int s = 0; s < STEPS; s++) {
        double speed = 2 * terms / best[s] / 1e9;
        printf("  %-15s %7.1f\n", steps[s].name, speed);
        fprintf(chapter->picture.stream, "%d %.1f\n", s + 1, speed);
    }
    matrix_free(&C);
}

int main(int argc, char **argv)
{
    int runs = 0;
    Option option = option_int("time", &runs, 0, 1000,
                               "also measure every step, best of N runs");
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 17, a fast matrix product: compares six ways to\n"
        "compute it. Threads, in the last, by OMP_NUM_THREADS.",
        &option, 1);
    Matrix A = matrix_new(384, PIXELS), B = matrix_new(PIXELS, 240);
    Matrix edge_A = matrix_new(53, 600), edge_B = matrix_new(600, 29);
    Matrix large_A = matrix_new(2048, 2048), large_B = matrix_new(2048, 240);
    fill_factors(A, B, chapter.train);
    fill_factors(edge_A, edge_B, chapter.train);
    fill_factors(large_A, large_B, chapter.train);

    compare(A, B);
    compare(edge_A, edge_B);
    show_tiles();
    if (runs > 0) {
        double one = peak(runs), all = peak_of_all_cores(runs);
        printf("\nPeak: one core %.1f GFLOP/s, all %.1f\n", one, all);
        picture_block(&chapter, "peak");
        fprintf(chapter.picture.stream, "%.1f %.1f\n", one, all);
        picture_block(&chapter, "layer");
        measure(&chapter, runs, A, B);
        picture_block(&chapter, "large");
        measure(&chapter, runs, large_A, large_B);
    }
    matrix_free_all(
        (Matrix *[]){&A, &B, &edge_A, &edge_B, &large_A, &large_B, NULL});
    chapter_end(&chapter);
}
