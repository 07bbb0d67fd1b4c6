// Chapter 21: paper, light, dust and thin pens, taken out of pictures step by step.
#include "21_your_picture/measure.h"
#include "common/ground/fail.h"

int main(int argc, char **argv)
{
    const char *model = NULL;
    int held_back = 500;
    bool each_step = false;
    Option options[] = {
        option_text("model", "FILE", &model,
                    "a trained network in place of three small ones"),
        option_int("hold-back", &held_back, 1, 50000,
                   "training digits that it did not see, the last"),
        option_flag("each-step", &each_step,
                    "leave out each step alone, not only the fifth"),
    };
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 21, from a picture to a digit: damages pictures of digits and "
        "mends them, and asks how sure a network is.",
        options, 3);
    if (held_back >= chapter.train.count - BATCH)
        fail("--hold-back %d: leaves too few of %d training digits; hold back "
             "fewer",
             held_back, chapter.train.count);
    Digits held = digits_hold_back(&chapter.train, held_back);
    Models m = models_of(model, chapter.train);
    show_strokes(held);
    show_damages(&chapter, &m, each_step);
    show_thresholds(&chapter, &m.list[0], held);
    plot_damages(&chapter);
    plot_light(&chapter);
    plot_examples(&chapter, &m.list[0]);
    models_free(&m);
    digits_free(&held);
    chapter_end(&chapter);
}
