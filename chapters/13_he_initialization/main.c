// Chapter 13: a signal through 20 layers: dying, exploding, kept.
#include <stdio.h>
#include <stdlib.h>

#include "02_relu/relu.h"
#include "03_activation_matrix/batch.h"
#include "04_forward_batch/forward_batch.h"
#include "07_gradient_descent/descent.h"
#include "12_backpropagation/backpropagation.h"
#include "13_he_initialization/he.h"
#include "common/program/chapter.h"
#include "common/program/console.h"

enum { DEPTH = 20, WIDTH = 200, EXAMPLES = 20, RULES = 5 };
enum { DIGITS = 1000, BATCH = 10, SEEDS = 5 };

// A rule for the standard deviation of starting weights.
typedef struct {
    const char *name;
    double (*spread)(int inputs);
} Rule;

static double zero(int inputs)
{
    (void)inputs;
    return 0;
}

static double small(int inputs)
{
    (void)inputs;
    return 0.01;
}

static double large(int inputs)
{
    (void)inputs;
    return 0.2;
}

static double xavier(int inputs)
{
    return sqrt(1.0 / inputs);
}

static const Rule rules[RULES] = {{"zero", zero},
                                  {"0.01", small},
                                  {"Xavier", xavier},
                                  {"He", he_spread},
                                  {"0.2", large}};

// The root of the mean square of all numbers in A.
static double size_of(Matrix A)
{
    double sum = 0;
    for (size_t i = 0; i < elements(A); i++)
        sum += A.x[i] * A.x[i];
    return sqrt(sum / (double)elements(A));
}

// sizes[i][l] = the size of the activations of layer l of a deep stack whose
// weights are rule i's, with that of the input for l = 0. All rules scale the
// same draws.
static void measure_sizes(double sizes[RULES][DEPTH + 1], Matrix input,
                          int seed)
{
    Random r = random_new((uint64_t)seed, 13);
    Matrix b = matrix_new(WIDTH, 1), Z = matrix_new(WIDTH, EXAMPLES);
    Matrix A[RULES], draws = matrix_new(WIDTH, PIXELS);
    for (int i = 0; i < RULES; i++) {
        A[i] = matrix_new(WIDTH, EXAMPLES);
        sizes[i][0] = size_of(input);
    }
    for (int l = 1; l <= DEPTH; l++) {
        random_fill(draws, 1, &r);
        for (int i = 0; i < RULES; i++) {
            forward_batch(Z, draws, l == 1 ? input : A[i], b);
            for (size_t k = 0; k < elements(Z); k++)
                Z.x[k] *= rules[i].spread(draws.cols);
            relu(A[i], Z);
            sizes[i][l] = size_of(A[i]);
        }
        draws.cols = WIDTH; // of all layers but the first
    }
    for (int i = 0; i < RULES; i++)
        matrix_free(&A[i]);
    matrix_free_all((Matrix *[]){&b, &Z, &draws, NULL});
}

// A line for each layer: its size by each rule, the mean over the seeds.
static void draw_sizes(Chapter *chapter, double sizes[RULES][DEPTH + 1][SEEDS])
{
    FILE *data = plot_block(&chapter->plot, "sizes");
    for (int l = 0; l <= DEPTH; l++) {
        fprintf(data, "%d", l);
        for (int i = 0; i < RULES; i++)
            fprintf(data, " %.4g", over_seeds(sizes[i][l], SEEDS).mean);
        fprintf(data, "\n");
    }
}

static void print_sizes(double sizes[RULES][DEPTH + 1][SEEDS])
{
    printf("The size of the activations (root mean square) in a stack of %d "
           "layers of %d units,\nby the standard deviation of the weights, "
           "mean of %d seeds:\n\n  layer",
           DEPTH, WIDTH, SEEDS);
    for (int i = 0; i < RULES; i++)
        printf("%12s", rules[i].name);
    for (int l = 0; l <= DEPTH; l += l == 0 ? 1 : l == 1 ? 4 : 5) {
        printf("\n  %5d", l);
        for (int i = 0; i < RULES; i++) {
            double mean = over_seeds(sizes[i][l], SEEDS).mean;
            printf(mean == 0 || mean >= 1e-4 ? "%12.4f" : "%12.1e", mean);
        }
    }
    double least = sizes[3][DEPTH][0], most = least;
    for (int seed = 1; seed < SEEDS; seed++) {
        least = fmin(least, sizes[3][DEPTH][seed]);
        most = fmax(most, sizes[3][DEPTH][seed]);
    }
    printf("\n\nLayer 20 by He's rule, seed by seed: from %.2f to %.2f.\n",
           least, most);
}

