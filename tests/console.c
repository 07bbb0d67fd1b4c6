#define _XOPEN_SOURCE 700 // clock_gettime, posix_openpt
#include "common/files/digits.h"
#include "common/program/console.h"
#include "expect.h"
#include "near.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void draw_bars(void *context)
{
    (void)context;
    print_bar(0, 4);
    printf("|");
    print_bar(0.5, 4);
    printf("|");
    print_bar(1, 4);
    printf("|");
    print_bar(0.37, 4);
    printf("|");
    print_bar(0.38, 4);
}

Test(print_bar, fills_its_share_of_the_width)
{
    Result r = run_action(draw_bars, NULL);
    expect_success(r);
    cr_assert_str_eq(r.out, "    |██  |████|█   |██  ");
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

static const char *const shades[] = {" ", "░", "▒", "▓", "█"};

// The shade of cell (x, y) of the image that is drawn here.
static int level_at(int x, int y)
{
    return (x + 3 * y) % 5;
}

// Grays from 2 to 4. Every cell has the mean of its shade, in which the pixels
// differ: a neighbor's pixel would change it.
static void draw_levels(void *context)
{
    int step = *(int *)context;
    Matrix image = matrix_new(PIXELS, 1);
    for (int row = 0; row < DIGIT_SIDE; row++)
        for (int col = 0; col < DIGIT_SIDE; col++) {
            int level = level_at(col / step, row / (2 * step));
            double apart = row % 2 == 0 ? 0.19 : -0.19;
            *at(image, row * DIGIT_SIDE + col, 0) =
                (real)(2 + 2 * (0.2 * level + 0.1 + apart));
        }
    draw_images(image, 2, 4, step);
    matrix_free(&image);
}

Test(draw_images, gives_each_cell_the_shade_of_its_mean)
{
    for (int step = 1; step <= 2; step++) {
        char wanted[2000] = "";
        for (int y = 0; y < DIGIT_SIDE / 2 / step; y++) {
            for (int x = 0; x < DIGIT_SIDE / step; x++)
                strcat(wanted, shades[level_at(x, y)]);
            strcat(wanted, "\n");
        }
        Result r = run_action(draw_levels, &step);
        expect_success(r);
        cr_assert_str_eq(r.out, wanted);
    }
}

static void draw_coarsely(void *context)
{
    (void)context;
    Matrix image = matrix_new(PIXELS, 1);
    draw_images(image, -1, 0, 3);
    matrix_free(&image);
}

Test(draw_images, leaves_out_what_does_not_fill_a_cell)
{
    Result r = run_action(draw_coarsely, NULL);
    expect_success(r);
    cr_assert(count_of("\n", r.out) == 4 && count_of("█", r.out) == 4 * 9);
}

static void draw_other_shape(void *context)
{
    (void)context;
    draw_images(matrix_new(DIGIT_SIDE, DIGIT_SIDE), 0, 1, 1);
}

Test(draw_images, refuses_another_shape)
{
    expect_failure(run_action(draw_other_shape, NULL), 128 + SIGABRT, "28 x 28",
                   "784 x 28", NULL);
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
    progress("digit", 9995, 10000);
    progress_end();
}

Test(progress, says_nothing_unless_a_terminal_watches)
{
    Result r = run_action(make_progress, NULL);
    expect_success(r);
    cr_assert(r.out[0] == '\0');
}

static void make_progress_on(void *terminal)
{
    dup2(open(terminal, O_RDWR | O_NOCTTY), STDERR_FILENO);
    make_progress(NULL);
}

Test(progress, is_drawn_over_and_over_on_one_line_of_a_terminal)
{
    int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    cr_assert(grantpt(terminal) == 0 && unlockpt(terminal) == 0);
    char *name = ptsname(terminal), seen[80] = "";
    int kept_open = open(name, O_RDWR | O_NOCTTY);
    expect_success(run_action(make_progress_on, name));
    close(kept_open); // so that reading ends where nothing more can come
    for (size_t n = 0; strstr(seen, "[K") == NULL; n = strlen(seen))
        cr_assert(read(terminal, seen + n, sizeof seen - 1 - n) > 0);
    cr_assert_str_eq(seen, "\rdigit 5/10 (50%) \rdigit 9995/10000 (99%) "
                           "\r\033[K");
    close(terminal);
}
