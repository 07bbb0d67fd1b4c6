#include "near.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#if defined REAL_FLOAT
const double TOLERANCE = 1e-5, SMALLEST = (double)FLT_MIN;
#else
const double TOLERANCE = 1e-12, SMALLEST = DBL_MIN;
#endif

Matrix from_rows(int rows, int cols, const double *numbers)
{
    Matrix M = matrix_new(rows, cols);
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < cols; j++)
            *at(M, i, j) = (real)numbers[i * cols + j];
    return M;
}

Matrix random_matrix(int rows, int cols, double spread, Random *r)
{
    Matrix M = matrix_new(rows, cols);
    random_fill(M, spread, r);
    return M;
}

Matrix random_factor(int rows, int cols, Random *r)
{
    Matrix M = random_matrix(rows, cols, 1, r);
#if defined REAL_FLOAT
    for (size_t i = 0; i < elements(M); i++)
        M.x[i] = roundf(4 * M.x[i]);
#elif defined REAL_COMPLEX
    for (size_t i = 0; i < elements(M); i++)
        M.x[i] += random_normal(r) * I;
#endif
    return M;
}

Digits sparse_digits(int count, uint64_t seed)
{
    Random r = random_new(seed, 12);
    Digits d = {count, malloc((size_t)count * PIXELS), malloc((size_t)count)};
    for (int i = 0; i < count * PIXELS; i++)
        d.pixels[i] = random_uniform(&r) < 0.2 ? (uint8_t)random_bits(&r) : 0;
    for (int i = 0; i < count; i++)
        d.labels[i] = (uint8_t)(i % CLASSES);
    return d;
}

// An IDX file: its magic number, its sizes and its bytes.
static void scratch_idx(const char *set, const char *kind, int dimensions,
                        const int *size, const uint8_t *bytes)
{
    char name[64];
    snprintf(name, sizeof name, "%s-%s", set, kind);
    FILE *file = fopen(in_scratch(name).text, "wb");
    cr_assert(file != NULL);
    size_t count = 1;
    fwrite((uint8_t[]){0, 0, 8, (uint8_t)dimensions}, 1, 4, file);
    for (int i = 0; i < dimensions; i++) {
        fwrite((uint8_t[]){0, 0, (uint8_t)(size[i] >> 8), (uint8_t)size[i]}, 1,
               4, file);
        count *= (size_t)size[i];
    }
    fwrite(bytes, 1, count, file);
    cr_assert(fclose(file) == 0);
}

void scratch_digits(const char *set, Digits d)
{
    scratch_idx(set, "images-idx3-ubyte", 3,
                (int[]){d.count, DIGIT_SIDE, DIGIT_SIDE}, d.pixels);
    scratch_idx(set, "labels-idx1-ubyte", 1, &d.count, d.labels);
}

// A number for a message that is the same on every machine: NaN has no sign
// and rounding no digits.
static double shown(real x)
{
    double number = (double)re(x);
    return isnan(number) ? (double)NAN : fabs(number) < 1e-12 ? 0 : number;
}

// What went in, for the messages of this test, and its number of examples.
static char went_in[400];
static int examples;

void given_in(const char *names, const Matrix *list)
{
    char *end = went_in + sprintf(went_in, "; given %s =", names);
    size_t count = 0;
    for (; list->x != NULL; list++) {
        examples = list->cols;
        count += elements(*list);
        for (int i = 0; i < list->rows && count <= 12; i++) {
            end += sprintf(end, i == 0 ? " [" : ";");
            for (int j = 0; j < list->cols; j++)
                end += sprintf(end, " %.5g", (double)re(*at(*list, i, j)));
        }
        end += sprintf(end, " ]");
    }
    if (count > 12)
        went_in[0] = '\0'; // too many to read
}

