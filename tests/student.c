// common/numbers/student.c beside tables that everybody has, and the example of
// chapters/comparing.md.
#include <criterion/criterion.h>
#include <math.h>

#include "common/numbers/student.h"

static void expect_near(double value, double wanted, double tolerance)
{
    cr_assert(fabs(value - wanted) <= tolerance, "%.10g, not %.10g", value,
              wanted);
}

// With one degree of freedom Student's is Cauchy's distribution, with two an
// algebraic one.
Test(student, is_known_exactly_for_one_and_two_degrees_of_freedom)
{
    expect_near(student_within(1, 1), 0.5, 1e-15);
    expect_near(student_within(sqrt(3), 1), 2.0 / 3, 1e-15);
    for (double t = 0; t < 40; t += 0.5)
        expect_near(student_within(t, 2), t / sqrt(2 + t * t), 1e-14);
    expect_near(student_within(0, 7), 0, 0);
}

// Its density, integrated by Simpson's rule.
static double integral(double t, int freedom)
{
    enum { STEPS = 20000 };
    double nu = freedom, sum = 0, step = t / STEPS;
    for (int i = 0; i <= STEPS; i++) {
        double x = i * step;
        double weight = i == 0 || i == STEPS ? 1 : i % 2 == 1 ? 4 : 2;
        sum += weight * pow(1 + x * x / nu, -(nu + 1) / 2);
    }
    double scale = exp(lgamma((nu + 1) / 2) - lgamma(nu / 2)) /
                   sqrt(nu * 3.14159265358979323846);
    return 2 * scale * sum * step / 3;
}

Test(student, is_the_integral_of_its_density)
{
    for (int freedom = 1; freedom <= 40; freedom++)
        for (double t = 0.3; t < 6; t += 1.1)
            expect_near(student_within(t, freedom), integral(t, freedom),
                        1e-10);
}

// The table in every textbook: two-sided 5 %.
Test(student, has_the_limits_of_the_tables)
{
    static const struct {
        int freedom;
        double limit;
    } table[] = {{1, 12.706}, {2, 4.303},  {3, 3.182},  {4, 2.776},
                 {5, 2.571},  {9, 2.262},  {10, 2.228}, {19, 2.093},
                 {30, 2.042}, {60, 2.000}, {120, 1.980}};
    for (int i = 0; i < (int)(sizeof table / sizeof table[0]); i++)
        expect_near(student_limit(0.95, table[i].freedom), table[i].limit,
                    0.0005);
    expect_near(student_limit(0.6, 4), 0.941, 0.0005);
    expect_near(student_limit(0.99, 4), 4.604, 0.0005);
    expect_near(student_limit(0.95, 100000), 1.959964, 0.0001);
}

Test(student, limit_is_the_inverse)
{
    for (int freedom = 1; freedom < 1000; freedom += 37)
        for (double chance = 0.01; chance < 1; chance += 0.07)
            expect_near(student_within(student_limit(chance, freedom), freedom),
                        chance, 1e-12);
}

// Every number here stands on the page.
Test(paired_difference, is_that_of_the_example_by_hand)
{
    static const double a[] = {97.91, 98.15, 98.21, 98.05, 97.98};
    static const double b[] = {98.02, 98.16, 98.20, 98.17, 98.10};
    Difference d = paired_difference(a, b, 5);
    expect_near(d.mean, 0.07, 1e-12);
    expect_near(d.margin, 2.776 * 0.0644 / sqrt(5), 0.0001);
    expect_near(d.margin, 0.08, 0.0005);
    cr_assert(!d.is_shown && d.needed == 9);
    expect_near(student_limit(0.95, 7), 2.365, 0.0005); // with 8 pairs
    expect_near(student_limit(0.6, 7), 0.896, 0.0005);
    expect_near(student_limit(0.95, 8), 2.306, 0.0005); // and with 9
    expect_near(student_limit(0.6, 8), 0.889, 0.0005);
    Difference other = paired_difference(b, a, 5);
    cr_assert(other.mean == -d.mean && other.margin == d.margin);
    cr_assert(!other.is_shown && other.needed == 9);
}

// R's power.t.test(type = "paired", power = 0.8) says 9.94 for a mean of one
// deviation and 33.4 for half of one.
Test(paired_difference, needs_the_pairs_that_the_power_asks_for)
{
    const double zero[4] = {0};
    for (int i = 1; i <= 2; i++) {
        double up = 1.0 / i, apart = sqrt(0.75); // a deviation of 1
        const double b[] = {up - apart, up + apart, up - apart, up + apart};
        Difference d = paired_difference(zero, b, 4);
        expect_near(d.mean, up, 1e-12);
        cr_assert(d.needed == (i == 1 ? 10 : 34), "%d", d.needed);
    }
}

Test(paired_difference, is_shown_where_all_pairs_say_the_same)
{
    static const double a[] = {1, 2, 4}, b[] = {2, 3, 5}, c[] = {1, 2, 4};
    Difference d = paired_difference(a, b, 3);
    cr_assert(d.mean == 1 && d.margin == 0 && d.is_shown && d.needed == 2);
    Difference none = paired_difference(a, c, 3);
    cr_assert(none.mean == 0 && !none.is_shown);
}

Test(paired_difference, may_need_more_pairs_than_anybody_has)
{
    static const double a[] = {0, 0}, b[] = {1, -0.99};
    Difference d = paired_difference(a, b, 2);
    cr_assert(!d.is_shown && d.needed == MAX_NEEDED + 1);
}
