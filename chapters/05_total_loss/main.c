// Chapter 5: what a guess costs, and a measure that moves with every weight.
#include <stdio.h>

#include "01_forward_propagation/forward.h"
#include "02_relu/relu.h"
#include "03_activation_matrix/batch.h"
#include "04_forward_batch/forward_batch.h"
#include "05_total_loss/loss.h"
#include "common/program/chapter.h"
#include "common/program/console.h"

// So few that one digit more or less shows.
enum { FEW = 100 };

static void show_charges(void)
{
    const double chances[] = {1, 0.9, 0.5, 0.1, 0.01, 0.001};
    printf("  chance of the true class   -log\n");
    for (int i = 0; i < 6; i++) {
        double charge = -log(chances[i]) + 0.0; // no minus before the zero
        printf("  %24g %6.4f ", chances[i], charge);
        print_bar(charge / 7, 35);
        printf("\n");
    }
}

// For the picture: the charge for each probability.
static void draw_charges(Chapter *chapter)
{
    FILE *data = plot_block(&chapter->plot, "charges");
    for (int i = 1; i <= 400; i++)
        fprintf(data, "%.4f %.4f\n", i / 400.0, -log(i / 400.0) + 0.0);
}

static void show_guess(Matrix Y)
{
    Matrix Yhat = matrix_new(Y.rows, Y.cols);
    matrix_fill(Yhat, 0.1);
    printf("\nA guess, 0.1 for each class: J = %.4f (ln 10 = %.4f)\n",
           total_loss(Yhat, Y), log(10.0));
    matrix_free(&Yhat);
}

// What chapter 1's layer predicts, each class's share of the positive scores
// taken for its probability. Returns how many answers are right.
static int predict(Matrix Yhat, Matrix W, Matrix A, Matrix b, Matrix Y)
{
    int right = 0;
    forward_batch(Yhat, W, A, b);
    for (int j = 0; j < Yhat.cols; j++) {
        Matrix yhat = column(Yhat, j);
        right += argmax(yhat) == argmax(column(Y, j));
        relu(yhat, yhat);
        real sum = 0;
        for (int k = 0; k < yhat.rows; k++)
            sum += yhat.x[k];
        for (int k = 0; k < yhat.rows; k++)
            yhat.x[k] = sum > 0 ? yhat.x[k] / sum : 1 / (real)yhat.rows;
    }
    return right;
}

static void show_shares(const Chapter *chapter, Matrix Yhat, Matrix Y)
{
    Digits test = chapter->test;
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
}

// One weight of unit 2, that of the pixel in row 12 and column 16, is changed;
// what becomes of the right answers and of the loss?
static void show_one_weight(Chapter *chapter, Matrix W, Matrix A, Matrix b,
                            Matrix Y)
{
    FILE *data = plot_block(&chapter->plot, "one weight");
    Matrix Yhat = matrix_new(Y.rows, Y.cols);
    const int steps = 40, unit = 2, pixel = DIGIT_SIDE * 12 + 16;
    real *w = at(W, unit, pixel), before = *w;
    printf("\nOne weight of chapter 1's layer is changed, that of unit %d for "
           "pixel %d;\nthe first %d test digits:\n\n"
           "  change   right answers   loss\n",
           unit, pixel, Y.cols);
    for (int i = -steps; i <= steps; i++) {
        double change = i / (double)steps;
        *w = before + change;
        int right = predict(Yhat, W, A, b, Y);
        double loss = total_loss(Yhat, Y);
        fprintf(data, "%.4f %d %.6f\n", change, right, loss);
        if (i % 10 == 0)
            printf("  %6.2f %12d %12.4f\n", change, right, loss);
    }
    *w = before;
    matrix_free(&Yhat);
}

static void show_template_shares(Chapter *chapter, Matrix Y)
{
    Matrix W = matrix_new(CLASSES, PIXELS), b = matrix_new(CLASSES, 1);
    Matrix A = matrix_new(PIXELS, Y.cols), Yhat = matrix_new(Y.rows, Y.cols);
    double scale = largest_pixel(chapter->train);
    mean_templates(W, b, chapter->train, scale);
    fill_batch(A, chapter->test, NULL, scale);
    predict(Yhat, W, A, b, Y);
    show_shares(chapter, Yhat, Y);
    show_one_weight(chapter, W, columns(A, 0, FEW), b, columns(Y, 0, FEW));
    matrix_free_all((Matrix *[]){&W, &b, &A, &Yhat, NULL});
}

// Two predictions that give the true class, 0, the same chance of one half.
static void show_printed_loss(void)
{
    Matrix Y = {4, 1, (real[]){1, 0, 0, 0}};
    Matrix even_and_uneven = {
        4, 2,
        (real[]){0.5, 0.1667, 0.1667, 0.1666, 0.5, 0.4998, 0.0001, 0.0001}};
    printf("\nThe loss as the source printed it:\n\n"
           "  true class: the first       loss   loss as printed\n");
    for (int j = 0; j < 2; j++) {
        Matrix yhat = column(even_and_uneven, j);
        printf("  %.1f %.4f %.4f %.4f  %.4f            %.4f\n", yhat.x[0],
               yhat.x[1], yhat.x[2], yhat.x[3], total_loss(yhat, Y),
               printed_loss(yhat, Y));
    }
}

int main(int argc, char **argv)
{
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 5, total loss: charges -log(chance of the true class),\n"
        "and shows what it tells that the number of right answers does not.",
        NULL, 0);
    show_charges();
    draw_charges(&chapter);

    Matrix Y = matrix_new(CLASSES, chapter.test.count);
    one_hot(Y, chapter.test.labels, NULL);
    show_guess(Y);
    show_template_shares(&chapter, Y);
    show_printed_loss();

    matrix_free(&Y);
    chapter_end(&chapter);
}
