// common/files/safetensors.c: the bytes it writes, and good and bad files.
#include <criterion/criterion.h>
#include <math.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/files/output.h"
#include "common/files/safetensors.h"
#include "expect.h"

TestSuite(safetensors, .init = scratch_enter, .fini = scratch_leave);

// ------------------------------------------------------------------ writing

static void write_file(const char *name, const Tensor *tensors, int count,
                       const Metadata *metadata, int metadata_count)
{
    Output o = output_open(in_scratch(name).text);
    safetensors_write(o.stream, tensors, count, metadata, metadata_count);
    output_close(&o);
}

static size_t file_bytes(const char *name, uint8_t bytes[MAX_OUTPUT])
{
    FILE *file = fopen(in_scratch(name).text, "rb");
    size_t size = fread(bytes, 1, MAX_OUTPUT, file);
    fclose(file);
    return size;
}

static float W[] = {1, -2, 0.5f, 3, 0, 1e-30f}, b[] = {-0.25f};
static const Tensor tensors[] = {{"W", 2, {2, 3}, W}, {"b", 1, {1}, b}};
static const Metadata metadata[] = {{"scale", "255"}, {"by", "hand"}};

// What the format asks for, written out by hand.
Test(safetensors, has_the_bytes_of_the_format)
{
    const char *header =
        "{\"__metadata__\":{\"scale\":\"255\",\"by\":\"hand\"},"
        "\"W\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
        "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[24,28]}}";
    const uint8_t data[] = {0x00, 0x00, 0x80, 0x3f, 0x00, 0x00, 0x00,
                            0xc0, 0x00, 0x00, 0x00, 0x3f, 0x00, 0x00,
                            0x40, 0x40, 0x00, 0x00, 0x00, 0x00, 0x60,
                            0x42, 0xa2, 0x0d, 0x00, 0x00, 0x80, 0xbe};
    uint8_t bytes[MAX_OUTPUT];
    write_file("model", tensors, 2, metadata, 2);
    size_t size = file_bytes("model", bytes), length = strlen(header);
    size_t padded = (length + 7) / 8 * 8;

    cr_assert(size == 8 + padded + sizeof data);
    cr_assert(bytes[0] == padded && memcmp(bytes + 1, "\0\0\0\0\0\0", 7) == 0);
    cr_assert(memcmp(bytes + 8, header, length) == 0);
    for (size_t i = length; i < padded; i++)
        cr_assert(bytes[8 + i] == ' ');
    cr_assert(memcmp(bytes + 8 + padded, data, sizeof data) == 0);
}

Test(safetensors, has_aligned_data_for_every_length_of_header)
{
    uint8_t bytes[MAX_OUTPUT];
    for (int length = 0; length <= 8; length++) {
        const char *name = &"12345678"[length];
        write_file("model", &(Tensor){name, 1, {1}, b}, 1, NULL, 0);
        file_bytes("model", bytes);
        cr_assert(bytes[0] % 8 == 0);
        cr_assert(bytes[bytes[0]] != ' ', "8 spaces, where none are needed");
        Safetensors file = safetensors_read(in_scratch("model").text);
        cr_assert(safetensors_tensor(&file, name)->x[0] == -0.25f);
        safetensors_free(&file);
    }
}

Test(safetensors_write, refuses_a_name_twice, .signal = SIGABRT,
     .init = expect_abort)
{
    const Tensor twice[] = {{"b", 1, {1}, b}, {"b", 1, {1}, b}};
    safetensors_write(stdout, twice, 2, NULL, 0);
}

static void write_three_dimensions(void *context)
{
    (void)context;
    safetensors_write(stdout, &(Tensor){"b", 3, {1, 1}, b}, 1, NULL, 0);
}

Test(safetensors_write, refuses_a_third_dimension)
{
    expect_failure(run_action(write_three_dimensions, NULL), 128 + SIGABRT,
                   "tensor b: 3 dimensions, but at most 2", NULL);
}

