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
#include "common/program/console.h"

enum { BATCH = 20 };

// One softmax layer on a batch of digits.
typedef struct {
    Matrix W, b, A, Z, Y, dZ;
} Layer;

static real loss_of_layer(void *context)
{
    Layer *n = context;
    forward_batch(n->Z, n->W, n->A, n->b);
    return softmax_loss(n->Z, n->Y);
}

// Fills n->dZ with the slopes of the summed loss.
static void find_output_error(Layer *n)
{
    forward_batch(n->Z, n->W, n->A, n->b);
    softmax(n->dZ, n->Z);
    output_error(n->dZ, n->dZ, n->Y);
}

static const char *verdict(Matrix computed, Matrix measured)
{
    return relative_error(computed, measured) < 1e-7 ? "below 1e-7"
                                                     : "too large";
}

// Chapter 1's layer on the one digit that the book follows.
static void show_one_digit(Layer n, Matrix dW, Matrix slopes)
{
    int unit = 2, pixel = 28 * 7 + 14;
    find_output_error(&n);
    weight_gradient(dW, n.dZ, n.A);
    printf("The example's output error for class %d is %.4f, its pixel (7, 14) "
           "is %.4f.\n",
           unit, n.dZ.x[unit], n.A.x[pixel]);
    printf("Their product, the slope of weight (%d, %d): %.4f. Measured: "
           "%.4f.\n",
           unit, pixel, n.dZ.x[unit] * n.A.x[pixel],
           central_slope(loss_of_layer, &n, at(n.W, unit, pixel), 1e-5));
    measured_gradient(slopes, loss_of_layer, &n, n.W, 1e-5);
    printf("All %d weights, outer product against measured: relative error "
           "%s.\n\n",
           (int)elements(dW), verdict(dW, slopes));
}

// The change that gradient descent would make, minus dW, one class a column.
static void find_changes(Matrix changes, Matrix dW)
{
    for (int k = 0; k < CLASSES; k++)
        for (int j = 0; j < PIXELS; j++)
            *at(changes, j, k) = -*at(dW, k, j);
}

static void write_changes(Chapter *chapter, Matrix changes, const char *of)
{
    for (int k = 0; k < CLASSES; k++) {
        char name[20];
        snprintf(name, sizeof name, "%s %d", of, k);
        plot_image(&chapter->plot, name, column(changes, k));
    }
}

// Relative error of `factor` times the right gradient.
static void show_mistake(const char *name, Matrix dW, double factor,
                         Matrix slopes)
{
    for (size_t i = 0; i < elements(dW); i++)
        dW.x[i] *= factor;
    printf("  %-28s %.4f\n", name, relative_error(dW, slopes));
    for (size_t i = 0; i < elements(dW); i++)
        dW.x[i] /= factor;
}

int main(int argc, char **argv)
{
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 10, weight gradient: compares 1/m dZ A^T with the measured\n"
        "slopes of all weights of one layer.",
        NULL, 0);
    Layer n = {matrix_new(CLASSES, PIXELS), matrix_new(CLASSES, 1),
               matrix_new(PIXELS, BATCH),   matrix_new(CLASSES, BATCH),
               matrix_new(CLASSES, BATCH),  matrix_new(CLASSES, BATCH)};
    Matrix dW = matrix_new(CLASSES, PIXELS);
    Matrix slopes = matrix_new(CLASSES, PIXELS);
    Matrix changes = matrix_new(PIXELS, CLASSES);
    double scale = largest_pixel(chapter.train);
    mean_templates(n.W, n.b, chapter.train, scale);
    fill_batch(n.A, chapter.test, NULL, scale);
    one_hot(n.Y, chapter.test.labels, NULL);

    Layer one = {n.W,
                 n.b,
                 column(n.A, EXAMPLE),
                 column(n.Z, EXAMPLE),
                 column(n.Y, EXAMPLE),
                 column(n.dZ, EXAMPLE)};
    show_one_digit(one, dW, slopes);
    find_changes(changes, dW);
    write_changes(&chapter, changes, "digit");

    find_output_error(&n);
    weight_gradient(dW, n.dZ, n.A);
    measured_gradient(slopes, loss_of_layer, &n, n.W, 1e-5);
    printf("A batch of %d digits, 1/m dZ A^T against measured: relative error "
           "%s.\nHow each template should change, minus dW, darker is more:\n",
           BATCH, verdict(dW, slopes));
    find_changes(changes, dW);
    draw_images(columns(changes, 0, 5), 0, 0.02, 2);
    draw_images(columns(changes, 5, 5), 0, 0.02, 2);
    write_changes(&chapter, changes, "batch");
    plot_block(&chapter.plot, "slopes");
    for (size_t i = 0; i < elements(dW); i += 13) // enough to see the line
        fprintf(chapter.plot.stream, "%.6f %.6f\n", slopes.x[i], dW.x[i]);

    printf("\nThree mistakes                 relative error\n");
    show_mistake("1/m forgotten", dW, BATCH, slopes);
    show_mistake("1/m twice", dW, 1.0 / BATCH, slopes);
    show_mistake("the sign turned round", dW, -1, slopes);

    matrix_free_all((Matrix *[]){&n.W, &n.b, &n.A, &n.Z, &n.Y, &n.dZ, &dW,
                                 &slopes, &changes, NULL});
    chapter_end(&chapter);
}
