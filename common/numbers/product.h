// What the two ways to multiply matrices share: common/numbers/dense.c and
// common/numbers/sparse.c, between which common/numbers/product.c chooses.
#ifndef COMMON_PRODUCT_H
#define COMMON_PRODUCT_H

#include <stdbool.h>
#include <string.h>

#include "common/numbers/matrix.h"

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

enum {
    SLICE = 512,        // terms added up at a time
    SMALL = 1024 * 1024 // with fewer multiplications, one thread does it all
};

// A factor as the product sees it: terms run along the sum, lines along C's
// rows (for A) or columns (for B).
typedef struct {
    const real *x;
    size_t line_step, term_step; // distance in x between neighbors
} Factor;

static inline const real *element(Factor f, int line, int term)
{
    return f.x + (size_t)line * f.line_step + (size_t)term * f.term_step;
}

// The same factor from a line and a term on.
static inline Factor factor_from(Factor f, int line, int term)
{
    return (Factor){element(f, line, term), f.line_step, f.term_step};
}

static inline int min(int a, int b)
{
    return a < b ? a : b;
}

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

static inline bool is_large(Matrix C, int terms)
{
    return (double)C.rows * C.cols * terms > SMALL;
}

// C = A B for factors given line by line, of `terms` terms each, at least one.
// Both add up every element in the order of the terms, so they give the same
// bits, with two exceptions. An infinity or NaN in A, times 0, is NaN, which
// multiply_sparse skips. And a negative product too small for its type, added to
// 0 by one instruction, is -0, which stays if all other terms are skipped and
// else becomes 0. multiply_sparse wants A's lines side by side
// (line_step 1) and at least LANES of them.
void multiply_dense(Matrix C, Factor A, Factor B, int terms);
void multiply_sparse(Matrix C, Factor A, Factor B, int terms);

#endif
