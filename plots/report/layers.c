// What is in the layers: the first layer's weights, now and on the way, silent units,
// and the last hidden layer as a plane.
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "12_backpropagation/backpropagation.h"
#include "16_digit_classifier/frames.h"
#include "common/ground/memory.h"
#include "common/numbers/principal.h"
#include "common/program/plot_data.h"
#include "report.h"

enum { UNITS = 36, POINTS = 1000 };

// ---------------------------------------------------------------- first layer

// How far from 0 the farthest weight of a unit is.
static double reach(Matrix W, int unit)
{
    double most = 0;
    for (int j = 0; j < W.cols; j++) {
        double size = fabs((double)re(*at(W, unit, j)));
        if (size > most)
            most = size;
    }
    return most;
}

void report_units(Report *r)
{
    Matrix W = r->model.net.W[1];
    int count = W.rows < UNITS ? W.rows : UNITS;
    double sum = 0;
    for (int i = 0; i < count; i++)
        sum += reach(W, i);
    Matrix images = matrix_new(PIXELS, count);
    for (int i = 0; i < count; i++)
        for (int j = 0; j < PIXELS && sum > 0; j++)
            *at(images, j, i) = (real)((double)re(*at(W, i, j)) * count / sum);
    Output o = report_file(r, "units.dat");
    plot_images(&o, "unit", images);
    output_close(&o);
    matrix_free(&images);
    say(r, "units", "title", "What the first layer looks for");
    say(r, "units", "alt",
        "The weights of %d units as pictures of 28 by 28 pixels, blue above 0 "
        "and orange below.",
        count);
    say(r, "units", "text",
        "The first %d of %d units: ink on a blue pixel speaks for what the "
        "unit looks for, on an orange one against. Their farthest weight from "
        "0 is %.2f in the mean; a unit that is all but empty has found "
        "nothing.",
        count, W.rows, sum / count);
}

// -------------------------------------------------------------------- frames

static void write_base64(FILE *stream, const uint8_t *byte, size_t count)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqr"
                                  "stuvwxyz0123456789+/";
    for (size_t i = 0; i < count; i += 3) {
        unsigned bits = (unsigned)byte[i] << 16;
        bits |= i + 1 < count ? (unsigned)byte[i + 1] << 8 : 0;
        bits |= i + 2 < count ? byte[i + 2] : 0;
        for (size_t k = 0; k < 4; k++)
            fputc(i + k <= count ? letters[bits >> (18 - 6 * k) & 63] : '=',
                  stream);
    }
}

// As JSON: a list of [step, epoch, largest weight, pixels].
static void write_frame(FILE *stream, const Frames *f, int i, int step,
                        double epoch)
{
    fprintf(stream, "%s[%d,%.2f,%.4f,\"", step > 0 ? ",\n" : "", step, epoch,
            frame_largest(f, i));
    write_base64(stream, frame_pixels(f, i), (size_t)f->units * PIXELS);
    fputs("\"]", stream);
}

static void say_frames(Report *r, const Frames *f, const Frames *last)
{
    say(r, "frames", "alt",
        "The weights of the first %d units after %d steps of the training, one "
        "picture after another.",
        f->units, f->count + 1);
    say(r, "frames", "text",
        "The first %d units, from the noise that they begin with to the end, "
        "after %d steps: %d pictures, two for each doubling of the steps, "
        "since most happens at first. Colors are those above, each picture's "
        "farthest weight in full: %.2f at first, %.2f at the end.",
        f->units, r->steps, f->count + 1, frame_largest(f, 0),
        frame_largest(last, 0));
}

void report_frames(Report *r)
{
    size_t size = strlen(r->folder) + 20;
    char *path = allocate(size);
    snprintf(path, size, "%s/weights.pgm", r->folder);
    Frames f = frames_read(path, r->steps - 1), last = {.path = NULL};
    frames_note(&last, r->model.net.W[1], 0);
    double in_epoch = (double)r->steps / r->run.count;
    say(r, "frames", "title", "How the first layer forms");
    if (f.count > 0 && frame_step(&f, 0) == 0 && f.units == last.units) {
        Output o = report_file(r, "frames.json");
        fputc('[', o.stream);
        for (int i = 0; i < f.count; i++)
            write_frame(o.stream, &f, i, frame_step(&f, i),
                        frame_step(&f, i) / in_epoch);
        write_frame(o.stream, &last, 0, r->steps, r->run.count);
        fputs("]\n", o.stream);
        output_close(&o);
        say_frames(r, &f, &last);
    } else
        say(r, "frames", "text",
            "This run has kept no pictures of its beginning in weights.pgm; a "
            "new training does.");
    frames_free(&f);
    frames_free(&last);
    free(path);
}

// -------------------------------------------------------------------- silent

