// Chapter 6: the formula overflows on real scores, and how to stop it.
#include <stdio.h>

#include "01_forward_propagation/forward.h"
#include "03_activation_matrix/batch.h"
#include "04_forward_batch/forward_batch.h"
#include "05_total_loss/loss.h"
#include "06_softmax/softmax.h"
#include "common/program/chapter.h"
#include "common/program/console.h"

// One layer of mean templates on all test digits, for pixels / scale.
static void template_scores(const Chapter *chapter, Matrix Z, double scale)
{
    Matrix W = matrix_new(CLASSES, PIXELS), b = matrix_new(CLASSES, 1);
    Matrix A = matrix_new(PIXELS, Z.cols);
    mean_templates(W, b, chapter->train, scale);
    fill_batch(A, chapter->test, NULL, scale);
    forward_batch(Z, W, A, b);
    matrix_free_all((Matrix *[]){&W, &b, &A, NULL});
}

static int columns_with_nan(Matrix Yhat)
{
    int count = 0;
    for (int j = 0; j < Yhat.cols; j++) {
        real sum = 0; // one NaN makes the sum NaN
        for (int k = 0; k < Yhat.rows; k++)
            sum += *at(Yhat, k, j);
        count += isnan(sum) != 0;
    }
    return count;
}

// fabs because a NaN may carry a minus sign.
static void show_digit(Matrix Z, Matrix safe, Matrix plain)
{
    printf("  class          score         plain        safe\n");
    for (int k = 0; k < CLASSES; k++) {
        printf("  %5d %14.4f  %12.4f %11.4f  ", k, *at(Z, k, EXAMPLE),
               fabs(*at(plain, k, EXAMPLE)), *at(safe, k, EXAMPLE));
        print_bar(*at(safe, k, EXAMPLE), 24);
        printf("\n");
    }
}

// For the picture: one digit's scores z, and what becomes of them: z - c,
// e^(z - c), and its share of the sum.
static void draw_digit(Chapter *chapter, Matrix z)
{
    real shares[CLASSES], c = z.x[argmax(z)];
    softmax((Matrix){CLASSES, 1, shares}, z);
    FILE *data = plot_block(&chapter->plot, "digit");
    for (int k = 0; k < CLASSES; k++)
        fprintf(data, "%d %.4f %.4f %.4f %.4f\n", k, z.x[k], z.x[k] - c,
                exp(z.x[k] - c), shares[k]);
}

// What both softmaxes make of the templates' scores for pixels / scale; Z is
// left with these.
static void show_softmax(const Chapter *chapter, Matrix Z, double scale)
{
    Matrix Y = matrix_new(CLASSES, Z.cols);
    Matrix safe = matrix_new(CLASSES, Z.cols);
    Matrix plain = matrix_new(CLASSES, Z.cols);
    one_hot(Y, chapter->test.labels, NULL);
    template_scores(chapter, Z, scale);
    plain_softmax(plain, Z);
    softmax(safe, Z);
    printf("The test digit %d, pixels divided by %.0f:\n",
           chapter->test.labels[EXAMPLE], scale);
    show_digit(Z, safe, plain);
    printf("  Its loss: %.4f.\n",
           softmax_loss(column(Z, EXAMPLE), column(Y, EXAMPLE)));
    printf("  Of %d test digits, NaN by the plain form: %d, safe: %d.\n",
           Z.cols, columns_with_nan(plain), columns_with_nan(safe));
    printf("  Total loss from the probabilities: %.4f, from the scores: "
           "%.4f.\n\n",
           total_loss(safe, Y), softmax_loss(Z, Y));
    matrix_free_all((Matrix *[]){&Y, &safe, &plain, NULL});
}

int main(int argc, char **argv)
{
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 6, softmax: turns scores into probabilities, with overflow\n"
        "and without.",
        NULL, 0);
    Matrix Z = matrix_new(CLASSES, chapter.test.count);
    show_softmax(&chapter, Z, largest_pixel(chapter.train));
    draw_digit(&chapter, column(Z, EXAMPLE));
    show_softmax(&chapter, Z, 1); // as if pixels were not scaled

    matrix_free(&Z);
    chapter_end(&chapter);
}
