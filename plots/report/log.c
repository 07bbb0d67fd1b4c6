// What the run's log and settings say.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "common/ground/memory.h"
#include "report.h"

// Where field number `place` of a line begins, or NULL.
static const char *field(const char *line, int place)
{
    for (; place > 0 && line != NULL; place--) {
        line = strchr(line, ',');
        line = line != NULL ? line + 1 : NULL;
    }
    return line;
}

static int place_of(const char *line, const char *name)
{
    size_t length = strlen(name);
    for (int place = 0; field(line, place) != NULL; place++) {
        const char *at = field(line, place);
        if (strncmp(at, name, length) == 0 && strchr(",\r\n", at[length]))
            return place;
    }
    return -1;
}

bool log_column(const Report *r, const char *name, FILE *to, double *first,
                double *last)
{
    char line[1024], *path = allocate(strlen(r->folder) + 10);
    sprintf(path, "%s/log.csv", r->folder);
    FILE *stream = fopen(path, "r");
    free(path);
    if (stream == NULL)
        return false;
    int place =
        fgets(line, sizeof line, stream) != NULL ? place_of(line, name) : -1;
    int rows = 0;
    while (place >= 0 && fgets(line, sizeof line, stream) != NULL) {
        const char *at = field(line, place);
        if (at == NULL)
            break;
        *last = strtod(at, NULL);
        if (rows++ == 0)
            *first = *last;
        if (to != NULL)
            fprintf(to, "%d,%.10g\n", rows, *last);
    }
    fclose(stream);
    return rows > 0;
}

void report_run(Report *r)
{
    const KeptRun *run = &r->run;
    const char *recipe = kept_run_setting(run, "recipe");
    int right = 0;
    for (int i = 0; i < r->digits.count; i++)
        right += r->is_right[i];
    say(r, "run", "title", "%s", run->name);
    say(r, "run", "text",
        "A network of %d parameters, trained for %d epochs by %s recipe, seed "
        "%d. It reads %d of %d %s digits, %.2f %%.",
        r->model.net.theta.rows, run->count,
        strcmp(recipe, "?") == 0 ? "chapter 16's" : "chapter 20's", run->seed,
        right, r->digits.count, r->kind, 100.0 * right / r->digits.count);
    if (run->hold_back > 0)
        say(r, "run", "text",
            "All below is measured on training digits that were held back from "
            "training, so one may choose by it; test digits have no say here.");
    else
        say(r, "run", "text",
            "All below is measured on test digits, unless it says otherwise. "
            "They had no say in the training, and must have none in what one "
            "chooses after reading this: for that, hold digits back, by make "
            "train ARGS='--hold-back 10000'.");
}

void report_curves(Report *r)
{
    double first, train = 0, measured = 0;
    log_column(r, "train_accuracy", NULL, &first, &train);
    log_column(r, "test_accuracy", NULL, &first, &measured);
    const Measured *e = r->run.epoch;
    int best = 0;
    for (int i = 1; i < r->run.count; i++)
        best = e[i].accuracy > e[best].accuracy ? i : best;
    say(r, "curves", "title", "How it learned");
    say(r, "curves", "alt",
        "Loss and accuracy of training and %s digits over %d epochs.", r->kind,
        r->run.count);
    say(r, "curves", "text",
        "After the last epoch it reads %.2f %% of the digits that it was "
        "trained with and %.2f %% of the %s digits%s, %.2f points %s. Most "
        "of them it read after epoch %d: %.2f %%.",
        train, measured, r->kind,
        r->run.hold_back > 0 ? ", which the picture calls test" : "",
        fabs(train - measured), train > measured ? "less" : "more", best + 1,
        e[best].accuracy);
}
