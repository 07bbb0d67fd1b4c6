#include "common/chapter.h"

#include "common/fail.h"

enum { FEWEST_TRAINING = 500, FEWEST_TEST = 100, MOST_OPTIONS = 8 };

DigitSets chapter_begin(int argc, char **argv, const char *about,
                        const Option *options, int count)
{
    const char *data = "data/sample";
    Option all[MOST_OPTIONS + 1] = {
        option_text("data", "DIR", &data, "where the four MNIST files are"),
    };
    if (count > MOST_OPTIONS)
        fail_bug("chapter_begin: %d options are too many", count);
    for (int i = 0; i < count; i++)
        all[i + 1] = options[i];
    options_parse(argc, argv, about, "", all, count + 1);

    DigitSets sets = {digits_load(data, "train"), digits_load(data, "t10k")};
    if (sets.train.count < FEWEST_TRAINING || sets.test.count < FEWEST_TEST)
        fail("%s: has %d training and %d test digits; a chapter needs %d and "
             "%d, as data/sample has",
             data, sets.train.count, sets.test.count, FEWEST_TRAINING,
             FEWEST_TEST);
    return sets;
}

void digit_sets_free(DigitSets *sets)
{
    digits_free(&sets->train);
    digits_free(&sets->test);
}
