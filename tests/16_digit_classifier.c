#define _POSIX_C_SOURCE 200809L // chdir, mkdir
#include "13_he_initialization/he.h"
#include "16_digit_classifier/classifier.h"
#include "16_digit_classifier/model.h"
#include "common/files/output.h"
#include "common/files/safetensors.h"
#include "expect.h"
#include "near.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef _OPENMP
#include <omp.h>
#endif

static Recipe small_recipe(void)
{
    Recipe r = source_recipe();
    r.batch = 16;
    r.hidden = (NumberList){2, {40, 20}};
    return r;
}

static void train_epochs(Trainer *t, Digits d, int epochs)
{
    for (int epoch = 1; epoch <= epochs; epoch++) {
        begin_epoch(t, epoch, 0);
        for (int done = 0; done < d.count;)
            done += train_batch(t, d, done, 255);
    }
}

Test(recipe, is_that_of_the_source)
{
    Recipe r = source_recipe();
    expect_number(r.epochs, 40, 0);
    expect_number(r.seed, 1, 0);
    expect_number(r.alpha, 0.005, 0);
    expect_number(r.decay, 0.00001, 0);
    expect_number(r.hidden.count, 2, 0);
    expect_number(r.keep.count, 2, 0);
    Trainer t = trainer_new(&r, 1);
    expect_number(t.net.L, 3, 0);
    expect_number(t.net.theta.rows, 355110, 0);
    expect_number(t.net.n[1], 400, 0);
    expect_number(t.net.n[2], 100, 0);
    cr_assert(t.keep[1] == 0.4 && t.keep[2] == 0.5,
              "layers 1 and 2 keep %g and %g", t.keep[1], t.keep[2]);
    expect_number(t.adam.beta1, 0.8, 0);
    expect_number(t.adam.beta2, 0.999, 0);
    expect_number(t.adam.epsilon, 1e-8, 0);
    expect_number(t.adam.t, 0, 0);
    expect_number(t.net.capacity, 256, 0);
    trainer_free(&t);
}

Test(epoch_alpha, falls_with_epochs_and_does_not_compound)
{
    Recipe r = {.alpha = 0.005, .decay = 0.25};
    expect_number(epoch_alpha(&r, 1), 0.005, 1e-18);
    expect_number(epoch_alpha(&r, 2), 0.004, 1e-18);
    expect_number(epoch_alpha(&r, 5), 0.0025, 1e-18);
    r.decay = 0.00001;
    expect_number(epoch_alpha(&r, 8) / r.alpha, 0.99993, 1e-8);
}

Test(begin_epoch, lowers_the_learning_rate_by_epochs_and_not_by_steps)
{
    Recipe r = small_recipe();
    Digits d = sparse_digits(37, 16);
    r.alpha = 0.005;
    r.decay = 0.25;
    Trainer t = trainer_new(&r, d.count);
    train_epochs(&t, d, 1); // three steps
    begin_epoch(&t, 2, 0);
    expect_number(t.adam.alpha, 0.004, 1e-18);
    trainer_free(&t);
    digits_free(&d);
}

Test(length_scale, makes_the_mean_squared_length_of_the_digits_one)
{
    Digits d = sparse_digits(31, 16);
    d.count = 30;
    d.pixels[0] = 255;           // the first pixel counts
    d.pixels[30 * PIXELS] = 255; // and one behind the last does not
    double scale = length_scale(d), squares = 0;
    for (int i = 0; i < 30 * PIXELS; i++)
        squares += (d.pixels[i] / scale) * (d.pixels[i] / scale);
    expect_number(squares / 30, 1, 1e-12);
    memset(d.pixels, 0, (size_t)30 * PIXELS);
    expect_number(length_scale(d), 1, 0);
    d.count = 4;
    d.pixels[0] = 1; // a faint dot on one of four
    expect_number(length_scale(d), 0.5, 0);
    digits_free(&d);
}

