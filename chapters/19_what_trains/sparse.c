// The second way: for a B that is mostly 0, the pairs of its numbers that are not both
// 0, in lists (chapter 18). A pair is the two numbers of B that belong to one term, in
// columns side by side: each number of A that is loaded serves both.
//
// With v vectors of rows, a listed pair takes v loads of A and 2 of B for 2 v
// multiply-adds: 1/2 + 1/v loads for each. (Chapter 18's lists take 1 + 1/v, a tile of
// 3 x 8 takes 0.46: what is listed costs more than in a tile, and only what is not
// listed is saved.) Registers: 2 v sums, v vectors of A and the pair, together 3 v + 2.
// With 16 of them v is at most 4 (0.75 loads). With 32 it could be 10, which would take
// every one; 9 (0.61) leaves three to spare.
#include <stdint.h>

#include "19_what_trains/what_trains.h"
#include "common/ground/fail.h"
#include "common/numbers/vector.h"

// So many vectors of rows are computed together, or fewer: the sums of two
// columns, the vectors that are added to both and the numbers of B must fit in
// the registers.
#if REGISTERS == 32
enum { MAX_VECTORS = 9 };
#else
enum { MAX_VECTORS = 4 };
#endif
enum { BLOCK_COLS = 16 }; // so many columns are one job

// Two numbers of B in columns side by side, of which at least one has a bit set, and
// the term that they belong to. Neighbors tend to be 0 together, and each number
// of A that is read serves both.
typedef struct {
    int term;
    real left, right;
} Pair;

// What is not 0 in a slice of two columns of B, whose numbers are `left` and
// `right`; equal, if the last column has no partner.
typedef struct {
    int left, right, length;
    Pair x[SLICE];
} List;

// The bits of x, which are all 0 for 0 alone. (-0 has its sign's bit, and is listed;
// that does no harm.) They are compared sooner than x, as measured. There is room for
// the largest type, a pair of doubles.
static uint64_t bits_of(real x)
{
    uint64_t bits[2] = {0, 0};
    memcpy(bits, &x, sizeof x);
    return bits[0] | bits[1];
}

// Makes a list of `count` terms, which is used for all rows of C. Every pair is
// written, and stays if the list grows then: there is no branch to mispredict. A last
// column without a partner is its own, and is computed twice.
static void list_pairs(List *restrict list, Factor B, int left, int right,
                       int first_term, int count)
{
    Pair *next = list->x;
    for (int k = first_term; k < first_term + count; k++) {
        *next = (Pair){k, *element(B, left, k), *element(B, right, k)};
        next += (bits_of(next->left) | bits_of(next->right)) != 0;
    }
    list->left = left;
    list->right = right;
    list->length = (int)(next - list->x);
}

// Adds the listed terms to the sums of two columns, some vectors each; they are
// 0 as long as nothing has begun. Inlined into calls with a constant number of
// vectors, which the compiler needs to unroll the loops.
static inline __attribute__((always_inline)) void
add_pairs(real *left, real *right, int vectors, Factor A, const List *list,
          bool begun)
{
    Vector left_sum[MAX_VECTORS], right_sum[MAX_VECTORS];
    UNROLL
    for (int v = 0; v < vectors; v++) {
        left_sum[v] = begun ? load(left + v * LANES) : (Vector){0};
        right_sum[v] = begun ? load(right + v * LANES) : (Vector){0};
    }
    for (int i = 0; i < list->length; i++) {
        Pair pair = list->x[i];
        const real *term = element(A, 0, pair.term);
        Vector rows[MAX_VECTORS]; // loaded here, lest each be loaded twice
        UNROLL
        for (int v = 0; v < vectors; v++)
            rows[v] = load(term + v * LANES);
        UNROLL
        for (int v = 0; v < vectors; v++)
            left_sum[v] += rows[v] * pair.left;
        UNROLL
        for (int v = 0; v < vectors; v++)
            right_sum[v] += rows[v] * pair.right;
    }
    UNROLL
    for (int v = 0; v < vectors; v++) {
        store(left + v * LANES, left_sum[v]);
        store(right + v * LANES, right_sum[v]);
    }
}

