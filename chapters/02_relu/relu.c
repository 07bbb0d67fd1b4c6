/*
# 2. ReLU

Two pixels, each of them ink (1) or paper (0). Is exactly one of them ink? A
child sees it at once. Chapter 1's layer never will, whatever its weights. Let
its score $`z = w_0 a_0 + w_1 a_1 + b`$ be above 0 for yes, and 0 or below for
no:

1. Yes for (1, 0) and for (0, 1): $`w_0 + b > 0`$ and $`w_1 + b > 0`$. Added,
   $`w_0 + w_1 + 2 b > 0`$.
2. No for (0, 0) and for (1, 1): $`b \le 0`$ and $`w_0 + w_1 + b \le 0`$.
   Added, $`w_0 + w_1 + 2 b \le 0`$.
3. The same sum, above 0 and not above 0: no numbers do both.

This question is **XOR**, the exclusive or. Would a second layer help, after the
first? A number in square brackets says which layer:

4. First layer: $`z^{[1]} = W^{[1]} a + b^{[1]}`$.
5. Second layer: $`z^{[2]} = W^{[2]} z^{[1]} + b^{[2]}`$.
6. Put line 4 into line 5:
   $`z^{[2]} = (W^{[2]} W^{[1]})\, a + (W^{[2]} b^{[1]} + b^{[2]})`$. The matrix
   product $`W^{[2]} W^{[1]}`$ has $`\sum_k W^{[2]}_{ik} W^{[1]}_{kj}`$ in row i
   and column j; chapter 4 works one by hand.
7. That is one layer again, with the weights $`W^{[2]} W^{[1]}`$ and the biases
   $`W^{[2]} b^{[1]} + b^{[2]}`$.

So any number of such layers collapses into one. A function made of additions
and of multiplications by constants is **linear** (with the bias, strictly,
affine), and a linear function of a linear function is linear.

What is needed between the layers is a bend. The simplest is the **rectified
linear unit**:

```math
a = \mathrm{ReLU}(z) = \max(0, z)
```

A unit whose score is above 0 is **active** and hands its score on; any other
hands on 0. What it hands on, a, is its **activation**; the function that makes
it, here ReLU, is the **activation function** g.
*/
#include "02_relu/relu.h"

void relu(Matrix A, Matrix Z)
{
    expect_shape("relu: A", A, Z.rows, Z.cols);
    // Each number is a task of its own, so threads may share them out. The next
    // line asks OpenMP to; without it the loop is an ordinary one.
#pragma omp parallel for if (elements(Z) > 10000)
    for (size_t i = 0; i < elements(Z); i++)
        A.x[i] = re(Z.x[i]) > 0 ? Z.x[i] : 0;
}

/*
A may be Z itself: each number is read just before its place is written. And `? :` need not
be a branch, which a processor would have to guess: with `-O3` the compiler compares a whole
vector register at once.

## By hand

Two ReLUs back to back make a V: ReLU(z) + ReLU(−z) = |z|. Take
$`z = a_0 - a_1`$. Then |z| is 1 if exactly one of the two pixels is ink, and 0
otherwise. So two layers do what one cannot:

```math
W^{[1]} = \begin{pmatrix} 1 & -1 \\ -1 & 1 \end{pmatrix}, \qquad
W^{[2]} = \begin{pmatrix} 1 & 1 \end{pmatrix}
```

With all biases 0, (1, 0) gives the scores 1 and −1, the activations 1 and 0,
and their sum 1: yes. (1, 1) gives 0 and 0, 0 and 0, and 0: no. The weights alone
lay both no cases on one point, but halfway between the yes cases, on one line with
them. The ReLUs bend that line there, and now another line parts no from yes (the
picture below).

More units make more bends: seven follow a sine there. They were not trained: unit
k wakes up where the k-th straight piece begins, and its weight in the second
layer is by how much the slope changes there.
*/

/*
## The slope

Training will ask how much a unit's activation changes when its score changes a
little: the slope (derivative) of the activation function, written g'.

8. Where z > 0, ReLU is the function z, and its slope is 1.
9. Where z < 0, ReLU is the constant 0, and its slope is 0.
10. At z = 0 it has a bend: slope 0 on the left, 1 on the right. Any number
    between them may be used; we take 0, as nearly all programs do.
*/
void relu_slope(Matrix S, Matrix Z)
{
    expect_shape("relu_slope: S", S, Z.rows, Z.cols);
    for (size_t i = 0; i < elements(Z); i++)
        S.x[i] = re(Z.x[i]) > 0 ? 1 : 0; // line 10: 0 at the bend
}

/*
## What we saw

Without ReLU, two layers and the single layer made from them gave the same
scores, to the last digit printed. With it they are other scores, and all four
cases of XOR come out right.

**Next.** A network learns from many examples. Chapter 3 lays them side by side
in one matrix.

## In ten seconds

Q. What are ReLU(−3) and ReLU(3), and the slopes there?

A. 0 and 3; 0 and 1.

Q. Three layers without activation functions: how many layers are they worth?

A. One.

Q. Why can one layer not do XOR?

A. The scores of the two yes cases have the same sum as those of the two no
cases.

## Exercises

1. Which of the first layer's five units could you leave out for the digit that
   the program shows, without any change in the last column? Why?
2. Write max(0, min(1, z)) with two ReLUs.
3. Is ReLU(ReLU(z)) the same as ReLU(z)?
*/
