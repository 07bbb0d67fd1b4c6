/*
# 17. A fast matrix product

Most of the arithmetic of a training is in matrix products: two or three for
every layer and batch, of 80 million multiplications each in the first layer.
Chapter 4 promised that they can be put into a better order. Here is how, from
three plain loops to the tiles of `matrix_product`, more than forty times as fast on
one core of the machine whose times the picture shows.

A and B are any two factors here; in layer 1, A is $`W^{[1]}`$ and B the pixels.
Element (i, j) of C = A B is a sum of **terms**, $`A_{ik} B_{kj}`$, one for each k.
The definition is three loops:
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
## 1. Memory in order

The processor never fetches one number from memory. It fetches a **cache line**
of 64 bytes, 16 numbers of type `float`, and keeps it in a **cache**: a small
memory close by. Ours, whose times the picture shows, is an AMD EPYC with two cores
that take 3.7 billion **cycles** in a second. Its first-level cache (L1) holds 32 KB
and answers in about 4 cycles, the second (L2) 1 MB in about 14, the third 32 MB in
about 50; main memory takes hundreds.

The inner loop above runs along a row of A, and a matrix lies in memory column
by column: every step goes to another line, for one of its 16 numbers. The loops
may stand in any order, since each term is added to one element. With i
innermost, A and C are both read down a column:
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
numbers, each in a **lane** of it. There are `LANES` of them: 16 in registers of 64
bytes, which the instructions called AVX-512 use. One instruction, a
**multiply-add**, multiplies the numbers of two registers lane by lane and adds
the products to those of a third. The inner loop does the same to neighbors in
memory, so the compiler makes vectors of it by itself.

## 2. Sums in registers

For each multiply-add, that loop loads a vector of A and one of C, and stores
the one of C. GCC and clang have a type for a vector register (`Vector`, with
`load` and `store`, in `common/numbers/vector.h`), and with it a sum can stay in its
register for all terms. That leaves two loads: a vector of A and a number of B,
which is copied to all lanes of a register.
The rows that fill no vector are computed one by one.
*/
void rows_by_vectors(Matrix C, Matrix A, Matrix B, int first_row)
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
