// The matrix product. The three plain loops of chapter 4 read each number
// from memory again for every use; this one reads it once per tile. C is cut
// into blocks, and each block is a job of its own:
//
//   pack    the rows of A and the columns of B that the block needs are
//           copied, SLICE terms of the sum at a time, into two small buffers
//           in the order in which they will be read;
//   tile    a tile of TILE_ROWS x TILE_COLS sums is held in the processor's
//           vector registers while the slice streams past;
//   store   the block is copied to C.
//
// Blocks at the edge are padded with zeros, so there is one path for every
// shape. Transposing costs nothing: packing reads in either direction.
// Goto & van de Geijn 2008, "Anatomy of high-performance matrix
// multiplication", is the source of the scheme.
#include "common/matrix.h"

#include <stdbool.h>
#include <string.h>

// A vector register's worth of numbers. GCC and clang add and multiply such
// types lane by lane, on any processor. C has no vectors of complex numbers.
#if defined REAL_COMPLEX
enum { LANES = 1 };
typedef real Vector;
#else
#if defined __AVX512F__
enum { VECTOR_BYTES = 64 };
#elif defined __AVX__
enum { VECTOR_BYTES = 32 };
#else
enum { VECTOR_BYTES = 16 };
#endif
enum { LANES = VECTOR_BYTES / sizeof(real) };
typedef real Vector __attribute__((vector_size(VECTOR_BYTES)));
#endif

// 2 x TILE_COLS vectors hold the sums and must fit in the registers: 32 of
// them with AVX-512, 16 elsewhere.
#if defined __AVX512F__
enum { TILE_COLS = 12 };
#else
enum { TILE_COLS = 6 };
#endif

enum {
    TILE_ROWS = 2 * LANES,
    BLOCK_ROWS = 96 / TILE_ROWS * TILE_ROWS, // multiples of the tile
    BLOCK_COLS = 96,
    SLICE = 256,
    SMALL = 32 * 1024 // products with fewer terms stay on one thread
};

// One factor as the packing sees it: terms run along the sum, lines along C's
// rows (for A) or columns (for B).
typedef struct {
    const real *x;
    size_t line_step, term_step; // distance in x between neighbours
    int lines;
} Factor;

// Copies `count` terms of up to `lines` lines into groups of `group` lines,
// each group term by term; lines past the end are filled with zeros.
static void pack(real *to, Factor f, int first_line, int lines, int group,
                 int first_term, int count)
{
    for (int g = 0; g < lines; g += group) {
        int line = first_line + g;
        int present = f.lines - line < group ? f.lines - line : group;
        const real *from =
            f.x + (size_t)line * f.line_step + (size_t)first_term * f.term_step;
        for (int k = 0; k < count; k++, from += f.term_step, to += group) {
            for (int i = 0; i < present; i++)
                to[i] = from[(size_t)i * f.line_step];
            for (int i = present < 0 ? 0 : present; i < group; i++)
                to[i] = 0;
        }
    }
}

// Copies between memory and a register.
static Vector load(const real *from)
{
    Vector v;
    memcpy(&v, from, sizeof v);
    return v;
}

static void store(real *to, Vector v)
{
    memcpy(to, &v, sizeof v);
}

// Adds a b^T to one tile: a holds TILE_ROWS numbers a term, b TILE_COLS. The
// compiler unrolls the loops over j and keeps the sums in registers.
static void add_to_tile(real *restrict tile, const real *restrict a,
                        const real *restrict b, int count)
{
    Vector upper[TILE_COLS], lower[TILE_COLS];
    for (int j = 0; j < TILE_COLS; j++) {
        upper[j] = load(tile + j * TILE_ROWS);
        lower[j] = load(tile + j * TILE_ROWS + LANES);
    }
    for (int k = 0; k < count; k++, a += TILE_ROWS, b += TILE_COLS) {
        Vector a_upper = load(a), a_lower = load(a + LANES);
        for (int j = 0; j < TILE_COLS; j++) {
            upper[j] += a_upper * b[j];
            lower[j] += a_lower * b[j];
        }
    }
    for (int j = 0; j < TILE_COLS; j++) {
        store(tile + j * TILE_ROWS, upper[j]);
        store(tile + j * TILE_ROWS + LANES, lower[j]);
    }
}

