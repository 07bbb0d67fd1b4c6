// Chapter 10: one weight by hand, then 7,840 at once.
#include <stdio.h>

#include "01_forward_propagation/forward.h"
#include "03_activation_matrix/batch.h"
#include "04_forward_batch/forward_batch.h"
#include "05_total_loss/loss.h"
#include "06_softmax/softmax.h"
#include "07_gradient_descent/descent.h"
#include "08_output_error/output_error.h"
#include "10_weight_gradient/weight_gradient.h"
#include "common/program/chapter.h"

enum { BATCH = 20 };

// One softmax layer on a batch of digits, and the measured slopes of W.
typedef struct {
    Matrix W, b, A, Z, Y, dZ, dW, slopes;
} Layer;

// Chapter 1's layer and the first test digits.
static Layer layer_new(const Chapter *chapter)
{
    Layer n = {matrix_new(CLASSES, PIXELS), matrix_new(CLASSES, 1),
               matrix_new(PIXELS, BATCH),   matrix_new(CLASSES, BATCH),
               matrix_new(CLASSES, BATCH),  matrix_new(CLASSES, BATCH),
               matrix_new(CLASSES, PIXELS), matrix_new(CLASSES, PIXELS)};
    double scale = largest_pixel(chapter->train);
    mean_templates(n.W, n.b, chapter->train, scale);
    fill_batch(n.A, chapter->test, NULL, scale);
    one_hot(n.Y, chapter->test.labels, NULL);
    return n;
}

static void layer_free(Layer *n)
{
    matrix_free_all((Matrix *[]){&n->W, &n->b, &n->A, &n->Z, &n->Y, &n->dZ,
                                 &n->dW, &n->slopes, NULL});
}

static real loss_of_layer(void *context)
{
    Layer *n = context;
    forward_batch(n->Z, n->W, n->A, n->b);
    return softmax_loss(n->Z, n->Y);
}

// Computes dW, and the same by measuring.
static void find_slopes(Layer *n)
{
    forward_batch(n->Z, n->W, n->A, n->b);
    softmax(n->dZ, n->Z);
    output_error(n->dZ, n->dZ, n->Y);
    weight_gradient(n->dW, n->dZ, n->A);
    measured_gradient(n->slopes, loss_of_layer, n, n->W, 1e-5);
}

static const char *verdict(const Layer *n)
{
    return relative_error(n->dW, n->slopes) < 1e-7 ? "below 1e-7" : "too large";
}

// The change that gradient descent would make, minus dW, one class a column.
static Matrix changes_of(Matrix dW)
{
    Matrix changes = matrix_new(PIXELS, CLASSES);
    for (int k = 0; k < CLASSES; k++)
        for (int j = 0; j < PIXELS; j++)
            *at(changes, j, k) = -*at(dW, k, j);
    return changes;
}

// Chapter 1's layer on the one digit that the book follows.
static void show_one_digit(Chapter *chapter, Layer n)
{
    int unit = 2, pixel = 28 * 7 + 14;
    n.A = column(n.A, EXAMPLE);
    n.Z = column(n.Z, EXAMPLE);
    n.Y = column(n.Y, EXAMPLE);
    n.dZ = column(n.dZ, EXAMPLE);
    find_slopes(&n);
    printf("The example's output error for class %d is %.4f, its pixel (7, 14) "
           "is %.4f.\n",
           unit, n.dZ.x[unit], n.A.x[pixel]);
    printf("Their product, the slope of weight (%d, %d): %.4f. Measured: "
           "%.4f.\n",
           unit, pixel, n.dZ.x[unit] * n.A.x[pixel],
           *at(n.slopes, unit, pixel));
    printf("All %d weights, outer product against measured: relative error "
           "%s.\n\n",
           (int)elements(n.dW), verdict(&n));
    Matrix changes = changes_of(n.dW);
    plot_images(&chapter->plot, "digit", changes);
    matrix_free(&changes);
}

static void show_batch(Chapter *chapter, Layer n)
{
    find_slopes(&n);
    printf("A batch of %d digits, 1/m dZ A^T against measured: relative error "
           "%s.\n",
           BATCH, verdict(&n));
    Matrix changes = changes_of(n.dW);
    plot_images(&chapter->plot, "batch", changes);
    matrix_free(&changes);
    FILE *data = plot_block(&chapter->plot, "slopes");
    for (size_t i = 0; i < elements(n.dW); i += 13) // enough to see the line
        fprintf(data, "%.6f %.6f\n", n.slopes.x[i], n.dW.x[i]);
}

// Relative error of `factor` times the right gradient.
static void show_mistake(const char *name, Layer n, double factor)
{
    for (size_t i = 0; i < elements(n.dW); i++)
        n.dW.x[i] *= factor;
    printf("  %-28s %.4f\n", name, relative_error(n.dW, n.slopes));
    for (size_t i = 0; i < elements(n.dW); i++)
        n.dW.x[i] /= factor;
}

int main(int argc, char **argv)
{
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 10, weight gradient: compares 1/m dZ A^T with the measured\n"
        "slopes of all weights of one layer.",
        NULL, 0);
    Layer n = layer_new(&chapter);
    show_one_digit(&chapter, n);
    show_batch(&chapter, n);
    printf("\nThree mistakes                 relative error\n");
    show_mistake("1/m forgotten", n, BATCH);
    show_mistake("1/m twice", n, 1.0 / BATCH);
    show_mistake("the sign turned round", n, -1);

    layer_free(&n);
    chapter_end(&chapter);
}
