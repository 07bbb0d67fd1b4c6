// common/numbers/calibration.c on answers counted by hand.
#include <criterion/criterion.h>
#include <math.h>

#include "common/numbers/calibration.h"

static void expect_near(double value, double wanted)
{
    cr_assert(fabs(value - wanted) < 1e-12, "%.15g, not %.15g", value, wanted);
}

// Two of 0.25 and 0.35, of which none and all are right; four of mean 0.95, of which
// three are. The error is (0.25 + 0.65 + 4 * 0.2) / 6.
Test(calibration, is_what_one_counts_by_hand)
{
    const double chance[] = {0.35, 0.95, 0.9, 0.25, 1, 0.95};
    const bool is_right[] = {true, true, false, false, true, true};
    Calibration c = calibrate(chance, is_right, 6);
    static const int counts[CONFIDENCE_BINS] = {0, 0, 1, 1, 0, 0, 0, 0, 0, 4};
    for (int k = 0; k < CONFIDENCE_BINS; k++)
        cr_assert(c.bin[k].count == counts[k], "%d", k);
    expect_near(c.bin[0].confidence, 0);
    expect_near(c.bin[2].confidence, 0.25);
    expect_near(c.bin[2].accuracy, 0);
    expect_near(c.bin[3].accuracy, 1);
    expect_near(c.bin[9].confidence, 0.95);
    expect_near(c.bin[9].accuracy, 0.75);
    expect_near(c.accuracy, 4.0 / 6);
    expect_near(c.confidence, 4.4 / 6);
    expect_near(c.error, (0.25 + 0.65 + 4 * 0.2) / 6);
}

Test(calibration, has_no_error_where_chances_are_kept)
{
    const double chance[] = {0.75, 0.75, 0.75, 0.75, 1, 0};
    const bool is_right[] = {true, true, true, false, true, false};
    expect_near(calibrate(chance, is_right, 6).error, 0);
}

// Errors of different bins do not make each other good; those of one do.
Test(calibration, adds_what_bins_are_off_either_way)
{
    const double chance[] = {0.5, 0.9};
    const bool first[] = {true, false}, both[] = {true, true};
    expect_near(calibrate(chance, first, 2).error, (0.5 + 0.9) / 2);
    expect_near(calibrate(chance, both, 2).error, (0.5 + 0.1) / 2);
    const double alike[] = {0.51, 0.59};
    expect_near(calibrate(alike, first, 2).error, 0.05);
}

Test(calibration, puts_a_limit_into_the_upper_bin_and_1_into_the_last)
{
    const double chance[] = {0, 0.5, 1, 0.49999};
    const bool is_right[] = {false, false, false, false};
    Calibration c = calibrate(chance, is_right, 4);
    cr_assert(c.bin[0].count == 1 && c.bin[4].count == 1);
    cr_assert(c.bin[5].count == 1 && c.bin[9].count == 1);
}
