#include "16_digit_classifier/team.h"

#include <math.h>

// A window is long enough to see other programs get their turns on a processor,
// which last milliseconds. SLOWER tells trouble from chance.
enum { WINDOW = 16, WARM_UP = 2, LEAST_WAIT = 4, LONGEST_WAIT = 64 };
static const double LONG_WINDOW = 0.1; // seconds
static const double SLOWER = 1.3, FASTER = 0.95;

// The most, one less (a processor may be busy), and halves of the most.
Team team_new(int most, int least)
{
    Team t = {.best = HUGE_VAL, .wait = WARM_UP, .patience = LEAST_WAIT};
    t.size[t.count++] = most;
    if (most - 1 >= least)
        t.size[t.count++] = most - 1;
    for (int half = most / 2; half >= least && t.count < MAX_SIZES; half /= 2)
        if (half < t.size[t.count - 1])
            t.size[t.count++] = half;
    return t;
}

int team_size(const Team *t)
{
    return t->size[t->tried];
}

// Once at the beginning, and where steps take longer than they did, fewer threads are
// tried; else more, if there are more, since another program may have ended.
static void choose_trial(Team *t)
{
    bool in_trouble = t->usual > SLOWER * t->best || !t->is_settled;
    if (in_trouble && t->at < t->count - 1)
        t->tried = t->at + 1;
    else if (t->at > 0)
        t->tried = t->at - 1;
    t->is_settled = true;
}

// A size that is no worse may lie on the way to a better one, so then the next is
// tried.
static void end_trial(Team *t, double mean, bool is_whole)
{
    int next = t->tried + (t->tried > t->at ? 1 : -1);
    if (is_whole && mean < FASTER * t->usual) {
        t->at = t->tried;
        t->usual = t->best = mean;
        t->patience = LEAST_WAIT;
    } else if (is_whole && next >= 0 && next < t->count) {
        t->tried = next;
        return;
    } else {
        t->tried = t->at;
        t->patience =
            2 * t->patience < LONGEST_WAIT ? 2 * t->patience : LONGEST_WAIT;
    }
    t->wait = t->patience;
}

static void end_window(Team *t, double mean)
{
    t->usual = mean;
    t->best = fmin(t->best, mean);
    if (t->wait > 0)
        t->wait--;
    if (t->wait == 0)
        choose_trial(t);
}

void team_took(Team *t, double seconds)
{
    t->steps++;
    t->seconds += seconds;
    bool is_trial = t->tried != t->at;
    bool is_whole = t->steps == WINDOW || t->seconds > LONG_WINDOW;
    // A trial ends as soon as it is lost.
    bool is_lost = is_trial && t->seconds > WINDOW * t->usual;
    if (!is_whole && !is_lost)
        return;
    double mean = t->seconds / t->steps;
    if (is_trial)
        end_trial(t, mean, is_whole);
    else
        end_window(t, mean);
    t->steps = 0;
    t->seconds = 0;
}
