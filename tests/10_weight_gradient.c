#include "04_forward_batch/forward_batch.h"
#include "06_softmax/softmax.h"
#include "08_output_error/output_error.h"
#include "10_weight_gradient/weight_gradient.h"
#include "near.h"

#include <signal.h>

// One softmax layer.
typedef struct {
    Matrix W, b, A, Z, Y, dZ, dW;
} Layer;

static Layer random_layer(int n, int k, int m, uint64_t seed)
{
    Random r = random_new(seed, 10);
    Layer c = {random_matrix(n, k, 1, &r),
               random_matrix(n, 1, 1, &r),
               random_matrix(k, m, 1, &r),
               matrix_new(n, m),
               matrix_new(n, m),
               matrix_new(n, m),
               matrix_new(n, k)};
    for (int j = 0; j < m; j++)
        *at(c.Y, j % n, j) = 1;
    return c;
}

static void free_layer(Layer *c)
{
    matrix_free_all(
        (Matrix *[]){&c->W, &c->b, &c->A, &c->Z, &c->Y, &c->dZ, &c->dW, NULL});
}

static real mean_loss(void *context)
{
    Layer *c = context;
    forward_batch(c->Z, c->W, c->A, c->b);
    return softmax_loss(c->Z, c->Y);
}

static void find_gradient(Layer *c)
{
    forward_batch(c->Z, c->W, c->A, c->b);
    softmax(c->dZ, c->Z);
    output_error(c->dZ, c->dZ, c->Y);
    weight_gradient(c->dW, c->dZ, c->A);
}

Test(weight_gradient, is_the_mean_outer_product_by_hand)
{
    Matrix dZ = from_rows(2, 2, (double[]){1, 2, -3, 4});
    Matrix A = from_rows(3, 2, (double[]){1, 0, 0, 2, -1, 1});
    Matrix dW = matrix_new(2, 3);
    matrix_fill(dW, 99);
    given(dZ, A);
    weight_gradient(dW, dZ, A);
    expect_rows(dW, (double[]){0.5, 2, 0.5, -1.5, 4, 3.5});
    matrix_free_all((Matrix *[]){&dZ, &A, &dW, NULL});
}

Test(weight_gradient, is_the_slope_of_the_mean_loss)
{
    const int shapes[][3] = {{10, 7, 6}, {2, 3, 1}, {3, 3, 3}, {4, 9, 17}};
    for (int i = 0; i < 4; i++) {
        Layer c = random_layer(shapes[i][0], shapes[i][1], shapes[i][2], 1);
        given(c.A);
        find_gradient(&c);
        expect_gradient("W", c.dW, c.W, (Checked){mean_loss, &c, NULL, 0});
        free_layer(&c);
    }
}

Test(weight_gradient, of_a_batch_is_the_mean_of_those_of_its_examples)
{
    Layer c = random_layer(5, 8, 11, 2);
    Matrix one = matrix_new(5, 8), sum = matrix_new(5, 8);
    find_gradient(&c);
    for (int j = 0; j < 11; j++) {
        weight_gradient(one, column(c.dZ, j), column(c.A, j));
        for (size_t i = 0; i < elements(sum); i++)
            sum.x[i] += one.x[i];
    }
    given(c.A);
    for (size_t i = 0; i < elements(sum); i++)
        expect_equal("a slope of the batch", c.dW.x[i],
                     "the mean of those of its examples", sum.x[i] / 11);
    matrix_free_all((Matrix *[]){&one, &sum, NULL});
    free_layer(&c);
}

Test(weight_gradient, is_zero_where_the_input_is)
{
    Layer c = random_layer(4, 6, 5, 3);
    for (int j = 0; j < 5; j++)
        *at(c.A, 2, j) = 0;
    find_gradient(&c);
    for (int i = 0; i < 4; i++)
        expect_element(c.dW, i, 2, 0);
    free_layer(&c);
}

#if defined REAL_COMPLEX
static real squared_gradient(void *context)
{
    Matrix *m = context;
    weight_gradient(m[0], m[1], m[2]);
    return sum_of_squares(m[0]);
}

Test(weight_gradient, hands_on_imaginary_parts)
{
    Random r = random_new(4, 10);
    Matrix m[] = {matrix_new(3, 4), random_matrix(3, 5, 1, &r),
                  random_matrix(4, 5, 1, &r)};
    expect_complex_slopes(squared_gradient, m, m[1]);
    expect_complex_slopes(squared_gradient, m, m[2]);
    matrix_free_all((Matrix *[]){&m[0], &m[1], &m[2], NULL});
}
#endif

Test(weight_gradient, refuses_a_result_that_does_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    weight_gradient(matrix_new(3, 2), matrix_new(2, 4), matrix_new(3, 4));
}

Test(weight_gradient, refuses_batches_of_different_size, .signal = SIGABRT,
     .init = expect_abort)
{
    weight_gradient(matrix_new(2, 3), matrix_new(2, 4), matrix_new(3, 5));
}
