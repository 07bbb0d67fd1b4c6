#include "common/files/safetensors.h"

#include <jansson.h>
#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/files/input.h"
#include "common/ground/fail.h"
#include "common/ground/memory.h"

#define METADATA "__metadata__"
#define REMEDY "take another file or write it again"

enum {
    LENGTH_BYTES = 8,
    FLOAT_BYTES = 4,
    MAX_HEADER = 100 * 1000 * 1000 // the format's own limit
};
_Static_assert(sizeof(float) == FLOAT_BYTES, "float has 32 bits");

// In 64 bits also where memory has 32: two sizes below 2^31, and 4 bytes each,
// come to less than 2^64.
static uint64_t count_elements(Tensor t)
{
    if (t.dimensions < 0 || t.dimensions > TENSOR_MAX_DIMENSIONS)
        fail_bug("tensor %s: %d dimensions, but at most %d are possible",
                 t.name, t.dimensions, TENSOR_MAX_DIMENSIONS);
    uint64_t count = 1;
    for (int i = 0; i < t.dimensions; i++)
        count *= (uint64_t)t.size[i];
    return count;
}

// ------------------------------------------------------------------ writing

static void write_little_endian(FILE *stream, uint64_t number, int bytes)
{
    for (int i = 0; i < bytes; i++)
        fputc((int)(number >> 8 * i & 0xff), stream);
}

static void write_elements(FILE *stream, Tensor t)
{
    for (size_t i = 0; i < count_elements(t); i++) {
        uint32_t bits;
        memcpy(&bits, &t.x[i], sizeof bits);
        write_little_endian(stream, bits, FLOAT_BYTES);
    }
}

// The header's entry for a tensor whose data begin at this byte.
static json_t *describe(Tensor t, size_t begin)
{
    size_t end = begin + count_elements(t) * FLOAT_BYTES;
    json_t *shape = json_array();
    for (int i = 0; i < t.dimensions; i++)
        json_array_append_new(shape, json_integer(t.size[i]));
    return json_pack("{s:s, s:o, s:[I, I]}", "dtype", "F32", "shape", shape,
                     "data_offsets", (json_int_t)begin, (json_int_t)end);
}

static json_t *make_header(const Tensor *tensors, int count,
                           const Metadata *metadata, int metadata_count)
{
    json_t *header = json_object(), *strings = json_object();
    for (int i = 0; i < metadata_count; i++)
        json_object_set_new(strings, metadata[i].key,
                            json_string(metadata[i].value));
    json_object_set_new(header, METADATA, strings);
    size_t begin = 0;
    for (int i = 0; i < count; i++) {
        json_object_set_new(header, tensors[i].name,
                            describe(tensors[i], begin));
        begin += count_elements(tensors[i]) * FLOAT_BYTES;
    }
    if (json_object_size(header) != (size_t)count + 1 ||
        json_object_size(strings) != (size_t)metadata_count)
        fail_bug("safetensors_write: a name is used twice or is not UTF-8");
    return header;
}

void safetensors_write(FILE *stream, const Tensor *tensors, int count,
                       const Metadata *metadata, int metadata_count)
{
    json_t *header = make_header(tensors, count, metadata, metadata_count);
    char *text = json_dumps(header, JSON_COMPACT);
    if (text == NULL)
        fail("out of memory for the header of a model");
    // Spaces make the length a multiple of 8, so that the data are aligned.
    int length = (int)strlen(text), padded = (length + 7) / 8 * 8;
    write_little_endian(stream, (uint64_t)padded, LENGTH_BYTES);
    fprintf(stream, "%-*s", padded, text);
    for (int i = 0; i < count; i++)
        write_elements(stream, tensors[i]);
    free(text);
    json_decref(header);
}

// ------------------------------------------------------------------ reading

static uint64_t read_little_endian(const uint8_t *bytes, int count)
{
    uint64_t number = 0;
    for (int i = 0; i < count; i++)
        number |= (uint64_t)bytes[i] << 8 * i;
    return number;
}

