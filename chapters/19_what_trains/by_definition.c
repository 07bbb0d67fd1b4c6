/*
# 19. What trains

Every part of a training step is fast by now. How fast is a whole step of chapter 16's recipe, a
batch of 256 digits? Here are its parts four times and the step twice, in milliseconds on chapter
17's processor. From column to column one thing changes:

| | in order | in tiles | as chosen | on two cores |
| --- | --- | --- | --- | --- |
| all parts of a step, each measured alone | 8.42 | 2.08 | 1.58 | 0.95 |
| **a whole step** | not measured | not measured | 1.65 | 1.23 |

"In order" is chapter 17's second way. "In tiles" is its sixth (tiles in panels), with edges
that are as fast. "As chosen" takes chapter 18's pairs wherever a rule expects them to be
faster. The last column has a second core. All four have [the same bits](#why-the-bits-are-the-same).

@picture

**So the parts have become nine times as fast:** tiles bring four times, zeros 1.3 times, the
second core 1.7 times. (A whole step on one core takes less than its multiplications would at the
core's peak, the dashed line: many are left out.) **And on two cores more than a fifth of the
step is missing from the sum of its parts:** alone, the products of layer 1 take 0.57 ms, those
of layer 2 0.20, those of layer 3 0.02, Adam 0.07, and loading pixels, ReLU and dropout 0.09,
together 0.95. The step takes 0.28 more. Guess before you read on: what would you make faster
next, and what would it bring?

<details><summary>How it was measured</summary>

The parts were measured one after the other, each again and again, with the clock read
before and after it (`clock_gettime`, which takes a small part of a microsecond). The
shortest time counts, of parts and of whole steps: it tells what the code can do, and other work
can only make it longer. And what is computed must be used, or the compiler leaves it out:
chapter 17 writes its results to a `volatile` number, which must be written, and here they go into
matrices by calls that it cannot see into.

The processor is chapter 17's, but others share it and its caches. This day it had 228 billion
operations a second, not 239, and W1 A0 took 7 % longer in tiles than in chapter 18, and in
pairs 13 %. So compare within a page, not between pages.

</details>

The first four questions of this chapter are about time, the last two about the one code that
computes all products:

| question | answer |
| --- | --- |
| [What can a faster part bring?](#what-a-faster-part-can-bring) | If it takes the share p of a step, at most 1 / (1 − p) times. |
| [How fast can a part be at all?](#what-a-part-can-reach) | One number tells whether arithmetic or memory limits it. Layer 1's products reach nine tenths of what the core can do. |
| [Why is a step slower than its parts?](#a-step-and-its-parts) | On one core it hardly is. On two, a core probably waits for what the other has written. |
| [What if the machine is busy?](#a-busy-machine) | Two threads may be slower than one. |
| [How does one code serve all eight products?](#one-formula-for-three-products) | To transpose a matrix is to exchange two distances in memory: the formula above. |
| [When are zeros worth skipping?](#which-of-the-two) | From a certain share on, which follows from two prices. |

## What a faster part can bring

1. A part that takes the share p of a step, made f times as fast, leaves
   $`1 - p + p / f`$ of its time.
2. So the step becomes $`\frac{1}{1 - p + p/f}`$ times as fast, and, however large f is,
   never more than $`\frac{1}{1 - p}`$ times. This is **Amdahl's law** (1967).

Here is the time of the step, part by part:

| part of a step | in order | in tiles | as chosen | on two cores |
| --- | --- | --- | --- | --- |
| products of layer 1 | 6.11 | 1.53 | 0.98 | 0.57 |
| products of layer 2 | 1.89 | 0.32 | 0.37 | 0.20 |
| products of layer 3 | 0.21 | 0.02 | 0.02 | 0.02 |
| Adam | 0.10 | 0.10 | 0.10 | 0.07 |
| loading pixels, ReLU and dropout | 0.12 | 0.12 | 0.12 | 0.09 |
| all parts | 8.42 | 2.08 | 1.58 | 0.95 |

(Sums are of numbers before rounding. Biases, softmax and labels, which are small, are no parts
here. That pairs make layer 2 slower is a mistake of the rule, which comes later.)

By hand, in order: layer 1's products take nearly three quarters of all parts. Make them alone
as fast as they were chosen, and together the parts take 8.42 − 6.11 + 0.98 = 3.29 ms: 2.6 times
as fast. If layer 1's took no time at all, it would be 8.42 / 2.31 = 3.6 times. So the products
of layer 2 had to become fast too. (The guess waits until we know what each part takes *in* a
step.)

## What a part can reach

How fast can a part be at best? Two things limit it: the arithmetic, and the memory that brings
the numbers. One number tells which. Count the part's operations, and the bytes that it must
read or write, each byte once, however often it is used. Operations divided by bytes is its
**intensity** I: how much work is done for each byte that is fetched.

3. In a second one core does at most its peak, here 228 billion operations.
4. A memory that moves β bytes in a second allows at most I · β operations in a second.
5. So a part whose numbers come out of this memory stays below both limits. Draw operations a
   second over I, both axes logarithmic: line 3 is a flat roof, line 4 a slanted one. That is a
   **roofline** (Williams, Waterman & Patterson 2009). Here are the parts of a step under it, with
   a slanted limit for main memory and one for the caches:

@picture limits

By hand: W1 A0 is 2 · 400 · 784 · 256 = 160,563,200 operations. Its three matrices have
313,600 + 200,704 + 102,400 = 616,704 numbers of 4 bytes. So I is 65. Every number is used
a few hundred times. Main memory moves about 54 billion bytes a second here (read it off
the picture, where I is 1). So it would allow 3,510 billion operations a second, 15 times
what the core can do: in tiles, only arithmetic limits the product. What is left is to do less of
it: to skip zeros. (The roofline counts each byte once. A tile nearly lives up to that. Chapter
18's pairs do not: they fetch a vector of A again for every two columns, and that limits them.)

ReLU reads a number and writes one; on the way back it reads two and writes one. That is five
numbers, 20 bytes, for two comparisons, so I is a tenth, and dropout is like it. For these main
memory would allow 5 billion operations a second, less than a fortieth of the peak, and no faster
arithmetic would help. Adam reads four numbers for a parameter and writes three, 28 bytes, for 14
operations: a half. (Adam, ReLU and dropout lie above the limit of main memory. That is no
mistake: their numbers come out of the caches. Adam's 5.7 MB fit in L3.)

All eight products of a step together make 2 · 256 · 750,200 = 384 million operations
(chapter 12 counts 354,600 multiplications a digit forward and 395,600 back):

| all eight products, one core | ms | billion operations a second | of the peak |
| --- | --- | --- | --- |
| in order | 8.21 | 47 | 21 % |
| in tiles | 1.86 | 206 | 91 % |
| as chosen | 1.36 | 282 | 124 % |

More than the peak is possible because skipped zeros are counted as done. So in the picture the
hollow points of layer 1 lie above the roof. Those of layer 2 lie below their full ones: this early
in the training, the zeros that are skipped there do not pay for the lists.

Layer 3's products stay far below the limit. Two of them have ten rows, which do not fill a
vector of 16. The third has ten terms, too few to be worth the loading of a tile. And they are
too small to be shared out: a second core brings them nothing.

## A step and its parts

Why is a step slower than its parts? Each part was measured alone, again and again. In a step
they come one after the other, and each once. So here the clock is read after each section of
500 steps, and the shortest time of each counts, as before:

@picture sections

<details><summary>The numbers, in milliseconds</summary>

| section of a step | alone | in a step | two cores, alone | two cores, in a step |
| --- | --- | --- | --- | --- |
| loading pixels; in a step also labels | 0.023 | 0.027 | 0.017 | 0.036 |
| layer 1: products, ReLU; in a step also biases | 1.004 | 0.956 | 0.593 | 0.640 |
| layer 2: the same | 0.372 | 0.373 | 0.205 | 0.265 |
| layer 3: products; in a step also biases, softmax | 0.018 | 0.034 | 0.018 | 0.039 |
| dropout | 0.060 | 0.061 | 0.051 | 0.054 |
| Adam | 0.101 | 0.126 | 0.066 | 0.128 |
| together | 1.578 | 1.577 | 0.950 | 1.162 |

</details>

On one core the sections of a step add up to 1.58 ms, as the parts do, though not one by one:
layer 1 is a little faster in a step, Adam slower, and labels, biases and softmax are there
besides. (The shortest whole step takes 0.07 more than that. No step is the luckiest in all its
sections.) On two cores every section is slower in a step than alone, all together by 0.21 ms.
Layer 2 takes 0.265 ms for 0.205. And Adam, which two cores do in 0.066 ms alone, takes 0.128 in
a step, as long as on one.

Why? Alone, a part is repeated, and each core finds in its own caches what it worked on a moment
ago. In a step a core also needs what the other has written last: in W1 A0 each core reads all
of W1, of which Adam on the other has just written half, and in dZ1 A0ᵀ the slopes of the other's
digits. These must come from the other core's caches. And the threads wait for each other after
every loop that they share. (That is what we take for the reason. We did not measure the two
apart.)

**The guess.** By line 2, with p as the share of all sections in a step on two cores:

| section | ms of 1.162 | p | twice as fast, it makes the step | and if it took no time |
| --- | --- | --- | --- | --- |
| layer 1 | 0.640 | 55 % | 1.38 times as fast | 2.23 times |
| layer 2 | 0.265 | 23 % | 1.13 | 1.30 |
| Adam | 0.128 | 11 % | 1.06 | 1.12 |

By hand, the first: 1 / (0.45 + 0.55 / 2) = 1.38. So layer 1 is still the part to make faster:
twice as fast it brings more than a layer 2 that takes no time. And **measure a part where it
runs.** Alone, Adam takes 0.066 of 0.950 ms, 7 %, and a perfect one would bring 1.07. In the step
it takes twice as long.

And the 0.28 ms? 0.07 are only that no step is lucky in all sections. Of the other 0.21, to which
every section adds, one core loses 0.05 too: 0.004 for labels, 0.016 for layer 3's biases and
softmax, 0.025 for Adam. What is left, 0.16 ms, is the price of sharing. Without it the step
would be 1 / 0.86 = 1.16 times as fast, more than by anything that one can do to Adam.

So eight cores would not be eight times as fast. Turn line 1 around, and from the gain find the
share: two threads take 1.23 ms for 1.65. If they halve a share q of the step and leave the
rest, 1 − q + q/2 = 1.23 / 1.65 = 0.745, and q = 0.51. And if that stayed so, eight threads would
bring 1 / (0.49 + 0.51/8) = 1.8 times. (The parts alone, 0.95 for 1.58, would promise q = 0.80.
More cores, more threads: not measured here.)

## A busy machine

Guess once more: another program keeps one of two cores busy. How much slower is a step on
two threads then than on one? Here is the time of a whole step in milliseconds, of 500 that were
measured: with nothing beside it, and beside a process that keeps one core busy:

| threads | other process | median | nine in ten took at most | mean |
| --- | --- | --- | --- | --- |
| 1 | no | 1.76 | 1.84 | 1.78 |
| 2 | no | 1.33 | 1.43 | **1.35** |
| 1 | yes | 1.90 | 2.16 | **2.21** |
| 2 | yes | 1.38 | 5.47 | 4.43 |

The usual step takes hardly longer than before, on one thread as on two. But on *two* threads
one in ten takes more than 5 ms, and these some 30 in the mean: (4.43 − 0.9 · 1.5) / 0.1 = 31,
if the others take 1.5. A training feels the sum, and so the mean: 4.43 ms a step, twice as long
as on *one* thread. (A median does not show it: it tells what one step takes, and a training
pays for all.) The threads wait for each other after every product that they share. While the
other process has the core of one of them, for tens of milliseconds, the other thread waits. One
thread alone is mostly moved to the core that is free.

@picture waiting

So training finds out while it runs. It times 16 steps with one thread fewer or more, and
keeps to what was faster (`team.c` of chapter 16). It may, since the bits are the same.

## One formula for three products

A step has eight products, two of layer 1 and three of each other layer. They are of three
kinds: A B, of weights and activations (chapter 4); A Bᵀ, of slopes and transposed
activations (chapter 10); Aᵀ B, of transposed weights and slopes (chapter 12). Must we
write three fast products, or transpose a matrix first? Neither.

Every number of C multiplies two lines of numbers, term by term: one out of A, one out of B. Call
such a line a **strand**. In A B the strands are A's rows and B's columns, in A Bᵀ the rows of
both, in Aᵀ B the columns of both. Where do they lie in memory? By hand: let the rows of a matrix
be 1 2 3 and 4 5 6. Memory has it column by column:

@picture strands

So rows and columns differ in two distances only: from the beginning of one to that
of the next (1 for rows, 2 for columns), and from number to number (2 and 1).

6. Let s be the distance in memory from one strand to the next, and t that from one term
   to the next. Then number k of strand i lies i s + k t behind the first number.
7. In a matrix of r rows, s = 1 and t = r if its rows are the strands. If its columns are,
   s = r and t = 1. By hand, second row, third number: i = 1, k = 2, s = 1, t = 2, and at
   place 1 + 4 = 5 lies the 6.
8. Element (i, j) of C is the sum, over all terms k, of number k of A's strand i times number
   k of B's strand j. With a and b for the numbers in memory, all three products are
   $`C_{ij} = \sum_k a[i\,s_A + k\,t_A]\; b[j\,s_B + k\,t_B]`$.

| product | shapes | s of A | t of A | s of B | t of B |
| --- | --- | --- | --- | --- | --- |
| A B | m × n, n × q | 1 | m | n | 1 |
| A Bᵀ | m × n, q × n | 1 | m | 1 | q |
| Aᵀ B | n × m, n × q | n | 1 | n | 1 |

**So to read a matrix as its transpose, exchange its s and t.** Does a tile care? It reads B
number by number, so B's steps may be anything. Of A it loads 16 numbers at once that lie side by
side, and they must be the same term of 16 neighboring strands: A's s must be 1. In A B and A Bᵀ
it is. In Aᵀ B it is not, so there `dense.c` copies A first, a panel at a time, as the libraries
do with every panel.

**What a tile leaves over.** Chapter 17 left the edges of C to slow loops, and `dense.c` does
not. Of 400 rows eight panels of 48 take 384, and the last 16 are one vector: a tile of 1 × 8.
Of 100 rows two panels take 96. The four that are left fill a quarter of a vector. The whole
vector is computed all the same, in memory beside C, and the four numbers that belong to C are
copied from there: 112 rows of work for 100. Without vectors, one number at a time, the last
four rows would cost as much as 64 rows in vectors of 16. Columns that are left over take a tile
of half the width, and then one each.

A `Factor` is an address with these two steps (`strand_step` and `term_step`), and
`element(A, i, k)` the address of line 6.
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
                *at(C, i, j) += *element(A, i, k) * b; // line 8
        }
}
