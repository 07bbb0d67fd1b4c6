// Compares backpropagation with measured slopes for every parameter of the
// real network, 784-400-100-10 with dropout, on real digits: by the complex
// step where real = double _Complex, by central differences in double. make
// check-all builds and runs both.
//
// Plain measuring takes a forward pass or two for each of 355,110 parameters,
// an hour and a half of computing in complex numbers. But a parameter of layer
// l acts only on the scores of its own unit. The unit's new activation adds one
// column of W[l + 1], times the difference, to the scores of layer l + 1, and
// only from there on all has to be computed again. These are the forward
// equations and nothing else, and the program compares this short way with the
// plain forward pass on parameters chosen at random. No slope comes from the
// backward lessons but the one to be checked.
//
// A row of the table is a tensor: how many parameters it has; how many of them
// have a slope that is not 0 (a pixel that is blank in all the digits and a
// unit that is off have none); how many have a kink within the step and are
// not compared; the worst error, as a share of the tensor's largest slope, and
// its row and column, counted from 0; and how far the short way was from the
// plain one, at worst.
#include <math.h>
#include <stdbool.h>
#include <stdio.h>

#include "02_relu/relu.h"
#include "03_activation_matrix/batch.h"
#include "04_forward_batch/forward_batch.h"
#include "06_softmax/softmax.h"
#include "07_gradient_descent/descent.h"
#include "12_backpropagation/backpropagation.h"
#include "13_he_initialization/he.h"
#include "14_dropout/dropout.h"
#include "common/files/output.h"
#include "common/numbers/random.h"
#include "common/program/console.h"
#include "common/program/options.h"
#include "common/program/streams.h"

enum { EXAMPLES = 8, TRIALS = 200, BIAS = -1 };

static const double SHORTCUT_LIMIT = 1e-14;

// ----------------------------------------------------- the loss, both ways

// The loss by a plain forward pass through the lessons, masks frozen.
static real plain_loss(Network *net)
{
    for (int l = 1; l <= net->L; l++) {
        layer_forward(net, l);
        if (l < net->L)
            dropout(net->A[l], net->D[l]);
    }
    return softmax_loss(net->Z[net->L], net->Y);
}

// One parameter that is changed: element (unit, input) of W[l], or the unit's
// bias where input is BIAS.
typedef struct {
    const Network *base; // after the forward pass with nothing changed
    Network net;         // its parameters, but room of its own for the pass
    Matrix z, a;         // the unit's scores and activations, 1 x m
    int l, unit, input;
    real step;    // what is added to the parameter
    bool crossed; // a score of a hidden layer changed its side of 0
} Change;

static Change change_new(const Network *base, int l)
{
    Change c = {.base = base, .net = *base, .l = l};
    int m = base->Y.cols;
    for (int k = 1; k <= base->L; k++) {
        c.net.Z[k] = matrix_new(base->n[k], m);
        c.net.A[k] = matrix_new(base->n[k], m);
    }
    c.z = matrix_new(1, m);
    c.a = matrix_new(1, m);
    return c;
}

static void change_free(Change *c)
{
    for (int k = 1; k <= c->net.L; k++)
        matrix_free_all((Matrix *[]){&c->net.Z[k], &c->net.A[k], NULL});
    matrix_free_all((Matrix *[]){&c->z, &c->a, NULL});
}

// The unit's scores and activations, before dropout.
static void change_unit(Change *c)
{
    const Network *base = c->base;
    for (int j = 0; j < c->z.cols; j++) {
        real x = c->input == BIAS ? 1 : *at(base->A[c->l - 1], c->input, j);
        real before = *at(base->Z[c->l], c->unit, j);
        c->z.x[j] = before + c->step * x;
        c->crossed |= c->l < base->L && (re(before) > 0) != (re(c->z.x[j]) > 0);
    }
    relu(c->a, c->z);
}

// The scores of the next layer: one column of its weights times the change of
// the unit's activation comes on top.
static void change_next_scores(Change *c)
{
    Matrix W = c->base->W[c->l + 1], Z = c->net.Z[c->l + 1];
    matrix_copy(Z, c->base->Z[c->l + 1]);
    for (int j = 0; j < Z.cols; j++) {
        real difference = c->a.x[j] * *at(c->base->D[c->l], c->unit, j) -
                          *at(c->base->A[c->l], c->unit, j);
        for (int i = 0; i < Z.rows; i++)
            *at(Z, i, j) += *at(W, i, c->unit) * difference;
    }
}

