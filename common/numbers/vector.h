// Vectors of numbers, as many as fit in a register of the processor, which
// computes with all of them at once; chapter 17 says what for.
#ifndef COMMON_VECTOR_H
#define COMMON_VECTOR_H

#include <string.h>

#include "common/numbers/real.h"

// A vector register's worth of numbers. GCC and clang add and multiply such
// types lane by lane, on any processor. C has no vectors of complex numbers.
#if defined REAL_COMPLEX
enum { LANES = 1 };
typedef real Vector;
#else
#if defined __AVX512F__
enum { VECTOR_BYTES = 64 };
#elif defined __AVX__
enum { VECTOR_BYTES = 32 };
#else
enum { VECTOR_BYTES = 16 };
#endif
enum { LANES = VECTOR_BYTES / sizeof(real) };
typedef real Vector __attribute__((vector_size(VECTOR_BYTES)));
#endif

// How many vector registers there are.
#if defined __AVX512F__ || defined __aarch64__
#define REGISTERS 32
#else
#define REGISTERS 16
#endif

// Before a loop with a constant number of rounds: write the rounds out, so that
// an array of vectors that it goes through can stay in registers. GCC needs it:
// by itself it does so after it has put the array in memory. With clang it is
// the other way round.
#if defined __clang__
#define UNROLL
#else
#define UNROLL _Pragma("GCC unroll 32")
#endif

enum { SLICE = 512 }; // terms of a product added up at a time

// Copies between memory and a register.
static inline Vector load(const real *from)
{
    Vector v;
    memcpy(&v, from, sizeof v);
    return v;
}

static inline void store(real *to, Vector v)
{
    memcpy(to, &v, sizeof v);
}

static inline int min(int a, int b)
{
    return a < b ? a : b;
}

#endif
