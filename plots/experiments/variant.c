#include "variant.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "08_output_error/output_error.h"
#include "10_weight_gradient/weight_gradient.h"
#include "11_bias_gradient/bias_gradient.h"
#include "13_he_initialization/he.h"
#include "14_dropout/dropout.h"
#include "common/ground/fail.h"
#include "common/ground/memory.h"

// ---------------------------------------------------------------- options

static const char *const starts[] = {"he",    "xavier",  "small",
                                     "large", "tenfold", NULL};
static const char *const optimizers[] = {"adam", "descent", "momentum",
                                         "rmsprop", NULL};
static const char *const slips[] = {"none",     "variance",  "deviation",
                                    "raw-test", "one-order", "compounding",
                                    "epsilon",  "relu-last", NULL};
static const char *const parts[] = {"nothing", "biases", "random-order",
                                    "layers", NULL};

// The place of a word in a list.
static int find_word(const char *option, const char *word,
                     const char *const *words)
{
    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(word, words[i]) == 0)
            return i;
    fail_usage("--%s: there is no %s", option, word);
}

enum { MAX_WORDS = 40, MAX_LENGTH = 400 };

static void read_options(const char *line, Option *options, int count)
{
    static char words[MAX_LENGTH]; // options point into it
    char *argv[MAX_WORDS] = {"experiment"};
    int argc = 1;
    if (strlen(line) >= MAX_LENGTH)
        fail_bug("variant_read: %s: is too long", line);
    strcpy(words, line);
    for (char *word = strtok(words, " "); word != NULL && argc < MAX_WORDS;
         word = strtok(NULL, " "))
        argv[argc++] = word;
    options_parse(argc, argv, "A variant of an experiment.", "", options,
                  count);
}

Variant variant_read(const char *line)
{
    Variant v = {.recipe = source_recipe(), .input = 1, .keep_input = 1};
    Recipe *r = &v.recipe;
    const char *start = "he", *optimizer = "adam", *slip = "none";
    const char *left_out = "nothing";
    Option options[] = {
        option_int("epochs", &r->epochs, 1, 1000, ""),
        option_int("batch", &r->batch, 1, 10000, ""),
        option_list("hidden", &r->hidden, 1, 4096, ""),
        option_list("keep", &r->keep, 0.01, 1, ""),
        option_real("alpha", &r->alpha, 1e-9, 1e3, ""),
        option_real("decay", &r->decay, 0, 10, ""),
        option_real("beta1", &r->beta1, 0, 0.999999, ""),
        option_text("start", "", &start, ""),
        option_text("optimizer", "", &optimizer, ""),
        option_text("slip", "", &slip, ""),
        option_text("without", "", &left_out, ""),
        option_real("input", &v.input, 1e-3, 1e3, ""),
        option_real("keep-input", &v.keep_input, 0.01, 1, ""),
        option_int("digits", &v.digits, 0, 60000, ""),
        option_flag("by-20", &v.by_20, ""),
        option_int("falling", &v.distorted.falls, 0, 1, ""),
        option_int("centered", &v.distorted.centers, 0, 1, ""),
        option_real("weight-decay", &v.distorted.weight_decay, 0, 100, ""),
        option_real("distortion", &v.distortion, 0, 5, ""),
    };
    read_options(line, options, sizeof options / sizeof options[0]);
    v.start = (Start)find_word("start", start, starts);
    v.optimizer = (Optimizer)find_word("optimizer", optimizer, optimizers);
    v.slip = (Slip)find_word("slip", slip, slips);
    v.left_out = (LeftOut)find_word("without", left_out, parts);
    if (v.left_out == LAYERS)
        r->hidden.count = r->keep.count = 0;
    return v;
}

// ---------------------------------------------------------------- training

// A training and what the variant changes of it.
typedef struct {
    const Variant *v;
    Trainer trainer;
    Digits training;
    double scale, test_scale; // what pixels are divided by
    Distorted distorted;
} Trial;