// Says by which whole number one is too large, if it is; that is a fact, where
// a reason would be a guess.
static const char *ratio_in_words(double actual, double expected,
                                  double tolerance)
{
    static char text[80];
    bool larger = fabs(actual) > fabs(expected);
    double ratio = larger ? actual / expected : expected / actual;
    double whole = round(ratio);
    char *end = text;
    *end = '\0';
    if (fabs(ratio + 1) < tolerance)
        return " (the sign is reversed)";
    if (whole < 2 || whole > 1000 || !(fabs(ratio / whole - 1) < tolerance))
        return text;
    end += sprintf(end, larger ? " (%.0f times as large" : " (1/%.0f of it",
                   whole);
    if (whole == examples)
        end += sprintf(end, "; m = %d", examples);
    strcpy(end, ")");
    return text;
}

// The same for any two numbers.
static const char *apart(double actual, double expected)
{
    static char text[40];
    const char *ratio = ratio_in_words(actual, expected, TOLERANCE);
    if (*ratio != '\0' || !isfinite(actual - expected))
        return ratio;
    sprintf(text, " (difference %.2g)", fabs(actual - expected));
    return text;
}

static bool are_near(real actual, real expected)
{
    double scale = fmax(1, (double)fabs(expected));
    return (double)fabs(actual - expected) <= TOLERANCE * scale;
}

void expect_near_in(const char *what, real actual, double expected)
{
    if (strncmp(what, "(real)", 6) == 0)
        what += 6; // a cast says nothing to a reader
    cr_assert(are_near(actual, (real)expected),
              "%s: %.10g, but %.10g is right%s%s", what, shown(actual),
              expected, apart(shown(actual), expected), went_in);
}

void expect_number_in(const char *what, double actual, double expected,
                      double tolerance)
{
    cr_assert(fabs(actual - expected) <= tolerance,
              "%s: %.10g, but %.10g is right", what, actual, expected);
}

void expect_equal(const char *what, real actual, const char *other, real twin)
{
    cr_assert(are_near(actual, twin), "%s is %.10g, but %s is %.10g%s%s", what,
              shown(actual), other, shown(twin),
              apart(shown(actual), shown(twin)), went_in);
}

void expect_element_in(const char *what, Matrix M, int i, int j,
                       double expected)
{
    char element[80];
    snprintf(element, sizeof element, "%s(%d, %d)", what, i, j);
    expect_near_in(element, *at(M, i, j), expected);
}

void expect_rows_in(const char *what, Matrix actual, const double *expected)
{
    cr_assert(elements(actual) > 0, "an empty matrix");
    for (int i = 0; i < actual.rows; i++)
        for (int j = 0; j < actual.cols; j++)
            expect_element_in(what, actual, i, j,
                              expected[i * actual.cols + j]);
}

void expect_same_in(const char *what, Matrix actual, const char *other,
                    Matrix twin)
{
    expect_shape(what, actual, twin.rows, twin.cols);
    size_t bytes = elements(actual) * sizeof *actual.x;
    if (bytes > 0 && memcmp(actual.x, twin.x, bytes) == 0)
        return;
    for (int j = 0; j < actual.cols; j++)
        for (int i = 0; i < actual.rows; i++) {
            real *a = at(actual, i, j), *t = at(twin, i, j);
            cr_assert(memcmp(a, t, sizeof *a) == 0,
                      "%s(%d, %d) is %.17g, but %s has %.17g there, and they "
                      "must have the same bits",
                      what, i, j, (double)re(*a), other, (double)re(*t));
        }
}

// A loss of about 1 is rounded by 6e-8 in float and by 1e-16 in double; divided
// by the step, that is the error of its slope, and the step's square the error
// of truncation. In float both come to 1e-5 at best, and to a few 1e-4 for a
// sum of losses; and so large a step carries some scores across 0.
#if defined REAL_COMPLEX
static const double STEP = 1e-30;
const double GRADIENT_TOLERANCE = 1e-12, KINKS_ALLOWED = 0;
#elif defined REAL_FLOAT
static const double STEP = 0x1p-7;
const double GRADIENT_TOLERANCE = 1e-3, KINKS_ALLOWED = 0.2;
#else
static const double STEP = 1e-5;
const double GRADIENT_TOLERANCE = 1e-7, KINKS_ALLOWED = 0;
#endif

// A loss that notes, in two sums, on which side of 0 every score was: central
// differences call it twice, above and below.
typedef struct {
    Checked c;
    uint64_t sides[2];
    int calls;
} Watched;

