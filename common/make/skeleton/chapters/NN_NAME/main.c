// Chapter NN: what one will see.
#include <stdio.h>

#include "NN_NAME/NAME.h"
#include "common/program/chapter.h"

int main(int argc, char **argv)
{
    Chapter chapter = chapter_begin(
        argc, argv, "Chapter NN, TITLE: what the program shows.", NULL, 0);
    Matrix A = {1, 3, (real[]){1, 2, 3}};
    Matrix B = matrix_new(1, 3);
    NAME(B, A);

    printf("   a    b\n");
    FILE *data = plot_block(&chapter.plot, "NAME");
    for (int i = 0; i < A.cols; i++) {
        printf("%4.0f %4.0f\n", A.x[i], B.x[i]);
        fprintf(data, "%g %g\n", A.x[i], B.x[i]);
    }
    matrix_free(&B);
    chapter_end(&chapter);
}
