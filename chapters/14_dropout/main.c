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

enum { BATCH = 10, EPOCHS = 20, TRAINING_DIGITS = 500, SEEDS = 5 };

static void show_mask(void)
{
    Random r = random_new(1, 14);
    Matrix A = matrix_new(10, 1), D = matrix_new(10, 1);
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

// For the picture: which of 6 and of 4 units two examples keep, a line for each
// layer of each example.
static void draw_masks(Chapter *chapter)
{
    FILE *data = plot_block(&chapter->plot, "masks");
    Random r = random_new(3, 14);
    for (int k = 0; k < 4; k++) {
        Matrix D = matrix_new(k % 2 == 0 ? 6 : 4, 1);
        dropout_mask(D, 0.5, &r);
        for (int i = 0; i < D.rows; i++)
            fprintf(data, "%d %d %d %g\n", k / 2, k % 2, i, D.x[i]);
        matrix_free(&D);
    }
}

// A network, how likely it keeps the units of each layer, and its draws.
typedef struct {
    Network net;
    double keep[3];
    Random r;
} Learner;

static Learner learner_new(double keep, int seed)
{
    Learner n = {.net =
                     network_new(3, (int[]){PIXELS, 100, 50, CLASSES}, BATCH),
                 .keep = {1, keep, keep},
                 .r = random_new((uint64_t)seed, 0)};
    Random start = random_new((uint64_t)seed, 1); // the same weights for both
    he_initialize(&n.net, &start);
    return n;
}

static void train(Learner *n, Digits digits, double scale)
{
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        int *order = random_order(digits.count, &n->r);
        for (int i = 0; i + BATCH <= digits.count; i += BATCH) {
            network_load(&n->net, digits, order + i, BATCH, scale);
            dropout_forward(&n->net, n->keep, &n->r);
            dropout_backward(&n->net);
            descend(n->net.theta, n->net.dtheta, 0.1);
        }
        free(order);
    }
}

// The score when dropout is left on: a mistake.
static Score score_with_dropout(Learner *n, Digits digits, double scale)
{
    Network *net = &n->net;
    double loss = 0, right = 0;
    for (int i = 0; i < digits.count; i += BATCH) {
        int left = digits.count - i, m = left < BATCH ? left : BATCH;
        network_load(net, digits_from(digits, i), NULL, m, scale);
        dropout_forward(net, n->keep, &n->r);
        loss += m * softmax_loss(net->Z[net->L], net->Y);
        right += count_right(net->A[net->L], net->Y);
    }
    return (Score){loss / digits.count, 100 * right / digits.count};
}

// What the seeds gave: losses on the training and the test digits, right answers
// on both, and those on the test digits with dropout left on.
enum { TRAINING_LOSS, TEST_LOSS, TRAINING_RIGHT, TEST_RIGHT, LEFT_ON, RESULTS };

static void learn(double results[RESULTS][SEEDS], const Chapter *chapter,
                  double keep)
{
    double scale = largest_pixel(chapter->train);
    Digits few = chapter->train;
    few.count = TRAINING_DIGITS;
    for (int i = 0; i < SEEDS; i++) {
        progress("seed", i + 1, SEEDS);
        Learner n = learner_new(keep, i + 1);
        train(&n, few, scale);
        Score training = network_score(&n.net, few, scale);
        Score test = network_score(&n.net, chapter->test, scale);
        results[TRAINING_LOSS][i] = training.loss;
        results[TEST_LOSS][i] = test.loss;
        results[TRAINING_RIGHT][i] = training.accuracy;
        results[TEST_RIGHT][i] = test.accuracy;
        results[LEFT_ON][i] =
            score_with_dropout(&n, chapter->test, scale).accuracy;
        network_free(&n.net);
    }
    progress_end();
}

static void print_seeds(const char *what, const char *format, Seeds without,
                        Seeds with)
{
    printf("  %-22s", what);
    printf(format, without.mean, without.spread);
    printf("    ");
    printf(format, with.mean, with.spread);
    printf("\n");
}

static void show_training(const Chapter *chapter)
{
    static const char *const names[RESULTS] = {
        "training loss", "test loss", "training right, %", "test right, %",
        "test, dropout on, %"};
    double without[RESULTS][SEEDS], with[RESULTS][SEEDS];
    learn(without, chapter, 1);
    learn(with, chapter, 0.5);
    printf("\n784-100-50-10, %d epochs of %d digits, %d seeds,\n"
           "mean ± standard deviation:\n\n"
           "                         without dropout     keep 0.5 and 0.5\n",
           EPOCHS, TRAINING_DIGITS, SEEDS);
    for (int i = 0; i < RESULTS; i++)
        print_seeds(names[i],
                    i < TRAINING_RIGHT ? "%7.4f ± %.4f" : "%7.1f ± %3.1f   ",
                    over_seeds(without[i], SEEDS), over_seeds(with[i], SEEDS));
}

int main(int argc, char **argv)
{
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 14, dropout: trains the same network with and without it,\n"
        "from several seeds, and tests it with dropout left on by mistake.",
        NULL, 0);
    show_mask();
    draw_masks(&chapter);
    show_training(&chapter);
    chapter_end(&chapter);
}
