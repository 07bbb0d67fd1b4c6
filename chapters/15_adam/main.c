// Chapter 15: four optimizers from the same start.
#include <stdio.h>
#include <stdlib.h>

#include "03_activation_matrix/batch.h"
#include "07_gradient_descent/descent.h"
#include "12_backpropagation/backpropagation.h"
#include "13_he_initialization/he.h"
#include "15_adam/adam.h"
#include "common/program/chapter.h"

enum { BATCH = 50, STEPS = 80, METHODS = 5 };

static const char *const names[METHODS] = {"descent", "momentum", "RMSprop",
                                           "Adam", "uncorrected"};
static const double alphas[METHODS] = {0.3, 0.05, 0.003, 0.003, 0.003};

// Adam without line 4 of the lesson: the correction is made vanish by letting
// the step counter start far along.
static void uncorrected_step(Adam *adam, Matrix theta, Matrix dtheta)
{
    adam->t = 1000000;
    adam_step(adam, theta, dtheta);
}

static void take_step(int method, Network *net, Adam *memory)
{
    Matrix theta = net->theta, dtheta = net->dtheta;
    double alpha = alphas[method];
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
    case 3:
        adam_step(memory, theta, dtheta);
        break;
    case 4:
        uncorrected_step(memory, theta, dtheta);
        break;
    }
}

// Root mean squares of the slopes, tensor by tensor.
static void show_sizes(Network *net)
{
    printf("Size (root mean square) of the first slopes:");
    for (int l = 1; l <= net->L; l++) {
        Matrix slopes[2] = {net->dW[l], net->db[l]};
        for (int i = 0; i < 2; i++) {
            double sum = 0;
            for (size_t j = 0; j < elements(slopes[i]); j++)
                sum += slopes[i].x[j] * slopes[i].x[j];
            printf("%s%c%d %.5f", l + i > 1 ? ", " : "\n  ", "Wb"[i], l,
                   sqrt(sum / (double)elements(slopes[i])));
        }
    }
    printf("\n\n");
}

// How a method fares: its loss on the test digits after s steps, for s = 0, 5,
// ..., how far step s + 1 moves the parameter that moves most, and the end.
typedef struct {
    double loss[STEPS + 1], moves[STEPS];
    Score end;
} Run;

static void train(Run *run, int method, const Chapter *chapter)
{
    double scale = largest_pixel(chapter->train);
    Random r = random_new(1, 15); // the same start and batches for all
    Network net = network_new(3, (int[]){PIXELS, 100, 50, CLASSES}, BATCH);
    int parameters = net.theta.rows;
    Matrix before = matrix_new(parameters, 1);
    Adam memory = {.alpha = alphas[method],
                   .beta1 = 0.8,
                   .beta2 = 0.999,
                   .epsilon = 1e-8,
                   .m = matrix_new(parameters, 1),
                   .v = matrix_new(parameters, 1)};
    he_initialize(&net, &r);
    int *order = random_order(chapter->train.count, &r);
    for (int step = 0; step < STEPS; step++) {
        if (step % 5 == 0)
            run->loss[step] = network_score(&net, chapter->test, scale).loss;
        int first = step % (chapter->train.count / BATCH) * BATCH;
        network_load(&net, chapter->train, order + first, BATCH, scale);
        network_forward(&net);
        network_backward(&net);
        if (method == 0 && step == 0)
            show_sizes(&net);
        matrix_copy(before, net.theta);
        take_step(method, &net, &memory);
        run->moves[step] = largest_difference(net.theta, before);
    }
    run->end = network_score(&net, chapter->test, scale);
    run->loss[STEPS] = run->end.loss;
    free(order);
    matrix_free_all((Matrix *[]){&before, &memory.m, &memory.v, NULL});
    network_free(&net);
}

static void show_losses(const Run *runs)
{
    printf("784-100-50-10, batches of %d digits; test loss after so many "
           "steps:\n\n  step ",
           BATCH);
    for (int i = 0; i < METHODS; i++)
        printf("%12s", names[i]);
    printf("\n");
    for (int step = 0; step <= STEPS; step += 10) {
        printf("  %4d ", step);
        for (int i = 0; i < METHODS; i++)
            printf("%12.4f", runs[i].loss[step]);
        printf("\n");
    }
    printf("  right");
    for (int i = 0; i < METHODS; i++)
        printf("%10.1f %%", runs[i].end.accuracy);
    printf("\n  alpha");
    for (int i = 0; i < METHODS; i++)
        printf("%12g", alphas[i]);
}

static void draw_runs(Chapter *chapter, const Run *runs)
{
    FILE *data = plot_block(&chapter->plot, "losses");
    for (int step = 0; step <= STEPS; step += 5) {
        fprintf(data, "%d", step);
        for (int i = 0; i < METHODS; i++)
            fprintf(data, " %.4f", runs[i].loss[step]);
        fprintf(data, "\n");
    }
    plot_block(&chapter->plot, "moves");
    for (int step = 0; step < STEPS; step++)
        fprintf(data, "%d %.3f %.3f\n", step + 1,
                runs[3].moves[step] / alphas[3],
                runs[4].moves[step] / alphas[4]);
}

int main(int argc, char **argv)
{
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 15, Adam: against gradient descent, momentum and RMSprop,\n"
        "from the same start, with and without bias correction.",
        NULL, 0);
    Run runs[METHODS];
    for (int i = 0; i < METHODS; i++)
        train(&runs[i], i, &chapter);
    show_losses(runs);
    printf("\n\nThe largest move of a parameter in the first step, divided by "
           "alpha:\n%.4f with the correction, %.4f without.\n",
           runs[3].moves[0] / alphas[3], runs[4].moves[0] / alphas[4]);
    draw_runs(&chapter, runs);
    chapter_end(&chapter);
}
