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

enum { DEPTH = 20, WIDTH = 400, EXAMPLES = 100, RULES = 5, BATCH = 20 };

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

// sizes[l] = the size of the activations of layer l of a deep stack, with that of
// the input for l = 0.
static void measure_sizes(double *sizes, Matrix input, Rule rule)
{
    Random r = random_new(1, 13);
    Matrix b = matrix_new(WIDTH, 1), Z = matrix_new(WIDTH, EXAMPLES);
    Matrix A = matrix_new(WIDTH, EXAMPLES);
    Matrix first = matrix_new(WIDTH, PIXELS), W = matrix_new(WIDTH, WIDTH);
    random_fill(first, rule.spread(PIXELS), &r);
    forward_batch(Z, first, input, b);
    sizes[0] = size_of(input);
    for (int l = 1; l <= DEPTH; l++) {
        relu(A, Z);
        sizes[l] = size_of(A);
        random_fill(W, rule.spread(WIDTH), &r);
        forward_batch(Z, W, A, b);
    }
    matrix_free_all((Matrix *[]){&b, &Z, &A, &first, &W, NULL});
}

static void draw_sizes(Chapter *chapter, double sizes[RULES][DEPTH + 1])
{
    FILE *data = plot_block(&chapter->plot, "sizes");
    for (int l = 0; l <= DEPTH; l++) {
        fprintf(data, "%d", l);
        for (int i = 0; i < RULES; i++)
            fprintf(data, " %.4g", sizes[i][l]);
        fprintf(data, "\n");
    }
}

static void show_sizes(Chapter *chapter, double scale)
{
    Matrix input = matrix_new(PIXELS, EXAMPLES);
    double sizes[RULES][DEPTH + 1];
    fill_batch(input, chapter->train, NULL, scale);
    for (int i = 0; i < RULES; i++)
        measure_sizes(sizes[i], input, rules[i]);
    draw_sizes(chapter, sizes);

    printf("The size of the activations (root mean square) in a stack of %d "
           "layers of %d units,\nby the standard deviation of the weights:\n\n"
           "  layer",
           DEPTH, WIDTH);
    for (int i = 0; i < RULES; i++)
        printf("%12s", rules[i].name);
    printf("\n  input");
    for (int i = 0; i < RULES; i++)
        printf("%12.4f", sizes[i][0]);
    printf("\n");
    for (int l = 1; l <= DEPTH; l += l == 1 ? 4 : 5) {
        printf("  %5d", l);
        for (int i = 0; i < RULES; i++)
            printf(sizes[i][l] < 1e5 ? "%12.4f" : "%12.1e", sizes[i][l]);
        printf("\n");
    }
    matrix_free(&input);
}

// Gradient descent, as chapter 12 did it, for one epoch.
static Score train_one_epoch(const Chapter *chapter, double scale, Rule rule)
{
    Random r = random_new(1, 0);
    Network net = network_new(3, (int[]){PIXELS, 400, 100, CLASSES}, BATCH);
    for (int l = 1; l <= net.L; l++)
        random_fill(net.W[l], rule.spread(net.n[l - 1]), &r);
    int *order = random_order(chapter->train.count, &r);
    for (int i = 0; i + BATCH <= chapter->train.count; i += BATCH) {
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

static void show_scores(Chapter *chapter, double scale)
{
    printf("\n784-400-100-10 after one epoch of gradient descent on %d "
           "digits:\n\n  weights   test loss   right\n",
           chapter->train.count);
    FILE *data = plot_block(&chapter->plot, "accuracy");
    for (int i = 0; i < RULES; i++) {
        Score score = train_one_epoch(chapter, scale, rules[i]);
        printf("  %-7s   %9.4f  %4.1f %%\n", rules[i].name, score.loss,
               score.accuracy);
        fprintf(data, "%s %.1f\n", rules[i].name, score.accuracy);
    }
}

int main(int argc, char **argv)
{
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 13, He initialization: follows activations through a deep\n"
        "stack and trains one epoch, for several starting weights.",
        NULL, 0);
    double scale = largest_pixel(chapter.train);
    show_sizes(&chapter, scale);
    show_scores(&chapter, scale);
    chapter_end(&chapter);
}
