/*
# 17. A fast matrix product

Most of the arithmetic of a training is in matrix products: two or three for
every layer and batch, of 80 million multiplications each in the first layer.
Chapter 4 promised that they can be put into a better order. Here is how, from
three plain loops to what `matrix_product` does, more than fifty times as fast on
one core of the machine whose times the picture shows.

Element (i, j) of C = A B is a sum of **terms**, $`A_{ik} B_{kj}`$, one for each
k. The definition is three loops:
*/
#include "17_fast_product/fast_product.h"

#include "common/product.h"

static void expect_factors(Matrix C, Matrix A, Matrix B)
{
    expect_shape("product: B", B, A.cols, C.cols);
    expect_shape("product: C", C, A.rows, B.cols);
}

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
memory close by. The first-level cache (L1) holds 32 KB and answers in about 4
cycles, the second (L2) 1 MB in about 14, the third 32 MB in about 50; main memory
takes hundreds.

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
numbers, `LANES` of them: 16 in the 64 bytes of AVX-512. One instruction, a
**multiply-add**, multiplies the numbers of two registers lane by lane and adds
the products to those of a third. The inner loop does the same to neighbors in
memory, so the compiler makes vectors of it by itself.

## 2. Sums in registers

For each multiply-add, that loop loads a vector of A and one of C, and stores
the one of C. GCC and clang have a type for a vector register (`Vector`, with
`load` and `store`, in `common/product.h`), and with it a sum can stay in its
register for all terms. That leaves two loads: a vector of A and a number of B.
The rows that fill no vector are computed one by one.
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
## 3. A tile of sums

The picture shows that this is no faster than the compiler's vectors. A
multiply-add can start in every cycle, but its result is ready four cycles later,
and each addition to a sum needs the one before it: one sum keeps the processor
busy for one cycle in four. So compute several sums at once. A **tile** of r
vectors of rows by c columns helps twice, since its sums share what they load:

1. For each term, the tile loads r vectors of A and c numbers of B, and each of
   these is used with all of those.
2. That makes r · c multiply-adds. Loads for each of them:
   $`\frac{r + c}{r\,c} = \frac{1}{c} + \frac{1}{r}`$, where one sum takes 2.
3. Registers: r · c for the sums, r for the vectors of A, one for the number of
   B, together $`r c + r + 1`$. There are 32 with AVX-512, 16 without.
4. A processor can load as many vectors in a cycle as it can multiply and add
   (on ours one, on others two). So line 2 must be below 1.
5. Four cycles for a result, and one or two starts in each: there must be 4 to 8
   independent sums, so $`r c \ge 8`$.
6. A tile with r = 2 and c = 12 takes 0.58 loads and 27 registers; with c = 6,
   0.67 and 15.

Other shapes pass too. Square ones load least, but tall tiles waste more at the
lower edge of a matrix: with r = 4 a tile has 64 rows.
*/
#if defined __AVX512F__
enum { TILE_COLS = 12 };
#else
enum { TILE_COLS = 6 };
#endif
enum { TILE_VECTORS = 2, TILE_ROWS = TILE_VECTORS * LANES };

double tile_loads(int vectors, int cols)
{
    return (double)(vectors + cols) / (vectors * cols); // line 2
}

int tile_registers(int vectors, int cols)
{
    return vectors * cols + vectors + 1; // line 3
}

// Adds `count` terms from k on to the tile of C at (row, col). Its rows of A
// begin at `a`, and the next term's are `a_step` numbers further on.
static void add_to_tile(Matrix C, int row, int col, const real *a,
                        size_t a_step, Matrix B, int k, int count)
{
    Vector sum[TILE_COLS][TILE_VECTORS];
    for (int j = 0; j < TILE_COLS; j++)
        for (int v = 0; v < TILE_VECTORS; v++)
            sum[j][v] = load(at(C, row + v * LANES, col + j));
    for (int end = k + count; k < end; k++, a += a_step) {
        Vector upper = load(a), lower = load(a + LANES);
        for (int j = 0; j < TILE_COLS; j++) {
            real b = *at(B, k, col + j);
            sum[j][0] += upper * b;
            sum[j][1] += lower * b;
        }
    }
    for (int j = 0; j < TILE_COLS; j++)
        for (int v = 0; v < TILE_VECTORS; v++)
            store(at(C, row + v * LANES, col + j), sum[j][v]);
}

/*
The sizes are constants, so the compiler unrolls the loops over j and v, and
`sum` never goes to memory. What fills no tile, rows at the lower edge and
columns at the right one, is left to the step before.
*/
static void edges_by_vectors(Matrix C, Matrix A, Matrix B, int rows, int cols)
{
    int right = C.cols - cols;
    rows_by_vectors(columns(C, 0, cols), A, columns(B, 0, cols), rows);
    rows_by_vectors(columns(C, cols, right), A, columns(B, cols, right), 0);
}

