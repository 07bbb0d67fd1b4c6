// Chapter 16: finds runs by their names, and the command `runs`, which lists them.
#define _POSIX_C_SOURCE 200809L // glob
#include <glob.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "16_digit_classifier/commands.h"
#include "16_digit_classifier/kept_run.h"
#include "common/files/run_folder.h"
#include "common/ground/fail.h"
#include "common/ground/memory.h"
#include "common/program/options.h"

static void add_run(Runs *runs, const char *folder)
{
    KeptRun new = kept_run_read(folder);
    for (int i = 0; i < runs->count; i++)
        if (strcmp(runs->run[i].name, new.name) == 0) {
            kept_run_free(&new); // named twice, by `latest` or two patterns
            return;
        }
    size_t size = (size_t)(runs->count + 1) * sizeof *runs->run;
    runs->run = reallocate(runs->run, size);
    runs->run[runs->count++] = new;
}

void runs_free(Runs *runs)
{
    for (int i = 0; i < runs->count; i++)
        kept_run_free(&runs->run[i]);
    free(runs->run);
}

// The checkpoints of the runs in `parent` whose folders fit a pattern and end in
// `more`: without one, it is no run.
static glob_t find_runs(const char *parent, const char *pattern,
                        const char *more)
{
    static const char form[] = "%s/%s%s/" RUN_CHECKPOINT;
    size_t size = strlen(parent) + strlen(pattern) + sizeof form;
    char *path = allocate(size);
    snprintf(path, size, form, parent, pattern, more);
    glob_t found;
    if (glob(path, 0, NULL, &found) != 0)
        found = (glob_t){.gl_pathc = 0};
    free(path);
    for (size_t i = 0; i < found.gl_pathc; i++)
        *strrchr(found.gl_pathv[i], '/') = '\0'; // the folder
    return found;
}

void runs_add(Runs *runs, const char *parent, const char *name)
{
    glob_t found = find_runs(parent, name, "");
    if (found.gl_pathc == 0) {
        found = find_runs(parent, name, "*");
        if (found.gl_pathc > 1)
            fail("%s: fits several runs in %s, such as %s and %s; name one, or "
                 "all of them by '%s*'",
                 name, parent, strrchr(found.gl_pathv[0], '/') + 1,
                 strrchr(found.gl_pathv[1], '/') + 1, name);
    }
    if (found.gl_pathc == 0)
        fail("%s: there is no such run in %s; `make runs` lists them", name,
             parent);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        const char *folder = strrchr(found.gl_pathv[i], '/') + 1;
        if (strcmp(folder, "latest") != 0 || strcmp(name, "latest") == 0)
            add_run(runs, found.gl_pathv[i]); // a pattern means no link
    }
    globfree(&found);
}

// ------------------------------------------------------------------- runs

void print_tested_on(const KeptRun *r)
{
    if (r->hold_back > 0)
        printf("%d held-back digits", r->hold_back);
    else
        printf("test digits");
}

static void print_run(const KeptRun *r, int width)
{
    const char *recipe = kept_run_setting(r, "recipe");
    if (r->fault[0] != '\0') {
        printf("%-*s  log.csv: %s\n", width, r->name, r->fault);
        return;
    }
    printf("%-*s  %-9s %5d  %3d of %-3d  %7.2f  %7.2f  %8.1f  ", width, r->name,
           strcmp(recipe, "?") == 0 ? "plain" : recipe, r->seed, r->count,
           r->epochs, r->epoch[r->count - 1].accuracy, r->best, r->seconds);
    print_tested_on(r);
    printf(" of %s\n", kept_run_setting(r, "data"));
}

int command_runs(int argc, char **argv)
{
    const char *parent = "build/train";
    Option options[] = {
        option_text("runs", "DIR", &parent, "where the folders of runs are"),
    };
    options_parse(
        argc, argv,
        "Lists runs: accuracy in percent after the last epoch and the "
        "best one, and the\nseconds of training.",
        "", options, 1);
    Runs runs = {0};
    glob_t found = find_runs(parent, "*", "");
    if (found.gl_pathc == 0)
        fail("%s: has no run yet; train one by: make train", parent);
    globfree(&found);
    runs_add(&runs, parent, "*");
    int width = 0;
    for (int i = 0; i < runs.count; i++)
        width = (int)fmax(width, (double)strlen(runs.run[i].name));
    printf("%-*s  recipe     seed    epochs     last     best   seconds  "
           "measured on\n",
           width, "run");
    for (int i = 0; i < runs.count; i++)
        print_run(&runs.run[i], width);
    runs_free(&runs);
    return 0;
}
