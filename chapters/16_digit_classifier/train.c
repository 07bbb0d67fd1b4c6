// Chapter 16: the command `train`.
#define _POSIX_C_SOURCE 200809L // sigaction
#include <math.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef _OPENMP
#include <omp.h>
#endif

#include "16_digit_classifier/checkpoint.h"
#include "16_digit_classifier/classifier.h"
#include "16_digit_classifier/commands.h"
#include "16_digit_classifier/model.h"
#include "16_digit_classifier/settings.h"
#include "common/files/output.h"
#include "common/files/run_folder.h"
#include "common/ground/fail.h"
#include "common/program/clock.h"
#include "common/program/console.h"

// A training and all that belongs to it.
typedef struct {
    const Method *method;
    Settings settings;
    Digits train, test;
    char digest[DIGEST_SIZE], test_digest[DIGEST_SIZE]; // of each
    double scale;    // what pixels are divided by
    double accuracy; // on the digits that it is tested on; -1: not measured
    Trainer trainer;
    Progress progress;
    RunFolder folder;
    bool is_latest; // the folder, and it has a checkpoint
    char *checkpoint, *log, *model, *best; // the files in it
    Output log_copy, model_copy; // where --log and --model ask for them
} Run;

static volatile sig_atomic_t interrupted = 0;

static void interrupt(int signal_number)
{
    interrupted = signal_number;
}

// The first signal ends the training after the current batch, a second one of the
// kind at once. Output that nobody reads any more is found when it is written.
static void catch_signals(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = interrupt,
                               .sa_flags = SA_RESTART | (int)SA_RESETHAND};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct sigaction before;
        sigaction(signals[i], &action, &before);
        if (before.sa_handler == SIG_IGN && signals[i] == SIGHUP)
            signal(SIGHUP, SIG_IGN); // nohup asked for it
    }
    signal(SIGPIPE, SIG_IGN);
}

static void use_threads(int threads)
{
#ifdef _OPENMP
    if (threads > 0)
        omp_set_num_threads(threads);
#else
    if (threads > 1)
        fprintf(stderr, "note: built without OpenMP, so one thread is used\n");
#endif
}

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
    r->checkpoint = run_folder_file(&r->folder, "checkpoint.safetensors");
    r->log = run_folder_file(&r->folder, "log.csv");
    r->model = run_folder_file(&r->folder, "model.safetensors");
    r->best = run_folder_file(&r->folder, "best.safetensors");
}

static void begin_run(Run *r)
{
    load_digits(r);
    open_copies(r);
    char name[MAX_RUN_NAME];
    settings_name(&r->settings, name);
    r->folder = run_folder_new(r->settings.runs, name);
    name_files(r);
    r->trainer = trainer_new(&r->settings.recipe, r->train.count);
    r->progress = (Progress){.best = -1};
    progress_log(&r->progress, "epoch,train_loss,train_accuracy,test_loss,"
                               "test_accuracy,alpha,seconds\n");
}