void product_by_tiles(Matrix C, Matrix A, Matrix B)
{
    expect_factors(C, A, B);
    int rows = C.rows - C.rows % TILE_ROWS, cols = C.cols - C.cols % TILE_COLS;
    matrix_fill(C, 0);
    for (int col = 0; col < cols; col += TILE_COLS)
        for (int row = 0; row < rows; row += TILE_ROWS)
            add_to_tile(C, row, col, A.x + row, (size_t)A.rows, B, 0, A.cols);
    edges_by_vectors(C, A, B, rows, cols);
}

/*
## 4. A copied panel

The tile reads 32 rows of A: 128 bytes of a column, then a jump to the next
column. And each tile of columns reads all of A again. While A fits in the
caches that does not matter; a matrix of 2,048 x 2,048 takes 16 MB. Its columns
are even in each other's way. A cache line has only a few places to go, 8 in L1,
and its address says which: columns at a distance of 2,048 numbers send their
lines to the same few places, again and again.

So copy the rows that a tile needs, a **panel**, before they are used, term
after term without gaps, and use them for all columns of C while they are near.
To keep a panel small, take at most `SLICE` = 512 terms at a time: 64 KB, far
less than L2. It is read in order, which the processor notices, and it fetches
what comes next ahead of time.
*/
static void copy_panel(real *panel, Matrix A, int row, int first, int count)
{
    for (int k = first; k < first + count; k++, panel += TILE_ROWS)
        memcpy(panel, at(A, row, k), TILE_ROWS * sizeof *panel);
}

void product_by_panels(Matrix C, Matrix A, Matrix B)
{
    expect_factors(C, A, B);
    real panel[TILE_ROWS * SLICE];
    int rows = C.rows - C.rows % TILE_ROWS, cols = C.cols - C.cols % TILE_COLS;
    matrix_fill(C, 0);
    for (int row = 0; row < rows; row += TILE_ROWS)
        for (int k = 0; k < A.cols; k += SLICE) {
            int count = smaller(SLICE, A.cols - k);
            copy_panel(panel, A, row, k, count);
            for (int col = 0; col < cols; col += TILE_COLS)
                add_to_tile(C, row, col, panel, TILE_ROWS, B, k, count);
        }
    edges_by_vectors(C, A, B, rows, cols);
}
/*
## 5. Threads

A tile of C needs no other tile, so they may be computed by several cores at
once. `matrix_product` ([common/dense.c](../../common/dense.c)) deals out jobs of
a panel by up to 96 columns. Every element is still summed by one thread in the
order of k, so it has the same bits for any number of threads. The edges, which
this chapter leaves to slow loops, get tiles of their own there: of one vector of
rows, and of four columns or one.

## What we saw

All six give the same numbers, also where the edges are: 53 and 29 are primes,
and no tile divides them. The program takes whole numbers whose sums are exact
in `float`, so that every processor prints this page. Other numbers are rounded
at each addition, and a different order of the terms would round differently;
none of the steps changes that order, and the chapter's tests compare the bits.

The picture has their speed, in units of a billion additions and multiplications
a second: a **GFLOP/s** (floating-point operations). The line above is the peak:
how many multiply-adds the core does when it loads nothing. It is counted as
numbers in a vector × 2 operations × vectors a cycle × cycles a second, here 16 ×
2 × 1 × about 4 billion. On the layer's matrices:

- Reading in order, with the compiler's vectors, is the greatest step, more than
  twenty times faster.
- One sum in a register has fewer loads and is slower all the same: it waits for
  itself, and stays at about a quarter of the peak.
- The tile comes close to the peak.
- The panel gains nothing there, where A fits in the caches, but is about twice
  as fast for the large matrices.
- A second core brings another factor of 1.4 to 1.8, which differed from run to
  run: the one that is done first waits for the other at the end of each product.

`make run-17 ARGS='--time 10'` measures your machine.

**Next.** No order of the loops can pass the peak. What is left is to do less:
chapter 18 skips what is multiplied by 0.

## Exercises

1. Which shapes of a tile fit in 16 registers, and which of them loads least?
2. How many GFLOP/s can a core do with vectors of 4 numbers, two multiply-adds a
   cycle and 3 billion cycles a second?
3. In `product_by_vectors`, two loops over four columns at a time would help:
   one sum for each. What is that in the words of section 3?
4. Why does `product_by_panels` copy rows of A and not columns of B?
*/
