#define _POSIX_C_SOURCE 200809L // isatty, fileno
#include "common/program/console.h"

#include <stdio.h>
#include <unistd.h>

#include "common/files/digits.h"

// One character for a gray value from 0 to 1.
static const char *shade(double gray)
{
    static const char *const shades[] = {" ", "░", "▒", "▓", "█"};
    return shades[(int)fmin(fmax(gray * 5, 0), 4)]; // of NaN the lightest
}

// The mean over `step` by 2 * `step` pixels of one image from (x, y) on.
static double mean_of_cell(Matrix image, int x, int y, int step)
{
    double sum = 0;
    for (int row = y; row < y + 2 * step; row++)
        for (int col = x; col < x + step; col++)
            sum += (double)re(image.x[row * DIGIT_SIDE + col]);
    return sum / (2 * step * step);
}

void draw_images(Matrix images, double low, double high, int step)
{
    expect_shape("draw_images: images", images, PIXELS, images.cols);
    for (int y = 0; y + 2 * step <= DIGIT_SIDE; y += 2 * step) {
        for (int i = 0; i < images.cols; i++)
            for (int x = 0; x + step <= DIGIT_SIDE; x += step) {
                double mean = mean_of_cell(column(images, i), x, y, step);
                fputs(shade((mean - low) / (high - low)), stdout);
            }
        putchar('\n');
    }
}

void print_bar(double share, int width)
{
    int filled = (int)(share * width + 0.5);
    for (int i = 0; i < width; i++)
        fputs(i < filled ? "█" : " ", stdout);
}

void progress(const char *task, int done, int total)
{
    if (!isatty(fileno(stderr)))
        return;
    fprintf(stderr, "\r%s %d/%d (%d%%) ", task, done, total,
            (int)(100.0 * done / total));
}

void progress_end(void)
{
    if (isatty(fileno(stderr)))
        fputs("\r\033[K", stderr);
}
