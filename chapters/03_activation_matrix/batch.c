/*
# 3. The activation matrix

A network was published that read 96.99 % of the test digits. Its weights can do
better: the very same ones, not trained any further, read 98.03 %. A third of the
mistakes are gone, by one division that the program had forgotten. Which? First
the digits must lie in memory, ready to be divided.

Chapters 1 and 2 read one digit at a time. Training will show a network tens of
thousands of them, over and over, a few hundred at a time: such a group is a
**batch**. In it each of the m examples becomes one **column**, side by side:

```math
A^{[l]} = \left[\; a^{[l](1)} \;\middle|\; a^{[l](2)} \;\middle|\; \dots
\;\middle|\; a^{[l](m)} \;\right]
```

A number in square brackets is the layer, one in round brackets the example.
$`A^{[l]}`$ has one row for each of the $`n_l`$ units of layer l and one column
for each example, so it is $`n_l \times m`$. Layer 0 is the input: $`A^{[0]}`$
is 784 × m, and its columns are digits. In the network of chapter 16 the next are
400 × m, 100 × m and, for the ten classes, 10 × m.

## In memory

A matrix has two directions and memory has one. We store a matrix column by
column, so [1 2 3; 4 5 6], a matrix of two rows, lies there as 1, 4, 2, 5, 3, 6:

1. Element (i, j) of a matrix with n rows is number $`i + n j`$ in memory, all
   counted from 0.
2. The next row of the same column, i + 1, is the next number.
3. The next column, j + 1, is n numbers further on.
4. So column j, which is example j, is n numbers without a gap, and the first m
   columns of a wider matrix are a matrix too.

By line 4 the code can hand one example, `column(A, j)`, or a part of a batch,
`columns(A, first, count)`, to any function without copying a number. C's own
arrays of arrays lie row by row: there element (i, j), pixel i of digit j, has the
place i m + j, the next pixel of a digit is m numbers further on, and every digit
is scattered over the whole batch.

(In NumPy and its kin a batch often has an example in each *row*. Then every equation of
this book is transposed, as in $`Z = A W^T + b`$ with b added to each row, and
$`dW = \frac1m dZ^T A`$. Row by row in memory, it is our numbers in our places.)
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
<details><summary>Where the digits come from: MNIST's files</summary>

A set of digits is two files, one of pixels and one of labels, in a format called **IDX**: a header,
and then one byte for each pixel or label. The header of the 60,000 training pictures is 16 bytes:

| bytes | | meaning |
| --- | --- | --- |
| 00 00 08 03 | the **magic number** | two zeros; 08: a number is one byte without a sign; 03: it has three directions |
| 00 00 EA 60 | 60,000 | pictures |
| 00 00 00 1C | 28 | rows of each |
| 00 00 00 1C | 28 | columns |

That of the labels is 00 00 08 01, for one direction, and their number. The
numbers stand with their **highest byte first** (big-endian), 0xEA · 256 + 0x60 = 234 · 256 + 96
= 60,000. Most processors want the lowest first. If they copy the four bytes into an
`int`, they see 0x60EA0000, 1,625,948,160 pictures. So `common/files/idx.c` makes each number of
its bytes, one by one, which is right on every machine. It also looks whether the file has the
28 · 28 · 60,000 bytes that the header promises.

</details>

## One rule for every input

Chapter 1 divided by 255 and said no more. Here is the rule behind it: divide
every pixel by the largest pixel of the **training** set. That has three
virtues. The training inputs lie between 0 and 1, whatever camera took them. A
blank pixel stays exactly 0, and most pixels are blank. And the number comes from
the training set alone: the test set stands for digits that nobody has seen yet,
so nothing about it may be used to prepare the program. It is divided by the
training set's number, like any digit that comes later.

That was the forgotten division: the program had scaled its training digits, and
showed the network its test digits as they came. Nothing crashed, and 97 % looked
good enough to publish. No error message finds such a mistake; one rule for every
input prevents it.
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

Line 1 found the marked pixel at place 1974 of memory, between the pixels above
0 of rows 405 and 407, as line 2 says. Of the pixels in the training set 80.7 %
are blank.

**Next.** With a batch in one matrix, chapter 4 sends all its digits through a
layer with a single matrix product.

## In ten seconds

Q. What is the shape of $`A^{[0]}`$ for a batch of 50 digits?

A. 784 × 50.

Q. A matrix has two rows. Which place in memory has its element (1, 2), all
counted from 0?

A. 1 + 2 · 2 = 5, the last of the six above.

Q. Why are test digits divided by the training set's largest pixel, not by their
own?

A. They stand for digits that nobody has seen yet.

## What the source printed

The program of the document that this book grew from scaled its training digits
alone: 96.99 % with the test digits as they came, 98.03 % with all scaled alike.

## Exercises

1. At which place in memory does pixel (row 27, column 27) of the last of 256
   digits lie? How many bytes does the batch take as `double`, and as `float`?
2. Suppose the examples were rows instead. How far apart in memory would two
   neighboring pixels of one digit be?
3. Suppose no pixel of the training set were above 16, but for a single one of
   255 in a broken picture. What would the inputs look like? Suggest a rule that
   does not mind.
*/
