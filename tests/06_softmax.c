#include "05_total_loss/loss.h"
#include "06_softmax/softmax.h"
#include "near.h"

#include <signal.h>

Test(softmax, gives_shares_of_the_exponentials)
{
    Matrix Z = from_rows(
        3, 2, (double[]){0, log(1.0), log(2.0), log(3.0), log(3.0), log(4.0)});
    Matrix Yhat = matrix_new(3, 2);
    given(Z);
    double expected[] = {1 / 6.0, 1 / 8.0, 2 / 6.0, 3 / 8.0, 3 / 6.0, 4 / 8.0};
    softmax(Yhat, Z);
    expect_rows(Yhat, expected);
    matrix_fill(Yhat, 0);
    plain_softmax(Yhat, Z);
    expect_rows(Yhat, expected);
    softmax(Z, Z); // in place
    expect_rows(Z, expected);
    matrix_free_all((Matrix *[]){&Z, &Yhat, NULL});
}

Test(softmax, gives_the_shares_of_the_page_by_hand)
{
    Matrix Z = from_rows(3, 1, (double[]){1, 0, -1}), Yhat = matrix_new(3, 1);
    Matrix Y = from_rows(3, 1, (double[]){1, 0, 0});
    given(Z);
    softmax(Yhat, Z);
    const double shares[] = {0.6652, 0.2447, 0.0900};
    for (int k = 0; k < 3; k++)
        expect_number(re(Yhat.x[k]), shares[k], 0.5e-4);
    expect_near(Yhat.x[0] / Yhat.x[1], exp(1.0));
    expect_number(re(softmax_loss(Z, Y)), 0.4076, 0.5e-4);
    matrix_free_all((Matrix *[]){&Z, &Yhat, &Y, NULL});
}

Test(softmax, leaves_alone_what_lies_behind_the_batch)
{
    Matrix Z = matrix_new(3, 2), wide = matrix_new(3, 3);
    matrix_fill(wide, 7);
    softmax(columns(wide, 0, 2), Z);
    plain_softmax(columns(wide, 0, 2), Z);
    expect_rows(column(wide, 2), (double[]){7, 7, 7});
    matrix_free_all((Matrix *[]){&Z, &wide, NULL});
}

Test(softmax, does_not_change_when_all_scores_of_an_example_shift)
{
    Random r = random_new(1, 6);
    Matrix Z = random_matrix(10, 20, 3, &r), shifted = matrix_new(10, 20);
    Matrix Yhat = matrix_new(10, 20), Q = matrix_new(10, 20);
    for (int j = 0; j < 20; j++)
        for (int k = 0; k < 10; k++) {
            // multiples of 1/64, so that the sum is exact in every type
            *at(Z, k, j) = (real)(floor(64 * (double)re(*at(Z, k, j))) / 64);
            *at(shifted, k, j) = *at(Z, k, j) + (real)(1024 * (j - 10));
        }
    softmax(Yhat, Z);
    softmax(Q, shifted);
    cr_assert(relative_error(Q, Yhat) == 0, "shifted scores give other shares");
    matrix_free_all((Matrix *[]){&Z, &shifted, &Yhat, &Q, NULL});
}

Test(softmax, gives_positive_numbers_that_add_up_to_one_in_order)
{
    Random r = random_new(2, 6);
    Matrix Z = random_matrix(10, 50, 5, &r), Yhat = matrix_new(10, 50);
    softmax(Yhat, Z);
    for (int j = 0; j < 50; j++) {
        real sum = 0;
        for (int k = 0; k < 10; k++) {
            sum += *at(Yhat, k, j);
            cr_assert(re(*at(Yhat, k, j)) > 0,
                      "Yhat(%d, %d): %g, but it should be above 0", k, j,
                      (double)re(*at(Yhat, k, j)));
            for (int i = 0; i < k; i++)
                cr_assert((re(*at(Z, i, j)) < re(*at(Z, k, j))) ==
                              (re(*at(Yhat, i, j)) < re(*at(Yhat, k, j))),
                          "column %d: rows %d and %d of Yhat are not in the "
                          "order of the scores",
                          j, i, k);
        }
        expect_near_in("the sum of a column of Yhat", sum, 1);
    }
    matrix_free_all((Matrix *[]){&Z, &Yhat, NULL});
}

