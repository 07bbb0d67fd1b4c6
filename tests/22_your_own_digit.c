#define _POSIX_C_SOURCE 200809L // open_memstream
// Chapter 22: drawings become digits, scores are explained to the last share, and
// networks are broken and packed as it says. The lesson is the same in all three
// number types.
#include "12_backpropagation/backpropagation.h"
#include "13_he_initialization/he.h"
#include "22_your_own_digit/your_own_digit.h"
#include "near.h"

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

// ----------------------------------------------------------------- drawings

static uint8_t digits[MAX_DIGITS][PIXELS];

// Draws strokes as they are written: "0,0 64,0 / 20,50 60,48" are two.
static int draw(const char *text)
{
    PenPoint pen[100];
    int count = 0, stroke = 0, read;
    for (double x, y; *text != '\0'; text += read)
        if (sscanf(text, " %lf,%lf %n", &x, &y, &read) == 2)
            pen[count++] = (PenPoint){x, y, stroke};
        else {
            stroke++;
            sscanf(text, "/ %n", &read);
        }
    return digits_from_pen(digits, pen, count);
}

// An arc around (x, y) from one angle to the other, as a stroke of 31 points.
static int add_arc(PenPoint *pen, int stroke, double x, double from, double to)
{
    for (int i = 0; i <= 30; i++) {
        double angle = from + (to - from) * i / 30;
        pen[i] = (PenPoint){x + 40 * cos(angle), 50 + 50 * sin(angle), stroke};
    }
    return 31;
}

static int row_ink(const uint8_t *pixels, int row)
{
    int sum = 0;
    for (int x = 0; x < DIGIT_SIDE; x++)
        sum += pixels[row * DIGIT_SIDE + x];
    return sum;
}

static int ink(const uint8_t *pixels)
{
    int sum = 0;
    for (int y = 0; y < DIGIT_SIDE; y++)
        sum += row_ink(pixels, y);
    return sum;
}

// Whether two digits differ by no more than `most` at any pixel.
static bool alike(const uint8_t *one, const uint8_t *other, int most)
{
    for (int i = 0; i < PIXELS; i++)
        if (abs(one[i] - other[i]) > most)
            return false;
    return true;
}

Test(digits_from_pen, draws_a_line_as_wide_as_in_MNIST)
{
    int count = draw("50,0 50,100");
    cr_assert(count == 1, "%d digits, but 1 is right", count);
    for (int y = 0; y < DIGIT_SIDE; y++) {
        int row = row_ink(digits[0], y);
        bool inside = y >= 5 && y < 25;
        cr_assert((row > 0) == inside,
                  "row %d has ink %d; rows 5 to 24 is right", y, row);
        if (y >= 8 && y < 22)
            expect_number(row / 255.0, 20 * 0.137, 0.15);
    }
}

Test(digits_from_pen, puts_the_center_of_mass_in_the_middle)
{
    draw("0,0 100,0 100,10 / 50,0 50,90");
    double x_sum = 0, y_sum = 0;
    for (int i = 0; i < PIXELS; i++) {
        x_sum += digits[0][i] * (i % DIGIT_SIDE);
        y_sum += digits[0][i] * (i / DIGIT_SIDE);
    }
    expect_number(x_sum / ink(digits[0]), 14, 0.5);
    expect_number(y_sum / ink(digits[0]), 14, 0.5);
}

Test(digits_from_pen, draws_the_same_digit_at_any_size_and_place)
{
    draw("0,0 64,0 32,100 / 20,50 60,48");
    uint8_t first[PIXELS];
    memcpy(first, digits[0], PIXELS);
    draw("512,256 768,256 640,656 / 592,456 752,448");
    cr_assert(alike(first, digits[0], 0),
              "four times as large, moved: another digit");
}

Test(digits_from_pen, draws_the_same_digit_at_any_speed)
{
    draw("0,0 60,0 30,100");
    uint8_t fast[PIXELS];
    memcpy(fast, digits[0], PIXELS);
    draw("0,0 15,0 30,0 45,0 60,0 60,0 45,50 36,80 30,100 30,100");
    cr_assert(alike(fast, digits[0], 1), "a slow pen draws another digit");
}

