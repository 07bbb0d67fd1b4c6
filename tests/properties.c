// What must hold for every shape and every number, tried on hundreds drawn at
// random. Every test has fixed seeds, so that none fails by chance.
#include "01_forward_propagation/forward.h"
#include "02_relu/relu.h"
#include "04_forward_batch/forward_batch.h"
#include "05_total_loss/loss.h"
#include "06_softmax/softmax.h"
#include "08_output_error/output_error.h"
#include "12_backpropagation/backpropagation.h"
#include "13_he_initialization/he.h"
#include "14_dropout/dropout.h"
#include "15_adam/adam.h"
#include "near.h"

enum { CASES = 300 };

// A whole number from low to high.
static int whole(Random *r, int low, int high)
{
    return low + (int)(random_bits(r) % (uint64_t)(high - low + 1));
}

// A number from low to high, all orders of magnitude equally likely.
static double magnitude(Random *r, double low, double high)
{
    return low * pow(high / low, random_uniform(r));
}

// ------------------------------------------------------------------ softmax

// Multiples of 1/512 below 10,000: adding two is exact in every type.
static Matrix exact_scores(int rows, int cols, Random *r)
{
    Matrix Z = matrix_new(rows, cols);
    double size = magnitude(r, 1, 1e4);
    for (size_t i = 0; i < elements(Z); i++)
        Z.x[i] = (real)(floor(512 * size * (2 * random_uniform(r) - 1)) / 512);
    return Z;
}

static void expect_probabilities_in_order(Matrix p, Matrix z)
{
    real sum = 0;
    for (int k = 0; k < z.rows; k++) {
        sum += p.x[k];
        cr_assert(re(p.x[k]) >= 0);
        for (int i = 0; i < z.rows; i++)
            if (re(z.x[i]) < re(z.x[k])) {
                cr_assert(re(p.x[i]) <= re(p.x[k]));
                // equal only where both are, or nearly are, 0
                cr_assert(re(p.x[i]) < re(p.x[k]) ||
                          (double)re(p.x[k]) < SMALLEST);
            }
    }
    expect_near(sum, 1);
}

Test(softmax, adds_up_to_one_and_keeps_the_order_of_scores_up_to_1e4)
{
    Random r = random_new(1, 6);
    for (int i = 0; i < CASES; i++) {
        Matrix Z = exact_scores(whole(&r, 1, 20), whole(&r, 1, 9), &r);
        Matrix P = matrix_new(Z.rows, Z.cols);
        softmax(P, Z);
        for (int j = 0; j < Z.cols; j++)
            expect_probabilities_in_order(column(P, j), column(Z, j));
        matrix_free_all((Matrix *[]){&Z, &P, NULL});
    }
}

Test(softmax, gives_the_same_bits_when_all_scores_of_an_example_shift)
{
    Random r = random_new(2, 6);
    for (int i = 0; i < CASES; i++) {
        Matrix Z = exact_scores(whole(&r, 1, 20), whole(&r, 1, 9), &r);
        Matrix shift = exact_scores(1, Z.cols, &r);
        Matrix P = matrix_new(Z.rows, Z.cols), Q = matrix_new(Z.rows, Z.cols);
        softmax(P, Z);
        for (int j = 0; j < Z.cols; j++)
            for (int k = 0; k < Z.rows; k++)
                *at(Z, k, j) += shift.x[j];
        softmax(Q, Z);
        expect_same(P, Q);
        matrix_free_all((Matrix *[]){&Z, &shift, &P, &Q, NULL});
    }
}

// ------------------------------------------------------------------- labels

// Adds the loss of column j of Yhat, told its label, and takes 1 from the
// label's probability, which makes it the output error.
static real charge(Matrix Yhat, int j, int label)
{
    real loss = -log(*at(Yhat, label, j));
    *at(Yhat, label, j) -= 1;
    return loss;
}

Test(labels, as_numbers_and_as_columns_agree)
{
    Random r = random_new(1, 5);
    for (int i = 0; i < CASES; i++) {
        int classes = whole(&r, 1, 256), m = whole(&r, 1, 20);
        uint8_t labels[20];
        for (int j = 0; j < m; j++)
            labels[j] = (uint8_t)whole(&r, 0, classes - 1);
        int *order = random_order(m, &r);
        Matrix Yhat = random_matrix(classes, m, 3, &r);
        Matrix Y = matrix_new(classes, m), dZ = matrix_new(classes, m);
        one_hot(Y, labels, order);
        softmax(Yhat, Yhat);
        real loss = total_loss(Yhat, Y), sum = 0;
        output_error(dZ, Yhat, Y);
        for (int j = 0; j < m; j++) {
            cr_assert(argmax(column(Y, j)) == labels[order[j]]);
            sum += charge(Yhat, j, labels[order[j]]);
        }
        expect_equal("the loss by columns", loss, "that by numbers",
                     sum / (real)m);
        expect_same(dZ, Yhat);
        free(order);
        matrix_free_all((Matrix *[]){&Yhat, &Y, &dZ, NULL});
    }
}

