// Chapter 18: the zeros of a network in training, and when it pays to skip them.
#include <stdio.h>

#include "03_activation_matrix/batch.h"
#include "16_digit_classifier/classifier.h"
#include "17_fast_product/measure.h"
#include "18_skipping_zeros/measure.h"
#include "18_skipping_zeros/skipping_zeros.h"

enum { UNITS = 400, BATCH = 256, EPOCHS = 10, MEASURED_EPOCHS = 40 };

static const Way ways[] = {{"tiles", matrix_product_dense},
                           {"branches", product_with_branches},
                           {"lists", product_by_lists},
                           {"pairs", matrix_product_sparse}};
enum { WAYS = sizeof ways / sizeof *ways };

// What is shown of a network after so many epochs: of its next step.
typedef void Show(Chapter *chapter, int epochs, int runs, const Network *net);

// Trains the classifier on whole batches, from the start, and shows it meanwhile.
static Trainer train_and_show(Chapter *chapter, Show *show, int runs)
{
    Recipe recipe = source_recipe();
    Digits digits = chapter->train;
    Trainer t = trainer_new(&recipe, digits.count);
    double scale = length_scale(digits);
    for (int epochs = 0;; epochs++) {
        begin_epoch(&t, epochs + 1, 0);
        int first = train_batch(&t, digits, 0, scale);
        show(chapter, epochs, runs, &t.net);
        if (epochs == (runs > 0 ? MEASURED_EPOCHS : EPOCHS))
            return t;
        while (first + BATCH <= digits.count)
            first += train_batch(&t, digits, first, scale);
    }
}

// Prints the shares, or writes them for the picture.
static void show_shares(Chapter *chapter, int epochs, int runs,
                        const Network *net)
{
    const Matrix all[] = {net->A[0], net->A[1], net->A[2], net->dZ[1],
                          net->dZ[2]};
    FILE *out = runs > 0 ? chapter->plot.stream : stdout;
    if (runs == 0 && epochs > 1 && epochs % 5 != 0)
        return;
    fprintf(out, runs > 0 ? "%d" : "  %6d    ", epochs);
    for (int i = 0; i < 5; i++)
        fprintf(out, runs > 0 ? " %.4f" : "%8.2f", nonzero_share(all[i]));
    fprintf(out, "\n");
}

static void show_factors(Chapter *chapter, int epochs, int runs,
                         const Network *net)
{
    if (epochs < 2 || epochs == 5 || epochs % 20 == 0)
        measure_factors(chapter->plot.stream, epochs, runs, net->dZ[1],
                        net->A[0]);
}

static void show_pairs(const char *name, Matrix B)
{
    Matrix T = transposed(B);
    printf("  %-4s %6.2f %17.2f %14.2f\n", name, nonzero_share(B),
           nonzero_pair_share(B), nonzero_pair_share(T));
    matrix_free(&T);
}

// Compares every way with tiles. All numbers are whole and small
// enough for exact sums in float, so every processor prints the same.
static void compare(Matrix A, Matrix B)
{
    Matrix C = matrix_new(A.rows, B.cols),
           expected = matrix_new(A.rows, B.cols);
    ways[0].compute(expected, A, B);
    printf("\nLargest difference from tiles:\n");
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
    Matrix pixels = transposed(net->A[0]);
    printf("\nmilliseconds %27s", "");
    for (int w = 0; w < WAYS; w++)
        printf(" %10s", ways[w].name);
    printf("\n");
    plot_block(&chapter->plot, "real");
    show_times(chapter, "W1 A0", runs, A, net->A[0]);
    show_times(chapter, "dZ1 A0'", runs, net->dZ[1], pixels);
    show_times(chapter, "W2 A1", runs, net->W[2], net->A[1]);
    show_shares_of_time(chapter, runs, A);
    matrix_free(&pixels);

    printf(
        "\ndZ1 A0', ms;  skipping A0's        dZ1's, and to         both's,"
        "\nafter epochs     by pairs     by pairs    transpose   one by one\n");
    plot_block(&chapter->plot, "factors");
    Trainer t = train_and_show(chapter, show_factors, runs);
    trainer_free(&t);
    plot_block(&chapter->plot, "zeros");
    t = train_and_show(chapter, show_shares, runs);
    trainer_free(&t);
}

int main(int argc, char **argv)
{
    int runs = 0;
    Option option = option_int("time", &runs, 0, 1000,
                               "also measure every way, best of N runs");
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 18, skipping the zeros: counts them in a network that is\n"
        "trained, and compares four ways to multiply.",
        &option, 1);

    Random r = random_new(1, 18);
    Matrix A = matrix_new(UNITS, PIXELS), X = matrix_new(PIXELS, BATCH);
    for (size_t i = 0; i < elements(A); i++)
        A.x[i] = (real)((int)(random_bits(&r) % 9) - 4);
    fill_batch(X, chapter.train, NULL, 1);

    printf("Share that is not 0\nafter epochs      A0      A1      A2     dZ1"
           "     dZ2\n");
    Trainer t = train_and_show(&chapter, show_shares, 0);
    printf("\nThen     number   pair of columns   pair of rows\n");
    show_pairs("A0", t.net.A[0]);
    show_pairs("A1", t.net.A[1]);
    show_pairs("dZ1", t.net.dZ[1]);
    compare(A, X);
    show_infinity(A, X);

    if (runs > 0)
        show_all_times(&chapter, runs, &t.net, A);
    trainer_free(&t);
    matrix_free_all((Matrix *[]){&A, &X, NULL});
    chapter_end(&chapter);
}
