// Chapter 19: two ways to multiply factors that lie in memory in any order, and
// the rule by which the matrix products (common/numbers/matrix.h) choose.
#ifndef CHAPTER_WHAT_TRAINS_H
#define CHAPTER_WHAT_TRAINS_H

#include <stdbool.h>

#include "common/numbers/matrix.h"

// A factor as a product sees it: terms run along the sum, strands along C's rows
// (for A) or columns (for B). The numbers are the matrix's own.
typedef struct {
    const real *x;
    size_t strand_step, term_step; // distance in x between neighbors
} Factor;

// The strands of a factor are the rows of M, or its columns.
Factor by_rows(Matrix M);
Factor by_columns(Matrix M);

static inline const real *element(Factor f, int strand, int term)
{
    return f.x + (size_t)strand * f.strand_step + (size_t)term * f.term_step;
}

// The same factor from a strand and a term on.
static inline Factor factor_from(Factor f, int strand, int term)
{
    return (Factor){element(f, strand, term), f.strand_step, f.term_step};
}

// Each computes C = A B for factors given strand by strand, of `terms` terms each,
// at least one; C is written and shares no memory with them. All add up every
// element in the order of the terms, so they give the same bits, with two
// exceptions. An infinity or NaN in A, times 0, is NaN, which multiply_sparse
// skips where the neighboring column of B has a 0 too. And a negative product
// too small for its type, added to 0 by one instruction, is -0, which stays if
// all other terms are skipped and else becomes 0.
//
// multiply_dense keeps a panel of A on the stack of each thread, 96 KiB or less;
// threads have megabytes, unless OMP_STACKSIZE gives them less than 128k.
void multiply_by_definition(Matrix C, Factor A, Factor B, int terms);
void multiply_dense(Matrix C, Factor A, Factor B, int terms);

// Stops the program unless A's strands lie side by side (strand_step 1) and are at
// least LANES.
void multiply_sparse(Matrix C, Factor A, Factor B, int terms);

// Whether multiply_sparse may be called, and B has enough zeros for it to be
// faster than multiply_dense; from 250 pairs of B's numbers.
bool zeros_pay(Matrix C, Factor A, Factor B, int terms);

// How C is cut. Where `left` rows, or columns, are left to compute, at least 1:
// so many rows has the next panel of multiply_dense, so many columns its next
// tile, and so many vectors the next group of rows of multiply_sparse, where C
// has `rows` rows, at least LANES.
int panel_rows(int left);
int tile_cols(int left);
int group_vectors(int rows, int left);

// With fewer multiplications, one thread does it all: for others to wake up
// would take longer.
static inline bool is_large(Matrix C, int terms)
{
    return (double)C.rows * C.cols * terms > 1024 * 1024;
}

#endif
