// The command `test` on a network made by hand and a few digits, for which one
// can tell beforehand all that it must say.
#include "16_digit_classifier/model.h"
#include "common/files/output.h"
#include "expect.h"
#include "near.h"

#include <math.h>
#include <string.h>

TestSuite(test_command, .init = scratch_enter, .fini = scratch_leave,
          .timeout = 900);

// What a digit here shows: one of two bars of 2 x 4 pixels, left or right.
typedef enum { LEFT, RIGHT } Bar;

static Digits bars(int count, const Bar *bar, const uint8_t *labels)
{
    Digits d = {count, calloc((size_t)count, PIXELS), malloc((size_t)count)};
    memcpy(d.labels, labels, (size_t)count);
    for (int i = 0; i < count; i++)
        for (int y = 0; y < 4; y++)
            for (int x = 0; x < 2; x++)
                d.pixels[i * PIXELS + y * DIGIT_SIDE + 2 * (int)bar[i] + x] =
                    255;
    return d;
}

// Writes the network into a file, and frees it.
static Path saved(Network *net)
{
    Path path = in_scratch("model");
    Output o = output_open(path.text);
    model_write(o.stream, net, 255, false, NULL, 0);
    output_close(&o);
    network_free(net);
    return path;
}

// A unit for each bar, and one that is always silent. The left bar is a 3 with
// a chance of 81 / 90, the right one a 7 with 36 / 45; the other digits share
// the rest, 1 / 90 or 1 / 45 each.
static Path bar_model(void)
{
    Network net = network_new(2, (int[]){PIXELS, 3, CLASSES}, 1);
    for (int y = 0; y < 4; y++)
        for (int x = 0; x < 4; x++)
            *at(net.W[1], x / 2, y * DIGIT_SIDE + x) = (real)(1 / 8.0);
    net.b[1].x[2] = -1;
    *at(net.W[2], 3, LEFT) = (real)log(81.0);
    *at(net.W[2], 7, RIGHT) = (real)log(36.0);
    return saved(&net);
}

static void write_sets(void)
{
    Digits train =
        bars(3, (Bar[]){LEFT, LEFT, LEFT}, (const uint8_t[]){3, 3, 7});
    Digits test = bars(4, (Bar[]){LEFT, RIGHT, RIGHT, LEFT},
                       (const uint8_t[]){3, 2, 7, 5});
    scratch_digits("train", train);
    scratch_digits("t10k", test);
    digits_free(&train);
    digits_free(&test);
}

// Losses: training (2 log 90/81 + log 90) / 3, test (log 90/81 + log 45 +
// log 45/36 + log 90) / 4. Only the unit of the left bar speaks for a training
// digit. The 5 read as a 3 comes last but is surer than the 2 read as a 7.
static const char expected[] =
    "           digits     loss      right\n"
    "training        3   1.5702    66.67 %\n"
    "test            4   2.1587    50.00 %\n"
    "\n"
    "Of the 3 units of layer 1, 2 are silent for every training digit.\n"
    "\n"
    "Test digits by label (row) and answer (column):\n"
    "\n"
    "          0     1     2     3     4     5     6     7     8     9   "
    "right\n"
    "    0     .     .     .     .     .     .     .     .     .     .\n"
    "    1     .     .     .     .     .     .     .     .     .     .\n"
    "    2     .     .     .     .     .     .     .     1     .     .   0.0 "
    "%\n"
    "    3     .     .     .     1     .     .     .     .     .     .  100.0 "
    "%\n"
    "    4     .     .     .     .     .     .     .     .     .     .\n"
    "    5     .     .     .     1     .     .     .     .     .     .   0.0 "
    "%\n"
    "    6     .     .     .     .     .     .     .     .     .     .\n"
    "    7     .     .     .     .     .     .     .     1     .     .  100.0 "
    "%\n"
    "    8     .     .     .     .     .     .     .     .     .     .\n"
    "    9     .     .     .     .     .     .     .     .     .     .\n"
    "\n"
    "The surest mistakes:\n"
    "█              █            \n"
    "                            \n"
    "                            \n"
    "                            \n"
    "                            \n"
    "                            \n"
    "                            \n"
    "  5 read as 3   2 read as 7 \n"
    " chance 0.9000 chance 0.8000\n";

