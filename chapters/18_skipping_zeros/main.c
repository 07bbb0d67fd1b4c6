// Chapter 18: four fifths of the numbers are 0, and when it pays to skip them.
#include <stdio.h>

#include "12_backpropagation/backpropagation.h"
#include "13_he_initialization/he.h"
#include "14_dropout/dropout.h"
#include "17_fast_product/measure.h"
#include "18_skipping_zeros/skipping_zeros.h"

enum { UNITS = 400, BATCH = 256 };

static const Way ways[] = {{"dense", matrix_product_dense},
                           {"branches", product_with_branches},
                           {"lists", product_by_lists},
                           {"pairs", matrix_product_sparse}};
enum { WAYS = sizeof ways / sizeof *ways };

static Matrix transposed(Matrix M)
{
    Matrix T = matrix_new(M.cols, M.rows);
    for (int i = 0; i < M.rows; i++)
        for (int j = 0; j < M.cols; j++)
            *at(T, j, i) = *at(M, i, j);
    return T;
}

// The classifier's network as it starts, with real digits and their activations.
static Network activated_network(const Chapter *chapter, Random *r)
{
    Network net = network_new(3, (int[]){PIXELS, UNITS, 100, CLASSES}, BATCH);
    he_initialize(&net, r);
    network_load(&net, chapter->train, NULL, BATCH, 1);
    dropout_forward(&net, (double[]){1, 0.4, 0.5}, r);
    return net;
}

static void show_shares(const char *name, Matrix B)
{
    Matrix T = transposed(B);
    printf("  %-22s %6.2f %17.2f %14.2f\n", name, nonzero_share(B),
           nonzero_pair_share(B), nonzero_pair_share(T));
    matrix_free(&T);
}

static void show_all_shares(const Network *net)
{
    printf(
        "Share that is not 0:     number   pair of columns   pair of rows\n");
    show_shares("pixels", net->A[0]);
    show_shares("first hidden layer", net->A[1]);
    show_shares("second hidden layer", net->A[2]);
}

// Compares every way with the dense one. All numbers are whole and small
// enough for exact sums in float, so every processor prints the same.
static void compare(Matrix A, Matrix B)
{
    Matrix C = matrix_new(A.rows, B.cols),
           expected = matrix_new(A.rows, B.cols);
    ways[0].compute(expected, A, B);
    printf("\nLargest difference from the dense product:\n");
    for (int w = 1; w < WAYS; w++) {
        ways[w].compute(C, A, B);
        printf("  %-10s %g\n", ways[w].name, largest_difference(C, expected));
    }
    matrix_free_all((Matrix *[]){&C, &expected, NULL});
}

// An infinite number of A meets a 0 of B.
static void show_infinity(Matrix A, Matrix B)
{
    Matrix C = matrix_new(A.rows, B.cols);
    real kept = *at(A, 0, 0);
    *at(A, 0, 0) = (real)INFINITY;
    printf("\nA(0, 0) infinite, B(0, 0) = %g:\n", (double)*at(B, 0, 0));
    for (int w = 0; w < WAYS; w++) {
        ways[w].compute(C, A, B);
        printf("  %-10s C(0, 0) is %s\n", ways[w].name,
               isnan(*at(C, 0, 0)) ? "NaN" : "finite");
    }
    *at(A, 0, 0) = kept;
    matrix_free(&C);
}

static void show_times(Chapter *chapter, const char *name, int runs, Matrix A,
                       Matrix B)
{
    double seconds[WAYS];
    time_ways(seconds, ways, WAYS, runs, A, B);
    printf("  %-26s %4.2f", name, nonzero_share(B));
    fprintf(chapter->plot.stream, "%.3f", nonzero_share(B));
    for (int w = 0; w < WAYS; w++) {
        printf(" %10.3f", 1000 * seconds[w]);
        fprintf(chapter->plot.stream, " %.3f", 1000 * seconds[w]);
    }
    printf("\n");
    fprintf(chapter->plot.stream, "\n");
}

// Random places of a share of numbers that are not 0, from few to all.
static void show_shares_of_time(Chapter *chapter, int runs, Matrix A)
{
    Random r = random_new(2, 18);
    Matrix B = matrix_new(A.cols, BATCH);
    plot_block(&chapter->plot, "random");
    for (int percent = 5; percent <= 100; percent += percent < 60 ? 5 : 10) {
        for (size_t i = 0; i < elements(B); i++)
            B.x[i] = random_uniform(&r) < 0.01 * percent;
        show_times(chapter, "random places", runs, A, B);
    }
    matrix_free(&B);
}

static void show_all_times(Chapter *chapter, int runs, const Network *net,
                           Matrix A)
{
    Matrix slopes = matrix_new(UNITS, BATCH), pixels = transposed(net->A[0]);
    printf("\nmilliseconds %27s", "");
    for (int w = 0; w < WAYS; w++)
        printf(" %10s", ways[w].name);
    printf("\n");
    plot_block(&chapter->plot, "real");
    show_times(chapter, "W1 X, pixels", runs, A, net->A[0]);
    show_times(chapter, "dZ1 X', pixels", runs, slopes, pixels);
    show_times(chapter, "W2 A1, first hidden layer", runs, net->W[2],
               net->A[1]);
    show_shares_of_time(chapter, runs, A);
    matrix_free_all((Matrix *[]){&slopes, &pixels, NULL});
}

int main(int argc, char **argv)
{
    int runs = 0;
    Option option = option_int("time", &runs, 0, 1000,
                               "also measure every way, best of N runs");
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 18, skipping the zeros: counts them in real digits\n"
        "and activations, and compares four ways to multiply.",
        &option, 1);

    Random r = random_new(1, 18);
    Network net = activated_network(&chapter, &r);
    Matrix A = matrix_new(UNITS, PIXELS);
    for (size_t i = 0; i < elements(A); i++)
        A.x[i] = (real)((int)(random_bits(&r) % 9) - 4);

    show_all_shares(&net);
    compare(A, net.A[0]);
    show_infinity(A, net.A[0]);

    if (runs > 0)
        show_all_times(&chapter, runs, &net, A);
    network_free(&net);
    matrix_free(&A);
    chapter_end(&chapter);
}
