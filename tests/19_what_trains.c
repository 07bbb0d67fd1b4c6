#define _DEFAULT_SOURCE // MAP_ANON
#include "19_what_trains/what_trains.h"
#include "17_fast_product/fast_product.h"
#include "common/numbers/vector.h"
#include "near.h"

#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

static Matrix transposed(Matrix M)
{
    Matrix T = matrix_new(M.cols, M.rows);
    for (int i = 0; i < M.rows; i++)
        for (int j = 0; j < M.cols; j++)
            *at(T, j, i) = *at(M, i, j);
    return T;
}

// A factor of which about a fifth is not 0; there are both zeros.
static Matrix mostly_zeros(int rows, int cols, Random *r)
{
    Matrix M = random_factor(rows, cols, r);
    for (size_t i = 0; i < elements(M); i++)
        if (random_uniform(r) < 0.8)
            M.x[i] = i % 2 ? 0 : -0.0;
    return M;
}

typedef void Way(Matrix C, Factor A, Factor B, int terms);

// Fails unless a way computes all of C as expected, whatever was there, and
// nothing beside it.
static void expect_way(const char *name, Way *multiply, Factor A, Factor B,
                       int terms, Matrix expected)
{
    int q = expected.cols;
    Matrix wide = matrix_new(expected.rows, q + 2), C = columns(wide, 1, q);
    matrix_fill(wide, 99);
    multiply(C, A, B, terms);
    expect_same_in(name, C, "the definition", expected);
    for (int i = 0; i < wide.rows; i++)
        cr_assert(*at(wide, i, 0) == 99 && *at(wide, i, q + 1) == 99,
                  "%s writes beside C", name);
    matrix_free(&wide);
}

static void expect_products(Matrix A, Matrix At, Matrix B, Matrix Bt,
                            Matrix expected)
{
    Matrix C = matrix_new(A.rows, B.cols);
    matrix_fill(C, 99);
    matrix_product(C, A, B);
    expect_same_in("matrix_product", C, "the definition", expected);
    matrix_fill(C, 99);
    matrix_product_nt(C, A, Bt);
    expect_same_in("matrix_product_nt", C, "the definition", expected);
    matrix_fill(C, 99);
    matrix_product_tn(C, At, B);
    expect_same_in("matrix_product_tn", C, "the definition", expected);
    matrix_free(&C);
}

// All that computes A B, in every order in which the factors can lie.
static void expect_all_ways(Matrix A, Matrix B)
{
    Matrix At = transposed(A), Bt = transposed(B);
    Matrix expected = matrix_new(A.rows, B.cols);
    const Factor a[] = {by_rows(A), by_columns(At)};
    const Factor b[] = {by_columns(B), by_rows(Bt)};
    int terms = A.cols;
    multiply_by_definition(expected, a[0], b[0], terms);
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++) {
            expect_way("multiply_by_definition", multiply_by_definition, a[i],
                       b[j], terms, expected);
            expect_way("multiply_dense", multiply_dense, a[i], b[j], terms,
                       expected);
            if (i == 0 && A.rows >= LANES)
                expect_way("multiply_sparse", multiply_sparse, a[i], b[j],
                           terms, expected);
        }
    expect_products(A, At, B, Bt, expected);
    matrix_free_all((Matrix *[]){&At, &Bt, &expected, NULL});
}

static void check_shape(int p, int n, int q, Random *r)
{
    Matrix A = random_factor(p, n, r), full = random_factor(n, q, r);
    Matrix zeros = mostly_zeros(n, q, r);
    expect_all_ways(A, full);
    expect_all_ways(A, zeros);
    matrix_free_all((Matrix *[]){&A, &full, &zeros, NULL});
}

