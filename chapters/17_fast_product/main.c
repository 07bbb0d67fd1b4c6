// Chapter 17: the same product in seven ways, from plain loops to all registers.
#include <stdio.h>

#include "17_fast_product/fast_product.h"
#include "17_fast_product/measure.h"
#include "common/numbers/random.h"

static const Way ways[] = {{"by definition", product_by_definition},
                           {"in order", product_in_order},
                           {"by vectors", product_by_vectors},
                           {"by eight sums", product_by_eight_sums},
                           {"by tiles", product_by_tiles},
                           {"by panels", product_by_panels},
                           {"matrix_product", matrix_product}};
enum { WAYS = sizeof ways / sizeof *ways };

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

// Compares every way with the first one.
static void compare(Matrix A, Matrix B)
{
    Matrix C = matrix_new(A.rows, B.cols), plain = matrix_new(A.rows, B.cols);
    product_by_definition(plain, A, B);
    printf("A is %d x %d, B %d x %d; largest difference from the definition:\n",
           A.rows, A.cols, B.rows, B.cols);
    for (int w = 1; w < WAYS; w++) {
        matrix_fill(C, -1);
        ways[w].compute(C, A, B);
        printf("  %-15s %g\n", ways[w].name, largest_difference(C, plain));
    }
    printf("\n");
    matrix_free_all((Matrix *[]){&C, &plain, NULL});
}

static void show_tiles(void)
{
    const int shapes[][2] = {{1, 1}, {1, 8}, {8, 1}, {2, 4},
                             {2, 6}, {4, 4}, {3, 8}, {4, 6}};
    printf("         loaded for each multiply-add\n"
           "Tile     sums    vectors    numbers    registers\n");
    for (int i = 0; i < 8; i++) {
        int r = shapes[i][0], c = shapes[i][1];
        printf("  %d x %d %6d %10.2f %10.2f %12d\n", r, c, r * c,
               vector_loads(c), number_loads(r), tile_registers(r, c));
    }
}

int main(int argc, char **argv)
{
    int runs = 0;
    Option option =
        option_int("time", &runs, 0, 1000, "also measure them, best of N runs");
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 17, a fast matrix product: compares seven ways to\n"
        "compute it. Threads, in the last, by OMP_NUM_THREADS.",
        &option, 1);
    Matrix A = matrix_new(384, PIXELS), B = matrix_new(PIXELS, 240);
    Matrix edge_A = matrix_new(53, 600), edge_B = matrix_new(600, 29);
    Matrix large_A = matrix_new(3120, 1024), large_B = matrix_new(1024, 240);
    fill_factors(A, B, chapter.train);
    fill_factors(edge_A, edge_B, chapter.train);
    fill_factors(large_A, large_B, chapter.train);

    compare(A, B);
    compare(edge_A, edge_B);
    show_tiles();
    if (runs > 0) {
        measure_limits(&chapter, runs);
        measure_sums(&chapter, runs);
        measure_tiles(&chapter, runs);
        measure_ways(&chapter, "layer", runs, ways, WAYS, A, B);
        measure_ways(&chapter, "large", runs, ways, WAYS, large_A, large_B);
    }
    matrix_free_all(
        (Matrix *[]){&A, &B, &edge_A, &edge_B, &large_A, &large_B, NULL});
    chapter_end(&chapter);
}
