/*
That is the definition, and every other way must give its bits.

## Why the bits are the same

10. A sum of rounded numbers depends on the order of its terms, and on whether a
    product is rounded before it is added. The second is up to the processor's
    multiply-add, which all ways use or none.
11. Every way begins with 0 and adds the terms in the order of k. Tiles, panels, pairs
    and threads decide which elements are computed together, never the order within
    one. A sum that waits in memory between two slices is stored and loaded, which
    rounds nothing.
12. Lists leave out terms that are 0, which changes no sum (chapter 18, lines 2 and 3,
    with an exception each: what is infinite or NaN, and the sign of a zero). A 0 that is
    listed because its partner is not 0 is multiplied and added: the same sum.

So a training on two cores, or on one, or in tiles alone, ends with the same network,
and which way is faster may be asked by a look at some numbers: a wrong guess costs
time and nothing else.

## Which of the two?

This section is for those who want to know how the rule is made; all others may go on
to the program. Tiles (`dense.c`) are chapter 17's, with smaller ones at the edges of C, and
with copies of A in Aᵀ B, where neighbors in memory belong to one strand and cannot be a
vector of rows. Lists (`sparse.c`) are chapter 18's, of pairs. Count in units of what a
tile needs for one pair of B and one vector of rows. Let V be how many vectors C's rows
fill, and z how many of N pairs are both 0.

13. Tiles take V for every pair, whatever it is: N V.
14. Lists take 2 for every pair, to list it or to pass over it. For those that are
    listed they take more than V, because they load more: 7/6 V as measured,
    together $`2 N + \frac{7}{6} (N - z) V`$.
15. So lists are faster, or as fast, if $`z V \ge 2 N + (N - z) \frac{V}{6}`$, which is a
    share of $`\frac{z}{N} \ge \frac{12 + V}{7 V}`$: 21 % for V = 25, which are 400 rows
    of vectors of 16; 39 % for 100 rows; all for V = 2; and for one vector it never pays.

The 2 and the 7/6 are from chapter 18's picture, where tiles take 1.38 ms with V = 25. With
5, 50 and 100 % of B's numbers not 0 in random places, 10, 75 and 100 % of the pairs are
listed; line 14 says 0.27, 1.32 and 1.72 ms, and the picture has 0.26, 1.31 and 1.69.
*/
#include "19_what_trains/what_trains.h"

#include "common/numbers/vector.h"

// Whether skipping zeros pays. The rows of A must lie side by side. A pair of
// neighbors in two columns of B that are both 0 saves their products with every
// vector of rows; to list or pass over a pair costs as much as with two vectors,
// and with a listed pair each takes a sixth longer than in a tile (as measured
// for chapter 18). Nobody wants to count all zeros, which takes as long as to make the
// lists, so 250 pairs in all parts of B are looked at. By hand, for 100 rows, 7 vectors:
// with 97 zeros 97 * 7 = 679 and 2 * 250 + 153 * 7 / 6 = 678 (178.5 is cut to 178), so
// lists are made; with 96 it is 672 and 679, and tiles are taken. A single column needs
// no question: its list is made sooner than a panel is read.
bool zeros_pay(Matrix C, Factor A, Factor B, int terms)
{
    enum { ASKED = 250, SPREAD = 7919 }; // a prime
    if (A.strand_step != 1 || C.rows < LANES)
        return false;
    if (C.cols < 2)
        return true;
    size_t count = (size_t)(C.cols / 2) * (size_t)terms;
    int zeros = 0, vectors = 1 + (C.rows - 1) / LANES;
    for (size_t n = 0; n < ASKED; n++) {
        size_t i = n * SPREAD % count;
        int strand = 2 * (int)(i / (size_t)terms);
        int term = (int)(i % (size_t)terms);
        zeros += *element(B, strand, term) == 0 &&
                 *element(B, strand + 1, term) == 0;
    }
    return zeros * vectors >= 2 * ASKED + (ASKED - zeros) * vectors / 6;
}

/*
Lists cannot skip where A is transposed, nor compute fewer rows than a vector has. With
the rule, the products are what the table of steps says, with the shapes checked. (With
no terms at all, a sum is 0.)
*/
static void multiply(Matrix C, Factor A, Factor B, int terms)
{
    if (terms == 0)
        matrix_fill(C, 0);
    else if (zeros_pay(C, A, B, terms))
        multiply_sparse(C, A, B, terms);
    else
        multiply_dense(C, A, B, terms);
}

void matrix_product(Matrix C, Matrix A, Matrix B)
{
    expect_factors(C, A, B);
    multiply(C, by_rows(A), by_columns(B), A.cols);
}

void matrix_product_nt(Matrix C, Matrix A, Matrix B)
{
    expect_shape("matrix_product_nt: B", B, C.cols, A.cols);
    expect_shape("matrix_product_nt: C", C, A.rows, B.rows);
    multiply(C, by_rows(A), by_rows(B), A.cols);
}

