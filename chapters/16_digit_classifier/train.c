// Chapter 16: the command `train`.
#define _POSIX_C_SOURCE 200809L // sigaction
#include <math.h>
#include <signal.h>
#include <stdio.h>
#ifdef _OPENMP
#include <omp.h>
#endif

#include "16_digit_classifier/classifier.h"
#include "16_digit_classifier/commands.h"
#include "16_digit_classifier/model.h"
#include "common/files/output.h"
#include "common/ground/fail.h"
#include "common/program/clock.h"
#include "common/program/console.h"

static const char full_set[] = "data/mnist", sample[] = "data/sample";

typedef struct {
    Recipe recipe;
    int hold_back; // training digits to test on, in place of the test digits
    int threads;   // 0: as many as there are processors
    const char *data, *log, *model;
} Settings;

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

// Where MNIST is not there yet, the sample serves unless --data asks for others.
static const char *find_data(const char *data)
{
    if (data != full_set || digits_exist(full_set))
        return data;
    if (!digits_exist(sample))
        fail("MNIST is neither in %s nor, as a sample, in %s; run this from "
             "the project's folder, or name another by --data",
             full_set, sample);
    fprintf(stderr,
            "note: MNIST is not in %s, so this run uses the small sample in "
            "%s; `make data` fetches all of MNIST\n",
            full_set, sample);
    return sample;
}

static Settings read_settings(int argc, char **argv)
{
    Settings s = {.recipe = source_recipe(),
                  .data = full_set,
                  .log = "build/train/log.csv",
                  .model = "build/train/model.safetensors"};
    Recipe *r = &s.recipe;
    Option options[] = {
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
        option_int("hold-back", &s.hold_back, 0, 1000000,
                   "test on the last N training digits, kept out of training, "
                   "instead of the test digits"),
        option_int("threads", &s.threads, 0, 1024, "0: one for each processor"),
        option_text("data", "DIR", &s.data, "where the four MNIST files are"),
        option_text("log", "FILE", &s.log, "the training curves, as CSV"),
        option_text("model", "FILE", &s.model, "the trained network"),
    };
    options_parse(argc, argv,
                  "Trains the digit classifier. One seed gives one result, "
                  "whatever the\nnumber of threads.",
                  "", options, sizeof options / sizeof options[0]);
    expect_settings(&s);
    s.data = find_data(s.data);
    return s;
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

// The digits to train and to test on, and the number that pixels are divided by.
typedef struct {
    Digits train, test;
    double scale;
} Sets;

static Sets load_sets(const Settings *s)
{
    Sets sets = {.train = digits_load(s->data, "train"),
                 .test = digits_load(s->data, "t10k")};
    if (s->hold_back >= sets.train.count)
        fail_usage("--hold-back %d: leaves none of the %d training digits",
                   s->hold_back, sets.train.count);
    if (s->hold_back > 0) {
        digits_free(&sets.test);
        sets.test = digits_hold_back(&sets.train, s->hold_back);
    }
    sets.scale = length_scale(sets.train);
    return sets;
}

static volatile sig_atomic_t interrupted = 0;

static void interrupt(int signal_number)
{
    interrupted = signal_number;
}

static void catch_interrupts(void)
{
    struct sigaction action = {.sa_handler = interrupt, .sa_flags = SA_RESTART};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

// Trains one epoch and returns how many seconds it took.
static double train_epoch(Trainer *t, int epoch, const Sets *sets)
{
    char task[40];
    snprintf(task, sizeof task, "epoch %d/%d, digit", epoch, t->recipe.epochs);
    double start = seconds_now();
    begin_epoch(t, epoch);
    for (int done = 0; done < sets->train.count && !interrupted;) {
        done += train_batch(t, sets->train, done, sets->scale);
        progress(task, done, sets->train.count);
    }
    progress_end();
    return seconds_now() - start;
}

// Measures the network and prints and logs one line; returns whether the
// numbers are finite.
static bool report(Trainer *t, int epoch, const Sets *sets, double seconds,
                   FILE *log)
{
    Score on_training = network_score(&t->net, sets->train, sets->scale);
    Score on_test = network_score(&t->net, sets->test, sets->scale);
    printf("epoch %*d/%d   training: loss %.4f, %6.2f %%   test: loss %.4f, "
           "%6.2f %%   trained in %.2f s\n",
           t->recipe.epochs < 10 ? 1 : 2, epoch, t->recipe.epochs,
           on_training.loss, on_training.accuracy, on_test.loss,
           on_test.accuracy, seconds);
    fflush(stdout);
    fprintf(log, "%d,%.6f,%.4f,%.6f,%.4f,%.9g,%.3f\n", epoch, on_training.loss,
            on_training.accuracy, on_test.loss, on_test.accuracy, t->adam.alpha,
            seconds);
    fflush(log);
    return isfinite(on_training.loss) && isfinite(on_test.loss);
}

// Trains until all epochs are done or an interruption; returns how many are done.
static int train_epochs(Trainer *t, const Sets *sets, FILE *log)
{
    fprintf(log, "epoch,train_loss,train_accuracy,test_loss,test_accuracy,"
                 "alpha,seconds\n");
    for (int epoch = 1; epoch <= t->recipe.epochs; epoch++) {
        double seconds = train_epoch(t, epoch, sets);
        if (interrupted)
            return epoch - 1;
        if (!report(t, epoch, sets, seconds, log))
            fail("training diverged in epoch %d: the loss is not finite; "
                 "choose an --alpha below %g",
                 epoch, t->recipe.alpha);
    }
    return t->recipe.epochs;
}

int command_train(int argc, char **argv)
{
    Settings s = read_settings(argc, argv);
    use_threads(s.threads);
    Sets sets = load_sets(&s);
    catch_interrupts();
    Output log = output_open(s.log), model = output_open(s.model);

    Trainer t = trainer_new(&s.recipe, sets.train.count);
    printf("%d training and %d %s digits from %s, %d parameters\n",
           sets.train.count, sets.test.count,
           s.hold_back > 0 ? "held-back" : "test", s.data, t.net.theta.rows);
    int done = train_epochs(&t, &sets, log.stream);

    model_write(model.stream, &t.net, sets.scale);
    if (done < s.recipe.epochs) {
        fprintf(stderr,
                "stopped in epoch %d of %d; the network as it is now goes to "
                "%s (test --model reads it), its curves to %s\n",
                done + 1, s.recipe.epochs, model.partial, log.partial);
        output_complete(&model); // and leave them there
        output_complete(&log);
    } else {
        output_close(&model); // what took long first
        output_close(&log);
        printf("saved %s and %s\n", s.model, s.log);
    }
    trainer_free(&t);
    digits_free(&sets.train);
    digits_free(&sets.test);
    return done < s.recipe.epochs ? 128 + interrupted : 0;
}
