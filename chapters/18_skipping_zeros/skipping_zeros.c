/*
# 18. Skipping the zeros

How many of the numbers that a training multiplies are 0? Four fifths of the pixels are
blank paper. After ReLU and dropout four fifths of the first hidden layer are 0 as well,
and at the end of training 96 %: of 400 units a digit wakes some 16. Chapter 17's product
comes near the processor's peak, and most of its multiplications are by 0.

By hand: a digit with ink in 150 of its 784 pixels needs 400 · 150 = 60,000
multiplications in the first layer. The product makes 313,600. When does it pay to leave
the others, four in five, out?

1. Write $`A_k`$ for column k of A. Column j of C = A B is, by definition,
   $`C_j = \sum_k B_{kj} A_k`$: a sum of the columns of A, each times one number of
   B.
2. Where $`B_{kj} = 0`$ and the column $`A_k`$ is finite, the term is a column of
   zeros.
3. A sum that begins with 0 and to which 0 or −0 is added keeps its bits.
4. So $`C_j = \sum_{k : B_{kj} \ne 0} B_{kj} A_k`$, to the last bit, as long as the
   terms that are left stay in order.

(Lines 2 and 3 each have an exception. 0 · ∞ is NaN, "not a number", and so is 0 · NaN:
a skipped zero can hide a weight that has become infinite. And a negative product that is
too small for a `float`, added to +0 by one instruction, becomes −0, so that the sign of a
zero may differ.)
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

That is chapter 17's loop in order, with its fault: the sums of C are loaded and stored
for each multiply-add. Registers hold the sums of a group of rows only, and for each
group we would ask "is it 0?" again. A processor guesses which way such a **branch**
goes, and a wrong guess, frequent where zeros come without a pattern, costs some 15
cycles of work.

So ask once, and without a branch: write every number of B to a list, and move on to the
next place only where it was not 0. A zero is overwritten by what follows. Of 0 1 0 3 the
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
store the sums. Five vectors of rows are five sums that do not wait for each other.
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

A listed term makes five multiply-adds and six loads, 1.2 for each, where the tile of
chapter 17 makes 0.46. So a term that is not skipped costs more than a dense one.

The tile's idea helps: let a number that was loaded serve twice. Two columns of B share
one list, of the terms where **not both** are 0. That leaves some multiplications by 0,
which can be counted:
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
This is what the program calls pairs, and what `matrix_product` does where it pays;
[chapter 19](../19_what_trains/README.md) has the code, and the rule that chooses.

## What we saw

The program trains chapter 16's classifier for ten epochs on 2,000 digits; the picture's
curves are from all of MNIST. There a fifth of A1 is not 0 at first: half of the scores
are above 0, and dropout keeps 0.4 of them. After one epoch it is 11 %, and after 40 it is
4 %: each unit has learned to answer to few digits. dZ1 is 0 where A1 is, by chapters 9
and 14. A2 and dZ2, of which dropout keeps a half, stay near a fifth.

If zeros fell by chance, 1 − 0.81² = 34 % of the pairs of pixels would be listed. For the
same pixel of two digits it is 29 %, and for neighbors in a digit 22 %: where there is
ink, there is ink beside it.

All ways agree. With an infinite number in A, the dense product says NaN and the
others do not, as line 2 warned.

## When it pays

The picture's times are of 400 × 784 times 784 × 256 with zeros at random, on one core of
an older processor than chapter 17's, which starts one multiply-add a cycle and not two.
Dense takes 1.4 ms. Lists take about 0.1 + 3.3 d ms, with d for the share of B that is
not 0: 0.1 ms to list, and 2.4 times as long for a term as in a tile. They are ahead below
d = 0.39, pairs below 0.54. For pixels pairs take 0.55 ms, and 0.43 ms with rows and
columns exchanged, where a pair is two neighbors in a digit.

On chapter 17's processor the same product of pixels takes 0.76 ms dense and 0.48 in pairs:
the faster a multiplication, the less is saved by leaving it out. Making a list takes as
long whether it then serves 10 rows or 400. For the second layer's 100 rows that does not
pay at the start of training: lists take twice as long as the dense product.

**Which zeros?** The slopes of the first weights are dZ1 A0ᵀ, and dZ1 has more zeros than
A0: at the end of training 4 % of it are not 0. But to skip them, the product must be
computed the other way round and transposed, and each listed pair costs 49 vectors of
pixels instead of 25 of units: 1.13 ms at first instead of 0.50, and 0.35 instead of 0.39
at the end, a tenth of this product and 2 % of a step. `matrix_product` stays with A0's.
Nor can whole vectors of dropped units be left out: each digit drops others, and 16
neighbors are dropped together once in 1 / 0.6¹⁶ = 3,545 times.

`OMP_NUM_THREADS=1 make run-18 ARGS='--time 30'` measures one core of your machine.

**Next.** Chapter 19 makes of both ways the products of every shape that a training
needs, and chooses between them.

## In ten seconds

Q. A column of B is 0 1 0 3, its neighbor 0 0 2 5. How many terms are listed for the
pair?

A. Three: only the first has two zeros.

Q. Which share of dZ1 is not 0 if 10 % of A1 is not?

A. The same 10 %: a unit that was silent or left out has no slope.

Q. What can a skipped zero hide?

A. An infinite or undefined number in the other factor.

## Exercises

1. By the model above, how much longer do lists take for d = 0.4 than for 0.2?
   Compare with the picture.
2. From the model, below which d would lists pay if a listed term took as long as
   a dense one?
3. Each of four numbers is 0 with probability 0.81, by chance. How often are not all of
   them 0? Would lists for four columns pay?
4. Which products would become smaller if dropout chose the same units for all digits
   of a batch?
*/
