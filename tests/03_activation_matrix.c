#include "03_activation_matrix/batch.h"
#include "near.h"

#include <signal.h>
#include <string.h>

// Three digits: digit i has pixel p = (i + 1) * p mod 200.
static Digits three_digits(void)
{
    Digits d = {3, malloc((size_t)3 * PIXELS), calloc(3, 1)};
    for (int i = 0; i < 3 * PIXELS; i++)
        d.pixels[i] = (uint8_t)((i / PIXELS + 1) * (i % PIXELS) % 200);
    return d;
}

Test(fill_batch, lays_each_digit_in_a_column)
{
    Digits d = three_digits();
    Matrix A = matrix_new(PIXELS, 3);
    fill_batch(A, d, NULL, 100);
    for (int j = 0; j < 3; j++)
        for (int i = 0; i < PIXELS; i++) {
            expect_element(A, i, j, digit_pixels(d, j)[i] / 100.0);
            cr_assert(at(A, i, j) == &A.x[i + PIXELS * j], "lines 1 to 3");
        }
    matrix_free(&A);
    digits_free(&d);
}

Test(columns, lie_one_after_another_as_on_the_page)
{
    Matrix M = from_rows(2, 3, (double[]){1, 2, 3, 4, 5, 6});
    const double memory[] = {1, 4, 2, 5, 3, 6};
    for (int i = 0; i < 6; i++)
        expect_near(M.x[i], memory[i]);
    cr_assert(at(M, 1, 2) == &M.x[5], "the second question");
    matrix_free(&M);
}

Test(array_of_arrays, lies_row_by_row_as_on_the_page)
{
    enum { N = 3, M = 4 };
    double A[N][M];
    for (int i = 0; i < N; i++)
        for (int j = 0; j < M; j++)
            cr_assert(&A[i][j] == &A[0][0] + i * M + j, "i m + j");
}

Test(fill_batch, takes_the_digits_in_the_order_asked_for)
{
    Digits d = three_digits();
    Matrix A = matrix_new(PIXELS, 3);
    int order[] = {2, 0, 2};
    fill_batch(A, d, order, 100);
    for (int j = 0; j < 3; j++)
        for (int i = 0; i < PIXELS; i++)
            expect_element(A, i, j, digit_pixels(d, order[j])[i] / 100.0);
    matrix_free(&A);
    digits_free(&d);
}

Test(fill_batch, refuses_a_digit_past_the_end, .signal = SIGABRT,
     .init = expect_abort)
{
    fill_batch(matrix_new(PIXELS, 1), three_digits(), (int[]){3}, 255);
}

Test(fill_batch, refuses_a_negative_digit, .signal = SIGABRT,
     .init = expect_abort)
{
    fill_batch(matrix_new(PIXELS, 1), three_digits(), (int[]){-1}, 255);
}

Test(largest_pixel, is_the_largest_pixel)
{
    Digits d = three_digits();
    expect_near(largest_pixel(d), 199);
    d.pixels[3 * PIXELS - 1] = 201; // the last one counts too
    expect_near(largest_pixel(d), 201);
    d.pixels[0] = 202; // and the first
    expect_near(largest_pixel(d), 202);
    d.pixels[2 * PIXELS] = 203; // but of two digits none of the third
    expect_near(largest_pixel((Digits){2, d.pixels, d.labels}), 202);
    memset(d.pixels, 0, (size_t)3 * PIXELS);
    expect_near(largest_pixel(d), 1);
    digits_free(&d);
}
