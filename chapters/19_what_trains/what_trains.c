/*
Every other way must give its bits.

## Why the bits are the same

4. A sum of rounded numbers depends on two things: the order of its terms, and whether a
    product is rounded before it is added. A multiply-add does not round in between; all
    ways use it, or none does.
5. Every way begins with 0 and adds the terms in the order of k. Tiles, pairs and
    threads decide which elements are computed together, never the order within one.
    A sum that waits in memory between two slices is not rounded by that.
6. Pairs leave out terms that are 0, which changes no sum (chapter 18, lines 2 and 3,
    with an exception each). A 0 that is listed because its partner is not 0 is
    multiplied and added: the same sum.

So a training on two cores, or on one, or in tiles alone, ends with the same network. And
the program may guess which way is faster, from a few of the numbers: a wrong guess costs
time and nothing else. (All that but for line 6's exceptions, a weight that is infinite and a product
that is too small for a `float`.)

## Which of the two?

Skipping pays where enough pairs of B's numbers are both 0. From which share on? **Guess first**, for
layer 1 on chapter 17's processor: 10, 50 or 90 %?

### One pair, by hand

Take one pair of numbers of B. In a tile each of A's 25 vectors is multiplied by both: 25 times two
multiply-adds. Let the time for two multiply-adds in a tile, 1.1 cycles, be our unit. Then the pair
costs 25, zeros or not.

Who skips looks at the pair and lists it or not. On chapter 17's processor that costs 2.9, some three
cycles. If both numbers are 0, that is all. If not, each of the 25 vectors costs 1.91 besides, 47.75
together. (Chapter 18 counted 2.05 cycles for such a vector, which is 1.87. How 2.9 and 1.91 were found
is exercise 4.)

For which share do the two cost the same? If (25 − 2.9) / 47.75 = 46 % of the pairs are listed. So
skipping pays if 54 % or more are both 0. **50 was the best guess.** (Chapter 18's picture said the same
in other words. There, by measurement, pairs pay while less than 26 % of the numbers is not 0, and
by chance 0.74² = 55 % of the pairs are both 0 then.)

### The rule in letters

Let V be the vectors that C's rows fill, z the share of the pairs that are both 0, x the
price of looking at a pair, and y that of one vector of A for a pair that is listed.

7. For one pair, tiles (`dense.c`) take the time V, whatever it holds.
8. Skipping (`sparse.c`) takes x to look at it. If it is listed, it takes y for each of V vectors
    besides, and of all pairs the share 1 − z is listed. So in the mean it takes x + (1 − z) y V.
9. So skipping is faster, or as fast, if $`x + (1 - z)\, y V \le V`$. Divide by V: $`(1 - z)\, y
    \le 1 - x / V`$. So it pays if $`z \ge 1 - \frac{1 - x / V}{y}`$.

The more rows there are, the less the looking weighs: as V grows, the limit falls toward 1 − 1 / y. By
hand: the 100 rows of layer 2 are 6.25 vectors, and a vector that is filled in part takes its whole
time: V = 7. There skipping pays from 1 − (1 − 2.9 / 7) / 1.91 = 69 % on. For two vectors or one it
never pays: to look at a pair costs more than both.

**Does line 8 hold?** The prices were found from the times of W1 A0 and W2 A1. So the other two products
that skip are the test:

| product | line 8, ms | measured |
| --- | --- | --- |
| dZ1 A0ᵀ | 0.41 | 0.438 |
| dZ2 A1ᵀ | 0.131 | 0.133 |

It is 6 and 2 % too low. That is good enough to choose by: near the limit both ways take much the same
time.

### Two processors, one rule

The two prices depend on the processor, and the program has one pair of them built in: those of chapter
18's older one, on which they were measured first. There a multiplication takes longer. So x and y,
which count in multiplications, are smaller, and on chapter 17's processor the program skips too
eagerly:

| measured on | x | y | 400 rows, V = 25: skipping pays from | 100 rows, V = 7: from |
| --- | --- | --- | --- | --- |
| chapter 17's processor | 2.9 | 1.91 | 54 % | 69 % |
| the older one: the program's rule | 2 | 7/6 | 21 % | 39 % |

@picture rule

In a step, 70 and 77 % of the pairs are both 0 in the two products of layer 1, and 61 and 59 % in
layer 2's. So for layer 1 it is right to skip on both. Layer 2 lies between 39 and 69: the program
skips, and on this processor it should not.

**So here the rule errs.** Those are the two purple bars of the first picture that are too long,
0.127 and 0.133 ms in place of 0.110 and 0.109, together 0.04 of 1.36 ms. (The blue bar that is
too long is W2ᵀ dZ2, with its copy.) It does not last: after one epoch of MNIST 11 % of A1 is not 0
(chapter 18), so about 0.89² = 79 % of the pairs are both 0, and it is right to skip on both processors.

Why not put chapter 17's prices into the program? Then the older processor would take tiles for layer
2, where skipping was measured to be faster by 0.13 ms a step. Chapter 17's loses 0.04, and for an epoch
only. And why not measure x and y when a training begins? That would gain these 0.04 ms: we did not
think it worth the code.

To look at all pairs would cost as much as making the lists, so `zeros_pay` looks at 250, spread over
B. (By luck these may be off by 3 points, and near the limit either way takes much the same time.)

<details><summary>How it was measured</summary>

"In tiles" measures a product of the same shape whose factors lie as in A B, so that nothing is
copied. And others share this processor: this day W1 A0 took 7 % longer in tiles than in chapter
18, and the peak was 228 billion operations in a second, not 239. The batch was another one, too. So
compare within a page, not between pages.

</details>

<details><summary>Where the 2 and the 7/6 come from, and the code: <code>zeros_pay</code></summary>

They were measured on chapter 18's older processor, where tiles take 1.38 ms with V = 25 (1.39
for real pixels). With 5, 50 and 100 % of B's numbers not 0 in random places, 10, 75 and 100 %
of the pairs are listed. Line 8 says 0.27, 1.32 and 1.72 ms; 0.26, 1.31 and 1.69 were measured.
On that processor all four products that the rule gives to pairs are faster so, and all eight
take 1.51 ms, where tiles alone take 3.49.
*/
#include "19_what_trains/what_trains.h"

