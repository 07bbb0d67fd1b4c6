// common/numbers/random.c: the generator and what is drawn from it. Every test has a
// fixed seed, so that none fails by chance.
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "common/numbers/random.h"

enum { DRAWS = 1000000 };

// The first numbers that the authors' own program prints for the seed 0.
Test(random, begins_as_splitmix64_does)
{
    Random r = {0};
    cr_assert(random_bits(&r) == 0xe220a8397b1dcdafu);
    cr_assert(random_bits(&r) == 0x6e789e6aa1b965f4u);
    cr_assert(random_bits(&r) == 0x06c45d188009454fu);
}

// Computed by another program. A recorded run can be repeated only as long as
// its seed still leads to the same numbers.
Test(random, leads_from_a_seed_and_a_stream_to_the_same_numbers_for_good)
{
    Random a = random_new(1, 0), b = random_new(1, 2), c = random_new(42, 7);
    cr_assert(random_bits(&a) == 0x6ec85f1f8547bc0cu);
    cr_assert(random_bits(&b) == 0xd2f6d0470be1a7b1u);
    cr_assert(random_bits(&c) == 0xe0658b4d384c699au);
    Random d = random_new(5, 0);
    double first = random_normal(&d), second = random_normal(&d);
    cr_assert_float_eq(first, -0.7003332112917624, 1e-12);
    cr_assert_float_eq(second, 0.4521463261781027, 1e-12);
}

Test(random, is_the_same_drawn_in_order_and_ahead)
{
    Random start = random_new(1, 2), r = start;
    for (uint64_t n = 0; n < 1000; n++)
        cr_assert(random_bits(&r) == random_bits_ahead(start, n));
    r = start;
    for (uint64_t n = 0; n < 1000; n++)
        cr_assert(random_uniform(&r) == random_uniform_ahead(start, n));
}

Test(random, skips_as_drawing_would)
{
    Random drawn = random_new(1, 2), skipped = drawn;
    for (int n = 0; n < 1000; n++)
        random_bits(&drawn);
    random_skip(&skipped, 1000);
    cr_assert(drawn.state == skipped.state);
    random_skip(&skipped, 0);
    cr_assert(drawn.state == skipped.state);
}

// Counts the draws that two generators have in common.
static int common_draws(Random a, Random b)
{
    int common = 0;
    for (uint64_t i = 0; i < 1000; i++)
        for (uint64_t j = 0; j < 1000; j++)
            common += random_bits_ahead(a, i) == random_bits_ahead(b, j);
    return common;
}

Test(random, differs_from_stream_to_stream_and_from_seed_to_seed)
{
    cr_assert(common_draws(random_new(1, 0), random_new(1, 0)) == 1000);
    cr_assert(common_draws(random_new(1, 0), random_new(1, 1)) == 0);
    cr_assert(common_draws(random_new(1, 0), random_new(2, 0)) == 0);
    cr_assert(common_draws(random_new(1, 2), random_new(2, 1)) == 0);
}

// The means of x, x^2, x^3 and x^4 in a fair sample miss the expected ones by
// about spread / sqrt(DRAWS); five times that is allowed.
static void expect_moments(double (*draw)(Random *), const double expected[4],
                           const double spread[4])
{
    Random r = random_new(3, 0);
    double sums[4] = {0};
    for (int i = 0; i < DRAWS; i++) {
        double x = draw(&r), power = 1;
        for (int k = 0; k < 4; k++)
            sums[k] += power *= x;
    }
    for (int k = 0; k < 4; k++)
        cr_assert(fabs(sums[k] / DRAWS - expected[k]) <
                      5 * spread[k] / sqrt(DRAWS),
                  "the mean of x^%d is %g instead of %g", k + 1,
                  sums[k] / DRAWS, expected[k]);
}

// Fails unless the counts are equal but for chance: chi-square is about
// n - 1 with a standard deviation of sqrt(2 n - 2).
static void expect_equal_counts(const int *counts, int n)
{
    double total = 0, chi_square = 0;
    for (int i = 0; i < n; i++)
        total += counts[i];
    for (int i = 0; i < n; i++)
        chi_square += pow(counts[i] - total / n, 2) / (total / n);
    cr_assert(fabs(chi_square - (n - 1)) < 5 * sqrt(2 * n - 2),
              "chi-square is %g for %d counts", chi_square, n);
}

