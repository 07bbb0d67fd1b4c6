#define _POSIX_C_SOURCE 200809L // access
#include "16_digit_classifier/model.h"

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/files/digits.h"
#include "common/files/safetensors.h"
#include "common/ground/fail.h"
#include "common/ground/memory.h"

enum { MAX_LISTED = 2 * MAX_LAYERS, LISTED_SIZE = 100 * MAX_LISTED };

#define REMEDY "train a model with: make train"

// safetensors has matrices row by row; ours lie column by column.
static float *row_by_row(Matrix M)
{
    float *rows = allocate(elements(M) * sizeof *rows), *next = rows;
    for (int i = 0; i < M.rows; i++)
        for (int j = 0; j < M.cols; j++)
            *next++ = (float)re(*at(M, i, j));
    return rows;
}

static void fill_row_by_row(Matrix M, const float *rows)
{
    for (int i = 0; i < M.rows; i++)
        for (int j = 0; j < M.cols; j++)
            *at(M, i, j) = (real)*rows++;
}

// "W1" for ('W', 1) and so on.
typedef struct {
    char text[4];
} Name;

_Static_assert(MAX_LAYERS < 10, "a layer's number has one digit");

static Name tensor_name(char kind, int l)
{
    return (Name){{kind, (char)('0' + l)}};
}

void model_write(FILE *stream, const Network *net, double scale, bool half,
                 const Metadata *about, int more)
{
    Name names[2 * MAX_LAYERS];
    Tensor tensors[2 * MAX_LAYERS];
    int count = 0;
    for (int l = 1; l <= net->L; l++) {
        names[count] = tensor_name('W', l);
        tensors[count] = (Tensor){names[count].text,
                                  2,
                                  {net->n[l], net->n[l - 1]},
                                  row_by_row(net->W[l])};
        count++;
        names[count] = tensor_name('b', l);
        tensors[count] =
            (Tensor){names[count].text, 1, {net->n[l]}, row_by_row(net->b[l])};
        count++;
    }
    char scale_text[32];
    snprintf(scale_text, sizeof scale_text, "%.17g", scale);
    Metadata metadata[MAX_ABOUT + 3] = {
        {"input", "28 x 28 gray values, ink 255, row by row, divided by "
                  "pixel_scale"},
        {"pixel_scale", scale_text},
        {"layers", "z = W a + b; a = max(0, z), in the last layer softmax(z)"},
    };
    if (more > MAX_ABOUT)
        fail_bug("model_write: %d entries, but at most %d fit", more,
                 MAX_ABOUT);
    for (int i = 0; i < more; i++)
        metadata[i + 3] = about[i];
    (half ? safetensors_write_half : safetensors_write)(stream, tensors, count,
                                                        metadata, 3 + more);
    for (int i = 0; i < count; i++)
        free(tensors[i].x);
}

static double read_scale(const Safetensors *file, const char *path)
{
    const char *text = safetensors_metadata(file, "pixel_scale");
    char *end = NULL;
    double scale = text != NULL ? strtod(text, &end) : 0;
    if (text == NULL || *text == '\0' || *end != '\0' || !isfinite(scale) ||
        scale <= 0)
        fail("%s: its metadata has no pixel_scale above 0, the number that "
             "pixels are divided by; " REMEDY,
             path);
    return scale;
}

// Adds to a text; what does not fit is left out.
__attribute__((format(printf, 2, 3))) static void add(char text[LISTED_SIZE],
                                                      const char *format, ...)
{
    size_t used = strlen(text);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text + used, LISTED_SIZE - used, format, arguments);
    va_end(arguments);
}

// The names and shapes of the first tensors in the file.
static void list_tensors(char text[LISTED_SIZE], const Safetensors *file)
{
    for (int i = 0; i < file->count && i < MAX_LISTED; i++) {
        const Tensor *t = &file->tensors[i];
        add(text, "%s%.30s [", i > 0 ? ", " : "", t->name);
        for (int d = 0; d < t->dimensions; d++)
            add(text, "%s%d", d > 0 ? ", " : "", t->size[d]);
        add(text, "]");
    }
    if (file->count > MAX_LISTED)
        add(text, " and %d more", file->count - MAX_LISTED);
    else if (file->count == 0)
        add(text, "none");
}

static _Noreturn void fail_tensors(const Safetensors *file, const char *path)
{
    char found[LISTED_SIZE] = "";
    list_tensors(found, file);
    fail("%s: its tensors are %s; wanted are W1 [units, %d], b1 [units], W2 "
         "[units, units of layer 1], b2 and so on, at most %d layers, the last "
         "of %d units; rename and transpose them, or " REMEDY,
         path, found, PIXELS, MAX_LAYERS, CLASSES);
}

