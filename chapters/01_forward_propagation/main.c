// Chapter 1: ten mean digits as the weights of one layer.
#include <stdio.h>

#include "01_forward_propagation/forward.h"
#include "common/chapter.h"
#include "common/console.h"

// Draws templates first .. first + 4, each a row of W turned into a column.
static void draw_templates(Matrix W, int first)
{
    Matrix images = matrix_new(PIXELS, 5);
    for (int k = 0; k < images.cols; k++)
        for (int j = 0; j < PIXELS; j++)
            *at(images, j, k) = *at(W, first + k, j);
    draw_images(images, 0, 0.8, 2);
    matrix_free(&images);
}

static void show_scores(Matrix z)
{
    real best = z.x[largest(z)];
    for (int k = 0; k < CLASSES; k++) {
        printf("  z_%d = %8.4f  ", k, z.x[k]);
        print_bar(z.x[k] > 0 ? z.x[k] / best : 0, 40);
        printf("%s\n", k == largest(z) ? " largest" : "");
    }
}

static void show_by_class(const int *right, const int *count)
{
    printf("  class");
    for (int k = 0; k < CLASSES; k++)
        printf("%7d", k);
    printf("\n  right");
    for (int k = 0; k < CLASSES; k++)
        printf("%5.0f %%", count[k] > 0 ? 100.0 * right[k] / count[k] : 0);
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
    draw_templates(W, 0);
    draw_templates(W, 5);

    printf("\nA test digit, which is a %d:\n", chapter.test.labels[EXAMPLE]);
    input_from_pixels(a, digit_pixels(chapter.test, EXAMPLE), 255);
    draw_images(a, 0, 1, 1);
    printf("Its ten scores, z = W a + b:\n");
    forward(z, W, a, b);
    show_scores(z);

    int count[CLASSES] = {0}, right[CLASSES] = {0}, all_right = 0;
    for (int i = 0; i < chapter.test.count; i++) {
        int label = chapter.test.labels[i];
        input_from_pixels(a, digit_pixels(chapter.test, i), 255);
        forward(z, W, a, b);
        count[label]++;
        right[label] += largest(z) == label;
        all_right += largest(z) == label;
    }
    printf("\nRight on %d of %d test digits: %.1f %%. Guessing: 10 %%.\n",
           all_right, chapter.test.count,
           100.0 * all_right / chapter.test.count);
    show_by_class(right, count);

    matrix_free_all((Matrix *[]){&W, &b, &a, &z, NULL});
    chapter_end(&chapter);
}
