// Chapter 1: ten mean digits as weights read three digits in four of a sample.
#include <stdio.h>

#include "01_forward_propagation/forward.h"
#include "common/program/chapter.h"
#include "common/program/console.h"

// The layer, and the digit before it with its scores.
typedef struct {
    Matrix W, b, a, z;
} Layer;

// Returns the layer's answer to a digit and leaves the scores in n.z.
static int read_digit(Layer n, Digits digits, int i)
{
    input_from_pixels(n.a, digit_pixels(digits, i), 255);
    forward(n.z, n.W, n.a, n.b);
    return argmax(n.z);
}

// Draws the templates, each a row of W turned into a column.
static void show_templates(Chapter *chapter, Matrix W)
{
    printf("The mean of the %d training digits, for each class: the rows of W "
           "(%d x %d):\n",
           chapter->train.count, W.rows, W.cols);
    Matrix images = matrix_new(PIXELS, CLASSES);
    for (int k = 0; k < CLASSES; k++)
        for (int j = 0; j < PIXELS; j++)
            *at(images, j, k) = *at(W, k, j);
    draw_images(columns(images, 0, 5), 0, 0.8, 2);
    draw_images(columns(images, 5, 5), 0, 0.8, 2);
    plot_images(&chapter->plot, "template", images);
    matrix_free(&images);
}

static void show_example(Chapter *chapter, Layer n)
{
    int answer = read_digit(n, chapter->test, EXAMPLE);
    printf("\nA test digit, which is a %d:\n", chapter->test.labels[EXAMPLE]);
    draw_images(n.a, 0, 1, 1);
    plot_image(&chapter->plot, "example", n.a);

    printf("Its ten scores, z = W a + b:\n");
    FILE *data = plot_block(&chapter->plot, "scores");
    for (int k = 0; k < CLASSES; k++) {
        double z = n.z.x[k];
        printf("  z_%d = %8.4f  ", k, z);
        print_bar(z > 0 ? z / n.z.x[answer] : 0, 40);
        printf("%s\n", k == answer ? " largest" : "");
        fprintf(data, "%d %.4f %.4f\n", k, z, n.b.x[k]);
    }
}

static void show_by_class(Chapter *chapter, const int *right, const int *count,
                          Matrix b)
{
    FILE *data = plot_block(&chapter->plot, "right");
    printf("  class");
    for (int k = 0; k < CLASSES; k++)
        printf("%7d", k);
    printf("\n  right");
    for (int k = 0; k < CLASSES; k++) {
        printf("%5.0f %%", count[k] > 0 ? 100.0 * right[k] / count[k] : 0);
        fprintf(data, "%d %d %d\n", k, right[k], count[k]);
    }
    printf("\n  bias ");
    for (int k = 0; k < CLASSES; k++)
        printf("%7.1f", b.x[k]);
    printf("\n");
}

// Reads all test digits and counts the right answers.
static void show_right_answers(Chapter *chapter, Layer n)
{
    Digits test = chapter->test;
    int count[CLASSES] = {0}, right[CLASSES] = {0}, all_right = 0;
    for (int i = 0; i < test.count; i++) {
        int label = test.labels[i];
        bool is_right = read_digit(n, test, i) == label;
        count[label]++;
        right[label] += is_right;
        all_right += is_right;
    }
    printf("\nRight on %d of %d test digits: %.1f %%. Guessing: 10 %%.\n",
           all_right, test.count, 100.0 * all_right / test.count);
    show_by_class(chapter, right, count, n.b);
}

int main(int argc, char **argv)
{
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 1, forward propagation: reads digits with one layer,\n"
        "z = W a + b, whose weights are the mean digits.",
        NULL, 0);
    Layer n = {matrix_new(CLASSES, PIXELS), matrix_new(CLASSES, 1),
               matrix_new(PIXELS, 1), matrix_new(CLASSES, 1)};
    mean_templates(n.W, n.b, chapter.train, 255);

    show_templates(&chapter, n.W);
    show_example(&chapter, n);
    show_right_answers(&chapter, n);

    matrix_free_all((Matrix *[]){&n.W, &n.b, &n.a, &n.z, NULL});
    chapter_end(&chapter);
}
