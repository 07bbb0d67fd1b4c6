// Chapter 1: ten mean digits as weights read three digits in four.
#include <stdio.h>

#include "01_forward_propagation/forward.h"
#include "common/program/chapter.h"
#include "common/program/console.h"

// Draws the templates, each a row of W turned into a column.
static void show_templates(Chapter *chapter, Matrix W)
{
    Matrix images = matrix_new(PIXELS, CLASSES);
    for (int k = 0; k < CLASSES; k++) {
        for (int j = 0; j < PIXELS; j++)
            *at(images, j, k) = *at(W, k, j);
        char name[20];
        snprintf(name, sizeof name, "template %d", k);
        plot_image(&chapter->plot, name, column(images, k));
    }
    draw_images(columns(images, 0, 5), 0, 0.8, 2);
    draw_images(columns(images, 5, 5), 0, 0.8, 2);
    matrix_free(&images);
}

static void show_scores(Chapter *chapter, Matrix z)
{
    plot_block(&chapter->plot, "scores");
    real best = z.x[argmax(z)];
    for (int k = 0; k < CLASSES; k++) {
        printf("  z_%d = %8.4f  ", k, z.x[k]);
        print_bar(z.x[k] > 0 ? z.x[k] / best : 0, 40);
        printf("%s\n", k == argmax(z) ? " largest" : "");
        fprintf(chapter->plot.stream, "%d %.4f\n", k, z.x[k]);
    }
}

static void show_by_class(Chapter *chapter, const int *right, const int *count,
                          Matrix b)
{
    plot_block(&chapter->plot, "right");
    printf("  class");
    for (int k = 0; k < CLASSES; k++)
        printf("%7d", k);
    printf("\n  right");
    for (int k = 0; k < CLASSES; k++) {
        printf("%5.0f %%", count[k] > 0 ? 100.0 * right[k] / count[k] : 0);
        fprintf(chapter->plot.stream, "%d %d %d\n", k, right[k], count[k]);
    }
    printf("\n  bias ");
    for (int k = 0; k < CLASSES; k++)
        printf("%7.1f", b.x[k]);
    printf("\n");
}

int main(int argc, char **argv)
{
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 1, forward propagation: reads digits with one layer,\n"
        "z = W a + b, whose weights are the mean digits.",
        NULL, 0);
    Matrix W = matrix_new(CLASSES, PIXELS), b = matrix_new(CLASSES, 1);
    Matrix a = matrix_new(PIXELS, 1), z = matrix_new(CLASSES, 1);

    mean_templates(W, b, chapter.train, 255);
    printf("The mean of the training digits of each class, the rows of W "
           "(%d x %d):\n",
           W.rows, W.cols);
    show_templates(&chapter, W);

    printf("\nA test digit, which is a %d:\n", chapter.test.labels[EXAMPLE]);
    input_from_pixels(a, digit_pixels(chapter.test, EXAMPLE), 255);
    draw_images(a, 0, 1, 1);
    plot_image(&chapter.plot, "example", a);
    printf("Its ten scores, z = W a + b:\n");
    forward(z, W, a, b);
    show_scores(&chapter, z);

    int count[CLASSES] = {0}, right[CLASSES] = {0}, all_right = 0;
    for (int i = 0; i < chapter.test.count; i++) {
        int label = chapter.test.labels[i];
        input_from_pixels(a, digit_pixels(chapter.test, i), 255);
        forward(z, W, a, b);
        count[label]++;
        right[label] += argmax(z) == label;
        all_right += argmax(z) == label;
    }
    printf("\nRight on %d of %d test digits: %.1f %%. Guessing: 10 %%.\n",
           all_right, chapter.test.count,
           100.0 * all_right / chapter.test.count);
    show_by_class(&chapter, right, count, b);

    matrix_free_all((Matrix *[]){&W, &b, &a, &z, NULL});
    chapter_end(&chapter);
}