Test(softmax, stands_scores_that_overflow_the_plain_form)
{
    // each column has a largest score of its own, and they are far apart
    Matrix Z = from_rows(2, 3, (double[]){1e4, -1e4, 800, 0, -1e4, 801});
    Matrix Yhat = matrix_new(2, 3);
    given(Z);
    double e = exp(-1.0);
    softmax(Yhat, Z);
    expect_rows(Yhat, (double[]){1, 0.5, e / (1 + e), 0, 0.5, 1 / (1 + e)});
    plain_softmax(Yhat, Z);
    for (int j = 0; j < 3; j++)
        cr_assert(isnan(re(*at(Yhat, 0, j))),
                  "by the plain form, Yhat(0, %d) should overflow and be nan, "
                  "but is %g",
                  j, (double)re(*at(Yhat, 0, j)));
    matrix_free_all((Matrix *[]){&Z, &Yhat, NULL});
}

Test(softmax_loss, is_the_total_loss_of_softmax)
{
    Random r = random_new(3, 6);
    Matrix Z = random_matrix(10, 12, 3, &r), Y = matrix_new(10, 12);
    Matrix Yhat = matrix_new(10, 12);
    one_hot(Y, (uint8_t[]){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 5}, NULL);
    softmax(Yhat, Z);
    given(Z, Y);
    expect_equal("softmax_loss(Z, Y)", softmax_loss(Z, Y),
                 "the total loss of its softmax", total_loss(Yhat, Y));
    matrix_free_all((Matrix *[]){&Z, &Y, &Yhat, NULL});
}

Test(softmax_loss, stays_finite_where_the_probability_rounds_to_zero)
{
    Matrix Z = from_rows(2, 2, (double[]){1e4, 0, 0, 2});
    Matrix Y = from_rows(2, 2, (double[]){0, 0, 1, 1});
    given(Z, Y);
    // 10000 and log(1 + e^-2)
    expect_near(softmax_loss(Z, Y), (1e4 + log(1 + exp(-2.0))) / 2);
    matrix_free_all((Matrix *[]){&Z, &Y, NULL});
}

#if defined REAL_COMPLEX
static real squared_shares(void *context)
{
    Matrix *m = context;
    softmax(m[0], m[1]);
    return sum_of_squares(m[0]);
}

static real squared_plain_shares(void *context)
{
    Matrix *m = context;
    plain_softmax(m[0], m[1]);
    return sum_of_squares(m[0]);
}

static real loss_of_scores(void *context)
{
    Matrix *m = context;
    return softmax_loss(m[1], m[2]);
}

Test(softmax, hands_on_imaginary_parts)
{
    Random r = random_new(4, 6);
    Matrix m[] = {matrix_new(4, 3), random_matrix(4, 3, 1, &r),
                  matrix_new(4, 3)};
    one_hot(m[2], (uint8_t[]){2, 0, 1}, NULL);
    expect_complex_slopes(squared_shares, m, m[1]);
    expect_complex_slopes(squared_plain_shares, m, m[1]);
    expect_complex_slopes(loss_of_scores, m, m[1]);
    matrix_free_all((Matrix *[]){&m[0], &m[1], &m[2], NULL});
}
#endif

Test(softmax, refuses_shapes_that_do_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    softmax(matrix_new(2, 3), matrix_new(3, 2));
}

Test(plain_softmax, refuses_shapes_that_do_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    plain_softmax(matrix_new(2, 3), matrix_new(3, 2));
}

Test(softmax_loss, refuses_shapes_that_do_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    softmax_loss(matrix_new(2, 3), matrix_new(3, 3));
}