Test(random_uniform, has_the_moments_of_a_uniform_number)
{
    expect_moments(random_uniform, (double[]){1 / 2.0, 1 / 3.0, 1 / 4.0, 0.2},
                   (double[]){0.289, 0.298, 0.283, 0.267});
}

Test(random_uniform, is_at_least_0_below_1_and_even)
{
    Random r = random_new(4, 0);
    int counts[100] = {0};
    for (int i = 0; i < DRAWS; i++) {
        double u = random_uniform(&r);
        cr_assert(u >= 0 && u < 1);
        counts[(int)(100 * u)]++;
    }
    expect_equal_counts(counts, 100);
}

// The variance is 1 and the kurtosis 3.
Test(random_normal, has_the_moments_of_a_normal_number)
{
    expect_moments(random_normal, (double[]){0, 1, 0, 3},
                   (double[]){1, sqrt(2), sqrt(15), sqrt(96)});
}

Test(random_normal, takes_two_draws)
{
    Random r = random_new(5, 0), skipped = r;
    random_normal(&r);
    random_skip(&skipped, 2);
    cr_assert(r.state == skipped.state);
}

Test(random_fill, draws_every_element_with_the_spread)
{
    Random r = random_new(6, 0), same = r;
    Matrix M = matrix_new(30, 20);
    random_fill(M, 0.1, &r);
    for (size_t i = 0; i < elements(M); i++)
        cr_assert(re(M.x[i]) == re((real)(0.1 * random_normal(&same))));
    cr_assert(r.state == same.state);
    matrix_free(&M);
}

Test(random_order, holds_every_number_once)
{
    Random r = random_new(7, 0);
    for (int n = 0; n < 100; n++) {
        int *order = random_order(n, &r), seen[100] = {0};
        for (int i = 0; i < n; i++) {
            cr_assert(order[i] >= 0 && order[i] < n);
            cr_assert(seen[order[i]]++ == 0, "%d is there twice", order[i]);
        }
        free(order);
    }
}

Test(random_order, has_every_number_equally_often_in_every_place)
{
    Random r = random_new(8, 0);
    int counts[10][10] = {{0}};
    for (int i = 0; i < DRAWS / 10; i++) {
        int *order = random_order(10, &r);
        for (int place = 0; place < 10; place++)
            counts[place][order[place]]++;
        free(order);
    }
    for (int place = 0; place < 10; place++)
        expect_equal_counts(counts[place], 10);
}

Test(random_order, is_each_of_the_24_orders_of_4_equally_often)
{
    Random r = random_new(9, 0);
    int counts[256] = {0}, found[24], orders = 0;
    for (int i = 0; i < DRAWS / 10; i++) {
        int *order = random_order(4, &r);
        counts[order[0] << 6 | order[1] << 4 | order[2] << 2 | order[3]]++;
        free(order);
    }
    for (int i = 0; i < 256; i++)
        if (counts[i] > 0) {
            cr_assert(orders < 24);
            found[orders++] = counts[i];
        }
    cr_assert(orders == 24);
    expect_equal_counts(found, 24);
}

Test(random_shuffle, takes_one_draw_less_than_there_are_numbers)
{
    int order[50] = {0};
    Random r = random_new(11, 0), skipped = r;
    random_shuffle(&r, order, 50);
    random_skip(&skipped, 49);
    cr_assert(r.state == skipped.state);
}

Test(random_shuffle, is_the_same_for_the_same_seed)
{
    int a[50], b[50];
    Random r = random_new(10, 0), same = r;
    for (int i = 0; i < 50; i++)
        a[i] = b[i] = 3 * i;
    random_shuffle(&r, a, 50);
    random_shuffle(&same, b, 50);
    cr_assert(memcmp(a, b, sizeof a) == 0);
    random_shuffle(&r, a, 50);
    cr_assert(memcmp(a, b, sizeof a) != 0);
}
