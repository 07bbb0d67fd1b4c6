#include "common/program/chapter.h"

#include <math.h>

#include "common/ground/fail.h"

enum { MIN_TRAINING = 500, MIN_TEST = 100, MAX_OPTIONS = 8 };

Chapter chapter_begin(int argc, char **argv, const char *about,
                      const Option *options, int count)
{
    const char *data = "data/sample", *picture = NULL;
    Option all[MAX_OPTIONS + 2] = {
        option_text("data", "DIR", &data, "where the four MNIST files are"),
        option_text("picture", "FILE", &picture,
                    "write the numbers of the chapter's picture there"),
    };
    if (count > MAX_OPTIONS)
        fail_bug("chapter_begin: %d options are too many", count);
    for (int i = 0; i < count; i++)
        all[i + 2] = options[i];
    options_parse(argc, argv, about, "", all, count + 2);

    Chapter c = {.train = digits_load(data, "train"),
                 .test = digits_load(data, "t10k")};
    if (c.train.count < MIN_TRAINING || c.test.count < MIN_TEST)
        fail("%s: has %d training and %d test digits; a chapter needs %d and "
             "%d, as data/sample has",
             data, c.train.count, c.test.count, MIN_TRAINING, MIN_TEST);
    c.plot = plot_open(picture);
    return c;
}

void chapter_end(Chapter *chapter)
{
    output_close(&chapter->plot);
    digits_free(&chapter->train);
    digits_free(&chapter->test);
}

Seeds over_seeds(const double *results, int count)
{
    double sum = 0, squares = 0;
    for (int i = 0; i < count; i++)
        sum += results[i];
    double mean = sum / count;
    for (int i = 0; i < count; i++)
        squares += (results[i] - mean) * (results[i] - mean);
    return (Seeds){mean, sqrt(squares / (count - 1))};
}