static real watched_loss(void *context)
{
    Watched *w = context;
    real loss = w->c.loss(w->c.context);
    uint64_t sides = 0;
    for (int l = 0; l < w->c.relu_layers; l++)
        for (size_t i = 0; i < elements(w->c.relu_scores[l]); i++)
            sides = sides * 31 + (re(w->c.relu_scores[l].x[i]) > 0);
    w->sides[w->calls++ % 2] = sides;
    return loss;
}

static real measure(real *x, Watched *w)
{
#if defined REAL_COMPLEX
    real slope = complex_slope(watched_loss, w, x, STEP);
    w->sides[1] = w->sides[0]; // one call, no step along the real line
    w->calls = 0;
    return slope;
#else
    return central_slope(watched_loss, w, x, STEP);
#endif
}

// Finds the element where the two are furthest apart, or the first NaN.
static void note_worst(GradientReport *report, Matrix computed, Matrix measured)
{
    double worst = -1;
    for (int j = 0; j < measured.cols; j++)
        for (int i = 0; i < measured.rows; i++) {
            real c = *at(computed, i, j), m = *at(measured, i, j);
            double difference = (double)fabs(c - m);
            if (isnan(worst) || difference <= worst)
                continue;
            worst = difference;
            report->row = i;
            report->col = j;
            report->computed = shown(c);
            report->measured = shown(m);
        }
}

GradientReport compare_gradient(Matrix dX, Matrix X, Checked c)
{
    expect_shape("compare_gradient: dX", dX, X.rows, X.cols);
    GradientReport report = {0};
    Watched w = {.c = c};
    Matrix computed = matrix_new(X.rows, X.cols);
    Matrix measured = matrix_new(X.rows, X.cols);
    matrix_copy(computed, dX); // the loss may overwrite dX
    for (size_t i = 0; i < elements(X); i++) {
        measured.x[i] = measure(&X.x[i], &w);
        if (w.sides[0] != w.sides[1]) {
            report.kinks++;
            measured.x[i] = computed.x[i];
        }
        report.largest = fmax(report.largest, (double)fabs(measured.x[i]));
    }
    c.loss(c.context); // leave everything as it was
    report.error = relative_error(computed, measured);
    note_worst(&report, computed, measured);
    matrix_free_all((Matrix *[]){&computed, &measured, NULL});
    return report;
}

void expect_gradient(const char *tensor, Matrix dX, Matrix X, Checked c)
{
    GradientReport report = compare_gradient(dX, X, c);
    cr_assert(
        report.error < GRADIENT_TOLERANCE,
        "%s(%d, %d): %.4g computed, %.4g measured%s; relative error "
        "%.2g, but %.0g is allowed",
        tensor, report.row, report.col, report.computed, report.measured,
        ratio_in_words(report.computed, report.measured, GRADIENT_TOLERANCE),
        report.error, GRADIENT_TOLERANCE);
    cr_assert(report.largest > 1e-6, "%s: every slope is 0", tensor);
    cr_assert(report.kinks <= KINKS_ALLOWED * (double)elements(X),
              "%s: %d kinks; choose another seed", tensor, report.kinks);
}

#if defined REAL_COMPLEX
void expect_complex_slopes(LossFunction *J, void *context, Matrix X)
{
    Matrix by_step = matrix_new(X.rows, X.cols);
    Matrix by_difference = matrix_new(X.rows, X.cols);
    for (size_t i = 0; i < elements(X); i++)
        by_step.x[i] = complex_slope(J, context, &X.x[i], 1e-30);
    measured_gradient(by_difference, J, context, X, 1e-5);
    double error = relative_error(by_step, by_difference);
    cr_assert(error < 1e-7,
              "the slopes by the complex step and by central differences are "
              "%.2g apart: is a number put into a double?",
              error);
    cr_assert(re(sum_of_squares(by_step)) > 0, "every slope is 0");
    matrix_free_all((Matrix *[]){&by_step, &by_difference, NULL});
}

real sum_of_squares(Matrix M)
{
    real sum = 0;
    for (size_t i = 0; i < elements(M); i++)
        sum += M.x[i] * M.x[i];
    return sum;
}
#endif
