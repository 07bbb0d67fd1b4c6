/*
## Which of the two?

Count in units of what a tile needs for one pair of B and one vector of rows, two
multiply-adds. Let V be how many vectors C's rows fill, and z how many of N pairs are
both 0.

14. Tiles take V for every pair, whatever it is: N V.
15. Lists take 2 for every pair, to list it or to pass over it. For those that are
    listed they take more than V, because they have more loads (line 11): 7/6 V as
    measured, together $`2 N + \frac{7}{6} (N - z) V`$.
16. So lists are faster, or as fast, if $`z V \ge 2 N + (N - z) \frac{V}{6}`$.
17. That is a share of $`\frac{z}{N} \ge \frac{12 + V}{7 V}`$: 21 % for V = 25, which
    are 400 rows of vectors of 16; 39 % for 100 rows; all for V = 2; and for one
    vector it never pays.

The 2 and the 7/6 are measured: chapter 18's picture has one product with V = 25,
which tiles compute in 1.38 ms. With 5, 50 and 100 % of B's numbers not 0 in random
places, 10, 75 and 100 % of the pairs are listed; line 15 says 0.27, 1.32 and 1.72 ms,
and the picture has 0.26, 1.31 and 1.69. With d for the share that is not 0, line 17
says that pairs are ahead while (1 − d)² > 0.21, up to d = 0.54: there its lines cross.

Nobody wants to count z, which takes as long as to make the lists. So 250 pairs are
looked at, from all parts of B. By hand, for 100 rows: with 97 zeros of 250 pairs
97 · 7 = 679 and 2 · 250 + 153 · 7 / 6 = 678 (178.5 is cut to 178), so lists are made;
with 96 it is 672 and 679, and tiles are taken. Chance is in it: where 39 % of all
pairs are both 0, it is often some per cent more or less of 250. But near the limit
both ways take as long.
*/
#include "19_what_trains/what_trains.h"

#include "common/numbers/vector.h"

// Whether skipping zeros pays. The rows of A must lie side by side. A pair of
// neighbors in two columns of B that are both 0 saves their products with every
// vector of rows; to list or pass over a pair costs as much as with two vectors,
// and with a listed pair each takes a sixth longer than in a tile (as measured
// for chapter 18). So 250 pairs in all parts of B are looked at. A single column
// needs no question: its list is made sooner than a panel is read.
bool zeros_pay(Matrix C, Factor A, Factor B, int terms)
{
    enum { ASKED = 250, SPREAD = 7919 }; // a prime
    if (A.line_step != 1 || C.rows < LANES)
        return false;
    if (C.cols < 2)
        return true;
    size_t count = (size_t)(C.cols / 2) * (size_t)terms;
    int zeros = 0, vectors = 1 + (C.rows - 1) / LANES;
    for (size_t n = 0; n < ASKED; n++) {
        size_t i = n * SPREAD % count;
        int line = 2 * (int)(i / (size_t)terms);
        int term = (int)(i % (size_t)terms);
        zeros +=
            *element(B, line, term) == 0 && *element(B, line + 1, term) == 0;
    }
    return zeros * vectors >= 2 * ASKED + (ASKED - zeros) * vectors / 6;
}

