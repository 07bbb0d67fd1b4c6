// Chapter 2: two layers collapse into one, unless a bend stands between them.
#include <stdio.h>

#include "01_forward_propagation/forward.h"
#include "02_relu/relu.h"
#include "common/numbers/random.h"
#include "common/program/chapter.h"

enum { BENDS = 7, UNITS = 5 };

static void show_relu(Chapter *chapter)
{
    Matrix Z = {1, 5, (real[]){-2, -1, 0, 1, 2}};
    real relu_of_z[5], slope_of_z[5], relu_of_minus_z[5];
    relu((Matrix){1, 5, relu_of_z}, Z);
    relu_slope((Matrix){1, 5, slope_of_z}, Z);
    Matrix minus_Z = {1, 5, (real[]){2, 1, 0, -1, -2}};
    relu((Matrix){1, 5, relu_of_minus_z}, minus_Z);

    printf("   z   ReLU(z)  slope  ReLU(z) + ReLU(-z)\n");
    FILE *data = plot_block(&chapter->plot, "relu");
    for (int i = 0; i < 5; i++) {
        printf("%4.0f %9.0f %6.0f %19.0f\n", Z.x[i], relu_of_z[i],
               slope_of_z[i], relu_of_z[i] + relu_of_minus_z[i]);
        fprintf(data, "%g %g %g\n", Z.x[i], relu_of_z[i], slope_of_z[i]);
    }
}

// For the picture: two layers, with BENDS ReLUs between them, that follow a
// sine. Unit k wakes up at x = k step and changes the slope by W2_k there.
static void draw_sine(Chapter *chapter)
{
    const double pi = acos(-1), step = 2 * pi / BENDS;
    real w1[BENDS], minus_k[BENDS], w2[BENDS], a1[BENDS], x, y, slope = 0;
    Matrix W1 = {BENDS, 1, w1}, b1 = {BENDS, 1, minus_k}, A1 = {BENDS, 1, a1};
    Matrix W2 = {1, BENDS, w2}, b2 = {1, 1, (real[]){0}};
    for (int k = 0; k < BENDS; k++) {
        real next = (sin((k + 1) * step) - sin(k * step)) / step;
        w1[k] = 1;
        minus_k[k] = -k * step;
        w2[k] = next - slope;
        slope = next;
    }
    FILE *data = plot_block(&chapter->plot, "sine");
    for (int i = 0; i <= 16 * BENDS; i++) {
        x = i * step / 16;
        forward(A1, W1, (Matrix){1, 1, &x}, b1);
        relu(A1, A1);
        forward((Matrix){1, 1, &y}, W2, A1, b2);
        double line = 3 * (pi - x) / (pi * pi); // least squares of the sine
        fprintf(data, "%.4f %.4f %.4f %.4f\n", x, sin(x), y, line);
    }
}

// Is exactly one of two pixels ink? The two layers of the page.
static void show_xor(Chapter *chapter)
{
    Matrix W1 = {2, 2, (real[]){1, -1, -1, 1}}, b1 = {2, 1, (real[]){0, 0}};
    Matrix W2 = {1, 2, (real[]){1, 1}}, b2 = {1, 1, (real[]){0}};
    real scores[2], activations[2], y;
    Matrix z = {2, 1, scores}, a = {2, 1, activations};
    printf("\nXOR, by two layers with ReLU between them:\n\n"
           "  pixels   first layer   activations   second layer\n");
    FILE *data = plot_block(&chapter->plot, "xor");
    for (int i = 0; i < 4; i++) {
        Matrix pixels = {2, 1, (real[]){i / 2, i % 2}};
        forward(z, W1, pixels, b1);
        relu(a, z);
        forward((Matrix){1, 1, &y}, W2, a, b2);
        printf("%4.0f %2.0f %8.0f %4.0f %8.0f %4.0f %12.0f  %s\n", pixels.x[0],
               pixels.x[1], z.x[0], z.x[1], a.x[0], a.x[1], y,
               y > 0 ? "yes" : "no");
        fprintf(data, "%g %g %g %g %g\n", pixels.x[0], pixels.x[1], a.x[0],
                a.x[1], y);
    }
}

// The one layer that two collapse into: W = W2 W1 and b = W2 b1 + b2.
static void collapse(Matrix W, Matrix b, Matrix W2, Matrix W1, Matrix b1,
                     Matrix b2)
{
    matrix_product(W, W2, W1);
    forward(b, W2, b1, b2);
}

// One digit through two layers of random weights.
static void show_two_layers(Chapter *chapter)
{
    Matrix a = matrix_new(PIXELS, 1);
    Matrix W1 = matrix_new(UNITS, PIXELS), b1 = matrix_new(UNITS, 1);
    Matrix W2 = matrix_new(UNITS, UNITS), b2 = matrix_new(UNITS, 1);
    Matrix W = matrix_new(UNITS, PIXELS), b = matrix_new(UNITS, 1);
    Matrix table = matrix_new(UNITS, 5);
    Matrix z1 = column(table, 0), a1 = column(table, 1);
    Matrix linear = column(table, 2), one = column(table, 3);
    Matrix bent = column(table, 4);
    Random r = random_new(2, 2);
    random_fill(W1, 0.1, &r);
    random_fill(W2, 1, &r);

    input_from_pixels(a, digit_pixels(chapter->test, EXAMPLE), 255);
    forward(z1, W1, a, b1);
    forward(linear, W2, z1, b2); // two layers, nothing between
    collapse(W, b, W2, W1, b1, b2);
    forward(one, W, a, b); // one layer made from the two
    relu(a1, z1);
    forward(bent, W2, a1, b2); // two layers, ReLU between

    printf("\nA test digit %d through two layers of %d units, of random "
           "weights:\n\n"
           "                  first layer    |   scores of the second layer\n"
           "unit   score z   activation a    | no ReLU  one layer  with ReLU\n",
           chapter->test.labels[EXAMPLE], UNITS);
    for (int i = 0; i < UNITS; i++)
        printf("%4d %9.4f %14.4f    |%8.4f %10.4f %10.4f\n", i, z1.x[i],
               a1.x[i], linear.x[i], one.x[i], bent.x[i]);
    matrix_free_all((Matrix *[]){&a, &W1, &b1, &W2, &b2, &W, &b, &table, NULL});
}

int main(int argc, char **argv)
{
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 2, ReLU: shows that two layers without a bend between them\n"
        "are one layer, and that with ReLU they are not.",
        NULL, 0);
    show_relu(&chapter);
    draw_sine(&chapter);
    show_xor(&chapter);
    show_two_layers(&chapter);
    chapter_end(&chapter);
}
