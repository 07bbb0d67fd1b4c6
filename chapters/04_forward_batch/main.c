// Chapter 4: a loop and one matrix product: the same bits, twenty times as fast.
#include <stdio.h>

#include "03_activation_matrix/batch.h"
#include "04_forward_batch/forward_batch.h"
#include "common/numbers/random.h"
#include "common/program/chapter.h"
#include "common/program/clock.h"
#include "common/program/console.h"

enum { UNITS = 400, BATCH = 256 };

// A layer, and the batch that goes through it.
typedef struct {
    Matrix W, b, A;
} Layer;

typedef void LayerFunction(Matrix Z, Matrix W, Matrix A, Matrix b);

static void show_scores(Layer n)
{
    Matrix loop = matrix_new(UNITS, BATCH), product = matrix_new(UNITS, BATCH);
    forward_one_by_one(loop, n.W, n.A, n.b);
    forward_batch(product, n.W, n.A, n.b);
    printf("A layer of %d units, %d digits: Z is %d x %d.\n\n", UNITS, BATCH,
           product.rows, product.cols);
    printf("  element      one by one    one product\n");
    for (int i = 0; i < 4; i++)
        printf("  (%3d, %3d) %12.4f %14.4f\n", 100 * i, 80 * i,
               *at(loop, 100 * i, 80 * i), *at(product, 100 * i, 80 * i));
    printf("\nLargest difference among all %zu: %g\n", elements(loop),
           largest_difference(loop, product));
    matrix_free_all((Matrix *[]){&loop, &product, NULL});
}

// The shortest of several runs on the first m digits, in milliseconds.
static double milliseconds(LayerFunction *layer, Layer n, int m, int runs)
{
    Matrix Z = matrix_new(UNITS, m);
    double best = 1e9;
    for (int run = 0; run < runs; run++) {
        double start = seconds_now();
        layer(Z, n.W, columns(n.A, 0, m), n.b);
        best = fmin(best, 1000 * (seconds_now() - start));
    }
    matrix_free(&Z);
    return best;
}

// For each digit, in microseconds: one by one, with the loops exchanged, and by
// one product; last the product of digits that have no blank pixel to skip.
static void show_times(Chapter *chapter, Layer n, int runs)
{
    const struct {
        const char *name;
        LayerFunction *layer;
        int m;
    } ways[] = {{"one by one", forward_one_by_one, 16},
                {"loops exchanged", forward_in_order, 16},
                {"one product", forward_batch, 1},
                {"one product", forward_batch, 4},
                {"one product", forward_batch, 16},
                {"one product", forward_batch, 64},
                {"one product", forward_batch, BATCH},
                {"and no pixel blank", forward_batch, BATCH}};
    Random r = random_new(2, 4);
    printf("\nMicroseconds for each digit:\n");
    FILE *data = plot_block(&chapter->plot, "times");
    for (int i = 0; i < 8; i++) {
        if (i == 7)
            random_fill(n.A, 1, &r);
        int m = ways[i].m;
        double each = 1000 * milliseconds(ways[i].layer, n, m, runs) / m;
        printf("  %3d digits, %-18s %6.1f\n", m, ways[i].name, each);
        fprintf(data, "%d %.1f\n", m, each);
    }
}

int main(int argc, char **argv)
{
    int runs = 0;
    Option option = option_int("time", &runs, 0, 1000,
                               "also measure three ways, best of N runs");
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 4, forward propagation of a whole batch: compares\n"
        "the loop over examples with one matrix product.",
        &option, 1);
    Layer n = {matrix_new(UNITS, PIXELS), matrix_new(UNITS, 1),
               matrix_new(PIXELS, BATCH)};
    Random r = random_new(1, 4);
    random_fill(n.W, 0.05, &r);
    random_fill(n.b, 0.05, &r);
    fill_batch(n.A, chapter.train, NULL, largest_pixel(chapter.train));

    show_scores(n);
    if (runs > 0)
        show_times(&chapter, n, runs);

    matrix_free_all((Matrix *[]){&n.W, &n.b, &n.A, NULL});
    chapter_end(&chapter);
}
