#include "17_fast_product/fast_product.h"
#include "near.h"

#include <signal.h>

static Product *const steps[] = {product_by_definition, product_in_order,
                                 product_by_vectors,    product_by_eight_sums,
                                 product_by_tiles,      product_by_panels};
enum { STEPS = sizeof steps / sizeof *steps };
static const char *const names[STEPS] = {
    "product_by_definition", "product_in_order", "product_by_vectors",
    "product_by_eight_sums", "product_by_tiles", "product_by_panels"};

// Compares all steps with the definition, and C is not the only one that is
// checked: what lies behind it stays as it was.
static void expect_same_steps(int p, int n, int q, Random *r)
{
    Matrix A = random_factor(p, n, r), B = random_factor(n, q, r);
    Matrix plain = matrix_new(p, q), C = matrix_new(p, q + 1);
    product_by_definition(plain, A, B);
    for (int s = 1; s < STEPS; s++) {
        matrix_fill(C, 99);
        steps[s](columns(C, 0, q), A, B);
        expect_same_in(names[s], columns(C, 0, q), names[0], plain);
        for (int i = 0; i < p; i++)
            cr_assert(*at(C, i, q) == 99, "%s writes past C", names[s]);
    }
    matrix_free_all((Matrix *[]){&A, &B, &C, &plain, NULL});
}

Test(fast_product, is_right_by_hand)
{
    Matrix A = from_rows(2, 3, (double[]){1, 2, 3, 4, 5, 6});
    Matrix B = from_rows(3, 2, (double[]){1, 0, 2, 1, -1, 3});
    Matrix C = matrix_new(2, 2);
    for (int s = 0; s < STEPS; s++) {
        matrix_fill(C, 99);
        steps[s](C, A, B);
        expect_rows_in(names[s], C, (double[]){2, 11, 8, 23});
    }
    matrix_free_all((Matrix *[]){&A, &B, &C, NULL});
}

Test(fast_product, has_the_same_bits_at_every_edge)
{
    Random r = random_new(17, 0);
    for (int p = 0; p <= 70; p += 1 + p / 8)
        for (int q = 0; q <= 27; q++)
            expect_same_steps(p, 9, q, &r);
}

Test(fast_product, has_the_same_bits_across_slices)
{
    Random r = random_new(17, 1);
    const int terms[] = {0, 1, 511, 512, 513, 1024, 1100};
    for (int i = 0; i < 7; i++)
        expect_same_steps(51, terms[i], 13, &r);
}

// 2^60 + 1 is rounded to 2^60: only in this order do the terms give 0.
Test(fast_product, adds_up_in_the_order_of_the_terms)
{
    Matrix A = matrix_new(51, 3), B = matrix_new(3, 14), C = matrix_new(51, 14);
    Matrix zeros = matrix_new(51, 14);
    for (int i = 0; i < 51; i++) {
        *at(A, i, 0) = 0x1p60;
        *at(A, i, 1) = 1;
        *at(A, i, 2) = -0x1p60;
    }
    matrix_fill(B, 1);
    for (int s = 0; s < STEPS; s++) {
        matrix_fill(C, 99);
        steps[s](C, A, B);
        expect_same_in(names[s], C, "2^60 + 1 - 2^60, added in order,", zeros);
    }
    matrix_free_all((Matrix *[]){&A, &B, &C, &zeros, NULL});
}

Test(vector_loads, are_shared_by_the_columns_of_a_tile)
{
    expect_near(vector_loads(1), 1);
    expect_near(vector_loads(8), 0.125);
}

Test(number_loads, are_shared_by_the_vectors_of_a_tile)
{
    expect_near(number_loads(1), 1);
    expect_near(number_loads(4), 0.25);
}

Test(tile_registers, counts_sums_and_what_is_loaded)
{
    expect_near(tile_registers(2, 12), 27);
    expect_near(tile_registers(2, 6), 15);
    expect_near(tile_registers(3, 1), 7);
}

REFUSES(product_by_definition)
REFUSES(product_in_order)
REFUSES(product_by_vectors)
REFUSES(product_by_eight_sums)
REFUSES(product_by_tiles)
REFUSES(product_by_panels)
