// The command `train` over several epochs: what it logs and saves is what
// training epoch by epoch gives, and digits that are kept apart have no say.
#include "16_digit_classifier/checkpoint.h"
#include "16_digit_classifier/classifier.h"
#include "16_digit_classifier/model.h"
#include "16_digit_classifier/settings.h"
#include "common/files/output.h"
#include "common/program/clock.h"
#include "common/program/console.h"
#include "expect.h"
#include "near.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(checkpoint, .init = scratch_enter, .fini = scratch_leave);
TestSuite(train_command, .init = scratch_enter, .fini = scratch_leave,
          .timeout = 900);

static Recipe small_recipe(void)
{
    Recipe r = source_recipe();
    r.epochs = 3;
    r.batch = 64;
    r.seed = 4;
    r.decay = 0.5;
    r.hidden = (NumberList){2, {12, 8}};
    r.keep = (NumberList){2, {0.9, 0.8}};
    return r;
}

#define SMALL                                                            \
    "16_digit_classifier train --hidden 12,8 --keep 0.9,0.8 --epochs 3 " \
    "--batch 64 --seed 4 --decay 0.5"

// Of digit i, the first two pixels say i and the third is dark: no other digit
// looks like it.
static Digits numbered_digits(int count)
{
    Digits d = sparse_digits(count, 17);
    for (int i = 0; i < count; i++) {
        d.pixels[i * PIXELS] = (uint8_t)(i / 200);
        d.pixels[i * PIXELS + 1] = (uint8_t)(i % 200);
    }
    return d;
}

// Counts in seen[] which digits the last step was made on, and expects their
// labels beside them.
static void note_batch(const Trainer *t, Digits d, int m, int *seen)
{
    for (int j = 0; j < m; j++) {
        const real *pixel = at(t->net.A[0], 0, j);
        int i = (int)lround((double)(200 * 255 * re(pixel[0]))) +
                (int)lround((double)(255 * re(pixel[1])));
        cr_assert(i >= 0 && i < d.count, "there is no digit %d", i);
        seen[i]++;
        cr_assert(re(*at(t->net.Y, d.labels[i], j)) == 1,
                  "digit %d was trained with another's label", i);
    }
}

Test(epochs, take_every_digit_once_with_its_label_and_count_their_steps)
{
    enum { COUNT = 450, STEPS = 8 }; // 7 batches of 64 and one of 2
    Recipe r = small_recipe();
    Digits d = numbered_digits(COUNT);
    Trainer t = trainer_new(&r, d.count);
    for (int epoch = 1; epoch <= 3; epoch++) {
        int seen[COUNT] = {0};
        begin_epoch(&t, epoch, 0);
        for (int done = 0; done < d.count;) {
            int m = train_batch(&t, d, done, 255);
            note_batch(&t, d, m, seen);
            done += m;
            double alpha = 0.005 / (1 + 0.5 * (epoch - 1));
            cr_assert(fabs(t.adam.alpha - alpha) < 1e-15, "%g, not %g",
                      t.adam.alpha, alpha);
        }
        for (int i = 0; i < COUNT; i++)
            cr_assert(seen[i] == 1, "epoch %d took digit %d %d times", epoch, i,
                      seen[i]);
        cr_assert(t.adam.t == epoch * STEPS,
                  "Adam counts %d steps after %d epochs", t.adam.t, epoch);
    }
    trainer_free(&t);
    digits_free(&d);
}

static Network saved_network(void)
{
    return model_read(in_scratch("model").text, 1).net;
}

static bool same_parameters(const Network *a, const Network *b)
{
    return a->theta.rows == b->theta.rows &&
           memcmp(a->theta.x, b->theta.x,
                  elements(a->theta) * sizeof *a->theta.x) == 0;
}

#if defined REAL_FLOAT // as the command itself