Test(digits_from_pen, keeps_the_way_through_the_air_blank)
{
    draw("0,0 0,100 / 30,100 30,0 / 0,2 30,2");
    int inked = 0, left = DIGIT_SIDE, right = 0;
    for (int x = 0; x < DIGIT_SIDE; x++)
        if (digits[0][14 * DIGIT_SIDE + x] > 127) {
            inked++;
            left = x < left ? x : left;
            right = x;
        }
    cr_assert(right - left + 1 > inked, "nothing is blank between two strokes");
    cr_assert(row_ink(digits[0], 24) < 255 * 7, "the bottom is closed");
}

Test(digits_from_pen, gives_a_crossing_no_more_ink_than_a_line)
{
    draw("0,0 100,100 / 0,100 100,0");
    double crossed = ink(digits[0]);
    draw("0,0 100,100 / 0,100 100,0 / 0,0 100,100");
    cr_assert(ink(digits[0]) == (int)crossed,
              "a line drawn twice has other ink");
}

Test(digits_from_pen, makes_a_dot_of_a_point)
{
    cr_assert(draw("7,7") == 1, "no digit");
    cr_assert(digits[0][14 * DIGIT_SIDE + 14] == 255, "no ink in the middle");
    cr_assert(digits[0][0] == 0, "ink in the corner");
}

Test(digits_from_pen, takes_strokes_that_touch_for_one_digit)
{
    PenPoint pen[100];
    double pi = acos(-1);
    int count = add_arc(pen, 0, 50, pi / 2, 3 * pi / 2);
    count += add_arc(pen + count, 1, 50, pi / 2, -pi / 2);
    int found = digits_from_pen(digits, pen, count);
    cr_assert(found == 1, "%d digits, but 1 is right", found);
    cr_assert(digits[0][14 * DIGIT_SIDE + 14] == 0, "a 0 is open");
}

Test(digits_from_pen, tells_digits_apart_from_left_to_right)
{
    PenPoint pen[100];
    double pi = acos(-1);
    int count = add_arc(pen, 0, 200, 0, 2 * pi);
    pen[count++] = (PenPoint){50, 0, 1};
    pen[count++] = (PenPoint){50, 100, 1};
    int found = digits_from_pen(digits, pen, count);
    cr_assert(found == 2, "%d digits, but 2 is right", found);
    cr_assert(digits[0][14 * DIGIT_SIDE + 14] > 200, "the line comes first");
    cr_assert(digits[1][14 * DIGIT_SIDE + 14] == 0, "the ring comes second");
    uint8_t ring[PIXELS];
    memcpy(ring, digits[1], PIXELS);
    digits_from_pen(digits, pen, count - 2);
    cr_assert(alike(ring, digits[0], 0), "alone it is another digit");
}

Test(digits_from_pen, knows_of_a_row_of_twenty)
{
    PenPoint pen[2 * MAX_DIGITS];
    for (int i = 0; i < MAX_DIGITS; i++) {
        pen[2 * i] = (PenPoint){60 * i, 0, i};
        pen[2 * i + 1] = (PenPoint){60 * i, 100, i};
    }
    int found = digits_from_pen(digits, pen, 2 * MAX_DIGITS);
    cr_assert(found == MAX_DIGITS, "%d digits, but 20 is right", found);
}

Test(digits_from_pen, leaves_out_a_speck)
{
    draw("50,0 50,100");
    uint8_t line[PIXELS];
    memcpy(line, digits[0], PIXELS);
    int found = draw("50,0 50,100 / 200,50");
    cr_assert(found == 1, "%d digits, but 1 is right", found);
    cr_assert(alike(line, digits[0], 0), "the speck changes the digit");
}

// --------------------------------------------------------------------- shares

// Fills a matrix with numbers in reading order.
static void fill_rows(Matrix M, const double *numbers)
{
    Matrix rows = from_rows(M.rows, M.cols, numbers);
    matrix_copy(M, rows);
    matrix_free(&rows);
}

