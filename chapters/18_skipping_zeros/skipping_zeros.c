/*
# 18. Skipping the zeros

Most of a digit is blank paper: four fifths of MNIST's pixels are 0. After ReLU
and dropout about four fifths of the first hidden layer are 0 too. Chapter 17
computes products near the processor's peak, and in the first layer four in five
of its multiplications are by 0. What does it bring to leave them out?

1. Write $`A_k`$ for column k of A. Column j of C = A B is, by definition,
   $`C_j = \sum_k B_{kj} A_k`$: a sum of the columns of A, each times one number of
   B.
2. Where $`B_{kj} = 0`$ and the column $`A_k`$ is finite, the term is a column of
   zeros.
3. A sum that begins with 0 and to which 0 or −0 is added keeps its bits.
4. So $`C_j = \sum_{k : B_{kj} \ne 0} B_{kj} A_k`$, to the last bit, as long as the
   terms that are left stay in order.

Line 2 has its condition because 0 · ∞ is not 0 but NaN, "not a number", and so
is 0 · NaN. A network with an infinite weight is lost anyway; but who looks for
the mistake should know that a skipped zero can hide it. In line 3 the sum itself
is never −0: it begins with +0, and a sum is −0 only when both parts are. (With one
exception: a negative product that is too small for a `float`, added to +0 by one
instruction, is rounded to −0. Then only the sign of a zero differs.)
*/
#include "18_skipping_zeros/skipping_zeros.h"

#include "common/numbers/vector.h"

void product_with_branches(Matrix C, Matrix A, Matrix B)
{
    expect_factors(C, A, B);
    matrix_fill(C, 0);
    for (int j = 0; j < C.cols; j++)
        for (int k = 0; k < A.cols; k++) {
            real b = *at(B, k, j);
            if (b == 0)
                continue; // line 4
            for (int i = 0; i < C.rows; i++)
                *at(C, i, j) += *at(A, i, k) * b;
        }
}

/*
## Lists

That is chapter 17's loop in order, and has its fault: for each multiply-add,
the sums of C are loaded and stored again. They should stay in registers while
all terms of a column pass. But registers hold the sums of one group of rows only.
So we go through the column of B once for each group, and would ask "is it 0?" again
each time.

A processor answers such a question before it knows the number: it guesses which
way a **branch** goes, and when the guess was wrong it throws away what it began,
some 15 cycles of work. Where zeros come without a pattern it guesses wrong often.

So ask once, and without a branch. The loop below writes every number of B to a
list, and moves on to the next place only where the number was not 0: a zero is
overwritten by what follows.
*/
typedef struct {
    int term;
    real value;
} Entry;

static int list_nonzeros(Entry *list, Matrix b, int first, int count)
{
    int length = 0;
    for (int k = first; k < first + count; k++) {
        Entry entry = {k, b.x[k]};
        list[length] = entry;
        length += b.x[k] != 0;
    }
    return length;
}

/*
With the list, a group of rows is short work: load the sums, add the listed
terms, store the sums. Five vectors of rows are five sums that do not wait for
each other, and 400 rows are whole groups of them.
*/
enum { VECTORS = 5, GROUP_ROWS = VECTORS * LANES };

static void add_listed(Matrix c, Matrix A, int row, const Entry *list,
                       int length)
{
    Vector sum[VECTORS];
    for (int v = 0; v < VECTORS; v++)
        sum[v] = load(at(c, row + v * LANES, 0));
    for (int i = 0; i < length; i++) {
        const real *a = at(A, row, list[i].term);
        for (int v = 0; v < VECTORS; v++)
            sum[v] += load(a + v * LANES) * list[i].value;
    }
    for (int v = 0; v < VECTORS; v++)
        store(at(c, row + v * LANES, 0), sum[v]);
}

// The rows that fill no group, one after another.
static void add_listed_to_row(Matrix c, Matrix A, int row, const Entry *list,
                              int length)
{
    for (int i = 0; i < length; i++)
        *at(c, row, 0) += *at(A, row, list[i].term) * list[i].value;
}

