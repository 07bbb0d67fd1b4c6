// Chapter 15: four optimizers in a ravine, and on digits.
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "03_activation_matrix/batch.h"
#include "07_gradient_descent/descent.h"
#include "12_backpropagation/backpropagation.h"
#include "13_he_initialization/he.h"
#include "15_adam/adam.h"
#include "common/program/chapter.h"
#include "common/program/console.h"

enum { BATCH = 20, METHODS = 6, SEEDS = 5 };
// Without bias correction Adam runs twice: with its own best alpha, too.
enum { ADAM = 3, UNCORRECTED = 4, OWN_ALPHA = 5 };
enum { CHOICES = 5, HELD_BACK = 500 }; // to choose the learning rates

static const char *const names[METHODS] = {
    "descent", "momentum", "RMSprop", "Adam", "uncorrected", "uncorrected"};
static const double alphas[METHODS] = {0.2, 0.04, 0.002, 0.003, 0.003, 0.00075};

// What a method remembers for so many parameters.
static Adam memory_new(int parameters, double alpha)
{
    return (Adam){.alpha = alpha,
                  .beta1 = 0.8,
                  .beta2 = 0.999,
                  .epsilon = 1e-8,
                  .m = matrix_new(parameters, 1),
                  .v = matrix_new(parameters, 1)};
}

static void take_step(int method, Matrix theta, Matrix dtheta, Adam *memory)
{
    double alpha = memory->alpha;
    switch (method) {
    case 0:
        descend(theta, dtheta, alpha);
        break;
    case 1:
        momentum_step(theta, dtheta, memory->m, alpha, 0.9);
        break;
    case 2:
        rmsprop_step(theta, dtheta, memory->v, alpha, 0.99, 1e-8);
        break;
    case UNCORRECTED:
    case OWN_ALPHA: // so late that line 4 of the lesson corrects nothing
        memory->t = 1000000;
        adam_step(memory, theta, dtheta);
        break;
    case ADAM:
        adam_step(memory, theta, dtheta);
        break;
    }
}

// The coordinates of a point when both axes are turned by an angle.
static void turn(Matrix to, double x, double y, double angle)
{
    to.x[0] = cos(angle) * x - sin(angle) * y;
    to.x[1] = sin(angle) * x + cos(angle) * y;
}

// A ravine, 100 times as steep across as along, J = (x^2 + 100 y^2) / 2, turned by
// an angle. Prints J on the way down, and gives the way to the picture.
static void walk(Chapter *chapter, const char *block, int method, double alpha,
                 double angle)
{
    FILE *data = plot_block(&chapter->plot, block);
    Matrix theta = matrix_new(2, 1), dtheta = matrix_new(2, 1);
    Matrix place = matrix_new(2, 1); // along the ravine and across
    Adam memory = memory_new(2, alpha);
    turn(theta, -4, 0.6, angle);
    printf("  %-8s %6g", names[method], alpha);
    for (int step = 0; step <= 40; step++) {
        turn(place, theta.x[0], theta.x[1], -angle);
        fprintf(data, "%.4f %.4f\n", place.x[0], place.x[1]);
        if (step % 10 == 0)
            printf("%10.4f",
                   (place.x[0] * place.x[0] + 100 * place.x[1] * place.x[1]) /
                       2);
        turn(dtheta, place.x[0], 100 * place.x[1], angle);
        take_step(method, theta, dtheta, &memory);
    }
    printf("\n");
    matrix_free_all(
        (Matrix *[]){&theta, &dtheta, &place, &memory.m, &memory.v, NULL});
}

static void show_ravine(Chapter *chapter)
{
    printf("Down a ravine, J = (x² + 100 y²) / 2, from x = −4, y = 0.6:\n\n"
           "  method    alpha   J at 0        10        20        30        40"
           "\n");
    walk(chapter, "descent", 0, 0.018, 0);
    walk(chapter, "momentum", 1, 0.005, 0);
    walk(chapter, "Adam", ADAM, 0.2, 0);
    printf("and with the ravine turned by 45 degrees:\n");
    walk(chapter, "turned descent", 0, 0.018, atan(1));
    walk(chapter, "turned Adam", ADAM, 0.2, atan(1));
}

enum { TENSORS = 6 }; // W1, b1, W2, b2, W3, b3

// Root mean squares of the slopes, tensor by tensor.
static void measure_slopes(double sizes[TENSORS], const Network *net)
{
    for (int k = 0; k < TENSORS; k++) {
        Matrix slopes = k % 2 == 0 ? net->dW[k / 2 + 1] : net->db[k / 2 + 1];
        double sum = 0;
        for (size_t i = 0; i < elements(slopes); i++)
            sum += slopes.x[i] * slopes.x[i];
        sizes[k] = sqrt(sum / (double)elements(slopes));
    }
}

// What to train on and to be tested on, and how.
typedef struct {
    Digits train, test;
    double scale, alpha;
    int method, seed;
} Plan;

// The score after an epoch, and how far the parameter that moved most did so, in
// units of alpha: in the first step, at least and at most.
typedef struct {
    Score score;
    double first_move, least_move, most_move;
    double first_slopes[TENSORS]; // their sizes
} Run;