// ------------------------------------------------------------------- a batch

// A network of one to four layers of random sizes, with random parameters and
// a random batch of random size.
static Network random_network(Random *r)
{
    int L = whole(r, 1, 4), n[5];
    for (int l = 0; l <= L; l++)
        n[l] = whole(r, l == L ? 2 : 5, 15); // one class has no slopes
    Network net = network_new(L, n, whole(r, 1, 12));
    for (int l = 1; l <= L; l++) {
        random_fill(net.W[l], sqrt(2.0 / n[l - 1]), r);
        random_fill(net.b[l], 0.3, r);
    }
    random_fill(net.A[0], 1, r);
    for (int j = 0; j < net.capacity; j++)
        *at(net.Y, whole(r, 0, n[L] - 1), j) = 1;
    return net;
}

static real loss_and_slopes(Network *net)
{
    network_forward(net);
    network_backward(net);
    return softmax_loss(net->Z[net->L], net->Y);
}

// The columns of M in the order asked for.
static Matrix reordered(Matrix M, const int *order)
{
    Matrix N = matrix_new(M.rows, M.cols);
    for (int j = 0; j < M.cols; j++)
        matrix_copy(column(N, j), column(M, order[j]));
    return N;
}

Test(batch, has_the_same_loss_in_any_order)
{
    Random r = random_new(1, 12);
    for (int i = 0; i < CASES; i++) {
        Network net = random_network(&r);
        int *order = random_order(net.capacity, &r);
        Matrix X = reordered(net.A[0], order), Y = reordered(net.Y, order);
        Matrix dtheta = matrix_new(net.theta.rows, 1);
        real loss = loss_and_slopes(&net);
        matrix_copy(dtheta, net.dtheta);
        matrix_copy(net.A[0], X);
        matrix_copy(net.Y, Y);
        expect_equal("the loss", loss_and_slopes(&net), "that in another order",
                     loss);
        cr_assert(relative_error(dtheta, net.dtheta) < TOLERANCE);
        free(order);
        matrix_free_all((Matrix *[]){&X, &Y, &dtheta, NULL});
        network_free(&net);
    }
}

Test(batch, has_the_mean_gradient_of_its_examples_taken_one_by_one)
{
    Random r = random_new(2, 12);
    for (int i = 0; i < CASES; i++) {
        Network net = random_network(&r);
        int m = net.capacity, *order = random_order(m, &r);
        Matrix X = reordered(net.A[0], order), Y = reordered(net.Y, order);
        Matrix whole_batch = matrix_new(net.theta.rows, 1);
        Matrix mean = matrix_new(net.theta.rows, 1);
        loss_and_slopes(&net);
        matrix_copy(whole_batch, net.dtheta);
        network_set_batch(&net, 1);
        for (int j = 0; j < m; j++) {
            matrix_copy(net.A[0], column(X, j));
            matrix_copy(net.Y, column(Y, j));
            loss_and_slopes(&net);
            descend(mean, net.dtheta, -1.0 / m); // adds a share of it
        }
        cr_assert(relative_error(mean, whole_batch) < TOLERANCE);
        free(order);
        matrix_free_all((Matrix *[]){&X, &Y, &whole_batch, &mean, NULL});
        network_free(&net);
    }
}

// ------------------------------------------------------------------- dropout

// By how many standard deviations the mask changes the sum of A: the variance
// of one element is a^2 (1 - keep) / keep.
static double deviations(Matrix A, double keep, Random *r)
{
    Matrix D = matrix_new(A.rows, A.cols);
    double change = 0, variance = 0;
    dropout_mask(D, keep, r);
    for (size_t i = 0; i < elements(A); i++) {
        double a = (double)re(A.x[i]);
        change -= a;
        variance += a * a * (1 - keep) / keep;
    }
    dropout(A, D);
    for (size_t i = 0; i < elements(A); i++)
        change += (double)re(A.x[i]);
    matrix_free(&D);
    return change / sqrt(variance);
}

