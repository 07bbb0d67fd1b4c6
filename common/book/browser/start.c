// All programs of one number type in one module: it runs the one whose name comes
// first on the command line. The compiler is told what there is by
// -DPROGRAMS='PROGRAM(06_softmax) PROGRAM(07_gradient_descent)', and compiles the
// main of each as main_06_softmax.
#include <stdio.h>
#include <string.h>

#define PROGRAM(name) int main_##name(int argc, char **argv);
PROGRAMS
#undef PROGRAM

int main(int argc, char **argv)
{
// Under another name main need not return anything, so what it returns is not
// looked at.
#define PROGRAM(name)                \
    if (strcmp(argv[0], #name) == 0) \
        return main_##name(argc, argv), 0;
    PROGRAMS
    fprintf(stderr, "error: %s: is no program of this module\n", argv[0]);
    return 2;
}
