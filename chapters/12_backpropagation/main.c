// Chapter 12: every slope of a network checked; then it learns to read.
#include <stdio.h>
#include <stdlib.h>

#include "03_activation_matrix/batch.h"
#include "06_softmax/softmax.h"
#include "07_gradient_descent/descent.h"
#include "09_activation_gradient/relu_backward.h"
#include "10_weight_gradient/weight_gradient.h"
#include "11_bias_gradient/bias_gradient.h"
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

static double squared_length(Matrix M)
{
    double sum = 0;
    for (size_t i = 0; i < elements(M); i++)
        sum += M.x[i] * M.x[i];
    return sum;
}

// Two inputs, two hidden units, two classes, and one example of the second.
static Network two_two_two(void)
{
    Network net = network_new(2, (int[]){2, 2, 2}, 1);
    const real theta[] = {0.5, -1, -1, 1, 1, 0, 1, -1, 2, 1, 0, 0};
    for (int i = 0; i < 12; i++)
        net.theta.x[i] = theta[i]; // W[1] by columns, b[1], W[2], b[2]
    net.A[0].x[0] = 2;
    net.A[0].x[1] = 1;
    net.Y.x[1] = 1;
    return net;
}

// For the picture: every unit and every wire of it, forward and back.
static void draw_wires(Chapter *chapter, const Network *net)
{
    FILE *data = plot_block(&chapter->plot, "units");
    for (int l = 0; l <= 2; l++)
        for (int i = 0; i < 2; i++)
            fprintf(data, "%d %d %.2f %.2f %.2f %.2f %.2f %.2f\n", l, i,
                    l > 0 ? net->Z[l].x[i] : 0, net->A[l].x[i],
                    l > 0 ? net->dZ[l].x[i] : 0, l == 1 ? net->dA[l].x[i] : 0,
                    l > 0 ? net->b[l].x[i] : 0, l > 0 ? net->db[l].x[i] : 0);
    plot_block(&chapter->plot, "wires");
    for (int l = 1; l <= 2; l++)
        for (int k = 0; k < 2; k++)
            for (int i = 0; i < 2; i++)
                fprintf(data, "%d %d %d %.2f %.2f\n", l, i, k,
                        *at(net->W[l], i, k), *at(net->dW[l], i, k));
}

static void show_wires(Chapter *chapter)
{
    Network net = two_two_two();
    double before = loss_of_network(&net), alpha = 0.01;
    network_backward(&net);
    draw_wires(chapter, &net);
    printf("A network 2-2-2 by hand, input (2, 1), the second class true:\n\n"
           "  forward    z1 %7.4f %7.4f    a1  %7.4f %7.4f\n"
           "             z2 %7.4f %7.4f   yhat %7.4f %7.4f   loss %.4f\n"
           "  backward  dz2 %7.4f %7.4f   da1  %7.4f %7.4f\n"
           "            dz1 %7.4f %7.4f\n",
           net.Z[1].x[0], net.Z[1].x[1], net.A[1].x[0], net.A[1].x[1],
           net.Z[2].x[0], net.Z[2].x[1], net.A[2].x[0], net.A[2].x[1], before,
           net.dZ[2].x[0], net.dZ[2].x[1], net.dA[1].x[0], net.dA[1].x[1],
           net.dZ[1].x[0], net.dZ[1].x[1]);
    for (int l = 1; l <= 2; l++)
        printf(
            "  dW%d %7.4f %7.4f   db%d %7.4f\n      %7.4f %7.4f       %7.4f\n",
            l, *at(net.dW[l], 0, 0), *at(net.dW[l], 0, 1), l, net.db[l].x[0],
            *at(net.dW[l], 1, 0), *at(net.dW[l], 1, 1), net.db[l].x[1]);
    double promised = alpha * squared_length(net.dtheta);
    descend(net.theta, net.dtheta, alpha);
    double after = loss_of_network(&net);
    printf("A step with alpha %g should lower the loss by %.4f, and lowers it "
           "by %.4f.\n\n",
           alpha, promised, before - after);
    fprintf(plot_block(&chapter->plot, "step"), "%.3f %.3f\n", before, after);
    network_free(&net);
}