// The compiler needs the number of vectors as a constant, so there is a call for each.
static void add_to_sums(real *left, real *right, int vectors, Factor A,
                        const List *list, bool begun)
{
    switch (vectors) {
    case 1:
        add_pairs(left, right, 1, A, list, begun);
        break;
    case 2:
        add_pairs(left, right, 2, A, list, begun);
        break;
    case 3:
        add_pairs(left, right, 3, A, list, begun);
        break;
#if REGISTERS == 32
    case 4:
        add_pairs(left, right, 4, A, list, begun);
        break;
    case 5:
        add_pairs(left, right, 5, A, list, begun);
        break;
    case 6:
        add_pairs(left, right, 6, A, list, begun);
        break;
    case 7:
        add_pairs(left, right, 7, A, list, begun);
        break;
    case 8:
        add_pairs(left, right, 8, A, list, begun);
        break;
#endif
    default:
        add_pairs(left, right, MAX_VECTORS, A, list, begun);
    }
}

// Adds the listed terms in `rows` rows of C from `row` on, or begins with them.
// Where the rows fill the last vector in part only, a tile copies its panel. Here that
// would cost too much, since most of A is not even read. Instead the last group begins
// higher up, so that it ends with the last row, and what it computes a second time is
// made beside C and dropped. That wants C to have LANES rows at least.
static void multiply_pair(Matrix C, Factor A, const List *list, int row,
                          int rows, int vectors, bool begun)
{
    real *left = at(C, row, list->left), *right = at(C, row, list->right);
    int above = vectors * LANES - rows;
    if (above == 0) {
        add_to_sums(left, right, vectors, factor_from(A, row, 0), list, begun);
        return;
    }
    real sums[2][MAX_VECTORS * LANES];
    size_t size = (size_t)(vectors * LANES) * sizeof(real);
    memcpy(sums[0], left - above, size);
    memcpy(sums[1], right - above, size);
    add_to_sums(sums[0], sums[1], vectors, factor_from(A, row - above, 0), list,
                begun);
    size = (size_t)rows * sizeof(real);
    memcpy(left, sums[0] + above, size);
    memcpy(right, sums[1] + above, size);
}

// How many vectors of rows to take where `left` rows are left. Groups should be few,
// since each has two loads of its own for every listed pair, and equally large: 10
// vectors are 5 + 5 and not 9 + 1, whose two sums would wait for themselves (chapter 17,
// section 4). None may begin above C's first row: of 100 rows only 6 vectors are whole,
// so their 7 are 4 + 3.
int group_vectors(int rows, int left)
{
    int vectors = (left + LANES - 1) / LANES;
    int most = min(MAX_VECTORS, rows / LANES);
    int times = (vectors + most - 1) / most;
    return (vectors + times - 1) / times;
}

// Computes up to BLOCK_COLS columns of C, from col on: one job, with eight lists of up
// to 512 pairs, 6 KB each. A group's rows of A, 512 terms of at most 9 vectors, are
// 288 KB, and stay in L2 while all eight lists use them. Threads share out the jobs.
static void multiply_columns(Matrix C, Factor A, Factor B, int terms, int col)
{
    List lists[BLOCK_COLS / 2];
    int end = min(C.cols, col + BLOCK_COLS), count = (end - col + 1) / 2;
    for (int k = 0; k < terms; k += SLICE) {
        for (int i = 0, j = col; i < count; i++, j += 2)
            list_pairs(&lists[i], B, j, min(j + 1, end - 1), k,
                       min(terms - k, SLICE));
        for (int row = 0, rows; row < C.rows; row += rows) {
            int vectors = group_vectors(C.rows, C.rows - row);
            rows = min(C.rows - row, vectors * LANES);
            for (int i = 0; i < count; i++)
                multiply_pair(C, A, &lists[i], row, rows, vectors, k > 0);
        }
    }
}

void multiply_sparse(Matrix C, Factor A, Factor B, int terms)
{
    if (A.strand_step != 1 || C.rows < LANES)
        fail_bug("multiply_sparse: %d rows, %zu apart; at least %d, 1 apart, "
                 "are needed",
                 C.rows, A.strand_step, LANES);
#pragma omp parallel for schedule(static) if (is_large(C, terms))
    for (int col = 0; col < C.cols; col += BLOCK_COLS)
        multiply_columns(C, A, B, terms, col);
}
