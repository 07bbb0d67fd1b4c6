#include "05_total_loss/loss.h"
#include "near.h"

#include <signal.h>

Test(one_hot, has_a_one_in_the_row_of_the_label)
{
    Matrix Y = matrix_new(3, 4);
    matrix_fill(Y, 7);
    one_hot(Y, (uint8_t[]){2, 0, 0, 1}, NULL);
    expect_rows(Y, (double[]){0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0});
    matrix_free(&Y);
}

Test(one_hot, takes_the_labels_in_the_order_asked_for)
{
    Matrix Y = matrix_new(3, 2);
    one_hot(Y, (uint8_t[]){2, 0, 0, 1}, (int[]){3, 0});
    expect_rows(Y, (double[]){0, 0, 1, 0, 0, 1});
    matrix_free(&Y);
}

Test(one_hot, refuses_a_label_without_a_row, .signal = SIGABRT,
     .init = expect_abort)
{
    one_hot(matrix_new(3, 1), (uint8_t[]){3}, NULL);
}

Test(total_loss, of_a_guess_is_ln_10)
{
    Matrix Yhat = matrix_new(10, 7), Y = matrix_new(10, 7);
    matrix_fill(Yhat, (real)0.1);
    one_hot(Y, (uint8_t[]){0, 1, 2, 3, 4, 5, 9}, NULL);
    given(Yhat, Y);
    expect_near(total_loss(Yhat, Y), 2.302585092994046);
    matrix_free_all((Matrix *[]){&Yhat, &Y, NULL});
}

Test(total_loss, is_the_mean_over_the_examples)
{
    Matrix Yhat = from_rows(2, 3, (double[]){0.5, 1, 0.75, 0.5, 0, 0.25});
    Matrix Y = from_rows(2, 3, (double[]){1, 1, 0, 0, 0, 1});
    given(Yhat, Y);
    // -log 1/2, -log 1 and -log 1/4: ln 2 (1 + 0 + 2) / 3
    expect_near(total_loss(Yhat, Y), 0.6931471805599453);
    matrix_free_all((Matrix *[]){&Yhat, &Y, NULL});
}

Test(total_loss, is_that_of_the_page_by_hand)
{
    Matrix Yhat =
        from_rows(3, 3, (double[]){.7, .1, .3, .2, .8, .3, .1, .1, .4});
    Matrix Y = matrix_new(3, 3);
    one_hot(Y, (uint8_t[]){0, 1, 0}, NULL);
    given(Yhat, Y);
    const double charges[] = {0.3566749439387324, 0.2231435513142097,
                              1.203972804325936};
    expect_near(total_loss(Yhat, Y), 0.5945970998596260);
    expect_near(total_loss(Yhat, Y), -log(0.7 * 0.8 * 0.3) / 3);
    for (int j = 0; j < 3; j++)
        expect_near(total_loss(column(Yhat, j), column(Y, j)), charges[j]);
    matrix_free_all((Matrix *[]){&Yhat, &Y, NULL});
}

Test(printed_loss, differs_for_the_same_half)
{
    Matrix Yhat = from_rows(
        4, 2,
        (double[]){0.5, 0.5, 0.1667, 0.4998, 0.1667, 0.0001, 0.1666, 0.0001});
    Matrix Y = matrix_new(4, 2);
    one_hot(Y, (uint8_t[]){0, 0}, NULL);
    given(Yhat, Y);
    const double printed[] = {1.2401, 1.3861};
    for (int j = 0; j < 2; j++) {
        real loss = printed_loss(column(Yhat, j), column(Y, j));
        expect_number(re(loss), printed[j], 0.5e-4);
    }
    matrix_free_all((Matrix *[]){&Yhat, &Y, NULL});
}

