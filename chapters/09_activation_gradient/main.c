// Chapter 9: silent units learn nothing.
#include <stdio.h>

#include "01_forward_propagation/forward.h"
#include "02_relu/relu.h"
#include "03_activation_matrix/batch.h"
#include "05_total_loss/loss.h"
#include "06_softmax/softmax.h"
#include "07_gradient_descent/descent.h"
#include "09_activation_gradient/relu_backward.h"
#include "common/numbers/random.h"
#include "common/program/chapter.h"

enum { UNITS = 8 };

// Two hidden layers of UNITS units and an output layer, for one digit. What
// follows z1, a1, z2 or a2 is computed from it, so each can be changed.
typedef struct {
    Matrix z1, a1, W2, b2, z2, a2, W3, b3, z3, y;
} Layers;

static real loss_from_a2(void *context)
{
    Layers *n = context;
    forward(n->z3, n->W3, n->a2, n->b3);
    return softmax_loss(n->z3, n->y);
}

static real loss_from_z2(void *context)
{
    Layers *n = context;
    relu(n->a2, n->z2);
    return loss_from_a2(n);
}

static real loss_from_a1(void *context)
{
    Layers *n = context;
    forward(n->z2, n->W2, n->a1, n->b2);
    return loss_from_z2(n);
}

// For the picture: the loss while one score of layer 2 changes and the others
// stay, for each unit.
static void draw_losses(Chapter *chapter, Layers *n)
{
    FILE *data = plot_block(&chapter->plot, "curves");
    for (double z = -3; z <= 3; z += 0.25) {
        fprintf(data, "%g", z);
        for (int i = 0; i < UNITS; i++) {
            double score = n->z2.x[i];
            n->z2.x[i] = z;
            fprintf(data, " %.5f", loss_from_z2(n));
            n->z2.x[i] = score;
        }
        fprintf(data, "\n");
    }
    plot_block(&chapter->plot, "loss");
    fprintf(data, "%.5f\n", loss_from_z2(n));
}

// A network of random weights, gone through by the example.
static Layers layers_new(const Chapter *chapter)
{
    Layers n = {.z1 = matrix_new(UNITS, 1),
                .a1 = matrix_new(UNITS, 1),
                .W2 = matrix_new(UNITS, UNITS),
                .b2 = matrix_new(UNITS, 1),
                .z2 = matrix_new(UNITS, 1),
                .a2 = matrix_new(UNITS, 1),
                .W3 = matrix_new(CLASSES, UNITS),
                .b3 = matrix_new(CLASSES, 1),
                .z3 = matrix_new(CLASSES, 1),
                .y = matrix_new(CLASSES, 1)};
    Matrix a0 = matrix_new(PIXELS, 1);
    Matrix W1 = matrix_new(UNITS, PIXELS), b1 = matrix_new(UNITS, 1);
    Random r = random_new(2, 9);
    random_fill(W1, 0.1, &r);
    random_fill(n.W2, 0.7, &r);
    random_fill(n.W3, 0.7, &r);
    fill_batch(a0, digits_from(chapter->test, EXAMPLE), NULL,
               largest_pixel(chapter->train));
    one_hot(n.y, &chapter->test.labels[EXAMPLE], NULL);
    forward(n.z1, W1, a0, b1);
    relu(n.a1, n.z1);
    loss_from_a1(&n); // the other layers
    matrix_free_all((Matrix *[]){&a0, &W1, &b1, NULL});
    return n;
}

static void layers_free(Layers *n)
{
    matrix_free_all((Matrix *[]){&n->z1, &n->a1, &n->W2, &n->b2, &n->z2, &n->a2,
                                 &n->W3, &n->b3, &n->z3, &n->y, NULL});
}

// dA * g'(Z) of layer 2 beside the measured slopes. Returns these.
static Matrix show_slopes(Chapter *chapter, Layers *n)
{
    Matrix dA = matrix_new(UNITS, 1), dZ = matrix_new(UNITS, 1);
    Matrix slopes = matrix_new(UNITS, 1), bend = matrix_new(UNITS, 1);
    measured_gradient(dA, loss_from_a2, n, n->a2, 1e-5);
    measured_gradient(slopes, loss_from_z2, n, n->z2, 1e-5);
    loss_from_z2(n); // every layer as it was
    relu_backward(dZ, dA, n->z2);
    relu_slope(bend, n->z2);

    printf("Layer 2 of a network with two hidden layers of %d units:\n\n"
           "                         measured                measured\n"
           "  unit   score z    g'       dA    dA * g'     slope dZ\n",
           UNITS);
    FILE *data = plot_block(&chapter->plot, "slopes");
    for (int i = 0; i < UNITS; i++) {
        real z = n->z2.x[i];
        printf("  %4d  %8.4f %5.0f %8.4f   %8.4f     %8.4f\n", i, z, bend.x[i],
               dA.x[i], dZ.x[i], slopes.x[i]);
        fprintf(data, "%d %.4f %.4f %.4f %.4f\n", i, z, dZ.x[i], slopes.x[i],
                dA.x[i]);
    }
    printf("Relative error: %s.\n",
           relative_error(dZ, slopes) < 1e-7 ? "below 1e-7" : "too large");
    matrix_free_all((Matrix *[]){&dA, &dZ, &bend, NULL});
    return slopes;
}

// Image 9 of the source as printed: dA of layer l - 1 in place of layer l.
static void show_as_printed(Layers *n, Matrix slopes)
{
    Matrix dA1 = matrix_new(UNITS, 1), printed = matrix_new(UNITS, 1);
    measured_gradient(dA1, loss_from_a1, n, n->a1, 1e-5);
    loss_from_a1(n); // every layer as it was
    relu_backward(printed, dA1, n->z2);
    printf("\nAs printed (see the end of the page): relative error %.4f in "
           "layer 2;\nfor layer 1, dA of layer 0, %d x 1, would be multiplied "
           "with g'(Z), %d x 1.\n",
           relative_error(printed, slopes), PIXELS, UNITS);
    matrix_free_all((Matrix *[]){&dA1, &printed, NULL});
}

int main(int argc, char **argv)
{
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 9, through the activation: compares dA * g'(Z) with the\n"
        "measured slope.",
        NULL, 0);
    Layers n = layers_new(&chapter);
    Matrix slopes = show_slopes(&chapter, &n);
    show_as_printed(&n, slopes);
    draw_losses(&chapter, &n);

    matrix_free(&slopes);
    layers_free(&n);
    chapter_end(&chapter);
}