static void add_slice(Matrix c, Matrix A, Matrix b, int first)
{
    Entry list[SLICE];
    int length = list_nonzeros(list, b, first, min(SLICE, A.cols - first));
    int row = 0;
    for (; row + GROUP_ROWS <= c.rows; row += GROUP_ROWS)
        add_listed(c, A, row, list, length);
    for (; row < c.rows; row++)
        add_listed_to_row(c, A, row, list, length);
}

void product_by_lists(Matrix C, Matrix A, Matrix B)
{
    expect_factors(C, A, B);
    matrix_fill(C, 0);
    for (int j = 0; j < C.cols; j++)
        for (int first = 0; first < A.cols; first += SLICE)
            add_slice(column(C, j), A, column(B, j), first);
}

/*
## Pairs

Now a term makes five multiply-adds of vectors and six loads, of five vectors of A
and a number of the list: 1.2 loads each, where the tile of chapter 17 makes 0.46,
and A is far too large for L1, so they wait for L2. A term that is not skipped costs
more than a dense one: skipping pays only where enough is skipped.

The tile's own idea helps: let a number that was loaded serve twice. Two columns
of B with the same zeros could share one list. They need not have quite the same:
list the terms where **not both** are 0. The price is some multiplications by 0
after all. How many depends on the data, and can be counted:
*/
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
This is what `matrix_product` does where it pays, and what the program calls pairs;
else it takes chapter 17's tiles. [Chapter 19](../19_what_trains/README.md) has the code
of both.

## What we saw

Of the pixels 19 % are not 0, of the first hidden layer 21 %: ReLU leaves about
half, dropout 0.4 of these. If zeros fell by chance, 1 − 0.81² = 34 % of the pairs
would have a number that is not 0. For the same pixel of two digits it is 29 %, and
for neighbors in a digit 22 %: where there is ink, there is ink beside it. After
dropout the zeros lie at random, and pairs bring less.

All ways agree. With an infinite number in A, the dense product says NaN and the
others do not, as line 2 warned.

The picture has the time of one product, 400 × 784 times 784 × 256 on one core,
with zeros at random places. The dense one takes 1.4 ms, whatever the numbers
are. Lists take about 0.1 + 3.4 d ms, with d for the share of B that is not 0: 0.1 ms
to list, and 2.5 times as long for a term as in a tile. So lists are ahead below d =
0.38. Pairs take less time than lists everywhere, and less than the dense product
below d = 0.54. Lists are faster than branches everywhere; branches lose to the
dense product above 0.22.

For real pixels pairs take 0.55 ms, and 0.43 ms with rows and columns exchanged, as
backpropagation's product has them (chapter 10): then the pairs are neighbors in a
digit. An epoch has 235 batches, each with these two products: on one core 0.65 s
when dense and 0.23 s with pairs.

It does not always pay. Making the lists takes as long for ten rows as for 400, and
rows that fill no group cost more: with the second layer's 100 rows, one group and
20 more, this chapter's lists take twice as long as the dense product, 0.40 and 0.20
ms. Pairs, which take what is left in smaller groups, need 0.14. `matrix_product`
looks at 250 pairs and weighs what skipping saves against what the
lists cost, by a rule that chapter 19 derives: with vectors of 16 numbers,
a fifth of the pairs must be 0 for 400 rows, two fifths for 100, and for the ten
rows of layer 3 it does not ask.

`OMP_NUM_THREADS=1 make run-18 ARGS='--time 30'` measures one core of your machine.
(Without the first word the dense product and pairs would use all cores, branches
and lists still one.)

**Next.** Two ways, each of which suits some matrices. Chapter 19 makes of them the
products of every shape that a training needs, and chooses between them.

## Exercises

1. By the model above, how much longer do lists take for d = 0.4 than for 0.2?
   Compare with the picture.
2. From the model, below which d would lists pay if a listed term took as long as
   a dense one?
3. How often would not all of four numbers be 0, if each is 0 with 0.81 by
   chance? Would lists for four columns pay?
4. May the zeros of A be skipped instead? What would have to be listed?
*/
