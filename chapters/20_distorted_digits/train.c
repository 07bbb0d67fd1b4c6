// Chapter 20: the command `train`, chapter 16's by another recipe.
#include "16_digit_classifier/commands.h"
#include "20_distorted_digits/recipe.h"

// How much of the usual distortion there is, and what else the recipe has.
typedef struct {
    double affine, elastic, stroke, noise, upstroke; // 1: all of it
    Distorted recipe;
} Settings20;

static double prepare(void *own, Digits training)
{
    Settings20 *s = own;
    Distortion *d = &s->recipe.distortion;
    *d = usual_distortion();
    d->turn *= s->affine;
    d->scale *= s->affine;
    d->shear *= s->affine;
    d->shift *= s->affine;
    d->elastic *= s->elastic;
    d->stroke *= s->stroke;
    d->noise *= s->noise;
    d->upstroke *= s->upstroke;
    s->recipe.mean = matrix_new(PIXELS, 1);
    double scale = center_inputs(s->recipe.mean, training);
    if (!s->recipe.centers)
        matrix_fill(s->recipe.mean, 0);
    return scale;
}

static int batch(void *own, Trainer *t, Digits digits, int first, double scale)
{
    const Settings20 *s = own;
    return train_distorted(&s->recipe, t, digits, first, scale);
}

int command_train_distorted(int argc, char **argv)
{
    Settings20 s = {1, 1, 1,
                    1, 1, {.weight_decay = 0.1, .falls = 1, .centers = 1}};
    const Option options[] = {
        option_real("affine", &s.affine, 0, 5,
                    "strength of rotation, scale, shear and shift"),
        option_real("elastic", &s.elastic, 0, 5,
                    "strength of the elastic field"),
        option_real("stroke", &s.stroke, 0, 1.25,
                    "strength of thicker and thinner strokes"),
        option_real("noise", &s.noise, 0, 5, "strength of the noise"),
        option_real("upstroke", &s.upstroke, 0, 5,
                    "1s that get an upstroke, in fifths"),
        option_real("weight-decay", &s.recipe.weight_decay, 0, 100,
                    "share of the weights that goes, times the learning rate"),
        option_int("falling", &s.recipe.falls, 0, 1,
                   "1: the learning rate falls to 0 by a cosine"),
        option_int("centered", &s.recipe.centers, 0, 1,
                   "1: training sees inputs less their mean"),
    };
    const Method method = {
        .name = "distorted",
        .about = "Trains the digit classifier on distorted digits. One seed "
                 "gives one result,\nwhatever the number of threads.",
        .recipe = distorted_recipe(),
        .half = true,
        .options = options,
        .count = sizeof options / sizeof options[0],
        .own = &s,
        .prepare = prepare,
        .batch = batch};
    int status = train_by(&method, argc, argv);
    matrix_free(&s.recipe.mean);
    return status;
}
