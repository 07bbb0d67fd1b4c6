/*
# NN. TITLE

The question of the chapter, and what the reader gains from its answer. Then the
derivation, in numbered lines that the code refers to:

1. The equation:

```math
b = a + 1
```

A small number by hand: a = 3 gives b = 4.
*/
#include "NN_NAME/NAME.h"

void NAME(Matrix B, Matrix A)
{
    expect_shape("NAME: B", B, A.rows, A.cols);
    for (size_t i = 0; i < elements(A); i++)
        B.x[i] = A.x[i] + 1; // line 1
}

/*
## What we saw

What the program printed, and what it means. **Next.** Where the story goes on.

## In ten seconds

Q. A question that the page has just answered, for a reader who checks himself?
A. Its answer, in a sentence.

## Exercises

1. A question that the reader can answer with pencil, paper and this chapter.
*/