Test(begin_epoch, puts_the_digits_in_a_new_order_that_the_seed_decides)
{
    Recipe r = small_recipe();
    Trainer t = trainer_new(&r, 1000), same = trainer_new(&r, 1000);
    int first[1000], seen[1000] = {0}, moved = 0;
    begin_epoch(&t, 1, 0);
    memcpy(first, t.order, sizeof first);
    for (int i = 0; i < 1000; i++)
        seen[t.order[i]]++;
    random_skip(&t.masks, 5); // as training does
    begin_epoch(&t, 2, 0);
    for (int i = 0; i < 1000; i++) {
        cr_assert(seen[i] == 1, "every digit once");
        moved += t.order[i] != first[i];
    }
    cr_assert(moved > 900, "of 1000 digits, only %d changed place", moved);
    begin_epoch(&same, 2, 0); // without epoch 1 before it
    cr_assert(memcmp(t.order, same.order, sizeof first) == 0,
              "epoch 2 has another order without epoch 1 before it");
    cr_assert(t.masks.state == same.masks.state,
              "epoch 2 has other masks without epoch 1 before it");
    expect_number(t.adam.alpha, epoch_alpha(&r, 2), 0);
    trainer_free(&t);
    trainer_free(&same);
}

#if !defined TESTS_WORKBOOK_GRADED_H // a reader may choose other streams
// The README's numbers and the committed curves are those of these draws.
Test(trainer, draws_from_streams_0_and_3_epochs_plus_1_and_2_of_the_seed)
{
    Recipe r = small_recipe();
    r.seed = 5;
    Trainer t = trainer_new(&r, 100);
    Network net = network_new(t.net.L, t.net.n, 1);
    Random weights = random_new(5, 0), shuffle = random_new(5, 13);
    he_initialize(&net, &weights);
    expect_same(t.net.theta, net.theta);
    begin_epoch(&t, 4, 0);
    int *order = random_order(100, &shuffle);
    cr_assert(memcmp(t.order, order, 100 * sizeof *order) == 0);
    cr_assert(t.masks.state == random_new(5, 14).state);
    free(order);
    network_free(&net);
    trainer_free(&t);
}
#endif

Test(trainer, makes_the_deepest_network)
{
    Recipe r = source_recipe();
    r.hidden = r.keep = (NumberList){.count = MAX_LAYERS - 1};
    for (int l = 1; l < MAX_LAYERS; l++) {
        r.hidden.x[l - 1] = 10 + l;
        r.keep.x[l - 1] = 1 - l / 10.0;
    }
    Trainer t = trainer_new(&r, 1);
    expect_number(t.net.L, MAX_LAYERS, 0);
    for (int l = 1; l < MAX_LAYERS; l++) {
        expect_number(t.net.n[l], 10 + l, 0);
        expect_number(t.keep[l], 1 - l / 10.0, 0);
    }
    expect_number(t.net.n[0], PIXELS, 0);
    expect_number(t.net.n[MAX_LAYERS], CLASSES, 0);
    trainer_free(&t);
}

static void make_trainer(void *recipe)
{
    trainer_new(recipe, 1);
}

// By itself, before anything is written past its end.
Test(trainer_new, refuses_more_layers_than_fit)
{
    Recipe r = source_recipe();
    r.hidden = (NumberList){MAX_LAYERS, {9, 9, 9, 9, 9, 9, 9, 9}};
    r.keep = (NumberList){MAX_LAYERS, {1, 1, 1, 1, 1, 1, 1, 1}};
    expect_failure(run_action(make_trainer, &r), 128 + SIGABRT, "trainer_new",
                   "8 hidden layers, 8 numbers to keep; up to 7", NULL);
}

Test(trainer_new, refuses_a_layer_without_a_number_to_keep)
{
    Recipe r = source_recipe();
    r.keep.count = 1;
    expect_failure(run_action(make_trainer, &r), 128 + SIGABRT, "trainer_new",
                   "2 hidden layers, 1 numbers to keep; up to 7", NULL);
}

Test(trainer_free, gives_the_matrices_back)
{
    Recipe r = small_recipe();
    Trainer t = trainer_new(&r, 1);
    trainer_free(&t);
    cr_assert(t.net.theta.x == NULL, "the network is not freed");
    cr_assert(t.adam.m.x == NULL && t.adam.v.x == NULL,
              "Adam's means are not freed");
}

Test(train_batch, takes_what_is_left_at_the_end)
{
    Recipe r = small_recipe();
    Digits d = sparse_digits(37, 16);
    Trainer t = trainer_new(&r, d.count);
    begin_epoch(&t, 1, 0);
    expect_number(train_batch(&t, d, 0, 255), 16, 0);
    expect_number(train_batch(&t, d, 16, 255), 16, 0);
    expect_number(train_batch(&t, d, 32, 255), 5, 0);
    expect_number(t.adam.t, 3, 0);
    trainer_free(&t);
    digits_free(&d);
}

