// What is kept along a training: pictures of the first layer, and how many units are
// silent.
#include "16_digit_classifier/frames.h"
#include "16_digit_classifier/classifier.h"
#include "16_digit_classifier/silent.h"
#include "expect.h"
#include "near.h"

#include <criterion/criterion.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(frames, .init = scratch_enter, .fini = scratch_leave);

Test(frames, are_two_for_each_doubling_and_at_most_39)
{
    static const int kept[] = {0,  1,  2,  3,  4,  6,  8,  12,
                               16, 24, 32, 48, 64, 96, 128};
    int count = 0;
    for (int step = 0; step <= 128; step++)
        if (frame_is_kept(step)) {
            cr_assert(step == kept[count], "%d", step);
            count++;
        }
    cr_assert(count == 15);
    for (int step = 129; step < 2000000; step++)
        count += frame_is_kept(step);
    cr_assert(count == MAX_FRAMES - 1); // the network itself is the last
    cr_assert(frame_is_kept(1 << 19) && !frame_is_kept(3 << 18));
    cr_assert(!frame_is_kept(INT_MAX) && !frame_is_kept(-1));
}

// Units whose weights are all `w`, but for the first two pixels of unit 1.
static Matrix weights(int units, double w)
{
    Matrix W = matrix_new(units, PIXELS);
    matrix_fill(W, (real)w);
    if (units > 1) {
        *at(W, 1, 0) = 2;
        *at(W, 1, 1) = -1;
    }
    return W;
}

static Frames note_steps(int units, int steps)
{
    Frames f = frames_read(in_scratch("weights.pgm").text, INT_MAX);
    Matrix W = weights(units, 0.5);
    for (int step = 0; step <= steps; step++)
        frames_note(&f, W, step);
    matrix_free(&W);
    return f;
}

static Path write_frames(const Frames *f)
{
    return scratch_write("weights.pgm", f->bytes, frames_size(f));
}

Test(frames, have_the_weights_as_bytes)
{
    Frames f = note_steps(3, 4);
    cr_assert(f.count == 5 && f.units == 3 && f.is_new);
    cr_assert(frame_step(&f, 4) == 4 && frame_largest(&f, 4) == 2);
    const uint8_t *p = frame_pixels(&f, 4);
    cr_assert(p[0] == 160 && p[PIXELS - 1] == 160);     // 128 + 127 / 4
    cr_assert(p[PIXELS] == 255 && p[PIXELS + 1] == 65); // 1, and -1/2: 64.5
    cr_assert(p[PIXELS + 2] == 160 && p[3 * PIXELS - 1] == 160);
    frames_free(&f);
}

Test(frames, are_of_the_first_25_units)
{
    Frames f = note_steps(30, 0);
    cr_assert(f.units == 25 && f.count == 1);
    cr_assert(frames_size(&f) == 64 + 25 * PIXELS);
    frames_free(&f);
}

Test(frames, are_gray_where_weights_are_0_or_not_finite)
{
    Frames f = {.path = NULL};
    Matrix W = matrix_new(1, PIXELS);
    frames_note(&f, W, 0);
    cr_assert(frame_largest(&f, 0) == 0 && frame_pixels(&f, 0)[5] == 128);
    matrix_fill(W, 1);
    W.x[0] = (real)INFINITY;
    W.x[1] = (real)NAN;
    frames_note(&f, W, 1);
    cr_assert(frame_largest(&f, 1) == 1);
    cr_assert(frame_pixels(&f, 1)[0] == 128 && frame_pixels(&f, 1)[1] == 128);
    cr_assert(frame_pixels(&f, 1)[2] == 255);
    matrix_free(&W);
    frames_free(&f);
}

Test(frames, are_read_up_to_the_step_at_which_a_run_goes_on)
{
    Frames f = note_steps(2, 20);
    Path path = write_frames(&f);
    for (int steps = -1; steps <= 20; steps++) {
        Frames again = frames_read(path.text, steps);
        int wanted = 0;
        for (int step = 0; step <= steps; step++)
            wanted += frame_is_kept(step);
        cr_assert(again.count == wanted && !again.is_new);
        cr_assert(memcmp(again.bytes, f.bytes, frames_size(&again)) == 0);
        Matrix W = weights(2, 0.5);
        for (int step = steps + 1; step <= 20; step++)
            frames_note(&again, W, step);
        cr_assert(frames_size(&again) == frames_size(&f));
        cr_assert(memcmp(again.bytes, f.bytes, frames_size(&f)) == 0);
        matrix_free(&W);
        frames_free(&again);
    }
    frames_free(&f);
}