// The 16 bits of IEEE 754: a number and what it is to be, as hand and the standard
// have it.
Test(safetensors, writes_halves_as_the_nearest_numbers_of_16_bits)
{
    static const struct {
        float x;
        uint16_t bits;
    } halves[] = {
        {0, 0x0000},
        {-0.0f, 0x8000},
        {1, 0x3c00},
        {-2, 0xc000},
        {0.1f, 0x2e66},
        {65504, 0x7bff},
        {65519.99f, 0x7bff},
        {65520, 0x7c00}, // as near to 65536, which is infinite
        {70000, 0x7c00},
        {-1e30f, 0xfc00},
        {1 + 0x1p-11f, 0x3c00}, // half way: to the even one
        {1 + 0x3p-11f, 0x3c02},
        {1 + 0x1.1p-11f, 0x3c01},
        {2 - 0x1p-12f, 0x4000}, // carries into the exponent
        {0x1p-14f, 0x0400},     // the smallest with all its digits
        {0x1p-14f - 0x1p-24f, 0x03ff},
        {0x1p-14f - 0x1p-26f, 0x0400},
        {0x1p-24f, 0x0001}, // the smallest
        {-0x1.8p-24f, 0x8002},
        {0x1p-25f, 0x0000},
        {0x1.01p-25f, 0x0001},
        {1e-40f, 0x0000},
    };
    enum { COUNT = sizeof halves / sizeof halves[0] };
    float x[COUNT];
    for (int i = 0; i < COUNT; i++)
        x[i] = halves[i].x;
    uint8_t bytes[MAX_OUTPUT];
    Output o = output_open(in_scratch("half").text);
    safetensors_write_half(o.stream, &(Tensor){"x", 1, {COUNT}, x}, 1, NULL, 0);
    output_close(&o);
    size_t size = file_bytes("half", bytes);
    for (int i = 0; i < COUNT; i++) {
        const uint8_t *two = bytes + size - 2 * (COUNT - i);
        int bits = two[0] | two[1] << 8;
        cr_assert(bits == halves[i].bits, "%.9g is 0x%04x, not 0x%04x",
                  (double)halves[i].x, halves[i].bits, bits);
    }
}

Test(safetensors, comes_back_from_halves)
{
    float x[] = {0.1f, -3, 1e-3f}, y[] = {512};
    const Tensor two[] = {{"x", 2, {1, 3}, x}, {"y", 1, {1}, y}};
    Output o = output_open(in_scratch("half").text);
    safetensors_write_half(o.stream, two, 2, metadata, 2);
    output_close(&o);
    Safetensors file = safetensors_read(in_scratch("half").text);
    const float *back = safetensors_tensor(&file, "x")->x;
    for (int i = 0; i < 3; i++)
        cr_assert(fabsf(back[i] - x[i]) <= fabsf(x[i]) * 0x1p-11f, "%g, not %g",
                  (double)back[i], (double)x[i]);
    cr_assert(safetensors_tensor(&file, "y")->x[0] == 512);
    cr_assert_str_eq(safetensors_metadata(&file, "by"), "hand");
    safetensors_free(&file);
}

// ------------------------------------------------------------------ reading

Test(safetensors, reads_back_what_was_written)
{
    write_file("model", tensors, 2, metadata, 2);
    Safetensors file = safetensors_read(in_scratch("model").text);
    const Tensor *first = safetensors_tensor(&file, "W");
    const Tensor *second = safetensors_tensor(&file, "b");

    cr_assert(file.count == 2);
    cr_assert(first->dimensions == 2 && second->dimensions == 1);
    cr_assert(first->size[0] == 2 && first->size[1] == 3);
    cr_assert(second->size[0] == 1);
    cr_assert(memcmp(first->x, W, sizeof W) == 0);
    cr_assert(memcmp(second->x, b, sizeof b) == 0);
    cr_assert(strcmp(safetensors_metadata(&file, "scale"), "255") == 0);
    cr_assert(strcmp(safetensors_metadata(&file, "by"), "hand") == 0);
    cr_assert(safetensors_tensor(&file, "W2") == NULL);
    cr_assert(safetensors_metadata(&file, "W") == NULL);
    safetensors_free(&file);
    cr_assert(file.count == 0 && file.tensors == NULL);
}

Test(safetensors, reads_back_three_tensors)
{
    Tensor three[] = {{"V", 1, {2}, W}, {"W", 1, {3}, W}, {"b", 1, {1}, b}};
    write_file("model", three, 3, NULL, 0);
    Safetensors file = safetensors_read(in_scratch("model").text);
    for (int i = 0; i < 3; i++) {
        const Tensor *t = safetensors_tensor(&file, three[i].name);
        for (int k = 0; k < three[i].size[0]; k++)
            cr_assert(t->x[k] == three[i].x[k]);
    }
    safetensors_free(&file);
}

