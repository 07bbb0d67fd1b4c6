// Chapter 5: a guess costs ln 10, and the printed loss is another one.
#include <stdio.h>

#include "01_forward_propagation/forward.h"
#include "02_relu/relu.h"
#include "03_activation_matrix/batch.h"
#include "04_forward_batch/forward_batch.h"
#include "05_total_loss/loss.h"
#include "common/program/chapter.h"
#include "common/program/console.h"

static void show_charges(void)
{
    const double chances[] = {1, 0.9, 0.5, 0.1, 0.01, 0.001};
    printf("  chance of the true class   -log\n");
    for (int i = 0; i < 6; i++) {
        double charge = -log(chances[i]) + 0.0; // no minus before the zero
        printf("  %24.3f %6.4f ", chances[i], charge);
        print_bar(charge / 7, 35);
        printf("\n");
    }
}

// Two predictions that give the true class, 0, the same chance of one half.
static void show_printed_loss(Chapter *chapter)
{
    Matrix Y = {4, 1, (real[]){1, 0, 0, 0}};
    Matrix even_and_uneven = {
        4, 2,
        (real[]){0.5, 0.1667, 0.1667, 0.1666, 0.5, 0.4998, 0.0001, 0.0001}};
    FILE *data = plot_block(&chapter->plot, "two predictions");
    printf("\n  true class: the first       loss   loss as printed\n");
    for (int j = 0; j < 2; j++) {
        Matrix yhat = column(even_and_uneven, j);
        real loss = total_loss(yhat, Y), printed = printed_loss(yhat, Y);
        printf("  %.1f %.4f %.4f %.4f  %.4f            %.4f\n", yhat.x[0],
               yhat.x[1], yhat.x[2], yhat.x[3], loss, printed);
        fprintf(data, "%.4f %.4f %.4f\n", yhat.x[1], loss, printed);
    }
}

// For the picture: both terms of image 5, and both losses when the true class
// has one half, the second class has x and the last two share the rest.
static void draw_losses(Chapter *chapter)
{
    FILE *data = plot_block(&chapter->plot, "terms");
    for (int i = 1; i < 200; i++)
        fprintf(data, "%.3f %.4f %.4f\n", i / 200.0, -log(i / 200.0),
                -log(1 - i / 200.0));
    plot_block(&chapter->plot, "losses");
    Matrix Y = {4, 1, (real[]){1, 0, 0, 0}};
    for (int i = 0; i <= 50; i++) {
        real x = i / 100.0, rest = (0.5 - x) / 2;
        Matrix yhat = {4, 1, (real[]){0.5, x, rest, rest}};
        fprintf(data, "%.4f %.4f %.4f\n", x, total_loss(yhat, Y),
                printed_loss(yhat, Y));
    }
}

// Each class's share of the positive scores, instead of probabilities.
static void shares(Matrix Yhat, Matrix Z)
{
    relu(Yhat, Z);
    for (int j = 0; j < Yhat.cols; j++) {
        real sum = 0;
        for (int k = 0; k < Yhat.rows; k++)
            sum += *at(Yhat, k, j);
        for (int k = 0; k < Yhat.rows; k++)
            *at(Yhat, k, j) =
                sum > 0 ? *at(Yhat, k, j) / sum : 1 / (real)Yhat.rows;
    }
}

static void show_guess(Matrix Y)
{
    Matrix Yhat = matrix_new(Y.rows, Y.cols);
    matrix_fill(Yhat, 0.1);
    printf("\nA guess, 0.1 for each class: J = %.4f (ln 10 = %.4f); "
           "as printed %.4f\n",
           total_loss(Yhat, Y), log(10.0), printed_loss(Yhat, Y));
    matrix_free(&Yhat);
}

// What chapter 1's layer predicts when its scores become shares.
static void show_template_shares(Chapter *chapter, Matrix Y)
{
    Digits test = chapter->test;
    Matrix W = matrix_new(CLASSES, PIXELS), b = matrix_new(CLASSES, 1);
    Matrix A = matrix_new(PIXELS, Y.cols), Z = matrix_new(Y.rows, Y.cols);
    Matrix Yhat = matrix_new(Y.rows, Y.cols);
    double scale = largest_pixel(chapter->train);
    mean_templates(W, b, chapter->train, scale);
    fill_batch(A, test, NULL, scale);
    forward_batch(Z, W, A, b);
    shares(Yhat, Z);

    int zero = 0;
    for (int j = 0; j < test.count; j++)
        zero += *at(Yhat, test.labels[j], j) == 0;
    printf("Shares of chapter 1's scores: J of the example, a %d, is "
           "%.4f.\n",
           test.labels[EXAMPLE],
           total_loss(column(Yhat, EXAMPLE), column(Y, EXAMPLE)));
    printf("The true class of %d of %d test digits has the share 0, so J of "
           "all is %.4f.\n",
           zero, test.count, total_loss(Yhat, Y));
    matrix_free_all((Matrix *[]){&W, &b, &A, &Z, &Yhat, NULL});
}

int main(int argc, char **argv)
{
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 5, total loss: charges -log(chance of the true class),\n"
        "and compares it with the loss as image 5 prints it.",
        NULL, 0);
    show_charges();
    show_printed_loss(&chapter);
    draw_losses(&chapter);

    Matrix Y = matrix_new(CLASSES, chapter.test.count);
    one_hot(Y, chapter.test.labels, NULL);
    show_guess(Y);
    show_template_shares(&chapter, Y);

    matrix_free(&Y);
    chapter_end(&chapter);
}