Test(test_command, says_all_that_is_known_of_a_network_made_by_hand)
{
    write_sets();
    Result r = run_command("16_digit_classifier test --data %s --model %s",
                           in_scratch(".").text, bar_model().text);
    expect_success(r);
    static const char origin[] = ": how it was trained is not said there\n\n";
    const char *numbers = strstr(r.out, origin);
    cr_assert(numbers != NULL, "%s", r.out);
    cr_assert_str_eq(numbers + strlen(origin), expected);
}

// The picture has the same numbers, and the weights in hundredths.
Test(test_command, writes_the_numbers_of_its_picture)
{
    write_sets();
    expect_success(run_command(
        "16_digit_classifier test --data %s --model %s --picture %s",
        in_scratch(".").text, bar_model().text, in_scratch("numbers").text));
    Result r =
        run_command("grep -v '^[^#]* 0$' %s", in_scratch("numbers").text);
    cr_assert_str_eq(r.out, "\n\n# confusion\n2 7 1\n3 3 1\n5 3 1\n7 7 1\n"
                            "\n\n# answers\n5 3 0.9000\n2 7 0.8000\n"
                            "\n\n# mistake 0\n\n\n# mistake 1\n"
                            "\n\n# unit 0\n\n\n# unit 1\n\n\n# unit 2\n");
    r = run_command("grep '[1-9] 0 0 0 ' %s", in_scratch("numbers").text);
    cr_assert(strncmp(r.out, "1 1 0 0 0 ", 10) == 0, "%s", r.out);
    r = run_command("sed -n '/^# unit 1/,/^$/p' %s | grep -c '^0 0 13 13 0 0 '",
                    in_scratch("numbers").text);
    cr_assert_str_eq(r.out, "4\n");
}

// What it says of silent units where digit `place` of the training digits shows
// the right bar and the rest of them `rest`.
static Result silent_units(int count, Bar rest, int place)
{
    Bar *bar = calloc((size_t)count, sizeof *bar);
    for (int i = 0; i < count; i++)
        bar[i] = i == place ? RIGHT : rest;
    uint8_t *labels = calloc((size_t)count, 1);
    Digits d = bars(count, bar, labels);
    scratch_digits("train", d);
    digits_free(&d);
    free(bar);
    free(labels);
    return run_command("16_digit_classifier test --data %s --model %s | "
                       "grep silent",
                       in_scratch(".").text, bar_model().text);
}

// Batches have 256 digits, so these are two.
Test(test_command, finds_the_one_digit_for_which_a_unit_is_not_silent)
{
    write_sets();
    const int places[] = {0, 1, 255, 256, 510, 511};
    for (int i = 0; i < 6; i++)
        cr_assert_str_eq(silent_units(512, LEFT, places[i]).out,
                         "Of the 3 units of layer 1, 1 are silent for every "
                         "training digit.\n");
}

Test(test_command, counts_the_first_unit_among_the_silent_ones)
{
    write_sets();
    cr_assert_str_eq(silent_units(3, RIGHT, 0).out,
                     "Of the 3 units of layer 1, 2 are silent for every "
                     "training digit.\n");
}

// What it says of its answers where a 3 and a digit with this label show left
// bars.
static Result answers(uint8_t label)
{
    Digits d = bars(2, (Bar[]){LEFT, LEFT}, (const uint8_t[]){3, label});
    write_sets();
    scratch_digits("t10k", d);
    digits_free(&d);
    return run_command("16_digit_classifier test --data %s --model %s | "
                       "grep -e ^test -e mistakes -e read -e chance",
                       in_scratch(".").text, bar_model().text);
}