void matrix_product_tn(Matrix C, Matrix A, Matrix B)
{
    expect_shape("matrix_product_tn: B", B, A.rows, C.cols);
    expect_shape("matrix_product_tn: C", C, A.cols, B.cols);
    multiply(C, by_columns(A), by_columns(B), A.rows);
}

void matrix_product_dense(Matrix C, Matrix A, Matrix B)
{
    expect_factors(C, A, B);
    multiply_dense(C, by_rows(A), by_columns(B), A.cols);
}

void matrix_product_sparse(Matrix C, Matrix A, Matrix B)
{
    expect_factors(C, A, B);
    multiply_sparse(C, by_rows(A), by_columns(B), A.cols);
}

/*
## What we saw

The program trains the classifier for a few steps on the sample and takes the products
of the last one as they are. Where it chooses lists, three quarters of B and more are 0,
and 59 to 77 % of the pairs are both 0, far beyond what line 15 asks for. In layer 3 the
ten rows fill less than one vector of 16. Where A is transposed there is no choice. All
ways, and the definition, have the same bits.

`OMP_NUM_THREADS=1 make run-19 ARGS='--time 100'` measures both ways on one core. In
milliseconds, on chapter 17's processor:

| product | tiles | pairs | chosen |
| --- | --- | --- | --- |
| W1 A0 | 0.74 | **0.49** | pairs |
| W2 A1 | **0.105** | 0.117 | pairs |
| W3 A2 | **0.006** | | tiles |
| dZ3 A2ᵀ | **0.007** | | tiles |
| W3ᵀ dZ3 | **0.005** | | tiles |
| dZ2 A1ᵀ | **0.108** | 0.129 | pairs |
| W2ᵀ dZ2 | **0.099** | | tiles |
| dZ1 A0ᵀ | 0.72 | **0.42** | pairs |
| all, as chosen | | 1.27 | |
| all in tiles | 1.79 | | |

In layer 2 the rule is wrong here. It was made on chapter 18's processor, which starts one
multiply-add a cycle and not two. There it chose right all four times, and all the products
take 1.51 ms and not 3.49 in tiles: the slower a multiplication, the more is saved by
leaving it out. Here the mistake costs 0.03 ms of 1.27, so one rule serves both.

## A busy machine

The parts make 0.9 ms, and a whole step takes 1.3. A part that is measured alone, again
and again, finds its numbers near; in a step the others have been there in between. The
parameters, their slopes and Adam's two means are 4 · 355,110 numbers, 5.7 MB, and L2 has
1 MB. And a machine has other work. Here are 500 steps in milliseconds, on a machine whose
other work has a low priority, and beside a process like ours that keeps one core busy:

| threads | other process | 10th percentile | median | 90th percentile | mean |
| --- | --- | --- | --- | --- | --- |
| 1 | no | 1.67 | 1.81 | 2.32 | 2.02 |
| 2 | no | 1.26 | 1.31 | 1.71 | **1.68** |
| 1 | yes | 1.62 | 1.68 | 1.81 | **2.33** |
| 2 | yes | 1.26 | 4.27 | 5.84 | 3.58 |

With the second core busy, *two* threads take 4.27 ms where *one* takes 1.68. Two threads
wait for each other after every product. If one of them must give its core
away for some milliseconds, so does the other, waiting. One thread alone is moved to the
core that is free. So training finds out while it runs how many threads are fastest at
the time: it times 16 steps with one thread fewer or more, and keeps to what was faster
(`team.c` of chapter 16). It may, since the bits are the same.

**Next.** This is the end of the road from one weighted sum to a fast training: nothing
that computes is left untold. Chapter 20 spends the time that was gained: a network of
the same size learns to read what chapter 16's cannot.

## In ten seconds

Q. What must be changed to multiply by a transposed matrix?

A. Its two steps in memory are exchanged; no number moves.

Q. A part takes 20 % of a step. How much faster can the step become by it?

A. At most 1 / 0.8 = 1.25 times.

Q. What does it cost if the rule chooses the slower way?

A. Time: the bits are the same.

Q. Which limit would a faster main memory lift for a product of layer 1?

A. None: it does 65 operations a byte, and arithmetic limits it.

## Exercises

1. With the shares of the table: which is better, products of layer 2 that are four times
   as fast, or products of layer 1 that are a quarter faster (p / f with f = 1.25)?
2. Aᵀ Bᵀ occurs in no training. Which steps would its factors have, and what would
   `matrix_product_tt` be?
3. From which share of zeros on do lists pay for 1,000 rows in vectors of 16? And which
   share is too small for any number of rows?
4. On chapter 17's processor, write x for the 2 of line 14 and y for its 7/6. W1 A0 takes
   0.49 ms in pairs and 0.74 in tiles, with 30 % of the pairs listed; W2 A1 0.117 and
   0.105, with 39 %. What are x and y, and what do they say for 100 rows?
5. `list_pairs` writes the pair before it knows whether it stays. Why must the list have
   room for 512 pairs, though most B are mostly 0?
*/