static int rounded_up(int n, int step)
{
    return (n + step - 1) / step * step;
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

// Computes the block of C whose first element is (row, col).
static void multiply_block(Matrix C, Factor A, Factor B, int terms, int row,
                           int col)
{
    real a[BLOCK_ROWS * SLICE], b[BLOCK_COLS * SLICE];
    real tiles[BLOCK_ROWS * BLOCK_COLS] = {0};
    int rows = rounded_up(smaller(C.rows - row, BLOCK_ROWS), TILE_ROWS);
    int cols = rounded_up(smaller(C.cols - col, BLOCK_COLS), TILE_COLS);
    int tile_size = TILE_ROWS * TILE_COLS;

    for (int k = 0; k < terms; k += SLICE) {
        int count = smaller(terms - k, SLICE);
        pack(a, A, row, rows, TILE_ROWS, k, count);
        pack(b, B, col, cols, TILE_COLS, k, count);
        real *tile = tiles;
        for (int j = 0; j < cols; j += TILE_COLS)
            for (int i = 0; i < rows; i += TILE_ROWS, tile += tile_size)
                add_to_tile(tile, a + (size_t)i * count, b + (size_t)j * count,
                            count);
    }
    for (int j = 0; j < smaller(C.cols - col, BLOCK_COLS); j++)
        for (int i = 0; i < smaller(C.rows - row, BLOCK_ROWS); i++) {
            int tile = j / TILE_COLS * (rows / TILE_ROWS) + i / TILE_ROWS;
            *at(C, row + i, col + j) =
                tiles[tile * tile_size + j % TILE_COLS * TILE_ROWS +
                      i % TILE_ROWS];
        }
}

// C = A B for factors given line by line.
static void multiply(Matrix C, Factor A, Factor B, int terms)
{
    int block_rows = (C.rows + BLOCK_ROWS - 1) / BLOCK_ROWS;
    int block_cols = (C.cols + BLOCK_COLS - 1) / BLOCK_COLS;
    int blocks = block_rows * block_cols;
    bool large = blocks > 1 && (double)C.rows * C.cols * terms > SMALL;
    (void)large; // without OpenMP nobody asks

#pragma omp parallel for schedule(dynamic) if (large)
    for (int block = 0; block < blocks; block++)
        multiply_block(C, A, B, terms, block % block_rows * BLOCK_ROWS,
                       block / block_rows * BLOCK_COLS);
}

// The lines of a factor are the rows of M, or its columns.
static Factor by_rows(Matrix M)
{
    return (Factor){M.x, 1, (size_t)M.rows, M.rows};
}

static Factor by_columns(Matrix M)
{
    return (Factor){M.x, (size_t)M.rows, 1, M.cols};
}

void matrix_product(Matrix C, Matrix A, Matrix B)
{
    expect_shape("matrix_product: B", B, A.cols, C.cols);
    expect_shape("matrix_product: C", C, A.rows, B.cols);
    multiply(C, by_rows(A), by_columns(B), A.cols);
}

void matrix_product_nt(Matrix C, Matrix A, Matrix B)
{
    expect_shape("matrix_product_nt: B", B, C.cols, A.cols);
    expect_shape("matrix_product_nt: C", C, A.rows, B.rows);
    multiply(C, by_rows(A), by_rows(B), A.cols);
}

void matrix_product_tn(Matrix C, Matrix A, Matrix B)
{
    expect_shape("matrix_product_tn: B", B, A.rows, C.cols);
    expect_shape("matrix_product_tn: C", C, A.cols, B.cols);
    multiply(C, by_columns(A), by_columns(B), A.rows);
}
