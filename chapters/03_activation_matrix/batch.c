/*
# 3. The activation matrix

Chapters 1 and 2 handled one digit at a time. A network learns from tens of
thousands, and it will take them in groups, called **batches**, of some hundred
at once. Where should a batch lie in memory, so that the equations stay as
short as they were and the loops run without jumping about?

Image 3 gives the answer: lay the m examples side by side, one **column** each.

```math
A^{[l]} = \left[\; a^{[l](1)} \;\middle|\; a^{[l](2)} \;\middle|\; \dots
\;\middle|\; a^{[l](m)} \;\right]
```

The number in square brackets is the layer and the one in round brackets the
example. $`A^{[l]}`$ has one row for each of the $`n_l`$ units of layer l and
one column for each example, so it is $`n_l \times m`$. Layer 0 is the input:
$`A^{[0]}`$ is 784 × m, and its columns are digits.

## In memory

A matrix has two directions and memory has one. We store a matrix column by
column:

1. Element (i, j) of a matrix with n rows is number $`i + n j`$ in memory.
2. The next row of the same column, i + 1, is the next number.
3. The next column, j + 1, is n numbers further on.
4. So column j, which is example j, is n numbers without a gap, and the first m
   columns of a wider matrix are a matrix too.

The equations want one example as one column, as in W a; memory goes column by
column so that line 4 holds. The code can hand one example (`column(A, j)`) or a
part of a batch (`columns(A, first, count)`) to any function, without copying. C's own arrays of arrays go row by row; mind the
difference when you compare.
*/
#include "03_activation_matrix/batch.h"

#include "01_forward_propagation/forward.h"
#include "common/ground/fail.h"

/*
The digits of a batch need not follow each other in the file. Training will
take them in a new random order each time, so the batch is described by a list
of indices, `order`; without a list the first m digits are taken.
*/
void fill_batch(Matrix A, Digits digits, const int *order, double scale)
{
    // Each digit is a task of its own, so threads may share them out.
#pragma omp parallel for if (elements(A) > 10000)
    for (int j = 0; j < A.cols; j++) {
        int digit = order != NULL ? order[j] : j;
        if (digit < 0 || digit >= digits.count)
            fail_bug("fill_batch: there is no digit %d", digit);
        input_from_pixels(column(A, j), digit_pixels(digits, digit), scale);
    }
}

/*
## One rule for every input

Chapter 1 divided by 255 and said no more. The rule up to chapter 15 is: divide
every pixel by the largest pixel of the **training** set. That has three
virtues. The training inputs lie between 0 and 1 whatever the camera. A blank
pixel stays exactly 0, and four fifths of MNIST's pixels are blank. And the
number comes from the training set alone: the test set stands for digits that
nobody has seen yet, so nothing about it may be used to prepare the program. It
is divided by the training set's number, like any digit that comes later.

That last virtue is easily lost. The program that this book grew from scaled
its training digits and forgot to scale its test digits; its published weights
score 96.99 % that way, and 98.03 % when the test digits are scaled as the
training digits were.
*/
double largest_pixel(Digits training)
{
    uint8_t most = 0;
    for (size_t i = 0; i < (size_t)training.count * PIXELS; i++)
        if (training.pixels[i] > most)
            most = training.pixels[i];
    return most > 0 ? most : 1;
}

/*
## What we saw

The program laid five digits side by side and printed twelve rows of the matrix:
a column there is a stroke through one digit, cut open. One pixel, marked in the
picture, was found in memory by line 1 of the rule above: same number, three
ways to ask for it.

**Next.** With a batch in one matrix, chapter 4 sends all its digits through a
layer with a single matrix product.

## Exercises

1. At which place in memory does pixel (row 27, column 27) of the last of 256
   digits lie? How many bytes does the batch take as `double`, and as `float`?
2. Suppose the examples were rows instead. How far apart in memory would two
   neighboring pixels of one digit be?
3. Suppose no pixel of the training set were above 16, but for a single one of
   255 in a broken picture. What would the inputs look like? Suggest a rule that
   does not mind.
*/
