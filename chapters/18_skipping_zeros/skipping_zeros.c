/*
# 18. Skipping the zeros

How many of the numbers that a training multiplies are 0? Four fifths of the pixels are
blank paper. After ReLU and dropout four fifths of the first hidden layer are 0 too. At
the end of training 95 to 96 % are: of 400 units some 18 are neither silent nor dropped. So
chapter 17's product, fast as it is, mostly multiplies by 0. It skips nothing, and is called
**dense** in this chapter (chapter 19 calls it by what it is made of, tiles).

By hand: a digit has ink in 150 of its 784 pixels. The first layer needs 400 · 150 =
60,000 multiplications for it. The product makes 313,600. Guess before you read on: if
the others, four in five, are left out, does it take a fifth of the time?

1. Write $`A_k`$ for column k of A. Column j of C = A B is, by definition,
   $`C_j = \sum_k B_{kj} A_k`$: a sum of the columns of A, each times one number of
   B.
2. Where $`B_{kj} = 0`$ and the column $`A_k`$ is finite, the term is a column of
   zeros.
3. A sum that begins with 0 and to which 0 or −0 is added keeps its bits.
4. So $`C_j = \sum_{k : B_{kj} \ne 0} B_{kj} A_k`$, to the last bit, as long as the
   terms that are left stay in order.

By hand: let column j of B be 0 1 0 3, with its terms counted from 0. Then
$`C_j = A_1 + 3 A_3`$: two columns of A in place of four.

(Lines 2 and 3 each have an exception. 0 · ∞ is NaN, "not a number", and so is 0 · NaN: a
skipped zero can hide a weight that has become infinite. The other exception is a sign: a
multiply-add whose negative product is too small for a `float` rounds its sum to −0. The dense
product then adds a term of 0, and −0 + 0 is +0; the one that skips has nothing to add, and
−0 remains.)
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
sum of C. Could registers hold the sums of all 400 rows? With vectors of 16, just: that is
25 vectors, and there are 32 registers. With vectors of 8 it is 50 vectors and only 16
registers. So that one program fits both, we take the rows in groups of five vectors, here
80 rows. Then each group goes through all of B, and asks of
every number again: "is it 0?"

Such a question is a **branch**, and a processor guesses which way it goes. Where zeros
come without a pattern it often guesses wrong. That costs some 15 cycles.

So ask once, and without a branch. Write every number of B to a list, and move on to the
next place only if it was not 0. A zero is overwritten by what follows. Of 0 1 0 3 the
list is (1, 1) and (3, 3): term 1 with 1, term 3 with 3.
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
store the sums. Lists are made for a slice at a time, at most 512 terms, as in chapter 17.
Five sums do not wait for each other. Eight would be better (chapter 17), but 25 vectors are
five groups of five, and nothing is left over.
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

For five multiply-adds a listed term loads five vectors and a number, 1.2 loads for each. (The
load that tells its place in A is left out of these counts.) Chapter 17's tile takes 0.46. So a term that is not skipped costs more than one in a tile.

The tile's idea helps: let what was loaded serve twice. Two neighboring columns of B share
one list, of the terms where **not both** are 0:

```text
term             0  1  2  3
column j         0  1  0  3
its neighbor     0  0  2  5
listed              x  x  x    three terms serve both; alone they would list two and two
```

Where just one is 0, we multiply by it all the same. Nine vectors of rows make 18 sums:
with nine vectors of A and two numbers of B, 29 of 32 registers. A listed pair then takes
9 + 2 loads for 18 multiply-adds, 0.61 for each. This is the core of it, in chapter 19's
[`sparse.c`](../19_what_trains/sparse.c). `term` points to the listed column of A, `pair` has
the two numbers of B, and the sums are in registers:

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

The program trains chapter 16's classifier for ten epochs on 2,000 digits. The picture's
curves are from all of MNIST. There a fifth of A1 is not 0 at first: half of the scores
are above 0, and dropout keeps 0.4 of them. After one epoch it is 11 %, after 40 it is
4 %: each unit has learned to answer to few digits. (Without dropout, as when a digit is
read, that is 0.04 / 0.4, one unit in ten. The program's ten epochs of 2,000 digits are as
many steps as a third of one epoch of 60,000, so it shows the beginning only, in which A1
first rises and then begins to fall.) dZ1 is 0 where A1 is, by chapters 9 and 14. A2 and dZ2, of which dropout keeps a
half, begin at a quarter and come to a fifth.

If zeros fell by chance, 1 − 0.81² = 34 % of the pairs of pixels would be listed. For the
same pixel of two digits it is 29 %, since all digits have their ink in the middle; for two
neighbors in one digit it is 22 %, since beside ink is ink.

All ways agree. With an infinite number in A, the dense product says NaN and the others do
not, as line 2 warned.

## The answer to the guess

**No.** Lists leave out four fifths of the multiplications and save a twelfth of the time; pairs
leave out seven tenths and save a third.
Here is the product of pixels, W1 A0, on one core; "time left" is that of pairs:

| processor | dense | branches | lists | pairs | time left |
| --- | --- | --- | --- | --- | --- |
| chapter 17's, two multiply-adds a cycle | 0.74 ms | 0.69 ms | 0.68 ms | 0.48 ms | two thirds |
| an older one, one multiply-add a cycle | 1.39 ms | 0.87 ms | 0.70 ms | 0.55 ms | two fifths |

Lists and pairs take nearly the same time on both. What differs is the price of what they
leave out: **the faster a multiplication, the less is saved by leaving it out.** The older
one, at half the speed, saved three fifths of its time by skipping; this one saves a third.
That is much all the same: on the older one an epoch takes 0.29 s with skipping and 0.54
without (README).

And the branches, which guess? For real pixels they are as fast as lists, 0.69 ms, though
they take 1.0 for as many zeros at random: blank paper comes in long runs, and a processor
guesses a run right. In dZ1 A0ᵀ, where the zeros of the pixels of one place are asked for
digit by digit, they take 0.84 ms and lists 0.63. What a wrong guess costs is seen where
zeros have no pattern.

## Up to which share it pays

The picture has chapter 17's processor, with zeros at random. Let d be the share of B that
is not 0, and p = 1 − (1 − d)² that of the pairs that are listed:

| way | time, in ms | faster than dense |
| --- | --- | --- |
| dense | 0.74, whatever d is | |
| branches | about 0.1 + 4.6 d, up to d = 0.55 | below d = 0.14 |
| lists | about 0.15 + 2.4 d, up to d = 0.45 | below d = 0.25 |
| pairs | about 0.07 + 1.4 p, up to d = 0.25 | below d = 0.26 |

By hand: pairs are as slow as dense where 0.07 + 1.4 p = 0.74. So p = 0.48, and
1 − d = √0.52 = 0.72: d = 0.28, where the picture has 0.26. (Near there dense was measured
at 0.72, not 0.74. With it p is 0.46 and d is 0.27.) At random, then, pairs stop paying
where lists do. But digits are alike, so their blank corners meet: of the pixels' pairs only
29 % are listed, not 34. The table's line then says 0.07 + 1.4 · 0.29 = 0.476 ms, and 0.479
were measured. (Lists gain
nothing by that. They take 0.68 for the pixels, and 0.61 for as many numbers at random; we
do not know why.)

By the table a list's terms take 2.4 / 0.74, three times as long as in a tile, and listed pairs
1.4 / 0.74, nearly twice. The loads alone do not
explain that, at two in a cycle. More likely it is where they come from. A takes 1.2 MB, so
its vectors come out of L2 or L3. A list fetches a vector for one multiply-add, a tile for
eight.

<details><summary>Which factor's zeros should be skipped?</summary>

The slopes of the first weights are dZ1 A0ᵀ, and both factors have zeros.
`matrix_product` skips A0's, though at the end dZ1 has more. It can skip zeros of its second
factor only, so to skip dZ1's, dZ1 must come second: compute A0 dZ1ᵀ, and transpose the
result. But then each listed pair costs more: the first factor has 784 rows, 49 vectors,
where dZ1 has 400, 25 vectors:

| after epochs | skipping A0's | skipping dZ1's, and transposing |
| --- | --- | --- |
| 0 | 0.45 ms | 1.11 ms |
| 5 | 0.44 ms | 0.47 ms |
| 40 | 0.41 ms | 0.34 ms |

(Skipping A0's zeros is the same work in all three lines: 0.41 to 0.45 is scatter.) All
products of a step take 1.27 ms on this core (chapter 19). At the end this would save 0.07
of them, a twentieth, and before the fifth epoch nothing: we did not think it worth a second
rule.

</details>

`OMP_NUM_THREADS=1 make run-18 ARGS='--time 30'` measures one core of your machine.

**Next.** Chapter 19 makes of both ways the products of every shape that a training
needs, and chooses between them.

## In ten seconds

Q. A column of B is 0 0 7 0, its neighbor 1 0 0 0. How many terms are listed for the
pair?

A. Two, the first and the third: only the others have two zeros.

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
