// Measures how fast the classifier is, and prints a row of CSV for each number:
// who, threads, measure, case, value, unit, work, unit of work. make bench runs
// it several times, between its peers, and takes medians: see bench.sh.
//
//     build/bench/skipping [OPTIONS] PART...
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#ifdef _OPENMP
#include <omp.h>
#endif

#include "12_backpropagation/backpropagation.h"
#include "14_dropout/dropout.h"
#include "bench/bench.h"
#include "common/ground/fail.h"
#include "common/ground/memory.h"
#include "common/program/clock.h"
#include "common/program/console.h"
#include "common/program/streams.h"

// ------------------------------------------------------------------- timing

void print_row(const Bench *b, const char *measure, const char *which,
               double value, const char *unit, Work work)
{
    printf("%s,%d,%s,%s,%.9g,%s,%.9g,%s\n", b->name, b->threads, measure, which,
           value, unit, work.amount, work.unit ? work.unit : "");
    fflush(stdout);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *x, int count)
{
    qsort(x, (size_t)count, sizeof *x, by_size);
    return count % 2 ? x[count / 2] : (x[count / 2 - 1] + x[count / 2]) / 2;
}

enum { MIN_RUNS = 5, MAX_RUNS = 10000 };

// Runs a task again and again; returns how often, with the times in seconds.
static int run(const Bench *b, Task *task, void *context, double *seconds)
{
    int count = 0;
    task(context);
    double end = seconds_now() + b->budget;
    while (count < MIN_RUNS || (count < MAX_RUNS && seconds_now() < end)) {
        double start = seconds_now();
        task(context);
        seconds[count++] = seconds_now() - start;
    }
    return count;
}

double median_seconds(const Bench *b, Task *task, void *context)
{
    static double seconds[MAX_RUNS];
    return median(seconds, run(b, task, context, seconds));
}

double lowest_seconds(const Bench *b, Task *task, void *context)
{
    static double seconds[MAX_RUNS];
    int count = run(b, task, context, seconds);
    double lowest = seconds[0];
    for (int i = 1; i < count; i++)
        lowest = seconds[i] < lowest ? seconds[i] : lowest;
    return lowest;
}

// ---------------------------------------------------------- arithmetic done

// Multiplications of one digit going forward: one for each weight.
static double weights(const Network *net)
{
    double count = 0;
    for (int l = 1; l <= net->L; l++)
        count += (double)elements(net->W[l]);
    return count;
}

// Going backward each weight multiplies twice, less those of the first layer:
// nobody asks for the slope of the pixels.
static double weights_backward(const Network *net)
{
    return 2 * weights(net) - (double)elements(net->W[1]);
}

static Work work_of_epoch(const Network *net, int digits)
{
    return flops(digits * (weights(net) + weights_backward(net)));
}

// ----------------------------------------------------------- a step, in parts

enum { LOAD, FORWARD, DROPOUT, BACKWARD, ADAM, PARTS };

// Time goes to the part that ends with the call.
typedef struct {
    double last, spent[PARTS];
} Clock;

static void spend(Clock *c, int part)
{
    double now = seconds_now();
    c->spent[part] += now - c->last;
    c->last = now;
}

// The four lines of train_batch, opened up.
static void timed_step(Trainer *t, Digits digits, int first, double scale,
                       Clock *c)
{
    Network *net = &t->net;
    c->last = seconds_now();
    network_load(net, digits, t->order + first, t->recipe.batch, scale);
    spend(c, LOAD);
    for (int l = 1; l <= net->L; l++) {
        layer_forward(net, l);
        spend(c, FORWARD);
        if (l < net->L) {
            dropout_mask(net->D[l], t->keep[l], &t->masks);
            dropout(net->A[l], net->D[l]);
            spend(c, DROPOUT);
        }
    }
    dropout_backward(net);
    spend(c, BACKWARD);
    adam_step(&t->adam, net->theta, net->dtheta);
    spend(c, ADAM);
}