// What the command must log of an epoch, but for the seconds.
static void log_row(char row[200], Trainer *t, int epoch, Digits train,
                    Digits test, double scale)
{
    Score a = network_score(&t->net, train, scale);
    Score b = network_score(&t->net, test, scale);
    snprintf(row, 200, "%d,%.6f,%.4f,%.6f,%.4f,%.9g,", epoch, a.loss,
             a.accuracy, b.loss, b.accuracy, t->adam.alpha);
}

// Returns what stands in the row after that: the seconds.
static double expect_row(FILE *log, const char *expected)
{
    char row[200];
    size_t length = strlen(expected);
    cr_assert(fgets(row, sizeof row, log) != NULL, "no row like %s", expected);
    cr_assert(strncmp(row, expected, length) == 0, "%s, not %s", row, expected);
    return strtod(row + length, NULL);
}

Test(train_command, logs_each_epoch_and_saves_the_last)
{
    Recipe r = small_recipe();
    Digits train = digits_load("data/sample", "train");
    Digits test = digits_hold_back(&train, 300);
    double scale = length_scale(train);
    double start = seconds_now(), trained = 0;
    Result said_all = run_command(
        SMALL " --data data/sample --hold-back 300 --runs %s --log %s "
              "--model %s",
        in_scratch("runs").text, in_scratch("log").text,
        in_scratch("model").text);
    expect_success(said_all);
    double elapsed = seconds_now() - start;
    const char *said = said_all.out;

    FILE *log = fopen(in_scratch("log").text, "r");
    expect_row(log, "epoch,train_loss,train_accuracy,test_loss,test_accuracy,"
                    "alpha,seconds,silent_1,silent_2\n");
    Trainer t = trainer_new(&r, train.count);
    for (int epoch = 1; epoch <= r.epochs; epoch++) {
        char row[200];
        begin_epoch(&t, epoch, 0);
        for (int done = 0; done < train.count;)
            done += train_batch(&t, train, done, scale);
        log_row(row, &t, epoch, train, test, scale);
        double seconds = expect_row(log, row), printed;
        said = strstr(said + 1, "trained in ");
        cr_assert(sscanf(said, "trained in %lf", &printed) == 1);
        cr_assert(seconds > 0 && fabs(seconds - printed) < 0.006,
                  "%g s in the log, %g printed", seconds, printed);
        trained += seconds;
    }
    cr_assert(getc(log) == EOF, "more than a row an epoch");
    cr_assert(trained < elapsed, "of %g s, %g in epochs", elapsed, trained);
    fclose(log);

    Network saved = saved_network();
    cr_assert(same_parameters(&saved, &t.net),
              "the saved network is not that of epoch 3");
    network_free(&saved);
    trainer_free(&t);
    digits_free(&train);
    digits_free(&test);
}

// Trains the digits from `first` on of an epoch.
static void train_from(Trainer *t, Digits d, int epoch, int first, int end)
{
    begin_epoch(t, epoch, first);
    while (first < end)
        first += train_batch(t, d, first, 255);
}

Test(checkpoint, goes_on_within_an_epoch_as_if_it_had_not_stopped)
{
    Recipe recipe = small_recipe();
    Digits d = numbered_digits(450);
    Trainer whole = trainer_new(&recipe, d.count);
    train_from(&whole, d, 1, 0, 450);
    train_from(&whole, d, 2, 0, 450);

    Trainer stopped = trainer_new(&recipe, d.count);
    train_from(&stopped, d, 1, 0, 450);
    train_from(&stopped, d, 2, 0, 192);
    Progress p = {.epochs = 1, .position = 192, .best = 12.5}, seen;
    progress_log(&p, "a header\n");
    progress_log(&p, "row %d\n", 1);
    Path path = in_scratch("checkpoint"), log = in_scratch("log");
    checkpoint_write(path.text, log.text, &stopped, &p, NULL, 0);
    train_from(&stopped, d, 2, 192, 450); // which the copy does not see
    checkpoint_wait();

    Trainer again = trainer_new(&recipe, d.count);
    Safetensors file = checkpoint_read(path.text, &seen);
    cr_assert(seen.epochs == 1 && seen.position == 192 && seen.best == 12.5);
    cr_assert_str_eq(seen.log, "a header\nrow 1\n");
    cr_assert(scratch_holds("log", seen.log));
    checkpoint_restore(&again, &seen, &file, path.text);
    train_from(&again, d, 2, seen.position, 450);
    cr_assert(same_parameters(&again.net, &whole.net));
    cr_assert(again.adam.t == whole.adam.t);
    safetensors_free(&file);
    free(p.log);
    free(seen.log);
    trainer_free(&whole);
    trainer_free(&stopped);
    trainer_free(&again);
    digits_free(&d);
}
#endif

