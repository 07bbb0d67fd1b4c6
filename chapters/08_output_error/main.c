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

// The error of the output beside the slopes of both losses.
static void show_slopes(Chapter *chapter, Scores *c)
{
    Matrix dz = matrix_new(CLASSES, 1);
    Matrix slopes = matrix_new(CLASSES, 1), printed = matrix_new(CLASSES, 1);
    output_error(dz, c->yhat, c->y);
    measured_gradient(slopes, right_loss, c, c->z, 1e-5);
    measured_gradient(printed, loss_as_printed, c, c->z, 1e-5);
    softmax(c->yhat, c->z);

    printf("The example, a %d, seen by chapter 1's layer:\n\n"
           "                                        measured slope of the loss "
           "of\n"
           "  class   score     yhat   y   yhat - y   chapter 5      "
           "image 5\n",
           chapter->test.labels[EXAMPLE]);
    FILE *data = plot_block(&chapter->plot, "slopes");
    for (int k = 0; k < CLASSES; k++) {
        printf("  %5d %7.4f  %7.4f %3.0f  %9.4f  %10.4f  %11.4f\n", k,
               c->z.x[k], c->yhat.x[k], c->y.x[k], dz.x[k], slopes.x[k],
               printed.x[k]);
        fprintf(data, "%d %.4f %.4f %.4f\n", k, dz.x[k], slopes.x[k],
                printed.x[k]);
    }
    printf("\nRelative error of yhat - y: %s for the loss of chapter 5,\n"
           "%.4f for the loss as image 5 prints it.\n",
           relative_error(dz, slopes) < 1e-7 ? "below 1e-7" : "too large",
           relative_error(dz, printed));
    matrix_free_all((Matrix *[]){&dz, &slopes, &printed, NULL});
}

// Sets c up for the example as chapter 1's layer sees it.
static void score_example(const Chapter *chapter, Scores *c)
{
    Matrix W = matrix_new(CLASSES, PIXELS), b = matrix_new(CLASSES, 1);
    Matrix a = matrix_new(PIXELS, 1);
    mean_templates(W, b, chapter->train, 255);
    input_from_pixels(a, digit_pixels(chapter->test, EXAMPLE), 255);
    forward(c->z, W, a, b);
    softmax(c->yhat, c->z);
    one_hot(c->y, &chapter->test.labels[EXAMPLE], NULL);
    matrix_free_all((Matrix *[]){&W, &b, &a, NULL});
}

int main(int argc, char **argv)
{
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 8, output error: compares Yhat - Y with the measured slope\n"
        "of the loss, and of the loss as image 5 prints it.",
        NULL, 0);
    Scores c = {matrix_new(CLASSES, 1), matrix_new(CLASSES, 1),
                matrix_new(CLASSES, 1)};
    score_example(&chapter, &c);
    show_slopes(&chapter, &c);
    matrix_free_all((Matrix *[]){&c.z, &c.yhat, &c.y, NULL});
    chapter_end(&chapter);
}