Test(total_loss, looks_at_the_true_class_alone)
{
    Matrix Yhat = from_rows(3, 2, (double[]){0.5, 0.5, 0.25, 0.5, 0.25, 0});
    Matrix Y = from_rows(3, 2, (double[]){1, 1, 0, 0, 0, 0});
    given(Yhat, Y);
    for (int j = 0; j < 2; j++)
        expect_near(total_loss(column(Yhat, j), column(Y, j)), log(2.0));
    matrix_free_all((Matrix *[]){&Yhat, &Y, NULL});
}

Test(total_loss, is_zero_when_sure_and_right_infinite_when_sure_and_wrong)
{
    Matrix Yhat = from_rows(2, 1, (double[]){1, 0});
    Matrix Y = from_rows(2, 1, (double[]){1, 0});
    given(Yhat, Y);
    expect_near(total_loss(Yhat, Y), 0);
    Y.x[0] = 0;
    Y.x[1] = 1;
    double loss = (double)re(total_loss(Yhat, Y));
    cr_assert(isinf(loss),
              "%g, but infinity is right where the true class has "
              "the probability 0",
              loss);
    matrix_free_all((Matrix *[]){&Yhat, &Y, NULL});
}

Test(printed_loss, charges_the_wrong_classes_as_well)
{
    Matrix Yhat = from_rows(3, 2, (double[]){0.5, 0.1, 0.25, 0.1, 0.25, 0.8});
    Matrix Y = from_rows(3, 2, (double[]){1, 0, 0, 0, 0, 1});
    given(Yhat, Y);
    // -(log .5 + 2 log .75 + log .8 + 2 log .9) / 2
    expect_near(printed_loss(Yhat, Y), 0.8511879540466847);
    matrix_free_all((Matrix *[]){&Yhat, &Y, NULL});
}

Test(printed_loss, of_a_guess_is_more_than_ln_10)
{
    Matrix Yhat = matrix_new(10, 1), Y = matrix_new(10, 1);
    matrix_fill(Yhat, (real)0.1);
    one_hot(Y, (uint8_t[]){4}, NULL);
    // ln 10 - 9 log 0.9
    expect_near(printed_loss(Yhat, Y), 3.250829733914482);
    matrix_free_all((Matrix *[]){&Yhat, &Y, NULL});
}

Test(total_loss, of_a_part_of_a_batch_leaves_out_the_rest)
{
    Matrix Yhat = from_rows(2, 3, (double[]){0.5, 0.5, 0.25, 0.5, 0.5, 0.75});
    Matrix Y = from_rows(2, 3, (double[]){1, 1, 1, 0, 0, 0});
    Matrix Yhat2 = columns(Yhat, 0, 2), Y2 = columns(Y, 0, 2);
    given(Yhat2, Y2);
    expect_near(total_loss(Yhat2, Y2), 0.6931471805599453);   // ln 2
    expect_near(printed_loss(Yhat2, Y2), 1.3862943611198906); // 2 ln 2
    matrix_free_all((Matrix *[]){&Yhat, &Y, NULL});
}

#if defined REAL_COMPLEX
static real total(void *context)
{
    Matrix *m = context;
    return total_loss(m[0], m[1]);
}

static real printed(void *context)
{
    Matrix *m = context;
    return printed_loss(m[0], m[1]);
}

Test(total_loss, hands_on_imaginary_parts)
{
    Matrix m[] = {from_rows(2, 2, (double[]){0.5, 0.25, 0.5, 0.75}),
                  from_rows(2, 2, (double[]){1, 0, 0, 1})};
    expect_complex_slopes(total, m, m[0]);
    expect_complex_slopes(printed, m, m[0]);
    matrix_free_all((Matrix *[]){&m[0], &m[1], NULL});
}
#endif

Test(total_loss, refuses_shapes_that_do_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    total_loss(matrix_new(10, 2), matrix_new(10, 3));
}

Test(printed_loss, refuses_shapes_that_do_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    printed_loss(matrix_new(10, 2), matrix_new(10, 3));
}
