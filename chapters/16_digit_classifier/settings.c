#include "16_digit_classifier/settings.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "common/files/digits.h"
#include "common/files/run_folder.h"
#include "common/ground/fail.h"

static const char full_set[] = "data/mnist", sample[] = "data/sample";

// The first of the settings give the result; the others do not change it.
enum { EPOCHS = 0, SEED = 8, DATA = 10 };

static void add_settings(Settings *s, const Option *options, int count)
{
    for (int i = 0; i < count; i++) {
        if (s->count == SETTINGS)
            fail_bug("settings: more than %d", SETTINGS);
        option_write(&options[i], s->usual[s->count]);
        s->options[s->count++] = options[i];
    }
}

static void add_settings_of_result(Settings *s)
{
    Recipe *r = &s->recipe;
    const Option options[] = {
        option_int("epochs", &r->epochs, 1, 100000,
                   "passes over the training digits"),
        option_int("batch", &r->batch, 1, 10000, "digits in one step"),
        option_list("hidden", &r->hidden, 1, 4096,
                    "units of each hidden layer"),
        option_list("keep", &r->keep, 0.01, 1,
                    "dropout: chance to keep a unit, for each hidden layer"),
        option_real("alpha", &r->alpha, 1e-9, 1e30, "Adam's learning rate"),
        option_real("decay", &r->decay, 0, 10,
                    "epoch e has alpha / (1 + decay (e - 1))"),
        option_real("beta1", &r->beta1, 0, 0.999999, "Adam's memory of slopes"),
        option_real("beta2", &r->beta2, 0, 0.999999,
                    "Adam's memory of squared slopes"),
        option_int("seed", &r->seed, 0, 2147483647,
                   "start of the random numbers"),
        option_int("hold-back", &s->hold_back, 0, 1000000,
                   "test on the last N training digits, kept out of training, "
                   "instead of the test digits"),
        option_text("data", "DIR", &s->data, "where the four MNIST files are"),
    };
    add_settings(s, options, sizeof options / sizeof options[0]);
}

static void add_other_settings(Settings *s)
{
    const Option options[] = {
        option_int("threads", &s->threads, 0, 1024,
                   "0: as many as are fastest at the time"),
        option_text("runs", "DIR", &s->runs,
                    "where this run gets a folder of its own"),
        option_text("resume", "RUN", &s->resume,
                    "go on with the run in this folder"),
        option_flag("continue", &s->goes_on,
                    "go on with the run of these settings, if there is one"),
        option_text("log", "FILE", &s->log,
                    "also write the training curves there, as CSV"),
        option_text("model", "FILE", &s->model,
                    "also write the trained network there"),
    };
    add_settings(s, options, sizeof options / sizeof options[0]);
}

static void set_defaults(Settings *s, const Method *method)
{
    *s = (Settings){.method = method,
                    .recipe = method->recipe,
                    .data = full_set,
                    .runs = "build/train"};
    add_settings_of_result(s);
    add_settings(s, method->options, method->count);
    s->of_result = s->count;
    add_other_settings(s);
}

static void expect_settings(const Settings *s)
{
    const Recipe *r = &s->recipe;
    for (int l = 0; l < r->hidden.count; l++)
        if (r->hidden.x[l] != floor(r->hidden.x[l]))
            fail_usage("--hidden: %g units are not a whole number",
                       r->hidden.x[l]);
    if (r->hidden.count >= MAX_LAYERS)
        fail_usage("--hidden: at most %d layers are possible", MAX_LAYERS - 1);
    if (r->keep.count != r->hidden.count)
        fail_usage("--keep: needs one number for each of the %d hidden layers",
                   r->hidden.count);
}

// Test digits are needed only where no training digits are held back for that.
static bool has_sets(const char *data, int hold_back)
{
    return digits_exist(data, "train") &&
           (hold_back > 0 || digits_exist(data, "t10k"));
}

// Where MNIST is not there yet, the sample serves unless --data asks for others.
static const char *find_data(const Settings *s)
{
    if (s->data != full_set || has_sets(full_set, s->hold_back))
        return s->data;
    if (!has_sets(sample, s->hold_back))
        fail("MNIST is neither in %s nor, as a sample, in %s; run this from "
             "the project's folder, or name another by --data",
             full_set, sample);
    fprintf(stderr,
            "note: MNIST is not in %s, so this run uses the small sample in "
            "%s; `make data` fetches all of MNIST\n",
            full_set, sample);
    return sample;
}

