// Chapter 16: the command `test`.
#include <stdio.h>
#include <string.h>
#include <stdlib.h>

#include "01_forward_propagation/forward.h"
#include "03_activation_matrix/batch.h"
#include "12_backpropagation/backpropagation.h"
#include "16_digit_classifier/commands.h"
#include "16_digit_classifier/model.h"
#include "common/ground/memory.h"
#include "common/program/chapter.h"
#include "common/program/console.h"
#include "common/program/options.h"

// FAR_MORE: percent, more than chance gives
enum { CAPACITY = 256, MISTAKES = 5, UNITS = 36, FAR_MORE = 20 };

// A digit that the network read wrongly.
typedef struct {
    double chance; // the probability that it gave its wrong answer
    int digit, label, answer;
} Mistake;

// All the answers of a network to a set of digits.
typedef struct {
    // by falling chance, equal ones as they came; chance 0: none
    Mistake surest[MISTAKES];
    int count[CLASSES][CLASSES]; // [label][answer]
} Answers;

// Puts a mistake in its place among the surest, if it has one.
static void note_mistake(Answers *a, Mistake new)
{
    for (int i = 0; i < MISTAKES; i++)
        if (new.chance > a->surest[i].chance) {
            Mistake moved = a->surest[i];
            a->surest[i] = new;
            new = moved;
        }
}

static Answers collect_answers(Network *net, Digits digits, double scale)
{
    Answers a = {0};
    for (int i = 0; i < digits.count; i++) {
        network_load(net, digits_from(digits, i), NULL, 1, scale); // one digit
        network_forward(net);
        Matrix yhat = net->A[net->L];
        int label = digits.labels[i], answer = argmax(yhat);
        a.count[label][answer]++;
        if (answer != label)
            note_mistake(
                &a, (Mistake){(double)re(yhat.x[answer]), i, label, answer});
    }
    return a;
}

// How many units of the first layer are silent for every one of the digits.
static int count_silent(Network *net, Digits digits, double scale)
{
    Matrix most = matrix_new(net->n[1], 1);
    for (int first = 0; first < digits.count; first += CAPACITY) {
        Digits rest = digits_from(digits, first);
        int m = rest.count < CAPACITY ? rest.count : CAPACITY;
        network_load(net, rest, NULL, m, scale);
        layer_forward(net, 1);
        for (int j = 0; j < m; j++)
            for (int i = 0; i < most.rows; i++)
                if (re(*at(net->A[1], i, j)) > re(most.x[i]))
                    most.x[i] = *at(net->A[1], i, j);
    }
    int silent = 0;
    for (int i = 0; i < most.rows; i++)
        silent += re(most.x[i]) == 0;
    matrix_free(&most);
    return silent;
}

static Digits transposed(Digits d)
{
    Digits t = {d.count, allocate((size_t)d.count * PIXELS), d.labels};
    for (int i = 0; i < d.count; i++) {
        uint8_t *to = t.pixels + (size_t)i * PIXELS;
        for (int y = 0; y < DIGIT_SIDE; y++)
            for (int x = 0; x < DIGIT_SIDE; x++)
                to[x * DIGIT_SIDE + y] = digit_pixels(d, i)[y * DIGIT_SIDE + x];
    }
    return t;
}

// EMNIST has the rows of its pictures where others have columns.
static void note_transposed(Network *net, Digits d, double scale,
                            double accuracy)
{
    Digits t = transposed(d);
    Score score = network_score(net, t, scale);
    free(t.pixels);
    if (score.accuracy > accuracy + FAR_MORE)
        fprintf(stderr,
                "note: with rows and columns exchanged %.2f %% of the test "
                "digits would be right; these are written as EMNIST's are: "
                "exchange them\n",
                score.accuracy);
}

static void show_scores(const Chapter *chapter, Network *net, double scale)
{
    Digits train = chapter->train, test = chapter->test;
    printf("           digits     loss      right\n");
    if (train.count > 0) {
        Score on_training = network_score(net, train, scale);
        printf("training  %7d   %.4f   %6.2f %%\n", train.count,
               on_training.loss, on_training.accuracy);
    }
    Score on_test = network_score(net, test, scale);
    printf("test      %7d   %.4f   %6.2f %%\n", test.count, on_test.loss,
           on_test.accuracy);
    if (on_test.accuracy < 100 - FAR_MORE)
        note_transposed(net, test, scale, on_test.accuracy);
    if (net->L > 1 && train.count > 0)
        printf("\nOf the %d units of layer 1, %d are silent for every training "
               "digit.\n",
               net->n[1], count_silent(net, train, scale));
}