Test(what_trains, is_right_by_hand)
{
    Matrix A = from_rows(2, 3, (double[]){1, 2, 3, 4, 5, 6});
    Matrix B = from_rows(3, 2, (double[]){1, 0, 2, 1, -1, 3});
    Matrix At = transposed(A), Bt = transposed(B), C = matrix_new(2, 2);
    const double right[] = {2, 11, 8, 23};
    multiply_by_definition(C, by_rows(A), by_columns(B), 3);
    expect_rows_in("multiply_by_definition", C, right);
    matrix_fill(C, 99);
    multiply_dense(C, by_rows(A), by_columns(B), 3);
    expect_rows_in("multiply_dense", C, right);
    matrix_fill(C, 99);
    matrix_product(C, A, B);
    expect_rows_in("matrix_product", C, right);
    matrix_fill(C, 99);
    matrix_product_nt(C, A, Bt);
    expect_rows_in("matrix_product_nt", C, right);
    matrix_fill(C, 99);
    matrix_product_tn(C, At, B);
    expect_rows_in("matrix_product_tn", C, right);
    matrix_free_all((Matrix *[]){&A, &B, &At, &Bt, &C, NULL});
}

// Row i of A is i, 1, 2, so that of A B is i - 3, 2, 5 i + 7.
Test(multiply_sparse, is_right_by_hand)
{
    Matrix A = matrix_new(LANES + 1, 3), C = matrix_new(LANES + 1, 3);
    Matrix B = from_rows(3, 3, (double[]){1, 0, 5, -3, 0, 7, 0, 1, 0});
    for (int i = 0; i <= LANES; i++) {
        *at(A, i, 0) = (real)i;
        *at(A, i, 1) = 1;
        *at(A, i, 2) = 2;
    }
    matrix_fill(C, 99);
    multiply_sparse(C, by_rows(A), by_columns(B), 3);
    for (int i = 0; i <= LANES; i++) {
        expect_element(C, i, 0, i - 3);
        expect_element(C, i, 1, 2);
        expect_element(C, i, 2, 5 * i + 7);
    }
    matrix_free_all((Matrix *[]){&A, &B, &C, NULL});
}

Test(factor, finds_rows_and_columns_where_they_lie)
{
    Matrix A = from_rows(2, 3, (double[]){1, 2, 3, 4, 5, 6});
    Factor rows = by_rows(A), cols = by_columns(A);
    cr_assert(rows.strand_step == 1 && rows.term_step == 2);
    cr_assert(cols.strand_step == 2 && cols.term_step == 1);
    for (int k = 0; k < 3; k++)
        expect_near(*element(rows, 1, k), 4 + k);
    expect_near(*element(cols, 1, 1), 5);
    expect_near(*element(factor_from(rows, 1, 1), 0, 1), 6);
    matrix_free(&A);
}

// Every kind of edge: a few rows more and fewer than vectors and panels have,
// and as many columns as a tile has, up to twice.
Test(what_trains, has_the_same_bits_at_every_edge)
{
    Random r = random_new(19, 0);
    int panel = panel_rows(10000), tile = tile_cols(10000);
    for (int p = 0; p <= panel + LANES + 1; p++)
        for (int q = 0; q <= 2 * tile + 1; q++)
            check_shape(p, 1 + (p + q) % 5, q, &r);
}

// Several blocks of columns, of which each thread has some, and groups of rows.
Test(what_trains, has_the_same_bits_in_every_block)
{
    Random r = random_new(19, 1);
    const int shapes[][3] = {{97, 33, 97},   {43, 64, 101}, {10, 100, 37},
                             {193, 11, 257}, {257, 7, 43},  {400, 20, 31},
                             {400, 784, 13}, {100, 400, 40}};
    for (int i = 0; i < 8; i++)
        check_shape(shapes[i][0], shapes[i][1], shapes[i][2], &r);
}

Test(what_trains, has_the_same_bits_across_slices)
{
    Random r = random_new(19, 2);
    const int terms[] = {0, 1, 511, 512, 513, 1024, 1100};
    for (int i = 1; i < 7; i++)
        check_shape(panel_rows(10000) + LANES + 3, terms[i], 13, &r);
}