// A trainer as it was after some steps, but for the order and the masks.
static Trainer trainer_like(const Trainer *t)
{
    Trainer again = trainer_new(&t->recipe, t->count);
    matrix_copy(again.net.theta, t->net.theta);
    matrix_copy(again.adam.m, t->adam.m);
    matrix_copy(again.adam.v, t->adam.v);
    again.adam.t = t->adam.t;
    return again;
}

// Each layer takes its own number of draws; with one or three hidden layers it
// shows when one is left out or counted too often.
Test(begin_epoch, goes_on_where_an_epoch_was_left)
{
    Digits d = sparse_digits(37, 16);
    for (int layers = 1; layers <= 3; layers++) {
        Recipe recipe = small_recipe();
        recipe.hidden = (NumberList){layers, {40, 20, 13}};
        recipe.keep = (NumberList){layers, {0.5, 0.6, 0.7}};
        Trainer t = trainer_new(&recipe, d.count);
        begin_epoch(&t, 2, 0);
        for (int done = 0; done < d.count;) {
            Trainer again = trainer_like(&t);
            begin_epoch(&again, 2, done);
            train_batch(&again, d, done, 255);
            done += train_batch(&t, d, done, 255);
            expect_same(again.net.theta, t.net.theta);
            trainer_free(&again);
        }
        trainer_free(&t);
    }
    digits_free(&d);
}

Test(train_batch, draws_new_masks_in_every_step)
{
    Recipe r = small_recipe();
    Digits d = sparse_digits(32, 16);
    Trainer t = trainer_new(&r, d.count);
    begin_epoch(&t, 1, 0);
    train_batch(&t, d, 0, 255);
    Matrix D = t.net.D[1], first = matrix_new(D.rows, D.cols);
    matrix_copy(first, D);
    train_batch(&t, d, 16, 255);
    int changed = 0;
    for (size_t i = 0; i < elements(D); i++)
        changed += re(D.x[i]) != re(first.x[i]);
    cr_assert(changed > 200,
              "of the 640 elements of a mask, only %d changed in the next step",
              changed);
    matrix_free(&first);
    trainer_free(&t);
    digits_free(&d);
}

#if !defined REAL_COMPLEX // it would train as in double, in ten times the time
Test(training, learns_twenty_digits_by_heart)
{
    Recipe r = small_recipe();
    r.keep = (NumberList){2, {1, 1}};
    Digits d = sparse_digits(20, 16);
    Trainer t = trainer_new(&r, d.count);
    train_epochs(&t, d, 100);
    Score score = network_score(&t.net, d, 255);
    cr_assert(score.loss < 1e-3,
              "after 100 epochs its loss should be below 0.001, but is %g",
              score.loss);
    expect_number(score.accuracy, 100, 0);
    trainer_free(&t);
    digits_free(&d);
}

Test(training, gives_the_same_bits_for_a_seed_with_any_number_of_threads)
{
    Recipe r = source_recipe();
    Digits d = sparse_digits(600, 16);
    Trainer t[3];
    for (int i = 0; i < 3; i++) {
#ifdef _OPENMP
        omp_set_num_threads(i + 1);
#endif
        t[i] = trainer_new(&r, d.count);
        train_epochs(&t[i], d, 2);
    }
    expect_same(t[1].net.theta, t[0].net.theta);
    expect_same(t[2].net.theta, t[0].net.theta);
    r.seed = 2;
    Trainer other = trainer_new(&r, d.count);
    train_epochs(&other, d, 2);
    cr_assert(re(other.net.theta.x[0]) != re(t[0].net.theta.x[0]),
              "seeds 1 and 2 give the same weights");
    for (int i = 0; i < 3; i++)
        trainer_free(&t[i]);
    trainer_free(&other);
    digits_free(&d);
}
#endif

TestSuite(model, .init = scratch_enter, .fini = scratch_leave);
TestSuite(usual_model, .init = scratch_enter, .fini = scratch_leave);
TestSuite(model_read, .init = scratch_enter, .fini = scratch_leave);

