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
    MAX_HEADER = 100 * 1000 * 1000, // the format's own limit
    MAX_VALUES = 10000 // in a header: each takes memory beyond its length
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

// jansson passes on what it gets, but where memory is short some of its functions
// leave something out and others blame the text. So it gets memory that is there.
static void *allocate_json(size_t size)
{
    void *memory = malloc(size);
    if (memory == NULL)
        fail("out of memory: %zu bytes were asked for; "
             "close other programs or use less data",
             size);
    return memory;
}

// ------------------------------------------------------------------ writing

static void put_little_endian(uint8_t *to, uint64_t number, int bytes)
{
    for (int i = 0; i < bytes; i++)
        to[i] = (uint8_t)(number >> 8 * i);
}

// The nearest number of 16 bits: a sign, 5 bits of the exponent, 10 of the fraction.
// Of two that are equally near, the one whose last bit is 0.
static uint16_t half_of(float x)
{
    enum { MIN_EXPONENT = -13, INFINITE = 0x7c00 };
    int sign = signbit(x) ? 0x8000 : 0, exponent;
    frexpf(x, &exponent); // |x| is below 2^exponent
    if (!isfinite(x) || exponent > 16)
        return (uint16_t)(sign | INFINITE);
    if (x == 0 || exponent < MIN_EXPONENT)
        exponent = MIN_EXPONENT; // the steps of the smallest do not get smaller
    // 1024 to 2048 steps, or fewer of the smallest; 2048 carry into the exponent
    int steps = (int)nearbyintf(ldexpf(fabsf(x), 11 - exponent));
    return (uint16_t)(sign | ((exponent - MIN_EXPONENT) * 1024 + steps));
}

static uint32_t bits_of(float x, int bytes)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bytes == FLOAT_BYTES ? bits : half_of(x);
}

// Many at a time: to write them one by one takes ten times as long.
static void write_elements(FILE *stream, Tensor t, int bytes)
{
    enum { MANY = 4096 };
    uint8_t buffer[MANY * FLOAT_BYTES];
    uint64_t count = count_elements(t);
    for (uint64_t first = 0; first < count; first += MANY) {
        size_t many = count - first < MANY ? (size_t)(count - first) : MANY;
        for (size_t i = 0; i < many; i++)
            put_little_endian(buffer + i * (size_t)bytes,
                              bits_of(t.x[first + i], bytes), bytes);
        fwrite(buffer, (size_t)bytes, many, stream);
    }
}

// The header's entry for a tensor whose data begin at this byte.
static json_t *describe(Tensor t, size_t begin, int bytes)
{
    size_t end = begin + count_elements(t) * (size_t)bytes;
    json_t *shape = json_array();
    for (int i = 0; i < t.dimensions; i++)
        json_array_append_new(shape, json_integer(t.size[i]));
    return json_pack("{s:s, s:o, s:[I, I]}", "dtype",
                     bytes == FLOAT_BYTES ? "F32" : "F16", "shape", shape,
                     "data_offsets", (json_int_t)begin, (json_int_t)end);
}

// The text or, where it is not UTF-8 as a folder's name may be, what of it is ASCII.
static json_t *string_of(const char *text)
{
    json_t *string = json_string(text);
    if (string != NULL)
        return string;
    size_t size = strlen(text) + 1;
    char *ascii = memcpy(allocate(size), text, size);
    for (char *c = ascii; *c != '\0'; c++)
        if ((unsigned char)*c > 127)
            *c = '?';
    string = json_string(ascii);
    free(ascii);
    return string;
}

static json_t *make_header(const Tensor *tensors, int count,
                           const Metadata *metadata, int metadata_count,
                           int bytes)
{
    json_t *header = json_object(), *strings = json_object();
    for (int i = 0; i < metadata_count; i++)
        json_object_set_new(strings, metadata[i].key,
                            string_of(metadata[i].value));
    json_object_set_new(header, METADATA, strings);
    size_t begin = 0;
    for (int i = 0; i < count; i++) {
        json_object_set_new(header, tensors[i].name,
                            describe(tensors[i], begin, bytes));
        begin += count_elements(tensors[i]) * (size_t)bytes;
    }
    if (json_object_size(header) != (size_t)count + 1 ||
        json_object_size(strings) != (size_t)metadata_count)
        fail_bug("safetensors_write: a name is used twice or is not UTF-8");
    return header;
}