Test(what_trains, has_the_same_bits_for_every_number_of_rows)
{
    Random r = random_new(19, 3);
    for (int p = LANES; p <= 13 * LANES; p += 1 + p / 50)
        check_shape(p, 40, 3, &r);
}

Test(what_trains, makes_zeros_of_no_terms)
{
    Matrix A = matrix_new(19, 0), B = matrix_new(0, 9),
           zeros = matrix_new(19, 9);
    Matrix At = transposed(A), Bt = transposed(B);
    expect_products(A, At, B, Bt, zeros);
    matrix_free_all((Matrix *[]){&A, &B, &At, &Bt, &zeros, NULL});
}

// A copy of M, which it frees, that ends where the memory does: to read or write
// past its end is a crash. It lives as long as the test.
static Matrix at_the_end(Matrix M)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t size = elements(M) * sizeof(real), whole = (size / page + 1) * page;
    char *start = mmap(NULL, whole + page, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANON, -1, 0);
    cr_assert(start != MAP_FAILED);
    cr_assert(mprotect(start + whole, page, PROT_NONE) == 0);
    Matrix copy = {M.rows, M.cols, (real *)(void *)(start + whole - size)};
    matrix_copy(copy, M);
    matrix_free(&M);
    return copy;
}

Test(what_trains, stays_within_its_matrices)
{
    Random r = random_new(19, 4);
    for (int p = 1; p <= panel_rows(10000) + LANES + 1; p++) {
        Matrix A = at_the_end(random_factor(p, 3, &r));
        Matrix B = at_the_end(mostly_zeros(3, 5, &r));
        Matrix C = at_the_end(matrix_new(p, 5));
        matrix_product_dense(C, A, B);
        if (p >= LANES)
            matrix_product_sparse(C, A, B);
        matrix_product_nt(C, A, at_the_end(transposed(B)));
        matrix_product_tn(C, at_the_end(transposed(A)), B);
    }
}

#if defined REAL_COMPLEX
Test(multiply_sparse, keeps_what_is_imaginary)
{
    Matrix A = matrix_new(1, 1), B = matrix_new(1, 2), C = matrix_new(1, 2);
    *at(A, 0, 0) = 2;
    *at(B, 0, 1) = 3 * I;
    multiply_sparse(C, by_rows(A), by_columns(B), 1);
    cr_assert(*at(C, 0, 0) == 0 && *at(C, 0, 1) == 6 * I);
    matrix_free_all((Matrix *[]){&A, &B, &C, NULL});
}
#endif

// 2^60 + 1 is rounded to 2^60: only in this order do the terms give 0. In B one
// term more is 0.
Test(what_trains, adds_up_in_the_order_of_the_terms)
{
    int p = panel_rows(10000) + LANES + 1;
    Matrix A = matrix_new(p, 4), B = matrix_new(4, 14),
           zeros = matrix_new(p, 14);
    for (int i = 0; i < p; i++) {
        *at(A, i, 0) = 0x1p60;
        *at(A, i, 1) = *at(A, i, 2) = 1;
        *at(A, i, 3) = -0x1p60;
    }
    for (int j = 0; j < 14; j++)
        *at(B, 0, j) = *at(B, 1, j) = *at(B, 3, j) = 1;
    multiply_by_definition(zeros, by_rows(A), by_columns(B), 4);
    for (size_t i = 0; i < elements(zeros); i++)
        cr_assert(zeros.x[i] == 0);
    expect_all_ways(A, B);
    matrix_free_all((Matrix *[]){&A, &B, &zeros, NULL});
}

