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

static void train_epoch(Network *net, Digits digits, double scale,
                        const double *keep, Random *r)
{
    int *order = random_order(digits.count, r);
    for (int i = 0; i + BATCH <= digits.count; i += BATCH) {
        network_load(net, digits, order + i, BATCH, scale);
        dropout_forward(net, keep, r);
        dropout_backward(net);
        descend(net->theta, net->dtheta, 0.1);
    }
    free(order);
}

// The score when dropout is left on: a mistake.
static Score score_with_dropout(Network *net, Digits digits, double scale,
                                const double *keep, Random *r)
{
    double loss = 0, right = 0;
    for (int i = 0; i < digits.count; i += BATCH) {
        int left = digits.count - i, m = left < BATCH ? left : BATCH;
        network_load(net, digits_from(digits, i), NULL, m, scale);
        dropout_forward(net, keep, r);
        loss += m * softmax_loss(net->Z[net->L], net->Y);
        right += count_right(net->A[net->L], net->Y);
    }
    return (Score){loss / digits.count, 100 * right / digits.count};
}

// Prints both networks' losses and right answers.
static void print_scores(int epoch, const Score *on_training,
                         const Score *on_test)
{
    progress_end();
    printf("  %5d", epoch);
    for (int i = 0; i < 2; i++)
        printf("    %6.4f    %6.4f  %4.1f %%", on_training[i].loss,
               on_test[i].loss, on_test[i].accuracy);
    printf("\n");
}

// D of layer 2 for the last batch: a line for each example.
static void write_mask(Chapter *chapter, Matrix D)
{
    plot_block(&chapter->plot, "mask");
    for (int j = 0; j < D.cols; j++)
        for (int i = 0; i < D.rows; i++)
            fprintf(chapter->plot.stream, "%g%c", *at(D, i, j),
                    i + 1 < D.rows ? ' ' : '\n');
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
    Digits train = chapter.train; // few digits: easy to learn by heart
    train.count = train.count < TRAINING_DIGITS ? train.count : TRAINING_DIGITS;
    const double keep[2][3] = {{1, 1, 1}, {1, 0.5, 0.5}};
    Network net[2];
    Random r = random_new(1, 0);
    for (int i = 0; i < 2; i++) {
        net[i] = network_new(3, (int[]){PIXELS, 200, 100, CLASSES}, BATCH);
        Random start = random_new(1, 1); // the same weights for both
        he_initialize(&net[i], &start);
    }
    printf("\n784-200-100-10 trained on %d digits:\n\n"
           "           without dropout            keep 0.5 and 0.5\n"
           "         training      test          training      test\n"
           "  epoch      loss      loss   right      loss      loss   right\n",
           train.count);
    plot_block(&chapter.plot, "losses");
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        for (int i = 0; i < 2; i++)
            train_epoch(&net[i], train, scale, keep[i], &r);
        progress("epoch", epoch, EPOCHS);
        Score on_training[2], on_test[2];
        for (int i = 0; i < 2; i++) {
            on_training[i] = network_score(&net[i], train, scale);
            on_test[i] = network_score(&net[i], chapter.test, scale);
        }
        if (epoch % (EPOCHS / SHOWN) == 0)
            print_scores(epoch, on_training, on_test);
        fprintf(chapter.plot.stream, "%d %.4f %.4f %.4f %.4f\n", epoch,
                on_training[0].loss, on_test[0].loss, on_training[1].loss,
                on_test[1].loss);
    }
    write_mask(&chapter, net[1].D[2]);
    Score right = network_score(&net[1], chapter.test, scale);
    Score left_on =
        score_with_dropout(&net[1], chapter.test, scale, keep[1], &r);
    printf("\nThe second network on the test digits: loss %.4f, %.1f %% right."
           "\nWith dropout left on by mistake:       loss %.4f, %.1f %% right."
           "\n",
           right.loss, right.accuracy, left_on.loss, left_on.accuracy);

    network_free(&net[0]);
    network_free(&net[1]);
    chapter_end(&chapter);
}
