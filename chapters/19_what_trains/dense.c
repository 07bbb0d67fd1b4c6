// The first of the two ways: chapter 17's tile for factors that lie in memory in
// either order and for a C of any shape. For each term a tile loads some vectors of A
// and single numbers of B. A number of B is copied to all lanes of a register, so it
// may lie anywhere. A vector of A is LANES numbers side by side in memory, which must
// belong to neighboring strands: strand_step of A must be 1, as in A B and A B^T. In
// A^T B neighbors belong to one strand, so panels of A are copied.
#include "19_what_trains/what_trains.h"
#include "common/numbers/vector.h"

// The sums, a vector for each row of the tile and one number of B must fit in
// the registers.
#if REGISTERS == 32
enum { TILE_VECTORS = 3, TILE_COLS = 8 };
#else
enum { TILE_VECTORS = 2, TILE_COLS = 6 };
#endif

enum { FEW_COLS = TILE_COLS / 2, PANEL_ROWS = TILE_VECTORS * LANES };

// A tile's numbers: column j begins at x + j * col_step.
typedef struct {
    real *x;
    size_t col_step;
    int cols;
    bool begun; // it holds sums already
} Tile;

// The numbers of vector v in column j.
static inline real *tile_at(Tile c, int j, int v)
{
    return c.x + (size_t)j * c.col_step + v * LANES;
}

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
            sum[j][v] = c.begun ? load(tile_at(c, j, v)) : (Vector){0};
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
                sum[j][v] += rows[v] * b.x[(size_t)j * b.strand_step];
        }
    }
    UNROLL
    for (int j = 0; j < cols; j++) {
        UNROLL
        for (int v = 0; v < vectors; v++)
            store(tile_at(c, j, v), sum[j][v]);
    }
}

// Columns: after all whole tiles up to 7 are left (5 with 16 registers). Four of them
// (three) take a tile of half the width, the others one each. By chapter 17 a
// multiply-add costs (3 + 8) / 24 = 0.46 loads in a whole tile, 7 / 12 = 0.58 in half
// a tile and 4 / 3 in a single column: still fewer than the 2 of one sum by itself.
int tile_cols(int left)
{
    return left >= TILE_COLS ? TILE_COLS : left >= FEW_COLS ? FEW_COLS : 1;
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

// Rows: after all whole panels, one vector after another, of which the last may be
// filled in part only. Of 100 rows 96 are two panels and four are left for 16 lanes.
// Of such a vector only the first `rows` rows are in C, so its sums are made beside
// it. That computes 112 rows for 100, 11 % of them for nothing; row by row the four
// would take as long as 64.
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

// The libraries copy every panel (Goto & van de Geijn 2008); chapter 17 saw that here
// nothing comes of it. A panel is copied where its numbers do not lie side by side and
// where its last vector reaches beyond A's last row, whose numbers would be somebody
// else's. A copied number is used for all columns of C: with 256 of them and 16 lanes,
// for 16 multiply-adds of vectors (8 for each of two threads, which both copy).
//
// Copies `count` terms of `rows` strands of A side by side, with zeros after them
// up to `padded` strands.
static Factor copy_panel(real *copy, Factor A, int rows, int padded, int count)
{
    Factor panel = {copy, 1, (size_t)padded};
    memset(copy, 0, (size_t)padded * (size_t)count * sizeof *copy);
    for (int k = 0; k < count; k++, copy += padded) {
        const real *a_k = element(A, 0, k);
        for (int i = 0; i < rows; i++)
            copy[i] = a_k[(size_t)i * A.strand_step];
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
        cols = tile_cols(end - col);
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

int panel_rows(int left)
{
    return left >= PANEL_ROWS ? PANEL_ROWS : min(left, LANES);
}

// Computes `rows` rows of C, a panel, in the order of chapter 17: slices of its terms,
// and for each slice all tiles. Threads share out the columns, and each takes nearly
// the same ones in every panel, in every product and in the loops between them: most
// of what it needs again is in its own caches. Each copies a panel for itself, and no
// two write the same number, so none waits for another (nowait).
static void multiply_panel(Matrix C, Factor A, Factor B, int terms, int row,
                           int rows)
{
    _Alignas(64) real copy[PANEL_ROWS * SLICE];
    int padded = rows > LANES ? PANEL_ROWS : LANES;
    for (int k = 0; k < terms; k += SLICE) {
        int count = min(terms - k, SLICE);
        Factor a = factor_from(A, row, k);
        if (a.strand_step != 1 || rows < padded)
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
        rows = panel_rows(C.rows - row);
        multiply_panel(C, A, B, terms, row, rows);
    }
}
