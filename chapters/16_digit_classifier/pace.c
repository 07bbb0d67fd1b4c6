#include "16_digit_classifier/pace.h"

#include <stdio.h>

enum { MAX_DURATION = 24 };

// As in 0:07, 12:34 or 1:02:03.
static void write_duration(char text[MAX_DURATION], double seconds)
{
    long s = seconds < 1e9 ? (long)(seconds + 0.5) : 999999999;
    if (s < 3600)
        snprintf(text, MAX_DURATION, "%ld:%02ld", s / 60, s % 60);
    else
        snprintf(text, MAX_DURATION, "%ld:%02ld:%02ld", s / 3600, s / 60 % 60,
                 s % 60);
}

// The rest of the epoch goes on as the epoch did; the rest of the run as the run did,
// with all that it does between the epochs.
void pace_write(char *text, size_t columns, const Pace *p, int epoch, int done,
                double now)
{
    char of_epoch[MAX_DURATION], of_run[MAX_DURATION];
    double all = (double)p->epochs * p->digits;
    double so_far = (epoch - 1.0) * p->digits + done;
    double rate = (done - p->epoch_first) / (now - p->epoch_began);
    write_duration(of_epoch, (p->digits - done) / rate);
    write_duration(of_run,
                   (now - p->began) / (so_far - p->first) * (all - so_far));
    int percent = (int)(100.0 * done / p->digits);
    char whole[160];
    if (columns >= 75)
        snprintf(whole, sizeof whole,
                 "epoch %d/%d: %d %%, %.0f digits/s, %s left, %s for the run",
                 epoch, p->epochs, percent, rate, of_epoch, of_run);
    else
        snprintf(whole, sizeof whole, "%d/%d %d%%, %.3gk/s, %s, run %s", epoch,
                 p->epochs, percent, rate / 1000, of_epoch, of_run);
    snprintf(text, columns, "%.*s", (int)columns - 1, whole);
}