// Activates hidden layer l and notes whether a score crossed 0.
static void activate(Change *c, int l)
{
    Matrix Z = c->net.Z[l], before = c->base->Z[l];
    for (size_t i = 0; i < elements(Z); i++)
        c->crossed |= (re(before.x[i]) > 0) != (re(Z.x[i]) > 0);
    relu(c->net.A[l], Z);
    dropout(c->net.A[l], c->net.D[l]);
}

// The loss with the parameter changed, the short way.
static real changed_loss(void *context)
{
    Change *c = context;
    Network *net = &c->net;
    change_unit(c);
    if (c->l < net->L) {
        change_next_scores(c);
    } else {
        matrix_copy(net->Z[c->l], c->base->Z[c->l]);
        for (int j = 0; j < c->z.cols; j++)
            *at(net->Z[c->l], c->unit, j) = c->z.x[j];
    }
    for (int l = c->l + 1; l < net->L; l++) {
        activate(c, l);
        forward_batch(net->Z[l + 1], net->W[l + 1], net->A[l], net->b[l + 1]);
    }
    return softmax_loss(net->Z[net->L], net->Y);
}

// ----------------------------------------------------------- the two methods

#if defined REAL_COMPLEX

static const char METHOD[] = "complex step";
static const double LIMIT = 1e-12, H = 1e-30;
static const real STEP = 1e-30 * I;

static real slope(Change *c)
{
    return complex_slope(changed_loss, c, &c->step, H);
}

static double slope_difference(real loss, real other)
{
    return fabs(cimag(loss - other)) / H;
}

#else

static const char METHOD[] = "central differences";
static const double LIMIT = 1e-7, H = 1e-5;
static const real STEP = (real)1e-5;

static real slope(Change *c)
{
    return central_slope(changed_loss, c, &c->step, H);
}

static double slope_difference(real loss, real other)
{
    (void)loss, (void)other; // one loss alone has no slope here
    return 0;
}

#endif

// NAN where the loss has a kink within the step, and so no slope.
static real measure(Change *c)
{
    c->step = 0;
    c->crossed = false;
    real measured = slope(c);
    return c->crossed ? (real)NAN : measured;
}

// How far the short way is from the plain forward pass: in the loss, as a
// share of it, and in the slope, as a share of the tensor's largest.
static double shortcut_error(Change *c, real *parameter, double largest)
{
    c->step = STEP;
    real quick = changed_loss(c), kept = *parameter;
    *parameter = kept + STEP;
    real plain = plain_loss(&c->net);
    *parameter = kept;
    return fmax((double)fabs(re(quick - plain)) / (double)re(plain),
                slope_difference(quick, plain) / largest);
}

// --------------------------------------------------------------- one tensor

typedef struct {
    char name[8];
    int l;
    bool is_bias;
    Matrix X, dX, measured; // parameters, their slopes, the same measured
} Tensor;

typedef struct {
    size_t not_zero, kinks;
    double largest;  // slope
    double worst;    // error, as a share of the largest slope
    int row, col;    // where it is
    double shortcut; // the worst of shortcut_error
} Report;

// Quarters of a power of ten, from 1e-22 to 1; bin 0 is for errors of just 0.
enum { PER_DECADE = 4, LOWEST = -22, BINS = -LOWEST * PER_DECADE + 1 };

static int bin_of(double error)
{
    if (error == 0)
        return 0;
    double quarters = floor((log10(error) - LOWEST) * PER_DECADE);
    return 1 + (int)fmin(fmax(quarters, 0), BINS - 2);
}

// Measures the slope of every parameter. Each is a task of its own, so the
// bits do not depend on the number of threads.
static void measure_tensor(Tensor t, const Network *base)
{
    int done = 0;
#pragma omp parallel for schedule(dynamic)
    for (int k = 0; k < t.X.cols; k++) {
        Change c = change_new(base, t.l);
        c.input = t.is_bias ? BIAS : k;
        for (c.unit = 0; c.unit < t.X.rows; c.unit++)
            *at(t.measured, c.unit, k) = measure(&c);
        change_free(&c);
#pragma omp critical
        progress(t.name, ++done, t.X.cols);
    }
    progress_end();
}

static double worst_shortcut(Tensor t, const Network *base, double largest)
{
    Random r = random_new(2, (uint64_t)t.l);
    Change c = change_new(base, t.l);
    double worst = 0;
    for (int i = 0; i < TRIALS; i++) {
        int k = (int)(random_uniform(&r) * t.X.cols);
        c.unit = (int)(random_uniform(&r) * t.X.rows);
        c.input = t.is_bias ? BIAS : k;
        worst = fmax(worst, shortcut_error(&c, at(t.X, c.unit, k), largest));
    }
    change_free(&c);
    return worst;
}

