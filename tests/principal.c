// common/numbers/principal.c on matrices whose axes are known by hand.
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "common/numbers/principal.h"
#include "common/numbers/random.h"

static void expect_near(double value, double wanted, double tolerance)
{
    cr_assert(fabs(value - wanted) <= tolerance, "%.15g, not %.15g", value,
              wanted);
}

// (2 1; 1 2) has the eigenvectors (1, 1) and (1, -1), of 3 and 1.
Test(principal, finds_an_eigenvector_by_hand)
{
    double v[2], C[] = {2, 1, 1, 2};
    expect_near(longest_axis(v, C, 2), 3, 1e-12);
    expect_near(v[0], sqrt(0.5), 1e-9);
    expect_near(v[1], sqrt(0.5), 1e-9);
}

// That of the largest entry, 2.5, is at a right angle to that of 3. And (1, -2, 1) of 4
// has a part below 0 that is larger than the others: it is turned round.
Test(principal, begins_at_no_right_angle_to_it)
{
    double v[3], C[] = {2, 1, 0, 1, 2, 0, 0, 0, 2.5};
    expect_near(longest_axis(v, C, 3), 3, 1e-10);
    expect_near(v[0], sqrt(0.5), 1e-9);
    expect_near(v[2], 0, 1e-9);
    double D[] = {1, -1, 0, -1, 2, -1, 0, -1, 1}; // 3 (1, -2, 1), 1, 0
    expect_near(longest_axis(v, D, 3), 3, 1e-12);
    expect_near(v[0], -sqrt(1.0 / 6), 1e-9);
    expect_near(v[1], sqrt(2.0 / 3), 1e-9);
    expect_near(v[2], -sqrt(1.0 / 6), 1e-9);
}

Test(principal, is_any_direction_where_there_is_none)
{
    double v[3], C[9] = {0};
    expect_near(longest_axis(v, C, 3), 0, 0);
    expect_near(v[0] * v[0] + v[1] * v[1] + v[2] * v[2], 1, 1e-15);
}

static Matrix points(int n, int m, const double *x)
{
    Matrix X = matrix_new(n, m);
    for (size_t i = 0; i < elements(X); i++)
        X.x[i] = x[i];
    return X;
}

// Four points around (10, 20): 3 away along (4, 3) / 5, and 1 along (-3, 4) / 5.
Test(principal, are_the_axes_of_a_cross_by_hand)
{
    const double x[] = {12.4, 21.8, 7.6, 18.2, 9.4, 20.8, 10.6, 19.2};
    Matrix X = points(2, 4, x), axes = matrix_new(2, 2),
           places = matrix_new(2, 4);
    double variance[2];
    expect_near(principal_axes(axes, variance, X), 5, 1e-12);
    expect_near(variance[0], 4.5, 1e-12); // (9 + 9 + 0 + 0) / 4
    expect_near(variance[1], 0.5, 1e-12);
    const double wanted[] = {0.8, 0.6, -0.6, 0.8};
    const double place[] = {3, 0, -3, 0, 0, 1, 0, -1};
    principal_places(places, axes, X);
    for (int i = 0; i < 4; i++)
        expect_near(axes.x[i], wanted[i], 1e-9);
    for (int i = 0; i < 8; i++)
        expect_near(places.x[i], place[i], 1e-8);
    matrix_free_all((Matrix *[]){&X, &axes, &places, NULL});
}

static double product(Matrix A, int i, int j)
{
    double sum = 0;
    for (int k = 0; k < A.rows; k++)
        sum += *at(A, k, i) * *at(A, k, j);
    return sum;
}

// All axes of random points: at right angles, of length 1, by falling variance, which is
// that of the places along them, and together all that there is.
Test(principal, are_orthogonal_and_have_all_of_the_variance)
{
    enum { N = 12, M = 50 };
    Random r = random_new(5, 0);
    Matrix X = matrix_new(N, M), axes = matrix_new(N, N),
           places = matrix_new(N, M);
    random_fill(X, 1, &r);
    double variance[N], sum = 0, total = principal_axes(axes, variance, X);
    principal_places(places, axes, X);
    for (int k = 0; k < N; k++) {
        double mean = 0, square = 0;
        for (int j = 0; j < M; j++) {
            mean += *at(places, k, j) / M;
            square += pow(*at(places, k, j), 2) / M;
        }
        expect_near(mean, 0, 1e-12);
        expect_near(square, variance[k], 1e-9);
        for (int i = 0; i <= k; i++)
            expect_near(product(axes, i, k), i == k, 1e-12);
        cr_assert(k == 0 || variance[k] <= variance[k - 1] * (1 + 1e-6));
        sum += variance[k];
    }
    expect_near(sum, total, 1e-9 * total);
    matrix_free_all((Matrix *[]){&X, &axes, &places, NULL});
}

// Points on a line have one axis with a variance; the others are right all the same.
Test(principal, stay_orthogonal_where_no_variance_is_left)
{
    const double x[] = {1, 2, 2, 2, 4, 4, 3, 6, 6};
    Matrix X = points(3, 3, x), axes = matrix_new(3, 3);
    double variance[3];
    principal_axes(axes, variance, X);
    expect_near(variance[0], 6, 1e-12); // 9 (1 + 0 + 1) / 3
    expect_near(variance[1], 0, 1e-12);
    expect_near(variance[2], 0, 1e-12);
    for (int i = 0; i < 3; i++)
        for (int k = 0; k <= i; k++)
            expect_near(product(axes, i, k), i == k, 1e-12);
    matrix_free_all((Matrix *[]){&X, &axes, NULL});
}

// The same for ever: nothing is drawn that luck decides.
Test(principal, are_the_same_every_time)
{
    enum { N = 6 };
    Random r = random_new(7, 0);
    Matrix X = matrix_new(N, 20), a = matrix_new(N, 2), b = matrix_new(N, 2);
    random_fill(X, 1, &r);
    double variance[2];
    principal_axes(a, variance, X);
    principal_axes(b, variance, X);
    cr_assert(largest_difference(a, b) == 0);
    matrix_free_all((Matrix *[]){&X, &a, &b, NULL});
}
