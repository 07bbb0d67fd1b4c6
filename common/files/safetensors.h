// The safetensors format, in which trained networks are exchanged: the length
// of a header as a little-endian 64-bit number, the header in JSON, which
// gives each tensor's name, type, shape and place, and then the numbers.
// https://huggingface.co/docs/safetensors is the source; this is the part of
// it with tensors of up to two dimensions of floating-point numbers. They are
// written with 32 bits each, or 16; those read with 16 or 64 (F16, BF16, F64) become
// 32.
//
//     Safetensors file = safetensors_read("model.safetensors");
//     const Tensor *W = safetensors_tensor(&file, "W1");
//     if (W != NULL && W->dimensions == 2)
//         printf("%d x %d\n", W->size[0], W->size[1]);
//     safetensors_free(&file);
#ifndef COMMON_SAFETENSORS_H
#define COMMON_SAFETENSORS_H

#include <stdio.h>

enum { TENSOR_MAX_DIMENSIONS = 2 };

typedef struct {
    const char *name;
    int dimensions;                  // 2 a matrix, 1 a vector, 0 one number
    int size[TENSOR_MAX_DIMENSIONS]; // those past `dimensions` do not count
    float *x; // a matrix row by row: the last index varies fastest
} Tensor;

// What the header says besides, such as how the inputs are scaled.
typedef struct {
    const char *key, *value;
} Metadata;

typedef struct {
    int count;
    Tensor *tensors;       // in the order of their numbers in the file
    float *x;              // the numbers of all of them
    struct json_t *header; // the names and the metadata
} Safetensors;

// Writes the tensors and the metadata in the order given, so that the same
// model always gives the same bytes. Of a value that is not UTF-8, bytes that are
// not ASCII become "?". The caller opens the stream and checks it
// for errors: see common/files/output.h.
void safetensors_write(FILE *stream, const Tensor *tensors, int count,
                       const Metadata *metadata, int metadata_count);

// The same with 16 bits for a number (F16), in a file of half the size: rounded to 11
// digits in base 2, and infinite from 65,520 on.
void safetensors_write_half(FILE *stream, const Tensor *tensors, int count,
                            const Metadata *metadata, int metadata_count);

// Reads a file. Fails, naming the file, when it is missing or breaks a rule of
// the format, or when a number in it is too large for a float or not a number;
// blanks before the header's { are no harm. The memory is the caller's:
// safetensors_free.
Safetensors safetensors_read(const char *path);
void safetensors_free(Safetensors *file);

// The tensor of this name, or the value of this key of the metadata; NULL when
// the file has none. Both live as long as the file.
const Tensor *safetensors_tensor(const Safetensors *file, const char *name);
const char *safetensors_metadata(const Safetensors *file, const char *key);

#endif