void settings_read(Settings *s, const Method *method, int argc, char **argv)
{
    set_defaults(s, method);
    options_parse(argc, argv, method->about, "", s->options, s->count);
    if (s->resume != NULL)
        return; // the rest stands in the checkpoint
    expect_settings(s);
    s->data = find_data(s);
}

// A run goes on by the recipe that began it.
static void expect_recipe(const Settings *s, const Safetensors *checkpoint,
                          const char *path)
{
    const char *recipe = safetensors_metadata(checkpoint, "recipe");
    const char *here = s->method->name;
    recipe = recipe != NULL ? recipe : "plain";
    here = here != NULL ? here : "plain";
    if (strcmp(recipe, here) != 0)
        fail("%s: was begun by the recipe %s, not %s; go on with the program "
             "that has it",
             path, recipe, here);
}

void settings_resume(Settings *s, const Safetensors *checkpoint,
                     const char *path)
{
    expect_recipe(s, checkpoint, path);
    for (int i = 0; i < s->of_result; i++) {
        Option *o = &s->options[i];
        const char *value = safetensors_metadata(checkpoint, o->name);
        if (value == NULL)
            fail("%s: does not say its %s, so it is no checkpoint; begin a new "
                 "run",
                 path, o->name);
        if (o->given && i != EPOCHS && i != DATA)
            fail_usage("--%s: a run goes on as it was begun; of its "
                       "settings only --epochs and --data may be given",
                       o->name);
        if (o->given)
            continue;
        snprintf(s->values[i], OPTION_TEXT_SIZE, "%s", value);
        fail_usage_in(path);
        option_read(o, s->values[i]);
        fail_usage_in(NULL);
    }
    fail_usage_in(path);
    expect_settings(s);
    fail_usage_in(NULL);
}

int settings_about(Settings *s, Metadata about[SETTINGS + 1])
{
    for (int i = 0; i < s->of_result; i++) {
        option_write(&s->options[i], s->texts[i]);
        about[i] = (Metadata){s->options[i].name, s->texts[i]};
    }
    if (s->method->name != NULL)
        about[s->of_result] = (Metadata){"recipe", s->method->name};
    return s->of_result + (s->method->name != NULL);
}

void settings_name(const Settings *s, char name[MAX_RUN_NAME])
{
    size_t end = strlen(s->data);
    while (end > 1 && s->data[end - 1] == '/')
        end--;
    size_t start = end;
    while (start > 0 && s->data[start - 1] != '/')
        start--;
    const char *recipe = s->method->name;
    int used =
        snprintf(name, MAX_RUN_NAME, "%.*s%s%s-seed-%d", (int)(end - start),
                 s->data + start, recipe != NULL ? "-" : "",
                 recipe != NULL ? recipe : "", s->recipe.seed);
    for (int i = 0; i < s->of_result && used < MAX_RUN_NAME; i++) {
        char value[OPTION_TEXT_SIZE];
        option_write(&s->options[i], value);
        if (i != SEED && i != DATA && strcmp(value, s->usual[i]) != 0)
            used += snprintf(name + used, (size_t)(MAX_RUN_NAME - used),
                             "-%s-%s", s->options[i].name, value);
    }
}

// Two names of the data may lead to the same digits, which are compared later.
static bool has_these_settings(Settings *s, const Safetensors *checkpoint)
{
    Metadata about[SETTINGS + 1];
    int count = settings_about(s, about);
    for (int i = 0; i < count; i++) {
        const char *value = safetensors_metadata(checkpoint, about[i].key);
        if (i != DATA && (value == NULL || strcmp(value, about[i].value) != 0))
            return false;
    }
    return true;
}

void settings_find_run(Settings *s)
{
    static char folder[FILENAME_MAX], path[FILENAME_MAX + 30];
    char name[MAX_RUN_NAME];
    settings_name(s, name);
    snprintf(folder, sizeof folder, "%s/%s", s->runs, name);
    snprintf(path, sizeof path, "%s/" RUN_CHECKPOINT, folder);
    FILE *stream = s->resume == NULL ? fopen(path, "r") : NULL;
    if (stream == NULL)
        return;
    fclose(stream);
    Safetensors file = safetensors_read(path);
    if (has_these_settings(s, &file)) {
        s->resume = folder;
        for (int i = 0; i < s->of_result; i++)
            s->options[i].given = i == DATA && s->options[i].given;
    }
    safetensors_free(&file);
}
