// Chapter 7: a learning rate that is too large; how well a slope can be measured.
#include <stdio.h>

#include "01_forward_propagation/forward.h"
#include "03_activation_matrix/batch.h"
#include "04_forward_batch/forward_batch.h"
#include "05_total_loss/loss.h"
#include "06_softmax/softmax.h"
#include "07_gradient_descent/descent.h"
#include "common/program/chapter.h"

enum { RUNS = 3, STEPS = 20 };
static const double alphas[RUNS] = {1, 30, 300};

// The loss of chapter 1's layer as a function of ten corrections beta that are
// added to its biases.
typedef struct {
    Matrix Z, Y; // scores without the corrections, one-hot labels
    Matrix corrected, beta;
} Biases;

static real loss_of_biases(void *context)
{
    Biases *c = context;
    for (int j = 0; j < c->Z.cols; j++)
        for (int k = 0; k < c->Z.rows; k++)
            *at(c->corrected, k, j) = *at(c->Z, k, j) + c->beta.x[k];
    return softmax_loss(c->corrected, c->Y);
}

static double squared_length(Matrix M)
{
    double sum = 0;
    for (size_t i = 0; i < elements(M); i++)
        sum += M.x[i] * M.x[i];
    return sum;
}

// Twenty steps with each learning rate; of the first step also what the slopes
// promise (line 3), and of all how many went down.
static void show_descent(Biases *c, Matrix slopes)
{
    double loss[RUNS][STEPS + 1], promised[RUNS];
    int fell[RUNS] = {0};
    for (int run = 0; run < RUNS; run++) {
        matrix_fill(c->beta, 0);
        for (int step = 0; step <= STEPS; step++) {
            loss[run][step] = loss_of_biases(c);
            fell[run] += step > 0 && loss[run][step] < loss[run][step - 1];
            measured_gradient(slopes, loss_of_biases, c, c->beta, 1e-5);
            if (step == 0)
                promised[run] = alphas[run] * squared_length(slopes);
            descend(c->beta, slopes, alphas[run]);
        }
    }
    printf("Loss after so many steps of gradient descent on the ten "
           "corrections:\n\n  step     alpha 1   alpha 30   alpha 300\n");
    for (int step = 0; step <= STEPS; step += step < 4 ? 1 : 4)
        printf("  %4d   %9.4f %10.4f %11.4f\n", step, loss[0][step],
               loss[1][step], loss[2][step]);
    printf("\nThe first step should lower it by alpha times the slopes' "
           "squares,\n         %9.4f %10.4f %11.4f\nand lowers it by\n"
           "         %9.4f %10.4f %11.4f\nSteps of 20 that went down:\n"
           "         %9d %10d %11d\n",
           promised[0], promised[1], promised[2], loss[0][0] - loss[0][1],
           loss[1][0] - loss[1][1], loss[2][0] - loss[2][1], fell[0], fell[1],
           fell[2]);
}

// The same loss in complex numbers, with `step` added to beta_0.
static double complex complex_loss(Biases *c, double complex step)
{
    double complex total = 0;
    for (int j = 0; j < c->Z.cols; j++) {
        double complex sum = 0, z_true = 0;
        for (int k = 0; k < c->Z.rows; k++) {
            double complex z = *at(c->Z, k, j) + (k == 0 ? step : 0);
            sum += cexp(z);
            z_true += *at(c->Y, k, j) * z;
        }
        total += clog(sum) - z_true;
    }
    return total / c->Z.cols;
}

// Below 1e-15 only the rounding of the exact slope itself is left.
static void show_error(double error)
{
    if (fabs(error) < 1e-15)
        printf("  < 1e-15");
    else
        printf("    %.0e", fabs(error));
}

