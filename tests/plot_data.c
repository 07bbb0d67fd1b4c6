// common/program/plot_data.c: the numbers of a picture.
#include <criterion/criterion.h>
#include <signal.h>
#include <string.h>

#include "common/files/digits.h"
#include "common/program/plot_data.h"
#include "expect.h"

TestSuite(plot, .init = scratch_enter, .fini = scratch_leave);

Test(plot, writes_named_blocks)
{
    Output plot = plot_open(in_scratch("data").text);
    Matrix image = matrix_new(PIXELS, 1);
    *at(image, 1, 0) = (real)0.12345, *at(image, 783, 0) = 1;
    FILE *data = plot_block(&plot, "numbers");
    fputs("1 2\n", data);
    plot_image(&plot, "image", image);
    output_close(&plot);
    char wanted[2000] = "\n\n# numbers\n1 2\n\n\n# image\n";
    for (int i = 0; i < PIXELS; i++) {
        strcat(wanted, i == 1 ? "0.1235" : i == 783 ? "1" : "0");
        strcat(wanted, i % 28 == 27 ? "\n" : " ");
    }
    cr_assert(scratch_holds("data", wanted));
    matrix_free(&image);
}

Test(plot, numbers_the_images)
{
    Output plot = plot_open(in_scratch("data").text);
    Matrix images = matrix_new(PIXELS, 2);
    *at(images, 0, 0) = 1, *at(images, 9, 1) = 1;
    plot_images(&plot, "image", images);
    output_close(&plot);
    char wanted[4000] = "";
    for (int j = 0; j < 2; j++) {
        strcat(wanted, j == 0 ? "\n\n# image 0\n" : "\n\n# image 1\n");
        for (int i = 0; i < PIXELS; i++) {
            strcat(wanted, i == 9 * j ? "1" : "0");
            strcat(wanted, i % 28 == 27 ? "\n" : " ");
        }
    }
    cr_assert(scratch_holds("data", wanted));
    matrix_free(&images);
}

Test(plot, writes_nowhere_unless_asked_to)
{
    Output plot = plot_open(NULL);
    fputs("1 2\n", plot.stream);
    output_close(&plot);
}

Test(plot, draws_images_of_one_digit_only, .signal = SIGABRT)
{
    expect_abort();
    Output plot = plot_open(NULL);
    plot_image(&plot, "image", matrix_new(28, 28));
}
