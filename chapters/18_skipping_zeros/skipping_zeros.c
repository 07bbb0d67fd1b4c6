/*
## Pairs

A listed term loads five vectors of A and a number of B for five multiply-adds. Each vector of A
serves one sum and is gone. In a tile it serves eight. The tile's idea helps: let what was loaded serve
twice. Two neighboring columns of B share one list, of the terms where **not both** are 0:

@picture pairs

Where just one is 0, we multiply by it all the same. Take nine vectors of rows at a time. With two
columns that makes 18 sums, and 18 sums, nine vectors of A and two numbers of B fill 29 registers
of 32. (The 25 vectors of 400 rows are then done as 9, 9 and 7.) A listed pair takes 9 + 2 loads for
18 multiply-adds, 0.61 for each, where a list takes 6 for 5, 1.2. This is the core of it, in chapter 19's
[`sparse.c`](../19_what_trains/sparse.c). `term` points to the listed column of A, `pair` has
the two numbers of B, and the sums are in registers. (The number of vectors is a constant for the
compiler, so these loops are written out.)

```c
for (int v = 0; v < vectors; v++)
    rows[v] = load(term + v * LANES);
for (int v = 0; v < vectors; v++)
    left_sum[v] += rows[v] * pair.left;
for (int v = 0; v < vectors; v++)
    right_sum[v] += rows[v] * pair.right;
```

So more is listed; how much more can be counted:
*/
#include "18_skipping_zeros/skipping_zeros.h"

#include "common/numbers/vector.h"

double nonzero_share(Matrix B)
{
    size_t count = 0;
    for (size_t i = 0; i < elements(B); i++)
        count += B.x[i] != 0;
    return (double)count / (double)elements(B);
}

double nonzero_pair_share(Matrix B)
{
    size_t count = 0, pairs = 0;
    for (int j = 0; j < B.cols; j += 2)
        for (int k = 0; k < B.rows; k++, pairs++)
            count +=
                *at(B, k, j) != 0 || *at(B, k, min(j + 1, B.cols - 1)) != 0;
    return (double)count / (double)pairs;
}

