/*
# 18. Skipping the zeros

How many of the numbers that a training multiplies are 0? Four fifths of the pixels are
blank paper. After ReLU and dropout four fifths of the first hidden layer are 0 too. At
the end of training 95 to 96 % are: of 400 units some 18 are neither silent nor dropped. So
chapter 17's product, which is made of **tiles**, mostly multiplies by 0, fast as it is.

By hand: a digit has ink in 150 of its 784 pixels. The first layer needs 400 · 150 =
60,000 multiplications for it. The product makes 313,600, and four in five of these are by 0.
Guess before you read on: if they are left out, how much of the time is saved?

1. Write $`A_k`$ for column k of A. Column j of C = A B is, by definition,
   $`C_j = \sum_k B_{kj} A_k`$: a sum of the columns of A, each times one number of
   B.
2. Where $`B_{kj} = 0`$ and the column $`A_k`$ is finite, the term is a column of
   zeros (of −0 where a weight is negative).
3. A sum that begins with 0 and to which 0 or −0 is added keeps its bits.
4. So $`C_j = \sum_{k : B_{kj} \ne 0} B_{kj} A_k`$, to the last bit, as long as the
   terms that are left stay in order.

By hand: let column j of B be 0 1 0 3, with its terms counted from 0. Then
$`C_j = A_1 + 3 A_3`$: two columns of A in place of four.

@picture columns

Line 2 needs its condition: 0 · ∞ is NaN, "not a number", so a skipped zero can hide a
weight that has become infinite.

<details><summary>Line 3 has an exception, too</summary>

A multiply-add of 0 and the product −10⁻³⁰ · 10⁻³⁰, which is too small for a `float`, gives −0.
Tiles then add 0 times a positive number, +0, and −0 + 0 is +0; who skips that term keeps −0. The
two compare as equal, but their bits differ.

</details>
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

That is chapter 17's loop in order, with its fault: each multiply-add loads and stores a
sum of C. So keep sums in registers, as in chapter 17. Five registers hold 80 of the 400 rows, so that
the work has five rounds, and each goes through the whole column of B. With a branch inside, every number of B would
be asked five times: "is it 0?"

Such a question is a **branch**, and a processor guesses which way it goes. Where zeros come without
a pattern it often guesses wrong. That costs some 15 cycles, in which it could have made 30
multiply-adds.

So ask once, and without a branch. Write every number of B to the list's next free place, be it 0
or not. Then add to the length 1 if it was not 0, and else 0: the answer is *added*, so there is
nothing to guess. A zero is overwritten by what follows. Of 0 1 0 3 the list is term 1 with 1 and term
3 with 3:

| term and number | written to place | length after it |
| --- | --- | --- |
| 0, 0 | 0 | 0 |
| 1, 1 | 0, over the last one | 1 |
| 2, 0 | 1 | 1 |
| 3, 3 | 1, over the last one | 2 |
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
With the list, a group of rows is short work: load the sums, add the listed terms,
store the sums. A list is made for at most 512 terms at a time, chapter 17's slice, so that there is
room for it on the stack.
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
