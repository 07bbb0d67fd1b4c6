/*
## 5. A tile of sums

Is there anything left to gain by loading less? A **tile** of r vectors of rows by c
columns has r · c sums, which share what is loaded: each vector of A meets each number
of B, as the middle of the picture shows.

1. For each term the tile loads r vectors of A and c numbers of B, and makes r · c
   multiply-adds of them.
2. For each multiply-add that is $`\frac{r}{r\,c} = \frac{1}{c}`$ vectors and
   $`\frac{c}{r\,c} = \frac{1}{r}`$ numbers, together
   $`\frac{1}{c} + \frac{1}{r}`$ loads.
3. It takes r · c registers for the sums, r for the vectors of A and one for the
   number of B, together $`r c + r + 1`$. There are 32 with AVX-512 and on ARM's 64-bit
   processors, 16 on others.

What loads cost when everything lies in L1 can be measured. All tiles but the last have
12 sums, so none waits for itself:

| tile r × c | vectors loaded | numbers loaded | of the peak |
| --- | --- | --- | --- |
| 12 × 1 | 1 | 0.08 | 78 % |
| 1 × 12 | 0.08 | 1 | 73 % |
| 2 × 6 | 0.17 | 0.5 | 98 % |
| 3 × 8 | 0.12 | 0.33 | 95 % |

12 × 1 loads vectors, 1 × 12 loads numbers, and both are about as slow. So a number of 4
bytes costs what a vector of 64 costs: what counts is how many loads. This processor can
make two in a cycle, as many as multiply-adds. **So the value of the equation must stay below
1**: then the loads hide behind the arithmetic. (Way 4 is a tile of 1 × 8, with 1.12.) The first two tiles make 1.08 loads for each,
which would allow 1 / 1.08 = 92 % of the peak. Measured are 78 and 73 %. Of the 22 and 27
points that are lost the loads explain 8; the rest we do not know. 2 × 6 makes 0.67 loads, and loses nearly
nothing. (3 × 8 makes fewer still, 0.46, and reaches 95 %: in L1 something else than loads
decides from here on.)

Now way 4's factor of 7 can be taken apart. Suppose that its eight sums shared nothing. Each
multiply-add would then make two loads, as in way 3, and with two loads a cycle there would
be one multiply-add a cycle: half of the peak, 119, as a limit. So not waiting brings at most
119 / 25 = 4.8 times. The rest, 177 / 119 = 1.5 times or more,
is for sharing the vector.

In L1, then, 2 × 6 is enough. But A rarely is in L1, and a load that waits for L2 takes
longer; so load as little as the registers allow. A tile with r = 3 and c = 8 takes 28
of 32 registers; with r = 2 and c = 6, 15 of 16. (3 × 4 would fit into 16 as well, and loads a
little less, but leaves more rows over: exercise 1.)

A tile of 4 × 6 loads a little less, but leaves more over at the lower edge: of 100 rows two
tiles of 48 leave 4, and one of 64 leaves 36.

| way | loads for each multiply-add | sums that do not wait | GFLOP/s |
| --- | --- | --- | --- |
| 2 in order | 2, and a store | many | 51 |
| 3 one sum | 2 | 1 | 25 |
| 4 eight sums | 1.12 | 8 | 177 |
| 5 a tile of 3 × 8 | 0.46 | 24 | 215 |

These four lines are the chapter: do not wait, and do not load.
*/
#include "17_fast_product/fast_product.h"

#include "common/numbers/vector.h"

#if REGISTERS == 32
enum { TILE_VECTORS = 3, TILE_COLS = 8 };
#else
enum { TILE_VECTORS = 2, TILE_COLS = 6 };
#endif
enum { TILE_ROWS = TILE_VECTORS * LANES };

double vector_loads(int cols)
{
    return 1.0 / cols; // line 2
}

double number_loads(int vectors)
{
    return 1.0 / vectors; // line 2
}

int tile_registers(int vectors, int cols)
{
    return vectors * cols + vectors + 1; // line 3
}

// Adds `count` terms from k on to the tile of C at (row, col).
static void add_to_tile(Matrix C, int row, int col, Matrix A, Matrix B, int k,
                        int count)
{
    Vector sum[TILE_COLS][TILE_VECTORS];
    UNROLL
    for (int j = 0; j < TILE_COLS; j++) {
        UNROLL
        for (int v = 0; v < TILE_VECTORS; v++)
            sum[j][v] = load(at(C, row + v * LANES, col + j));
    }
    for (int end = k + count; k < end; k++) {
        Vector rows[TILE_VECTORS];
        UNROLL
        for (int v = 0; v < TILE_VECTORS; v++)
            rows[v] = load(at(A, row + v * LANES, k));
        UNROLL
        for (int j = 0; j < TILE_COLS; j++) {
            UNROLL
            for (int v = 0; v < TILE_VECTORS; v++)
                sum[j][v] += rows[v] * *at(B, k, col + j);
        }
    }
    UNROLL
    for (int j = 0; j < TILE_COLS; j++) {
        UNROLL
        for (int v = 0; v < TILE_VECTORS; v++)
            store(at(C, row + v * LANES, col + j), sum[j][v]);
    }
}