// What C is of ones and a B with two columns, where A is infinite in one term.
static bool is_finite_after(Way *multiply, int left, int right)
{
    Matrix A = matrix_new(LANES, 2), B = matrix_new(2, 2),
           C = matrix_new(LANES, 2);
    matrix_fill(A, 1);
    matrix_fill(column(A, 1), (real)INFINITY);
    *at(B, 0, 0) = *at(B, 0, 1) = 1;
    *at(B, 1, 0) = (real)left;
    *at(B, 1, 1) = (real)right;
    multiply(C, by_rows(A), by_columns(B), 2);
    bool finite = true;
    for (size_t i = 0; i < elements(C); i++)
        finite = finite && re(C.x[i]) == 1;
    matrix_free_all((Matrix *[]){&A, &B, &C, NULL});
    return finite;
}

Test(multiply_sparse, leaves_out_pairs_of_which_both_are_zero)
{
    cr_assert(is_finite_after(multiply_sparse, 0, 0));
    cr_assert(!is_finite_after(multiply_sparse, 1, 0));
    cr_assert(!is_finite_after(multiply_sparse, 0, 1));
    cr_assert(!is_finite_after(multiply_dense, 0, 0));
}

// A product: rows and columns of C, terms of each sum, and how many pairs of
// neighbors in two columns of B are 0, counted from the first or, by way of
// exception, from the last.
typedef struct {
    int rows, cols, terms, zeros;
    bool from_last;
} Case;

// Which numbers of these pairs are 0.
typedef enum { LEFT, RIGHT, BOTH } Zeros;

static bool pays(Case c, Zeros which)
{
    Matrix A = matrix_new(c.rows, c.terms), C = matrix_new(c.rows, c.cols);
    Matrix B = matrix_new(c.terms, c.cols);
    int pairs = c.cols / 2 * c.terms;
    for (int j = 0; j < c.cols; j++)
        for (int k = 0; k < c.terms; k++) {
            int pair = j / 2 * c.terms + k;
            int place = c.from_last ? pairs - 1 - pair : pair;
            *at(B, k, j) =
                place < c.zeros && (which == BOTH || j % 2 == (int)which) ? 0
                                                                          : 1;
        }
    Matrix Bt = transposed(B);
    bool answer = zeros_pay(C, by_rows(A), by_columns(B), c.terms);
    cr_assert(zeros_pay(C, by_rows(A), by_rows(Bt), c.terms) == answer);
    matrix_free_all((Matrix *[]){&A, &B, &Bt, &C, NULL});
    return answer;
}

// The fewest zeros that pay, by line 9, of 250 pairs, at all of which it looks
// where there are no more.
Test(zeros_pay, where_enough_neighbors_are_zero)
{
    const int enough[][2] = {{2, 250}, {3, 179}, {4, 143},
                             {7, 97},  {8, 90},  {25, 53}};
    const int shapes[][2] = {{2, 250}, {3, 250}, {10, 50}, {20, 25}};
    for (int i = 0; i < 6; i++)
        for (int s = 0; s < 8; s++) {
            int rows = enough[i][0] * LANES - (s % 2 ? LANES - 1 : 0);
            Case c = {rows, shapes[s / 2][0], shapes[s / 2][1], enough[i][1],
                      s % 3 == 0};
            cr_assert(pays(c, BOTH), "%d x %d, %d", c.rows, c.cols, c.zeros);
            cr_assert(!pays(c, LEFT), "zeros_pay counts zeros, not pairs");
            cr_assert(!pays(c, RIGHT), "zeros_pay counts zeros, not pairs");
            c.zeros--;
            cr_assert(!pays(c, BOTH), "%d x %d, %d", c.rows, c.cols, c.zeros);
        }
}

// Of a larger B it looks at pairs from everywhere: a half of zeros looks like
// one, be it the first or the last.
Test(zeros_pay, looks_at_all_parts)
{
    int rows = 7 * LANES; // two fifths must be 0
    for (int last = 0; last < 2; last++) {
        cr_assert(pays((Case){rows, 40, 300, 3000, last}, BOTH));
        cr_assert(!pays((Case){rows, 40, 300, 1800, last}, BOTH));
    }
}