static void show_sizes(Chapter *chapter, double scale)
{
    static double sizes[RULES][DEPTH + 1][SEEDS];
    Matrix input = matrix_new(PIXELS, EXAMPLES);
    fill_batch(input, chapter->train, NULL, scale);
    for (int seed = 0; seed < SEEDS; seed++) {
        double run[RULES][DEPTH + 1];
        measure_sizes(run, input, seed + 1);
        for (int i = 0; i < RULES; i++)
            for (int l = 0; l <= DEPTH; l++)
                sizes[i][l][seed] = run[i][l];
    }
    draw_sizes(chapter, sizes);
    print_sizes(sizes);
    matrix_free(&input);
}

static int few(Digits digits)
{
    return digits.count < DIGITS ? digits.count : DIGITS;
}

// Gradient descent, as chapter 12 did it, for one epoch.
static Score train_one_epoch(const Chapter *chapter, double scale, Rule rule,
                             int seed)
{
    Random r = random_new((uint64_t)seed, 0);
    Network net = network_new(3, (int[]){PIXELS, 100, 50, CLASSES}, BATCH);
    for (int l = 1; l <= net.L; l++)
        random_fill(net.W[l], rule.spread(net.n[l - 1]), &r);
    int count = few(chapter->train);
    int *order = random_order(count, &r);
    for (int i = 0; i + BATCH <= count; i += BATCH) {
        network_load(&net, chapter->train, order + i, BATCH, scale);
        network_forward(&net);
        network_backward(&net);
        descend(net.theta, net.dtheta, 0.1);
    }
    Score score = network_score(&net, chapter->test, scale);
    free(order);
    network_free(&net);
    return score;
}

// A row of the table, and the right answers seed by seed for the picture.
static void show_score(const Chapter *chapter, double scale, Rule rule,
                       double loss[SEEDS], FILE *data)
{
    double right[SEEDS];
    fprintf(data, "%s", rule.name);
    for (int seed = 0; seed < SEEDS; seed++) {
        Score score = train_one_epoch(chapter, scale, rule, seed + 1);
        loss[seed] = score.loss;
        right[seed] = score.accuracy;
        fprintf(data, " %.1f", score.accuracy);
    }
    Seeds l = over_seeds(loss, SEEDS), a = over_seeds(right, SEEDS);
    fprintf(data, " %.1f\n", a.mean);
    progress_end();
    printf("  %-7s   %.4f ± %.4f   %4.1f ± %3.1f %%\n", rule.name, l.mean,
           l.spread, a.mean, a.spread);
}

static void show_scores(Chapter *chapter, double scale)
{
    double loss[RULES][SEEDS];
    printf("\n784-100-50-10 after one epoch of gradient descent on %d digits, "
           "%d seeds,\nmean ± standard deviation:\n\n"
           "  weights      test loss          right\n",
           few(chapter->train), SEEDS);
    FILE *data = plot_block(&chapter->plot, "accuracy");
    for (int i = 0; i < RULES; i++) {
        progress("rule", i + 1, RULES);
        show_score(chapter, scale, rules[i], loss[i], data);
    }
    int lower = 0;
    for (int seed = 0; seed < SEEDS; seed++)
        lower += loss[3][seed] < loss[2][seed];
    printf("\nWith %d of %d seeds He's start has a lower loss than Xavier's.\n",
           lower, SEEDS);
}

int main(int argc, char **argv)
{
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 13, He initialization: follows activations through a deep\n"
        "stack and trains one epoch, for several starting weights and seeds.",
        NULL, 0);
    double scale = largest_pixel(chapter.train);
    show_sizes(&chapter, scale);
    show_scores(&chapter, scale);
    chapter_end(&chapter);
}
