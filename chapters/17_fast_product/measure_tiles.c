#include "17_fast_product/measure.h"

#include <stdio.h>

#include "17_fast_product/fast_product.h"
#include "common/numbers/vector.h"
#include "common/program/clock.h"

// All shapes divide C; what a tile reads stays in the first-level cache.
enum { ROWS = 12 * LANES, TERMS = 32, COLS = 24, TIMES = 100, MAX = 12 };

typedef struct {
    Matrix C, A, B;
} Factors;

// The sums of a tile at (row, col). Inlined into calls with constant sizes,
// which the compiler needs to keep them in registers.
static inline __attribute__((always_inline)) void
compute_tile(const Factors *f, int row, int col, int vectors, int cols)
{
    Vector sum[MAX][MAX];
    UNROLL
    for (int j = 0; j < cols; j++) {
        UNROLL
        for (int v = 0; v < vectors; v++)
            sum[j][v] = (Vector){0};
    }
    for (int k = 0; k < TERMS; k++) {
        Vector rows[MAX];
        UNROLL
        for (int v = 0; v < vectors; v++)
            rows[v] = load(at(f->A, row + v * LANES, k));
        UNROLL
        for (int j = 0; j < cols; j++) {
            UNROLL
            for (int v = 0; v < vectors; v++)
                sum[j][v] += rows[v] * *at(f->B, k, col + j);
        }
    }
    UNROLL
    for (int j = 0; j < cols; j++) {
        UNROLL
        for (int v = 0; v < vectors; v++)
            store(at(f->C, row + v * LANES, col + j), sum[j][v]);
    }
}

// All tiles of C, TIMES times, the columns of a panel before its next rows.
static inline __attribute__((always_inline)) void
compute_tiles(const Factors *f, int vectors, int cols)
{
    for (int row = 0; row < ROWS; row += vectors * LANES)
        for (int n = 0; n < TIMES; n++)
            for (int col = 0; col < COLS; col += cols)
                compute_tile(f, row, col, vectors, cols);
}

// As many sums, and loads of another kind; then the tile of the lesson.
static const int shapes[][2] = {{12, 1}, {1, 12}, {2, 6}, {3, 8}};
enum { SHAPES = sizeof shapes / sizeof *shapes };

static void run_shape(void *context, int i)
{
    switch (i) {
    case 0:
        compute_tiles(context, 12, 1);
        break;
    case 1:
        compute_tiles(context, 1, 12);
        break;
    case 2:
        compute_tiles(context, 2, 6);
        break;
    default:
        compute_tiles(context, 3, 8);
    }
}

void measure_tiles(Chapter *chapter, int runs)
{
    double seconds[SHAPES];
    double terms = (double)ROWS * COLS * TERMS * TIMES;
    Factors f = {matrix_new(ROWS, COLS), matrix_new(ROWS, TERMS),
                 matrix_new(TERMS, COLS)};
    matrix_fill(f.A, 1);
    matrix_fill(f.B, 1);
    least_seconds(seconds, SHAPES, 10 * runs, run_shape, &f);
    printf("\n         loaded for each multiply-add\n"
           "Tile     sums    vectors    numbers      GFLOP/s\n");
    plot_block(&chapter->plot, "tiles");
    for (int i = 0; i < SHAPES; i++) {
        int r = shapes[i][0], c = shapes[i][1];
        double speed = 2 * terms / seconds[i] / 1e9; // a term is two operations
        printf("  %2d x %-2d %4d %10.2f %10.2f %12.1f\n", r, c, r * c,
               vector_loads(c), number_loads(r), speed);
        fprintf(chapter->plot.stream, "%d %d %.1f\n", r, c, speed);
    }
    matrix_free_all((Matrix *[]){&f.C, &f.A, &f.B, NULL});
}