/*
The sizes are constants, so the compiler writes out the loops over j and v, and `sum`
never goes to memory. What fills no tile is left to way 3.
*/
void product_by_tiles(Matrix C, Matrix A, Matrix B)
{
    expect_factors(C, A, B);
    int rows = C.rows - C.rows % TILE_ROWS, cols = C.cols - C.cols % TILE_COLS;
    matrix_fill(C, 0);
    for (int col = 0; col < cols; col += TILE_COLS)
        for (int row = 0; row < rows; row += TILE_ROWS)
            add_to_tile(C, row, col, A, B, 0, A.cols);
    edges_by_vectors(C, A, B, rows, cols);
}

/*
## 6. A panel that stays near

In way 5 the loop over `col` is outside: for every 8 columns of C it reads all of A again.
The A of our first layer takes 1.2 MB,
little more than L2. A matrix of 3,120 × 1,024 takes 13 MB, and all of it comes from L3
every time.

So turn the loops: take the rows of A that a tile needs, a **panel**, and use them for
all columns of C before going on to the next rows. To keep it small, take a **slice** of
it at a time, at most `SLICE` = 512 terms: with 48 rows of `float` that is 96 KB, far
less than L2. The sums of C wait in memory between two slices.
*/
void product_by_panels(Matrix C, Matrix A, Matrix B)
{
    expect_factors(C, A, B);
    int rows = C.rows - C.rows % TILE_ROWS, cols = C.cols - C.cols % TILE_COLS;
    matrix_fill(C, 0);
    for (int row = 0; row < rows; row += TILE_ROWS)
        for (int k = 0; k < A.cols; k += SLICE)
            for (int col = 0; col < cols; col += TILE_COLS)
                add_to_tile(C, row, col, A, B, k, min(SLICE, A.cols - k));
    edges_by_vectors(C, A, B, rows, cols);
}

/*
The libraries go one step further and copy each panel before they use it, so that
its terms follow each other without gaps (Goto & van de Geijn 2008). Exercise 4 tries
it.

## 7. All cores

A tile of C needs no other tile, so several cores may compute tiles at once.
`matrix_product` gives each thread a part of the columns, and always the same ones, in the
products and in the loops between them (ReLU, dropout). So what a thread needs next lies in
its own cache, where it has just written it; to fetch it from another core's takes as long
as from L3, or longer. Every element is still summed by one thread in the order of k, so it
has the same bits for any number of threads.

So it is with gradients, since dW is such a product: chapter 10's sum over the digits is
the sum over k, and it stays within one thread. Had each thread some of the *digits*
instead, all would add to the same dW: two at once would lose additions, and with a copy
for each thread the sum would have another order, and other bits.

So far we chose matrices that suit the tile. Two things are left: edges still go to slow
loops, and A must lie as the tile reads it. [Chapter 19](../19_what_trains/README.md) does
away with both, and leads to the code of `matrix_product`.

## What we saw

All seven ways give the same numbers, also where the edges are: 53 and 29 are primes,
and no tile divides them. The program takes whole numbers whose sums are exact
in `float`, so that every processor prints this page. Other numbers are rounded
at each addition, and another order of the terms would round differently;
none of the steps changes that order, and the chapter's tests compare the bits.

The picture has their speed, in billions of floating-point operations a second. On matrices
of nearly the size of layer 1:

- Reading in order, with the compiler's vectors, is the greatest step, 24 times as fast. Order
  alone brings three of them (6 billion, by `-O2 -fno-tree-vectorize`), vectors of 16 bytes four
  times as much, and those of 64, by `-march=native`, twice as much again. (Without any
  optimization, `-O0`, way 2 makes 0.6 billion.)
- One sum in a register is slower again: it waits for itself.
- Eight sums are seven times as fast as one, the greatest gain after that of order.
- The tile, which loads less than half as often, brings a fifth more, and comes to 90 %
  of the peak.
- The panel gains nothing there, where A is little larger than L2. For the large matrices,
  whose loads wait longer, the tile gains three tenths and the panel a sixth.
- A second core brings seven tenths more here, eight tenths for the large matrices. It cannot
  bring all: this machine has other work, and even the peak of both cores was 460, not
  2 · 239 = 478.

`make run-17 ARGS='--time 10'` measures your machine.

**Next.** No order of the loops can pass the peak. What is left is to do less:
chapter 18 skips what is multiplied by 0.

## In ten seconds

Q. Why is one sum in a register slower than the compiler's loop, which stores as well?

A. Each addition waits four cycles for the one before it, and there is nothing else to
do meanwhile.

Q. A processor starts one multiply-add a cycle, and its result takes four cycles. How
many sums keep it busy?

A. Four.

Q. How many loads does a tile of 4 × 4 make for each multiply-add?

A. A half: a quarter for vectors of A, a quarter for numbers of B.

Q. Why does a panel stop at 512 terms?

A. So that it stays in the second-level cache while all columns of C use it.

## Exercises

1. Which shapes of a tile fit in 16 registers, and which of them loads least?
2. How many GFLOP/s can a core do with vectors of 4 numbers, two multiply-adds a
   cycle and 3 billion cycles a second? How many sums does it need, if a result takes
   four cycles?
3. Give `product_by_eight_sums` two sums, then four (`SUMS`), and measure. Does the
   speed double each time, as it does without loads?
4. In `product_by_panels`, copy the panel before the loop over the columns, term
   after term without gaps, and let the tile read the copy. Is it faster?
5. In `main.c`, make the large matrix 3,072 rows high and measure again. Which ways
   get slower? A column of it takes 12,288 bytes, three times 4,096, and L1 chooses the
   place of a line by the last twelve bits of its address.
*/