// Checks the length at the start of the file and returns it.
static size_t header_length(Bytes file, const char *path)
{
    if (file.size < LENGTH_BYTES)
        fail("%s: has only %zu bytes, so it is not a safetensors file; " REMEDY,
             path, file.size);
    uint64_t length = read_little_endian(file.data, LENGTH_BYTES);
    if (length == 0 || length > MAX_HEADER)
        fail("%s: begins with a header length of %llu, so it is not a "
             "safetensors file; " REMEDY,
             path, (unsigned long long)length);
    if (length > file.size - LENGTH_BYTES)
        fail("%s: is truncated: its header needs %llu bytes and %zu are "
             "there; " REMEDY,
             path, (unsigned long long)length, file.size - LENGTH_BYTES);
    return (size_t)length;
}

static json_t *parse_header(const char *text, size_t length, const char *path)
{
    json_error_t error;
    json_t *header = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    if (header == NULL)
        fail("%s: its header is not valid JSON: %s; " REMEDY, path, error.text);
    if (text[0] != '{' || !json_is_object(header))
        fail("%s: its header is not a JSON object that begins with {; " REMEDY,
             path);
    return header;
}

static void check_metadata(json_t *metadata, const char *path)
{
    if (!json_is_object(metadata))
        fail("%s: its " METADATA " is not an object; " REMEDY, path);
    const char *key;
    json_t *value;
    json_object_foreach(metadata, key, value)
    {
        if (!json_is_string(value))
            fail("%s: " METADATA ": %s is not a string; " REMEDY, path, key);
    }
}

// A whole number of the header from 0 to `most`.
static size_t read_whole(json_t *number, size_t most, const char *what,
                         const char *name, const char *path)
{
    json_int_t value = json_integer_value(number);
    if (!json_is_integer(number) || value < 0 || (uint64_t)value > most)
        fail("%s: tensor %s: its %s must be whole numbers from 0 to "
             "%zu; " REMEDY,
             path, name, what, most);
    return (size_t)value;
}

static void read_shape(Tensor *t, json_t *entry, const char *path)
{
    json_t *shape = json_object_get(entry, "shape");
    if (!json_is_array(shape))
        fail("%s: tensor %s: its shape is not a list; " REMEDY, path, t->name);
    if (json_array_size(shape) > TENSOR_MAX_DIMENSIONS)
        fail("%s: tensor %s: has %zu dimensions; this program reads up to %d",
             path, t->name, json_array_size(shape), TENSOR_MAX_DIMENSIONS);
    t->dimensions = (int)json_array_size(shape);
    for (int i = 0; i < t->dimensions; i++)
        t->size[i] = (int)read_whole(json_array_get(shape, (size_t)i), INT_MAX,
                                     "shape", t->name, path);
}

// The place of the tensor's numbers: they must lie within `bytes`.
static float *read_place(Tensor t, json_t *entry, float *x, size_t bytes,
                         const char *path)
{
    json_t *offsets = json_object_get(entry, "data_offsets");
    if (!json_is_array(offsets) || json_array_size(offsets) != 2)
        fail("%s: tensor %s: its data_offsets are not two numbers; " REMEDY,
             path, t.name);
    size_t begin = read_whole(json_array_get(offsets, 0), bytes, "data_offsets",
                              t.name, path);
    size_t end = read_whole(json_array_get(offsets, 1), bytes, "data_offsets",
                            t.name, path);
    if (begin > end || end - begin != count_elements(t) * FLOAT_BYTES)
        fail("%s: tensor %s: its data_offsets do not fit its shape; " REMEDY,
             path, t.name);
    if (begin % FLOAT_BYTES != 0)
        fail("%s: tensor %s: its data_offsets leave a gap or overlap; " REMEDY,
             path, t.name);
    return x + begin / FLOAT_BYTES;
}

