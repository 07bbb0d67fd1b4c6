/*
## 3. A tile of sums

One sum in a register is slower than the compiler's vectors: the picture has 30 and
38 billion operations a second, and 20 and 34 for large matrices, where each term of
a sum lies in another column, 12 KB further on. A multiply-add can start in every
cycle, but its result is ready four cycles later, and each addition to a sum needs
the one before it: one sum keeps the processor busy for one cycle in four. So compute
several sums at once. A **tile** of r vectors of rows by c columns helps twice, since
its sums share what they load:

1. For each term, the tile loads r vectors of A and c numbers of B, and each of
   these is used with all of those.
2. That makes r · c multiply-adds. Loads for each of them:
   $`\frac{r + c}{r\,c} = \frac{1}{c} + \frac{1}{r}`$, where one sum takes 2.
3. Registers: r · c for the sums, r for the vectors of A, one for the number of
   B, together $`r c + r + 1`$. There are 32 with AVX-512, 16 on older processors.
4. A processor can load as many vectors in a cycle as it can multiply and add
   (on ours one, on others two). So line 2 must be below 1.
5. Four cycles for a result, and one or two starts in each: there must be 4 to 8
   independent sums, so $`r c \ge 8`$.
6. The fewer loads the better, for some of them wait for L2: so fill the registers.
   A tile with r = 3 and c = 8 takes 0.46 loads and 28 registers; with r = 2 and
   c = 6, 0.67 and 15.

Square tiles load a little less, such as 4 × 6 with 0.42, but tall ones leave more
over at the lower edge of a matrix: 100 rows are two tiles of 48 and 4 rows, or one
of 64 and 36.
*/
#include "17_fast_product/fast_product.h"

#include "common/numbers/vector.h"

#if REGISTERS == 32
enum { TILE_VECTORS = 3, TILE_COLS = 8 };
#else
enum { TILE_VECTORS = 2, TILE_COLS = 6 };
#endif
enum { TILE_ROWS = TILE_VECTORS * LANES };

double tile_loads(int vectors, int cols)
{
    return (double)(vectors + cols) / (vectors * cols); // line 2
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
The sizes are constants, so the compiler can write the loops over j and v out,
and `sum` never goes to memory; `UNROLL` asks GCC to do so before it decides
where `sum` lives. What fills no tile, rows at the lower edge and columns at the right one, is left to the step
before.
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
            add_to_tile(C, row, col, A, B, 0, A.cols);
    edges_by_vectors(C, A, B, rows, cols);
}