// The variance of the pixels, as shares of full ink, all together.
static double pixel_variance(Digits d)
{
    double variance = 0;
    for (int p = 0; p < PIXELS; p++) {
        double sum = 0, squares = 0;
        for (int i = 0; i < d.count; i++) {
            double ink = digit_pixels(d, i)[p] / 255.0;
            sum += ink;
            squares += ink * ink;
        }
        variance += (squares - sum * sum / d.count) / d.count;
    }
    return variance;
}

static void find_scales(Trial *t)
{
    const Variant *v = t->v;
    switch (v->slip) {
    case VARIANCE:
    case RAW_TEST:
        t->scale = 255 * pixel_variance(t->training);
        break;
    case DEVIATION:
        t->scale = 255 * sqrt(pixel_variance(t->training));
        break;
    default:
        t->scale = length_scale(t->training) / v->input;
    }
    if (v->distorted.centers)
        t->scale = center_inputs(t->distorted.mean, t->training);
    t->test_scale = v->slip == RAW_TEST ? 255 : t->scale;
}

static void strengthen(Distortion *d, double strength)
{
    *d = usual_distortion();
    d->turn *= strength;
    d->scale *= strength;
    d->shear *= strength;
    d->shift *= strength;
    d->elastic *= strength;
    d->stroke *= fmin(strength, 1);
    d->noise *= strength;
    d->upstroke = 0; // clothes have none
}

// He's weights are normal with variance 2/n; these have another.
static void change_start(Network *net, const Variant *v)
{
    for (int l = 1; l <= net->L; l++) {
        double he = he_spread(net->n[l - 1]);
        double spread = v->start == XAVIER    ? sqrt(1.0 / net->n[l - 1])
                        : v->start == SMALL   ? 0.01
                        : v->start == LARGE   ? 0.2
                        : v->start == TENFOLD ? 10 * he
                                              : he;
        for (size_t i = 0; i < elements(net->W[l]); i++)
            net->W[l].x[i] *= (real)(spread / he);
    }
}

// As dropout_backward, but that the output's error passes through ReLU.
static void backward_with_relu_last(Network *net)
{
    int L = net->L;
    Matrix dZ = net->dZ[L];
    output_error(dZ, net->A[L], net->Y);
    for (size_t i = 0; i < elements(dZ); i++)
        if (!(net->Z[L].x[i] > 0))
            dZ.x[i] = 0;
    weight_gradient(net->dW[L], dZ, net->A[L - 1]);
    bias_gradient(net->db[L], dZ);
    input_gradient(net->dA[L - 1], net->W[L], dZ);
    for (int l = L - 1; l >= 1; l--) {
        dropout(net->dA[l], net->D[l]);
        layer_backward(net, l);
    }
}

// As adam_step, but for the place of epsilon.
static void adam_with_epsilon_inside(Adam *a, Matrix theta, Matrix dtheta)
{
    a->t++;
    double correct_m = 1 / (1 - pow(a->beta1, a->t));
    double correct_v = 1 / (1 - pow(a->beta2, a->t));
    for (size_t i = 0; i < elements(theta); i++) {
        double g = (double)dtheta.x[i];
        double m = a->beta1 * (double)a->m.x[i] + (1 - a->beta1) * g;
        double v = a->beta2 * (double)a->v.x[i] + (1 - a->beta2) * g * g;
        a->m.x[i] = (real)m;
        a->v.x[i] = (real)v;
        theta.x[i] -=
            (real)(a->alpha * m * correct_m / sqrt(v * correct_v + a->epsilon));
    }
}

