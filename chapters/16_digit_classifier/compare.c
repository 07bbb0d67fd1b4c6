// Chapter 16: the command `compare`.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "16_digit_classifier/commands.h"
#include "16_digit_classifier/run_groups.h"
#include "common/files/output.h"
#include "common/ground/fail.h"
#include "common/ground/memory.h"
#include "common/numbers/student.h"
#include "common/program/options.h"

// ---------------------------------------------------------------- verdict

static double last_accuracy(const KeptRun *r)
{
    return r->epoch[r->count - 1].accuracy;
}

static void print_group(const Group *g, char letter)
{
    double sum = 0, least = 100, most = 0;
    char name[MAX_NAME];
    group_name(name, g);
    printf("%c is %s, seed%s", letter, name, g->count > 1 ? "s" : "");
    for (int i = 0; i < g->count; i++) {
        double accuracy = last_accuracy(g->run[i]);
        printf("%s %d", i > 0 ? "," : "", g->run[i]->seed);
        sum += accuracy;
        least = fmin(least, accuracy);
        most = fmax(most, accuracy);
    }
    printf(": %.2f %%", sum / g->count);
    if (g->count > 1)
        printf(" in the mean, from %.2f to %.2f", least, most);
    printf(" after %d epochs\n", g->run[0]->count);
}

// The last accuracies of seeds that both have. Returns how many.
static int pair_by_seed(const Group *a, const Group *b, double *x, double *y)
{
    int pairs = 0;
    for (int i = 0; i < a->count; i++)
        for (int j = 0; j < b->count; j++)
            if (a->run[i]->seed == b->run[j]->seed) {
                x[pairs] = last_accuracy(a->run[i]);
                y[pairs++] = last_accuracy(b->run[j]);
            }
    return pairs;
}

static void print_difference(Difference d, int pairs, char letter)
{
    if (fabs(d.mean) < 0.005)
        printf("%c is as good as A to 0.01 points, %.2f ± %.2f", letter,
               fabs(d.mean), d.margin);
    else
        printf("%c is %s than A by %.2f ± %.2f points", letter,
               d.mean > 0 ? "better" : "worse", fabs(d.mean), d.margin);
    printf(" over %d seeds: %s", pairs, d.is_shown ? "shown" : "not shown");
    if (!d.is_shown && d.needed <= MAX_NEEDED)
        printf("; about %d seeds would show it", d.needed);
    else if (!d.is_shown)
        printf("; more than %d seeds would have to show it", MAX_NEEDED);
    printf("\n");
}

static void print_verdict(const Group *a, const Group *b, char letter)
{
    double *x = allocate((size_t)a->count * sizeof *x);
    double *y = allocate((size_t)a->count * sizeof *y);
    int pairs = pair_by_seed(a, b, x, y);
    if (pairs >= 2)
        print_difference(paired_difference(x, y, pairs), pairs, letter);
    else
        printf("%c and A have %d seed%s in common: no verdict; train both with "
               "the same seeds, as by: make train SEEDS=1-5\n",
               letter, pairs, pairs == 1 ? "" : "s");
    free(x);
    free(y);
}

static void print_measured_on(const KeptRun *r)
{
    printf("Accuracy on ");
    print_tested_on(r);
    printf(", ± by Student's t, 95 %%: chapters/comparing.md.\n");
    if (r->hold_back == 0)
        printf(
            "Who chooses by test digits spoils them: they no longer tell how "
            "good the choice\nis. Choose by training digits held back: make "
            "train ARGS='--hold-back 10000'\n");
}

// ---------------------------------------------------------------- picture

// Mean, least and most of what a group has at an epoch, as three columns.
static void write_band(FILE *stream, const Group *g, int epoch, bool is_loss)
{
    double sum = 0, least = HUGE_VAL, most = -HUGE_VAL;
    for (int i = 0; i < g->count; i++) {
        Measured m = g->run[i]->epoch[epoch];
        double x = is_loss ? m.loss : m.accuracy;
        sum += x;
        least = fmin(least, x);
        most = fmax(most, x);
    }
    fprintf(stream, ",%.6f,%.6f,%.6f", sum / g->count, least, most);
}

static void write_picture(const char *path, const Group *groups, int count)
{
    Output o = output_open(path);
    for (int g = 0; g < count; g++) {
        char name[MAX_NAME];
        group_name(name, &groups[g]);
        for (char *c = strchr(name, ','); c != NULL; c = strchr(c, ','))
            *c = ';'; // a comma ends a column
        fprintf(o.stream,
                "%sepoch,loss,loss_least,loss_most,accuracy,"
                "accuracy_least,accuracy_most,recipe\n",
                g > 0 ? "\n\n" : "");
        for (int e = 0; e < groups[g].run[0]->count; e++) {
            fprintf(o.stream, "%d", e + 1);
            write_band(o.stream, &groups[g], e, true);
            write_band(o.stream, &groups[g], e, false);
            fprintf(o.stream, ",%s\n", name);
        }
    }
    output_close(&o);
}

int command_compare(int argc, char **argv)
{
    const char *parent = "build/train", *picture = NULL;
    Option options[] = {
        option_text("runs", "DIR", &parent, "where the folders of runs are"),
        option_text("picture", "FILE", &picture,
                    "write the numbers of the picture there, as CSV"),
    };
    int first = options_parse(argc, argv,
                              "Compares runs by their accuracy after the last "
                              "epoch. Those that differ "
                              "in the\nseed alone count as one; each other "
                              "recipe is compared with the "
                              "first.",
                              "RUN...", options, 2);
    if (first == argc)
        fail_usage("compare: which runs? Name some, as in 'mnist-seed-*'");
    Group groups[MAX_GROUPS] = {{0, NULL}};
    Runs runs = {0};
    for (int i = first; i < argc; i++)
        runs_add(&runs, parent, argv[i]);
    int count = groups_make(groups, &runs, parent);
    groups_expect_same_test(groups, count);
    if (picture != NULL)
        write_picture(picture, groups, count);
    for (int g = 0; g < count; g++)
        print_group(&groups[g], (char)('A' + g));
    for (int g = 1; g < count; g++)
        print_verdict(&groups[0], &groups[g], (char)('A' + g));
    print_measured_on(groups[0].run[0]);
    for (int g = 0; g < count; g++)
        free(groups[g].run);
    runs_free(&runs);
    return 0;
}
