// The file of a network with a byte for each weight. It begins with a line of the
// sizes and the number that pixels are divided by. For each unit it then has a line
// with the step and the bias, and the bytes of its weights.
#include <limits.h>
#include <stdlib.h>

#include "22_your_own_digit/your_own_digit.h"

void pack_network(FILE *to, const Network *net, double scale)
{
    fprintf(to, "%d", net->L);
    for (int l = 0; l <= net->L; l++)
        fprintf(to, " %d", net->n[l]);
    fprintf(to, " %.17g\n", scale);
    for (int l = 1; l <= net->L; l++)
        for (int i = 0; i < net->n[l]; i++) {
            double step = step_of(net->W[l], i, SCHAR_MAX);
            fprintf(to, "%.9g %.9g\n", step, (double)re(net->b[l].x[i]));
            for (int j = 0; j < net->n[l - 1]; j++)
                fputc((unsigned char)steps_in(*at(net->W[l], i, j), step), to);
        }
}

static double next_number(const char **at)
{
    char *after;
    double x = strtod(*at, &after);
    *at = after;
    return x;
}

Network unpack_network(double *scale, const char *packed)
{
    int n[MAX_LAYERS + 1], L = (int)next_number(&packed);
    for (int l = 0; l <= L; l++)
        n[l] = (int)next_number(&packed);
    *scale = next_number(&packed);
    Network net = network_new(L, n, 1);
    for (int l = 1; l <= L; l++)
        for (int i = 0; i < n[l]; i++) {
            double step = next_number(&packed);
            net.b[l].x[i] = (real)next_number(&packed);
            packed++; // the end of the line
            for (int j = 0; j < n[l - 1]; j++)
                *at(net.W[l], i, j) = (real)(step * (signed char)*packed++);
        }
    return net;
}
