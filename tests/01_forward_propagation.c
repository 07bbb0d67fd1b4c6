#include "01_forward_propagation/forward.h"
#include "near.h"

#include <signal.h>

Test(forward, computes_a_layer_by_hand)
{
    Matrix W = from_rows(2, 3, (double[]){1, 2, 3, 4, 5, 6});
    Matrix a = from_rows(3, 1, (double[]){1, 0.5, -1});
    Matrix b = from_rows(2, 1, (double[]){10, -20});
    Matrix z = matrix_new(2, 1);
    forward(z, W, a, b);
    expect_rows(z, (double[]){9, -19.5});
    matrix_free_all((Matrix *[]){&W, &a, &b, &z, NULL});
}

Test(forward, gives_the_scores_of_the_page)
{
    Matrix W = from_rows(2, 3, (double[]){2, 1, -1, -1, 1, 2});
    Matrix a = from_rows(3, 1, (double[]){1, 0.5, 0});
    Matrix b = from_rows(2, 1, (double[]){-1, 0}), z = matrix_new(2, 1);
    forward(z, W, a, b);
    expect_rows(z, (double[]){1.5, -0.5});
    expect_near(argmax(z), 0);
    // the second question
    matrix_fill(a, 1);
    forward(z, W, a, b);
    expect_near(z.x[0], 1);
    matrix_free_all((Matrix *[]){&W, &a, &b, &z, NULL});
}

Test(forward, gives_the_scores_of_two_templates_by_hand)
{
    Matrix W = from_rows(2, 3, (double[]){1, 0.5, 0, 0, 0.5, 1});
    Matrix a = from_rows(3, 1, (double[]){1, 0.4, 0.1});
    Matrix b = matrix_new(2, 1), z = matrix_new(2, 1);
    double distance[2] = {0, 0};
    for (int k = 0; k < 2; k++)
        for (int j = 0; j < 3; j++) {
            double mean = (double)re(*at(W, k, j));
            double apart = (double)re(a.x[j]) - mean;
            distance[k] += apart * apart;
            b.x[k] -= (real)(mean * mean / 2);
        }
    expect_number(distance[0], 0.02, 1e-6);
    expect_number(distance[1], 1.82, 1e-6);
    forward(z, W, a, b);
    expect_rows(z, (double[]){0.575, -0.325});
    matrix_free_all((Matrix *[]){&W, &a, &b, &z, NULL});
}

#if defined REAL_COMPLEX
static real squared_scores(void *context)
{
    Matrix *m = context;
    forward(m[0], m[1], m[2], m[3]);
    return sum_of_squares(m[0]);
}

Test(forward, hands_on_imaginary_parts)
{
    Random r = random_new(5, 1);
    Matrix m[] = {matrix_new(3, 1), random_matrix(3, 4, 1, &r),
                  random_matrix(4, 1, 1, &r), random_matrix(3, 1, 1, &r)};
    for (int i = 1; i < 4; i++)
        expect_complex_slopes(squared_scores, m, m[i]);
    matrix_free_all((Matrix *[]){&m[0], &m[1], &m[2], &m[3], NULL});
}
#endif

Test(forward, refuses_shapes_that_do_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    Matrix W = matrix_new(2, 3), a = matrix_new(2, 1), b = matrix_new(2, 1);
    forward(b, W, a, b);
}

Test(forward, refuses_biases_that_do_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    forward(matrix_new(2, 1), matrix_new(2, 3), matrix_new(3, 1),
            matrix_new(3, 1));
}

Test(forward, refuses_a_result_that_does_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    forward(matrix_new(3, 1), matrix_new(2, 3), matrix_new(3, 1),
            matrix_new(2, 1));
}

Test(input_from_pixels, divides_every_pixel_by_the_scale)
{
    uint8_t pixels[PIXELS] = {[0] = 255, [1] = 51, [783] = 102};
    Matrix a = matrix_new(PIXELS, 1);
    input_from_pixels(a, pixels, 255);
    expect_near(a.x[0], 1);
    expect_near(a.x[1], 0.2);
    expect_near(a.x[2], 0);
    expect_near(a.x[783], 0.4);
    input_from_pixels(a, pixels, 51);
    expect_near(a.x[783], 2);
    matrix_free(&a);
}

Test(input_from_pixels, refuses_a_result_that_does_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    uint8_t pixels[PIXELS] = {0};
    input_from_pixels(matrix_new(PIXELS + 1, 1), pixels, 255);
}

Test(argmax, finds_the_highest_score)
{
    Matrix z = from_rows(4, 1, (double[]){-3, -1, -2, -1});
    cr_assert(argmax(z) == 1, "the first of two equal ones");
    z.x[3] = 0;
    expect_near(argmax(z), 3);
    z.rows = 1;
    expect_near(argmax(z), 0);
    z.rows = 4;
    matrix_free(&z);
}

