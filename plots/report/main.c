// Writes what a run's network has learned as numbers and words, for report.sh.
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "16_digit_classifier/checkpoint.h"
#include "common/files/run_folder.h"
#include "common/ground/fail.h"
#include "common/ground/memory.h"
#include "common/program/options.h"
#include "common/program/streams.h"
#include "report.h"

static char *path_in(const char *folder, const char *name)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = allocate(size);
    snprintf(path, size, "%s/%s", folder, name);
    return path;
}

Output report_file(const Report *r, const char *name)
{
    char *path = path_in(r->to, name);
    Output o = output_open(path);
    free(path);
    return o;
}

void say(Report *r, const char *picture, const char *what, const char *format,
         ...)
{
    va_list arguments;
    fprintf(r->words.stream, "%s\t%s\t", picture, what);
    va_start(arguments, format);
    vfprintf(r->words.stream, format, arguments);
    va_end(arguments);
    fputc('\n', r->words.stream);
}

// ----------------------------------------------------------------- what is there

static void read_run(Report *r)
{
    r->run = kept_run_read(r->folder);
    if (r->run.fault[0] != '\0')
        fail("%s/log.csv: %s", r->folder, r->run.fault);
    char *checkpoint = path_in(r->folder, RUN_CHECKPOINT);
    char *model = path_in(r->folder, "model.safetensors");
    FILE *there = fopen(model, "r");
    if (there == NULL && !kept_run_is_complete(&r->run))
        fail("%s: has no model yet, after %d of its %d epochs; go on by: make "
             "train RESUME=%s",
             r->folder, r->run.count, r->run.epochs, r->run.name);
    if (there != NULL)
        fclose(there);
    Progress progress;
    Safetensors file = checkpoint_read(checkpoint, &progress);
    const char *steps = safetensors_metadata(&file, "steps");
    r->steps = steps != NULL ? atoi(steps) : 0;
    r->model = model_read(model, CAPACITY);
    safetensors_free(&file);
    free(progress.log);
    free(checkpoint);
    free(model);
}

// The digits that the run is measured on must be those it was measured on.
static void load_digits(Report *r, const char *data)
{
    int held_back = r->run.hold_back;
    data = data != NULL ? data : kept_run_setting(&r->run, "data");
    r->kind = held_back > 0 ? "held-back" : "test";
    if (held_back > 0) {
        Digits train = digits_load(data, "train");
        if (held_back < train.count)
            r->digits = digits_hold_back(&train, held_back);
        digits_free(&train);
    } else
        r->digits = digits_load(data, "t10k");
    char digest[DIGEST_SIZE] = "";
    if (r->digits.count > 0)
        digits_digest(digest, r->digits);
    if (strcmp(digest, kept_run_setting(&r->run, "test_digest")) != 0)
        fail("%s: does not have the %s digits that the run in %s was measured "
             "on; name their folder by --data",
             data, r->kind, r->folder);
}

static void begin(Report *r, const char *data)
{
    read_run(r);
    load_digits(r, data);
    size_t count = (size_t)r->digits.count;
    r->answer = allocate(count * sizeof *r->answer);
    r->chance = allocate(count * sizeof *r->chance);
    r->is_right = allocate(count * sizeof *r->is_right);
    r->words = report_file(r, "words");
}

static void end(Report *r)
{
    output_close(&r->words);
    kept_run_free(&r->run);
    model_free(&r->model);
    digits_free(&r->digits);
    free(r->answer);
    free(r->chance);
    free(r->is_right);
}

int main(int argc, char **argv)
{
    static Report r;
    const char *data = NULL;
    Option options[] = {
        option_text("data", "DIR", &data,
                    "where the digits are, if not where they were"),
        option_text("to", "DIR", &r.to, "the folder for the numbers"),
    };
    streams_begin();
    int at = options_parse(argc, argv,
                           "Writes the numbers of a run's report; make report "
                           "makes a page of them.",
                           "RUN", options, 2);
    if (at != argc - 1 || r.to == NULL)
        fail_usage("which run, and where to? As in: build/train/latest --to .");
    r.folder = argv[at];
    begin(&r, data);
    read_digits(&r);
    report_run(&r);
    report_curves(&r);
    report_confusion(&r);
    report_mistakes(&r);
    report_calibration(&r);
    report_changes(&r);
    report_units(&r);
    report_frames(&r);
    report_silent(&r);
    report_space(&r);
    end(&r);
    return 0;
}