void bench_step(const Bench *b)
{
    static const char *const names[] = {"load", "forward", "dropout",
                                        "backward", "Adam"};
    Recipe recipe = source_recipe();
    Trainer t = trainer_new(&recipe, b->train.count);
    begin_epoch(&t, 1, 0);
    int m = recipe.batch, steps = b->train.count / m;
    double *spent = allocate((size_t)steps * PARTS * sizeof *spent);
    for (int i = 0; i < steps; i++) {
        Clock c = {0};
        timed_step(&t, b->train, i * m, b->scale, &c);
        for (int part = 0; part < PARTS; part++)
            spent[part * steps + i] = c.spent[part];
    }
    double parameters = t.net.theta.rows;
    Work work[PARTS] = {
        [FORWARD] = flops(m * weights(&t.net)),
        [BACKWARD] = flops(m * weights_backward(&t.net)),
        // reads theta, dtheta, m and v, and writes all but dtheta
        [ADAM] = bytes(7 * parameters * sizeof(real)),
    };
    for (int part = 0; part < PARTS; part++)
        print_row(b, "step", names[part], median(spent + part * steps, steps),
                  "s", work[part]);
    free(spent);
    trainer_free(&t);
}

// ------------------------------------------------------------------ training

typedef struct {
    double seconds;
    double quiet; // what it would be if nothing disturbed any step
} EpochTime;

// Where others use the machine too, most epochs are disturbed, but not all of
// their steps: the quickest tenth tells what a step takes.
static EpochTime train_epoch(Trainer *t, int epoch, Digits digits, double scale)
{
    double *step = allocate((size_t)digits.count * sizeof *step);
    double start = seconds_now();
    begin_epoch(t, epoch, 0);
    double now = seconds_now(), shuffled = now - start;
    int steps = 0;
    for (int done = 0; done < digits.count; steps++) {
        double before = now;
        done += train_batch(t, digits, done, scale);
        now = seconds_now();
        step[steps] = now - before;
    }
    qsort(step, (size_t)steps, sizeof *step, by_size);
    EpochTime time = {now - start, shuffled + steps * step[steps / 10]};
    free(step);
    return time;
}

// The most memory that the program has held so far.
static void print_memory(const Bench *b)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
#if defined __APPLE__
    double unit = 1; // bytes
#else
    double unit = 1024;
#endif
    print_row(b, "memory", "", (double)usage.ru_maxrss * unit / 1048576, "MiB",
              (Work){0});
}

// The first epoch is reported apart: it also waits for fresh memory.
void bench_epochs(const Bench *b)
{
    Recipe recipe = source_recipe();
    Trainer t = trainer_new(&recipe, b->train.count);
    for (int epoch = 1; epoch <= b->epochs; epoch++) {
        EpochTime time = train_epoch(&t, epoch, b->train, b->scale);
        Work work = work_of_epoch(&t.net, b->train.count);
        print_row(b, epoch == 1 ? "first epoch" : "epoch", "", time.seconds,
                  "s", work);
        if (epoch > 1)
            print_row(b, "quiet epoch", "", time.quiet, "s", work);
    }
    print_row(b, "accuracy", "",
              network_score(&t.net, b->test, b->scale).accuracy, "%",
              (Work){0});
    print_memory(b);
    trainer_free(&t);
}

// Trains until the test accuracy is b->until, for at most b->epochs. The clock
// stands still while the network is tested.
void bench_until(const Bench *b)
{
    Recipe recipe = source_recipe();
    Trainer t = trainer_new(&recipe, b->train.count);
    double seconds = 0;
    for (int epoch = 1; epoch <= b->epochs; epoch++) {
        seconds += train_epoch(&t, epoch, b->train, b->scale).seconds;
        Score score = network_score(&t.net, b->test, b->scale);
        if (score.accuracy < b->until)
            continue;
        print_row(b, "until", "", seconds, "s", (Work){0});
        print_row(b, "epochs until", "", epoch, "", (Work){0});
        break;
    }
    trainer_free(&t);
}

// ----------------------------------------------------------------- answering

typedef struct {
    const Bench *b;
    Network net;
} Reader;

static void read_test_digits(void *context)
{
    Reader *r = context;
    network_score(&r->net, r->b->test, r->b->scale);
}

static void read_one_digit(void *context)
{
    Reader *r = context;
    network_load(&r->net, r->b->test, NULL, 1, r->b->scale);
    network_forward(&r->net);
}

