#include "common/numbers/random.h"
#include "common/ground/memory.h"

Random random_new(uint64_t seed, uint64_t stream)
{
    return (Random){random_mixed(random_mixed(seed + RANDOM_STEP) + stream)};
}

double random_normal(Random *r)
{
    double u = 1 - random_uniform(r); // in (0, 1]: its logarithm is finite
    double v = random_uniform(r);
    return sqrt(-2 * log(u)) * cos(2 * 3.14159265358979323846 * v);
}

void random_fill(Matrix M, double spread, Random *r)
{
    for (size_t i = 0; i < elements(M); i++)
        M.x[i] = (real)(spread * random_normal(r));
}

void random_shuffle(Random *r, int *order, int n)
{
    for (int i = n - 1; i > 0; i--) {
        int j = (int)(random_uniform(r) * (i + 1));
        int swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
    }
}

int *random_order(int n, Random *r)
{
    int *order = allocate((size_t)n * sizeof *order);
    for (int i = 0; i < n; i++)
        order[i] = i;
    random_shuffle(r, order, n);
    return order;
}