/*
A single column is always listed: it has no pairs to ask, and its list is made sooner
than a panel is read. And two things lists cannot do: skip where A is transposed, whose
rows do not lie side by side (line 6), and compute fewer rows than a vector has.

Then the products are what the table of steps says, with the shapes checked. (With no
terms at all, a sum is 0.)
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
## Why the bits are the same

18. A sum of rounded numbers depends on the order of its terms, and on whether a
    product is rounded before it is added. The second is up to the processor's
    multiply-add, which all ways use or none.
19. Every way begins with 0 and adds the terms in the order of k. Tiles, panels, groups
    and threads decide which elements are computed together, never the order within
    one. A sum that waits in memory between two slices is stored and loaded, which
    rounds nothing.
20. Lists leave out terms that are 0, which changes no sum (chapter 18, lines 2 and 3,
    with an exception each: what is infinite or NaN, and the sign of a zero). A 0 that is listed because its partner is not 0 is multiplied
    and added: the same sum.

So a training on two cores, or on one, or in tiles alone, ends with the same network,
and which way is faster may be asked by a look at some numbers: a wrong guess costs
time and nothing else.

## What we saw

The program trains the classifier for a few steps on the sample and takes the products
of the last one as they are. Where it chooses lists, three quarters of B and more are 0,
and 59 to 77 % of the pairs are both 0, far beyond what line 17 asks for. In layer 3 the
ten rows fill less than one vector of 16; with vectors of 4 line 17 asks for 71 %, and
45 are there. Where A is transposed there is no choice. For W2ᵀ dZ2, with V = 25, lists
would pay from 21 % on, and 45 are there; but A would have to be transposed first. All
ways, and the definition, have the same bits.

`OMP_NUM_THREADS=1 make run-19 ARGS='--time 100'` measures both ways. In milliseconds on
one core, of the processor whose times chapter 18's picture shows (as `make bench` found)
and of a newer one, chapter 17's, which can start two multiply-adds in a cycle and not
one:

| product | tiles | pairs | tiles, newer | pairs, newer | chosen |
| --- | --- | --- | --- | --- | --- |
| W1 A0 | 1.42 | **0.56** | 0.74 | **0.49** | pairs |
| W2 A1 | 0.198 | **0.131** | **0.105** | 0.117 | pairs |
| W3 A2 | **0.008** | | **0.006** | | tiles |
| dZ3 A2ᵀ | **0.009** | | **0.007** | | tiles |
| W3ᵀ dZ3 | **0.007** | | **0.005** | | tiles |
| dZ2 A1ᵀ | 0.205 | **0.144** | **0.108** | 0.129 | pairs |
| W2ᵀ dZ2 | **0.190** | | **0.099** | | tiles |
| dZ1 A0ᵀ | 1.45 | **0.46** | 0.72 | **0.42** | pairs |
| all, as chosen | | 1.51 | | 1.27 | |
| all in tiles | 3.49 | | 1.79 | | |

W2ᵀ dZ2, whose A is copied, has as many multiplications as W2 A1. That computes 112
rows for 100 (line 9), so 0.198 · 100 / 112 = 0.177 ms are for the 100; W2ᵀ dZ2, with
whole vectors only, takes 0.190. The copying is 7 % (line 10). On the processor for
which the rule was measured it chose right wherever there was a choice, four times. On
the newer one tiles are twice as fast and pairs, which wait for their
loads, hardly faster; in layer 2 the rule is wrong. That costs 0.03 ms of 1.27, so one
rule serves both.

The picture's lower half shows how C is cut, where it has 100 rows and 29 columns: what
a rectangle holds is computed together, with all its sums in registers.

## The whole step

What does all this bring to a training? Here is one step of the recipe, a batch of 256
digits, part by part, each measured alone, on both cores of the newer processor:

| part of a step | loops in order | in tiles | as chosen | share |
| --- | --- | --- | --- | --- |
| products of layer 1 | 6.39 ms | 0.80 ms | 0.60 ms | 63 % |
| products of layer 2 | 1.85 ms | 0.17 ms | 0.21 ms | 23 % |
| products of layer 3 | 0.21 ms | 0.02 ms | 0.02 ms | 2 % |
| Adam | 0.04 ms | 0.04 ms | 0.04 ms | 5 % |
| loading pixels, ReLU and dropout | 0.07 ms | 0.07 ms | 0.07 ms | 7 % |
| together | 8.6 ms | 1.1 ms | 0.9 ms | |

The loops in order run on one core, all else on two but for layer 3's products, which are
too small to be shared. Why not faster still? The picture's upper half has each part as a
point, its products in tiles: to the right, how many operations it does for each byte
that it must read or write at least once, and upward, how many it does in a second. The
lines are limits (a **roofline**, Williams, Waterman & Patterson 2009):

21. The cores do at most so many operations in a second: the flat line.
22. If a memory moves b bytes in a second, a part that does x operations for each byte
    does at most x · b operations in a second: a slanted line for main memory, and one
    for the caches.
23. So a part lies below the flat line, and below the slanted line of the place where its
    numbers are.

A product of layer 1 uses every number a few hundred times, which makes 65 operations a
byte: only arithmetic limits it, and skipping zeros is all that is left. Two products of
layer 3 have ten rows, which fill no vector of 16, the third has ten terms only, for
which tiles are hardly worth loading, and one core is half of the peak. ReLU and dropout
use every number once or twice. No order of their loops would help; only to do them
while a product has the numbers in its registers would.

The parts make 0.9 ms, and a whole step takes 1.3, for no part finds its numbers as near
as when it is measured alone. And a machine has other work. In milliseconds, of 500
steps, on a machine whose other work has a low priority, and beside a process like ours
that keeps one core busy:

| threads | other process | a tenth below | median | a tenth above | mean |
| --- | --- | --- | --- | --- | --- |
| 1 | no | 1.67 | 1.81 | 2.32 | 2.02 |
| 2 | no | 1.26 | 1.31 | 1.71 | **1.68** |
| 1 | yes | 1.62 | 1.68 | 1.81 | **2.33** |
| 2 | yes | 1.26 | 4.27 | 5.84 | 3.58 |

Two threads wait for each other after every product. If one of them must give its core
away for some milliseconds, so does the other, waiting. One thread alone is moved to the
core that is free. So on a busy machine `THREADS=1` trains faster; and the bits are the
same.

**Next.** This is the end of the road from one weighted sum to a fast training: nothing
that computes is left untold. Chapter 20 spends the time that was gained: a network of
the same size learns to read what chapter 16's cannot.

## In ten seconds

Q. What must be changed to multiply by a transposed matrix?

A. Its two steps in memory are exchanged; no number moves.

Q. Why is A copied in Aᵀ B?

A. A vector is numbers side by side in memory, and they must belong to different rows of
C.

Q. What does it cost if the rule chooses the slower way?

A. Time: the bits are the same.

Q. Which limit would a faster main memory lift for a product of layer 1?

A. None: it does 65 operations a byte, and arithmetic limits it.

## Exercises

1. Which tiles and edges does a C of 10 × 100 have, with vectors of 16 and 32
   registers? How many of the lanes' multiply-adds are for nothing?
2. Aᵀ Bᵀ occurs in no training. Which steps would its factors have, and what would
   `matrix_product_tt` be?
3. From which share of zeros on do lists pay for 1,000 rows in vectors of 16? And which
   share is too small for any number of rows?
4. On the newer processor, write x for the 2 of line 15 and y for its 7/6. W1 A0 takes
   0.49 ms in pairs and 0.74 in tiles, with 30 % of the pairs listed; W2 A1 0.117 and
   0.105, with 39 %. What are x and y, and what do they say for 100 rows?
5. `list_pairs` writes the pair before it knows whether it stays. Why must the list have
   room for 512 pairs, though most B are mostly 0?
*/
