/*
# 19. What trains

Where does the time of a training step go? Here is one step of chapter 16's recipe, a
batch of 256 digits, part by part, on both cores of chapter 17's processor:

| part of a step | loops in order | in tiles | as chosen | share |
| --- | --- | --- | --- | --- |
| products of layer 1 | 6.39 ms | 0.80 ms | 0.60 ms | 63 % |
| products of layer 2 | 1.85 ms | 0.17 ms | 0.21 ms | 23 % |
| products of layer 3 | 0.21 ms | 0.02 ms | 0.02 ms | 2 % |
| Adam | 0.04 ms | 0.04 ms | 0.04 ms | 5 % |
| loading pixels, ReLU and dropout | 0.07 ms | 0.07 ms | 0.07 ms | 7 % |
| together | 8.6 ms | 1.1 ms | 0.9 ms | |

Loops in order are chapter 17's second way; they run on one core, all else on two but for
layer 3's products, which are too small to be shared out. Tiles are chapter 17's too,
and "as chosen" skips zeros, in chapter 18's pairs, where a rule expects that to pay.
All columns give the same bits, and the last is nine times as fast as the first. What
did that take, and how much is left to gain?

## What a faster part can bring

1. A part that takes the share p of a step, made f times as fast, leaves
   $`1 - p + p / f`$ of its time.
2. So the step becomes $`\frac{1}{1 - p + p/f}`$ times as fast, and, however large f is,
   never more than $`\frac{1}{1 - p}`$ times. This is **Amdahl's law** (1967).

By hand: in order, layer 1's products take three quarters of the step. With them alone as
fast as they are now, it would take 8.6 − 6.39 + 0.60 = 2.81 ms, 3.1 times as fast and not
nine; with products that take no time at all, 8.6 / 2.21 = 3.9 times. So all eight
products must be fast. And today? Layer 1's have 63 %: twice as fast, they would make the
step 1 / (0.37 + 0.315) = 1.46 times as fast, and at no time at all 1 / 0.37 = 2.7 times.
Adam has 5 %. A perfect Adam brings 1 / 0.95 = 1.05, so nobody should spend a week on it.

## What a part can reach

Why are the parts not faster still? Count how many operations a part does for each byte
that it must read or write at least once (a **roofline**, Williams, Waterman & Patterson
2009):

3. The cores do at most so many operations in a second: the flat limit in the picture
   below.
4. If a memory moves b bytes in a second, a part that does x operations for each byte
   does at most x · b operations in a second: the slanted limits, one for main memory and
   one for the caches.
5. So a part stays below the flat limit, and below the slanted one of the place where
   its numbers are.

By hand: W1 A0 is 2 · 400 · 784 · 256 = 160,563,200 operations. Its three matrices have
313,600 + 200,704 + 102,400 = 616,704 numbers of 4 bytes. That makes 65 operations a byte:
every number is used a few hundred times, only arithmetic limits the product, and skipping
zeros is all that is left. ReLU and dropout use every number once or twice. No order of
their loops would help; only to do them while a product has the numbers in its registers
would. Two products of layer 3 have ten rows, which fill no vector of 16, the third has
ten terms only, for which tiles are hardly worth loading, and one core is half of the peak.

## One formula for three products

The eight products are of three kinds. Three multiply weights by activations (chapter 4),
three multiply slopes by transposed activations (chapter 10), two transposed weights by
slopes (chapter 12). One function computes them all.

6. Element (i, j) of C is a sum of n terms, each a number of A times one of B:
   $`A_{ik} B_{kj}`$ in A B, $`A_{ik} B_{jk}`$ in A Bᵀ, $`A_{ki} B_{kj}`$ in Aᵀ B.
7. Call all the numbers of A that the elements of row i need **strand** i of A; it is a
   row or, in Aᵀ B, a column. Strand j of B is what column j of C needs: a column of B
   or, in A Bᵀ, a row. The number that belongs to term k is number k of its strand.
8. A matrix of r rows lies in memory column by column. So from one row to the next it
   is 1 step, and from one column to the next r steps. Let s be the distance between
   neighboring strands and t that between neighboring terms: number k of strand i lies
   i s + k t behind the first.
9. With a and b for the numbers in memory, all three products are
   $`C_{ij} = \sum_k a[i\,s_A + k\,t_A]\; b[j\,s_B + k\,t_B]`$.

| product | shapes | s of A | t of A | s of B | t of B |
| --- | --- | --- | --- | --- | --- |
| A B | p × n, n × q | 1 | p | n | 1 |
| A Bᵀ | p × n, q × n | 1 | p | 1 | q |
| Aᵀ B | n × p, n × q | n | 1 | n | 1 |

By hand: the rows of A are 1 2 3 and 4 5 6, so in memory it is 1 4 2 5 3 6, at the
places 0 to 5. With its rows as strands, s = 1 and t = 2: the second strand begins at
place 1 and goes on at 3 and 5, where 4, 5 and 6 are. With its columns as strands, s = 2
and t = 1: the second strand is at places 2 and 3, where 2 and 5 are. To transpose a
matrix is to exchange s and t; no number moves.

A `Factor` is an address with these two steps (`strand_step` and `term_step`).
*/
#include "19_what_trains/what_trains.h"

Factor by_rows(Matrix M)
{
    return (Factor){M.x, 1, (size_t)M.rows};
}

Factor by_columns(Matrix M)
{
    return (Factor){M.x, (size_t)M.rows, 1};
}

void multiply_by_definition(Matrix C, Factor A, Factor B, int terms)
{
    matrix_fill(C, 0);
    for (int j = 0; j < C.cols; j++)
        for (int k = 0; k < terms; k++) {
            real b = *element(B, j, k);
            for (int i = 0; i < C.rows; i++)
                *at(C, i, j) += *element(A, i, k) * b; // line 9
        }
}
