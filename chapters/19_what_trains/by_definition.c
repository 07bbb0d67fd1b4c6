/*
# 19. What trains

Where does the time of a training step go? Here is a step of chapter 16's recipe, a batch of 256
digits early in the training, part by part, in milliseconds on chapter 17's processor. From column
to column one thing changes:

| part of a step | in order | in tiles | as chosen | on two cores |
| --- | --- | --- | --- | --- |
| products of layer 1 | 5.89 | 1.46 | 0.93 | 0.53 |
| products of layer 2 | 1.82 | 0.30 | 0.36 | 0.20 |
| products of layer 3 | 0.20 | 0.02 | 0.02 | 0.02 |
| Adam | 0.10 | 0.10 | 0.10 | 0.07 |
| loading pixels, ReLU and dropout | 0.12 | 0.12 | 0.12 | 0.09 |
| **all parts** | 8.13 | 2.00 | 1.51 | 0.91 |
| a whole step | | | 1.71 | 1.36 |

"In order" is chapter 17's second way. "In tiles" is its sixth, with edges that are as fast. "As
chosen" takes chapter 18's pairs wherever a rule expects them to be faster. (For layer 2 it is
wrong here. *Which of the two?* shows why, and how little it costs.) The last column has a second
core. All four have the same bits. (Sums are of numbers before rounding.)

**So the parts are nine times as fast.** Tiles bring four times, zeros 1.3 times, the second core
1.7 times. But a whole step is slower than the sum of its parts, and the second core brings it
only 1.3 times: the last section asks why. Guess before you read on: which line would you make
faster next, and what would it bring?

<details><summary>How it was measured</summary>

The parts were measured one after the other, each again and again, with the clock read
before and after it (`clock_gettime`, which takes a small part of a microsecond). The
shortest time counts: it tells what the code can do, and other work can only make it longer. Of
whole steps the table has the median. And what is computed must be used, or the compiler leaves
it out: chapter 17 writes its results to a `volatile` number, which must be written, and here they
go into matrices by calls that it cannot see into.

</details>

Four questions follow. What can a faster part bring? How fast can a part be
at all? How does one formula, the equation above, serve all eight products of a step? And
when are zeros worth skipping? At the end comes a machine on which two threads are slower than one.

## What a faster part can bring

1. A part that takes the share p of a step, made f times as fast, leaves
   $`1 - p + p / f`$ of its time.
2. So the step becomes $`\frac{1}{1 - p + p/f}`$ times as fast, and, however large f is,
   never more than $`\frac{1}{1 - p}`$ times. This is **Amdahl's law** (1967).

By hand: in order, layer 1's products take nearly three quarters of all parts. Make them alone as
fast as they were chosen, and together they take 8.13 − 5.89 + 0.93 = 3.17 ms: 2.6 times as fast.
If layer 1's took no time at all, it would be 8.13 / 2.24 = 3.6 times. So the products of layer 2
had to become fast too.

**The guess.** On two cores layer 1's products have 58 % of the time of all parts. Twice as
fast, they would make all of it 1 / (0.42 + 0.29) = 1.41 times as fast. Layer 2's, with 22 %,
would bring at most 1 / (1 − 0.22) = 1.28, if they took no time. Adam has 8 %: a perfect Adam
brings 1 / 0.92 = 1.09, and nobody should spend a week on that.

## What a part can reach

How fast can a part be at best? Two things limit it: the arithmetic, and the memory that brings
the numbers. One number tells which. Count the part's operations, and the bytes that it must
read or write, each byte once, however often it is used. Operations divided by bytes is its
**intensity** I: how much work is done for each byte that is fetched.

3. In a second one core does at most its peak, here 239 billion operations.
4. A memory that moves β bytes in a second allows at most I · β operations in a second.
5. So a part stays below both limits. Draw operations a second over I, both axes logarithmic:
   line 3 is a flat roof, line 4 a slanted one. That is a **roofline** (Williams, Waterman &
   Patterson 2009). The picture below has a slanted limit for main memory and one for the caches.

By hand: W1 A0 is 2 · 400 · 784 · 256 = 160,563,200 operations. Its three matrices have
313,600 + 200,704 + 102,400 = 616,704 numbers of 4 bytes. So I is 65. Every number is used
a few hundred times. Main memory moves about 60 billion bytes a second here (read it off
the picture below, where I is 1). So it would allow 3,900 billion operations a second, sixteen times
what the core can do: only arithmetic limits the product. What is left is to do less of it: to
skip zeros.

ReLU reads a number and writes one; on the way back it reads two and writes one. That is five
numbers, 20 bytes, for two comparisons, so I is a tenth, and dropout is like it. There memory
allows 6 billion operations a second, a fortieth of the peak, and no faster arithmetic would
help. (Adam and ReLU lie above the limit of main memory. That is no mistake: each was measured
again and again, so its numbers came out of the caches. Adam's 5.7 MB fit in L3.)

All eight products of a step together make 2 · 256 · 750,200 = 384 million operations
(chapter 12 counts 354,600 multiplications a digit forward and 395,600 back):

| all eight products, one core | ms | billion operations a second | of the peak |
| --- | --- | --- | --- |
| in order | 7.91 | 49 | 20 % |
| in tiles | 1.78 | 215 | 90 % |
| as chosen | 1.30 | 295 | 124 % |

More than the peak is possible because skipped zeros are counted as done. So in the picture the
hollow points of layer 1 lie above the roof. Those of layer 2 lie below their full ones: this early
in the training, the zeros that are skipped there do not pay for the lists.

@picture

Layer 3's products stay far below the limit. Two of them have ten rows, which do not fill a
vector of 16. The third has ten terms, too few to be worth the loading of a tile. And they are
too small to be shared out: a second core brings them nothing.

## One formula for three products

A step has eight products, two of layer 1 and three of each other layer. They are of three
kinds: A B, of weights and activations (chapter 4); A Bᵀ, of slopes and transposed
activations (chapter 10); Aᵀ B, of transposed weights and slopes (chapter 12). Must we
write three fast products, or transpose a matrix first? Neither. Look at where the numbers
lie.

By hand: let the rows of a matrix be 1 2 3 and 4 5 6. Memory has it column by column:

```text
place            0  1  2  3  4  5
number           1  4  2  5  3  6
first row        1     2     3        begins at 0, every second number
second row          4     5     6     begins at 1, every second number
first column     1  4                 begins at 0, every number
second column          2  5           begins at 2, every number
```

So rows and columns differ in two distances only: from the beginning of one to that
of the next (1 for rows, 2 for columns), and from number to number (2 and 1).

6. Element (i, j) of C is a sum of n terms, each a number of A times one of B:
   $`A_{ik} B_{kj}`$ in A B, $`A_{ik} B_{jk}`$ in A Bᵀ, $`A_{ki} B_{kj}`$ in Aᵀ B.
7. Whatever the product, element (i, j) multiplies two lines of numbers, term by term:
   one out of A, one out of B. Call each a **strand**. A's strands are its rows (its
   columns in Aᵀ B), and B's are its columns (its rows in A Bᵀ).
8. Let s be the distance in memory from one strand to the next, and t that from one term
   to the next. Then number k of strand i lies i s + k t behind the first number. In a
   matrix of r rows, s = 1 and t = r if its rows are the strands. If its columns are,
   s = r and t = 1. By hand, second row, third number: i = 1, k = 2, s = 1, t = 2, and at
   place 1 + 4 = 5 lies the 6.
9. With a and b for the numbers in memory, all three products are
   $`C_{ij} = \sum_k a[i\,s_A + k\,t_A]\; b[j\,s_B + k\,t_B]`$.

| product | shapes | s of A | t of A | s of B | t of B |
| --- | --- | --- | --- | --- | --- |
| A B | m × n, n × q | 1 | m | n | 1 |
| A Bᵀ | m × n, q × n | 1 | m | 1 | q |
| Aᵀ B | n × m, n × q | n | 1 | n | 1 |

**So to read a matrix as its transpose, exchange its s and t.** B's numbers may lie anywhere,
since a tile reads them one by one. Of A it loads vectors: numbers side by side in memory,
which must belong to neighboring strands. With s = 1 they do. In Aᵀ B they do not, so there
`dense.c` copies A, a panel at a time, as the libraries do with every panel.

**What a tile leaves over.** Chapter 17 left the edges of C to slow loops, and `dense.c` does
not. Of 400 rows eight panels of 48 take 384, and the last 16 are one vector: a tile of 1 × 8.
Of 100 rows two panels take 96. The four that are left fill a quarter of a vector. The whole
vector is computed all the same, in memory beside C, and the four numbers that belong to C are
copied from there: 112 rows of work for 100. Without vectors, one number at a time, the last
four rows would cost as much as 64 rows in vectors of 16. Columns that are left over take a tile
of half the width, and then one each.

A `Factor` is an address with these two steps (`strand_step` and `term_step`), and
`element(A, i, k)` the address of line 8.
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
