#include "18_skipping_zeros/skipping_zeros.h"
#include "near.h"

#include <signal.h>

static Product *const ways[] = {product_with_branches, product_by_lists};
static const char *const names[] = {"product_with_branches",
                                    "product_by_lists"};

// A factor of which about this share is not 0.
static Matrix sparse_factor(int rows, int cols, double share, Random *r)
{
    Matrix M = random_factor(rows, cols, r);
    for (size_t i = 0; i < elements(M); i++)
        if (random_uniform(r) >= share)
            M.x[i] = i % 2 ? 0 : -0.0; // both zeros
    return M;
}

// Compares with the product of all terms.
static void expect_same_ways(int p, int n, int q, double share, Random *r)
{
    Matrix A = random_factor(p, n, r), B = sparse_factor(n, q, share, r);
    Matrix C = matrix_new(p, q), all = matrix_new(p, q);
    for (int i = 0; i < p; i++)
        for (int j = 0; j < q; j++)
            for (int k = 0; k < n; k++)
                *at(all, i, j) += *at(A, i, k) * *at(B, k, j);
    for (int w = 0; w < 2; w++) {
        matrix_fill(C, 99);
        ways[w](C, A, B);
        expect_same_in(names[w], C, "the sum of all terms", all);
    }
    matrix_free_all((Matrix *[]){&A, &B, &C, &all, NULL});
}

Test(skipping_zeros, is_right_by_hand)
{
    Matrix A = from_rows(2, 3, (double[]){1, 2, 3, 4, 5, 6});
    Matrix B = from_rows(3, 2, (double[]){0, -1, 2, 0, -1, 0});
    Matrix C = matrix_new(2, 2);
    for (int w = 0; w < 2; w++) {
        matrix_fill(C, 99);
        ways[w](C, A, B);
        expect_rows_in(names[w], C, (double[]){1, -1, 4, -4});
    }
    matrix_free_all((Matrix *[]){&A, &B, &C, NULL});
}

Test(skipping_zeros, has_the_bits_of_all_terms)
{
    Random r = random_new(18, 0);
    const int shapes[][3] = {{0, 3, 2},    {1, 1, 1},     {9, 0, 3},
                             {10, 20, 4},  {83, 511, 2},  {80, 512, 3},
                             {81, 513, 1}, {161, 1100, 2}};
    for (int i = 0; i < 8; i++)
        for (int tenths = 0; tenths <= 10; tenths += 2)
            expect_same_ways(shapes[i][0], shapes[i][1], shapes[i][2],
                             tenths / 10.0, &r);
}

// The terms that are left come in order: 2^60 + 1 is rounded to 2^60.
Test(skipping_zeros, adds_up_in_the_order_of_the_terms)
{
    Matrix A = matrix_new(85, 4), B = matrix_new(4, 1), C = matrix_new(85, 1);
    Matrix zeros = matrix_new(85, 1);
    for (int i = 0; i < 85; i++) {
        *at(A, i, 0) = 0x1p60;
        *at(A, i, 1) = *at(A, i, 2) = 1;
        *at(A, i, 3) = -0x1p60;
    }
    for (int k = 0; k < 4; k++)
        B.x[k] = k != 1;
    for (int w = 0; w < 2; w++) {
        ways[w](C, A, B);
        expect_same_in(names[w], C, "2^60 + 1 - 2^60, added in order,", zeros);
    }
    matrix_free_all((Matrix *[]){&A, &B, &C, &zeros, NULL});
}

Test(skipping_zeros, leaves_out_what_meets_a_zero)
{
    Matrix A = matrix_new(81, 2), B = from_rows(2, 1, (double[]){0, 3});
    Matrix C = matrix_new(81, 1), threes = matrix_new(81, 1);
    for (int i = 0; i < 81; i++) {
        *at(A, i, 0) = (real)INFINITY;
        *at(A, i, 1) = 1;
    }
    matrix_fill(threes, 3);
    for (int w = 0; w < 2; w++) {
        ways[w](C, A, B);
        expect_same_in(names[w], C, "what is not 0 times infinity", threes);
    }
    matrix_free_all((Matrix *[]){&A, &B, &C, &threes, NULL});
}

Test(nonzero_share, counts_single_numbers)
{
    Matrix B = from_rows(2, 3, (double[]){1, 0, 3, 0, 0, -2});
    expect_near(nonzero_share(B), 0.5);
    expect_near(nonzero_share(columns(B, 0, 2)), 0.25);
    matrix_free(&B);
}

Test(nonzero_pair_share, counts_pairs_of_columns)
{
    Matrix B = from_rows(2, 4, (double[]){1, 0, 0, -1, 0, 0, 3, 3});
    expect_near(nonzero_pair_share(B), 0.75);
    expect_near(nonzero_pair_share(columns(B, 1, 2)), 0.5);
    matrix_free(&B);
}

Test(nonzero_pair_share, takes_a_last_column_by_itself)
{
    Matrix B = from_rows(2, 3, (double[]){1, 0, 2, 0, 0, 2});
    expect_near(nonzero_pair_share(B), 0.75);
    expect_near(nonzero_pair_share(column(B, 1)), 0);
    matrix_free(&B);
}

REFUSES(product_with_branches)
REFUSES(product_by_lists)