static Tensor read_tensor(const char *name, json_t *entry, float *x,
                          size_t bytes, const char *path)
{
    Tensor t = {.name = name};
    if (!json_is_object(entry))
        fail("%s: tensor %s: its entry is not an object; " REMEDY, path, name);
    const char *type = json_string_value(json_object_get(entry, "dtype"));
    if (type == NULL)
        fail("%s: tensor %s: its dtype is not a string; " REMEDY, path, name);
    if (strcmp(type, "F32") != 0)
        fail("%s: tensor %s: its dtype is %s; this program reads F32", path,
             name, type);
    read_shape(&t, entry, path);
    t.x = read_place(t, entry, x, bytes, path);
    return t;
}

static int by_place(const void *left, const void *right)
{
    const Tensor *a = left, *b = right;
    if (a->x != b->x)
        return a->x < b->x ? -1 : 1;
    // A tensor without numbers comes before the one that begins there.
    return (count_elements(*a) > 0) - (count_elements(*b) > 0);
}

// Sorts the tensors by place: each must begin where the one before it ends.
static void check_places(Safetensors *file, size_t bytes, const char *path)
{
    qsort(file->tensors, (size_t)file->count, sizeof *file->tensors, by_place);
    const float *end = file->x;
    for (int i = 0; i < file->count; i++) {
        const Tensor *t = &file->tensors[i];
        if (t->x != end)
            fail("%s: tensor %s: its data_offsets leave a gap or "
                 "overlap; " REMEDY,
                 path, t->name);
        end += count_elements(*t);
    }
    size_t used = (size_t)(end - file->x) * FLOAT_BYTES;
    if (used != bytes)
        fail("%s: has %zu bytes of data, but its header describes %zu; " REMEDY,
             path, bytes, used);
}

static void read_elements(Tensor t, const uint8_t *from, const char *path)
{
    for (size_t i = 0; i < count_elements(t); i++) {
        uint32_t bits =
            (uint32_t)read_little_endian(from + i * FLOAT_BYTES, FLOAT_BYTES);
        memcpy(&t.x[i], &bits, sizeof bits);
        if (!isfinite(t.x[i]))
            fail("%s: tensor %s: element %zu is %s; train again with a smaller "
                 "alpha",
                 path, t.name, i, isnan(t.x[i]) ? "not a number" : "infinite");
    }
}

// Reads the tensors' entries of the header; `bytes` of data follow it.
static void read_entries(Safetensors *file, size_t bytes, const char *path)
{
    const char *name;
    json_t *entry;
    json_object_foreach(file->header, name, entry)
    {
        if (strcmp(name, METADATA) == 0)
            check_metadata(entry, path);
        else
            file->tensors[file->count++] =
                read_tensor(name, entry, file->x, bytes, path);
    }
}

Safetensors safetensors_read(const char *path)
{
    Bytes all = input_read(path, "a safetensors file");
    size_t length = header_length(all, path);
    const uint8_t *data = all.data + LENGTH_BYTES + length;
    size_t bytes = all.size - LENGTH_BYTES - length;
    Safetensors file = {.x = allocate(bytes)};
    file.header =
        parse_header((const char *)all.data + LENGTH_BYTES, length, path);
    file.tensors =
        allocate(json_object_size(file.header) * sizeof *file.tensors);
    read_entries(&file, bytes, path);
    check_places(&file, bytes, path);
    for (int i = 0; i < file.count; i++) {
        Tensor t = file.tensors[i];
        read_elements(t, data + (size_t)(t.x - file.x) * FLOAT_BYTES, path);
    }
    bytes_free(&all);
    return file;
}

void safetensors_free(Safetensors *file)
{
    free(file->tensors);
    free(file->x);
    json_decref(file->header);
    *file = (Safetensors){0};
}

const Tensor *safetensors_tensor(const Safetensors *file, const char *name)
{
    for (int i = 0; i < file->count; i++)
        if (strcmp(file->tensors[i].name, name) == 0)
            return &file->tensors[i];
    return NULL;
}

const char *safetensors_metadata(const Safetensors *file, const char *key)
{
    json_t *metadata = json_object_get(file->header, METADATA);
    return json_string_value(json_object_get(metadata, key));
}
