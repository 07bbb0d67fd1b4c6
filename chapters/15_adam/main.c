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

// The largest change of any parameter.
static real largest_move(Matrix theta, Matrix before)
{
    real most = 0;
    for (size_t i = 0; i < elements(theta); i++)
        most = fmax(most, fabs(theta.x[i] - before.x[i]));
    return most;
}

// loss[s] = the loss on the test digits after s steps, for s = 0, 5, ...
// moves[s] = the largest move of a parameter in step s + 1
static Score run(int method, Chapter chapter, double *loss, double *moves)
{
    double scale = largest_pixel(chapter.train);
    Random r = random_new(1, 15); // the same start and batches for all
    Network net = network_new(3, (int[]){PIXELS, 100, 50, CLASSES}, BATCH);
    int parameters = net.theta.rows;
    Matrix before = matrix_new(parameters, 1);
    Adam memory = {alphas[method],
                   0.8,
                   0.999,
                   1e-8,
                   0,
                   matrix_new(parameters, 1),
                   matrix_new(parameters, 1)};
    he_initialize(&net, &r);
    int *order = random_order(chapter.train.count, &r);
    for (int step = 0; step <= STEPS; step++) {
        if (step % 5 == 0)
            loss[step] = network_score(&net, chapter.test, scale).loss;
        if (step == STEPS)
            break;
        int batch = step % (chapter.train.count / BATCH);
        network_load(&net, chapter.train, order + batch * BATCH, BATCH, scale);
        network_forward(&net);
        network_backward(&net);
        if (method == 0 && step == 0)
            show_sizes(&net);
        matrix_copy(before, net.theta);
        take_step(method, &net, &memory);
        moves[step] = largest_move(net.theta, before);
    }
    Score score = network_score(&net, chapter.test, scale);
    free(order);
    matrix_free_all((Matrix *[]){&before, &memory.m, &memory.v, NULL});
    network_free(&net);
    return score;
}

static void write_picture(Chapter *chapter, double loss[METHODS][STEPS + 1],
                          double moves[METHODS][STEPS])
{
    FILE *data = chapter->plot.stream;
    plot_block(&chapter->plot, "losses");
    for (int step = 0; step <= STEPS; step += 5) {
        fprintf(data, "%d", step);
        for (int i = 0; i < METHODS; i++)
            fprintf(data, " %.4f", loss[i][step]);
        fprintf(data, "\n");
    }
    plot_block(&chapter->plot, "moves");
    for (int step = 0; step < STEPS; step++)
        fprintf(data, "%d %.3f %.3f\n", step + 1, moves[3][step] / alphas[3],
                moves[4][step] / alphas[4]);
}

int main(int argc, char **argv)
{
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 15, Adam: against gradient descent, momentum and RMSprop,\n"
        "from the same start, with and without bias correction.",
        NULL, 0);
    double loss[METHODS][STEPS + 1], moves[METHODS][STEPS];
    Score end[METHODS];
    for (int i = 0; i < METHODS; i++)
        end[i] = run(i, chapter, loss[i], moves[i]);
    write_picture(&chapter, loss, moves);

    printf("784-100-50-10, batches of %d digits; test loss after so many "
           "steps:\n\n  step ",
           BATCH);
    for (int i = 0; i < METHODS; i++)
        printf("%12s", names[i]);
    printf("\n");
    for (int step = 0; step <= STEPS; step += 10) {
        printf("  %4d ", step);
        for (int i = 0; i < METHODS; i++)
            printf("%12.4f", loss[i][step]);
        printf("\n");
    }
    printf("  right");
    for (int i = 0; i < METHODS; i++)
        printf("%10.1f %%", end[i].accuracy);
    printf("\n  alpha");
    for (int i = 0; i < METHODS; i++)
        printf("%12g", alphas[i]);
    printf("\n\nThe largest move of a parameter in the first step, divided by "
           "alpha:\n%.4f with the correction, %.4f without.\n",
           moves[3][0] / alphas[3], moves[4][0] / alphas[4]);
    chapter_end(&chapter);
}
