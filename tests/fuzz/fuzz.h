// What the fuzz targets share. A target is a file of this folder: it hands bytes
// that nobody vouches for to one reader and looks at what the reader accepts.
// What is a failure of the run, whatever the bytes:
//
//   - a crash, a hang, an error that a sanitizer sees, an abort;
//   - an exit other than by one line, "error: PLACE: what is wrong; what to do",
//     with status 1 or 2;
//   - memory or a file that a reader which succeeded does not give back;
//   - what fuzz_expect says of the result.
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The target: reads the bytes. The reader may fail, which ends the call.
void fuzz_target(const uint8_t *data, size_t size);

// What the message of a failure must contain, such as the file's name.
extern const char fuzz_place[];

// From now on and until the target returns, opening a file whose path ends in
// `name` gives these bytes.
void fuzz_file(const char *name, const uint8_t *data, size_t size);

// Ends the run as failed unless the condition holds.
#define fuzz_expect(condition) fuzz_expect_in(#condition, condition)
void fuzz_expect_in(const char *text, bool condition);

// Makes fail say again what it says once in a program's life.
void fuzz_forget(void);

// The bytes as a gzip file if they begin with a zero byte, as IDX files do and gzip
// files do not, else as they are. malloc'd.
uint8_t *fuzz_gzip(const uint8_t *data, size_t size, size_t *length);

// From bytes such as [two bytes: how many of data][header]\0[data, repeated as far
// as needed] a safetensors file whose length of the header is right: so that what
// lies behind it is tried too. malloc'd.
uint8_t *fuzz_safetensors(const uint8_t *data, size_t size, size_t *length);

#endif