#include "common/numbers/vector.h"

// Whether skipping zeros pays, by line 9 for N = 250 pairs in all parts of B, of which
// z N are both 0: with x = 2 and y = 7/6 it says z N V >= 2 N + (N - z N) V / 6. The rows
// of A must lie side by side. By hand, for 100 rows, 7 vectors: with 97 zeros
// 97 * 7 = 679 and 2 * 250 + 153 * 7 / 6 = 678 (178.5 is cut to 178), so lists are made;
// with 96 it is 672 and 679, and tiles are taken. A single column needs no question: its
// list is made sooner than a panel is read.
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
</details>

Pairs load vectors of A where they lie. So they cannot be taken where A is transposed, nor
where C has fewer rows than a vector.

With the rule, the three products are one line each: the distances of the table above, after a
check of the shapes.
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
of the last one as they are. Where it chooses pairs, three quarters of B and more are 0,
and 59 to 77 % of the pairs are both 0, where the rule asks for 21 and 39 %. All ways, and
the definition, have the same bits. `make run-19 ARGS='--time 20'` measures a whole step on your
machine.

What does that bring to a training? The products are most of a step, not all of it, and a second
core does not halve it: [where the time goes](../time.md) is a page of its own.

**Next.** All that computes is here now. Chapter 20 spends the time that was gained: a
network of the same size learns to read what chapter 16's cannot.

## In ten seconds

Q. What must be changed to multiply by a transposed matrix?

A. Its two distances in memory are exchanged. Tiles besides copy a transposed A, a panel at a
time.

Q. Why may the program guess which way is faster?

A. Both give the same bits, but for line 6's two exceptions. A wrong guess costs time.

Q. On chapter 17's processor 60 % of the pairs are both 0. For which layer does skipping pay?

A. For layer 1, from 54 % on, and not for layer 2, where it takes 69 %.

## Exercises

1. In dZ2 A1ᵀ, with 256 digits, what are s and t of both factors? At which place of A1 lies the
   number of unit 3 for digit 5?
2. Aᵀ Bᵀ occurs in no training. Which distances would its factors have, and what would
   `matrix_product_tt` be?
3. By the rule of the program, from which share of pairs that are both 0 on do pairs pay for
   1,000 rows in vectors of 16? And which share is too small for any number of rows?
4. Where do 2.9 and 1.91 come from? W1 A0 takes 0.539 ms in pairs and 0.785 in tiles, with
   30 % of the pairs listed; W2 A1 0.127 and 0.110, with 39 %. Find x and y.
*/
