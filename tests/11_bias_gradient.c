#include "06_softmax/softmax.h"
#include "08_output_error/output_error.h"
#include "11_bias_gradient/bias_gradient.h"
#include "near.h"

#include <signal.h>

// Scores that are the biases plus something fixed.
typedef struct {
    Matrix b, fixed, Z, Y, dZ, db;
} Biases;

static Biases random_biases(int n, int m, uint64_t seed)
{
    Random r = random_new(seed, 11);
    Biases c = {random_matrix(n, 1, 1, &r), random_matrix(n, m, 1, &r),
                matrix_new(n, m),           matrix_new(n, m),
                matrix_new(n, m),           matrix_new(n, 1)};
    for (int j = 0; j < m; j++)
        *at(c.Y, j % n, j) = 1;
    return c;
}

static void free_biases(Biases *c)
{
    matrix_free_all(
        (Matrix *[]){&c->b, &c->fixed, &c->Z, &c->Y, &c->dZ, &c->db, NULL});
}

static real mean_loss(void *context)
{
    Biases *c = context;
    for (int j = 0; j < c->Z.cols; j++)
        for (int i = 0; i < c->Z.rows; i++)
            *at(c->Z, i, j) = *at(c->fixed, i, j) + c->b.x[i];
    return softmax_loss(c->Z, c->Y);
}

static void find_gradient(Biases *c)
{
    mean_loss(c);
    softmax(c->dZ, c->Z);
    output_error(c->dZ, c->dZ, c->Y);
    bias_gradient(c->db, c->dZ);
}

Test(bias_gradient, is_the_mean_of_each_row_by_hand)
{
    Matrix dZ = from_rows(2, 4, (double[]){1, 2, 3, 6, -1, 0, 0, 0});
    Matrix db = matrix_new(2, 1);
    matrix_fill(db, 99);
    given(dZ);
    bias_gradient(db, dZ);
    expect_rows(db, (double[]){3, -0.25});
    matrix_free_all((Matrix *[]){&dZ, &db, NULL});
}

Test(bias_gradient, is_the_slope_of_the_mean_loss)
{
    const int shapes[][2] = {{10, 6}, {2, 1}, {3, 3}, {4, 17}};
    for (int i = 0; i < 4; i++) {
        Biases c = random_biases(shapes[i][0], shapes[i][1], 1);
        given(c.fixed);
        find_gradient(&c);
        expect_gradient("b", c.db, c.b, (Checked){mean_loss, &c, NULL, 0});
        free_biases(&c);
    }
}

Test(bias_gradient, is_zero_when_the_predictions_are_the_shares)
{
    // three examples of class 0 and one of class 1, all predicted 3/4, 1/4
    Matrix Yhat = from_rows(
        2, 4, (double[]){0.75, 0.75, 0.75, 0.75, 0.25, 0.25, 0.25, 0.25});
    Matrix Y = from_rows(2, 4, (double[]){1, 1, 0, 1, 0, 0, 1, 0});
    Matrix dZ = matrix_new(2, 4), db = matrix_new(2, 1);
    output_error(dZ, Yhat, Y);
    bias_gradient(db, dZ);
    expect_rows(db, (double[]){0, 0});
    matrix_free_all((Matrix *[]){&Yhat, &Y, &dZ, &db, NULL});
}

#if defined REAL_COMPLEX
static real squared_gradient(void *context)
{
    Matrix *m = context;
    bias_gradient(m[0], m[1]);
    return sum_of_squares(m[0]);
}

Test(bias_gradient, hands_on_imaginary_parts)
{
    Random r = random_new(2, 11);
    Matrix m[] = {matrix_new(3, 1), random_matrix(3, 4, 1, &r)};
    expect_complex_slopes(squared_gradient, m, m[1]);
    matrix_free_all((Matrix *[]){&m[0], &m[1], NULL});
}
#endif

Test(bias_gradient, refuses_a_column_for_each_example, .signal = SIGABRT,
     .init = expect_abort)
{
    bias_gradient(matrix_new(2, 4), matrix_new(2, 4));
}

Test(bias_gradient, refuses_one_number_for_all_units, .signal = SIGABRT,
     .init = expect_abort)
{
    bias_gradient(matrix_new(1, 1), matrix_new(2, 4));
}
