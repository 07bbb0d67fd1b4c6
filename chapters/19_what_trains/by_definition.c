/*
# 19. What trains

A training step needs eight products, two of layer 1 (nobody asks for the slopes of the pixels)
and three of each other layer. They are of three kinds: A B, of weights and activations (chapter 4); A Bᵀ, of slopes and transposed
activations (chapter 10); Aᵀ B, of transposed weights and slopes (chapter 12). Chapter 17 made
the first kind fast, and chapter 18 skipped zeros where there are many. Two questions are left. Must we
write up to six fast products, one in tiles and one in pairs for each kind? And who decides when zeros are
skipped? This chapter answers both, with the code that trains the classifier.

Here is what comes out, on one core of chapter 17's processor, after three epochs of the sample's
2,000 digits by chapter 16's recipe:

| all eight products of a step, 256 digits | ms | of the core's peak |
| --- | --- | --- |
| in order, chapter 17's second way | 8.21 | 21 % |
| in tiles, all (without a copy that Aᵀ B needs) | 1.86 | 91 % |
| in tiles or in pairs, as a rule chooses | 1.36 | 124 % |

@picture

How can it be more than the peak? The peak counts what is done. The column counts all 384 million
operations, those that are skipped, too. (In three of the pairs of bars the lower one is longer. We
come to that.)

**Guess before you read on:** how much code does it take to multiply by a transposed matrix as well?

## One formula for three products

The equation above covers all three kinds. Every number of C is made of two sequences of numbers, one
out of A and one out of B: they are multiplied term by term, and the products are added. In A B they
are a row of A and a column of B, in A Bᵀ rows of both, in Aᵀ B columns of both. Call such a sequence,
whichever it is, a **strand**. Where do they lie in memory? By hand: let the rows of a matrix
be 1 2 3 and 4 5 6. Memory has it column by column:

@picture strands

So rows and columns differ in two distances only: s from the beginning of one to that
of the next (1 for rows, 2 for columns), and t from number to number (2 and 1).

1. Let s be the distance in memory from one strand to the next, and t that from one term
   to the next. Then number k of strand i lies i s + k t behind the first number.
2. In a matrix of r rows, s = 1 and t = r if its rows are the strands. If its columns are,
   s = r and t = 1. By hand, second row, third number: i = 1, k = 2, s = 1, t = 2, and at
   place 1 + 4 = 5 lies the 6.
3. Element (i, j) of C is the sum, over all terms k, of number k of A's strand i times number
   k of B's strand j. With a and b for the numbers in memory, all three products are
   $`C_{ij} = \sum_k a[i\,s_A + k\,t_A]\; b[j\,s_B + k\,t_B]`$.

| product | shapes | s of A | t of A | s of B | t of B |
| --- | --- | --- | --- | --- | --- |
| A B | m × n, n × q | 1 | m | n | 1 |
| A Bᵀ | m × n, q × n | 1 | m | 1 | q |
| Aᵀ B | n × m, n × q | n | 1 | n | 1 |

**So to read a matrix as its transpose, exchange its s and t.** Does a tile care where its numbers
lie? The numbers of B it takes one by one, so these may lie anywhere. From A it loads 16 neighbors in
memory at once. Each of them goes to another row of C, so each must come out of another strand, and
be the same term there. Neighbors in memory must belong to neighboring strands: s = 1. (In the
picture, places 0 and 1 hold 1 and 4. As rows that is the same term of two strands, as it should be.
As columns it is two terms of one strand, which is of no use.) In A B and A Bᵀ that is so. In Aᵀ B it
is not, so there `dense.c` copies A first, a panel at a time, as the libraries do with every panel.

That answers the guess: the arithmetic needs no new line, and one of the three needs a copy. In C a
`Factor` is an address with these two distances (`strand_step` and `term_step`). This is the core of
a tile in [`dense.c`](dense.c), and it serves all three; `a` and `b` are factors that begin at the tile's
first strands:

```c
for (int k = 0; k < count; k++, a.x += a.term_step, b.x += b.term_step) {
    for (int v = 0; v < vectors; v++)
        rows[v] = load(a.x + v * LANES);
    for (int j = 0; j < cols; j++)
        for (int v = 0; v < vectors; v++)
            sum[j][v] += rows[v] * b.x[j * b.strand_step];
}
```

<details><summary>What a tile leaves over, at the edges of C</summary>

Chapter 17 left the edges of C to slow loops, and `dense.c` does
not. Of 400 rows eight panels of 48 take 384, and the last 16 are one vector: a tile of 1 × 8.
Of 100 rows two panels take 96. The four that are left fill a quarter of a vector. The whole
vector is computed all the same, in memory beside C, and the four numbers that belong to C are
copied from there: 112 rows of work for 100. Without vectors, one number at a time, the last
four rows would cost as much as 64 rows in vectors of 16. Columns that are left over take a tile
of half the width, and then one each.

</details>

And this is the definition, line 3 as it stands. `element(A, i, k)` is the address of line 1.
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
                *at(C, i, j) += *element(A, i, k) * b; // line 3
        }
}