// With so many bytes for a number, 4 or 2.
static void write_file(FILE *stream, const Tensor *tensors, int count,
                       const Metadata *metadata, int metadata_count, int bytes)
{
    json_set_alloc_funcs(allocate_json, free);
    json_t *header =
        make_header(tensors, count, metadata, metadata_count, bytes);
    char *text = json_dumps(header, JSON_COMPACT);
    // Spaces make the length a multiple of 8, so that the data are aligned.
    int length = (int)strlen(text), padded = (length + 7) / 8 * 8;
    uint8_t length_bytes[LENGTH_BYTES];
    put_little_endian(length_bytes, (uint64_t)padded, LENGTH_BYTES);
    fwrite(length_bytes, 1, LENGTH_BYTES, stream);
    fprintf(stream, "%-*s", padded, text);
    for (int i = 0; i < count; i++)
        write_elements(stream, tensors[i], bytes);
    free(text);
    json_decref(header);
}

void safetensors_write(FILE *stream, const Tensor *tensors, int count,
                       const Metadata *metadata, int metadata_count)
{
    write_file(stream, tensors, count, metadata, metadata_count, FLOAT_BYTES);
}

void safetensors_write_half(FILE *stream, const Tensor *tensors, int count,
                            const Metadata *metadata, int metadata_count)
{
    write_file(stream, tensors, count, metadata, metadata_count,
               FLOAT_BYTES / 2);
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

// The most names and values that a JSON text can have: each but the first follows
// one of four marks, outside of strings.
static size_t count_values(const char *text, size_t length)
{
    size_t count = 1;
    bool is_string = false;
    for (size_t i = 0; i < length; i++) {
        if (is_string && text[i] == '\\')
            i++;
        else if (text[i] == '"')
            is_string = !is_string;
        else if (!is_string && memchr("[{,:", text[i], 4) != NULL)
            count++;
    }
    return count;
}

static json_t *parse_header(const char *text, size_t length, const char *path)
{
    if (count_values(text, length) > MAX_VALUES)
        fail("%s: its header has more than %d names and values, so it is no "
             "network of this program; " REMEDY,
             path, MAX_VALUES);
    json_error_t error;
    json_t *header = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    if (header == NULL)
        fail("%s: its header is not valid JSON: %s; " REMEDY, path, error.text);
    if (!json_is_object(header))
        fail("%s: its header is not a JSON object; " REMEDY, path);
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

// A float of 16 bits: sign, 5 bits of exponent, 10 of the fraction (IEEE 754).
static float from_half(const uint8_t *bytes)
{
    unsigned bits = (unsigned)read_little_endian(bytes, FLOAT_BYTES / 2);
    int exponent = (int)(bits >> 10 & 31), fraction = (int)(bits & 1023);
    float x = (float)fraction * 0x1p-24F; // the smallest have no exponent
    if (exponent == 31)
        x = fraction > 0 ? NAN : INFINITY;
    else if (exponent > 0)
        x = (float)(1024 + fraction) * (float)(1U << exponent) * 0x1p-25F;
    return bits >> 15 ? -x : x;
}

static float from_single(const uint8_t *bytes)
{
    uint32_t bits = (uint32_t)read_little_endian(bytes, FLOAT_BYTES);
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

// The upper half of a float.
static float from_brain(const uint8_t *bytes)
{
    return from_single((const uint8_t[]){0, 0, bytes[0], bytes[1]});
}

static float from_double(const uint8_t *bytes)
{
    uint64_t bits = read_little_endian(bytes, 8);
    double x;
    memcpy(&x, &bits, sizeof x);
    return (float)x;
}

typedef struct {
    const char *name;
    int bytes;
    float (*read)(const uint8_t *bytes);
} Type;

static const Type types[] = {
    {"F16", 2, from_half},
    {"BF16", 2, from_brain},
    {"F32", FLOAT_BYTES, from_single},
    {"F64", 8, from_double},
};

static const Type *find_type(const char *name)
{
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (strcmp(types[i].name, name) == 0)
            return &types[i];
    return NULL;
}

// A tensor and the bytes of the data that hold its numbers.
typedef struct {
    Tensor tensor;
    const Type *type;
    size_t begin, end;
} Entry;

// Where the tensor's numbers are: they must lie within `bytes`.
static void read_place(Entry *e, json_t *entry, size_t bytes, const char *path)
{
    const char *name = e->tensor.name;
    json_t *offsets = json_object_get(entry, "data_offsets");
    if (!json_is_array(offsets) || json_array_size(offsets) != 2)
        fail("%s: tensor %s: its data_offsets are not two numbers; " REMEDY,
             path, name);
    e->begin = read_whole(json_array_get(offsets, 0), bytes, "data_offsets",
                          name, path);
    e->end = read_whole(json_array_get(offsets, 1), bytes, "data_offsets", name,
                        path);
    // Divided, since 2^62 elements of 8 bytes are more than 64 bits can count.
    size_t size = (size_t)e->type->bytes, room = e->end - e->begin;
    if (e->begin > e->end || room % size != 0 ||
        room / size != count_elements(e->tensor))
        fail("%s: tensor %s: its data_offsets do not fit its shape; " REMEDY,
             path, name);
}

static Entry read_entry(const char *name, json_t *entry, size_t bytes,
                        const char *path)
{
    Entry e = {.tensor.name = name};
    if (!json_is_object(entry))
        fail("%s: tensor %s: its entry is not an object; " REMEDY, path, name);
    const char *type = json_string_value(json_object_get(entry, "dtype"));
    if (type == NULL)
        fail("%s: tensor %s: its dtype is not a string; " REMEDY, path, name);
    e.type = find_type(type);
    if (e.type == NULL)
        fail("%s: tensor %s: its dtype is %s; this program reads F16, BF16, "
             "F32 and F64",
             path, name, type);
    read_shape(&e.tensor, entry, path);
    read_place(&e, entry, bytes, path);
    return e;
}

static int by_place(const void *left, const void *right)
{
    const Entry *a = left, *b = right;
    if (a->begin != b->begin)
        return a->begin < b->begin ? -1 : 1;
    // A tensor without numbers comes before the one that begins there.
    return (a->end > a->begin) - (b->end > b->begin);
}

// Sorts the entries by place: each must begin where the one before it ends.
static void check_places(Entry *entries, int count, size_t bytes,
                         const char *path)
{
    qsort(entries, (size_t)count, sizeof *entries, by_place);
    size_t end = 0;
    for (int i = 0; i < count; i++) {
        if (entries[i].begin != end)
            fail("%s: tensor %s: its data_offsets leave a gap or "
                 "overlap; " REMEDY,
                 path, entries[i].tensor.name);
        end = entries[i].end;
    }
    if (end != bytes)
        fail("%s: has %zu bytes of data, but its header describes %zu; " REMEDY,
             path, bytes, end);
}

static void read_elements(const Entry *e, const uint8_t *data, const char *path)
{
    const Tensor *t = &e->tensor;
    uint64_t count = count_elements(*t);
    const uint8_t *from = data + e->begin;
    for (size_t i = 0; i < count; i++, from += e->type->bytes) {
        t->x[i] = e->type->read(from);
        if (!isfinite(t->x[i]))
            fail("%s: tensor %s: element %zu is %s; train again with a smaller "
                 "alpha",
                 path, t->name, i,
                 isnan(t->x[i]) ? "not a number" : "infinite or too large");
    }
}

// Reads the tensors' entries of the header, which `bytes` of data follow, into
// `entries` and returns how many there are.
static int read_entries(Entry *entries, json_t *header, size_t bytes,
                        const char *path)
{
    int count = 0;
    const char *name;
    json_t *entry;
    json_object_foreach(header, name, entry)
    {
        if (strcmp(name, METADATA) == 0)
            check_metadata(entry, path);
        else
            entries[count++] = read_entry(name, entry, bytes, path);
    }
    check_places(entries, count, bytes, path);
    return count;
}

// Gives every tensor its numbers, as floats.
static void read_data(Safetensors *file, const Entry *entries,
                      const uint8_t *data, const char *path)
{
    size_t total = 0;
    for (int i = 0; i < file->count; i++)
        total += count_elements(entries[i].tensor);
    file->tensors = allocate((size_t)file->count * sizeof *file->tensors);
    float *x = file->x = allocate(total * sizeof *x);
    for (int i = 0; i < file->count; i++) {
        Entry e = entries[i];
        e.tensor.x = x;
        read_elements(&e, data, path);
        file->tensors[i] = e.tensor;
        x += count_elements(e.tensor);
    }
}

Safetensors safetensors_read(const char *path)
{
    Bytes all = input_read(path, "a safetensors file");
    size_t length = header_length(all, path);
    const uint8_t *data = all.data + LENGTH_BYTES + length;
    size_t bytes = all.size - LENGTH_BYTES - length;
    json_set_alloc_funcs(allocate_json, free);
    Safetensors file = {
        .header =
            parse_header((const char *)all.data + LENGTH_BYTES, length, path)};
    Entry *entries = allocate(json_object_size(file.header) * sizeof *entries);
    file.count = read_entries(entries, file.header, bytes, path);
    read_data(&file, entries, data, path);
    free(entries);
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