// How many layers the file has: W1, b1, W2, b2, ... as far as they go, and
// nothing else.
static int count_layers(const Safetensors *file, const char *path)
{
    int L = 0;
    while (L < MAX_LAYERS &&
           safetensors_tensor(file, tensor_name('W', L + 1).text) != NULL &&
           safetensors_tensor(file, tensor_name('b', L + 1).text) != NULL)
        L++;
    if (L == 0 || file->count != 2 * L)
        fail_tensors(file, path);
    return L;
}

static bool has_shape(const Tensor *t, int dimensions, int rows, int cols)
{
    return t->dimensions == dimensions && t->size[0] == rows &&
           (dimensions == 1 || t->size[1] == cols);
}

// How the network was trained, as far as the file says.
static void read_origin(Model *model, const Safetensors *file)
{
    static const char *const keys[] = {"data", "seed", "epochs_done",
                                       "accuracy", "digest"};
    const char *values[5];
    for (int i = 0; i < 5; i++) {
        values[i] = safetensors_metadata(file, keys[i]);
        if (values[i] == NULL)
            values[i] = i == 4 ? "" : "?";
    }
    const char *recipe = safetensors_metadata(file, "recipe");
    snprintf(
        model->origin, sizeof model->origin,
        "trained on %.100s%s%.20s, seed %.20s, epochs %.20s: %.20s %% right",
        values[0], recipe != NULL ? ", recipe " : "",
        recipe != NULL ? recipe : "", values[1], values[2], values[3]);
    if (safetensors_metadata(file, "data") == NULL)
        strcpy(model->origin, "how it was trained is not said there");
    snprintf(model->digest, sizeof model->digest, "%s", values[4]);
}

static Network read_network(const Safetensors *file, const char *path,
                            int capacity)
{
    int L = count_layers(file, path), n[MAX_LAYERS + 1] = {PIXELS};
    const Tensor *W[MAX_LAYERS + 1], *b[MAX_LAYERS + 1];
    for (int l = 1; l <= L; l++) {
        W[l] = safetensors_tensor(file, tensor_name('W', l).text);
        b[l] = safetensors_tensor(file, tensor_name('b', l).text);
        n[l] = l == L ? CLASSES : b[l]->size[0];
        if (n[l] < 1 || !has_shape(b[l], 1, n[l], 1) ||
            !has_shape(W[l], 2, n[l], n[l - 1]))
            fail_tensors(file, path);
    }

    Network net = network_new(L, n, capacity);
    for (int l = 1; l <= L; l++) {
        fill_row_by_row(net.W[l], W[l]->x);
        fill_row_by_row(net.b[l], b[l]->x);
    }
    return net;
}

// No activation of layer l is larger than this, whatever the picture, if none of
// the layer before is larger than `most`.
static double largest_activation(const Network *net, int l, double most)
{
    double largest = 0;
    for (int i = 0; i < net->n[l]; i++) {
        double sum = fabs((double)re(net->b[l].x[i]));
        for (int j = 0; j < net->n[l - 1]; j++)
            sum += fabs((double)re(*at(net->W[l], i, j))) * most;
        largest = fmax(largest, sum);
    }
    return largest;
}

// Scores far beyond all sense, whose sums and differences a float still holds.
static const double MAX_SCORE = 1e33;

// Numbers that are finite may give scores that are not.
static void expect_answers(const Model *m, const char *path)
{
    double most = 255 / m->scale;
    for (int l = 1; l <= m->net.L && most <= MAX_SCORE; l++)
        most = largest_activation(&m->net, l, most);
    if (!(most <= MAX_SCORE))
        fail("%s: with its weights and its pixel_scale of %g a picture may "
             "have scores above %g, which are no use; " REMEDY,
             path, m->scale, MAX_SCORE);
}

Model model_read(const char *path, int capacity)
{
    Safetensors file = safetensors_read(path);
    Model model = {.net = read_network(&file, path, capacity)};
    model.scale = read_scale(&file, path);
    expect_answers(&model, path);
    read_origin(&model, &file);
    safetensors_free(&file);
    return model;
}

const char *usual_model(void)
{
    static const char latest[] = "build/train/latest/model.safetensors";
    bool is_kept = access(KEPT_MODEL, F_OK) == 0;
    return is_kept && access(latest, F_OK) != 0 ? KEPT_MODEL : latest;
}

void model_free(Model *model)
{
    network_free(&model->net);
}
