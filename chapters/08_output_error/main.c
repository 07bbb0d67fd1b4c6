// Chapter 8: the error of the output beside the measured slopes.
#include <stdio.h>

#include "01_forward_propagation/forward.h"
#include "05_total_loss/loss.h"
#include "06_softmax/softmax.h"
#include "07_gradient_descent/descent.h"
#include "08_output_error/output_error.h"
#include "common/program/chapter.h"

// The scores of one digit, which are changed, and what the losses need.
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

int main(int argc, char **argv)
{
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 8, output error: compares Yhat - Y with the measured slope\n"
        "of the loss, and of the loss as image 5 prints it.",
        NULL, 0);
    Matrix W = matrix_new(CLASSES, PIXELS), b = matrix_new(CLASSES, 1);
    Matrix a = matrix_new(PIXELS, 1), dz = matrix_new(CLASSES, 1);
    Matrix slope = matrix_new(CLASSES, 1), printed = matrix_new(CLASSES, 1);
    Scores c = {matrix_new(CLASSES, 1), matrix_new(CLASSES, 1),
                matrix_new(CLASSES, 1)};

    mean_templates(W, b, chapter.train, 255);
    input_from_pixels(a, digit_pixels(chapter.test, EXAMPLE), 255);
    forward(c.z, W, a, b);
    one_hot(c.y, &chapter.test.labels[EXAMPLE], NULL);

    measured_gradient(slope, right_loss, &c, c.z, 1e-5);
    measured_gradient(printed, loss_as_printed, &c, c.z, 1e-5);
    softmax(c.yhat, c.z);
    output_error(dz, c.yhat, c.y);

    printf("The example, a %d, seen by chapter 1's layer:\n\n"
           "                                        measured slope of the loss "
           "of\n"
           "  class   score     yhat   y   yhat - y   chapter 5      "
           "image 5\n",
           chapter.test.labels[EXAMPLE]);
    plot_block(&chapter.plot, "slopes");
    for (int k = 0; k < CLASSES; k++) {
        printf("  %5d %7.4f  %7.4f %3.0f  %9.4f  %10.4f  %11.4f\n", k, c.z.x[k],
               c.yhat.x[k], c.y.x[k], dz.x[k], slope.x[k], printed.x[k]);
        fprintf(chapter.plot.stream, "%d %.4f %.4f %.4f\n", k, dz.x[k],
                slope.x[k], printed.x[k]);
    }
    printf("\nRelative error of yhat - y: %s for the loss of chapter 5,\n"
           "%.4f for the loss as image 5 prints it.\n",
           relative_error(dz, slope) < 1e-7 ? "below 1e-7" : "too large",
           relative_error(dz, printed));

    matrix_free_all((Matrix *[]){&W, &b, &a, &dz, &slope, &printed, &c.z,
                                 &c.yhat, &c.y, NULL});
    chapter_end(&chapter);
}