// Makes the run what it was when its last checkpoint was written.
static void resume_run(Run *r)
{
    Settings *s = &r->settings;
    r->folder = run_folder_again(s->resume);
    name_files(r);
    Safetensors file = checkpoint_read(r->checkpoint, &r->progress);
    settings_resume(s, &file, r->checkpoint);
    if (r->progress.epochs > s->recipe.epochs)
        fail_usage("--resume %s: its %d epochs are done; ask for more by "
                   "--epochs",
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
    safetensors_free(&file);
}

static void end_run(Run *r)
{
    char *texts[] = {r->checkpoint, r->log, r->model, r->best, r->progress.log};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        free(texts[i]);
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

// Only the first checkpoint is waited for: `latest` is a run that can go on.
static void save_checkpoint(Run *r)
{
    Metadata about[MAX_ABOUT];
    int count = describe(r, about);
    checkpoint_write(r->checkpoint, r->log, &r->trainer, &r->progress, about,
                     count);
    if (r->is_latest)
        return;
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

// Completes the files of the run, and those that were asked for besides.
static void save_all(Run *r)
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

static bool is_finite(Matrix M)
{
    bool all = true;
    for (size_t i = 0; i < elements(M); i++)
        all = all && isfinite((double)re(M.x[i]));
    return all;
}

// Trains the rest of an epoch; returns how many seconds that took.
static double train_epoch(Run *r, int epoch)
{
    Trainer *t = &r->trainer;
    int *done = &r->progress.position;
    char task[40];
    snprintf(task, sizeof task, "epoch %d/%d, digit", epoch, t->recipe.epochs);
    double start = seconds_now();
    r->accuracy = -1;
    begin_epoch(t, epoch, *done);
    while (*done < r->train.count && !interrupted) {
        *done += r->method->batch(r->method->own, t, r->train, *done, r->scale);
        progress(task, *done, r->train.count);
    }
    progress_end();
    return seconds_now() - start;
}

static _Noreturn void fail_diverged(const Run *r, int epoch, const char *what)
{
    fail("training diverged in epoch %d: %s is not finite; choose an --alpha "
         "below %g",
         epoch, what, r->trainer.recipe.alpha);
}

// Measures the network, and prints and logs one line.
static void report(Run *r, int epoch, double seconds)
{
    Trainer *t = &r->trainer;
    Score on_training = network_score(&t->net, r->train, r->scale);
    Score on_test = network_score(&t->net, r->test, r->scale);
    printf("epoch %*d/%d   training: loss %.4f, %6.2f %%   test: loss %.4f, "
           "%6.2f %%   trained in %.2f s\n",
           t->recipe.epochs < 10 ? 1 : 2, epoch, t->recipe.epochs,
           on_training.loss, on_training.accuracy, on_test.loss,
           on_test.accuracy, seconds);
    fflush(stdout);
    progress_log(&r->progress, "%d,%.6f,%.4f,%.6f,%.4f,%.9g,%.3f\n", epoch,
                 on_training.loss, on_training.accuracy, on_test.loss,
                 on_test.accuracy, t->adam.alpha, seconds);
    if (!isfinite(on_training.loss) || !isfinite(on_test.loss))
        fail_diverged(r, epoch, "the loss");
    r->accuracy = on_test.accuracy;
}

// The epoch is complete: measures it and keeps the best network by digits that
// were held back. Test digits have no say in that.
static void end_epoch(Run *r, int epoch, double seconds)
{
    report(r, epoch, seconds);
    r->progress.epochs = epoch;
    r->progress.position = 0;
    if (r->settings.hold_back > 0 && r->accuracy > r->progress.best) {
        r->progress.best = r->accuracy;
        checkpoint_wait();
        save_model(r, output_open(r->best));
    }
}

// Trains until all epochs are done, an interruption, or until what is printed is
// lost.
static void train_epochs(Run *r)
{
    while (r->progress.epochs < r->trainer.recipe.epochs) {
        int epoch = r->progress.epochs + 1;
        double seconds = train_epoch(r, epoch);
        if (!is_finite(r->trainer.net.theta))
            fail_diverged(r, epoch, "a parameter");
        if (r->progress.position == r->train.count)
            end_epoch(r, epoch, seconds);
        save_checkpoint(r);
        if (interrupted || ferror(stdout))
            break;
    }
}

// Where a run ended after its last epoch, before all was saved, its network is what
// that epoch made of it.
static void end_again(Run *r)
{
    printf("its %d epochs are done; more by: --epochs\n", r->progress.epochs);
    r->accuracy = network_score(&r->trainer.net, r->test, r->scale).accuracy;
    save_checkpoint(r);
}

static void say_stopped(const Run *r)
{
    checkpoint_wait();
    fprintf(stderr,
            "stopped in epoch %d of %d; go on with: train --resume %s\n",
            r->progress.epochs + 1, r->settings.recipe.epochs, r->folder.path);
}

int train_by(const Method *method, int argc, char **argv)
{
    static Run r; // its settings point into it
    r.method = method;
    Settings *s = &r.settings;
    settings_read(s, method, argc, argv);
    use_threads(s->threads);
    catch_signals();
    if (s->resume != NULL)
        resume_run(&r);
    else
        begin_run(&r);
    printf("%d training and %d %s digits from %s, %d parameters\n",
           r.train.count, r.test.count, s->hold_back > 0 ? "held-back" : "test",
           s->data, r.trainer.net.theta.rows);
    if (r.progress.epochs == s->recipe.epochs)
        end_again(&r);
    train_epochs(&r);
    bool is_done = r.progress.epochs == s->recipe.epochs;
    if (is_done)
        save_all(&r);
    else
        say_stopped(&r);
    end_run(&r);
    return is_done ? 0 : interrupted ? 128 + interrupted : 1;
}

// This chapter's recipe, which needs to know nothing besides.
static double prepare_plain(void *own, Digits training)
{
    (void)own;
    return length_scale(training);
}

static int train_plain(void *own, Trainer *t, Digits digits, int first,
                       double scale)
{
    (void)own;
    return train_batch(t, digits, first, scale);
}

int command_train(int argc, char **argv)
{
    const Method plain = {
        .about = "Trains the digit classifier. One seed gives one result, "
                 "whatever the\nnumber of threads.",
        .recipe = source_recipe(),
        .prepare = prepare_plain,
        .batch = train_plain};
    return train_by(&plain, argc, argv);
}
