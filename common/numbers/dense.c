// The dense matrix product; chapter 17 comes to it step by step.
//
// C is cut into tiles of TILE_VECTORS vectors of rows by TILE_COLS columns,
// whose sums stay in the processor's registers while all terms stream past. The
// rows of A that a tile needs are a panel; it serves many tiles while it is in
// the second-level cache. (After Goto & van de Geijn 2008, "Anatomy of
// high-performance matrix multiplication", less what does not pay at the sizes
// of this book: factors are copied only where they do not lie as a tile reads
// them.)
#include "common/numbers/product.h"

// The sums, a vector for each row of the tile and one number of B must fit in
// the registers.
#if REGISTERS == 32
enum { TILE_VECTORS = 3, TILE_COLS = 8 };
#else
enum { TILE_VECTORS = 2, TILE_COLS = 6 };
#endif

enum {
    FEW_COLS = TILE_COLS / 2, // tiles at the right edge: so wide, or one column
    PANEL_ROWS = TILE_VECTORS * LANES
};

// A tile's numbers: column j begins at x + j * col_step.
typedef struct {
    real *x;
    size_t col_step;
    int cols;
    bool begun; // it holds sums already
} Tile;

// Adds `count` terms to a tile: a has the tile's rows side by side. Inlined into
// calls with constant sizes, which the compiler needs to unroll the loops.
static inline __attribute__((always_inline)) void
add_products(Tile c, int vectors, int cols, Factor a, Factor b, int count)
{
    Vector sum[TILE_COLS][TILE_VECTORS];
    UNROLL
    for (int j = 0; j < cols; j++) {
        UNROLL
        for (int v = 0; v < vectors; v++)
            sum[j][v] =
                c.begun ? load(c.x + j * c.col_step + v * LANES) : (Vector){0};
    }
    for (int k = 0; k < count; k++, a.x += a.term_step, b.x += b.term_step) {
        Vector rows[TILE_VECTORS];
        UNROLL
        for (int v = 0; v < vectors; v++)
            rows[v] = load(a.x + v * LANES);
        UNROLL
        for (int j = 0; j < cols; j++) {
            UNROLL
            for (int v = 0; v < vectors; v++)
                sum[j][v] += rows[v] * b.x[(size_t)j * b.line_step];
        }
    }
    UNROLL
    for (int j = 0; j < cols; j++) {
        UNROLL
        for (int v = 0; v < vectors; v++)
            store(c.x + j * c.col_step + v * LANES, sum[j][v]);
    }
}

// Chooses the width that was compiled in.
static inline __attribute__((always_inline)) void
add_to_tile(Tile c, int vectors, Factor a, Factor b, int count)
{
    if (c.cols == TILE_COLS)
        add_products(c, vectors, TILE_COLS, a, b, count);
    else if (c.cols == FEW_COLS)
        add_products(c, vectors, FEW_COLS, a, b, count);
    else
        add_products(c, vectors, 1, a, b, count);
}

// The same for a tile of one vector, of which only the first `rows` rows are in
// C: the sums are made beside it.
static void add_to_edge(Tile c, int rows, Factor a, Factor b, int count)
{
    real x[LANES * TILE_COLS] = {0};
    Tile whole = {x, LANES, c.cols, c.begun};
    size_t size = (size_t)rows * sizeof(real);
    for (int j = 0; j < c.cols && c.begun; j++)
        memcpy(x + j * LANES, c.x + (size_t)j * c.col_step, size);
    add_to_tile(whole, 1, a, b, count);
    for (int j = 0; j < c.cols; j++)
        memcpy(c.x + (size_t)j * c.col_step, x + j * LANES, size);
}

// Copies `count` terms of `rows` lines of A side by side, with zeros after them
// up to `padded` lines.
static Factor copy_panel(real *copy, Factor A, int rows, int padded, int count)
{
    Factor panel = {copy, 1, (size_t)padded};
    memset(copy, 0, (size_t)padded * (size_t)count * sizeof *copy);
    for (int k = 0; k < count; k++, copy += padded) {
        const real *a_k = element(A, 0, k);
        for (int i = 0; i < rows; i++)
            copy[i] = a_k[(size_t)i * A.line_step];
    }
    return panel;
}

// Adds `count` terms, in B from k on, to up to TILE_COLS columns of C from
// (row, col) on.
static void add_to_tiles(Matrix C, int row, int rows, int col, Factor a,
                         Factor B, int k, int count)
{
    int end = min(C.cols, col + TILE_COLS);
    for (int cols; col < end; col += cols) {
        int left = end - col;
        cols = left == TILE_COLS ? left : left >= FEW_COLS ? FEW_COLS : 1;
        Factor b = factor_from(B, col, k);
        Tile c = {at(C, row, col), (size_t)C.rows, cols, k > 0};
        if (rows == PANEL_ROWS)
            add_to_tile(c, TILE_VECTORS, a, b, count);
        else if (rows == LANES)
            add_to_tile(c, 1, a, b, count);
        else
            add_to_edge(c, rows, a, b, count);
    }
}

// Computes `rows` rows of C, a panel. Each thread of the team takes part of the
// columns, always the same, so that what it needs again is near its core.
static void multiply_panel(Matrix C, Factor A, Factor B, int terms, int row,
                           int rows)
{
    _Alignas(64) real copy[PANEL_ROWS * SLICE];
    int padded = rows > LANES ? PANEL_ROWS : LANES;
    for (int k = 0; k < terms; k += SLICE) {
        int count = min(terms - k, SLICE);
        Factor a = factor_from(A, row, k);
        if (a.line_step != 1 || rows < padded)
            a = copy_panel(copy, a, rows, padded, count);
#pragma omp for schedule(static) nowait
        for (int col = 0; col < C.cols; col += TILE_COLS)
            add_to_tiles(C, row, rows, col, a, B, k, count);
    }
}

void multiply_dense(Matrix C, Factor A, Factor B, int terms)
{
#pragma omp parallel if (is_large(C, terms))
    for (int row = 0, rows; row < C.rows; row += rows) {
        int left = C.rows - row; // at the lower edge, one vector after another
        rows = left >= PANEL_ROWS ? PANEL_ROWS : min(left, LANES);
        multiply_panel(C, A, B, terms, row, rows);
    }
}
