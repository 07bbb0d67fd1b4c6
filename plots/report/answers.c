// What the network answers: how often, how surely, and what it takes for what.
#include <string.h>

#include "01_forward_propagation/forward.h"
#include "03_activation_matrix/batch.h"
#include "12_backpropagation/backpropagation.h"
#include "common/numbers/calibration.h"
#include "common/program/plot_data.h"
#include "report.h"

void read_digits(Report *r)
{
    Network *net = &r->model.net;
    for (int first = 0; first < r->digits.count; first += CAPACITY) {
        Digits rest = digits_from(r->digits, first);
        int m = rest.count < CAPACITY ? rest.count : CAPACITY;
        network_load(net, rest, NULL, m, r->model.scale);
        network_forward(net);
        for (int j = 0; j < m; j++) {
            Matrix yhat = column(net->A[net->L], j);
            int i = first + j;
            r->answer[i] = argmax(yhat);
            r->chance[i] = (double)re(yhat.x[r->answer[i]]);
            r->is_right[i] = r->answer[i] == r->digits.labels[i];
        }
    }
}

static int count_wrong(const Report *r)
{
    int wrong = 0;
    for (int i = 0; i < r->digits.count; i++)
        wrong += !r->is_right[i];
    return wrong;
}

static const char *plural(int count)
{
    return count == 1 ? "" : "s";
}

// -------------------------------------------------------------------- confusion

typedef struct {
    int count[CLASSES][CLASSES]; // [label][answer]
    int of[CLASSES], right[CLASSES];
} Confusion;

static Confusion count_answers(const Report *r)
{
    Confusion c = {.of = {0}};
    for (int i = 0; i < r->digits.count; i++) {
        int label = r->digits.labels[i];
        c.count[label][r->answer[i]]++;
        c.of[label]++;
        c.right[label] += r->is_right[i];
    }
    return c;
}

static double share(const Confusion *c, int label)
{
    return c->of[label] > 0 ? 100.0 * c->right[label] / c->of[label] : -1;
}

static void say_worst_and_best(Report *r, const Confusion *c)
{
    int worst = -1, best = -1;
    for (int k = 0; k < CLASSES; k++) {
        if (c->of[k] == 0)
            continue;
        worst = worst < 0 || share(c, k) < share(c, worst) ? k : worst;
        best = best < 0 || share(c, k) > share(c, best) ? k : best;
    }
    if (share(c, best) > share(c, worst))
        say(r, "confusion", "text",
            "It reads %d best, %.1f %% of them, and %d worst, %.1f %%.", best,
            share(c, best), worst, share(c, worst));
}

void report_confusion(Report *r)
{
    Confusion c = count_answers(r);
    int wrong = count_wrong(r), label = 0, answer = 0, most = 0;
    Output o = report_file(r, "confusion.csv");
    for (int i = 0; i < CLASSES; i++)
        for (int j = 0; j < CLASSES; j++) {
            fprintf(o.stream, "%d,%d,%d\n", i, j, c.count[i][j]);
            if (i != j && c.count[i][j] > most) {
                most = c.count[i][j];
                label = i;
                answer = j;
            }
        }
    output_close(&o);
    say(r, "confusion", "title", "Which it takes for which");
    say(r, "confusion", "alt",
        "Table of ten by ten counts: labels are rows and answers columns; %d "
        "of %d lie beside the diagonal.",
        wrong, r->digits.count);
    say(r, "confusion", "text",
        "Of %d %s digits, %d %s misread: all that are not on the diagonal.",
        r->digits.count, r->kind, wrong, wrong == 1 ? "is" : "are");
    if (most > 0)
        say(r, "confusion", "text",
            "Its most frequent mistake is to read %d as %d: %d time%s.", label,
            answer, most, plural(most));
    say_worst_and_best(r, &c);
}

// --------------------------------------------------------------------- mistakes

enum { SUREST = 10 };

// The places of the mistakes with the largest chance. Returns how many.
static int find_surest(const Report *r, int surest[SUREST])
{
    int count = 0;
    for (int i = 0; i < r->digits.count; i++) {
        if (r->is_right[i])
            continue;
        int at = count;
        while (at > 0 && r->chance[surest[at - 1]] < r->chance[i])
            at--;
        if (at == SUREST)
            continue;
        count = count < SUREST ? count + 1 : SUREST;
        memmove(&surest[at + 1], &surest[at],
                (size_t)(count - at - 1) * sizeof *surest);
        surest[at] = i;
    }
    return count;
}

static void write_mistakes(const Report *r, const int *surest, int count)
{
    Output o = report_file(r, "mistakes.dat");
    FILE *data = plot_block(&o, "answers");
    for (int k = 0; k < count; k++)
        fprintf(data, "%d %d %.4f\n", r->digits.labels[surest[k]],
                r->answer[surest[k]], r->chance[surest[k]]);
    Matrix images = matrix_new(PIXELS, count);
    fill_batch(images, r->digits, surest, 255);
    plot_images(&o, "mistake", images);
    matrix_free(&images);
    output_close(&o);
}

void report_mistakes(Report *r)
{
    int surest[SUREST], count = find_surest(r, surest), sure = 0;
    say(r, "mistakes", "title", "Its surest mistakes");
    if (count == 0) {
        say(r, "mistakes", "text", "It has made none.");
        return;
    }
    write_mistakes(r, surest, count);
    for (int i = 0; i < r->digits.count; i++)
        sure += !r->is_right[i] && r->chance[i] >= 0.9;
    int first = surest[0];
    say(r, "mistakes", "alt",
        "The %d misread digits of whose wrong answer it is surest.", count);
    say(r, "mistakes", "text",
        "It was surest of the first: that this %d is a %d, with a chance of "
        "%.4f. Of its %d mistake%s it made %d with a chance of 0.9 or more.",
        r->digits.labels[first], r->answer[first], r->chance[first],
        count_wrong(r), plural(count_wrong(r)), sure);
}

// ------------------------------------------------------------------ calibration

static void say_calibration(Report *r, const Calibration *c)
{
    double off = 100 * (c->confidence - c->accuracy);
    int last = c->bin[CONFIDENCE_BINS - 1].count;
    say(r, "calibration", "title", "Can its chances be believed?");
    say(r, "calibration", "alt",
        "Share of right answers by the chance that it gave them, in steps of "
        "0.1; points on the diagonal would be chances that are kept.");
    say(r, "calibration", "text",
        "It gives its answers a chance of %.2f %% in the mean, and %.2f %% are "
        "right, so it is %s by %.2f points. Where a point is below the "
        "diagonal it is surer than it should be.",
        100 * c->confidence, 100 * c->accuracy,
        off > 0 ? "too sure" : "not sure enough", off > 0 ? off : -off);
    say(r, "calibration", "text",
        "The expected calibration error, how far the points are from the "
        "diagonal with each digit counted once, is %.4f; %d of %d digits are "
        "in the last point, and one of few digits says little.",
        c->error, last, r->digits.count);
}

void report_calibration(Report *r)
{
    Calibration c = calibrate(r->chance, r->is_right, r->digits.count);
    Output o = report_file(r, "calibration.csv");
    for (int k = 0; k < CONFIDENCE_BINS; k++)
        if (c.bin[k].count > 0)
            fprintf(o.stream, "%d,%d,%.6f,%.6f\n", k, c.bin[k].count,
                    c.bin[k].confidence, c.bin[k].accuracy);
    output_close(&o);
    say_calibration(r, &c);
}