void report_silent(Report *r)
{
    const Network *net = &r->model.net;
    bool is_there = net->L > 1;
    Output o = report_file(r, "silent.csv");
    say(r, "silent", "title", "Units that fall silent");
    for (int l = 1; l < net->L; l++) {
        char name[32];
        double first, last;
        snprintf(name, sizeof name, "silent_%d", l);
        if (l > 1)
            fputs("\n\n", o.stream);
        is_there = log_column(r, name, o.stream, &first, &last);
        if (!is_there)
            break;
        say(r, "silent", "text",
            "Of the %d units of layer %d, %.0f %s silent for every training "
            "digit after the first epoch and %.0f after the last.",
            net->n[l], l, first, first == 1 ? "is" : "are", last);
    }
    output_close(&o);
    if (is_there) {
        say(r, "silent", "alt",
            "The number of silent units of each hidden layer by epoch.");
        say(r, "silent", "text",
            "A silent unit has the slope 0 for every digit (chapter 9), so "
            "nothing that it sees wakes it; only other weights before it, the "
            "push that Adam has left, or the weight decay of chapter 20 may.");
    } else
        say(r, "silent", "text", "The log of this run does not say%s.",
            net->L > 1 ? "; that of a new training does" : "");
}

// --------------------------------------------------------------------- space

// The last hidden layer's answer to the first digits.
static Matrix activations(Report *r)
{
    Network *net = &r->model.net;
    int count = r->digits.count < POINTS ? r->digits.count : POINTS;
    Matrix X = matrix_new(net->n[net->L - 1], count);
    for (int first = 0; first < count; first += CAPACITY) {
        int m = count - first < CAPACITY ? count - first : CAPACITY;
        network_load(net, digits_from(r->digits, first), NULL, m,
                     r->model.scale);
        network_forward(net);
        matrix_copy(columns(X, first, m), net->A[net->L - 1]);
    }
    return X;
}

typedef struct {
    double x, y;
    int count;
} Center;

static void find_centers(Center center[CLASSES], const Report *r, Matrix places)
{
    for (int k = 0; k < CLASSES; k++)
        center[k] = (Center){0, 0, 0};
    for (int j = 0; j < places.cols; j++) {
        Center *c = &center[r->digits.labels[j]];
        c->x += (double)re(*at(places, 0, j));
        c->y += (double)re(*at(places, 1, j));
        c->count++;
    }
    for (int k = 0; k < CLASSES; k++)
        if (center[k].count > 0) {
            center[k].x /= center[k].count;
            center[k].y /= center[k].count;
        }
}

static void say_nearest(Report *r, const Center *c)
{
    int a = -1, b = -1;
    double least = HUGE_VAL;
    for (int i = 0; i < CLASSES; i++)
        for (int k = i + 1; k < CLASSES; k++) {
            double far = hypot(c[i].x - c[k].x, c[i].y - c[k].y);
            if (c[i].count > 0 && c[k].count > 0 && far < least) {
                least = far;
                a = i;
                b = k;
            }
        }
    if (a >= 0)
        say(r, "space", "text",
            "Of the ten centers, the large digits, those of %d and %d are "
            "nearest to each other here; that says nothing of the other "
            "directions.",
            a, b);
}

static void write_space(Report *r, Matrix places)
{
    Center center[CLASSES];
    find_centers(center, r, places);
    Output o = report_file(r, "space.csv");
    for (int j = 0; j < places.cols; j++)
        fprintf(o.stream, "%.4f,%.4f,%d\n", (double)re(*at(places, 0, j)),
                (double)re(*at(places, 1, j)), r->digits.labels[j]);
    fputs("\n\n", o.stream);
    for (int k = 0; k < CLASSES; k++)
        if (center[k].count > 0)
            fprintf(o.stream, "%.4f,%.4f,%d\n", center[k].x, center[k].y, k);
    output_close(&o);
    say_nearest(r, center);
}

void report_space(Report *r)
{
    const Network *net = &r->model.net;
    say(r, "space", "title", "The last hidden layer as a plane");
    if (net->n[net->L - 1] < 2) {
        say(r, "space", "text", "It has one unit, so there is no plane.");
        return;
    }
    Matrix X = activations(r), axes = matrix_new(X.rows, 2);
    Matrix places = matrix_new(2, X.cols);
    double variance[2], total = principal_axes(axes, variance, X);
    principal_places(places, axes, X);
    double share = total > 0 ? 100 / total : 0;
    say(r, "space", "alt",
        "%d digits, each written where the two directions put it in which the "
        "activations of layer %d vary most.",
        X.cols, net->L - 1);
    say(r, "space", "text",
        "Layer %d makes of each digit a point in %d dimensions. These are %d "
        "of them, each written as its label, along the two directions in "
        "which they lie farthest apart: these have %.1f and %.1f %% of the "
        "variance, and so the picture %.1f %%.",
        net->L - 1, X.rows, X.cols, variance[0] * share, variance[1] * share,
        (variance[0] + variance[1]) * share);
    write_space(r, places);
    matrix_free_all((Matrix *[]){&X, &axes, &places, NULL});
}
