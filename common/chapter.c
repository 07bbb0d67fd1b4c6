#include "common/chapter.h"

#include "common/fail.h"

enum { FEWEST_TRAINING = 500, FEWEST_TEST = 100, MOST_OPTIONS = 8 };

Chapter chapter_begin(int argc, char **argv, const char *about,
                      const Option *options, int count)
{
    const char *data = "data/sample", *picture = NULL;
    Option all[MOST_OPTIONS + 2] = {
        option_text("data", "DIR", &data, "where the four MNIST files are"),
        option_text("picture", "FILE", &picture,
                    "write the numbers of the chapter's picture there"),
    };
    if (count > MOST_OPTIONS)
        fail_bug("chapter_begin: %d options are too many", count);
    for (int i = 0; i < count; i++)
        all[i + 2] = options[i];
    options_parse(argc, argv, about, "", all, count + 2);

    Chapter c = {.train = digits_load(data, "train"),
                 .test = digits_load(data, "t10k")};
    if (c.train.count < FEWEST_TRAINING || c.test.count < FEWEST_TEST)
        fail("%s: has %d training and %d test digits; a chapter needs %d and "
             "%d, as data/sample has",
             data, c.train.count, c.test.count, FEWEST_TRAINING, FEWEST_TEST);
    c.picture = picture_open(picture);
    return c;
}

void chapter_end(Chapter *chapter)
{
    output_close(&chapter->picture);
    digits_free(&chapter->train);
    digits_free(&chapter->test);
}

Output picture_open(const char *path)
{
    return output_open(path != NULL ? path : "/dev/null");
}

// Two blank lines end a block, and a comment names the next.
void picture_block(Chapter *chapter, const char *name)
{
    fprintf(chapter->picture.stream, "\n\n# %s\n", name);
}

void picture_image(Chapter *chapter, const char *name, Matrix image)
{
    expect_shape("picture_image: image", image, PIXELS, 1);
    picture_block(chapter, name);
    for (int i = 0; i < PIXELS; i++)
        fprintf(chapter->picture.stream, "%.4g%c", (double)re(image.x[i]),
                (i + 1) % DIGIT_SIDE == 0 ? '\n' : ' ');
}
