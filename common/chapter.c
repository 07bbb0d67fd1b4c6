#include "common/chapter.h"

#include "common/options.h"

DigitSets chapter_begin(int argc, char **argv, const char *about)
{
    const char *data = "data/sample";
    Option options[] = {
        option_text("data", "DIR", &data, "where the four MNIST files are"),
    };
    options_parse(argc, argv, about, "", options, 1);
    return (DigitSets){digits_load(data, "train"), digits_load(data, "t10k")};
}

void digit_sets_free(DigitSets *sets)
{
    digits_free(&sets->train);
    digits_free(&sets->test);
}