Test(safetensors, reads_back_many_tensors_of_many_numbers)
{
    enum { COUNT = 200, SIZE = 500 };
    static float x[COUNT * SIZE];
    static char names[COUNT][12];
    static Tensor many[COUNT];
    for (int i = 0; i < COUNT * SIZE; i++)
        x[i] = (float)i;
    for (int i = 0; i < COUNT; i++) {
        snprintf(names[i], sizeof names[i], "%d", i);
        // most of the numbers are in the first, and few in the last
        int first = i == 0 ? 0 : SIZE * (COUNT / 2) + i;
        many[i] = (Tensor){
            names[i], 1, {i == 0 ? SIZE * (COUNT / 2) + 1 : 1}, x + first};
    }
    write_file("model", many, COUNT, NULL, 0);
    Safetensors file = safetensors_read(in_scratch("model").text);
    cr_assert(file.count == COUNT);
    for (int i = 0; i < COUNT; i++)
        cr_assert(memcmp(safetensors_tensor(&file, names[i])->x, many[i].x,
                         (size_t)many[i].size[0] * sizeof(float)) == 0);
    safetensors_free(&file);
}

// Writes a file with this header and these bytes of data.
static Path file_with(const char *header, const uint8_t *data, size_t size)
{
    static uint8_t bytes[1 << 17];
    bytes[0] = (uint8_t)strlen(header);
    bytes[1] = (uint8_t)(strlen(header) >> 8);
    memcpy(bytes + 8, header, strlen(header));
    memcpy(bytes + 8 + strlen(header), data, size);
    return scratch_write("file", bytes, 8 + strlen(header) + size);
}

// The same with numbers, of each the lowest byte first, as the format has it on
// every processor.
static Path file_of(const char *header, const float *data, size_t size)
{
    uint8_t bytes[64] = {0};
    for (size_t i = 0; i < size; i++) {
        uint32_t bits;
        memcpy(&bits, &data[i / 4], sizeof bits);
        bytes[i] = (uint8_t)(bits >> 8 * (i % 4));
    }
    return file_with(header, bytes, size);
}

// The text in the format, with ' made ": C and JSON quote alike.
static const char *quoted(const char *format, const char *text)
{
    static char header[1 << 16];
    snprintf(header, sizeof header, format, text);
    for (char *c = header; *c != '\0'; c++)
        if (*c == '\'')
            *c = '"';
    return header;
}

static const float numbers[] = {1, 2, 3, 4};

static Safetensors read_header(const char *header, int count)
{
    Path path = file_of(quoted("%s", header), numbers, 4 * (size_t)count);
    return safetensors_read(path.text);
}

// A folder's name may be in another encoding; a header may not.
Test(safetensors, has_a_question_mark_for_what_is_not_UTF8)
{
    const Metadata about[] = {{"data", "a\x80o\xff\x7f/b"}, {"by", "\xc3\xa4"}};
    write_file("model", tensors, 2, about, 2);
    Safetensors file = safetensors_read(in_scratch("model").text);
    cr_assert_str_eq(safetensors_metadata(&file, "data"), "a?o?\x7f/b");
    cr_assert_str_eq(safetensors_metadata(&file, "by"), "\xc3\xa4");
    safetensors_free(&file);
}

Test(safetensors, reads_tensors_in_any_order)
{
    Safetensors file =
        read_header("{'b':{'dtype':'F32','shape':[1],'data_offsets':[12,16]},"
                    "'W':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}}",
                    4);
    cr_assert(strcmp(file.tensors[0].name, "W") == 0);
    cr_assert(safetensors_tensor(&file, "W")->x[0] == 1);
    cr_assert(safetensors_tensor(&file, "b")->x[0] == 4);
    safetensors_free(&file);
}

