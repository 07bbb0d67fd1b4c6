// The variants that experiments compare: each can be read, and changes what its name
// says and nothing else.
#include "plots/experiments/variant.h"
#include "plots/experiments/experiments.h"

#include "expect.h"
#include "near.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TRAINED = 120, TESTED = 60, EPOCHS = 3 };
#define SMALL "--hidden 12,8 --keep 0.9,0.8 --batch 16 --epochs 3 --decay 0.5 "

typedef struct {
    Score of[EPOCHS];
} Curve;

// The scores of a small network that is trained as SMALL says and as `more` does, on the
// first digits of the sample.
static Curve trained_on(Digits training, const char *more, int seed)
{
    char options[300];
    snprintf(options, sizeof options, SMALL "%s", more);
    Variant v = variant_read(options);
    cr_assert(v.recipe.epochs <= EPOCHS);
    Digits test = training;
    test.pixels += (size_t)TRAINED * PIXELS;
    test.labels += TRAINED;
    test.count = TESTED;
    training.count = TRAINED;
    Curve c = {0};
    variant_train(c.of, &v, seed, training, test);
    return c;
}

static Digits sample(void)
{
    static Digits d; // until the test ends
    if (d.count == 0)
        d = digits_load("data/sample", "train");
    return d;
}

static Curve trained(const char *more)
{
    return trained_on(sample(), more, 1);
}

static bool are_equal(Curve a, Curve b)
{
    for (int e = 0; e < EPOCHS; e++)
        if (a.of[e].loss != b.of[e].loss)
            return false;
    return true;
}

Test(experiments, can_be_read)
{
    for (int i = 0; i < experiment_count; i++) {
        const Experiment *e = &experiments[i];
        for (int j = 0; j < i; j++)
            cr_assert(strcmp(e->name, experiments[j].name) != 0);
        cr_assert(e->variant[0].label != NULL && e->variant[1].label != NULL);
        for (int v = 0; v < MAX_VARIANTS && e->variant[v].label != NULL; v++) {
            char options[400];
            snprintf(options, sizeof options, "%s%s",
                     e->options != NULL ? e->options : "",
                     e->variant[v].options);
            Variant read = variant_read(options);
            cr_assert(read.recipe.hidden.count == read.recipe.keep.count,
                      "%s: %s", e->name, e->variant[v].label);
        }
    }
}

// An experiment that is judged on test digits had all its choices made before.
Test(experiments, are_judged_on_held_back_digits)
{
    for (int i = 0; i < experiment_count; i++)
        cr_assert(experiments[i].is_final ==
                  (strcmp(experiments[i].name, "fashion") == 0));
}

Test(experiments, are_repeated_by_the_seed)
{
    cr_assert(are_equal(trained(""), trained("")));
    cr_assert(!are_equal(trained(""), trained_on(sample(), "", 2)));
}

Test(experiments, every_option_changes_the_training)
{
    static const char *const options[] = {
        "--batch 32",          "--hidden 12,9",        "--keep 0.9,0.7",
        "--alpha 0.004",       "--decay 0.4",          "--beta1 0.7",
        "--start xavier",      "--start small",        "--start large",
        "--optimizer descent", "--optimizer momentum", "--optimizer rmsprop",
        "--slip variance",     "--slip deviation",     "--slip raw-test",
        "--slip one-order",    "--slip compounding",   "--slip epsilon",
        "--slip relu-last",    "--without biases",     "--without random-order",
        "--without layers",    "--input 0.5",          "--digits 100",
        "--start tenfold",     "--keep-input 0.8",
    };
    enum { COUNT = sizeof options / sizeof options[0] };
    Curve plain = trained(""), c[COUNT];
    for (int i = 0; i < COUNT; i++) {
        c[i] = trained(options[i]);
        cr_assert(!are_equal(c[i], plain), "%s changes nothing", options[i]);
        for (int j = 0; j < i; j++)
            cr_assert(!are_equal(c[i], c[j]), "%s is %s", options[i],
                      options[j]);
    }
}

// Its step alone, with nothing of what it adds, is chapter 16's.
Test(experiments, chapter_20_adds_its_own_options)
{
    cr_assert(are_equal(trained("--by-20"), trained("")));
    Curve plain = trained("--by-20 --keep 1,1");
    cr_assert(!are_equal(trained("--by-20 --keep 1,1 --falling 1"), plain));
    cr_assert(!are_equal(trained("--by-20 --keep 1,1 --centered 1"), plain));
    cr_assert(
        !are_equal(trained("--by-20 --keep 1,1 --weight-decay 1"), plain));
    cr_assert(!are_equal(trained("--by-20 --keep 1,1 --distortion 1"), plain));
}

// What an epoch has not yet changed, no slip of later epochs may change.
Test(experiments, slips_of_later_epochs_leave_the_first)
{
    Curve plain = trained("");
    cr_assert(trained("--slip one-order").of[0].loss == plain.of[0].loss);
    cr_assert(trained("--slip compounding").of[0].loss == plain.of[0].loss);
    cr_assert(are_equal(trained("--slip compounding --decay 0"),
                        trained("--decay 0")));
}

// With one batch in an epoch, the second has the learning rate of the recipe, and the
// third less: it falls from what the second left.
Test(experiments, decay_compounds_from_batch_to_batch)
{
    Curve plain = trained("--batch 120");
    Curve compounding = trained("--batch 120 --slip compounding");
    cr_assert(compounding.of[1].loss == plain.of[1].loss);
    cr_assert(compounding.of[2].loss != plain.of[2].loss);
}

// Only the test digits are scaled otherwise, so that the digits it learns from and the
// network are those of "variance".
Test(experiments, a_raw_test_costs_only_in_the_test)
{
    Curve raw = trained("--slip raw-test"), scaled = trained("--slip variance");
    cr_assert(raw.of[EPOCHS - 1].loss > scaled.of[EPOCHS - 1].loss);
}

Test(experiments, fewer_digits_are_the_first_ones)
{
    cr_assert(are_equal(trained("--digits 120"), trained("")));
    cr_assert(!are_equal(trained("--digits 119"), trained("")));
}

// The digits of a batch of one label have one answer, and the last label has the last
// word: most of what is read is a 9.
Test(experiments, sorted_digits_teach_the_last_label)
{
    Curve sorted = trained("--without random-order --alpha 0.02");
    cr_assert(sorted.of[EPOCHS - 1].accuracy <
              trained("--alpha 0.02").of[EPOCHS - 1].accuracy - 20);
}

Test(experiments, chapter_16_is_the_first_variant)
{
    Variant v = variant_read(experiments[0].options);
    Recipe r = source_recipe();
    cr_assert(v.recipe.alpha == r.alpha && v.recipe.batch == r.batch &&
              v.recipe.beta1 == r.beta1 && v.recipe.keep.x[0] == r.keep.x[0] &&
              v.input == 1 && v.start == HE && v.optimizer == ADAM &&
              v.slip == NO_SLIP && v.left_out == NOTHING && !v.by_20);
}
