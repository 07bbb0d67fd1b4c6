// Chapter 4: a loop and one matrix product: the same bits, much faster.
#include <stdio.h>

#include "03_activation_matrix/batch.h"
#include "04_forward_batch/forward_batch.h"
#include "common/numbers/random.h"
#include "common/program/chapter.h"
#include "common/program/clock.h"
#include "common/program/console.h"

enum { UNITS = 400, BATCH = 256 };

typedef void LayerFunction(Matrix Z, Matrix W, Matrix A, Matrix b);

// The shortest of several runs, in milliseconds.
static double milliseconds(int runs, LayerFunction *layer, Matrix Z, Matrix W,
                           Matrix A, Matrix b)
{
    double best = 1e9;
    for (int run = 0; run < runs; run++) {
        double start = seconds_now();
        layer(Z, W, A, b);
        double taken = 1000 * (seconds_now() - start);
        best = taken < best ? taken : best;
    }
    return best;
}

// The picture has microseconds for each digit.
static void show_times(Chapter *chapter, int runs, Matrix Z, Matrix W, Matrix A,
                       Matrix b)
{
    printf("\n");
    plot_block(&chapter->plot, "times");
    for (int m = 1; m <= A.cols; m *= 4) {
        Matrix A_m = columns(A, 0, m), Z_m = columns(Z, 0, m);
        double slow = milliseconds(runs, forward_one_by_one, Z_m, W, A_m, b);
        double fast = milliseconds(runs, forward_batch, Z_m, W, A_m, b);
        printf("%4d digits: one by one %8.3f ms, one product %7.3f ms, "
               "%5.1f times as fast\n",
               m, slow, fast, slow / fast);
        fprintf(chapter->plot.stream, "%d %.1f %.1f\n", m, 1000 * slow / m,
                1000 * fast / m);
    }
}

static double largest_difference(Matrix P, Matrix Q)
{
    double most = 0;
    for (size_t i = 0; i < elements(P); i++)
        if (fabs(P.x[i] - Q.x[i]) > most)
            most = fabs(P.x[i] - Q.x[i]);
    return most;
}

int main(int argc, char **argv)
{
    int runs = 0;
    Option option = option_int("time", &runs, 0, 1000,
                               "also measure both ways, best of N runs");
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 4, forward propagation of a whole batch: compares\n"
        "the loop over examples with one matrix product.",
        &option, 1);

    Matrix W = matrix_new(UNITS, PIXELS), b = matrix_new(UNITS, 1);
    Matrix A = matrix_new(PIXELS, BATCH);
    Matrix loop = matrix_new(UNITS, BATCH), product = matrix_new(UNITS, BATCH);
    Random r = random_new(1, 4);
    random_fill(W, 0.05, &r);
    random_fill(b, 0.05, &r);
    fill_batch(A, chapter.train, NULL, largest_pixel(chapter.train));

    forward_one_by_one(loop, W, A, b);
    forward_batch(product, W, A, b);
    printf("A layer of %d units, %d digits: Z is %d x %d.\n\n", UNITS, BATCH,
           product.rows, product.cols);
    printf("  element      one by one    one product\n");
    for (int i = 0; i < 4; i++)
        printf("  (%3d, %3d) %12.4f %14.4f\n", 100 * i, 80 * i,
               *at(loop, 100 * i, 80 * i), *at(product, 100 * i, 80 * i));
    printf("\nLargest difference among all %zu: %g\n", elements(loop),
           largest_difference(loop, product));

    if (runs > 0)
        show_times(&chapter, runs, product, W, A, b);
    matrix_free_all((Matrix *[]){&W, &b, &A, &loop, &product, NULL});
    chapter_end(&chapter);
}
