/*
That is the definition, and every other way must give its bits.

## Why the bits are the same

9. A sum of rounded numbers depends on two things: the order of its terms, and whether a
    product is rounded before it is added. A multiply-add does not round in between; all
    ways use it, or none does.
10. Every way begins with 0 and adds the terms in the order of k. Tiles, pairs and
    threads decide which elements are computed together, never the order within one.
    A sum that waits in memory between two slices is not rounded by that.
11. Pairs leave out terms that are 0, which changes no sum (chapter 18, lines 2 and 3,
    with an exception each). A 0 that is listed because its partner is not 0 is
    multiplied and added: the same sum.

So a training on two cores, or on one, or in tiles alone, ends with the same network. And
the program may guess which way is faster, from a few of the numbers: a wrong guess costs
time and nothing else.

## Which of the two?

Skipping pays where enough pairs of B's numbers are both 0. From which share on? Count time in
units: 1 is what a tile takes for one vector of A times both numbers of a pair. Let C's rows fill
V vectors. Let B have N pairs, and in z of them both numbers are 0. (So 1 − z / N are listed: that
is chapter 18's p.)

12. Tiles (`dense.c`) take V for every pair, whatever it holds: N V.
13. Pairs (`sparse.c`) pay two prices. To look at a pair, and perhaps to list it, takes x, whatever
    V is: x N for all. To multiply one that is listed takes y V, and y is more than 1, since a
    listed pair loads more than one in a tile: y (N − z) V.
14. So pairs are faster, or as fast, if $`x N + y (N - z) V \le N V`$. Divided by N V, and
    with z / N on the left, that is $`\frac{z}{N} \ge \frac{x + (y - 1) V}{y V}`$.

By hand: let 100 pairs meet V = 25 vectors, and 70 of them be both 0. With x = 2 and
y = 7/6, tiles take 2,500, and pairs 2 · 100 + 7/6 · 30 · 25 = 1,075. And of all pairs
(2 + 1/6 · 25) / (7/6 · 25) = 21 % would be enough. For V = 2 it takes all of them, and for one
vector it never pays.

The program's x and y are these, 2 and 7/6, measured on chapter 18's older processor. So it takes
pairs for 400 rows, V = 25, from 21 % on, and for 100 rows, V = 7, from 39 % on. In the step
above 70 and 77 % of the pairs that meet layer 1 are both 0, and 61 and 59 % of those that meet
layer 2: pairs for both. To look at all of them would cost as much as making the lists, so
`zeros_pay` looks at 250, spread over B.

Is the rule right? Here are the products of the first table one by one, in milliseconds on one
core of chapter 17's processor. "In tiles" measures a product of the same shape whose factors lie
as in A B, so that nothing is copied:

| product | in tiles | as chosen | |
| --- | --- | --- | --- |
| W1 A0 | 0.797 | **0.559** | pairs |
| W2 A1 | **0.111** | 0.126 | pairs |
| W3 A2 | 0.007 | 0.007 | tiles |
| dZ3 A2ᵀ | 0.007 | 0.008 | tiles |
| W3ᵀ dZ3 | 0.005 | 0.006 | tiles of a copied A |
| dZ2 A1ᵀ | **0.111** | 0.138 | pairs |
| W2ᵀ dZ2 | 0.094 | 0.104 | tiles of a copied A |
| dZ1 A0ᵀ | 0.751 | **0.461** | pairs |
| together | 1.88 | 1.41 | |

For layer 1 it is. For layer 2 it errs. On this processor, where a tile is faster, x is 2.5 and y
2.0 (exercise 4 finds them in this table), and line 14 asks for 68 %. The wrong guess costs 0.015
and 0.027 ms, and the copying of W2 another 0.010: that is all that layer 2 loses from the second
column of the first table to the third. And it does not last. After one epoch of MNIST 11 % of A1
is not 0 (chapter 18), so about 0.89² = 79 % of the pairs are both 0, and pairs are right. So one
rule serves both processors.

<details><summary>Where the 2 and the 7/6 come from, and the code: <code>zeros_pay</code></summary>

They were measured on chapter 18's older processor, where tiles take 1.38 ms with V = 25 (1.39
for real pixels). With 5, 50 and 100 % of B's numbers not 0 in random places, 10, 75 and 100 %
of the pairs are listed. Line 13 says 0.27, 1.32 and 1.72 ms; 0.26, 1.31 and 1.69 were measured.
On that processor all four products that the rule gives to pairs are faster so, and all eight
take 1.51 ms, where tiles alone take 3.49.
*/
#include "19_what_trains/what_trains.h"

#include "common/numbers/vector.h"

