#include "16_digit_classifier/silent.h"

#include <stdlib.h>

#include "common/ground/memory.h"

// Of a layer's units those that no digit has woken yet.
typedef struct {
    int count;
    int *unit;
} Silent;

static Silent all_units(int count)
{
    Silent s = {count, allocate((size_t)count * sizeof *s.unit)};
    for (int i = 0; i < count; i++)
        s.unit[i] = i;
    return s;
}

// Takes out those that are above 0 in some column of A. Most wake in the first few
// columns, and only the others are looked at after that; several columns at a time,
// since none is below 0, so that their sum is 0 where all are.
static void take_out_woken(Silent *s, Matrix A)
{
    enum { AT_A_TIME = 8 };
    size_t rows = (size_t)A.rows;
    for (int first = 0; first < A.cols; first += AT_A_TIME) {
        int end = A.cols - first < AT_A_TIME ? A.cols : first + AT_A_TIME;
        int left = 0;
        for (int k = 0; k < s->count; k++) {
            const real *a = A.x + s->unit[k];
            real sum = 0;
            for (int j = first; j < end; j++)
                sum += a[(size_t)j * rows];
            s->unit[left] = s->unit[k];
            left += re(sum) == 0;
        }
        s->count = left;
    }
}

Score score_and_silent(int silent[MAX_LAYERS + 1], Network *net, Digits digits,
                       double scale)
{
    Silent layer[MAX_LAYERS + 1];
    double loss = 0;
    long right = 0;
    for (int l = 1; l < net->L; l++)
        layer[l] = all_units(net->n[l]);
    for (int first = 0; first < digits.count; first += net->capacity) {
        Digits batch = digits_from(digits, first);
        if (batch.count > net->capacity)
            batch.count = net->capacity;
        Score score = network_score(net, batch, scale);
        loss += score.loss * batch.count;
        right += lround(score.accuracy * batch.count / 100);
        for (int l = 1; l < net->L; l++)
            take_out_woken(&layer[l], net->A[l]);
    }
    for (int l = 1; l < net->L; l++) {
        silent[l] = layer[l].count;
        free(layer[l].unit);
    }
    return (Score){loss / digits.count, 100.0 * (double)right / digits.count};
}
