#define _XOPEN_SOURCE 700 // realpath
#include "16_digit_classifier/kept_run.h"

#include <errno.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/files/run_folder.h"
#include "common/files/safetensors.h"
#include "common/ground/fail.h"
#include "common/ground/memory.h"

// The columns of a log that are read, and where they stand in it.
enum { EPOCH, LOSS, ACCURACY, SECONDS, COLUMNS, MAX_FIELDS = 32 };
static const char *const columns[COLUMNS] = {"epoch", "test_loss",
                                             "test_accuracy", "seconds"};

static void __attribute__((format(printf, 2, 3)))
find_fault(KeptRun *r, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(r->fault, sizeof r->fault, format, arguments);
    va_end(arguments);
}

// Cuts a line at its commas. Returns how many fields it has.
static int split(char *line, char *fields[MAX_FIELDS])
{
    int count = 0;
    for (char *field = line; field != NULL && count < MAX_FIELDS; count++) {
        char *comma = strchr(field, ',');
        if (comma != NULL)
            *comma++ = '\0';
        fields[count] = field;
        field = comma;
    }
    return count;
}

static bool find_columns(KeptRun *r, char *line, int place[COLUMNS])
{
    char *fields[MAX_FIELDS];
    int count = split(line, fields);
    for (int c = 0; c < COLUMNS; c++) {
        place[c] = count - 1;
        while (place[c] >= 0 && strcmp(fields[place[c]], columns[c]) != 0)
            place[c]--;
        if (place[c] < 0) {
            find_fault(r, "has no column %s; train again", columns[c]);
            return false;
        }
    }
    return true;
}

static bool read_row(KeptRun *r, char *line, const int place[COLUMNS])
{
    char *fields[MAX_FIELDS];
    int count = split(line, fields);
    double x[COLUMNS];
    for (int c = 0; c < COLUMNS; c++) {
        char *end = line;
        x[c] = place[c] < count ? strtod(fields[place[c]], &end) : 0;
        if (end == line || *end != '\0' || end == fields[place[c]])
            return false;
    }
    if (x[EPOCH] != r->count + 1)
        return false;
    r->epoch = reallocate(r->epoch, (size_t)(r->count + 1) * sizeof *r->epoch);
    r->epoch[r->count++] = (Measured){x[LOSS], x[ACCURACY]};
    r->best = x[ACCURACY] > r->best ? x[ACCURACY] : r->best;
    r->seconds += x[SECONDS];
    return true;
}

// A log that ends before its line does was cut.
static void read_lines(KeptRun *r, FILE *stream)
{
    char line[1024];
    int place[COLUMNS] = {0}, number = 1;
    for (; fgets(line, sizeof line, stream) != NULL; number++) {
        char *end = strchr(line, '\n');
        if (end != NULL)
            *end = '\0';
        if (number == 1 && !find_columns(r, line, place))
            return;
        if (end == NULL || (number > 1 && !read_row(r, line, place))) {
            find_fault(r,
                       "line %d is cut or not of the next epoch; train again",
                       number);
            return;
        }
    }
    if (number == 1)
        find_fault(r, "is empty; train again");
    else if (r->count == 0)
        find_fault(r, "has no epoch yet; go on by: make train RESUME=%s",
                   r->name);
}

// A fault of the log is no failure: a list of runs goes on.
static void read_log(KeptRun *r, const char *path)
{
    FILE *stream = fopen(path, "r");
    if (stream == NULL) {
        find_fault(r, "cannot be read: %s; train again", strerror(errno));
        return;
    }
    read_lines(r, stream);
    fclose(stream);
}

// What the checkpoint says of the result, without what it says of how far it is.
static json_t *settings_in(const char *path)
{
    static const char *const others[] = {"epochs_done", "position", "steps",
                                         "best", "log"};
    Safetensors file = safetensors_read(path);
    json_t *about = json_object_get(file.header, "__metadata__");
    json_t *settings = about != NULL ? json_copy(about) : json_object();
    safetensors_free(&file);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        json_object_del(settings, others[i]);
    return settings;
}

KeptRun kept_run_read(const char *folder)
{
    char *real = realpath(folder, NULL); // `latest` is a link
    if (real == NULL)
        fail("%s: is not there; `make runs` lists the runs that are", folder);
    RunFolder f = {.path = real};
    char *checkpoint = run_folder_file(&f, RUN_CHECKPOINT);
    char *log = run_folder_file(&f, "log.csv");
    const char *name = strrchr(real, '/') + 1;
    KeptRun r = {.settings = settings_in(checkpoint),
                 .name = strcpy(allocate(strlen(name) + 1), name)};
    r.seed = atoi(kept_run_setting(&r, "seed"));
    r.epochs = atoi(kept_run_setting(&r, "epochs"));
    r.hold_back = atoi(kept_run_setting(&r, "hold-back"));
    read_log(&r, log);
    free(checkpoint);
    free(log);
    free(real);
    return r;
}

void kept_run_free(KeptRun *r)
{
    json_decref(r->settings);
    free(r->name);
    free(r->epoch);
    *r = (KeptRun){.name = NULL};
}

const char *kept_run_setting(const KeptRun *r, const char *name)
{
    const char *value = json_string_value(json_object_get(r->settings, name));
    return value != NULL ? value : "?";
}

bool kept_run_is_complete(const KeptRun *r)
{
    return r->count >= r->epochs;
}

// All that the result depends on but for luck. The digits themselves count, not where
// they lie.
static json_t *recipe_of(const KeptRun *r)
{
    json_t *recipe = json_copy(r->settings);
    json_object_del(recipe, "seed");
    json_object_del(recipe, "data");
    return recipe;
}

bool kept_runs_are_alike(const KeptRun *a, const KeptRun *b)
{
    json_t *one = recipe_of(a), *other = recipe_of(b);
    bool alike = json_equal(one, other) == 1;
    json_decref(one);
    json_decref(other);
    return alike;
}