// Whether skipping zeros pays, by line 14 for 250 pairs in all parts of B: with x = 2 and
// y = 7/6 it says z V >= 2 N + (N - z) V / 6. The rows of A must lie side by side. By hand, for 100 rows, 7 vectors: with 97 zeros 97 * 7 = 679 and
// 2 * 250 + 153 * 7 / 6 = 678 (178.5 is cut to 178), so lists are made; with 96 it is 672
// and 679, and tiles are taken. A single column needs no question: its list is made
// sooner than a panel is read.
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

With the rule, the three products are one line each: the steps of the table above, after a
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
the definition, have the same bits.

## A step and its parts

Why is a step slower than its parts? Each part was measured alone, again and again. In a step
they come one after the other, and each once. Here is the clock read after every section of 500
steps, in milliseconds (medians), beside the parts alone:

| section of a step | alone | in a step | two cores, alone | two cores, in a step |
| --- | --- | --- | --- | --- |
| loading pixels | 0.023 | 0.060 | 0.017 | 0.039 |
| layer 1: products, biases, ReLU | 1.048 | 1.091 | 0.605 | 0.702 |
| layer 2: the same | 0.375 | 0.402 | 0.208 | 0.276 |
| layer 3: products, biases, softmax | 0.021 | 0.039 | 0.021 | 0.043 |
| dropout | 0.061 | 0.069 | 0.049 | 0.062 |
| Adam | 0.103 | 0.142 | 0.065 | 0.141 |
| together | 1.631 | 1.803 | 0.965 | 1.263 |

The sections add up to the whole step, so nothing goes on between them: **every section is
slower in a step than alone.** A little of that is work that the first table left out: biases,
softmax and its slope, the labels. Most of it is not. Adam does exactly the same, and takes 0.14
ms for 0.10. Alone, it finds its numbers in the caches, where it left them a moment ago. In a
step, others have used the caches since: parameters, slopes and Adam's two means are 4 · 355,110
numbers,
5.7 MB, and L2 has 1 MB. With two cores that is worse, and Adam is no faster on two than on one.
(What a core needs may lie in the other's caches now, and all threads wait for the last one after
every loop that they share. Which of these costs how much, we did not find out.)

So eight cores would not be eight times as fast. By line 1, two threads in 1.30 ms for 1.81 mean
that a share p of the step was shared out, with 1 − p + p/2 = 1.30/1.81: p is 0.56, and by this
p eight threads bring at most 1 / (0.44 + 0.56/8) = 2.0 times. (By the parts alone p would be
0.82. More cores, more threads: not measured here.)

## A busy machine

Guess once more: another program keeps one of two cores busy. How much slower is a step on
two threads then than on one? Here is the time of a whole step in milliseconds, of 500 that were
measured: with nothing beside it, and beside a process that keeps one core busy:

| threads | other process | median | nine in ten took at most | mean |
| --- | --- | --- | --- | --- |
| 1 | no | 1.81 | 1.88 | 1.82 |
| 2 | no | 1.30 | 1.38 | **1.32** |
| 1 | yes | 1.76 | 1.98 | **2.06** |
| 2 | yes | 1.36 | 5.46 | 4.67 |

With the second core busy, the usual step on *two* threads takes hardly longer than before. But one
in ten takes more than 5 ms, some far more. A training feels the sum, and so the mean: 4.67 ms a
step, more than twice as long as on *one* thread. (A median does not show it: it tells what one
step takes, and a training pays for all.) The threads wait for each other after every product that
they share. When the other process takes the core of one of them for some milliseconds, the other
thread waits all that time. One thread alone is moved to the core that is free.

So training finds out while it runs. It times 16 steps with one thread fewer or more, and
keeps to what was faster (`team.c` of chapter 16). It may, since the bits are the same.

**Next.** All that computes is here now. Chapter 20 spends the time that was gained: a
network of the same size learns to read what chapter 16's cannot.

## In ten seconds

Q. What must be changed to multiply by a transposed matrix?

A. Its two steps in memory are exchanged. Tiles besides copy a transposed A, a panel at a
time.

Q. A part takes 20 % of a step. How much faster can the step become by it?

A. At most 1 / 0.8 = 1.25 times.

Q. Which limit would a faster main memory lift for a product of layer 1?

A. None: it does 65 operations a byte, and arithmetic limits it.

## Exercises

1. On two cores layer 1's products have 45 % of a step, layer 2's 16 %. Which is
   better: products of layer 2 that are four times as fast, or products of layer 1 that are a
   quarter faster (p / f with f = 1.25)?
2. Aᵀ Bᵀ occurs in no training. Which steps would its factors have, and what would
   `matrix_product_tt` be?
3. By the rule of the program, from which share of pairs that are both 0 on do pairs pay for
   1,000 rows in vectors of 16? And which share is too small for any number of rows?
4. Where do 2.5 and 2.0 come from? W1 A0 takes 0.559 ms in pairs and 0.797 in tiles, with
   30 % of the pairs listed; W2 A1 0.126 and 0.111, with 39 %. Find x and y.
*/