/*
## 4. A panel that stays near

Each column of tiles reads all of A again. A first layer's A takes 1.2 MB, little
more than L2, and what must come again from the third-level cache costs nothing that
we can see. A matrix of 3,120 × 1,024 takes 13 MB, and all of it comes from there
every time.

So turn the loops: take the rows of A that a tile needs, a **panel**, and use
them for all columns of C before going on to the next rows. To keep a panel
small, take at most `SLICE` = 512 terms at a time: with 48 rows of `float` that is
96 KB, far less than L2. The sums of C wait in memory between two slices.
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
its terms follow each other without gaps (Goto & van de Geijn 2008). Here that
brings nothing (exercise 4): a tile reads 192 bytes in a row of each column of A,
three cache lines or four.

## 5. Threads

A tile of C needs no other tile, so they may be computed by several cores at
once. `matrix_product`, which the program measures as the sixth way, gives each thread
its part of the columns. Every element is still summed by one thread in the order
of k, so it has the same bits for any number of threads.

Which thread takes which columns matters too. A number that one core has just
computed lies in its own caches, and another core may wait for it as long as for
main memory. So a thread takes the same columns each time, in the products and in
the loops between them, and finds much of what it reads in its own caches.

So far the tile suits matrices that suit it: the edges are left to slow loops, and A
must lie as the tile reads it. [Chapter 19](../19_what_trains/README.md) makes of it the
product that trains: smaller tiles for the edges, and copies of the panels of a
transposed A, whose rows do not lie side by side.

## What we saw

All six give the same numbers, also where the edges are: 53 and 29 are primes,
and no tile divides them. The program takes whole numbers whose sums are exact
in `float`, so that every processor prints this page. Other numbers are rounded
at each addition, and a different order of the terms would round differently;
none of the steps changes that order, and the chapter's tests compare the bits.

The picture has their speed, in units of a billion operations (additions,
multiplications and the like) a second: a **GFLOP/s**, of floating-point
operations. The line above is the peak: how many multiply-adds the core does when
it loads nothing, which is numbers in a vector × 2 operations × vectors a cycle ×
cycles a second, here 16 × 2 × 1 × 3.7 billion. On the layer's
matrices, nearly those of layer 1 but without edges:

- Reading in order, with the compiler's vectors, is the greatest step, more than
  ten times faster.
- One sum in a register has fewer loads and is slower all the same: it waits for
  itself, and stays at a quarter of the peak.
- The tile comes to 97 % of the peak.
- The panel gains nothing there, but a twelfth for the large matrices.
- A second core nearly doubles it.

## The whole step

What does that bring to a training? The lower half of the picture has the products
of one step of the recipe, a batch of 256 digits, and the largest other parts, each
as a point. To the right is how many operations a part does for each byte that it
must read or write at least once, and upward how many it does in a second. The
lines are limits (a **roofline**, Williams, Waterman & Patterson 2009):

1. The cores do at most so many operations in a second: the flat line.
2. If a memory moves b bytes in a second, a part that does x operations for each
   byte does at most x · b operations in a second: a slanted line for main memory,
   and one for the caches.
3. So a part lies below the flat line, and below the slanted line of the place
   where its numbers are.

A product of layer 1 uses every number a few hundred times, which makes 65
operations a byte, and only arithmetic limits it. ReLU, dropout and Adam use every
number once or twice, and lie above what main memory could give: their numbers are
in the caches. No order of their loops would bring them near the flat line, and
Adam's roots and divisions take longer than additions besides.

| part of a step | loops in order | now | share | of the peak |
| --- | --- | --- | --- | --- |
| products of layer 1 | 7.66 ms | 1.40 ms | 72 % | 97 % |
| products of layer 2 | 2.27 ms | 0.31 ms | 16 % | 85 % |
| products of layer 3 | 0.22 ms | 0.03 ms | 1 % | 25 % |
| Adam | 0.10 ms | 0.10 ms | 5 % | |
| loading pixels, ReLU and dropout | 0.09 ms | 0.09 ms | 5 % | |
| together | 10.3 ms | 1.9 ms | | |

The loops in order run on one core and multiply matrices of the same sizes, none
transposed; all else runs on two, except the products of layer 3. These are too
small to be shared, so half of the peak is the most they can reach, and their ten
rows fill no vector of 16. All numbers that are multiplied are positive: the zeros
are the next chapter's.

`make run-17 ARGS='--time 10'` measures your machine.

**Next.** No order of the loops can pass the peak. What is left is to do less:
chapter 18 skips what is multiplied by 0.

## Exercises

1. Which shapes of a tile fit in 16 registers, and which of them loads least?
2. How many GFLOP/s can a core do with vectors of 4 numbers, two multiply-adds a
   cycle and 3 billion cycles a second?
3. Change `product_by_vectors` so that it computes four columns at once, with a sum
   for each. Which tile is that?
4. In `product_by_panels`, copy the panel before the loop over the columns, term
   after term without gaps, and let the tile read the copy. Is it faster?
5. In `main.c`, make the large matrix 3,072 rows high and measure again, with
   `make run-17 ARGS='--time 10'`. Which ways get slower? A column of it takes
   12,288 bytes, three times 4,096; L1 finds a line's place by the last twelve
   bits of its address.
*/