Test(safetensors, reads_a_scalar_and_tensors_without_elements)
{
    Safetensors file = read_header(
        "{'none':{'dtype':'F32','shape':[2,0],'data_offsets':[4,4]},"
        "'s':{'dtype':'F32','shape':[],'data_offsets':[0,4]},"
        "'t':{'dtype':'F32','shape':[1],'data_offsets':[4,8]},"
        "'nil':{'dtype':'F32','shape':[0],'data_offsets':[0,0]}}",
        2);
    cr_assert(safetensors_tensor(&file, "s")->dimensions == 0);
    cr_assert(safetensors_tensor(&file, "s")->x[0] == 1);
    cr_assert(safetensors_tensor(&file, "none")->size[1] == 0);
    cr_assert(safetensors_tensor(&file, "t")->x[0] == 2);
    safetensors_free(&file);
}

Test(safetensors, reads_a_file_without_tensors_or_metadata)
{
    Safetensors file = read_header("{}   ", 0);
    cr_assert(file.count == 0 && safetensors_tensor(&file, "W") == NULL);
    cr_assert(safetensors_metadata(&file, "scale") == NULL);
    safetensors_free(&file);
}

// Expects a vector T of this type, with these bytes, to be read as these numbers.
static void expect_read(const char *type, const char *bytes, size_t size,
                        const float *expected, int count)
{
    char header[128];
    snprintf(header, sizeof header,
             "{'T':{'dtype':'%s','shape':[%d],'data_offsets':[0,%zu]}}", type,
             count, size);
    Path path = file_with(quoted("%s", header), (const uint8_t *)bytes, size);
    Safetensors file = safetensors_read(path.text);
    for (int i = 0; i < count; i++) {
        float got = safetensors_tensor(&file, "T")->x[i];
        cr_assert(got == expected[i] && !signbit(got) == !signbit(expected[i]),
                  "%s %d: %a instead of %a", type, i, (double)got,
                  (double)expected[i]);
    }
    safetensors_free(&file);
}

// 1, -2, the largest, 1/3, the smallest normal and both ends of those below, -0.
Test(safetensors, reads_numbers_of_16_bits)
{
    expect_read("F16",
                "\x00\x3c\x00\xc0\xff\x7b\x55\x35\x00\x04\xff\x03\x01\x00"
                "\x00\x80",
                16,
                (const float[]){1, -2, 65504, 0.333251953125f, 0x1p-14f,
                                0x3ffp-24f, 0x1p-24f, -0.0f},
                8);
    expect_read("BF16",
                "\x80\x3f\x00\xc0\x7f\x7f\xab\x3e\x80\x00\x01\x00\x00\x80", 14,
                (const float[]){1, -2, 0x1.fep127f, 0.333984375f, 0x1p-126f,
                                0x1p-133f, -0.0f},
                7);
}

// 1, -0.1, which is rounded, and one that is too small for a float.
Test(safetensors, reads_numbers_of_64_bits)
{
    expect_read("F64",
                "\0\0\0\0\0\0\xf0\x3f\x9a\x99\x99\x99\x99\x99\xb9\xbf"
                "\1\0\0\0\0\0\0\0",
                24, (const float[]){1, -0.1f, 0}, 3);
}

Test(safetensors, reads_several_types_from_one_file)
{
    const char *header =
        quoted("{'c':{'dtype':'F32','shape':[1],'data_offsets':[12,16]},"
               "'a':{'dtype':'BF16','shape':[2,1],'data_offsets':[0,4]},"
               "'b':{'dtype':'F64','shape':[],'data_offsets':[4,12]}}%s",
               "");
    const char *data = "\x80\x3f\x00\x40\0\0\0\0\0\0\x08\x40\0\0\x80\x40";
    Path path = file_with(header, (const uint8_t *)data, 16);
    Safetensors file = safetensors_read(path.text);
    cr_assert(safetensors_tensor(&file, "a")->x[0] == 1);
    cr_assert(safetensors_tensor(&file, "a")->x[1] == 2);
    cr_assert(safetensors_tensor(&file, "b")->x[0] == 3);
    cr_assert(safetensors_tensor(&file, "c")->x[0] == 4);
    safetensors_free(&file);
}

Test(safetensors, reads_a_header_after_blanks)
{
    Safetensors file = read_header(
        "  \n{'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}", 1);
    cr_assert(safetensors_tensor(&file, "b")->x[0] == 1);
    safetensors_free(&file);
}

static void read_file(void *path)
{
    Safetensors file = safetensors_read(path);
    safetensors_free(&file);
}