Test(dropout, keeps_the_mean_of_any_layer_for_any_probability)
{
    Random r = random_new(1, 14);
    double sum = 0, squares = 0;
    for (int i = 0; i < CASES; i++) {
        Matrix A = random_matrix(whole(&r, 20, 60), whole(&r, 20, 60), 1, &r);
        relu(A, A);
        double z = deviations(A, 0.05 + 0.9 * random_uniform(&r), &r);
        cr_assert(fabs(z) < 5, "the sum is %g standard deviations off", z);
        sum += z;
        squares += z * z;
        matrix_free(&A);
    }
    // a normal number's mean and variance, within five standard errors
    cr_assert(fabs(sum / CASES) < 5 / sqrt(CASES));
    cr_assert(fabs(squares / CASES - 1) < 5 * sqrt(2.0 / CASES));
}

// The loss with frozen masks, `step` away from `start` in a direction.
typedef struct {
    Network net;
    double keep[MAX_LAYERS + 1];
    Random masks;
    Matrix start, direction, step;
} Walk;

static real loss_on_the_way(void *context)
{
    Walk *w = context;
    Random masks = w->masks;
    for (size_t i = 0; i < elements(w->start); i++)
        w->net.theta.x[i] = w->start.x[i] + w->step.x[0] * w->direction.x[i];
    dropout_forward(&w->net, w->keep, &masks);
    return softmax_loss(w->net.Z[w->net.L], w->net.Y);
}

// A direction of length 1 or so in which every step goes uphill, so that slopes
// do not cancel; returns the slope along it, 1 x 1.
static Matrix choose_direction(Walk *w, Random *r)
{
    Matrix slope = matrix_new(1, 1);
    double length = sqrt((double)elements(w->direction));
    loss_on_the_way(w);
    dropout_backward(&w->net);
    for (size_t i = 0; i < elements(w->direction); i++) {
        real g = w->net.dtheta.x[i];
        real d = (real)fabs(random_normal(r) / length);
        w->direction.x[i] = re(g) > 0 ? d : -d;
        slope.x[0] += g * w->direction.x[i];
    }
    return slope;
}

Test(dropout, sends_the_slopes_back_through_the_masks_of_the_way_forward)
{
    Random r = random_new(5, 14);
    int kinks = 0;
    for (int i = 0; i < CASES; i++) {
        Walk w = {.net = random_network(&r),
                  .masks = random_new(4, (uint64_t)i)};
        int count = w.net.theta.rows;
        w.start = matrix_new(count, 1);
        w.direction = matrix_new(count, 1);
        w.step = matrix_new(1, 1);
        matrix_copy(w.start, w.net.theta);
        for (int l = 1; l < w.net.L; l++)
            w.keep[l] = 0.3 + 0.7 * random_uniform(&r);
        Matrix slope = choose_direction(&w, &r);
        Checked c = {loss_on_the_way, &w, w.net.Z + 1, w.net.L - 1};
        GradientReport report = compare_gradient(slope, w.step, c);
        cr_assert(report.error < GRADIENT_TOLERANCE,
                  "a slope of %.4g computed, %.4g measured", report.computed,
                  report.measured);
        cr_assert(report.largest > 1e-6, "a slope is 0");
        kinks += report.kinks;
        matrix_free_all(
            (Matrix *[]){&slope, &w.start, &w.direction, &w.step, NULL});
        network_free(&w.net);
    }
    cr_assert(kinks <= KINKS_ALLOWED * CASES, "%d kinks", kinks);
}

// ----------------------------------------------------------------------- He

// The logarithm of the growth of the mean square from layer 1 to layer 20.
static double growth(int width, Random *r)
{
    Network layer = network_new(1, (int[]){width, width}, 1);
    Matrix A = random_matrix(width, 1, 1, r), Z = matrix_new(width, 1);
    double squares[21] = {0};
    for (int l = 1; l <= 20; l++) {
        he_initialize(&layer, r);
        forward_batch(Z, layer.W[1], A, layer.b[1]);
        relu(A, Z);
        for (int i = 0; i < width; i++)
            squares[l] += (double)(re(A.x[i]) * re(A.x[i]));
    }
    matrix_free_all((Matrix *[]){&A, &Z, NULL});
    network_free(&layer);
    return log(squares[20] / squares[1]);
}

Test(he_initialize, keeps_the_variance_through_twenty_layers)
{
    enum { SEEDS = 10, LAYERS = 19 };
    Random r = random_new(1, 13);
    for (int width = 32; width <= 128; width *= 2) {
        double sum = 0;
        for (int seed = 0; seed < SEEDS; seed++)
            sum += growth(width, &r);
        // The square of max(0, normal number) has mean 1/2 and variance 5/4.
        // So a layer's mean square varies by a share of variance 5 / width,
        // and its logarithm has that variance and half of it as its bias.
        double one = 5.0 / width, bias = -LAYERS * one / 2;
        double error = sqrt(LAYERS * one / SEEDS);
        cr_assert(fabs(sum / SEEDS - bias) < 5 * error,
                  "width %d: growth %g instead of %g", width, sum / SEEDS,
                  bias);
    }
}

