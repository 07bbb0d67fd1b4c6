// Chapter 8: the error of the output beside the measured slopes.
#include <stdio.h>

#include "01_forward_propagation/forward.h"
#include "03_activation_matrix/batch.h"
#include "04_forward_batch/forward_batch.h"
#include "05_total_loss/loss.h"
#include "06_softmax/softmax.h"
#include "07_gradient_descent/descent.h"
#include "08_output_error/output_error.h"
#include "common/program/chapter.h"

enum { BATCH = 20 };

// The scores of a digit or more, which are changed, and what the losses need.
typedef struct {
    Matrix z, yhat, y;
} Scores;

static real right_loss(void *context)
{
    Scores *c = context;
    return softmax_loss(c->z, c->y);
}

static real loss_as_printed(void *context)
{
    Scores *c = context;
    softmax(c->yhat, c->z);
    return printed_loss(c->yhat, c->y);
}

// Three scores, small enough for pencil and paper; the second class is true.
static void show_three_scores(void)
{
    Scores c = {matrix_new(3, 1), matrix_new(3, 1), matrix_new(3, 1)};
    Matrix dz = matrix_new(3, 1), slopes = matrix_new(3, 1);
    for (int k = 0; k < 3; k++)
        c.z.x[k] = 1 - k;
    c.y.x[1] = 1;
    softmax(c.yhat, c.z);
    output_error(dz, c.yhat, c.y);
    measured_gradient(slopes, right_loss, &c, c.z, 1e-5);
    printf("Three scores, the second class is true:\n\n"
           "  score     yhat   y   yhat - y   measured\n");
    for (int k = 0; k < 3; k++)
        printf("  %5.0f   %7.4f %3.0f  %9.4f  %9.4f\n", c.z.x[k], c.yhat.x[k],
               c.y.x[k], dz.x[k], slopes.x[k]);
    matrix_free_all((Matrix *[]){&c.z, &c.yhat, &c.y, &dz, &slopes, NULL});
}

// The error of the output beside the measured slopes.
static void show_slopes(Chapter *chapter, Scores *c)
{
    Matrix dz = matrix_new(CLASSES, 1), slopes = matrix_new(CLASSES, 1);
    output_error(dz, c->yhat, c->y);
    measured_gradient(slopes, right_loss, c, c->z, 1e-5);

    printf("\nThe example, a %d, seen by chapter 1's layer:\n\n"
           "  class   score     yhat   y   yhat - y   measured\n",
           chapter->test.labels[EXAMPLE]);
    FILE *data = plot_block(&chapter->plot, "slopes");
    for (int k = 0; k < CLASSES; k++) {
        printf("  %5d %7.4f  %7.4f %3.0f  %9.4f  %9.4f\n", k, c->z.x[k],
               c->yhat.x[k], c->y.x[k], dz.x[k], slopes.x[k]);
        fprintf(data, "%d %.4f %.0f %.4f %.4f\n", k, c->yhat.x[k], c->y.x[k],
                dz.x[k], slopes.x[k]);
    }
    printf("Relative error: %s.\n",
           relative_error(dz, slopes) < 1e-7 ? "below 1e-7" : "too large");
    matrix_free_all((Matrix *[]){&dz, &slopes, NULL});
}

// Image 8 of the source as printed: as the slope of the mean loss of a batch,
// and of the loss that image 5 prints.
static void show_as_printed(Scores *batch, Scores *one)
{
    Matrix dZ = matrix_new(CLASSES, BATCH), slopes = matrix_new(CLASSES, BATCH);
    output_error(dZ, batch->yhat, batch->y);
    measured_gradient(slopes, right_loss, batch, batch->z, 1e-5);
    printf(
        "\nAs printed (see the end of the page), relative error of Yhat - Y:\n"
        "  as the slope of the mean loss of %d digits  %.4f\n",
        BATCH, relative_error(dZ, slopes));
    Matrix dz = matrix_new(CLASSES, 1), printed = matrix_new(CLASSES, 1);
    output_error(dz, one->yhat, one->y);
    measured_gradient(printed, loss_as_printed, one, one->z, 1e-5);
    printf("  as the slope of the loss of image 5         %.4f\n",
           relative_error(dz, printed));
    matrix_free_all((Matrix *[]){&dZ, &slopes, &dz, &printed, NULL});
}

// The first test digits as chapter 1's layer sees them.
static Scores score_batch(const Chapter *chapter)
{
    Matrix W = matrix_new(CLASSES, PIXELS), b = matrix_new(CLASSES, 1);
    Matrix A = matrix_new(PIXELS, BATCH);
    Scores c = {matrix_new(CLASSES, BATCH), matrix_new(CLASSES, BATCH),
                matrix_new(CLASSES, BATCH)};
    double scale = largest_pixel(chapter->train);
    mean_templates(W, b, chapter->train, scale);
    fill_batch(A, chapter->test, NULL, scale);
    forward_batch(c.z, W, A, b);
    softmax(c.yhat, c.z);
    one_hot(c.y, chapter->test.labels, NULL);
    matrix_free_all((Matrix *[]){&W, &b, &A, NULL});
    return c;
}

int main(int argc, char **argv)
{
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 8, output error: compares Yhat - Y with the measured slope\n"
        "of the loss.",
        NULL, 0);
    Scores batch = score_batch(&chapter);
    Scores one = {column(batch.z, EXAMPLE), column(batch.yhat, EXAMPLE),
                  column(batch.y, EXAMPLE)};
    show_three_scores();
    show_slopes(&chapter, &one);
    show_as_printed(&batch, &one);
    matrix_free_all((Matrix *[]){&batch.z, &batch.yhat, &batch.y, NULL});
    chapter_end(&chapter);
}