// The small network of the lesson, in a network from 2 inputs to 2 classes: class 0
// has the score 2 g(z1) + 5 g(z2) + 0.5, class 1 the score 0.
static Network small_network(double a1, double a2)
{
    Network net = network_new(2, (int[]){2, 2, 2}, 2);
    network_set_batch(&net, 1);
    fill_rows(net.W[1], (double[]){1, 1, 2, -3});
    fill_rows(net.b[1], (double[]){-1, 1});
    fill_rows(net.W[2], (double[]){2, 5, 0, 0});
    fill_rows(net.b[2], (double[]){0.5, 0});
    fill_rows(net.A[0], (double[]){a1, a2});
    network_forward(&net);
    return net;
}

Test(score_slopes, is_right_by_hand)
{
    Network net = small_network(1, 2);
    Matrix S = matrix_new(2, 1), E = matrix_new(2, 1);
    score_slopes(S, &net, 0, 1);
    expect_rows(S, (double[]){2, 2});
    expect_rows(net.dZ[1], (double[]){2, 0});
    expect_near(shares(E, net.A[0], S), 6);
    expect_rows(E, (double[]){2, 4});
    expect_near(share_of_biases(&net), -1.5);
    network_free(&net);
    matrix_free(&S);
    matrix_free(&E);
}

Test(score_slopes, follows_units_that_switch)
{
    Network net = small_network(2, 0);
    Matrix S = matrix_new(2, 1), E = matrix_new(2, 1);
    score_slopes(S, &net, 0, 1);
    expect_rows(S, (double[]){12, -13});
    expect_near(shares(E, net.A[0], S), 24);
    expect_near(share_of_biases(&net), 3.5);
    network_free(&net);
    matrix_free(&S);
    matrix_free(&E);
}

Test(score_slopes, is_the_other_way_round_for_the_classes_exchanged)
{
    Network net = small_network(1, 2);
    Matrix S = matrix_new(2, 1);
    score_slopes(S, &net, 1, 0);
    expect_rows(S, (double[]){-2, -2});
    score_slopes(S, &net, 1, 1);
    expect_rows(S, (double[]){0, 0});
    network_free(&net);
    matrix_free(&S);
}

// A network of three layers that has read a random digit, with biases.
static Network random_network(Random *r)
{
    Network net = network_new(3, (int[]){PIXELS, 30, 20, CLASSES}, 1);
    he_initialize(&net, r);
    for (int l = 1; l <= net.L; l++)
        random_fill(net.b[l], 0.5, r);
    for (int i = 0; i < PIXELS; i++)
        net.A[0].x[i] = i % 3 == 0 ? (real)random_uniform(r) : 0;
    network_forward(&net);
    return net;
}

typedef struct {
    Network *net;
    int c, k;
} Asked;

static real difference(void *context)
{
    Asked *a = context;
    network_forward(a->net);
    Matrix z = a->net->Z[a->net->L];
    return z.x[a->c] - z.x[a->k];
}

Test(score_slopes, are_the_measured_slopes)
{
    Random r = random_new(1, 22);
    Network net = random_network(&r);
    Matrix S = matrix_new(PIXELS, 1);
    Asked asked = {&net, 7, 2};
    score_slopes(S, &net, 7, 2);
    Checked checked = {difference, &asked, &net.Z[1], 2};
    expect_gradient("the pixels", S, net.A[0], checked);
    network_free(&net);
    matrix_free(&S);
}

Test(shares, add_up_to_the_difference_of_two_scores)
{
    Random r = random_new(2, 22);
    Matrix S = matrix_new(PIXELS, 1), E = matrix_new(PIXELS, 1);
    for (int round = 0; round < 5; round++) {
        Network net = random_network(&r);
        for (int k = 1; k < CLASSES; k++) {
            Asked asked = {&net, 0, k};
            double wanted = (double)re(difference(&asked));
            score_slopes(S, &net, 0, k);
            expect_number(re(shares(E, net.A[0], S) + share_of_biases(&net)),
                          wanted, 10 * TOLERANCE);
        }
        network_free(&net);
    }
    matrix_free(&S);
    matrix_free(&E);
}

