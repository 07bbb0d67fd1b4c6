// Chapter 12: every slope of a network checked; then it learns to read.
#include <stdio.h>
#include <stdlib.h>

#include "03_activation_matrix/batch.h"
#include "06_softmax/softmax.h"
#include "07_gradient_descent/descent.h"
#include "12_backpropagation/backpropagation.h"
#include "common/numbers/random.h"
#include "common/program/chapter.h"
#include "common/program/console.h"

static real loss_of_network(void *context)
{
    Network *net = context;
    network_forward(net);
    return softmax_loss(net->Z[net->L], net->Y);
}

static void randomize(Network *net, double spread, Random *r)
{
    for (int l = 1; l <= net->L; l++)
        random_fill(net->W[l], spread, r);
}

// Compares dX with the measured slopes; some of both go into the picture.
static void check_tensor(Chapter *chapter, Network *net, const char *name,
                         int l, Matrix X, Matrix dX)
{
    Matrix slopes = matrix_new(X.rows, X.cols);
    measured_gradient(slopes, loss_of_network, net, X, 1e-5);
    double error = relative_error(dX, slopes);
    printf("  %s%d  %3d x %-4d %6zu   %s\n", name, l, X.rows, X.cols,
           elements(X), error < 1e-7 ? "below 1e-7" : "too large");
    char block[10];
    snprintf(block, sizeof block, "%s%d", name, l);
    FILE *data = plot_block(&chapter->plot, block);
    for (size_t i = 0; i < elements(X); i += 1 + elements(X) / 300)
        fprintf(data, "%.8f %.8f\n", slopes.x[i], dX.x[i]);
    matrix_free(&slopes);
}

// Compares every slope of a small network with the measured one.
static void check_slopes(Chapter *chapter, double scale)
{
    Network net = network_new(3, (int[]){PIXELS, 6, 5, CLASSES}, 5);
    Random r = random_new(1, 12);
    randomize(&net, 0.3, &r);
    network_load(&net, chapter->train, NULL, 5, scale);
    network_forward(&net);
    network_backward(&net);
    printf("A network %d-6-5-%d and %d digits: backpropagation against "
           "measured slopes\n\n       shape     slopes   relative error\n",
           PIXELS, CLASSES, 5);
    for (int l = 1; l <= net.L; l++) {
        check_tensor(chapter, &net, "W", l, net.W[l], net.dW[l]);
        check_tensor(chapter, &net, "b", l, net.b[l], net.db[l]);
    }
    network_free(&net);
}

// One pass over the digits in a new random order.
static void train_epoch(Network *net, Digits digits, double scale, double alpha,
                        Random *r)
{
    int *order = random_order(digits.count, r);
    for (int i = 0; i + net->capacity <= digits.count; i += net->capacity) {
        network_load(net, digits, order + i, net->capacity, scale);
        network_forward(net);
        network_backward(net);
        descend(net->theta, net->dtheta, alpha);
        progress("digit", i, digits.count);
    }
    progress_end();
    free(order);
}

// The probability that the network gives to the true class of the example.
static double chance_of_example(Network *net, Digits digits, double scale)
{
    network_load(net, digits_from(digits, EXAMPLE), NULL, 1, scale);
    network_forward(net);
    return *at(net->A[net->L], digits.labels[EXAMPLE], 0);
}

static void show_training(Chapter *chapter, double scale, int epochs,
                          double alpha)
{
    Network net = network_new(3, (int[]){PIXELS, 400, 100, CLASSES}, 20);
    Random r = random_new(1, 0);
    randomize(&net, 0.05, &r);
    printf("\nTraining 784-400-100-10, %zu parameters, on %d digits by "
           "gradient descent:\nbatches of %d, alpha %g\n\n"
           "            training            test          the example:\n"
           "  epoch    loss   right     loss   right    chance of a %d\n",
           elements(net.theta), chapter->train.count, net.capacity, alpha,
           chapter->test.labels[EXAMPLE]);
    FILE *data = plot_block(&chapter->plot, "training");
    for (int epoch = 0; epoch <= epochs; epoch++) {
        if (epoch > 0)
            train_epoch(&net, chapter->train, scale, alpha, &r);
        Score on_training = network_score(&net, chapter->train, scale);
        Score on_test = network_score(&net, chapter->test, scale);
        printf("  %5d  %6.4f  %4.1f %%   %6.4f  %4.1f %%    %.4f\n", epoch,
               on_training.loss, on_training.accuracy, on_test.loss,
               on_test.accuracy, chance_of_example(&net, chapter->test, scale));
        fprintf(data, "%d %.4f %.1f %.4f %.1f\n", epoch, on_training.loss,
                on_training.accuracy, on_test.loss, on_test.accuracy);
        fflush(stdout);
    }
    network_free(&net);
}

int main(int argc, char **argv)
{
    int epochs = 4;
    double alpha = 0.1;
    Option options[] = {
        option_int("epochs", &epochs, 1, 1000, "passes over the training set"),
        option_real("alpha", &alpha, 0, 100, "the learning rate"),
    };
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 12, backpropagation: checks every slope of a small\n"
        "network, then trains 784-400-100-10 by gradient descent.",
        options, 2);
    double scale = largest_pixel(chapter.train);
    check_slopes(&chapter, scale);
    show_training(&chapter, scale, epochs, alpha);
    chapter_end(&chapter);
}
