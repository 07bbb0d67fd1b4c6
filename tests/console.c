#include "common/console.h"
#include "common/digits.h"
#include "expect.h"
#include "near.h"

#include <stdio.h>
#include <string.h>

static void draw_bars(void *context)
{
    (void)context;
    print_bar(0, 4);
    printf("|");
    print_bar(0.5, 4);
    printf("|");
    print_bar(1, 4);
}

Test(print_bar, fills_its_share_of_the_width)
{
    Result r = run_action(draw_bars, NULL);
    expect_success(r);
    cr_assert_str_eq(r.out, "    |██  |████");
}

// Two images: one blank but for its upper left corner, one half gray.
static void draw_two(void *step)
{
    Matrix images = matrix_new(PIXELS, 2);
    matrix_fill(column(images, 1), (real)0.5);
    for (int row = 0; row < 4; row++)
        for (int col = 0; col < 2; col++)
            *at(images, row * DIGIT_SIDE + col, 0) = 1;
    draw_images(images, 0, 1, *(int *)step);
    matrix_free(&images);
}

// How often a character of a few bytes stands in a text.
static int count_of(const char *character, const char *text)
{
    int count = 0;
    for (; (text = strstr(text, character)) != NULL; count++)
        text += strlen(character);
    return count;
}

Test(draw_images, shows_means_of_cells_side_by_side)
{
    for (int step = 1; step <= 2; step++) {
        Result r = run_action(draw_two, &step);
        int width = DIGIT_SIDE / step, height = width / 2;
        expect_success(r);
        cr_assert(count_of("\n", r.out) == height);
        cr_assert(count_of("▒", r.out) == width * height);
        cr_assert(count_of("█", r.out) == (step == 1 ? 4 : 1));
        cr_assert(strncmp(r.out, "█", strlen("█")) == 0);
    }
}

static void draw_beyond(void *context)
{
    (void)context;
    Matrix image = matrix_new(PIXELS, 1);
    matrix_fill(image, -7);
    *at(image, 0, 0) = *at(image, DIGIT_SIDE, 0) = 99;
    draw_images(image, 0, 1, 1);
    matrix_free(&image);
}

Test(draw_images, ends_at_blank_and_solid)
{
    Result r = run_action(draw_beyond, NULL);
    expect_success(r);
    cr_assert(count_of("█", r.out) == 1);
    cr_assert(count_of(" ", r.out) == DIGIT_SIDE * DIGIT_SIDE / 2 - 1);
}

static void make_progress(void *context)
{
    (void)context;
    progress("digit", 5, 10);
    progress_end();
}

Test(progress, says_nothing_unless_a_terminal_watches)
{
    Result r = run_action(make_progress, NULL);
    expect_success(r);
    cr_assert(r.out[0] == '\0');
}

Test(seconds_now, goes_on)
{
    double start = seconds_now(), now = start;
    for (int i = 0; i < 100000000 && now == start; i++)
        now = seconds_now();
    cr_assert(now > start);
}