// A network 784-3-10 of small numbers that float holds exactly.
static Network small_network(void)
{
    Network net = network_new(2, (int[]){PIXELS, 3, CLASSES}, 1);
    for (int i = 0; i < net.theta.rows; i++)
        net.theta.x[i] = (real)(i % 1000) / 8;
    return net;
}

static Path write_model(const Network *net)
{
    Path path = in_scratch("model");
    Output o = output_open(path.text);
    model_write(o.stream, net, 200, false, NULL, 0);
    output_close(&o);
    return path;
}

Test(model, comes_back_as_it_was_written)
{
    Network net = small_network();
    Model back = model_read(write_model(&net).text, 7);
    expect_number(back.scale, 200, 0);
    expect_number(back.net.L, 2, 0);
    expect_number(back.net.capacity, 7, 0);
    expect_same(back.net.theta, net.theta);
    network_free(&net);
    model_free(&back);
}

Test(model, says_no_more_than_fits, .signal = SIGABRT, .init = expect_abort)
{
    static const Metadata about[MAX_ABOUT + 1];
    Network net = small_network();
    model_write(NULL, &net, 200, false, about, MAX_ABOUT + 1);
}

Test(model, comes_back_from_halves_in_a_file_of_half_the_size)
{
    Network net = small_network(); // each a multiple of 1/8 below 125
    Path path = in_scratch("half");
    Output o = output_open(path.text);
    model_write(o.stream, &net, 200, true, NULL, 0);
    output_close(&o);
    Model back = model_read(path.text, 1);
    expect_number(largest_difference(back.net.theta, net.theta), 0, 0);
    FILE *file = fopen(path.text, "rb");
    fseek(file, 0, SEEK_END);
    long more = ftell(file) - 2L * net.theta.rows;
    fclose(file);
    cr_assert(more > 0 && more < 1000, "%ld bytes beside the numbers", more);
    network_free(&net);
    model_free(&back);
}

#if !defined TESTS_WORKBOOK_GRADED_H
Test(usual_model, is_the_kept_one_until_one_is_trained)
{
    char here[1000];
    cr_assert(getcwd(here, sizeof here) != NULL);
    cr_assert(chdir(in_scratch(".").text) == 0);
    const char *latest = "build/train/latest/model.safetensors";
    const char *usual[4];
    usual[0] = usual_model(); // neither is there
    mkdir("data", 0777);
    fclose(fopen(KEPT_MODEL, "w"));
    usual[1] = usual_model();
    mkdir("build", 0777);
    mkdir("build/train", 0777);
    mkdir("build/train/latest", 0777);
    fclose(fopen(latest, "w"));
    usual[2] = usual_model();
    remove(KEPT_MODEL);
    usual[3] = usual_model();
    cr_assert(chdir(here) == 0);
    for (int i = 0; i < 4; i++)
        cr_assert_str_eq(usual[i], i == 1 ? KEPT_MODEL : latest);
}
#endif

static void expect_back(Network net)
{
    Random r = random_new(1, 16);
    random_fill(net.theta, 1, &r);
    for (int i = 0; i < net.theta.rows; i++)
        net.theta.x[i] =
            (real)(float)re(net.theta.x[i]); // what the file can hold
    Model back = model_read(write_model(&net).text, 1);
    expect_number(back.net.L, net.L, 0);
    expect_same(back.net.theta, net.theta);
    model_free(&back);
    network_free(&net);
}

Test(model, comes_back_with_a_layer_of_one_unit)
{
    expect_back(network_new(2, (int[]){PIXELS, 1, CLASSES}, 1));
}

Test(model, comes_back_with_the_most_layers)
{
    int n[MAX_LAYERS + 1] = {PIXELS, 2, 3, 4, 5, 6, 7, 8, CLASSES};
    expect_back(network_new(MAX_LAYERS, n, 1));
}

Test(model, has_its_weights_row_by_row_as_other_tools_expect)
{
    Network net = small_network();
    Safetensors file = safetensors_read(write_model(&net).text);
    const Tensor *W = safetensors_tensor(&file, "W1");
    const Tensor *b = safetensors_tensor(&file, "b2");
    expect_number(W->size[0], 3, 0);
    expect_number(W->size[1], PIXELS, 0);
    expect_number(b->dimensions, 1, 0);
    expect_number(b->size[0], CLASSES, 0);
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < PIXELS; j++)
            expect_number(W->x[i * PIXELS + j], re(*at(net.W[1], i, j)), 0);
    safetensors_free(&file);
    network_free(&net);
}