Test(zeros_pay, not_without_whole_vectors_of_rows)
{
    Matrix A = matrix_new(LANES, 2 * LANES), B = matrix_new(2 * LANES, 1);
    Matrix C = matrix_new(LANES, 1);
    cr_assert(zeros_pay(C, by_rows(A), by_columns(B), B.rows)); // one column
    cr_assert(!zeros_pay(C, by_columns(A), by_columns(B), LANES) || LANES == 1);
    cr_assert(!zeros_pay(C, (Factor){A.x, 2, 1}, by_columns(B), 1));
    C.rows = LANES - 1;
    cr_assert(!zeros_pay(C, by_rows(A), by_columns(B), B.rows));
    matrix_free_all((Matrix *[]){&A, &B, &C, NULL});
}

// Whether a product skips what meets a 0: infinity times 0 is NaN.
static bool skips(int rows, int zeros)
{
    Matrix A = matrix_new(rows, 125), B = matrix_new(125, 4), Bt;
    Matrix C = matrix_new(rows, 4), Ct = matrix_new(rows, 4);
    matrix_fill(A, 1);
    matrix_fill(B, 1);
    *at(A, 0, 0) = (real)INFINITY;
    for (int j = 0; j < 2; j++)
        matrix_fill((Matrix){zeros, 1, at(B, 0, j)}, 0);
    Bt = transposed(B);
    matrix_product(C, A, B);
    matrix_product_nt(Ct, A, Bt);
    bool skipped = re(*at(C, 0, 0)) == (real)(125 - zeros);
    cr_assert((re(*at(Ct, 0, 0)) == (real)(125 - zeros)) == skipped);
    matrix_free_all((Matrix *[]){&A, &B, &Bt, &C, &Ct, NULL});
    return skipped;
}

Test(matrix_product, skips_zeros_where_they_pay)
{
    cr_assert(skips(8 * LANES, 90));
    cr_assert(!skips(8 * LANES, 89));
}

Test(matrix_product, has_both_ways_for_comparison)
{
    Matrix A = matrix_new(LANES, 2),
           B = from_rows(2, 2, (double[]){0, 0, 1, 1});
    Matrix C = matrix_new(LANES, 2), ones = matrix_new(LANES, 2);
    matrix_fill(A, 1);
    matrix_fill(ones, 1);
    matrix_fill(column(A, 0), (real)INFINITY);
    matrix_product_sparse(C, A, B);
    expect_same(C, ones);
    matrix_product_dense(C, A, B);
    cr_assert(isnan(re(C.x[0])));
    *at(B, 0, 0) = *at(B, 0, 1) = 3;
    matrix_fill(A, 2);
    matrix_fill(ones, 8);
    matrix_product_dense(C, A, B);
    expect_same(C, ones);
    matrix_free_all((Matrix *[]){&A, &B, &C, &ones, NULL});
}

Test(panel_rows, takes_whole_panels_and_then_vectors)
{
    int panel = panel_rows(10000);
    cr_assert(panel % LANES == 0 && panel > LANES);
    cr_assert(panel_rows(panel) == panel);
    cr_assert(panel_rows(panel - 1) == (LANES == 1 ? 1 : LANES));
    cr_assert(panel_rows(LANES) == LANES);
    for (int left = 1; left < LANES; left++)
        cr_assert(panel_rows(left) == left);
}

Test(tile_cols, takes_whole_tiles_then_half_ones_then_columns)
{
    int tile = tile_cols(10000);
    cr_assert(tile % 2 == 0);
    cr_assert(tile_cols(tile) == tile);
    cr_assert(tile_cols(tile - 1) == tile / 2);
    cr_assert(tile_cols(tile / 2) == tile / 2);
    cr_assert(tile_cols(tile / 2 - 1) == 1);
    cr_assert(tile_cols(1) == 1);
}

Test(tile_cols, makes_tiles_that_fit_in_the_registers)
{
    int used = tile_registers(panel_rows(10000) / LANES, tile_cols(10000));
    cr_assert(used > REGISTERS / 2 && used <= REGISTERS, "%d", used);
}

