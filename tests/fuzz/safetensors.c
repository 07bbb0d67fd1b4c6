// A safetensors file, byte by byte.
#define _POSIX_C_SOURCE 200809L // open_memstream
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "common/files/safetensors.h"
#include "fuzz.h"

const char fuzz_place[] = "file.safetensors";

static size_t count(const Tensor *t)
{
    size_t n = 1;
    for (int i = 0; i < t->dimensions; i++)
        n *= (size_t)t->size[i];
    return n;
}

static void expect_same(const Safetensors *a, const Safetensors *b)
{
    fuzz_expect(a->count == b->count);
    for (int i = 0; i < a->count; i++) {
        const Tensor *s = &a->tensors[i];
        const Tensor *t = safetensors_tensor(b, s->name);
        fuzz_expect(t != NULL && t->dimensions == s->dimensions);
        for (int k = 0; k < s->dimensions; k++)
            fuzz_expect(s->size[k] == t->size[k]);
        for (size_t k = 0; k < count(s); k++)
            fuzz_expect(isfinite(s->x[k]));
        fuzz_expect(memcmp(s->x, t->x, count(s) * sizeof *s->x) == 0);
    }
}

// Written by the writer.
static void write_again(const Safetensors *file, char **text, size_t *size)
{
    json_t *all = json_object_get(file->header, "__metadata__"), *value;
    size_t entries = json_object_size(all), i = 0;
    Metadata *metadata = calloc(entries + 1, sizeof *metadata);
    const char *key;
    json_object_foreach(all, key, value) metadata[i++] =
        (Metadata){key, json_string_value(value)};
    FILE *stream = open_memstream(text, size);
    safetensors_write(stream, file->tensors, file->count, metadata,
                      (int)entries);
    fclose(stream);
    free(metadata);
}

void fuzz_target(const uint8_t *data, size_t size)
{
    fuzz_file("file.safetensors", data, size);
    Safetensors a = safetensors_read("file.safetensors");
    char *text;
    size_t length;
    write_again(&a, &text, &length);
    fuzz_file("again.safetensors", (uint8_t *)text, length);
    Safetensors b = safetensors_read("again.safetensors");
    expect_same(&a, &b);
    fuzz_expect(json_equal(json_object_get(a.header, "__metadata__"),
                           json_object_get(b.header, "__metadata__")) ||
                json_object_get(a.header, "__metadata__") == NULL);
    safetensors_free(&a);
    safetensors_free(&b);
    free(text);
}
