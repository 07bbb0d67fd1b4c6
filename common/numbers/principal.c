// A layer of 100 units makes of every digit a point in 100 dimensions. To draw them we
// want the plane on which least of them is lost: the one in which they lie farthest
// apart. Its first direction is the unit vector v for which the mean of (v . x)^2 is
// largest, where x is a point less the mean of all (Pearson 1901).
//
// That mean is v^T C v, where C is the mean of x x^T: symmetric, and so, as linear
// algebra tells, it has n eigenvectors at right angles, with C v_i = lambda_i v_i. Write
// any unit vector as a_1 v_1 + ... + a_n v_n, with the squares of all a adding up to 1.
// Then v^T C v is the mean of the lambda_i, weighted by the a_i^2: never more than the
// largest lambda, and as much for its eigenvector. This is the first axis, and lambda
// the variance along it.
//
// How to find it, with products alone? Multiply a vector by C, again and again:
//
//     C^k v = lambda_1^k a_1 v_1 + lambda_2^k a_2 v_2 + ...
//
// Each round makes the share of v_2 smaller beside that of v_1 by lambda_2 / lambda_1,
// and those of the others faster still. For C = (2 1; 1 2), whose eigenvalues are 3
// and 1, (1, 0) becomes (2, 1), (5, 4), (14, 13): the two grow alike, and the error
// shrinks to a third each time. Only the length explodes, so it is made 1 in each round.
//
// Three questions remain.
// - Where to begin? Anywhere with a_1 other than 0. A random direction is at a right
//   angle to v_1 with no chance at all, but a plain one such as (1, 0) may well be.
// - When to stop? When a round turns v by next to nothing. If lambda_2 is as large as
//   lambda_1, v may stop anywhere in their plane, or if it is all but as large, before
//   it is at its end: but then the variance along it is as large too.
// - And the second axis? Take the first out of C: C - lambda_1 v_1 v_1^T has the same
//   eigenvectors, but with 0 for lambda_1. Its largest is lambda_2. (This is deflation.)
#include "common/numbers/principal.h"

#include <stdlib.h>
#include <string.h>

#include "common/ground/memory.h"
#include "common/numbers/random.h"

enum { MAX_ROUNDS = 10000 };
static const double still =
    1e-12; // no farther than this moves a v that is done

static double *vector(int n)
{
    return allocate((size_t)n * sizeof(double));
}

static double dot(const double *a, const double *b, int n)
{
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

// Makes its length 1 and returns the one that it had. All 0 stays.
static double normalize(double *v, int n)
{
    double length = sqrt(dot(v, v, n));
    for (int i = 0; i < n && length > 0; i++)
        v[i] /= length;
    return length;
}

static void random_direction(double *v, int n)
{
    Random r = random_new(1, 0);
    for (int i = 0; i < n; i++)
        v[i] = random_normal(&r);
    normalize(v, n);
}

// Of v and -v, both an axis, always the same one.
static void point_up(double *v, int n)
{
    int at = 0;
    for (int i = 1; i < n; i++)
        at = fabs(v[i]) > fabs(v[at]) ? i : at;
    for (int i = 0, down = v[at] < 0; i < n && down; i++)
        v[i] = -v[i];
}

double longest_axis(double *v, const double *C, int n)
{
    double *next = vector(n), lambda = 0, moved = 1;
    random_direction(v, n);
    for (int round = 0; round < MAX_ROUNDS && moved > still; round++) {
        for (int i = 0; i < n; i++)
            next[i] = dot(&C[(size_t)i * (size_t)n], v, n); // C^T = C
        lambda = normalize(next, n);
        if (lambda == 0)
            break;
        moved = 0;
        for (int i = 0; i < n; i++)
            moved = fmax(moved, fabs(next[i] - v[i]));
        memcpy(v, next, (size_t)n * sizeof *v);
    }
    free(next);
    point_up(v, n);
    return lambda;
}

static void mean_point(double *mean, Matrix X)
{
    memset(mean, 0, (size_t)X.rows * sizeof *mean);
    for (int j = 0; j < X.cols; j++)
        for (int i = 0; i < X.rows; i++)
            mean[i] += (double)re(*at(X, i, j)) / X.cols;
}

// C = the mean of x x^T, and the sum of its diagonal: the variance in all directions.
static double covariance(double *C, Matrix X)
{
    size_t n = (size_t)X.rows;
    double *mean = vector(X.rows), *x = vector(X.rows), total = 0;
    mean_point(mean, X);
    memset(C, 0, n * n * sizeof *C);
    for (int j = 0; j < X.cols; j++) {
        for (int i = 0; i < X.rows; i++)
            x[i] = (double)re(*at(X, i, j)) - mean[i];
        for (size_t i = 0; i < n; i++)
            for (size_t k = 0; k < n; k++)
                C[i * n + k] += x[i] * x[k] / X.cols;
    }
    for (size_t i = 0; i < n; i++)
        total += C[i * n + i];
    free(mean);
    free(x);
    return total;
}

// What rounding left in v of the axes before it goes, and where there is no variance
// left, v is any direction that they leave.
static void straighten(double *v, const double *before, int count, int n)
{
    for (int again = 0; again < 2; again++)
        for (int k = 0; k < count; k++) {
            const double *axis = before + (size_t)k * (size_t)n;
            double share = dot(v, axis, n);
            for (int i = 0; i < n; i++)
                v[i] -= share * axis[i];
        }
    normalize(v, n);
}

double principal_axes(Matrix axes, double *variance, Matrix X)
{
    int n = X.rows;
    expect_shape("principal axes", axes, n, axes.cols);
    double *C = vector(n * n), *v = vector(n * axes.cols);
    double total = covariance(C, X);
    for (int k = 0; k < axes.cols; k++) {
        double *axis = v + (size_t)k * (size_t)n;
        variance[k] = longest_axis(axis, C, n);
        straighten(axis, v, k, n);
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                C[i * n + j] -= variance[k] * axis[i] * axis[j]; // deflation
        for (int i = 0; i < n; i++)
            *at(axes, i, k) = (real)axis[i];
    }
    free(C);
    free(v);
    return total;
}

void principal_places(Matrix places, Matrix axes, Matrix X)
{
    double *mean = vector(X.rows);
    expect_shape("places", places, axes.cols, X.cols);
    mean_point(mean, X);
    for (int j = 0; j < X.cols; j++)
        for (int k = 0; k < axes.cols; k++) {
            double sum = 0;
            for (int i = 0; i < X.rows; i++)
                sum += (double)re(*at(axes, i, k)) *
                       ((double)re(*at(X, i, j)) - mean[i]);
            *at(places, k, j) = (real)sum;
        }
    free(mean);
}
