// What the tests share: matrices written as they look, comparisons that fit
// the number type, and the gradient check. The tests of every chapter are
// compiled for all three number types of common/numbers/real.h.
#ifndef TESTS_NEAR_H
#define TESTS_NEAR_H

#include <criterion/criterion.h>
#include <stdlib.h>

#include "07_gradient_descent/descent.h"
#include "common/files/digits.h"
#include "common/numbers/random.h"
#include "expect.h"

// By how much rounding may change a number of about 1: 1e-5 in float, 1e-12
// otherwise. And the smallest number above 0 that has all its digits.
extern const double TOLERANCE, SMALLEST;

// A new matrix from numbers in reading order, row by row:
// from_rows(2, 2, (double[]){1, 2, 3, 4}) is [1 2; 3 4].
Matrix from_rows(int rows, int cols, const double *numbers);

// A new matrix of normal draws.
Matrix random_matrix(int rows, int cols, double spread, Random *r);

// The same with spread 1, for products that must have the same bits whatever
// computed them: whole numbers in float, where a multiply-add may round once or
// twice; with imaginary parts where there are complex numbers.
Matrix random_factor(int rows, int cols, Random *r);

// New digits of which a fifth of the pixels has a random gray, at random places;
// digit i has the label i mod 10.
Digits sparse_digits(int count, uint64_t seed);

// Writes digits into the scratch directory as the two files of a set: "train"
// or "t10k".
void scratch_digits(const char *set, Digits d);

// Fails the test unless the two agree to rounding: within TOLERANCE times the
// expected number, or times 1 if that is larger; an imaginary part is wrong.
// They are macros so that the message can say what it is that is wrong.
#define expect_near(actual, expected) \
    expect_near_in(#actual, (real)(actual), expected)
#define expect_rows(actual, ...) expect_rows_in(#actual, actual, __VA_ARGS__)
#define expect_element(M, i, j, expected) \
    expect_element_in(#M, M, i, j, expected)
void expect_near_in(const char *what, real actual, double expected);
void expect_element_in(const char *what, Matrix M, int i, int j,
                       double expected);
void expect_rows_in(const char *what, Matrix actual, const double *expected);

// The same for a number that no lesson's type rounds: within `tolerance`.
#define expect_number(actual, expected, tolerance) \
    expect_number_in(#actual, (double)(actual), (double)(expected), tolerance)
void expect_number_in(const char *what, double actual, double expected,
                      double tolerance);

// Fails the test unless two results of a lesson agree, to the same rounding.
// Neither is called right, since both may be wrong.
void expect_equal(const char *what, real actual, const char *other, real twin);

// Fails the test unless both hold the same bits.
#define expect_same(actual, twin) expect_same_in(#actual, actual, #twin, twin)
void expect_same_in(const char *what, Matrix actual, const char *other,
                    Matrix twin);

// Failures of this test say from now on what went in: the numbers that the
// matrices have now, if they are few, and m, the columns of the last, where a
// result is m times too large or too small.
#define given(...) given_in(#__VA_ARGS__, (Matrix[]){__VA_ARGS__, {0, 0, NULL}})
void given_in(const char *names, const Matrix *list);

// Three tests of a matrix product (C, A, B): it must refuse factors that do not
// fit each other, and a result of another shape.
#define REFUSES(product)                                                  \
    Test(product, refuses_factors_that_do_not_fit, .signal = SIGABRT,     \
         .init = expect_abort)                                            \
    {                                                                     \
        product(matrix_new(2, 4), matrix_new(2, 3), matrix_new(4, 4));    \
    }                                                                     \
    Test(product, refuses_a_result_that_does_not_fit, .signal = SIGABRT,  \
         .init = expect_abort)                                            \
    {                                                                     \
        product(matrix_new(3, 4), matrix_new(2, 3), matrix_new(3, 4));    \
    }                                                                     \
    Test(product, refuses_a_result_that_is_too_narrow, .signal = SIGABRT, \
         .init = expect_abort)                                            \
    {                                                                     \
        product(matrix_new(2, 3), matrix_new(2, 3), matrix_new(3, 4));    \
    }

// What a gradient is checked against: a loss, and the scores that pass through
// ReLUs on the way to it. Where a step of central differences carries a score
// across 0, the loss has a kink and no slope: such elements are counted in
// `kinks` and not compared.
typedef struct {
    LossFunction *loss;
    void *context;
    const Matrix *relu_scores;
    int relu_layers;
} Checked;

typedef struct {
    double error;   // relative error of the whole tensor: see relative_error
    double largest; // largest absolute slope
    int kinks;
    int row, col; // the worst element, counted from 0
    double computed, measured;
} GradientReport;

// Compares dX with the slopes of the loss with respect to X: measured by the
// complex step where there are complex numbers, else by central differences.
GradientReport compare_gradient(Matrix dX, Matrix X, Checked c);

// The largest error that a type's slopes may have, and the share of elements
// that may be at a kink: 1e-12 by the complex step; 1e-7 by central
// differences in double, none at a kink; in float 1e-3, and a fifth.
extern const double GRADIENT_TOLERANCE, KINKS_ALLOWED;

// Fails the test unless dX is right: error and kinks as above, and not all
// slopes 0. Otherwise says which element is furthest off.
void expect_gradient(const char *tensor, Matrix dX, Matrix X, Checked c);

#if defined REAL_COMPLEX
// Fails the test unless the complex step finds the slopes of J with respect to
// X that central differences find. It does not where a number is put into a
// double on the way: that drops its imaginary part and so its slope.
void expect_complex_slopes(LossFunction *J, void *context, Matrix X);

// The sum of the squares of all elements, to be such a J's last step.
real sum_of_squares(Matrix M);
#endif

#endif
