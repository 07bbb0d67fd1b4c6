/*
# 17. A fast matrix product

How fast can a processor multiply two matrices, and what keeps three plain loops from
it? Nearly all the arithmetic of a training is in matrix products: two or three for
every layer and batch, of 80 million multiplications each in the first layer. This
chapter goes from the three loops to the machine's limit, changes one thing at a time,
and measures what it brings. At the end one core does that layer's product a hundred times
as fast as the three loops.

The equation above is the key to its second half: how many loads a tile of r × c sums makes
for each multiply-add. Section 5 derives it.

A and B are any two factors here; in layer 1, A is $`W^{[1]}`$ and B the pixels.
Element (i, j) of C = A B is a sum of **terms**, $`A_{ik} B_{kj}`$, one for each k.
The ways are numbered as the bars of this picture, which the sections come back to:

@picture

## 1. By the definition

That is three loops:
*/
#include "17_fast_product/fast_product.h"

#include "common/numbers/vector.h"

void product_by_definition(Matrix C, Matrix A, Matrix B)
{
    expect_factors(C, A, B);
    for (int i = 0; i < C.rows; i++)
        for (int j = 0; j < C.cols; j++) {
            real sum = 0;
            for (int k = 0; k < A.cols; k++)
                sum += *at(A, i, k) * *at(B, k, j);
            *at(C, i, j) = sum;
        }
}

/*
## 2. Memory in order

The processor never fetches one number from memory. It fetches a **cache line**
of 64 bytes, 16 numbers of type `float`, and keeps it in a **cache**, a small
memory close by. The picture was measured on two cores of an AMD EPYC, each with 3.73
billion **cycles** a second and these memories:

| memory | size | answers after |
| --- | --- | --- |
| first-level cache, L1 | 48 KB | about 4 cycles |
| second, L2 | 1 MB | about 14 |
| third, L3, shared with others | | about 50 |
| main memory | | hundreds |

The inner loop above runs along a row of A, and a matrix lies in memory column
by column: every step goes to another line, for one of its 16 numbers. But the three loops
may be nested in any order: each nesting meets every i, j and k once. And as long as k counts
up, every element gets its terms in the same order, so the sums have the same bits. With i
innermost, A and C are both read down a column (at the bottom of the picture):
*/
void product_in_order(Matrix C, Matrix A, Matrix B)
{
    expect_factors(C, A, B);
    matrix_fill(C, 0);
    for (int j = 0; j < C.cols; j++)
        for (int k = 0; k < A.cols; k++) {
            real b = *at(B, k, j);
            for (int i = 0; i < C.rows; i++)
                *at(C, i, j) += *at(A, i, k) * b;
        }
}

/*
This is faster for a second reason too. A **vector register** holds several
numbers, each in a **lane** of it: `LANES` of them, 16 in registers of 64 bytes
(AVX-512), 8 in those of 32 (AVX2). One instruction, a **multiply-add**, multiplies the numbers of
two registers lane by lane and adds the products to those of a third: 32 operations in one
instruction, or 16 with 8 lanes. (It is a *fused* one: the product is not rounded before
it is added.) The inner loop does
the same to neighbors in memory, so the compiler makes vectors of it by itself: with `-O3`,
and of 64 bytes with `-march=native`, which lets it use all that this processor has. (GCC's
`-fopt-info-vec` names the loops.) It may not do that to way 1: to add 16 terms of one sum
side by side is another order, and rounds otherwise. (The option `-ffast-math` allows it, and much
that nobody asked for: it also takes NaN for impossible. This book does without.) If your matrices
lie row by row, exchange the roles: i, k, j is there what j, k, i is here.

## 3. A sum in a register

For each multiply-add, that loop loads a vector of A and one of C, and stores
the one of C. GCC and clang have a type for a vector register (`Vector`, with
`load` and `store`, in `common/numbers/vector.h`), and with it a sum stays in its
register for all terms. What is left to load is a vector of A and a number of B,
which is copied to all lanes.
*/
static void rows_by_vectors(Matrix C, Matrix A, Matrix B, int first_row)
{
    for (int j = 0; j < C.cols; j++) {
        int i = first_row;
        for (; i + LANES <= C.rows; i += LANES) {
            Vector sum = {0};
            for (int k = 0; k < A.cols; k++)
                sum += load(at(A, i, k)) * *at(B, k, j);
            store(at(C, i, j), sum);
        }
        for (; i < C.rows; i++) {
            *at(C, i, j) = 0;
            for (int k = 0; k < A.cols; k++)
                *at(C, i, j) += *at(A, i, k) * *at(B, k, j);
        }
    }
}