// `count` digits of random pixels, labeled 0, 1, ..., classes - 1, 0, ...
static Digits random_digits(int count, int classes, Random *r)
{
    Digits d = {count, malloc((size_t)count * PIXELS), malloc((size_t)count)};
    for (int i = 0; i < count * PIXELS; i++)
        d.pixels[i] = (uint8_t)random_bits(r);
    for (int i = 0; i < count; i++)
        d.labels[i] = (uint8_t)(i % classes);
    return d;
}

Test(mean_templates, are_means_with_half_their_squared_length_as_bias)
{
    Random r = random_new(1, 1);
    Digits d = random_digits(20, 10, &r); // two of each class
    Matrix W = matrix_new(CLASSES, PIXELS), b = matrix_new(CLASSES, 1);
    matrix_fill(W, 7); // whatever was there before
    matrix_fill(b, 7);
    mean_templates(W, b, d, 255);
    for (int k = 0; k < CLASSES; k++) {
        double squared = 0;
        for (int j = 0; j < PIXELS; j++) {
            double mean =
                (digit_pixels(d, k)[j] + digit_pixels(d, k + 10)[j]) / 510.0;
            expect_element(W, k, j, mean);
            squared += mean * mean;
        }
        expect_element(b, k, 0, -squared / 2);
    }
    matrix_free_all((Matrix *[]){&W, &b, NULL});
    digits_free(&d);
}

Test(mean_templates, give_the_largest_score_to_the_nearest_mean)
{
    Random r = random_new(2, 1);
    Digits d = random_digits(50, 10, &r);
    Matrix W = matrix_new(CLASSES, PIXELS), b = matrix_new(CLASSES, 1);
    Matrix a = matrix_new(PIXELS, 1), z = matrix_new(CLASSES, 1);
    mean_templates(W, b, d, 255);
    for (int i = 0; i < d.count; i++) {
        input_from_pixels(a, digit_pixels(d, i), 255);
        forward(z, W, a, b);
        int nearest = 0;
        double shortest = (double)INFINITY;
        for (int k = 0; k < CLASSES; k++) {
            double distance = 0;
            for (int j = 0; j < PIXELS; j++) {
                double difference = (double)(re(a.x[j]) - re(*at(W, k, j)));
                distance += difference * difference;
            }
            if (distance < shortest) {
                shortest = distance;
                nearest = k;
            }
        }
        cr_assert(argmax(z) == nearest,
                  "the largest score is that of template %d, but %d is nearest",
                  argmax(z), nearest);
    }
    matrix_free_all((Matrix *[]){&W, &b, &a, &z, NULL});
    digits_free(&d);
}

Test(mean_templates, are_zero_for_a_class_without_digits)
{
    Random r = random_new(3, 1);
    Digits d = random_digits(9, 9, &r); // no 9
    Matrix W = matrix_new(CLASSES, PIXELS), b = matrix_new(CLASSES, 1);
    mean_templates(W, b, d, 255);
    for (int j = 0; j < PIXELS; j++)
        expect_element(W, 9, j, 0);
    expect_near(b.x[9], 0);
    matrix_free_all((Matrix *[]){&W, &b, NULL});
    digits_free(&d);
}

static void find_templates(Matrix W, Matrix b)
{
    Random r = random_new(4, 1);
    mean_templates(W, b, random_digits(10, 10, &r), 255);
}

Test(mean_templates, refuse_weights_that_do_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    find_templates(matrix_new(CLASSES, PIXELS + 1), matrix_new(CLASSES, 1));
}

Test(mean_templates, refuse_biases_that_do_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    find_templates(matrix_new(CLASSES, PIXELS), matrix_new(CLASSES + 1, 1));
}

// Exercise 1.
Test(mean_templates, without_their_biases_answer_8_and_0_too_often)
{
    Digits train = digits_load("data/sample", "train");
    Digits test = digits_load("data/sample", "t10k");
    Matrix W = matrix_new(CLASSES, PIXELS), b = matrix_new(CLASSES, 1);
    Matrix a = matrix_new(PIXELS, 1), z = matrix_new(CLASSES, 1);
    int answers[CLASSES] = {0};
    mean_templates(W, b, train, 255);
    matrix_fill(b, 0);
    for (int i = 0; i < test.count; i++) {
        input_from_pixels(a, digit_pixels(test, i), 255);
        forward(z, W, a, b);
        answers[argmax(z)]++;
    }
    cr_assert(2 * (answers[8] + answers[0]) > test.count,
              "8 is answered %d times and 0 %d times", answers[8], answers[0]);
    cr_assert(answers[5] == 0, "5 is answered %d times", answers[5]);
    matrix_free_all((Matrix *[]){&W, &b, &a, &z, NULL});
    digits_free(&train);
    digits_free(&test);
}
