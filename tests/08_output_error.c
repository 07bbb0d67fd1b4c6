#include "05_total_loss/loss.h"
#include "06_softmax/softmax.h"
#include "08_output_error/output_error.h"
#include "near.h"

#include <signal.h>

typedef struct {
    Matrix Z, Yhat, Y, dZ;
} Output;

static Output random_output(int classes, int m, uint64_t seed)
{
    Random r = random_new(seed, 8);
    Output c = {random_matrix(classes, m, 2, &r), matrix_new(classes, m),
                matrix_new(classes, m), matrix_new(classes, m)};
    for (int j = 0; j < m; j++)
        *at(c.Y, j * j % classes, j) = 1;
    softmax(c.Yhat, c.Z);
    return c;
}

static void free_output(Output *c)
{
    matrix_free_all((Matrix *[]){&c->Z, &c->Yhat, &c->Y, &c->dZ, NULL});
}

static real summed_loss(void *context)
{
    Output *c = context;
    return (real)c->Z.cols * softmax_loss(c->Z, c->Y);
}

static real summed_printed_loss(void *context)
{
    Output *c = context;
    softmax(c->Yhat, c->Z);
    return (real)c->Z.cols * printed_loss(c->Yhat, c->Y);
}

Test(output_error, is_the_prediction_minus_the_label)
{
    Matrix Yhat = from_rows(2, 2, (double[]){0.25, 0.5, 0.75, 0.5});
    Matrix Y = from_rows(2, 2, (double[]){1, 0, 0, 1});
    Matrix dZ = matrix_new(2, 2);
    given(Yhat, Y);
    output_error(dZ, Yhat, Y);
    expect_rows(dZ, (double[]){-0.75, 0.5, 0.75, -0.5});
    output_error(Yhat, Yhat, Y); // in place
    expect_same(Yhat, dZ);
    matrix_free_all((Matrix *[]){&Yhat, &Y, &dZ, NULL});
}

Test(output_error, is_the_slope_of_the_summed_loss)
{
    const int shapes[][2] = {{10, 6}, {2, 1}, {3, 7}, {5, 5}};
    for (int i = 0; i < 4; i++) {
        Output c = random_output(shapes[i][0], shapes[i][1], 1);
        given(c.Yhat, c.Y);
        output_error(c.dZ, c.Yhat, c.Y);
        expect_gradient("dZ", c.dZ, c.Z, (Checked){summed_loss, &c, NULL, 0});
        free_output(&c);
    }
}

Test(output_error, adds_up_to_zero_for_every_example)
{
    Output c = random_output(10, 9, 2);
    output_error(c.dZ, c.Yhat, c.Y);
    for (int j = 0; j < 9; j++) {
        real sum = 0;
        for (int k = 0; k < 10; k++)
            sum += *at(c.dZ, k, j);
        expect_near_in("the sum of a column of dZ", sum, 0);
    }
    free_output(&c);
}

Test(output_error, is_not_the_slope_of_the_loss_as_printed)
{
    Output c = random_output(10, 6, 3);
    output_error(c.dZ, c.Yhat, c.Y);
    GradientReport report = compare_gradient(
        c.dZ, c.Z, (Checked){summed_printed_loss, &c, NULL, 0});
    cr_assert(report.error > 0.1,
              "dZ has the slopes of the loss as printed, to an error of %g",
              report.error);
    free_output(&c);
}

Test(printed_loss, has_the_slope_of_its_second_term_too)
{
    Output c = random_output(10, 6, 4);
    for (int j = 0; j < 6; j++) {
        Matrix p = column(c.Yhat, j), y = column(c.Y, j), dz = column(c.dZ, j);
        real sum = 0;
        for (int k = 0; k < 10; k++)
            sum += (1 - y.x[k]) * p.x[k] / (1 - p.x[k]);
        for (int k = 0; k < 10; k++)
            dz.x[k] = p.x[k] - y.x[k] + (1 - y.x[k]) * p.x[k] / (1 - p.x[k]) -
                      p.x[k] * sum;
    }
    expect_gradient("dZ", c.dZ, c.Z,
                    (Checked){summed_printed_loss, &c, NULL, 0});
    free_output(&c);
}

#if defined REAL_COMPLEX
static real squared_error(void *context)
{
    Matrix *m = context;
    output_error(m[0], m[1], m[2]);
    return sum_of_squares(m[0]);
}

Test(output_error, hands_on_imaginary_parts)
{
    Random r = random_new(5, 8);
    Matrix m[] = {matrix_new(3, 2), random_matrix(3, 2, 1, &r),
                  random_matrix(3, 2, 1, &r)};
    expect_complex_slopes(squared_error, m, m[1]);
    expect_complex_slopes(squared_error, m, m[2]);
    matrix_free_all((Matrix *[]){&m[0], &m[1], &m[2], NULL});
}
#endif

Test(output_error, refuses_labels_that_do_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    output_error(matrix_new(2, 3), matrix_new(2, 3), matrix_new(3, 2));
}

Test(output_error, refuses_a_result_that_does_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    output_error(matrix_new(3, 2), matrix_new(2, 3), matrix_new(2, 3));
}

Test(output_error, of_three_scores_by_hand)
{
    Matrix z = from_rows(3, 1, (double[]){1, 0, -1});
    Matrix y = from_rows(3, 1, (double[]){0, 1, 0});
    Matrix dz = matrix_new(3, 1);
    given(z, y);
    softmax(dz, z);
    output_error(dz, dz, y);
    double e = exp(1.0), sum = e + 1 + 1 / e;
    expect_rows(dz, (double[]){e / sum, 1 / sum - 1, 1 / e / sum});
    expect_number(re(dz.x[0]), 0.6652, 5e-5);
    expect_number(re(dz.x[1]), -0.7553, 5e-5);
    expect_number(re(dz.x[2]), 0.0900, 5e-5);

    real loss = softmax_loss(z, y);
    z.x[0] += (real)0.001;
    expect_number(re(softmax_loss(z, y) - loss), 0.00067, 5e-6);
    z.x[0] -= (real)0.001;
    z.x[1] += (real)0.001;
    expect_number(re(loss - softmax_loss(z, y)), 0.00076, 5e-6);
    matrix_free_all((Matrix *[]){&z, &y, &dz, NULL});
}

// Row t of the Jacobian of softmax, which the folded part derives.
static real probability_of_second(void *context)
{
    Output *c = context;
    softmax(c->Yhat, c->Z);
    return c->Yhat.x[1];
}

Test(softmax, has_the_jacobian_that_the_chapter_says)
{
    Output c = random_output(4, 1, 5);
    for (int k = 0; k < 4; k++)
        c.dZ.x[k] = c.Yhat.x[1] * ((k == 1) - c.Yhat.x[k]);
    expect_gradient("the Jacobian's row", c.dZ, c.Z,
                    (Checked){probability_of_second, &c, NULL, 0});
    free_output(&c);
}
