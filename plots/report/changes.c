// How well it reads digits that are moved, turned, noisy, or of another pen.
#include "20_distorted_digits/robustness.h"

#include <math.h>
#include <string.h>

#include "common/ground/memory.h"
#include "common/program/console.h"
#include "report.h"

enum { SERIES = 4, MOST = 8 };

// One kind of change, by several amounts. That of the pen is in pixels: below 0, thinner.
static const struct {
    const char *name;
    int count;
    double amount[MOST];
} series[SERIES] = {
    {"moved", 7, {0, 1, 2, 3, 4, 5, 6}},
    {"turned", 7, {0, 10, 20, 30, 40, 50, 60}},
    {"noise", 6, {0, 0.1, 0.2, 0.3, 0.4, 0.5}},
    {"pen", 5, {-2, -1, 0, 1, 2}},
};

// A pixel more or less for each time.
static double accuracy_by_pen(Report *r, double pixels)
{
    size_t count = (size_t)r->digits.count;
    Digits from = {r->digits.count, allocate(count * PIXELS), allocate(count)};
    Digits to = {r->digits.count, allocate(count * PIXELS), allocate(count)};
    memcpy(from.pixels, r->digits.pixels, count * PIXELS);
    memcpy(from.labels, r->digits.labels, count);
    for (int i = 0; i < fabs(pixels); i++) {
        change_digits(to, from, (Change){"", pixels < 0 ? THINNER : THICKER, 0},
                      0);
        Digits swapped = from;
        from = to;
        to = swapped;
    }
    Score score = network_score(&r->model.net, from, r->model.scale);
    digits_free(&from);
    digits_free(&to);
    return score.accuracy;
}

static double accuracy_of(Report *r, int s, double amount)
{
    static const Change kinds[] = {
        {"", MOVED, 0}, {"", TURNED, 0}, {"", NOISY, 0}};
    if (s == SERIES - 1)
        return accuracy_by_pen(r, amount);
    Change change = kinds[s];
    change.amount = amount;
    if (amount == 0)
        change.kind = NONE;
    return changed_accuracy(&r->model.net, r->digits, r->model.scale, change);
}

void report_changes(Report *r)
{
    double right[SERIES][MOST];
    int done = 0, all = 0;
    Output o = report_file(r, "changes.csv");
    for (int s = 0; s < SERIES; s++)
        all += series[s].count;
    for (int s = 0; s < SERIES; s++) {
        fprintf(o.stream, "%samount,%s\n", s > 0 ? "\n\n" : "", series[s].name);
        for (int i = 0; i < series[s].count; i++) {
            right[s][i] = accuracy_of(r, s, series[s].amount[i]);
            fprintf(o.stream, "%g,%.4f\n", series[s].amount[i], right[s][i]);
            progress("report", ++done, all);
        }
    }
    progress_end();
    output_close(&o);
    say(r, "changes", "title", "What it minds");
    say(r, "changes", "alt",
        "Four curves that fall from %.1f %% right answers: for digits moved by "
        "up to 6 pixels, turned by up to 60 degrees, with noise up to half of "
        "full ink, and with a pen up to two pixels thinner or thicker.",
        right[0][0]);
    say(r, "changes", "text",
        "The same %s digits, changed: of %.1f %% it still reads %.1f %% moved "
        "by 2 pixels and %.1f %% by 4, the mean of four directions; %.1f %% "
        "turned by 20°, the mean of both; %.1f %% with noise of 0.2 of full "
        "ink; %.1f %% a pixel thinner, and %.1f %% a pixel thicker.",
        r->kind, right[0][0], right[0][2], right[0][4], right[1][2],
        right[2][2], right[3][1], right[3][3]);
}