static void write_and_read(void *path)
{
    const Metadata about[] = {{"data", "a\xe4o"}};
    FILE *stream = fopen("/dev/null", "wb");
    safetensors_write(stream, tensors, 2, about, 1);
    fclose(stream);
    read_file(path);
}

Test(safetensors, gives_its_memory_back)
{
    write_file("model", tensors, 2, metadata, 2);
    expect_memory_back(write_and_read, in_scratch("model").text);
}

// ---------------------------------------------------------------- bad files

// The reading must fail and name the file and this reason.
static void expect_bad(Path path, const char *reason)
{
    expect_failure_of(path.text, run_action(read_file, path.text), reason);
}

// A file with this header and four numbers must fail.
static void expect_bad_header(const char *header, const char *reason)
{
    expect_bad(file_of(quoted("%s", header), numbers, sizeof numbers), reason);
}

// The same with only the fields of one tensor given.
static void expect_bad_tensor(const char *fields, const char *reason)
{
    Path path = file_of(quoted("{'T':{%s}}", fields), numbers, sizeof numbers);
    Result r = run_action(read_file, path.text);
    expect_failure_of(path.text, r, "tensor T: ");
    expect_failure(r, 1, reason, NULL);
}

Test(safetensors, refuses_a_missing_file)
{
    expect_bad(in_scratch("nowhere"), "No such file");
}

Test(safetensors, refuses_a_directory)
{
    expect_bad(in_scratch(""), "Is a directory");
}

Test(safetensors, refuses_an_empty_file)
{
    expect_bad(scratch_write("file", "", 0), "is empty");
}

Test(safetensors, refuses_a_file_too_short_for_the_length)
{
    expect_bad(scratch_write("file", "\2\0\0\0\0\0\0", 7), "only 7 bytes");
}

Test(safetensors, refuses_every_truncated_file)
{
    uint8_t bytes[MAX_OUTPUT];
    write_file("model", tensors, 2, metadata, 2);
    size_t size = file_bytes("model", bytes);
    for (size_t kept = 1; kept < size; kept += kept < size - 40 ? 13 : 1)
        expect_bad(scratch_write("file", bytes, kept), "another");
}

Test(safetensors, refuses_a_wrong_header_length)
{
    expect_bad(scratch_write("file", "\0\0\0\0\0\0\0\0{}", 10),
               "header length of 0");
    expect_bad(scratch_write("file", "\0\0\0\0\0\0\0\0", 8),
               "header length of 0");
    expect_bad(scratch_write("file", "\3\0\0\0\0\0\0\0{}", 10),
               "truncated: its header needs 3 bytes and 2 are there");
    expect_bad(scratch_write("file", "\0\xe1\xf5\5\0\0\0\0{}", 10),
               "truncated: its header needs 100000000 bytes");
    expect_bad(scratch_write("file", "\1\xe1\xf5\5\0\0\0\0{}", 10),
               "header length of 100000001");
    expect_bad(scratch_write("file", "\xff\xff\xff\xff\xff\xff\xff\xff{}", 10),
               "18446744073709551615");
}

Test(safetensors, refuses_a_header_that_is_not_JSON)
{
    expect_bad_header("{'W'", "not valid JSON");
    expect_bad_header("hello", "not valid JSON");
    expect_bad_header("{} {}", "not valid JSON");
    expect_bad_header("{'\xff':1}", "not valid JSON");
    expect_bad_header("{\001}", "not valid JSON");
    expect_bad(scratch_write("file", "\3\0\0\0\0\0\0\0{}\0", 11),
               "not valid JSON");
}

// {"__metadata__":{"a":"[,","0":"", ...}} with this many values of metadata, and
// another entry.
static Path file_of_values(int count, const char *entry)
{
    static char header[1 << 16];
    int used = sprintf(header, "{'__metadata__':{'a':'[[,,::{{\\\\\\',,'");
    for (int i = 1; i < count; i++)
        used += sprintf(header + used, ",'%d':''", i);
    sprintf(header + used, "}%s}", entry);
    return file_of(quoted("%s", header), NULL, 0);
}

