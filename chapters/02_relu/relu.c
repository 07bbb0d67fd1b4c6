/*
# 2. ReLU

Chapter 1's layer computes z = W a + b. Suppose we feed its scores to a second
layer, and hope that two layers can tell apart what one cannot. They cannot:

1. First layer: $`z^{[1]} = W^{[1]} a + b^{[1]}`$.
2. Second layer: $`z^{[2]} = W^{[2]} z^{[1]} + b^{[2]}`$.
3. Put line 1 into line 2:
   $`z^{[2]} = (W^{[2]} W^{[1]})\, a + (W^{[2]} b^{[1]} + b^{[2]})`$.
4. That is one layer, with weights $`W^{[2]} W^{[1]}`$ and biases
   $`W^{[2]} b^{[1]} + b^{[2]}`$.

The program computes both and finds the same ten scores. However many such
layers are stacked, they collapse into one: a function made of multiplications
by constants and additions is a straight line, in 784 directions at once, and a
straight line of a straight line is a straight line.

What is needed between the layers is a bend. The simplest one is image 2, the
**rectified linear unit**:

```math
a = \mathrm{ReLU}(z) = \max(0, z)
```

A unit now says "how much" when its score is above 0 and keeps silent
otherwise. The output a of a unit is called its **activation**, and the function
that makes it, here ReLU, the **activation function** g.
*/
#include "02_relu/relu.h"

void relu(Matrix A, Matrix Z)
{
    expect_shape("relu: A", A, Z.rows, Z.cols);
    // Each number is a task of its own, so threads may share them out.
#pragma omp parallel for if (elements(Z) > 10000)
    for (size_t i = 0; i < elements(Z); i++)
        A.x[i] = re(Z.x[i]) > 0 ? Z.x[i] : 0;
}

/*
The comparison asks `re(z)`, the real part of z. For the ordinary numbers that
this chapter uses, that is z itself; chapter 7 tells when it is not.

## The slope

Training will ask how much the output of a unit changes when its score changes
a little: the slope (derivative) of the activation function, written g'.

1. Where z > 0, ReLU is the function z, and its slope is 1.
2. Where z < 0, ReLU is the constant 0, and its slope is 0.
3. At z = 0 it has a bend: slope 0 on the left, 1 on the right. Any number
   between them may be used; we take 0, as nearly all programs do.
*/
void relu_slope(Matrix S, Matrix Z)
{
    expect_shape("relu_slope: S", S, Z.rows, Z.cols);
    for (size_t i = 0; i < elements(Z); i++)
        S.x[i] = re(Z.x[i]) > 0 ? 1 : 0; // line 3: 0 at the bend
}

/*
## What one bend can do

Two ReLUs make a function that no straight line can: ReLU(z) + ReLU(−z) = |z|.
The program prints it. With more units, more bends: a layer of 400 ReLUs can
bend its input in 400 places, and the next layer can bend the result again.

## What we saw

Without ReLU, two layers and the single layer made from them gave the same
scores, to the last digit printed. With it the scores differ: the two layers
are no longer one.

**Next.** A network learns from many examples. Chapter 3 lays them side by side
in one matrix.

## Exercises

1. Which of the first layer's ten units could you leave out for the digit that
   the program shows, without any change in the last column? Why?
2. Write max(0, min(1, z)) with two ReLUs.
3. Is ReLU(ReLU(z)) the same as ReLU(z)?
*/