static void make_step(Trial *t)
{
    Trainer *trainer = &t->trainer;
    Adam *a = &trainer->adam;
    Matrix theta = trainer->net.theta, dtheta = trainer->net.dtheta;
    if (t->v->optimizer == DESCENT)
        momentum_step(theta, dtheta, a->m, a->alpha, 0);
    else if (t->v->optimizer == MOMENTUM)
        momentum_step(theta, dtheta, a->m, a->alpha, 0.9);
    else if (t->v->optimizer == RMSPROP)
        rmsprop_step(theta, dtheta, a->v, a->alpha, a->beta2, a->epsilon);
    else if (t->v->slip == EPSILON)
        adam_with_epsilon_inside(a, theta, dtheta);
    else
        adam_step(a, theta, dtheta);
}

static void drop_pixels(Matrix A, double keep, Random *r)
{
    Matrix mask = matrix_new(A.rows, A.cols);
    dropout_mask(mask, keep, r);
    dropout(A, mask);
    matrix_free(&mask);
}

// As train_batch, with what the variant changes.
static int train_changed(Trial *t, int first)
{
    Trainer *trainer = &t->trainer;
    Network *net = &trainer->net;
    int left = trainer->count - first, batch = trainer->recipe.batch;
    int m = left < batch ? left : batch;
    network_load(net, t->training, trainer->order + first, m, t->scale);
    if (t->v->keep_input < 1)
        drop_pixels(net->A[0], t->v->keep_input, &trainer->masks);
    dropout_forward(net, trainer->keep, &trainer->masks);
    if (t->v->slip == RELU_LAST)
        backward_with_relu_last(net);
    else
        dropout_backward(net);
    for (int l = 1; l <= net->L && t->v->left_out == BIASES; l++)
        matrix_fill(net->db[l], 0);
    make_step(t);
    return m;
}

// All 0s first, then all 1s, and so on; within a label as they were.
static void sort_by_label(Trial *t)
{
    int *order = t->trainer.order, count = t->trainer.count, place = 0;
    int *sorted = allocate((size_t)count * sizeof *sorted);
    for (int label = 0; label < CLASSES; label++)
        for (int i = 0; i < count; i++)
            if (t->training.labels[order[i]] == label)
                sorted[place++] = order[i];
    memcpy(order, sorted, (size_t)count * sizeof *order);
    free(sorted);
}

static void train_epoch(Trial *t, int epoch)
{
    Trainer *trainer = &t->trainer;
    const Recipe *r = &trainer->recipe;
    double alpha = trainer->adam.alpha; // what the last batch left of it
    begin_epoch(trainer, epoch, 0);
    if (t->v->slip == ONE_ORDER) {
        Random masks = trainer->masks;
        begin_epoch(trainer, 1, 0);
        trainer->masks = masks;
    }
    if (t->v->left_out == RANDOM_ORDER)
        sort_by_label(t);
    if (t->v->slip == COMPOUNDING && epoch > 1)
        trainer->adam.alpha = alpha;
    for (int first = 0; first < trainer->count;) {
        if (t->v->slip == COMPOUNDING)
            trainer->adam.alpha /= 1 + r->decay * (epoch - 1);
        first += t->v->by_20 ? train_distorted(&t->distorted, trainer,
                                               t->training, first, t->scale)
                             : train_changed(t, first);
    }
}

void variant_train(Score *curve, const Variant *v, int seed, Digits training,
                   Digits test)
{
    Trial t = {.v = v, .training = training, .distorted = v->distorted};
    Recipe recipe = v->recipe;
    recipe.seed = seed;
    if (v->digits > 0 && v->digits < training.count)
        t.training.count = v->digits;
    t.distorted.mean = matrix_new(PIXELS, 1);
    strengthen(&t.distorted.distortion, v->distortion);
    find_scales(&t);
    t.trainer = trainer_new(&recipe, t.training.count);
    change_start(&t.trainer.net, v);
    for (int epoch = 1; epoch <= recipe.epochs; epoch++) {
        train_epoch(&t, epoch);
        curve[epoch - 1] = network_score(&t.trainer.net, test, t.test_scale);
    }
    matrix_free(&t.distorted.mean);
    trainer_free(&t.trainer);
}
