#include "16_digit_classifier/model.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "common/files/digits.h"
#include "common/files/safetensors.h"
#include "common/ground/fail.h"
#include "common/ground/memory.h"

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
            *at(M, i, j) = *rows++;
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

void model_write(FILE *stream, const Network *net, double scale,
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
    safetensors_write(stream, tensors, count, metadata, 3 + more);
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

// Whether a name is W1, b1, ... or bL.
static bool is_parameter(const char *name, int L)
{
    for (int l = 1; l <= L; l++)
        if (strcmp(name, tensor_name('W', l).text) == 0 ||
            strcmp(name, tensor_name('b', l).text) == 0)
            return true;
    return false;
}

// How many layers the file has: W1, W2, ... as far as they go.
static int count_layers(const Safetensors *file, const char *path)
{
    int L = 0;
    while (L < MAX_LAYERS &&
           safetensors_tensor(file, tensor_name('W', L + 1).text) != NULL)
        L++;
    if (L == 0)
        fail("%s: has no tensor W1; " REMEDY, path);
    for (int i = 0; i < file->count; i++) {
        if (!is_parameter(file->tensors[i].name, L))
            fail("%s: tensor %s is not part of a network of %d layers; " REMEDY,
                 path, file->tensors[i].name, L);
    }
    return L;
}

// Finds W[l] or b[l]; `dimensions` 2 or 1.
static const Tensor *find_tensor(const Safetensors *file, const char *path,
                                 char kind, int l, int dimensions)
{
    Name name = tensor_name(kind, l);
    const Tensor *tensor = safetensors_tensor(file, name.text);
    if (tensor == NULL)
        fail("%s: has no tensor %s; " REMEDY, path, name.text);
    if (tensor->dimensions != dimensions || tensor->size[0] < 1)
        fail("%s: tensor %s is no %s; " REMEDY, path, name.text,
             dimensions == 2 ? "matrix [units, inputs]" : "vector [units]");
    return tensor;
}

static void expect_size(const char *path, const char *what, int l, int size,
                        int expected)
{
    if (size != expected)
        fail("%s: layer %d has %d %s, but %d are needed; " REMEDY, path, l,
             size, what, expected);
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
    snprintf(model->origin, sizeof model->origin,
             "trained on %.100s, seed %.20s, %.20s epochs: %.20s %% right",
             values[0], values[1], values[2], values[3]);
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
        W[l] = find_tensor(file, path, 'W', l, 2);
        b[l] = find_tensor(file, path, 'b', l, 1);
        n[l] = W[l]->size[0];
        expect_size(path, "inputs", l, W[l]->size[1], n[l - 1]);
        expect_size(path, "biases", l, b[l]->size[0], n[l]);
    }
    expect_size(path, "units", L, n[L], CLASSES);

    Network net = network_new(L, n, capacity);
    for (int l = 1; l <= L; l++) {
        fill_row_by_row(net.W[l], W[l]->x);
        fill_row_by_row(net.b[l], b[l]->x);
    }
    return net;
}

Model model_read(const char *path, int capacity)
{
    Safetensors file = safetensors_read(path);
    Model model = {.scale = read_scale(&file, path)};
    model.net = read_network(&file, path, capacity);
    read_origin(&model, &file);
    safetensors_free(&file);
    return model;
}

void model_free(Model *model)
{
    network_free(&model->net);
}