Test(shares, of_a_hidden_layer_add_up_with_the_biases_after_it)
{
    Random r = random_new(3, 22);
    Network net = random_network(&r);
    Matrix S = matrix_new(PIXELS, 1), E = matrix_new(20, 1);
    Asked asked = {&net, 4, 9};
    double wanted = (double)re(difference(&asked));
    score_slopes(S, &net, 4, 9);
    real biases = 0;
    for (int i = 0; i < CLASSES; i++)
        biases += net.b[3].x[i] * net.dZ[3].x[i];
    expect_number(re(shares(E, net.A[2], net.dA[2]) + biases), wanted,
                  10 * TOLERANCE);
    network_free(&net);
    matrix_free(&S);
    matrix_free(&E);
}

Test(score_slopes, refuses_two_digits, .signal = SIGABRT, .init = expect_abort)
{
    Network net = small_network(1, 2);
    network_set_batch(&net, 2);
    score_slopes(matrix_new(2, 1), &net, 0, 1);
}

Test(shares, refuses_a_result_that_does_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    shares(matrix_new(2, 1), matrix_new(3, 1), matrix_new(3, 1));
}

Test(shares, refuses_slopes_that_do_not_fit, .signal = SIGABRT,
     .init = expect_abort)
{
    shares(matrix_new(3, 1), matrix_new(3, 1), matrix_new(2, 1));
}

// ------------------------------------------------------------- broken networks

// Breakage i by its words.
static const Breakage *find(const char *words)
{
    for (int i = 0; i < BREAKAGES; i++)
        if (strcmp(breakages[i].words, words) == 0)
            return &breakages[i];
    cr_assert(false, "there is no '%s'", words);
    return NULL;
}

static int compare(const void *a, const void *b)
{
    double x = (double)re(*(const real *)a), y = (double)re(*(const real *)b);
    return (x > y) - (x < y);
}

// Spoils one of two equal networks; they must then differ in layer l alone, of which
// the weights are the same in another order.
static void expect_shuffled(const char *words, int l)
{
    Random r = random_new(4, 22);
    Network whole = random_network(&r), net = network_new(3, whole.n, 1);
    matrix_copy(net.theta, whole.theta);
    find(words)->spoil(&net, &r);
    int moved = 0;
    for (size_t i = 0; i < elements(net.W[l]); i++)
        moved += re(net.W[l].x[i]) != re(whole.W[l].x[i]);
    cr_assert(moved > (int)elements(net.W[l]) * 9 / 10, "%d weights moved",
              moved);
    for (int i = 0; i < 2; i++) {
        Matrix W = i ? net.W[l] : whole.W[l];
        qsort(W.x, elements(W), sizeof *W.x, compare);
    }
    expect_same(net.theta, whole.theta);
    network_free(&whole);
    network_free(&net);
}

Test(breakages, shuffle_the_first_layer)
{
    expect_shuffled("weights of layer 1 in another order", 1);
}

Test(breakages, shuffle_the_last_layer)
{
    expect_shuffled("weights of the last layer in another order", 3);
}

Test(breakages, forget_all_biases_and_nothing_else)
{
    Random r = random_new(5, 22);
    Network net = random_network(&r), whole = random_network(&r);
    matrix_copy(whole.theta, net.theta);
    find("the biases are forgotten")->spoil(&net, &r);
    for (int l = 1; l <= 3; l++) {
        Matrix none = matrix_new(net.n[l], 1);
        expect_same(net.b[l], none);
        expect_same(net.W[l], whole.W[l]);
        matrix_free(&none);
    }
    network_free(&net);
    network_free(&whole);
}

// A network of two inputs must then have these, of (1, 2) as scale 3 left them.
static void expect_inputs(const char *words, double a1, double a2)
{
    Random r = random_new(6, 22);
    Network net = small_network(1, 2);
    broken_forward(&net, find(words), 3, &r);
    expect_rows(net.A[0], ((double[]){a1, a2}));
    network_free(&net);
}

Test(breakages, change_inputs_as_they_say)
{
    expect_inputs("nothing", 1, 2);
    expect_inputs("pixels are not divided", 3, 6);
    expect_inputs("pixels are divided by 255", 3 / 255.0, 6 / 255.0);
    expect_inputs("dark ink on light paper", 84, 83);
}