// Each takes memory, and a header of 100 MB could have 50 million.
Test(safetensors, refuses_a_header_of_too_many_values)
{
    // 2 * 4993 + 3 of the metadata, and 11: just 10000
    Path path = file_of_values(
        4993, ",'T':{'dtype':'F32','shape':[0],'data_offsets':[0,0]}");
    expect_success(run_action(read_file, path.text));
    expect_bad(file_of_values(4999, ""), "more than 10000 names and values");
}

Test(safetensors, refuses_a_header_that_is_no_object)
{
    expect_bad_header("[]", "not a JSON object");
}

Test(safetensors, refuses_a_name_twice)
{
    const char *entry = "'T':{'dtype':'F32','shape':[4],'data_offsets':[0,16]}";
    char header[256];
    snprintf(header, sizeof header, "{%s,%s}", entry, entry);
    expect_bad_header(header, "duplicate object key");
    expect_bad_header("{'T':{'dtype':'F32','dtype':'F32'}}",
                      "duplicate object key");
}

Test(safetensors, refuses_an_entry_that_is_no_object)
{
    expect_bad_header("{'T':[]}", "tensor T: its entry is not an object");
    expect_bad_header("{'T':null}", "tensor T: its entry is not an object");
}

Test(safetensors, refuses_metadata_that_are_no_strings)
{
    expect_bad_header("{'__metadata__':{'scale':255}}",
                      "scale is not a string");
    expect_bad_header("{'__metadata__':'255'}",
                      "__metadata__ is not an object");
}

Test(safetensors, refuses_types_that_it_does_not_know)
{
    expect_bad_tensor("'dtype':'I64','shape':[2],'data_offsets':[0,16]",
                      "dtype is I64; this program reads F16, BF16, F32 and "
                      "F64");
    expect_bad_tensor("'dtype':'F','shape':[4],'data_offsets':[0,16]",
                      "dtype is F;");
    expect_bad_tensor("'dtype':32,'shape':[4],'data_offsets':[0,16]",
                      "dtype is not a string");
    expect_bad_tensor("'shape':[4],'data_offsets':[0,16]",
                      "dtype is not a string");
}

Test(safetensors, refuses_a_bad_shape)
{
    expect_bad_tensor("'dtype':'F32','data_offsets':[0,16]",
                      "shape is not a list");
    expect_bad_tensor("'dtype':'F32','shape':4,'data_offsets':[0,16]",
                      "shape is not a list");
    expect_bad_tensor("'dtype':'F32','shape':['4'],'data_offsets':[0,16]",
                      "shape must be whole numbers");
    expect_bad_tensor("'dtype':'F32','shape':[4.0],'data_offsets':[0,16]",
                      "shape must be whole numbers");
    expect_bad_tensor("'dtype':'F32','shape':[-2,-2],'data_offsets':[0,16]",
                      "shape must be whole numbers");
    expect_bad_tensor("'dtype':'F32','shape':[1,2,2],'data_offsets':[0,16]",
                      "has 3 dimensions");
}

// 2^62 + 4 elements would be 4 modulo 2^62, and 2^64 + 16 bytes 16.
Test(safetensors, refuses_an_overflowing_shape)
{
    expect_bad_tensor("'dtype':'F32','shape':[4611686018427387908],"
                      "'data_offsets':[0,16]",
                      "shape must be whole numbers");
    expect_bad_tensor("'dtype':'F32','shape':[2147483647,2147483647],"
                      "'data_offsets':[0,16]",
                      "do not fit its shape");
    // nearly 2^62 elements of 8 bytes: more than 64 bits can count
    expect_bad_tensor("'dtype':'F64','shape':[2147483647,2147483647],"
                      "'data_offsets':[0,0]",
                      "do not fit its shape");
    expect_bad_header("{'T':{'dtype':'F32','shape':[99999999999999999999],"
                      "'data_offsets':[0,16]}}",
                      "too big integer");
}

Test(safetensors, refuses_bad_offsets)
{
    expect_bad_tensor("'dtype':'F32','shape':[4]", "not two numbers");
    expect_bad_tensor("'dtype':'F32','shape':[4],'data_offsets':16",
                      "not two numbers");
    expect_bad_tensor("'dtype':'F32','shape':[4],'data_offsets':[0,16,16]",
                      "not two numbers");
    expect_bad_tensor("'dtype':'F32','shape':[4],'data_offsets':[0,'16']",
                      "data_offsets must be whole numbers");
    expect_bad_tensor("'dtype':'F32','shape':[4],'data_offsets':[-16,0]",
                      "data_offsets must be whole numbers from 0 to 16");
    expect_bad_tensor("'dtype':'F32','shape':[5],'data_offsets':[0,20]",
                      "data_offsets must be whole numbers from 0 to 16");
}

