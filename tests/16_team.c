// How many threads share a step, on machines that are played.
#include <criterion/criterion.h>

#include "16_digit_classifier/team.h"

// Seconds of a step with so many threads, on a machine of four processors of which
// others want `busy`: a thread that shares its processor keeps all waiting.
static double step_seconds(int threads, int busy)
{
    return threads + busy <= 4 ? 0.004 / threads : 0.006;
}

// Takes so many steps; returns what they took together.
static double work(Team *t, int steps, int busy)
{
    double sum = 0;
    for (int i = 0; i < steps; i++) {
        double seconds = step_seconds(team_size(t), busy);
        team_took(t, seconds);
        sum += seconds;
    }
    return sum;
}

Test(team, begins_with_all_and_stays_on_a_free_machine)
{
    Team t = team_new(4, 1);
    cr_assert_eq(team_size(&t), 4);
    double seconds = work(&t, 10000, 0);
    cr_assert_eq(team_size(&t), 4);
    // Its one trial of three threads ends as soon as it is lost.
    cr_assert_float_eq(seconds, 10000 * 0.001, 0.0045);
}

Test(team, leaves_a_busy_processor_alone)
{
    Team t = team_new(4, 1);
    work(&t, 200, 1);
    cr_assert_eq(team_size(&t), 3);
    work(&t, 2000, 2); // and a second one
    cr_assert_eq(team_size(&t), 2);
    work(&t, 2000, 3);
    cr_assert_eq(team_size(&t), 1);
}

Test(team, takes_more_when_they_are_free_again)
{
    Team t = team_new(4, 1);
    work(&t, 2000, 3);
    cr_assert_eq(team_size(&t), 1);
    work(&t, 4000, 0);
    cr_assert_eq(team_size(&t), 4);
}

Test(team, loses_little_by_trying)
{
    Team t = team_new(2, 1);
    work(&t, 1000, 3);
    cr_assert_eq(team_size(&t), 1);
    double seconds = work(&t, 10000, 3);
    cr_assert(seconds < 1.03 * 10000 * 0.004, "%g s", seconds);
}

Test(team, is_not_moved_by_one_slow_step)
{
    Team t = team_new(2, 1);
    work(&t, 1000, 0);
    team_took(&t, 0.008); // five milliseconds more than usual
    work(&t, 32, 0);
    cr_assert_eq(team_size(&t), 2);
}

Test(team, stays_as_large_as_was_asked_for)
{
    Team t = team_new(3, 3);
    cr_assert_eq(t.count, 1);
    work(&t, 1000, 4);
    cr_assert_eq(team_size(&t), 3);
}

Test(team, does_not_wait_long_where_steps_are_slow)
{
    Team t = team_new(2, 1);
    for (int i = 0; i < 4; i++) // with two threads it would be two seconds
        team_took(&t, team_size(&t) == 2 ? 2 : 0.15);
    cr_assert_eq(team_size(&t), 1);
    cr_assert_eq(t.at, 1);
}

Test(team, tries_all_but_one_and_halves)
{
    static const int sizes[] = {12, 11, 6, 3, 1};
    Team t = team_new(12, 1);
    cr_assert_eq(t.count, 5);
    for (int i = 0; i < t.count; i++)
        cr_assert_eq(t.size[i], sizes[i]);
    t = team_new(3, 1);
    cr_assert_eq(t.count, 3); // 3, 2 and 1, each once
    t = team_new(1, 1);
    cr_assert_eq(t.count, 1);
}