// Pixel (row, column) of a changed picture must be what pixel `from` was.
static void expect_moved(const char *words, int row, int col, int from)
{
    Matrix A = matrix_new(PIXELS, 2);
    for (int i = 0; i < PIXELS; i++)
        *at(A, i, 1) = (real)i;
    find(words)->change_inputs(A, 3);
    expect_near(*at(A, row * DIGIT_SIDE + col, 1), from);
    expect_near(*at(A, row * DIGIT_SIDE + col, 0), 0);
    matrix_free(&A);
}

Test(breakages, move_pixels_as_they_say)
{
    expect_moved("left and right exchanged", 2, 5, 2 * 28 + 22);
    expect_moved("upside down", 2, 5, 25 * 28 + 5);
    expect_moved("rows taken for columns", 2, 5, 5 * 28 + 2);
}

Test(breakages, forget_training_but_not_how_it_began)
{
    Random r = random_new(9, 22);
    Network net = random_network(&r);
    matrix_fill(net.theta, 7);
    find("it was never trained")->spoil(&net, &r);
    double squares = 0;
    for (size_t i = 0; i < elements(net.W[1]); i++)
        squares += (double)re(net.W[1].x[i]) * (double)re(net.W[1].x[i]);
    expect_number(squares / (double)elements(net.W[1]), 2.0 / PIXELS,
                  0.1 * 2 / PIXELS);
    for (int i = 0; i < net.n[2]; i++)
        expect_near(net.b[2].x[i], 0);
    network_free(&net);
}

Test(broken_forward, reads_with_the_changed_inputs)
{
    Random r = random_new(6, 22);
    Network net = small_network(1, 2);
    broken_forward(&net, find("pixels are not divided"), 3, &r);
    expect_rows(net.Z[1], (double[]){8, -11});
    network_free(&net);
}

Test(broken_forward, leaves_half_of_the_hidden_units_out)
{
    Random r = random_new(7, 22);
    Network net = network_new(3, (int[]){1, 1000, 1000, CLASSES}, 1);
    matrix_fill(net.b[1], 1);
    matrix_fill(net.b[2], 1);
    broken_forward(&net, find("dropout is switched on"), 1, &r);
    for (int l = 1; l <= 2; l++) {
        int off = 0;
        for (int i = 0; i < 1000; i++) {
            off += re(net.A[l].x[i]) == 0;
            if (re(net.A[l].x[i]) != 0)
                expect_near(net.A[l].x[i], 2);
        }
        cr_assert(off > 400 && off < 600, "%d of 1000 are off", off);
    }
    network_free(&net);
}

// --------------------------------------------------------------- packed networks

Test(round_weights, is_right_by_hand)
{
    Network net = network_new(1, (int[]){3, 2}, 1);
    fill_rows(net.W[1], (double[]){0.30, -0.11, 0.02, 0, 0, 0});
    fill_rows(net.b[1], (double[]){0.123, -4});
    round_weights(&net, 127);
    double step = 0.30 / 127;
    Matrix W = net.W[1];
    expect_rows(W, (double[]){0.30, -47 * step, 8 * step, 0, 0, 0});
    expect_rows(net.b[1], (double[]){0.123, -4});
    network_free(&net);
}

Test(round_weights, keeps_signs_alone_with_one_step)
{
    Network net = network_new(1, (int[]){3, 1}, 1);
    fill_rows(net.W[1], (double[]){-5, 2.6, 2.4});
    round_weights(&net, 1);
    expect_rows(net.W[1], (double[]){-5, 5, 0});
    network_free(&net);
}

Test(unpack_network, gives_back_what_was_packed_but_for_the_rounding)
{
    Random r = random_new(8, 22);
    Network net = random_network(&r);
    char *packed = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&packed, &size);
    pack_network(stream, &net, 66.128792019956379);
    fclose(stream);
    double scale = 0;
    Network back = unpack_network(&scale, packed);
    round_weights(&net, 127);
    cr_assert(back.L == 3 && back.n[0] == PIXELS && back.n[3] == CLASSES,
              "its shape");
    expect_number(scale, 66.128792019956379, 0);
    cr_assert(largest_difference(net.theta, back.theta) < 1e-6,
              "they differ by %g", largest_difference(net.theta, back.theta));
    free(packed);
    network_free(&net);
    network_free(&back);
}
