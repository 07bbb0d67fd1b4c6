#include "16_digit_classifier/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "16_digit_classifier/model.h"
#include "common/ground/fail.h"

// Digits that are held back take the place of the test digits, which then need not
// be there.
static void load_digits(Run *r)
{
    const Settings *s = &r->settings;
    r->train = digits_load(s->data, "train");
    digits_digest(r->digest, r->train);
    if (s->hold_back >= r->train.count)
        fail_usage("--hold-back %d: leaves none of the %d training digits",
                   s->hold_back, r->train.count);
    r->test = s->hold_back > 0 ? digits_hold_back(&r->train, s->hold_back)
                               : digits_load(s->data, "t10k");
    digits_digest(r->test_digest, r->test);
    r->scale = r->method->prepare(r->method->own, r->train);
}

// Settles now that they can be written, lest that fail at the end.
static void open_copies(Run *r)
{
    if (r->settings.log != NULL)
        r->log_copy = output_open(r->settings.log);
    if (r->settings.model != NULL)
        r->model_copy = output_open(r->settings.model);
}

static void name_files(Run *r)
{
    r->checkpoint = run_folder_file(&r->folder, RUN_CHECKPOINT);
    r->log = run_folder_file(&r->folder, "log.csv");
    r->model = run_folder_file(&r->folder, "model.safetensors");
    r->best = run_folder_file(&r->folder, "best.safetensors");
    r->frames = run_folder_file(&r->folder, "weights.pgm");
}

// After what every log has, how many units of each hidden layer are silent.
static void begin_log(Run *r)
{
    char columns[MAX_LAYERS * 20] = "";
    for (int l = 1; l < r->trainer.net.L; l++)
        snprintf(columns + strlen(columns), 20, ",silent_%d", l);
    progress_log(&r->progress,
                 "epoch,train_loss,train_accuracy,test_loss,"
                 "test_accuracy,alpha,seconds%s\n",
                 columns);
}

void run_log(Run *r, int epoch, Score on_training, Score on_test,
             double seconds, const int *silent)
{
    char counts[MAX_LAYERS * 12] = "";
    bool has_columns = strstr(r->progress.log, ",silent_1") != NULL;
    for (int l = 1; l < r->trainer.net.L && has_columns; l++)
        snprintf(counts + strlen(counts), 12, ",%d", silent[l]);
    progress_log(&r->progress, "%d,%.6f,%.4f,%.6f,%.4f,%.9g,%.3f%s\n", epoch,
                 on_training.loss, on_training.accuracy, on_test.loss,
                 on_test.accuracy, r->trainer.adam.alpha, seconds, counts);
}

void run_note(Run *r)
{
    frames_note(&r->progress.frames, r->trainer.net.W[1], r->trainer.adam.t);
}

void run_begin(Run *r)
{
    load_digits(r);
    open_copies(r);
    char name[MAX_RUN_NAME];
    settings_name(&r->settings, name);
    r->folder = run_folder_new(r->settings.runs, name);
    name_files(r);
    r->trainer = trainer_new(&r->settings.recipe, r->train.count);
    r->progress = (Progress){.best = -1, .frames = frames_new(r->frames)};
    begin_log(r);
    run_note(r);
}

void run_resume(Run *r)
{
    Settings *s = &r->settings;
    r->folder = run_folder_again(s->resume);
    name_files(r);
    Safetensors file = checkpoint_read(r->checkpoint, &r->progress);
    settings_resume(s, &file, r->checkpoint);
    if (r->progress.epochs > s->recipe.epochs)
        fail_usage("--resume %s: its %d epochs are done; ask for more "
                   "by: EPOCHS= (--epochs)",
                   s->resume, r->progress.epochs);
    load_digits(r);
    const char *digest = safetensors_metadata(&file, "digest");
    const char *test = safetensors_metadata(&file, "test_digest");
    if (digest == NULL || strcmp(digest, r->digest) != 0 || test == NULL ||
        strcmp(test, r->test_digest) != 0)
        fail("%s: does not have the digits that the run in %s was begun with; "
             "name their folder by --data",
             s->data, s->resume);
    open_copies(r);
    r->trainer = trainer_new(&s->recipe, r->train.count);
    checkpoint_restore(&r->trainer, &r->progress, &file, r->checkpoint);
    r->progress.frames = frames_read(r->frames, r->trainer.adam.t);
    safetensors_free(&file);
}

void run_end(Run *r)
{
    char *texts[] = {r->checkpoint, r->log,    r->model,
                     r->best,       r->frames, r->progress.log};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        free(texts[i]);
    frames_free(&r->progress.frames);
    run_folder_close(&r->folder);
    trainer_free(&r->trainer);
    digits_free(&r->train);
    digits_free(&r->test);
}

// What checkpoints and models say of the run. Returns how many entries.
static int describe(Run *r, Metadata about[MAX_ABOUT])
{
    int count = settings_about(&r->settings, about);
    about[count++] = (Metadata){"digest", r->digest};
    about[count++] = (Metadata){"test_digest", r->test_digest};
    return count;
}

void run_save_checkpoint(Run *r)
{
    Metadata about[MAX_ABOUT];
    int count = describe(r, about);
    checkpoint_write(r->checkpoint, r->log, &r->trainer, &r->progress, about,
                     count);
    if (r->is_latest)
        return; // only the first is waited for
    checkpoint_wait();
    run_folder_used(&r->folder);
    r->is_latest = true;
}

// Writes the network as it is now, and looks at what was written before that
// takes an older one's place.
static void save_model(Run *r, Output o)
{
    Metadata about[MAX_ABOUT];
    char epochs[16], accuracy[16];
    int count = describe(r, about);
    snprintf(epochs, sizeof epochs, "%d", r->progress.epochs);
    about[count++] = (Metadata){"epochs_done", epochs};
    snprintf(accuracy, sizeof accuracy, "%.2f", r->accuracy);
    if (r->accuracy >= 0)
        about[count++] = (Metadata){"accuracy", accuracy};
    model_write(o.stream, &r->trainer.net, r->scale, r->method->half, about,
                count);
    output_complete(&o);
    if (o.partial != NULL) {
        Model model = model_read(o.partial, 1);
        model_free(&model);
    }
    output_close(&o);
}

void run_save_best(Run *r)
{
    checkpoint_wait();
    save_model(r, output_open(r->best));
}

void run_save_all(Run *r)
{
    checkpoint_wait();
    save_model(r, output_open(r->model));
    if (r->settings.model != NULL)
        save_model(r, r->model_copy);
    if (r->settings.log != NULL) {
        fputs(r->progress.log, r->log_copy.stream);
        output_close(&r->log_copy);
    }
    printf("saved model.safetensors and log.csv in %s\n", r->folder.path);
}
