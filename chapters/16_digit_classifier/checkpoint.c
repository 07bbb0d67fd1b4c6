#include "16_digit_classifier/checkpoint.h"

#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/files/output.h"
#include "common/ground/fail.h"
#include "common/ground/memory.h"

enum { STATES = 3, OWN = 5 }; // OWN entries besides those that are asked for
static const char *const states[STATES] = {"theta", "adam_m", "adam_v"};

// A copy of what is to be written: the training goes on meanwhile.
typedef struct {
    char *path, *log_path, *log;
    char *frames_path, *frames; // NULL: there is nothing new
    size_t frames_size;
    Tensor tensors[STATES];
    Metadata *metadata;
    char **texts; // their values
    int count;
} Writing;

static char *copied(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(allocate(size), text, size);
}

// The key must stay where it is, the value need not.
static void add_metadata(Writing *w, const char *key, const char *value)
{
    w->texts[w->count] = copied(value);
    w->metadata[w->count] = (Metadata){key, w->texts[w->count]};
    w->count++;
}

static void add_number(Writing *w, const char *key, double number)
{
    char text[32];
    snprintf(text, sizeof text, "%.17g", number);
    add_metadata(w, key, text);
}

static Tensor state_of(const char *name, Matrix M)
{
    float *x = allocate(elements(M) * sizeof *x);
    for (size_t i = 0; i < elements(M); i++)
        x[i] = (float)re(M.x[i]);
    return (Tensor){name, 1, {M.rows}, x};
}

// With room for `count` entries of metadata more.
static Writing *copy_of(const Trainer *t, const Progress *p, int count)
{
    size_t entries = (size_t)(OWN + count);
    Writing *w = allocate(sizeof *w);
    *w = (Writing){.log = copied(p->log),
                   .metadata = allocate(entries * sizeof *w->metadata),
                   .texts = allocate(entries * sizeof *w->texts)};
    const Matrix state[STATES] = {t->net.theta, t->adam.m, t->adam.v};
    for (int i = 0; i < STATES; i++)
        w->tensors[i] = state_of(states[i], state[i]);
    add_number(w, "epochs_done", p->epochs);
    add_number(w, "position", p->position);
    add_number(w, "steps", t->adam.t);
    add_number(w, "best", p->best);
    add_metadata(w, "log", p->log);
    return w;
}

static void free_writing(Writing *w)
{
    for (int i = 0; i < STATES; i++)
        free(w->tensors[i].x);
    for (int i = 0; i < w->count; i++)
        free(w->texts[i]);
    free(w->metadata);
    free(w->texts);
    free(w->path);
    free(w->log_path);
    free(w->log);
    free(w->frames_path);
    free(w->frames);
    free(w);
}

// Pictures that are newer than the checkpoint are left out when it is gone on from, and
// made again. Older ones would lack some, so they are written first.
static void write_frames(const Writing *w)
{
    if (w->frames == NULL)
        return;
    Output o = output_open(w->frames_path);
    fwrite(w->frames, 1, w->frames_size, o.stream);
    output_close(&o);
}

static atomic_bool
    is_busy; // from when a thread is begun until it has written all

static void *write_all(void *context)
{
    Writing *w = context;
    write_frames(w);
    Output o = output_open(w->path);
    safetensors_write(o.stream, w->tensors, STATES, w->metadata, w->count);
    output_complete(&o);
    Safetensors file = safetensors_read(o.partial); // by its own reader
    safetensors_free(&file);
    output_close(&o);

    Output log = output_open(w->log_path);
    fputs(w->log, log.stream);
    output_close(&log);
    free_writing(w);
    is_busy = false;
    return NULL;
}

static pthread_t writer;
static bool has_writer;

bool checkpoint_is_being_written(void)
{
    return is_busy;
}

void checkpoint_wait(void)
{
    if (has_writer)
        pthread_join(writer, NULL);
    has_writer = false;
}

static void copy_frames(Writing *w, Frames *f)
{
    if (!f->is_new || f->path == NULL)
        return;
    w->frames_path = copied(f->path);
    w->frames_size = frames_size(f);
    w->frames = memcpy(allocate(w->frames_size), f->bytes, w->frames_size);
    f->is_new = false;
}

void checkpoint_write(const char *path, const char *log_path, const Trainer *t,
                      Progress *p, const Metadata *about, int count)
{
    Writing *w = copy_of(t, p, count);
    w->path = copied(path);
    w->log_path = copied(log_path);
    copy_frames(w, &p->frames);
    for (int i = 0; i < count; i++)
        add_metadata(w, about[i].key, about[i].value);
    static bool is_first = true;
    if (is_first) {
        atexit(checkpoint_wait); // what is being written comes to its end
        keep_freed_memory();     // the next one needs as much
    }
    is_first = false;
    checkpoint_wait();
    is_busy = true;
    has_writer = pthread_create(&writer, NULL, write_all, w) == 0;
    if (!has_writer)
        write_all(w); // no thread to be had
}

void progress_log(Progress *p, const char *format, ...)
{
    enum { LINE = 200 };
    size_t length = p->log != NULL ? strlen(p->log) : 0;
    char *log = allocate(length + LINE);
    memcpy(log, p->log != NULL ? p->log : "", length);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(log + length, LINE, format, arguments);
    va_end(arguments);
    free(p->log);
    p->log = log;
}

// ------------------------------------------------------------------ reading

static double number_of(const Safetensors *file, const char *path,
                        const char *key, double min, double max)
{
    const char *text = safetensors_metadata(file, key);
    char *end = NULL;
    double number = text != NULL ? strtod(text, &end) : 0;
    if (text == NULL || *text == '\0' || *end != '\0' ||
        !(number >= min && number <= max))
        fail("%s: its %s is no number from %.10g to %.10g, so it is no "
             "checkpoint; "
             "begin a new run",
             path, key, min, max);
    return number;
}

Safetensors checkpoint_read(const char *path, Progress *p)
{
    Safetensors file = safetensors_read(path);
    p->epochs = (int)number_of(&file, path, "epochs_done", 0, INT_MAX);
    p->position = (int)number_of(&file, path, "position", 0, INT_MAX);
    p->best = number_of(&file, path, "best", -1, 100);
    const char *log = safetensors_metadata(&file, "log");
    if (log == NULL)
        fail("%s: has no log, so it is no checkpoint; begin a new run", path);
    p->log = copied(log);
    return file;
}

void checkpoint_restore(Trainer *t, const Progress *p, const Safetensors *file,
                        const char *path)
{
    if (p->position >= t->count)
        fail("%s: its position %d is beyond the %d digits of an epoch; begin a "
             "new run",
             path, p->position, t->count);
    const Matrix state[STATES] = {t->net.theta, t->adam.m, t->adam.v};
    for (int i = 0; i < STATES; i++) {
        const Tensor *saved = safetensors_tensor(file, states[i]);
        if (saved == NULL || saved->dimensions != 1 ||
            saved->size[0] != state[i].rows)
            fail("%s: has no %s of the %d parameters of its network; begin a "
                 "new run",
                 path, states[i], state[i].rows);
        for (size_t j = 0; j < elements(state[i]); j++)
            state[i].x[j] = (real)saved->x[j];
    }
    t->adam.t = (int)number_of(file, path, "steps", 0, INT_MAX);
}
