#include "16_digit_classifier/run_groups.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/ground/fail.h"
#include "common/ground/memory.h"

void group_name(char name[MAX_NAME], const Group *g)
{
    const char *full = g->run[0]->name, *seed = strstr(full, "-seed-");
    size_t length = seed != NULL ? (size_t)(seed - full) : strlen(full);
    const char *rest = full + length;
    if (seed != NULL)
        rest +=
            strlen("-seed-") + strspn(rest + strlen("-seed-"), "0123456789");
    snprintf(name, MAX_NAME, "%.*s%s", (int)length, full, rest);
}

// Of two runs of one seed, the one with the shorter name counts: the longer has ".2"
// at its end.
static void add_to_group(Group *g, const KeptRun *r)
{
    int at = 0;
    while (at < g->count && g->run[at]->seed < r->seed)
        at++;
    if (at < g->count && g->run[at]->seed == r->seed) {
        const KeptRun *other = g->run[at];
        bool is_first = strlen(r->name) < strlen(other->name);
        g->run[at] = is_first ? r : other;
        fprintf(stderr, "note: %s is %s again, so it is left out\n",
                is_first ? other->name : r->name, g->run[at]->name);
        return;
    }
    g->run = reallocate(g->run, (size_t)(g->count + 1) * sizeof *g->run);
    for (int i = g->count++; i > at; i--)
        g->run[i] = g->run[i - 1];
    g->run[at] = r;
}

static void expect_log(const KeptRun *r, const char *parent)
{
    if (r->fault[0] != '\0')
        fail("%s/%s/log.csv: %s", parent, r->name, r->fault);
}

int groups_make(Group groups[MAX_GROUPS], const Runs *runs, const char *parent)
{
    int count = 0;
    for (int i = 0; i < runs->count; i++) {
        const KeptRun *r = &runs->run[i];
        expect_log(r, parent);
        if (!kept_run_is_complete(r)) {
            fprintf(stderr,
                    "note: %s has %d of its %d epochs, so it is left out; go "
                    "on with it by: make train RESUME=%s\n",
                    r->name, r->count, r->epochs, r->name);
            continue;
        }
        int g = 0;
        while (g < count && !kept_runs_are_alike(groups[g].run[0], r))
            g++;
        if (g == MAX_GROUPS)
            fail_usage("%s: is the run of a recipe more than the %d that a "
                       "picture shows; name fewer",
                       r->name, MAX_GROUPS);
        count = g == count ? count + 1 : count;
        add_to_group(&groups[g], r);
    }
    if (count == 0)
        fail("there is no complete run to compare; train one by: make train");
    return count;
}

static bool have_same_test(const KeptRun *a, const KeptRun *b)
{
    return strcmp(kept_run_setting(a, "test_digest"),
                  kept_run_setting(b, "test_digest")) == 0;
}

void groups_expect_same_test(const Group *groups, int count)
{
    const KeptRun *first = groups[0].run[0];
    for (int g = 1; g < count; g++)
        if (!have_same_test(first, groups[g].run[0]))
            fail(
                "%s: was not measured on the digits of %s; compare runs of one "
                "--data and one --hold-back",
                groups[g].run[0]->name, first->name);
}