static void show_confusion(Chapter *chapter, const Answers *a)
{
    printf("\nTest digits by label (row) and answer (column):\n\n     ");
    for (int k = 0; k < CLASSES; k++)
        printf("%6d", k);
    printf("   right\n");
    FILE *data = plot_block(&chapter->plot, "confusion");
    for (int label = 0; label < CLASSES; label++) {
        int total = 0;
        printf("%5d", label);
        for (int answer = 0; answer < CLASSES; answer++) {
            int n = a->count[label][answer];
            total += n;
            fprintf(data, "%d %d %d\n", label, answer, n);
            if (n > 0)
                printf("%6d", n);
            else
                printf("     .");
        }
        if (total > 0)
            printf("  %4.1f %%", 100.0 * a->count[label][label] / total);
        printf("\n");
    }
}

static void draw_mistakes(Chapter *chapter, const Answers *a, Matrix images)
{
    FILE *data = plot_block(&chapter->plot, "answers");
    for (int i = 0; i < images.cols; i++)
        fprintf(data, "%d %d %.4f\n", a->surest[i].label, a->surest[i].answer,
                a->surest[i].chance);
    plot_images(&chapter->plot, "mistake", images);
}

static void show_mistakes(Chapter *chapter, const Answers *a)
{
    int order[MISTAKES], shown = 0;
    for (; shown < MISTAKES && a->surest[shown].chance > 0; shown++)
        order[shown] = a->surest[shown].digit;
    if (shown == 0)
        return;
    Matrix images = matrix_new(PIXELS, shown);
    fill_batch(images, chapter->test, order, 255);
    printf("\nThe surest mistakes:\n");
    draw_images(images, 0, 1, 2);
    for (int i = 0; i < shown; i++)
        printf("  %d read as %d ", a->surest[i].label, a->surest[i].answer);
    printf("\n");
    for (int i = 0; i < shown; i++)
        printf(" chance %.4f", a->surest[i].chance);
    printf("\n");
    draw_mistakes(chapter, a, images);
    matrix_free(&images);
}

// For the picture: what some units of the first layer look for, their weights
// in hundredths.
static void draw_units(Chapter *chapter, Matrix W)
{
    Matrix images = matrix_new(PIXELS, W.rows < UNITS ? W.rows : UNITS);
    for (int i = 0; i < images.cols; i++)
        for (int j = 0; j < PIXELS; j++)
            *at(images, j, i) = round(100 * re(*at(W, i, j)));
    plot_images(&chapter->plot, "unit", images);
    matrix_free(&images);
}

// Numbers that two sets of digits gave must not be compared unawares.
static void note_other_digits(const Model *m, const Chapter *chapter,
                              const char *data)
{
    char digest[DIGEST_SIZE];
    digits_digest(digest, chapter->train);
    if (m->digest[0] != '\0' && chapter->train.count > 0 &&
        strcmp(m->digest, digest) != 0)
        fprintf(stderr,
                "note: the digits in %s are not those that the network was "
                "trained with\n",
                data);
}

int command_test(int argc, char **argv)
{
    const char *model = usual_model(), *data = "data/mnist";
    const char *picture = NULL;
    Option options[] = {
        option_text("model", "FILE", &model, "the trained network"),
        option_text("data", "DIR", &data, "where the four MNIST files are"),
        option_text("picture", "FILE", &picture,
                    "write the numbers of the chapter's picture there"),
    };
    options_parse(argc, argv,
                  "Measures a trained network on training and test digits and "
                  "shows which\ndigits it takes for which.",
                  "", options, 3);
    output_keep_apart(model);
    Model m = model_read(model, CAPACITY);
    Chapter chapter = {.test = digits_load(data, "t10k")};
    if (digits_exist(data, "train"))
        chapter.train = digits_load(data, "train");
    chapter.plot = plot_open(picture); // which must be none of these files
    note_other_digits(&m, &chapter, data);
    printf("%s: %s\n\n", model, m.origin);
    show_scores(&chapter, &m.net, m.scale);
    Answers answers = collect_answers(&m.net, chapter.test, m.scale);
    show_confusion(&chapter, &answers);
    show_mistakes(&chapter, &answers);
    draw_units(&chapter, m.net.W[1]);

    model_free(&m);
    chapter_end(&chapter);
    return 0;
}