// --------------------------------------------------------------------- Adam

enum { PARAMETERS = 30 };

static Adam new_adam(double alpha, double beta1, double beta2, double epsilon)
{
    return (Adam){alpha,
                  beta1,
                  beta2,
                  epsilon,
                  0,
                  matrix_new(PARAMETERS, 1),
                  matrix_new(PARAMETERS, 1)};
}

Test(adam_step, first_moves_alpha_against_the_slope_whatever_its_scale)
{
    Random r = random_new(1, 15);
    for (int i = 0; i < CASES; i++) {
        double alpha = magnitude(&r, 1e-4, 1);
        Adam adam = new_adam(alpha, 0.99 * random_uniform(&r),
                             0.9999 * random_uniform(&r), 1e-8);
        Matrix theta = matrix_new(PARAMETERS, 1), g = matrix_new(PARAMETERS, 1);
        for (int k = 0; k < PARAMETERS; k++)
            g.x[k] = (real)(magnitude(&r, 1e-12, 1e6) * (k % 2 ? 1 : -1));
        adam_step(&adam, theta, g);
        for (int k = 0; k < PARAMETERS; k++) {
            double slope = (double)re(g.x[k]), sign = slope > 0 ? 1 : -1;
            double moved = -(double)re(theta.x[k]) / alpha;
            // Below 1e-3 epsilon holds back: at |g| = epsilon, by half.
            cr_assert(fabs(slope) < 1e-3 ||
                      fabs(moved - sign) < 1e-5 + TOLERANCE);
            expect_near((real)moved, slope / (fabs(slope) + 1e-8));
        }
        matrix_free_all((Matrix *[]){&theta, &g, &adam.m, &adam.v, NULL});
    }
}

// One parameter by Kingma & Ba 2015, algorithm 1, with ten bits more than a
// double has, and powers kept as running products.
typedef struct {
    long double x, m, v, power1, power2;
} Scalar;

static void scalar_step(Scalar *s, const Adam *a, long double g)
{
    // the doubles' values, and what is left of them in `real`
    long double beta1 = (long double)a->beta1, beta2 = (long double)a->beta2;
    s->m = (long double)re((real)a->beta1) * s->m + (1 - beta1) * g;
    s->v = (long double)re((real)a->beta2) * s->v + (1 - beta2) * g * g;
    s->power1 *= beta1;
    s->power2 *= beta2;
    long double m_hat = s->m / (1 - s->power1), v_hat = s->v / (1 - s->power2);
    s->x -= (long double)a->alpha * m_hat /
            (sqrtl(v_hat) + (long double)a->epsilon);
}

static void follow(Adam adam, Random *r)
{
    Matrix theta = random_matrix(PARAMETERS, 1, 1, r);
    Matrix g = matrix_new(PARAMETERS, 1);
    Scalar scalars[PARAMETERS];
    for (int k = 0; k < PARAMETERS; k++)
        scalars[k] = (Scalar){(long double)re(theta.x[k]), 0, 0, 1, 1};
    for (int t = 1; t <= 1000; t++) {
        for (int k = 0; k < PARAMETERS; k++) {
            // scales from 1e-4 up, some with a trend, some without
            double slope = pow(10, k % 10 - 4) * (random_normal(r) - k / 15);
            g.x[k] = (real)slope;
            scalar_step(&scalars[k], &adam, (long double)slope);
        }
        adam_step(&adam, theta, g);
    }
    for (int k = 0; k < PARAMETERS; k++)
        expect_near(theta.x[k], (double)scalars[k].x);
    cr_assert(adam.t == 1000);
    matrix_free_all((Matrix *[]){&theta, &g, &adam.m, &adam.v, NULL});
}

Test(adam_step, follows_the_algorithm_of_the_paper_with_any_settings)
{
    Random r = random_new(2, 15);
    const double alphas[] = {0.001, 0.005, 0.1}, beta1s[] = {0, 0.8, 0.9};
    const double beta2s[] = {0.9, 0.999, 0.9999}, epsilons[] = {1e-8, 1e-2};
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            for (int k = 0; k < 2; k++)
                follow(new_adam(alphas[(i + j) % 3], beta1s[i], beta2s[j],
                                epsilons[k]),
                       &r);
}
