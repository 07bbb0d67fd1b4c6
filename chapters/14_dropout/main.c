// Chapter 14: learning by heart, and less of it.
#include <stdio.h>
#include <stdlib.h>

#include "03_activation_matrix/batch.h"
#include "06_softmax/softmax.h"
#include "07_gradient_descent/descent.h"
#include "12_backpropagation/backpropagation.h"
#include "13_he_initialization/he.h"
#include "14_dropout/dropout.h"
#include "common/program/chapter.h"
#include "common/program/console.h"

enum { BATCH = 20, EPOCHS = 20, SHOWN = 4, TRAINING_DIGITS = 500 };

static void show_mask(void)
{
    Random r = random_new(1, 14);
    Matrix A = matrix_new(10, 1), D = matrix_new(10, 1);
    matrix_fill(A, 1);
    printf("Ten activations of 1, five times through dropout with p = 0.5:\n");
    for (int run = 0; run < 5; run++) {
        matrix_fill(A, 1);
        dropout_mask(D, 0.5, &r);
        dropout(A, D);
        double sum = 0;
        for (int i = 0; i < A.rows; i++) {
            printf("%4.0f", A.x[i]);
            sum += A.x[i];
        }
        printf("   mean %.1f\n", sum / A.rows);
    }
    matrix_free_all((Matrix *[]){&A, &D, NULL});
}

// A network, how likely it keeps the units of each layer, and its scores.
typedef struct {
    Network net;
    double keep[3];
    Score on_training, on_test;
} Learner;

static Learner learner_new(double keep)
{
    Learner n = {.net =
                     network_new(3, (int[]){PIXELS, 200, 100, CLASSES}, BATCH),
                 .keep = {1, keep, keep}};
    Random start = random_new(1, 1); // the same weights for all
    he_initialize(&n.net, &start);
    return n;
}

static void train_epoch(Learner *n, Digits digits, double scale, Random *r)
{
    int *order = random_order(digits.count, r);
    for (int i = 0; i + BATCH <= digits.count; i += BATCH) {
        network_load(&n->net, digits, order + i, BATCH, scale);
        dropout_forward(&n->net, n->keep, r);
        dropout_backward(&n->net);
        descend(n->net.theta, n->net.dtheta, 0.1);
    }
    free(order);
}

// The score when dropout is left on: a mistake.
static Score score_with_dropout(Learner *n, Digits digits, double scale,
                                Random *r)
{
    Network *net = &n->net;
    double loss = 0, right = 0;
    for (int i = 0; i < digits.count; i += BATCH) {
        int left = digits.count - i, m = left < BATCH ? left : BATCH;
        network_load(net, digits_from(digits, i), NULL, m, scale);
        dropout_forward(net, n->keep, r);
        loss += m * softmax_loss(net->Z[net->L], net->Y);
        right += count_right(net->A[net->L], net->Y);
    }
    return (Score){loss / digits.count, 100 * right / digits.count};
}

// Prints both networks' losses and right answers.
static void print_scores(int epoch, const Learner *learners)
{
    progress_end();
    printf("  %5d", epoch);
    for (int i = 0; i < 2; i++)
        printf("    %6.4f    %6.4f  %4.1f %%", learners[i].on_training.loss,
               learners[i].on_test.loss, learners[i].on_test.accuracy);
    printf("\n");
}

// Trains both on few digits, which are easy to learn by heart.
static void show_training(Chapter *chapter, Learner *learners, double scale,
                          Random *r)
{
    Digits few = chapter->train;
    few.count = few.count < TRAINING_DIGITS ? few.count : TRAINING_DIGITS;
    printf("\n784-200-100-10 trained on %d digits:\n\n"
           "           without dropout            keep 0.5 and 0.5\n"
           "         training      test          training      test\n"
           "  epoch      loss      loss   right      loss      loss   right\n",
           few.count);
    FILE *data = plot_block(&chapter->plot, "losses");
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        progress("epoch", epoch, EPOCHS);
        fprintf(data, "%d", epoch);
        for (int i = 0; i < 2; i++) {
            Learner *n = &learners[i];
            train_epoch(n, few, scale, r);
            n->on_training = network_score(&n->net, few, scale);
            n->on_test = network_score(&n->net, chapter->test, scale);
            fprintf(data, " %.4f %.4f", n->on_training.loss, n->on_test.loss);
        }
        fprintf(data, "\n");
        if (epoch % (EPOCHS / SHOWN) == 0)
            print_scores(epoch, learners);
    }
}

// For the picture: D of layer 2 for the last batch, a line for each example.
static void draw_mask(Chapter *chapter, Matrix D)
{
    FILE *data = plot_block(&chapter->plot, "mask");
    for (int j = 0; j < D.cols; j++)
        for (int i = 0; i < D.rows; i++)
            fprintf(data, "%g%c", *at(D, i, j), i + 1 < D.rows ? ' ' : '\n');
}

static void show_mistake(const Chapter *chapter, Learner *n, double scale,
                         Random *r)
{
    Score left_on = score_with_dropout(n, chapter->test, scale, r);
    printf("\nThe second network on the test digits: loss %.4f, %.1f %% right."
           "\nWith dropout left on by mistake:       loss %.4f, %.1f %% right."
           "\n",
           n->on_test.loss, n->on_test.accuracy, left_on.loss,
           left_on.accuracy);
}

int main(int argc, char **argv)
{
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 14, dropout: trains the same network with and without it,\n"
        "and tests it with dropout left on by mistake.",
        NULL, 0);
    show_mask();

    double scale = largest_pixel(chapter.train);
    Random r = random_new(1, 0);
    Learner learners[2] = {learner_new(1), learner_new(0.5)};
    show_training(&chapter, learners, scale, &r);
    draw_mask(&chapter, learners[1].net.D[2]);
    show_mistake(&chapter, &learners[1], scale, &r);

    network_free(&learners[0].net);
    network_free(&learners[1].net);
    chapter_end(&chapter);
}
