// Chapter 11: what biases learn when there is nothing to see.
#include <stdio.h>

#include "03_activation_matrix/batch.h"
#include "04_forward_batch/forward_batch.h"
#include "05_total_loss/loss.h"
#include "06_softmax/softmax.h"
#include "07_gradient_descent/descent.h"
#include "08_output_error/output_error.h"
#include "10_weight_gradient/weight_gradient.h"
#include "11_bias_gradient/bias_gradient.h"
#include "common/ground/fail.h"
#include "common/program/chapter.h"

enum { BATCH = 200, STEPS = 400 };

// One softmax layer on a batch of digits.
typedef struct {
    Matrix W, b, A, Z, Y, dZ, dW, db;
} Layer;

static real loss_of_layer(void *context)
{
    Layer *n = context;
    forward_batch(n->Z, n->W, n->A, n->b);
    return softmax_loss(n->Z, n->Y);
}

static void find_gradients(Layer *n)
{
    forward_batch(n->Z, n->W, n->A, n->b);
    softmax(n->dZ, n->Z);
    output_error(n->dZ, n->dZ, n->Y);
    weight_gradient(n->dW, n->dZ, n->A);
    bias_gradient(n->db, n->dZ);
}

// Writes what is predicted for the first digit.
static void write_prediction(FILE *data, Layer n, int step)
{
    fprintf(data, "%d", step);
    for (int k = 0; k < CLASSES; k++)
        fprintf(data, " %.4f", *at(n.dZ, k, 0) + *at(n.Y, k, 0)); // Yhat
    fprintf(data, "\n");
}

// Gradient descent from zero; returns the loss at the end. Writes predictions
// to `data` unless it is NULL.
static double train(Layer *n, bool with_biases, FILE *data)
{
    matrix_fill(n->W, 0);
    matrix_fill(n->b, 0);
    for (int step = 0; step < STEPS; step++) {
        find_gradients(n);
        if (data != NULL && step % 4 == 0)
            write_prediction(data, *n, step);
        descend(n->W, n->dW, 0.5);
        if (with_biases)
            descend(n->b, n->db, 0.5);
    }
    return loss_of_layer(n);
}

// Picks BATCH training digits of which class 0 is the rarest and 9 the most
// frequent: class k may come up to 2 + 4 k times.
static void pick_unevenly(int *order, Digits digits, int *count)
{
    int picked = 0;
    for (int i = 0; i < digits.count && picked < BATCH; i++) {
        int k = digits.labels[i];
        if (count[k] < 2 + 4 * k) {
            count[k]++;
            order[picked++] = i;
        }
    }
    if (picked < BATCH)
        fail("this chapter needs %d training digits with %d of the digit 9; "
             "use data/sample",
             BATCH, 2 + 4 * 9);
}

static void show_slopes(Chapter *chapter, Layer *n)
{
    Matrix slopes = matrix_new(CLASSES, 1);
    find_gradients(n);
    measured_gradient(slopes, loss_of_layer, n, n->b, 1e-5);
    printf("%d digits, class 9 the most frequent; weights and biases 0:\n\n"
           "  class   db     measured\n",
           BATCH);
    FILE *data = plot_block(&chapter->plot, "slopes");
    for (int k = 0; k < CLASSES; k++) {
        printf("  %5d %8.4f %8.4f\n", k, n->db.x[k], slopes.x[k]);
        fprintf(data, "%d %.4f %.4f\n", k, n->db.x[k], slopes.x[k]);
    }
    printf("Relative error: %s.\n",
           relative_error(n->db, slopes) < 1e-7 ? "below 1e-7" : "too large");
    double sum = 0;
    for (size_t i = 0; i < elements(n->dZ); i++)
        sum += n->dZ.x[i];
    printf("The sum over everything, as one may read the source: %.4f.\n\n",
           fabs(sum));
    matrix_free(&slopes);
}

// Training on digits, with biases and without.
static void show_losses(Layer *n)
{
    double with = train(n, true, NULL), without = train(n, false, NULL);
    printf("Loss after %d steps: %.4f with the biases trained, %.4f without.\n",
           STEPS, with, without);
}

// Training on empty pictures: the biases learn how frequent each class is.
static void show_shares(Chapter *chapter, Layer *n, const int *count)
{
    matrix_fill(n->A, 0);
    double loss = train(n, true, plot_block(&chapter->plot, "predictions"));
    printf("\nThe same on empty pictures (loss %.4f; without biases %.4f):\n\n"
           "  class   bias    predicted   share of the class\n",
           loss, log((double)CLASSES));
    softmax(n->Z, n->Z);
    FILE *data = plot_block(&chapter->plot, "classes");
    for (int k = 0; k < CLASSES; k++) {
        double share = count[k] / (double)BATCH;
        printf("  %5d %8.4f %8.4f %12.4f\n", k, n->b.x[k], *at(n->Z, k, 0),
               share);
        fprintf(data, "%d %.4f\n", k, share);
    }
}

int main(int argc, char **argv)
{
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 11, bias gradient: compares it with measured slopes, and\n"
        "shows what biases learn when there is nothing to see.",
        NULL, 0);
    Layer n = {matrix_new(CLASSES, PIXELS), matrix_new(CLASSES, 1),
               matrix_new(PIXELS, BATCH),   matrix_new(CLASSES, BATCH),
               matrix_new(CLASSES, BATCH),  matrix_new(CLASSES, BATCH),
               matrix_new(CLASSES, PIXELS), matrix_new(CLASSES, 1)};
    int order[BATCH], count[CLASSES] = {0};
    pick_unevenly(order, chapter.train, count);
    fill_batch(n.A, chapter.train, order, largest_pixel(chapter.train));
    one_hot(n.Y, chapter.train.labels, order);

    show_slopes(&chapter, &n);
    show_losses(&n);
    show_shares(&chapter, &n, count);

    matrix_free_all(
        (Matrix *[]){&n.W, &n.b, &n.A, &n.Z, &n.Y, &n.dZ, &n.dW, &n.db, NULL});
    chapter_end(&chapter);
}