static Run train(Plan p)
{
    Random r = random_new((uint64_t)p.seed, 15); // the same for all methods
    Network net = network_new(3, (int[]){PIXELS, 100, 50, CLASSES}, BATCH);
    Matrix before = matrix_new(net.theta.rows, 1);
    Adam memory = memory_new(net.theta.rows, p.alpha);
    Run run = {.least_move = HUGE_VAL};
    he_initialize(&net, &r);
    int *order = random_order(p.train.count, &r);
    for (int i = 0; i + BATCH <= p.train.count; i += BATCH) {
        network_load(&net, p.train, order + i, BATCH, p.scale);
        network_forward(&net);
        network_backward(&net);
        if (i == 0)
            measure_slopes(run.first_slopes, &net);
        matrix_copy(before, net.theta);
        take_step(p.method, net.theta, net.dtheta, &memory);
        double move = largest_difference(net.theta, before) / p.alpha;
        run.first_move = i == 0 ? move : run.first_move;
        run.least_move = fmin(run.least_move, move);
        run.most_move = fmax(run.most_move, move);
    }
    run.score = network_score(&net, p.test, p.scale);
    free(order);
    matrix_free_all((Matrix *[]){&before, &memory.m, &memory.v, NULL});
    network_free(&net);
    return run;
}

// Prints a row of the table, and gives the losses to the picture.
static void show_method(Plan p, FILE *data, Run *run)
{
    double loss[SEEDS], right[SEEDS];
    fprintf(data, "%s", names[p.method]);
    for (int i = 0; i < SEEDS; i++) {
        p.seed = i + 1;
        run[i] = train(p);
        loss[i] = run[i].score.loss;
        right[i] = run[i].score.accuracy;
        fprintf(data, " %.4f", loss[i]);
    }
    Seeds l = over_seeds(loss, SEEDS), a = over_seeds(right, SEEDS);
    fprintf(data, " %.4f\n", l.mean);
    progress_end();
    printf("  %-11s %7g   %.4f ± %.4f   %4.1f ± %3.1f %%\n", names[p.method],
           p.alpha, l.mean, l.spread, a.mean, a.spread);
}

static void show_first_run(Run adam, Run uncorrected)
{
    printf("\nThe first seed. Size (root mean square) of its first slopes:\n ");
    for (int k = 0; k < TENSORS; k++)
        printf(" %c%d %.5f", "Wb"[k % 2], k / 2 + 1, adam.first_slopes[k]);
    printf("\nThe parameter that moves most, in units of alpha:\n"
           "  Adam         first step %.4f, every step %.1f to %.1f\n"
           "  uncorrected  first step %.4f, every step %.1f to %.1f\n",
           adam.first_move, adam.least_move, adam.most_move,
           uncorrected.first_move, uncorrected.least_move,
           uncorrected.most_move);
}

static void show_training(Chapter *chapter)
{
    Run runs[METHODS][SEEDS];
    Plan p = {.train = chapter->train,
              .test = chapter->test,
              .scale = largest_pixel(chapter->train)};
    printf("\n784-100-50-10 after one epoch of %d digits, %d in a batch, %d "
           "seeds,\nmean ± standard deviation:\n\n"
           "  method        alpha      test loss          right\n",
           p.train.count, BATCH, SEEDS);
    FILE *data = plot_block(&chapter->plot, "losses");
    for (p.method = 0; p.method < METHODS; p.method++) {
        progress("method", p.method + 1, METHODS);
        p.alpha = alphas[p.method];
        show_method(p, data, runs[p.method]);
    }
    show_first_run(runs[ADAM][0], runs[UNCORRECTED][0]);
}

// How the learning rates were chosen: with none of the test digits.
static void choose(const Chapter *chapter)
{
    static const double factors[CHOICES] = {0.25, 0.5, 1, 2, 4};
    Plan p = {.train = chapter->train, .scale = largest_pixel(chapter->train)};
    p.train.count -= HELD_BACK;
    p.test = digits_from(chapter->train, p.train.count);
    p.test.count = HELD_BACK;
    printf(
        "Loss on %d training digits held back, mean of %d seeds, by alpha:\n",
        HELD_BACK, SEEDS);
    for (p.method = 0; p.method < METHODS; p.method++) {
        if (p.method == UNCORRECTED)
            continue;
        printf("  %-8s", names[p.method]);
        for (int i = 0; i < CHOICES; i++) {
            double sum = 0;
            p.alpha = alphas[p.method] * factors[i];
            for (p.seed = 1; p.seed <= SEEDS; p.seed++)
                sum += train(p).score.loss;
            printf("   %g: %.4f", p.alpha, sum / SEEDS);
        }
        printf("\n");
    }
}

int main(int argc, char **argv)
{
    bool is_choosing = false;
    Option options[] = {option_flag("choose", &is_choosing,
                                    "show how the learning rates were chosen")};
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 15, Adam: against gradient descent, momentum and RMSprop,\n"
        "down a ravine and on digits, with and without bias correction.",
        options, 1);
    if (is_choosing)
        choose(&chapter);
    else {
        show_ravine(&chapter);
        show_training(&chapter);
    }
    chapter_end(&chapter);
}
