// The matrix product for a B that is mostly 0; chapter 18 comes to it.
//
// Only the terms that are not 0 are added up. They come in the same order as in
// the dense product, and a product with 0 changes no sum, so the bits are the
// same.
#include "common/product.h"

enum {
    MOST_VECTORS = 7, // rows are taken so many vectors at a time,
    FEW_VECTORS = 3,  // or so many at the lower edge, or one
    BLOCK_COLS = 16   // so many columns are one job
};

// Two numbers of B in columns side by side, at least one of them not 0, and the
// term that they belong to. Neighbors tend to be 0 together, and each number
// of A that is read serves both.
typedef struct {
    int term;
    real left, right;
} Pair;

typedef struct {
    int length;
    Pair x[SLICE];
} List;

// Compares bits, which is quicker than numbers and takes -0 for another number.
static bool is_zero(real x)
{
    static const real zero = 0;
    return memcmp(&x, &zero, sizeof x) == 0;
}

// Lists what is not 0 in `count` terms of two lines of B; a line past the end
// is taken for the one before it. Every pair is written, and stays if the list
// grows then: there is no branch to mispredict.
static void list_pairs(List *restrict list, Factor B, int line, int end,
                       int first_term, int count)
{
    const real *left = element(B, line, first_term);
    const real *right = element(B, smaller(line + 1, end - 1), first_term);
    int length = 0;
    for (int k = 0; k < count; k++) {
        Pair pair = {first_term + k, *left, *right};
        list->x[length] = pair;
        length += !(is_zero(pair.left) && is_zero(pair.right));
        left += B.term_step;
        right += B.term_step;
    }
    list->length = length;
}

// Adds the listed terms to the sums of two columns, some vectors each. Inlined
// into calls with a constant number of vectors.
static inline __attribute__((always_inline)) void
add_pairs(real *sums, int vectors, const real *a, size_t term_step,
          const List *list)
{
    Vector left[MOST_VECTORS], right[MOST_VECTORS];
    for (int v = 0; v < vectors; v++) {
        left[v] = load(sums + v * LANES);
        right[v] = load(sums + (vectors + v) * LANES);
    }
    for (int i = 0; i < list->length; i++) {
        Pair pair = list->x[i];
        const real *from = a + (size_t)pair.term * term_step;
        Vector x[MOST_VECTORS]; // loaded here, lest each be loaded twice
        for (int v = 0; v < vectors; v++)
            x[v] = load(from + v * LANES);
        for (int v = 0; v < vectors; v++)
            left[v] += x[v] * pair.left;
        for (int v = 0; v < vectors; v++)
            right[v] += x[v] * pair.right;
    }
    for (int v = 0; v < vectors; v++) {
        store(sums + v * LANES, left[v]);
        store(sums + (vectors + v) * LANES, right[v]);
    }
}

static void add_to_sums(real *sums, int vectors, const real *a,
                        size_t term_step, const List *list)
{
    if (vectors == MOST_VECTORS)
        add_pairs(sums, MOST_VECTORS, a, term_step, list);
    else if (vectors == FEW_VECTORS)
        add_pairs(sums, FEW_VECTORS, a, term_step, list);
    else
        add_pairs(sums, 1, a, term_step, list);
}

// Adds the listed terms to two columns of C in rows row .. row + rows - 1, or
// begins there with k = 0. Where that fills the last vector in part only, rows
// above are computed as well, and dropped.
static void multiply_pair(Matrix C, Factor A, const List *list, int k, int row,
                          int rows, int vectors, int left, int right)
{
    real sums[2 * MOST_VECTORS * LANES] = {0};
    int first = row + rows - vectors * LANES;
    real *right_sums = sums + vectors * LANES;
    size_t size = (size_t)(vectors * LANES) * sizeof *sums;
    if (k > 0) {
        memcpy(sums, at(C, first, left), size);
        memcpy(right_sums, at(C, first, right), size);
    }
    add_to_sums(sums, vectors, A.x + first, A.term_step, list);
    size = (size_t)rows * sizeof *sums;
    memcpy(at(C, row, left), sums + (row - first), size);
    memcpy(at(C, row, right), right_sums + (row - first), size);
}

// How many vectors of rows to take from `row` on. C must have as many rows.
static int vectors_from(Matrix C, int row)
{
    int left = (C.rows - row + LANES - 1) / LANES;
    if (left >= MOST_VECTORS && C.rows >= MOST_VECTORS * LANES)
        return MOST_VECTORS;
    return left >= FEW_VECTORS && C.rows >= FEW_VECTORS * LANES ? FEW_VECTORS
                                                                : 1;
}

// Computes up to BLOCK_COLS columns of C, from col on.
static void multiply_columns(Matrix C, Factor A, Factor B, int terms, int col)
{
    List lists[BLOCK_COLS / 2];
    int end = smaller(C.cols, col + BLOCK_COLS);
    for (int k = 0; k < terms; k += SLICE) {
        for (int j = col; j < end; j += 2)
            list_pairs(&lists[(j - col) / 2], B, j, end, k,
                       smaller(terms - k, SLICE));
        for (int row = 0, rows; row < C.rows; row += rows) {
            int vectors = vectors_from(C, row);
            rows = smaller(C.rows - row, vectors * LANES);
            for (int j = col; j < end; j += 2)
                multiply_pair(C, A, &lists[(j - col) / 2], k, row, rows,
                              vectors, j, smaller(j + 1, end - 1));
        }
    }
}

void multiply_sparse(Matrix C, Factor A, Factor B, int terms)
{
#pragma omp parallel for schedule(static) if (is_large(C, terms))
    for (int col = 0; col < C.cols; col += BLOCK_COLS)
        multiply_columns(C, A, B, terms, col);
}
