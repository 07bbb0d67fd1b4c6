// The dense matrix product; chapter 17 comes to it step by step.
//
// C is cut into tiles of 2 vectors of rows by TILE_COLS columns, whose sums stay
// in the processor's registers while all terms stream past: two loads of A and
// TILE_COLS single numbers of B make 2 TILE_COLS vectors of products. The rows
// of A that a tile needs, a panel, are copied first, term by term, so that they
// follow each other in memory; B is read where it lies. (Goto & van de Geijn
// 2008, "Anatomy of high-performance matrix multiplication", less what does not
// pay at the sizes of this book.)
#include "common/product.h"

// 2 x TILE_COLS vectors hold the sums and must fit in the registers: 32 of
// them with AVX-512, 16 elsewhere.
#if defined __AVX512F__
enum { TILE_COLS = 12 };
#else
enum { TILE_COLS = 6 };
#endif

enum {
    FEW_COLS = TILE_COLS / 3, // tiles at the right edge: so wide, or one column
    PANEL_ROWS = 2 * LANES,   // at the lower edge half of that may do
    BLOCK_COLS = 8 * TILE_COLS // a panel and so many columns are one job
};

// Adds a b^T to a tile: a has `vectors` vectors a term. Inlined into calls with
// constant sizes, so that the compiler unrolls it and keeps the sums in
// registers.
static inline __attribute__((always_inline)) void
add_products(real *tile, int vectors, int cols, const real *a, Factor b,
             int count)
{
    Vector sum[2 * TILE_COLS];
    for (int i = 0; i < cols * vectors; i++)
        sum[i] = load(tile + i * LANES);
    for (int k = 0; k < count; k++, a += vectors * LANES, b.x += b.term_step) {
        Vector upper = load(a), lower = load(a + (vectors - 1) * LANES);
        for (int j = 0; j < cols; j++) {
            real b_j = b.x[(size_t)j * b.line_step];
            sum[j * vectors] += upper * b_j;
            if (vectors == 2)
                sum[j * vectors + 1] += lower * b_j;
        }
    }
    for (int i = 0; i < cols * vectors; i++)
        store(tile + i * LANES, sum[i]);
}

static void add_to_tile(real *tile, int vectors, int cols, const real *a,
                        Factor b, int count)
{
    if (vectors == 2 && cols == TILE_COLS)
        add_products(tile, 2, TILE_COLS, a, b, count);
    else if (vectors == 2 && cols == FEW_COLS)
        add_products(tile, 2, FEW_COLS, a, b, count);
    else if (vectors == 2)
        add_products(tile, 2, 1, a, b, count);
    else if (cols == TILE_COLS)
        add_products(tile, 1, TILE_COLS, a, b, count);
    else if (cols == FEW_COLS)
        add_products(tile, 1, FEW_COLS, a, b, count);
    else
        add_products(tile, 1, 1, a, b, count);
}

// Copies `count` terms of the panel that begins at line `first`, padded with
// zeros from `rows` lines to `padded`.
static void pack(real *panel, Factor A, int first, int rows, int padded,
                 int first_term, int count)
{
    const real *from = element(A, first, first_term);
    for (int k = 0; k < count; k++, from += A.term_step, panel += padded) {
        for (int i = 0; i < rows; i++)
            panel[i] = from[(size_t)i * A.line_step];
        for (int i = rows; i < padded; i++)
            panel[i] = 0;
    }
}

// Copies the numbers of C that a tile stands for, rows x cols at (row, col),
// into the tile or back.
static void load_tile(real *tile, int padded, Matrix C, int row, int rows,
                      int col, int cols)
{
    for (int j = 0; j < cols; j++)
        memcpy(tile + j * padded, at(C, row, col + j),
               (size_t)rows * sizeof *tile);
}

static void store_tile(const real *tile, int padded, Matrix C, int row,
                       int rows, int col, int cols)
{
    for (int j = 0; j < cols; j++)
        memcpy(at(C, row, col + j), tile + j * padded,
               (size_t)rows * sizeof *tile);
}

// Computes up to PANEL_ROWS x BLOCK_COLS numbers of C, from (row, col) on.
static void multiply_panel(Matrix C, Factor A, Factor B, int terms, int row,
                           int col)
{
    _Alignas(64) real panel[PANEL_ROWS * SLICE], tile[PANEL_ROWS * TILE_COLS];
    int rows = smaller(C.rows - row, PANEL_ROWS);
    int vectors = rows > LANES ? 2 : 1, padded = vectors * LANES;
    int end = smaller(C.cols, col + BLOCK_COLS);
    for (int k = 0; k < terms; k += SLICE) {
        int count = smaller(terms - k, SLICE);
        pack(panel, A, row, rows, padded, k, count);
        for (int j = col, cols; j < end; j += cols) {
            int left = end - j;
            cols = left >= TILE_COLS  ? TILE_COLS
                   : left >= FEW_COLS ? FEW_COLS
                                      : 1;
            memset(tile, 0, sizeof tile);
            if (k > 0)
                load_tile(tile, padded, C, row, rows, j, cols);
            Factor b = {element(B, j, k), B.line_step, B.term_step};
            add_to_tile(tile, vectors, cols, panel, b, count);
            store_tile(tile, padded, C, row, rows, j, cols);
        }
    }
}

void multiply_dense(Matrix C, Factor A, Factor B, int terms)
{
#pragma omp parallel for collapse(2) schedule(static) if (is_large(C, terms))
    for (int row = 0; row < C.rows; row += PANEL_ROWS)
        for (int col = 0; col < C.cols; col += BLOCK_COLS)
            multiply_panel(C, A, B, terms, row, col);
}