// Tensors W1 [3, 784], b1 [3], W2 [10, 3], b2 [10] and a scale, which a test
// spoils before they are written.
typedef struct {
    Tensor tensor[5];
    int count;
    Metadata scale;
} Parts;

static Parts right_parts(void)
{
    static float zeros[3 * PIXELS];
    return (Parts){{{"W1", 2, {3, PIXELS}, zeros},
                    {"b1", 1, {3}, zeros},
                    {"W2", 2, {CLASSES, 3}, zeros},
                    {"b2", 1, {CLASSES}, zeros},
                    {"W3", 1, {1}, zeros}},
                   4,
                   {"pixel_scale", "255"}};
}

static void read_model(void *path)
{
    Model model = model_read(path, 1);
    model_free(&model);
}

static Path write_tensors(const Tensor *tensors, int count, Metadata scale)
{
    Path path = in_scratch("model");
    FILE *stream = fopen(path.text, "wb");
    safetensors_write(stream, tensors, count, &scale, 1);
    fclose(stream);
    return path;
}

static Result read_parts(Parts p)
{
    Path path = write_tensors(p.tensor, p.count, p.scale);
    return run_action(read_model, path.text);
}

Test(model_read, takes_the_right_tensors)
{
    expect_success(read_parts(right_parts()));
}

Test(model_read, takes_any_scale_above_zero)
{
    const char *right[] = {"1", "0.5", "1e-30"};
    for (int i = 0; i < 3; i++) {
        Parts p = right_parts();
        p.scale.value = right[i];
        expect_success(read_parts(p));
    }
}

Test(model_read, refuses_a_file_that_is_not_there)
{
    Path path = in_scratch("none");
    expect_failure(run_action(read_model, path.text), 1, path.text, NULL);
}

// The reading must fail, and say what was found and what is wanted.
static void expect_other_tensors(Parts p, const char *found)
{
    expect_failure(read_parts(p), 1, "model: its tensors are ", found,
                   "; wanted are W1 [units, 784], b1 [units], W2", "rename",
                   NULL);
}

Test(model_read, refuses_missing_tensors)
{
    Parts p = right_parts();
    p.tensor[0].name = "w1";
    expect_other_tensors(p, "are w1 [3, 784], b1 [3], W2 [10, 3], b2 [10];");
    p = right_parts();
    p.count = 3;
    expect_other_tensors(p, "W2 [10, 3];");
    p = right_parts();
    p.tensor[1].name = "c1";
    expect_other_tensors(p, "c1 [3]");
    p = right_parts();
    p.count = 0;
    expect_other_tensors(p, "are none;");
}

Test(model_read, refuses_an_extra_tensor)
{
    const char *extra[] = {"extra", "W0", "b0", "b3", "W4"};
    for (int i = 0; i < 5; i++) {
        Parts p = right_parts();
        p.tensor[4].name = extra[i];
        p.count = 5;
        expect_other_tensors(p, extra[i]);
        Tensor first = p.tensor[0];
        p.tensor[0] = p.tensor[4];
        p.tensor[4] = first;
        expect_other_tensors(p, extra[i]);
    }
}

Test(model_read, names_no_more_tensors_than_a_network_may_have)
{
    Tensor tensors[18];
    char names[18][50];
    static float zero[1];
    for (int i = 0; i < 18; i++) {
        snprintf(names[i], sizeof names[i], "%040d", i);
        tensors[i] = (Tensor){names[i], 0, {0}, zero};
    }
    Path path = write_tensors(tensors, 18, (Metadata){"pixel_scale", "255"});
    Result r = run_action(read_model, path.text);
    expect_failure(r, 1, "000000 [], 0000", "0 [] and 2 more; wanted", NULL);
    cr_assert(strlen(r.err) < 1000, "%s", r.err);
}