Test(group_vectors, takes_about_as_many_each_time)
{
    int most = REGISTERS == 32 ? 9 : 4;
    cr_assert(group_vectors(most * LANES, most * LANES) == most);
    int half = most / 2 + 1; // of one vector more than fits, in two groups
    cr_assert(group_vectors((most + 1) * LANES, (most + 1) * LANES) == half);
    cr_assert(group_vectors((most + 1) * LANES - LANES + 1,
                            (most + 1) * LANES - LANES + 1) == half ||
              LANES == 1);
    cr_assert(group_vectors(10 * LANES, LANES) == 1);
    cr_assert(group_vectors(10 * LANES, 1) == 1);
    // two vectors and a number are three, of which C has two at a time
    cr_assert(group_vectors(2 * LANES + 1, 2 * LANES + 1) == 2 || LANES == 1);
    for (int rows = LANES; rows <= 30 * LANES; rows++)
        for (int left = rows; left > 0;) {
            int vectors = group_vectors(rows, left);
            cr_assert(vectors > 0 && vectors <= most);
            cr_assert(vectors * LANES <= rows);
            left -= vectors * LANES;
        }
}

REFUSES(matrix_product)
REFUSES(matrix_product_dense)

static void product_sparse_of(void *rows_of_C)
{
    Matrix C = matrix_new(*(int *)rows_of_C, 4);
    matrix_product_sparse(C, matrix_new(4 * LANES, 3), matrix_new(3, 4));
}

Test(matrix_product_sparse, refuses_a_result_that_does_not_fit)
{
    expect_success(run_action(product_sparse_of, (int[]){4 * LANES}));
    expect_failure(run_action(product_sparse_of, (int[]){3 * LANES}),
                   128 + SIGABRT, "x 4, but", NULL);
}

Test(matrix_product_nt, refuses_inner_sizes_that_differ, .signal = SIGABRT,
     .init = expect_abort)
{
    matrix_product_nt(matrix_new(2, 4), matrix_new(2, 3), matrix_new(4, 5));
}

Test(matrix_product_nt, refuses_a_result_that_does_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    matrix_product_nt(matrix_new(3, 4), matrix_new(2, 3), matrix_new(4, 3));
}

Test(matrix_product_nt, refuses_a_result_that_is_too_narrow, .signal = SIGABRT,
     .init = expect_abort)
{
    matrix_product_nt(matrix_new(2, 3), matrix_new(2, 3), matrix_new(4, 3));
}

Test(matrix_product_tn, refuses_inner_sizes_that_differ, .signal = SIGABRT,
     .init = expect_abort)
{
    matrix_product_tn(matrix_new(2, 4), matrix_new(3, 2), matrix_new(5, 4));
}

Test(matrix_product_tn, refuses_a_result_that_does_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    matrix_product_tn(matrix_new(3, 4), matrix_new(3, 2), matrix_new(3, 4));
}

Test(matrix_product_tn, refuses_a_result_that_is_too_narrow, .signal = SIGABRT,
     .init = expect_abort)
{
    matrix_product_tn(matrix_new(2, 3), matrix_new(3, 2), matrix_new(3, 4));
}

Test(multiply_sparse, refuses_fewer_rows_than_a_vector_has, .signal = SIGABRT,
     .init = expect_abort)
{
    Matrix A = matrix_new(LANES - 1, 1), B = matrix_new(1, 2);
    multiply_sparse(matrix_new(A.rows, 2), by_rows(A), by_columns(B), 1);
}

Test(multiply_sparse, refuses_rows_that_do_not_lie_side_by_side,
     .signal = SIGABRT, .init = expect_abort)
{
    Matrix A = matrix_new(2, LANES), B = matrix_new(2, 2);
    multiply_sparse(matrix_new(LANES, 2), by_columns(A), by_columns(B), 2);
}