void product_by_vectors(Matrix C, Matrix A, Matrix B)
{
    expect_factors(C, A, B);
    rows_by_vectors(C, A, B, 0);
}

/*
From here on a **sum** is such a register: sixteen neighboring elements of a column of C,
added up side by side.

## 4. Sums that do not wait

Way 3 saves a load and a store at every term, and is *slower*: 25 billion operations a second (25
**GFLOP/s**; a multiply-add is two operations in each lane) where the compiler's vectors
made 51. Guess why, before you read on.

The reason is time. Our processor can start two multiply-adds in every cycle, but a result is
ready only four cycles later, and each addition to a sum needs the one before it. So one sum has
one multiply-add under way, where there is room for 4 · 2 = 8. (Way 2 does not wait, since its
neighbors in i are different sums. Its price is that every sum is loaded and stored again at
each term.) Here are 16 cycles. Each has two places, one above the other. A digit says which sum
begins a multiply-add there, a dot is an empty place:

```text
cycle         1234 5678 9...
one sum       1... 1... 1... 1...    4 of 32 places used: each waits
              .... .... .... ....    for the one before it
eight sums    1357 1357 1357 1357    all 32 used: when sum 1 is wanted
              2468 2468 2468 2468    again, it is ready
```

This is the speed when nothing is loaded, and registers are only multiplied and added:

| sums that do not wait for each other | 1 | 2 | 4 | 8 | 12 |
| --- | --- | --- | --- | --- | --- |
| billion operations a second | 30 | 60 | 119 | 239 | 239 |

Every doubling doubles the speed until there are eight. That is the core's **peak**: two
multiply-adds of 16 lanes in a cycle are 64 operations, so the clock makes 239 / 64 = 3.73
billion cycles a second. One sum begins a multiply-add in every fourth cycle only, and
32 · 3.73 / 4 = 30 is the table's first number.

So let us compute eight columns of C at once, each with a sum of its own, and change
nothing else. (`UNROLL` asks GCC to write the loop out as eight lines. Only then can each `sum[j]`
be a register. The **edges**, rows and columns that are left over, are computed by way 3.)
*/
enum { SUMS = 8 };

static void add_to_eight(Matrix C, int row, int col, Matrix A, Matrix B)
{
    Vector sum[SUMS] = {0};
    for (int k = 0; k < A.cols; k++) {
        Vector rows = load(at(A, row, k));
        UNROLL
        for (int j = 0; j < SUMS; j++)
            sum[j] += rows * *at(B, k, col + j);
    }
    for (int j = 0; j < SUMS; j++)
        store(at(C, row, col + j), sum[j]);
}

void edges_by_vectors(Matrix C, Matrix A, Matrix B, int rows, int cols)
{
    int right = C.cols - cols;
    rows_by_vectors(columns(C, 0, cols), A, columns(B, 0, cols), rows);
    rows_by_vectors(columns(C, cols, right), A, columns(B, cols, right), 0);
}

void product_by_eight_sums(Matrix C, Matrix A, Matrix B)
{
    expect_factors(C, A, B);
    int rows = C.rows - C.rows % LANES, cols = C.cols - C.cols % SUMS;
    for (int col = 0; col < cols; col += SUMS)
        for (int row = 0; row < rows; row += LANES)
            add_to_eight(C, row, col, A, B);
    edges_by_vectors(C, A, B, rows, cols);
}

/*
This one change makes it seven times as fast. But the eight sums also share one load of
A, and that helps too; how much, the next way shows.
*/