Test(model_read, refuses_more_layers_than_a_network_can_have)
{
    enum { LAYERS = MAX_LAYERS + 1 };
    const char *W[LAYERS] = {"W1", "W2", "W3", "W4", "W5",
                             "W6", "W7", "W8", "W9"};
    const char *b[LAYERS] = {"b1", "b2", "b3", "b4", "b5",
                             "b6", "b7", "b8", "b9"};
    static float zeros[CLASSES * PIXELS];
    Tensor tensors[2 * LAYERS];
    for (int l = 0; l < LAYERS; l++) {
        int inputs = l == 0 ? PIXELS : CLASSES;
        tensors[2 * l] = (Tensor){W[l], 2, {CLASSES, inputs}, zeros};
        tensors[2 * l + 1] = (Tensor){b[l], 1, {CLASSES}, zeros};
    }
    Metadata scale = {"pixel_scale", "255"};
    Path path = write_tensors(tensors, 2 * LAYERS, scale);
    expect_failure(run_action(read_model, path.text), 1,
                   "W8 [10, 10], b8 [10] and 2 more; wanted",
                   "at most 8 layers", NULL);
}

Test(model_read, refuses_tensors_of_the_wrong_shape)
{
    Parts p = right_parts();
    p.tensor[0].size[1] = PIXELS - 1;
    expect_other_tensors(p, "W1 [3, 783], b1 [3]");
    p = right_parts();
    p.tensor[0].size[0] = PIXELS;
    p.tensor[0].size[1] = 3;
    expect_other_tensors(p, "W1 [784, 3], b1 [3]");
    p = right_parts();
    p.tensor[2].size[1] = 4;
    expect_other_tensors(p, "W2 [10, 4]");
    p = right_parts();
    p.tensor[1].size[0] = 4;
    expect_other_tensors(p, "b1 [4]");
    p = right_parts();
    p.tensor[2].size[0] = p.tensor[3].size[0] = 9;
    expect_other_tensors(p, "W2 [9, 3], b2 [9]");
    p = right_parts();
    p.tensor[3].size[0] = 9;
    expect_other_tensors(p, "W2 [10, 3], b2 [9]");
    p = right_parts();
    p.tensor[1].dimensions = 2;
    p.tensor[1].size[1] = 1;
    expect_other_tensors(p, "b1 [3, 1]");
    p = right_parts();
    p.tensor[0].dimensions = 1;
    expect_other_tensors(p, "W1 [3]");
    p = right_parts();
    p.tensor[0].size[0] = p.tensor[1].size[0] = p.tensor[2].size[1] = 0;
    expect_other_tensors(p, "W1 [0, 784], b1 [0], W2 [10, 0]");
}

Test(model_read, refuses_numbers_that_are_not_finite)
{
    Parts p = right_parts();
    float numbers[CLASSES] = {0, 1, NAN};
    p.tensor[3].x = numbers;
    expect_failure(read_parts(p), 1, "model", "b2", NULL);
    numbers[2] = INFINITY;
    expect_failure(read_parts(p), 1, "model", "b2", NULL);
}

// Numbers of which each is finite, as are those of a broken training.
Test(model_read, refuses_weights_whose_scores_would_not_be_finite)
{
    static float W1[3 * PIXELS], b1[3], W2[3 * CLASSES];
    for (int i = 0; i < 3 * CLASSES; i++)
        W2[i] = -1e20f;
    Parts p = right_parts();
    p.tensor[0].x = W1;
    p.tensor[1].x = b1;
    p.tensor[2].x = W2;
    W1[PIXELS + 5] = 1e12f; // times 1 and 1e20
    expect_success(read_parts(p));
    W1[PIXELS + 5] = 1e14f;
    expect_failure(read_parts(p), 1, "model", "no use", NULL);
    W1[PIXELS + 5] = 0;
    b1[2] = -1e14f;
    expect_failure(read_parts(p), 1, "model", "no use", NULL);
}

Test(model_read, refuses_a_scale_so_small_that_inputs_would_not_be_finite)
{
    Parts p = right_parts();
    p.scale.value = "1e-32";
    expect_failure(read_parts(p), 1, "model", "pixel_scale of 1e-32", NULL);
}

Test(model_read, refuses_a_scale_that_is_none)
{
    const char *wrong[] = {"", "x", "0", "-1", "nan", "inf", "255x"};
    for (int i = 0; i < 7; i++) {
        Parts p = right_parts();
        p.scale.value = wrong[i];
        expect_failure(read_parts(p), 1, "model", "pixel_scale", NULL);
    }
    Parts p = right_parts();
    p.scale.key = "scale";
    expect_failure(read_parts(p), 1, "model", "pixel_scale", NULL);
}
