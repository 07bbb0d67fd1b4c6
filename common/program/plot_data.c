#include "common/program/plot_data.h"

#include "common/files/digits.h"

Output plot_open(const char *path)
{
    return output_open(path != NULL ? path : "/dev/null");
}

// Two blank lines end a block, and a comment names the next.
FILE *plot_block(Output *plot, const char *name)
{
    fprintf(plot->stream, "\n\n# %s\n", name);
    return plot->stream;
}

void plot_image(Output *plot, const char *name, Matrix image)
{
    expect_shape("plot_image: image", image, PIXELS, 1);
    FILE *data = plot_block(plot, name);
    for (int i = 0; i < PIXELS; i++)
        fprintf(data, "%.4g%c", (double)re(image.x[i]),
                (i + 1) % DIGIT_SIDE == 0 ? '\n' : ' ');
}

void plot_images(Output *plot, const char *name, Matrix images)
{
    for (int j = 0; j < images.cols; j++) {
        char numbered[20];
        snprintf(numbered, sizeof numbered, "%s %d", name, j);
        plot_image(plot, numbered, column(images, j));
    }
}
