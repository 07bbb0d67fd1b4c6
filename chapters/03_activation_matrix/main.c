// Chapter 3: where each pixel of a batch lies in memory.
#include <stdio.h>

#include "03_activation_matrix/batch.h"
#include "common/program/chapter.h"
#include "common/program/console.h"

enum { BATCH = 5 };

// For the picture: all of A, a line for each of its rows.
static void draw_matrix(Chapter *chapter, Matrix A)
{
    FILE *data = plot_block(&chapter->plot, "A");
    for (int i = 0; i < A.rows; i++)
        for (int j = 0; j < A.cols; j++)
            fprintf(data, "%.4f%c", *at(A, i, j), j + 1 < A.cols ? ' ' : '\n');
}

static void show_rows(Matrix A, int first, int count)
{
    printf("\nThe same digits as the columns of A (%d x %d); "
           "some of the rows:\n\n  row ",
           A.rows, A.cols);
    for (int j = 0; j < A.cols; j++)
        printf(" col. %d", j);
    printf("\n");
    for (int i = first; i < first + count; i++) {
        printf("  %d ", i);
        for (int j = 0; j < A.cols; j++)
            printf(" %6.4f", *at(A, i, j));
        printf("\n");
    }
}

// Where a pixel near the center of digit 2 lies in memory.
static void show_place(Chapter *chapter, Matrix A, double scale)
{
    int r = 14, c = 14, j = 2;
    int row = DIGIT_SIDE * r + c, place = row + A.rows * j;
    printf("\nThe pixel in row %d, column %d of the picture is row "
           "28 * %d + %d = %d of A.\n",
           r, c, r, c, row);
    printf("In column %d, counted from 0, it is number %d + %d * %d = %d in "
           "memory:\n",
           j, row, A.rows, j, place);
    printf("  *at(A, %d, %d) = %.4f    A.x[%d] = %.4f    pixel / %.0f = %.4f\n",
           row, j, *at(A, row, j), place, A.x[place], scale,
           digit_pixels(chapter->test, j)[row] / scale);
}

static void show_blank_share(Digits digits)
{
    int blank = 0;
    size_t count = (size_t)digits.count * PIXELS;
    for (size_t i = 0; i < count; i++)
        blank += digits.pixels[i] == 0;
    printf("\nBlank pixels in the training set: %.1f %%.\n",
           100.0 * blank / (double)count);
}

int main(int argc, char **argv)
{
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 3, the activation matrix: lays digits side by side and\n"
        "shows where in memory each of their pixels lies.",
        NULL, 0);
    double scale = largest_pixel(chapter.train);
    printf("The largest pixel of the training set, which becomes 1: %.0f\n\n",
           scale);

    Matrix A = matrix_new(PIXELS, BATCH);
    fill_batch(A, chapter.test, NULL, scale);
    draw_images(A, 0, 1, 2);
    draw_matrix(&chapter, A);
    show_rows(A, 400, 12);
    show_place(&chapter, A, scale);
    show_blank_share(chapter.train);

    matrix_free(&A);
    chapter_end(&chapter);
}
