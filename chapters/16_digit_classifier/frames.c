#include "16_digit_classifier/frames.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/files/digits.h"
#include "common/ground/fail.h"
#include "common/ground/memory.h"

enum { LAST_STEP = 1 << 19, HEAD = 64 }; // HEAD: bytes before the pixels
#define HEAD_FORM "P5\n# step %7d, white %.7e %*s\n%d %5d\n255\n"

bool frame_is_kept(int step)
{
    int high = step;
    while (high > 3 && high % 2 == 0)
        high /= 2;
    return step >= 0 && step <= LAST_STEP && high <= 3;
}

static size_t frame_size(int units)
{
    return HEAD + (size_t)units * PIXELS;
}

size_t frames_size(const Frames *f)
{
    return (size_t)f->count * frame_size(f->units);
}

static char *head_of(const Frames *f, int i)
{
    return f->bytes + (size_t)i * frame_size(f->units);
}

const uint8_t *frame_pixels(const Frames *f, int i)
{
    return (const uint8_t *)head_of(f, i) + HEAD;
}

// ---------------------------------------------------------------- writing

// All heads have one length, by blanks in the comment.
static void write_head(char head[HEAD], int step, double largest, int units)
{
    char text[2 * HEAD];
    int length = snprintf(text, sizeof text, HEAD_FORM, step, largest, 0, "",
                          DIGIT_SIDE, units * DIGIT_SIDE);
    snprintf(text, sizeof text, HEAD_FORM, step, largest, HEAD - length, "",
             DIGIT_SIDE, units * DIGIT_SIDE);
    memcpy(head, text, HEAD);
}

// A training that diverges is found elsewhere; here such a weight is gray.
static double weight_of(Matrix W, int unit, int pixel)
{
    double w = (double)re(*at(W, unit, pixel));
    return isfinite(w) ? w : 0;
}

static double largest_weight(Matrix W, int units)
{
    double largest = 0;
    for (int j = 0; j < PIXELS; j++)
        for (int i = 0; i < units; i++)
            if (fabs(weight_of(W, i, j)) > largest)
                largest = fabs(weight_of(W, i, j));
    return largest;
}

void frames_note(Frames *f, Matrix W, int step)
{
    if (!frame_is_kept(step) ||
        (f->count > 0 && frame_step(f, f->count - 1) >= step))
        return;
    f->units = W.rows < FRAME_UNITS ? W.rows : FRAME_UNITS;
    f->bytes = reallocate(f->bytes, frames_size(f) + frame_size(f->units));
    double largest = largest_weight(W, f->units);
    char *head = head_of(f, f->count++);
    write_head(head, step, largest, f->units);
    uint8_t *pixel = (uint8_t *)head + HEAD;
    for (int i = 0; i < f->units; i++)
        for (int j = 0; j < PIXELS; j++) {
            double w = largest > 0 ? weight_of(W, i, j) / largest : 0;
            *pixel++ = (uint8_t)lround(128 + 127 * w);
        }
    f->is_new = true;
}

// ---------------------------------------------------------------- reading

// Returns whether the bytes begin with the head of a picture; what it says is the
// caller's.
static bool read_head(const char *bytes, size_t size, int *step,
                      double *largest, int *units)
{
    char text[HEAD + 1] = "", again[HEAD];
    if (size < HEAD)
        return false;
    memcpy(text, bytes, HEAD);
    int width, height;
    if (sscanf(text, "P5 # step %7d, white %lf %d %d", step, largest, &width,
               &height) != 4 ||
        height % DIGIT_SIDE != 0 || height < DIGIT_SIDE ||
        height > FRAME_UNITS * DIGIT_SIDE || !frame_is_kept(*step))
        return false;
    *units = height / DIGIT_SIDE;
    write_head(again, *step, *largest, *units);
    return memcmp(bytes, again, HEAD) == 0;
}

int frame_step(const Frames *f, int i)
{
    int step = 0, units;
    double largest;
    read_head(head_of(f, i), HEAD, &step, &largest, &units);
    return step;
}

double frame_largest(const Frames *f, int i)
{
    int step, units;
    double largest = 0;
    read_head(head_of(f, i), HEAD, &step, &largest, &units);
    return largest;
}

// Counts those that are whole, one after another in their order.
static void count_frames(Frames *f, size_t size, int steps)
{
    int step, units, last = -1;
    double largest;
    const char *at = f->bytes;
    while (f->count < MAX_FRAMES &&
           read_head(at, size, &step, &largest, &units) && step > last &&
           step <= steps && size >= frame_size(units) &&
           (f->count == 0 || units == f->units)) {
        last = step;
        f->units = units;
        f->count++;
        at += frame_size(units);
        size -= frame_size(units);
    }
}

Frames frames_new(const char *path)
{
    return (Frames){.path = strcpy(allocate(strlen(path) + 1), path)};
}

Frames frames_read(const char *path, int steps)
{
    const size_t most = MAX_FRAMES * frame_size(FRAME_UNITS);
    Frames f = frames_new(path);
    FILE *stream = fopen(path, "rb");
    if (stream == NULL && errno == ENOENT)
        return f;
    if (stream == NULL)
        fail("%s: cannot be opened: %s; move it away", path, strerror(errno));
    f.bytes = allocate(most);
    count_frames(&f, fread(f.bytes, 1, most, stream), steps);
    if (ferror(stream))
        fail("%s: cannot be read: %s; move it away", path, strerror(errno));
    fclose(stream);
    return f;
}

void frames_free(Frames *f)
{
    free(f->path);
    free(f->bytes);
    *f = (Frames){.path = NULL};
}