// An untrained network takes as long as a trained one: the zeros to skip are
// the pixels' and about half of the hidden units.
void bench_answers(const Bench *b)
{
    Recipe recipe = source_recipe();
    Trainer t = trainer_new(&recipe, b->train.count);
    Reader r = {b, t.net};
    print_row(b, "test set", "", median_seconds(b, read_test_digits, &r), "s",
              flops(b->test.count * weights(&t.net)));
    print_row(b, "one digit", "", median_seconds(b, read_one_digit, &r), "s",
              bytes(t.net.theta.rows * (double)sizeof(real)));
    trainer_free(&t);
}

// Context is the address of the directory's name.
static void load_digits(void *context)
{
    const char **directory = context;
    Digits d = digits_load(*directory, "train");
    digits_free(&d);
}

void bench_load(const Bench *b)
{
    Work work = bytes((double)b->train.count * (PIXELS + 1));
    const char *plain = b->data, *gzip = b->gzip;
    print_row(b, "load", "plain", median_seconds(b, load_digits, &plain), "s",
              work);
    if (gzip[0])
        print_row(b, "load", "gzip", median_seconds(b, load_digits, &gzip), "s",
                  work);
}

// -------------------------------------------------------------------- growth

// One epoch of the recipe with one number changed; the first few steps, which
// wait for fresh memory, are made twice.
static void grow(const Bench *b, const char *what, int n, Recipe recipe,
                 int digits)
{
    char name[40];
    snprintf(name, sizeof name, "%s %d", what, n);
    Digits some = b->train;
    some.count = digits;
    Trainer t = trainer_new(&recipe, digits);
    begin_epoch(&t, 1, 0);
    train_batch(&t, some, 0, b->scale);
    EpochTime time = train_epoch(&t, 1, some, b->scale);
    print_row(b, "growth", name, time.quiet, "s",
              work_of_epoch(&t.net, digits));
    trainer_free(&t);
}

void bench_growth(const Bench *b)
{
    int count = b->train.count;
    for (int batch = 16; batch <= 4096; batch *= 4) {
        Recipe recipe = source_recipe();
        recipe.batch = batch;
        grow(b, "batch", batch, recipe, count);
    }
    for (int hidden = 50; hidden <= 1600; hidden *= 2) {
        Recipe recipe = source_recipe();
        recipe.hidden.x[0] = hidden;
        grow(b, "hidden", hidden, recipe, count);
    }
    for (int part = 8; part >= 1; part /= 2)
        grow(b, "digits", count / part, source_recipe(), count / part);
}

// ----------------------------------------------------------------------- main

typedef struct {
    const char *name;
    void (*run)(const Bench *b);
} Part;

static const Part parts[] = {
    {"peaks", bench_peaks}, {"products", bench_products},
    {"step", bench_step},   {"epochs", bench_epochs},
    {"until", bench_until}, {"answers", bench_answers},
    {"load", bench_load},   {"growth", bench_growth},
};

static void run_part(const Bench *b, const char *name)
{
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (strcmp(name, parts[i].name) == 0) {
            parts[i].run(b);
            return;
        }
    fail_usage("there is no part %s", name);
}

static void use_threads(Bench *b)
{
#ifdef _OPENMP
    omp_set_num_threads(b->threads);
#else
    b->threads = 1;
#endif
}

int main(int argc, char **argv)
{
    Bench b = {.name = "C",
               .data = "data/mnist",
               .gzip = "",
               .threads = 1,
               .epochs = 3,
               .until = 98,
               .budget = 0.1};
    Option options[] = {
        option_text("name", "NAME", &b.name, "the first column"),
        option_text("data", "DIR", &b.data, "where the four MNIST files are"),
        option_text("gzip", "DIR", &b.gzip, "where they are compressed"),
        option_int("threads", &b.threads, 1, 1024, "threads"),
        option_int("epochs", &b.epochs, 1, 1000, "epochs to train"),
        option_real("until", &b.until, 0, 100, "test accuracy to train for"),
        option_real("budget", &b.budget, 0, 100, "seconds for one number"),
    };
    int first = options_parse(
        argc, argv,
        "Measures speed. PART is peaks, products, step, epochs, until, answers,"
        "\nload or growth.",
        "PART...", options, sizeof options / sizeof options[0]);
    streams_begin();
    use_threads(&b);
    b.train = digits_load(b.data, "train");
    b.test = digits_load(b.data, "t10k");
    b.scale = length_scale(b.train);
    for (int i = first; i < argc; i++)
        run_part(&b, argv[i]);
    digits_free(&b.train);
    digits_free(&b.test);
    return 0;
}
