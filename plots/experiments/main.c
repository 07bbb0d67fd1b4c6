// Trains all variants of an experiment, each with the same seeds, and says how far
// each is from the first, and whether that is shown.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/files/output.h"
#include "common/ground/fail.h"
#include "common/ground/memory.h"
#include "common/numbers/student.h"
#include "common/program/console.h"
#include "common/program/streams.h"
#include "common/program/threads.h"
#include "experiments.h"
#include "variant.h"

enum { SEEDS = 5 };

typedef struct {
    const Experiment *experiment;
    int count; // of variants
    Variant variant[MAX_VARIANTS];
    Score *curve[MAX_VARIANTS][SEEDS];
    Digits training, test;
} Session;

static const Experiment *find_experiment(const char *name)
{
    for (int i = 0; i < experiment_count; i++)
        if (strcmp(experiments[i].name, name) == 0)
            return &experiments[i];
    char names[300] = "";
    for (int i = 0; i < experiment_count; i++)
        snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s",
                 i > 0 ? ", " : "", experiments[i].name);
    fail_usage("%s: there is no such experiment; there are %s", name, names);
}

static void read_variants(Session *s)
{
    const Experiment *e = s->experiment;
    while (s->count < MAX_VARIANTS && e->variant[s->count].label != NULL) {
        char options[400];
        snprintf(options, sizeof options, "%s%s",
                 e->options != NULL ? e->options : "",
                 e->variant[s->count].options);
        s->variant[s->count++] = variant_read(options);
    }
}

static void load_digits(Session *s, const char *data)
{
    s->training = digits_load(data, "train");
    if (s->training.count < 6)
        fail("%s: has %d training digits; an experiment needs 6 at least", data,
             s->training.count);
    if (s->experiment->is_final)
        s->test = digits_load(data, "t10k");
    else // a sixth, 10,000 of MNIST's
        s->test = digits_hold_back(&s->training, s->training.count / 6);
}

// Each run takes one thread, and as many runs are made at a time as there are
// processors.
static void train_all(Session *s)
{
    int runs = s->count * SEEDS, done = 0;
#pragma omp parallel for schedule(dynamic, 1)
    for (int i = 0; i < runs; i++) {
        int v = i / SEEDS, seed = i % SEEDS;
        Score *curve =
            allocate((size_t)s->variant[v].recipe.epochs * sizeof *curve);
        variant_train(curve, &s->variant[v], seed + 1, s->training, s->test);
        s->curve[v][seed] = curve;
#pragma omp critical
        progress(s->experiment->name, ++done, runs);
    }
    progress_end();
}

static double last(const Session *s, int v, int seed)
{
    return s->curve[v][seed][s->variant[v].recipe.epochs - 1].accuracy;
}

static void print_table(const Session *s)
{
    double first[SEEDS];
    printf("%-26s right, %%   from    to   against the first\n",
           s->experiment->about);
    for (int v = 0; v < s->count; v++) {
        double x[SEEDS], sum = 0, least = 100, most = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            x[seed] = last(s, v, seed);
            sum += x[seed];
            least = fmin(least, x[seed]);
            most = fmax(most, x[seed]);
        }
        printf("%-26s %8.2f %6.2f %6.2f", s->experiment->variant[v].label,
               sum / SEEDS, least, most);
        if (v == 0)
            memcpy(first, x, sizeof x);
        else {
            Difference d = paired_difference(first, x, SEEDS);
            printf("  %+6.2f ± %.2f%s", d.mean, d.margin,
                   d.is_shown ? "" : ", not shown");
        }
        printf("\n");
    }
}

// Long trainings are written every few epochs.
static int step_of(const Session *s, int v)
{
    int epochs = s->variant[v].recipe.epochs;
    return epochs <= 40 ? 1 : epochs / 20;
}

// A block for each variant; the first column is headed by what the experiment is about.
static void write_curves(const Session *s, FILE *csv)
{
    for (int v = 0; v < s->count; v++) {
        fprintf(csv, "%s\"%s\",seed,epoch,loss,accuracy\n", v > 0 ? "\n\n" : "",
                s->experiment->about);
        for (int seed = 0; seed < SEEDS; seed++)
            for (int e = step_of(s, v) - 1; e < s->variant[v].recipe.epochs;
                 e += step_of(s, v))
                fprintf(csv, "\"%s\",%d,%d,%.4f,%.2f\n",
                        s->experiment->variant[v].label, seed + 1, e + 1,
                        s->curve[v][seed][e].loss,
                        s->curve[v][seed][e].accuracy);
    }
}

static void free_session(Session *s)
{
    for (int v = 0; v < s->count; v++)
        for (int seed = 0; seed < SEEDS; seed++)
            free(s->curve[v][seed]);
    digits_free(&s->test);
    digits_free(&s->training);
}

int main(int argc, char **argv)
{
    const char *data = NULL, *csv = "/dev/null";
    Option options[] = {
        option_text("data", "DIR", &data,
                    "where the four files are, if not where the experiment's "
                    "are: data/mnist, or Fashion-MNIST's"),
        option_text("csv", "FILE", &csv, "write the curves there"),
    };
    streams_begin();
    threads_begin(argv);
    int at = options_parse(argc, argv,
                           "Trains the variants of an experiment, five seeds "
                           "each, and compares them.",
                           "NAME", options, 2);
    if (at != argc - 1)
        fail_usage("which experiment? Name one, as in: alpha");
    Session s = {.experiment = find_experiment(argv[at])};
    read_variants(&s);
    Output o = output_open(csv); // before minutes of training
    const char *usual = s.experiment->data;
    load_digits(&s, data != NULL ? data : usual != NULL ? usual : "data/mnist");
    train_all(&s);
    print_table(&s);
    write_curves(&s, o.stream);
    output_close(&o);
    free_session(&s);
    return 0;
}