static void show_slopes(Chapter *chapter, Biases *c)
{
    double exact = cimag(complex_loss(c, 1e-100 * I)) / 1e-100;
    matrix_fill(c->beta, 0);
    printf("\nThe slope of the loss with respect to beta_0 is %.4f.\n\n"
           "             error when measured by\n"
           "      h  forward  central  complex step\n",
           exact);
    FILE *data = plot_block(&chapter->plot, "errors");
    double start = loss_of_biases(c);
    for (int digits = 1; digits <= 15; digits++) {
        double h = pow(10, -digits);
        c->beta.x[0] = h;
        double forward = (loss_of_biases(c) - start) / h;
        c->beta.x[0] = 0;
        double central = central_slope(loss_of_biases, c, &c->beta.x[0], h);
        double complex_step = cimag(complex_loss(c, h * I)) / h;
        printf("  1e-%02d", digits);
        show_error(forward - exact);
        show_error(central - exact);
        show_error(complex_step - exact);
        printf("\n");
        fprintf(data, "%g %.3e %.3e %.3e\n", h, fabs(forward - exact),
                fabs(central - exact), fabs(complex_step - exact));
    }
}

// For the picture: the loss over the correction of class 9 alone, and the
// tangent and one step of gradient descent from -3.
static void draw_step(Chapter *chapter, Biases *c)
{
    double *x = &c->beta.x[9];
    matrix_fill(c->beta, 0);
    FILE *data = plot_block(&chapter->plot, "curve");
    for (*x = -4; *x <= 4; *x += 0.125)
        fprintf(data, "%g %.5f\n", *x, loss_of_biases(c));
    plot_block(&chapter->plot, "step");
    *x = -3;
    double loss = loss_of_biases(c);
    double slope = central_slope(loss_of_biases, c, x, 1e-5);
    fprintf(data, "%g %.5f %.5f\n", *x, loss, slope);
    *x -= alphas[1] * slope;
    fprintf(data, "%g %.5f %.5f\n", *x, loss_of_biases(c), slope);
}

// For the picture: the loss over the corrections of classes 0 and 9 alone, and
// the paths of gradient descent on these two, from a corner.
static void draw_paths(Chapter *chapter, Biases *c, Matrix slopes)
{
    double *x = &c->beta.x[0], *y = &c->beta.x[9];
    matrix_fill(c->beta, 0);
    FILE *data = plot_block(&chapter->plot, "valley");
    for (*y = -4; *y <= 6; *y += 0.25, fprintf(data, "\n"))
        for (*x = -4; *x <= 6; *x += 0.25)
            fprintf(data, "%g %g %.5f\n", *x, *y, loss_of_biases(c));

    for (int run = 0; run < RUNS; run++) {
        *x = *y = -3;
        char name[20];
        snprintf(name, sizeof name, "alpha %g", alphas[run]);
        plot_block(&chapter->plot, name);
        for (int step = 0; step <= STEPS; step++) {
            fprintf(data, "%.4f %.4f\n", *x, *y);
            measured_gradient(slopes, loss_of_biases, c, c->beta, 1e-5);
            *x -= alphas[run] * slopes.x[0];
            *y -= alphas[run] * slopes.x[9];
        }
    }
}

int main(int argc, char **argv)
{
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 7, gradient descent: goes against the slopes of the loss,\n"
        "with three learning rates, and tells how well they were measured.",
        NULL, 0);
    int m = chapter.train.count < 300 ? chapter.train.count : 300;
    Matrix W = matrix_new(CLASSES, PIXELS), b = matrix_new(CLASSES, 1);
    Matrix A = matrix_new(PIXELS, m), slopes = matrix_new(CLASSES, 1);
    Biases c = {matrix_new(CLASSES, m), matrix_new(CLASSES, m),
                matrix_new(CLASSES, m), matrix_new(CLASSES, 1)};
    double scale = largest_pixel(chapter.train);
    mean_templates(W, b, chapter.train, scale);
    fill_batch(A, chapter.train, NULL, scale);
    forward_batch(c.Z, W, A, b);
    one_hot(c.Y, chapter.train.labels, NULL);

    show_descent(&c, slopes);
    show_slopes(&chapter, &c);
    draw_step(&chapter, &c);
    draw_paths(&chapter, &c, slopes);

    matrix_free_all((Matrix *[]){&W, &b, &A, &slopes, &c.Z, &c.Y, &c.corrected,
                                 &c.beta, NULL});
    chapter_end(&chapter);
}
