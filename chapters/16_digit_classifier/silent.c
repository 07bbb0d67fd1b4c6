#include "16_digit_classifier/silent.h"

// most = the largest number of each row of A and of most. A column of A lies in memory
// as `most` does, so the processor compares as many at once as fit in a register.
static void raise_to(Matrix most, Matrix A)
{
    for (int j = 0; j < A.cols; j++) {
        const real *a = column(A, j).x;
        for (int i = 0; i < A.rows; i++)
            most.x[i] = re(a[i]) > re(most.x[i]) ? a[i] : most.x[i];
    }
}

static int count_zeros(Matrix x)
{
    int zeros = 0;
    for (int i = 0; i < x.rows; i++)
        zeros += re(x.x[i]) == 0;
    return zeros;
}

Score score_and_silent(int silent[MAX_LAYERS + 1], Network *net, Digits digits,
                       double scale)
{
    Matrix most[MAX_LAYERS + 1];
    double loss = 0;
    long right = 0;
    for (int l = 1; l < net->L; l++)
        most[l] = matrix_new(net->n[l], 1);
    for (int first = 0; first < digits.count; first += net->capacity) {
        Digits batch = digits_from(digits, first);
        if (batch.count > net->capacity)
            batch.count = net->capacity;
        Score score = network_score(net, batch, scale);
        loss += score.loss * batch.count;
        right += lround(score.accuracy * batch.count / 100);
        for (int l = 1; l < net->L; l++)
            raise_to(most[l], net->A[l]);
    }
    for (int l = 1; l < net->L; l++) {
        silent[l] = count_zeros(most[l]);
        matrix_free(&most[l]);
    }
    return (Score){loss / digits.count, 100.0 * (double)right / digits.count};
}
