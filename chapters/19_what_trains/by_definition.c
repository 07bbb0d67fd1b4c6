/*
# 19. What trains

Where does the time of a training step go, and how much of it must go there? Chapters
17 and 18 multiplied matrices that suited them: nothing was transposed, slow loops took
what filled no tile, and whether zeros should be skipped was known beforehand. A
training step has eight products, and they are not so kind: three
multiply weights by activations (chapter 4), three multiply slopes by transposed
activations (chapter 10), two transposed weights by slopes (chapter 12). C has 400 ×
784 numbers in one of them and 10 × 100 in another; of B four fifths are 0, or none.

Here is the code that computes them all: `matrix_product` and its sisters for
transposed factors, which chapters 4, 10 and 12 call, and through them every training
of this book. After the definition it has three parts, each in a file of its own:
tiles for any factors (`dense.c`), pairs in lists for a B that is mostly 0
(`sparse.c`), and the rule that chooses between the two (`what_trains.c`). Whatever is
chosen, the bits are the same, but for the two exceptions of chapter 18. The end looks at
the whole step.

## One formula for three products

1. Element (i, j) of C is a sum of n terms, each a number of A times one of B:
   $`A_{ik} B_{kj}`$ in A B, $`A_{ik} B_{jk}`$ in A Bᵀ, $`A_{ki} B_{kj}`$ in Aᵀ B.
2. Call all the numbers of A that the elements of row i need **line** i of A; it is a
   row or, in Aᵀ B, a column. Line j of B is what column j of C needs: a column of B
   or, in A Bᵀ, a row. The number that belongs to term k is number k of its line.
   (The numbered lines of this text are always cited by their number.)
3. A matrix of r rows lies in memory column by column. So from one row to the next it
   is 1 step, and from one column to the next r steps. Let s be the distance between
   neighboring lines and t that between neighboring terms: number k of line i lies
   i s + k t behind the first.
4. With a and b for the numbers in memory, all three products are
   $`C_{ij} = \sum_k a[i\,s_A + k\,t_A]\; b[j\,s_B + k\,t_B]`$.

| product | shapes | s of A | t of A | s of B | t of B |
| --- | --- | --- | --- | --- | --- |
| A B | p × n, n × q | 1 | p | n | 1 |
| A Bᵀ | p × n, q × n | 1 | p | 1 | q |
| Aᵀ B | n × p, n × q | n | 1 | n | 1 |

By hand: the rows of A are 1 2 3 and 4 5 6, so in memory it is 1 4 2 5 3 6, at the
places 0 to 5. With its rows as lines, s = 1 and t = 2: the second line begins at place
1 and goes on at 3 and 5, where 4, 5 and 6 are. With its columns as lines, s = 2 and
t = 1: the second line is at places 2 and 3, where 2 and 5 are. To transpose a matrix is to exchange s and t; no number moves.

A `Factor` is an address with these two steps (`line_step` and `term_step`).
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
                *at(C, i, j) += *element(A, i, k) * b; // line 4
        }
}