Test(frames, are_kept_once)
{
    Frames f = note_steps(2, 3);
    Matrix W = weights(2, 0.1);
    frames_note(&f, W, 3);
    frames_note(&f, W, 2);
    cr_assert(f.count == 4);
    matrix_free(&W);
    frames_free(&f);
}

static void read_frames(void *path)
{
    frames_read(path, INT_MAX);
}

// A run that goes on without those of its beginning would end as another.
Test(frames, are_missed_where_they_cannot_be_read)
{
    Path folder = in_scratch(".");
    expect_failure_of(folder.text, run_action(read_frames, folder.text),
                      "cannot be read: Is a directory; move it away");
    scratch_write("file", "", 0);
    Path within = in_scratch("file/weights.pgm");
    expect_failure_of(within.text, run_action(read_frames, within.text),
                      "cannot be opened: Not a directory; move it away");
}

// How many pictures a file has whose byte `place` is `byte`, and which is so long.
static int count_in(const Frames *f, size_t place, char byte, size_t size)
{
    f->bytes[place] ^= byte;
    Path path = scratch_write("weights.pgm", f->bytes, size);
    f->bytes[place] ^= byte;
    Frames again = frames_read(path.text, INT_MAX);
    int count = again.count;
    frames_free(&again);
    return count;
}

Test(frames, end_where_the_file_is_damaged)
{
    Frames f = note_steps(2, 3);
    const size_t size = frames_size(&f), one = size / 4;
    cr_assert(count_in(&f, 0, 0, size) == 4);
    cr_assert(count_in(&f, 0, 0, size - 1) == 3);
    cr_assert(count_in(&f, 0, 0, 2 * one + 63) == 2);
    cr_assert(count_in(&f, 0, 0, 0) == 0);
    for (size_t i = 0; i < 64; i++)
        if (i < 25 || i > 37) // another largest weight is one as well
            cr_assert(count_in(&f, one + i, 4, size) == 1, "byte %zu", i);
    cr_assert(count_in(&f, 100, 4, size) == 4); // another pixel too
    scratch_write("weights.pgm", "P5\n", 3);
    Frames none = frames_read(in_scratch("weights.pgm").text, INT_MAX);
    cr_assert(none.count == 0);
    frames_free(&none);
    none = frames_read(in_scratch("nothing").text, INT_MAX);
    cr_assert(none.count == 0 && none.path != NULL);
    frames_free(&none);
    frames_free(&f);
}

// Pixel i wakes unit i of the first layer, and unit 0 alone that of the second.
static Network sleeper(int capacity)
{
    Network net = network_new(3, (int[]){PIXELS, 3, 2, CLASSES}, capacity);
    for (int i = 0; i < 3; i++)
        *at(net.W[1], i, i) = 1;
    *at(net.W[2], 0, 0) = 1;
    *at(net.W[2], 1, 0) = -1;
    *at(net.W[3], 4, 0) = 1;
    return net;
}

static Digits blank_digits(int count)
{
    Digits d = sparse_digits(count, 3);
    memset(d.pixels, 0, (size_t)count * PIXELS);
    return d;
}

Test(silent, are_units_that_are_0_for_every_digit)
{
    for (int capacity = 1; capacity <= 8; capacity++) {
        Network net = sleeper(capacity);
        Digits d = blank_digits(7);
        int silent[MAX_LAYERS + 1];
        score_and_silent(silent, &net, d, 255);
        cr_assert(silent[1] == 3 && silent[2] == 2);
        d.pixels[6 * PIXELS + 1] = 1;
        score_and_silent(silent, &net, d, 255);
        cr_assert(silent[1] == 2 && silent[2] == 2);
        d.pixels[3 * PIXELS] = 255;
        score_and_silent(silent, &net, d, 255);
        cr_assert(silent[1] == 1 && silent[2] == 1);
        network_free(&net);
        digits_free(&d);
    }
}

// The log must not change by a bit.
Test(silent, are_counted_on_the_way_to_the_same_score)
{
    for (int count = 1; count < 40; count += 3) {
        Network net = sleeper(8);
        Digits d = sparse_digits(count, 3);
        int silent[MAX_LAYERS + 1];
        Score wanted = network_score(&net, d, 100);
        Score score = score_and_silent(silent, &net, d, 100);
        cr_assert(score.accuracy == wanted.accuracy);
        cr_assert(fabs(score.loss - wanted.loss) < 1e-12);
        network_free(&net);
        digits_free(&d);
    }
}