// Compares dX with the measured slopes.
static void check_tensor(Network *net, const char *name, int l, Matrix X,
                         Matrix dX)
{
    Matrix slopes = matrix_new(X.rows, X.cols);
    measured_gradient(slopes, loss_of_network, net, X, 1e-5);
    double error = relative_error(dX, slopes);
    printf("  %s%d  %3d x %-4d %6zu   %s\n", name, l, X.rows, X.cols,
           elements(X), error < 1e-7 ? "below 1e-7" : "too large");
    matrix_free(&slopes);
}

// The source's program passes the error of the output through ReLU', too.
static void show_source(Network *net)
{
    Matrix right = matrix_new(net->theta.rows, 1);
    network_forward(net);
    network_backward(net);
    matrix_copy(right, net->dtheta);
    int L = net->L;
    relu_backward(net->dZ[L], net->dZ[L], net->Z[L]);
    weight_gradient(net->dW[L], net->dZ[L], net->A[L - 1]);
    bias_gradient(net->db[L], net->dZ[L]);
    input_gradient(net->dA[L - 1], net->W[L], net->dZ[L]);
    for (int l = L - 1; l >= 1; l--)
        layer_backward(net, l);
    printf("As in the source's program (see the end of the page): relative "
           "error %.4f.\n",
           relative_error(net->dtheta, right));
    matrix_free(&right);
}

// Compares every slope of a small network with the measured one.
static void check_slopes(const Chapter *chapter, double scale)
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
        check_tensor(&net, "W", l, net.W[l], net.dW[l]);
        check_tensor(&net, "b", l, net.b[l], net.db[l]);
    }
    show_source(&net);
    network_free(&net);
}

// What the way back needs of the way forward, where a number has 4 bytes.
static void show_memory(void)
{
    Network net = network_new(3, (int[]){PIXELS, 400, 100, CLASSES}, 256);
    const struct {
        const char *name, *use;
        size_t numbers;
        bool kept; // for the way back
    } rows[] = {
        {"W, b", "for dA", elements(net.theta), false},
        {"dW, db", "the result", elements(net.theta), false},
        {"A0", "for dW1", elements(net.A[0]), true},
        {"Z1", "for dZ1", elements(net.Z[1]), true},
        {"A1", "for dW2", elements(net.A[1]), true},
        {"Z2", "for dZ2", elements(net.Z[2]), true},
        {"A2", "for dW3", elements(net.A[2]), true},
        {"A3", "for dZ3", elements(net.A[3]), true},
        {"Y", "for dZ3", elements(net.Y), true},
    };
    double total = 0;
    printf("\nIn memory for the way back, %d digits a batch, 4 bytes a number, "
           "in MB:\n\n",
           net.capacity);
    for (int i = 0; i < (int)(sizeof rows / sizeof *rows); i++) {
        double MB = 4e-6 * (double)rows[i].numbers;
        total += rows[i].kept ? MB : 0;
        printf("  %-7s %6.3f   %s\n", rows[i].name, MB, rows[i].use);
    }
    printf("  of the batch, from A0 on: %.3f\n", total);
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

// A row of the table; for the picture also what chance the network gives to each
// class of the example.
static void show_epoch(Chapter *chapter, int epoch, Network *net, double scale,
                       FILE *data)
{
    Score on_training = network_score(net, chapter->train, scale);
    Score on_test = network_score(net, chapter->test, scale);
    network_load(net, digits_from(chapter->test, EXAMPLE), NULL, 1, scale);
    network_forward(net);
    Matrix chances = net->A[net->L];
    printf("  %5d  %6.4f  %4.1f %%   %6.4f  %4.1f %%    %.4f\n", epoch,
           on_training.loss, on_training.accuracy, on_test.loss,
           on_test.accuracy, chances.x[chapter->test.labels[EXAMPLE]]);
    fflush(stdout);
    fprintf(data, "%d %.4f %.1f %.4f %.1f", epoch, on_training.loss,
            on_training.accuracy, on_test.loss, on_test.accuracy);
    for (int k = 0; k < CLASSES; k++)
        fprintf(data, " %.4f", chances.x[k]);
    fprintf(data, "\n");
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
        show_epoch(chapter, epoch, &net, scale, data);
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
    show_wires(&chapter);
    check_slopes(&chapter, scale);
    show_memory();
    show_training(&chapter, scale, epochs, alpha);
    chapter_end(&chapter);
}