static void compare(Tensor t, Report *report, long *bins)
{
    for (int k = 0; k < t.X.cols; k++)
        for (int i = 0; i < t.X.rows; i++) {
            real measured = *at(t.measured, i, k);
            if (isnan(re(measured)))
                continue;
            double error =
                (double)fabs(*at(t.dX, i, k) - measured) / report->largest;
            // a NAN is worse than any number, and stays
            if (error > report->worst || isnan(error)) {
                report->worst = error;
                report->row = i;
                report->col = k;
            }
            bins[bin_of(error)]++;
        }
}

static Report check_tensor(Tensor t, const Network *base, long *bins)
{
    Report report = {.worst = -1};
    measure_tensor(t, base);
    for (size_t i = 0; i < elements(t.X); i++) {
        double measured = (double)re(t.measured.x[i]);
        report.kinks += isnan(measured) ? 1 : 0;
        report.not_zero += measured != 0 && !isnan(measured);
        report.largest = fmax(report.largest, fabs(measured));
    }
    compare(t, &report, bins);
    report.shortcut = worst_shortcut(t, base, report.largest);
    return report;
}

// -------------------------------------------------------------- the network

// He's starting weights, random biases, the first test digits and one pass
// forward, whose masks stay, and backward.
static Network propagated(const char *data)
{
    Digits train = digits_load(data, "train"), test = digits_load(data, "t10k");
    Network net = network_new(3, (int[]){PIXELS, 400, 100, CLASSES}, EXAMPLES);
    Random r = random_new(1, 0);
    he_initialize(&net, &r);
    for (int l = 1; l <= net.L; l++)
        random_fill(net.b[l], 0.1, &r);
    network_load(&net, test, NULL, EXAMPLES, largest_pixel(train));
    dropout_forward(&net, (double[]){1, 0.4, 0.5}, &r);
    dropout_backward(&net);
    digits_free(&train);
    digits_free(&test);
    return net;
}

static bool is_right(Report r, Tensor t)
{
    // comparisons with NAN are false
    return r.worst >= 0 && r.worst < LIMIT && r.not_zero > 0 &&
           r.kinks < elements(t.X) / 100 + 1 && r.shortcut < SHORTCUT_LIMIT;
}

// Checks one tensor, W[l] or b[l], and prints its row of the table.
static bool check(const Network *net, int l, bool is_bias, long *bins)
{
    Tensor t = {.l = l,
                .is_bias = is_bias,
                .X = is_bias ? net->b[l] : net->W[l],
                .dX = is_bias ? net->db[l] : net->dW[l]};
    snprintf(t.name, sizeof t.name, "%c%d", is_bias ? 'b' : 'W', l);
    t.measured = matrix_new(t.X.rows, t.X.cols);
    Report r = check_tensor(t, net, bins);
    bool right = is_right(r, t);
    printf("%-6s %10zu %9zu %6zu %12.1e %5d %4d %11.1e  %s\n", t.name,
           elements(t.X), r.not_zero, r.kinks, r.worst, r.row, r.col,
           r.shortcut, right ? "right" : "WRONG");
    fflush(stdout);
    matrix_free(&t.measured);
    return right;
}

static void write_histogram(const char *path, const long *bins)
{
    Output o = output_open(path);
    fprintf(o.stream, "error_from,%s\n0,%ld\n", METHOD, bins[0]);
    for (int i = 1; i < BINS; i++)
        fprintf(o.stream, "%.6g,%ld\n",
                pow(10, LOWEST + (i - 1.0) / PER_DECADE), bins[i]);
    output_close(&o);
}

int main(int argc, char **argv)
{
    const char *data = "data/sample", *histogram = "/dev/null";
    Option options[] = {
        option_text("data", "DIR", &data, "where the four MNIST files are"),
        option_text("histogram", "FILE", &histogram, "counts of the errors"),
    };
    options_parse(argc, argv, "Compares every slope with a measured one.", "",
                  options, 2);
    streams_begin();
    Network net = propagated(data);
    long bins[BINS] = {0};
    bool right = true;
    printf("Slopes compared by %s; errors below %.0e are right\n"
           "tensor parameters  not zero  kinks  worst error   row  col"
           "    shortcut\n",
           METHOD, LIMIT);
    for (int l = 1; l <= net.L; l++) {
        right &= check(&net, l, false, bins);
        right &= check(&net, l, true, bins);
    }
    write_histogram(histogram, bins);
    network_free(&net);
    return right ? 0 : 1;
}