Test(test_command, shows_a_single_mistake)
{
    cr_assert_str_eq(answers(5).out, "test            2   2.3026    50.00 %\n"
                                     "The surest mistakes:\n"
                                     "  5 read as 3 \n"
                                     " chance 0.9000\n");
}

Test(test_command, shows_the_first_of_equal_mistakes_first)
{
    Digits d = bars(3, (Bar[]){LEFT, LEFT, RIGHT}, (const uint8_t[]){8, 5, 2});
    Path model = bar_model();
    write_sets();
    scratch_digits("t10k", d);
    digits_free(&d);
    Result r = run_command("16_digit_classifier test --data %s --model %s | "
                           "grep read",
                           in_scratch(".").text, model.text);
    cr_assert_str_eq(r.out, "  8 read as 3   5 read as 3   2 read as 7 \n");
}

Test(test_command, says_nothing_of_mistakes_where_there_is_none)
{
    cr_assert_str_eq(answers(3).out, "test            2   0.1054   100.00 %\n");
}

// Its units are the ten answers, and their weights are all 0.
Test(test_command, says_nothing_of_silent_units_where_no_layer_is_hidden)
{
    write_sets();
    Network net = network_new(1, (int[]){PIXELS, CLASSES}, 1);
    Result r = run_command("16_digit_classifier test --data %s --model %s | "
                           "sed -n 4,7p",
                           in_scratch(".").text, saved(&net).text);
    cr_assert_str_eq(r.out, "training        3   2.3026     0.00 %\n"
                            "test            4   2.3026     0.00 %\n"
                            "\n"
                            "Test digits by label (row) and answer "
                            "(column):\n");
}

// Of the training digits it then says nothing.
Test(test_command, needs_no_training_digits)
{
    write_sets();
    remove(in_scratch("train-images-idx3-ubyte").text);
    Result r = run_command("16_digit_classifier test --data %s --model %s",
                           in_scratch(".").text, bar_model().text);
    expect_success(r);
    cr_assert(strstr(r.out, "right\ntest            4   2.1587    50.00 %\n\n"
                            "Test digits by label") != NULL,
              "%s", r.out);
}

Test(test_command, needs_the_test_digits)
{
    write_sets();
    remove(in_scratch("t10k-images-idx3-ubyte").text);
    expect_failure(run_command("16_digit_classifier test --data %s --model %s",
                               in_scratch(".").text, bar_model().text),
                   1, "holds neither t10k-images-idx3-ubyte nor", NULL);
}

// What it says on standard error of `right` bars labeled 7 and one more, labeled 0,
// all written with rows and columns exchanged: they look like threes.
static Result exchanged(int right)
{
    Bar bar[9] = {RIGHT, RIGHT, RIGHT, RIGHT};
    uint8_t labels[9] = {7, 7, 7, 7};
    labels[right] = 0;
    Digits d = bars(right + 1, bar, labels);
    for (int i = 0; i < d.count; i++)
        for (int y = 0; y < DIGIT_SIDE; y++)
            for (int x = 0; x < y; x++) {
                uint8_t *a = d.pixels + i * PIXELS + y * DIGIT_SIDE + x;
                uint8_t *b = d.pixels + i * PIXELS + x * DIGIT_SIDE + y;
                uint8_t moved = *a;
                *a = *b;
                *b = moved;
            }
    scratch_digits("t10k", d);
    digits_free(&d);
    return run_command("16_digit_classifier test --data %s --model %s",
                       in_scratch(".").text, bar_model().text);
}

Test(test_command, says_when_pictures_have_rows_and_columns_exchanged)
{
    Result r = exchanged(4);
    cr_assert(r.status == 0);
    cr_assert_str_eq(
        r.err, "note: with rows and columns exchanged 80.00 % of the "
               "test digits would be right; these are written as EMNIST's "
               "are: exchange them\n");
}

Test(test_command, says_nothing_of_that_where_it_helps_little)
{
    expect_success(exchanged(0));
}