/*
This way is called **pairs**. `matrix_product` takes it where that should be faster;
[chapter 19](../19_what_trains/README.md) has the rule that chooses.

## What we saw

@picture

That is a training on all of MNIST. What the program prints above is another run, ten short epochs
of 2,000 digits: 70 steps, a third of the first epoch here. A fifth of A1 is not 0 at first: half of the scores are above 0,
and dropout keeps 0.4 of them. In the first steps it rises, as the program prints, too shortly to
be seen here. After one epoch it is 11 %, after 40 it is 4 %: each unit has
learned to answer to few digits. (Without dropout, as when a digit is read, that is 0.04 / 0.4,
one unit in ten.) dZ1 is 0 where A1 is, by chapters 9 and 14. A2 and dZ2, of which dropout keeps
a half, begin at a quarter and come to a fifth.

If zeros fell by chance, 1 − 0.81² = 34 % of the pairs of pixels would be listed. In W1 A0 a pair is
one pixel of two digits: 29 %, since all digits have their ink in the middle. In dZ1 A0ᵀ it is two
neighboring pixels of one digit: 22 %, since beside ink is ink.

All ways agree. With an infinite number in A, tiles say NaN and the others do
not, as line 2 warned. (Pairs would say NaN too if the neighbor of that 0 were not a 0.)

## The answer to the guess

**Branches and lists leave out four fifths of the multiplications and save a fifteenth of the time.
Pairs leave out fewer, 71 %, and save a third.** Here is the product of pixels, W1 A0, on one core of chapter 17's processor. (Its tiles
are chapter 19's, which are fast at the edges of C, too.)

| way | multiplications made | making the lists | all together | of the time in tiles |
| --- | --- | --- | --- | --- |
| tiles | all | | 0.736 ms | 100 % |
| branches | 19 % | | 0.691 ms | 94 % |
| lists | 19 % | 0.15 ms | 0.684 ms | 93 % |
| pairs | 29 % | 0.08 ms | 0.479 ms | 65 % |

Why is so little saved, and why do lists, with all their care, save hardly more than branches that
guess? There are two prices.

**The lists must be made.** The fewer numbers are kept, the nearer the time of lists comes to 0.15 ms, as
the last picture of this page shows. That is what it takes to make them, a fifth of the tiles' time.
Pairs make one list for two columns, and need half of that.

**A term that is kept costs more than one in a tile.** It needs a column of A, 25 vectors. Lists keep 19 %
of 784 · 256 numbers, so they fetch 0.19 · 784 · 256 · 25 = 0.95 million vectors, in 0.684 − 0.15 = 0.53
ms. That is 0.56 ns for a vector, or 2.1 cycles at 3.73 cycles in a nanosecond (chapter 17). A core
could make four multiply-adds in that time. A list makes one, with that vector, and pairs make two. A
tile makes eight with each vector, and does not wait: while it computes, the next one arrives.

| way | cycles from one vector of A to the next | multiply-adds with each | cycles for a multiply-add |
| --- | --- | --- | --- |
| lists | 2.1 | 1 | 2.1 |
| pairs | 2.05 | 2 | 1.02 |
| tiles | 4.4 | 8 | 0.55 |

@picture cycles

So a kept term of a list costs 2.1 / 0.55 = 3.8 times as much as one in a tile. Let tiles take
100. Making the lists takes 20, and then 19 terms of 100 are kept, at 3.8 each: 72. Together that
is 92; the table's 93 is the same without rounding. For pairs it is 11, and then 29 terms at 1.87
each, 54: together 65. (That is no test, for the cycles come from the same times. It shows how the
time divides.)

<details><summary>The other cycles, and why a vector takes two</summary>

Pairs keep 29 % of half as many, and fetch 0.73 million vectors (0.29 · 784 · 128 · 25) in 0.40 ms:
0.55 ns, 2.05 cycles. A tile reaches 91 % of the core's two
multiply-adds a cycle, so one takes 0.5 / 0.91 = 0.55 cycles, and eight take 4.4.

Two other things limit a list. A core makes two loads in a cycle, so that the 1.2 loads for a
multiply-add take 0.6 cycles. And each of the five sums waits four cycles for itself, so that five
multiply-adds begin in four cycles, one in 0.8 (chapter 17). So it should be 0.8 cycles, and it is
2.1: the loads are not too many, they are too slow. A column of B makes lists fetch a fifth of A, 0.24 MB,
of which half are the same for the next column. Pairs make eight lists first, and use the same 288 KB
of A for all eight. Both are more than L1 has, and less than L2. So we suppose that a vector comes from
L2 in two cycles; we did not measure it apart.

</details>

And the branches, which guess? For real pixels they are as fast as lists, 0.69 ms, though
they take 1.0 for as many zeros at random: blank paper comes in long runs, and a processor
guesses a run right. In dZ1 A0ᵀ the pixels are transposed: a column is one pixel in 256 digits,
which come in random order. There are fewer runs, and more guesses fail: branches take 0.84 ms,
more than tiles, and lists 0.63.

Here is the same product on two processors; "time left" is that of pairs:

| processor | tiles | branches | lists | pairs | time left |
| --- | --- | --- | --- | --- | --- |
| chapter 17's, two multiply-adds a cycle | 0.736 ms | 0.691 ms | 0.684 ms | 0.479 ms | two thirds |
| an older one, one multiply-add a cycle | 1.39 ms | 0.87 ms | 0.70 ms | 0.55 ms | two fifths |

Lists and pairs take much the same time on both, within a sixth. What differs is the price of
what they leave out: **the faster a multiplication, the less is saved by leaving it out.**

## Where skipping pays

How many zeros must there be? Here B is filled at random, with 5 to 80 % of its numbers not 0:

@picture pays

Tiles take 0.74 ms, however many numbers are not 0. Branches are faster while fewer than 14 % are
not 0, lists up to 25 % and pairs up to 26 %. Pixels, with 19 %, lie not far below that.

Three of the dots lie off their lines. Branches lie far below, since they guess runs of blank paper
right. Pairs of real pixels are cheaper than chance, since blank corners meet. Lists are dearer, and
why, we do not know.

This is for 400 rows. With 100 rows a list costs as much to make, but a skipped term saves only 7
vectors, not 25, so that more zeros are needed. So pairs do not pay for W2 A1 at first, with 20 % of A1 not 0, and do after an
epoch, with 11 %. How many it takes is counted in chapter 19.

<details><summary>The lines of the picture, and a crossing by hand</summary>

Let d be the share of B that is not 0, and p = 1 − (1 − d)² that of the pairs that are listed:

| way | time, in ms | faster than tiles |
| --- | --- | --- |
| branches | about 0.1 + 4.6 d, up to d = 0.55 | below d = 0.14 |
| lists | about 0.15 + 2.4 d, up to d = 0.45 | below d = 0.25 |
| pairs | about 0.08 + 1.3 p, up to d = 0.2, then more | below d = 0.26 (by the line alone it would be 0.30) |

The first number of a line is the price of making the lists (of branches: of asking), when
nothing is kept. The second is what all terms would cost together if the line went on. It is
2.4 / 0.74 = 3.2 times a tile's for lists and 1.3 / 0.74 = 1.8 times for pairs. (By vectors it was
3.8 for lists and 1.87 for pairs, for real pixels.)

By hand: lists are as fast as tiles where 0.15 + 2.4 d = 0.74, so d = 0.59 / 2.4 =
0.25. Of pairs, if zeros fell by chance, 34 % of the pixels' would be listed, and take 0.08 +
1.3 · 0.34 = 0.52 ms. But digits are alike, so their blank corners meet: only 29 % are listed,
and that makes 0.46; 0.48 was measured.

</details>

<details><summary>Which factor's zeros should be skipped?</summary>

The slopes of the first weights are dZ1 A0ᵀ, and both factors have zeros.
`matrix_product` skips A0's, though at the end dZ1 has more. It can skip zeros of its second
factor only, so to skip dZ1's, dZ1 must come second: compute A0 dZ1ᵀ, and transpose the
result. A listed pair then costs at least twice as much, since the first factor has 784 rows, 49
vectors, where dZ1 has 400, 25 vectors; but there are half as many pairs. What decides is how many
of them are listed, and the 0.10 ms that it takes to transpose:

| after epochs | skipping A0's | skipping dZ1's, and transposing |
| --- | --- | --- |
| 0 | 0.45 ms | 1.11 ms |
| 5 | 0.44 ms | 0.47 ms |
| 40 | 0.41 ms | 0.34 ms |

(Skipping A0's zeros is the same work in all three lines: 0.41 to 0.45 is scatter.) At the end this
would save 0.07 ms. (All products of an early step take 1.36 ms on this core, as chapter 19 finds.)
Up to the fifth epoch it would cost time: we did not think it worth a second rule.

</details>

`OMP_NUM_THREADS=1 make run-18 ARGS='--time 30'` measures one core of your machine.

**Next.** Chapter 19 makes of both ways the products of every shape that a training
needs, and chooses between them.

## In ten seconds

Q. A column of B is 0 0 7 0, its neighbor 1 0 0 0. How many terms are listed for the
pair?

A. Two, terms 0 and 2: only the others have two zeros.

Q. Which share of dZ1 is not 0 if 10 % of A1 is not?

A. The same 10 %: a unit that was silent or left out has no slope.

Q. What can a skipped zero hide?

A. An infinite or undefined number in the other factor.

## Exercises

1. Each of four numbers is 0 with probability 0.81, by chance. How often are not all of
   them 0? Would lists for four columns pay?
2. Which products would become smaller if dropout chose the same units for all digits
   of a batch?
*/