Test(safetensors, refuses_offsets_that_do_not_fit_the_shape)
{
    expect_bad_tensor("'dtype':'F32','shape':[3],'data_offsets':[0,16]",
                      "do not fit its shape");
    expect_bad_tensor("'dtype':'F32','shape':[4],'data_offsets':[16,0]",
                      "do not fit its shape");
    expect_bad_tensor("'dtype':'F32','shape':[0],'data_offsets':[0,16]",
                      "do not fit its shape");
    expect_bad_tensor("'dtype':'F16','shape':[4],'data_offsets':[0,16]",
                      "do not fit its shape");
    expect_bad_tensor("'dtype':'F64','shape':[1],'data_offsets':[0,15]",
                      "do not fit its shape");
}

// A header with two vectors, A and B, at these places.
static const char *two_vectors(int a_count, int a_begin, int b_count,
                               int b_begin)
{
    static char header[256];
    snprintf(header, sizeof header,
             "{'A':{'dtype':'F32','shape':[%d],'data_offsets':[%d,%d]},"
             "'B':{'dtype':'F32','shape':[%d],'data_offsets':[%d,%d]}}",
             a_count, a_begin, a_begin + 4 * a_count, b_count, b_begin,
             b_begin + 4 * b_count);
    return header;
}

Test(safetensors, refuses_tensors_that_overlap_or_leave_gaps)
{
    expect_bad_header(two_vectors(2, 0, 3, 4), "tensor B");
    expect_bad_header(two_vectors(4, 0, 4, 0), "leave a gap or overlap");
    expect_bad_header(two_vectors(2, 0, 1, 12), "tensor B");
    expect_bad_header(two_vectors(1, 4, 2, 8), "tensor A");
    expect_bad_header(two_vectors(1, 0, 2, 6), "leave a gap or overlap");
    expect_bad_header(two_vectors(4, 0, 0, 8), "tensor B");
}

Test(safetensors, refuses_more_data_than_described)
{
    expect_bad_header(two_vectors(1, 0, 2, 4), "describes 12");
    expect_bad_header("{}", "has 16 bytes of data");
}

Test(safetensors, refuses_numbers_that_are_not_finite)
{
    float bad[] = {1, 2, 3, 4};
    const char *header = quoted(
        "{'T':{'dtype':'F32','shape':[2,2],'data_offsets':[0,16]}%s}", "");
    bad[2] = NAN;
    expect_bad(file_of(header, bad, 16), "tensor T: element 2 is not a number");
    bad[2] = INFINITY;
    expect_bad(file_of(header, bad, 16), "tensor T: element 2 is infinite");
    bad[2] = 3;
    bad[3] = -INFINITY;
    expect_bad(file_of(header, bad, 16), "tensor T: element 3 is infinite");
    expect_bad(file_of(quoted("%s", two_vectors(3, 0, 1, 12)), bad, 16),
               "tensor B: element 0 is infinite");
}

// Infinity, a NaN, and a number that only 64 bits can hold.
Test(safetensors, refuses_numbers_that_are_not_finite_in_any_type)
{
    static const struct {
        const char *type, *bytes, *what;
        size_t size;
    } bad[] = {
        {"F16", "\x00\x7c", "infinite", 2},
        {"F16", "\x00\xfc", "infinite", 2},
        {"F16", "\x01\x7c", "not a number", 2},
        {"BF16", "\x80\x7f", "infinite", 2},
        {"BF16", "\xc0\x7f", "not a number", 2},
        {"F64", "\0\0\0\0\0\0\xf8\x7f", "not a number", 8},
        {"F64", "\0\0\0\0\0\0\xf0\x47", "too large", 8},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char header[128];
        snprintf(header, sizeof header,
                 "{'T':{'dtype':'%s','shape':[1],'data_offsets':[0,%zu]}}",
                 bad[i].type, bad[i].size);
        expect_bad(file_with(quoted("%s", header),
                             (const uint8_t *)bad[i].bytes, bad[i].size),
                   bad[i].what);
    }
}