// The network of a training on these digits, whose log is `log`.
static Network train_on(Digits train, Digits test, const char *options)
{
    scratch_digits("train", train);
    scratch_digits("t10k", test);
    Result r =
        run_command(SMALL " --data %s --runs %s --log %s --model %s %s",
                    in_scratch(".").text, in_scratch("runs").text,
                    in_scratch("log").text, in_scratch("model").text, options);
    expect_success(r);
    return saved_network();
}

// The training's columns of the log.
static Result curve(void)
{
    return run_command("cut -d , -f 2,3 %s", in_scratch("log").text);
}

Test(train_command, learns_nothing_from_held_back_and_test_digits)
{
    Digits train = numbered_digits(450), test = numbered_digits(100);
    Network before = train_on(train, test, "--hold-back 50");
    Result curve_before = curve();
    for (int i = 400 * PIXELS; i < 450 * PIXELS; i++)
        train.pixels[i] = (uint8_t)(255 - train.pixels[i]);
    for (int i = 0; i < 100 * PIXELS; i++)
        test.pixels[i] = (uint8_t)(255 - test.pixels[i]);
    Network after = train_on(train, test, "--hold-back 50");
    cr_assert(same_parameters(&after, &before));
    cr_assert_str_eq(curve().out, curve_before.out);
    train.pixels[400 * PIXELS - 1] ^= 255; // the last one that it trains on
    Network other = train_on(train, test, "--hold-back 50");
    cr_assert(!same_parameters(&other, &before));
    network_free(&before);
    network_free(&after);
    network_free(&other);
    digits_free(&train);
    digits_free(&test);
}

#if defined _OPENMP
Test(train_command, has_the_same_bits_for_any_number_of_threads)
{
    Digits d = sparse_digits(300, 18);
    Network one = train_on(d, d, "--threads 1 --hidden 400,100 --batch 256");
    Network three = train_on(d, d, "--threads 3 --hidden 400,100 --batch 256");
    cr_assert(same_parameters(&one, &three));
    network_free(&one);
    network_free(&three);
    digits_free(&d);
}

Test(train_command, uses_as_many_threads_as_it_is_told)
{
    // OpenMP says of each thread of a team how many they are. In one epoch, since they are
    // fewer while its checkpoint is written.
    Result r = run_command(
        "OMP_DISPLAY_AFFINITY=TRUE OMP_AFFINITY_FORMAT='%%n of %%N' " SMALL
        " --hidden 400,100 --epochs 1 --threads 3 --data data/sample "
        "--runs %s 2>&1 | grep ' of ' | sort -u",
        in_scratch("runs").text);
    cr_assert_str_eq(r.out, "0 of 3\n1 of 3\n2 of 3\n");
}
#endif

// A method has too many settings of its own: a mistake of whoever wrote it.
Test(settings, are_no_more_than_there_is_room_for, .signal = SIGABRT,
     .init = expect_abort)
{
    static Settings s;
    int value = 0;
    Option own[MAX_OWN_SETTINGS + 1];
    for (int i = 0; i <= MAX_OWN_SETTINGS; i++)
        own[i] = option_int("one", &value, 0, 1, "of them");
    const Method method = {.recipe = source_recipe(),
                           .options = own,
                           .count = MAX_OWN_SETTINGS + 1};
    settings_read(&s, &method, 1, (char *[]){"train", NULL});
}
