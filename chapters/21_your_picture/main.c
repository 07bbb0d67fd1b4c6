// Chapter 21: paper, light, dust and thin pens, taken out of pictures step by step.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "01_forward_propagation/forward.h"
#include "03_activation_matrix/batch.h"
#include "12_backpropagation/backpropagation.h"
#include "13_he_initialization/he.h"
#include "15_adam/adam.h"
#include "16_digit_classifier/model.h"
#include "21_your_picture/measure.h"
#include "21_your_picture/your_picture.h"
#include "common/ground/fail.h"
#include "common/ground/memory.h"
#include "common/program/chapter.h"

enum {
    BATCH = 50,
    EPOCHS = 8,
    MAX_NETWORKS = 3, // each from other initial weights
    WRITTEN = 50,     // digits for each kind of damage
    LETTERS = 36,     // in a picture of rows of 12, each 40 x 40
    LETTER_SIDE = 40
};

// ----------------------------------------------------------------- networks

typedef struct {
    int count;
    Model list[MAX_NETWORKS];
} Models;

// 784-100-50-10, trained on the sample in a second.
static Model train(Digits digits, Random *r)
{
    Model m = {.net = network_new(3, (int[]){PIXELS, 100, 50, CLASSES}, BATCH),
               .scale = largest_pixel(digits)};
    int parameters = m.net.theta.rows;
    Adam adam = {.alpha = 0.003,
                 .beta1 = 0.8,
                 .beta2 = 0.999,
                 .epsilon = 1e-8,
                 .m = matrix_new(parameters, 1),
                 .v = matrix_new(parameters, 1)};
    he_initialize(&m.net, r);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        int *order = random_order(digits.count, r);
        for (int first = 0; first + BATCH <= digits.count; first += BATCH) {
            network_load(&m.net, digits, order + first, BATCH, m.scale);
            network_forward(&m.net);
            network_backward(&m.net);
            adam_step(&adam, m.net.theta, m.net.dtheta);
        }
        free(order);
    }
    matrix_free_all((Matrix *[]){&adam.m, &adam.v, NULL});
    return m;
}

// The one in a file, or small ones where none is named.
static Models models_of(const char *file, Digits digits)
{
    if (file != NULL)
        return (Models){1, {model_read(file, BATCH)}};
    Models m = {.count = MAX_NETWORKS};
    for (int i = 0; i < m.count; i++) {
        Random r = random_new((uint64_t)i + 1, 21);
        m.list[i] = train(digits, &r);
    }
    return m;
}

// What the network says of a digit, and the chance that it gives to it.
typedef struct {
    int digit;
    double chance;
} Answer;

static Answer read_pixels(Model *m, const uint8_t *pixels)
{
    network_set_batch(&m->net, 1);
    input_from_pixels(m->net.A[0], pixels, m->scale);
    network_forward(&m->net);
    int digit = argmax(m->net.A[m->net.L]);
    return (Answer){digit, (double)re(m->net.A[m->net.L].x[digit])};
}

// -------------------------------------------------------------- three ways

// The whole picture, scaled to the field, dark for light.
static void scale_alone(uint8_t pixels[PIXELS], Picture p)
{
    Picture small = picture_reduced(p, STEP);
    for (int i = 0; i < PIXELS; i++)
        pixels[i] = 255 - small.rgb[3 * i];
    picture_free(&small);
}

// All steps but the fifth.
static void keep_strokes(uint8_t pixels[PIXELS], Picture p)
{
    Picture small;
    Sheet ink = ink_of_picture(&small, p);
    Parts parts = parts_find(ink);
    group_parts(&parts);
    Sheet digit = ink_of_digit(ink, &parts, -1);
    digit_from_ink(pixels, digit);
    picture_free(&small);
    parts_free(&parts);
    sheet_free(&ink);
    sheet_free(&digit);
}

// All steps; what shows several digits or none is no digit.
static void all_steps(uint8_t pixels[PIXELS], Picture p)
{
    static FoundDigits found;
    picture_to_digits(&found, p);
    for (int i = 0; i < PIXELS; i++)
        pixels[i] = found.count == 1 ? found.pixels[0][i] : 0;
}

// Makes the pixels of a digit from a picture.
typedef struct {
    void (*digit)(uint8_t pixels[PIXELS], Picture p);
} Way;

enum { WAYS = 3 };
static const Way ways[WAYS] = {{scale_alone}, {keep_strokes}, {all_steps}};

static void show_row(Chapter *c, Models *m, const Damage *damage, bool thin)
{
    Random r = random_new(2, 21);
    int right[WAYS] = {0};
    for (int i = 0; i < WRITTEN; i++) {
        Picture p = written_digit(digit_pixels(c->test, i), thin);
        damage_picture(p, damage, &r);
        for (int w = 0; w < WAYS; w++) {
            uint8_t pixels[PIXELS];
            ways[w].digit(pixels, p);
            for (int k = 0; k < m->count; k++)
                right[w] +=
                    read_pixels(&m->list[k], pixels).digit == c->test.labels[i];
        }
        picture_free(&p);
    }
    printf("  %-31s", thin ? "a thin pen" : damage->name);
    for (int w = 0; w < WAYS; w++)
        printf("%16.1f", 100.0 * right[w] / (WRITTEN * m->count));
    printf("\n");
}

static void show_damages(Chapter *c, Models *m)
{
    printf("Percent of %d test digits, 112 x 112 pixels large, that are read "
           "right;\nthe mean of %d network%s:\n\n",
           WRITTEN, m->count, m->count == 1 ? "" : "s");
    printf("  %-31s%16s%16s%16s\n", "damage", "only scaled", "without step 5",
           "all steps");
    for (int k = 0; k < DAMAGES; k++)
        show_row(c, m, &damages[k], false);
    show_row(c, m, &damages[0], true);
}

// ------------------------------------------------------------ how sure it is

// Answers to pictures of one kind, each sure to some degree.
typedef struct {
    const char *name;
    int count;
    Answer *of;
} Answers;

static void add_answer(Answers *a, Model *m, Picture p)
{
    uint8_t pixels[PIXELS];
    all_steps(pixels, p);
    a->of[a->count++] = read_pixels(m, pixels);
    picture_free(&p);
}

static Answers no_answers(const char *name, int most)
{
    return (Answers){name, 0, allocate((size_t)most * sizeof(Answer))};
}

static Answers answers_to_letters(Model *m)
{
    Picture letters;
    Answers a = no_answers("letters", LETTERS);
    if (!picture_read(&letters, "data/letters.png"))
        exit(1);
    for (int i = 0; i < LETTERS; i++)
        add_answer(&a, m,
                   picture_cropped(letters, (Box){i % 12 * LETTER_SIDE,
                                                  i / 12 * LETTER_SIDE,
                                                  LETTER_SIDE, LETTER_SIDE}));
    picture_free(&letters);
    return a;
}

static Answers answers_to_digits(Model *m, Digits held)
{
    Answers a = no_answers("digits", held.count);
    for (int i = 0; i < held.count; i++) {
        a.of[i] = read_pixels(m, digit_pixels(held, i));
        a.count++;
    }
    return a;
}

enum { KIND = 60, KINDS = 4 }; // pictures of a kind without a digit, kinds

static void answer_no_digits(Answers kinds[KINDS], Model *m, Digits digits)
{
    Random r = random_new(3, 21);
    kinds[0] = answers_to_letters(m);
    kinds[1] = no_answers("scribbles", KIND);
    kinds[2] = no_answers("two digits", KIND);
    kinds[3] = no_answers("no ink", KIND);
    for (int i = 0; i < KIND; i++) {
        add_answer(&kinds[1], m, scribble(&r));
        add_answer(&kinds[2], m,
                   two_digits(digit_pixels(digits, 2 * i),
                              digit_pixels(digits, 2 * i + 1)));
        add_answer(&kinds[3], m, empty_paper(&r));
    }
}

static double percent_sure(const Answers *a, double threshold)
{
    int sure = 0;
    for (int i = 0; i < a->count; i++)
        sure += a->of[i].chance >= threshold;
    return 100.0 * sure / a->count;
}

// Of the answers that are sure, how many percent are right.
static double percent_right(const Answers *a, Digits digits, double threshold)
{
    int sure = 0, right = 0;
    for (int i = 0; i < a->count; i++)
        if (a->of[i].chance >= threshold) {
            sure++;
            right += a->of[i].digit == digits.labels[i];
        }
    return sure > 0 ? 100.0 * right / sure : 100;
}

// The chance that an answer must have to be sure, and what then happens.
static void show_thresholds(Chapter *c, Model *m, Digits held)
{
    static const double thresholds[] = {0,   0.5,  0.6,  0.7,   0.8,
                                        0.9, 0.95, 0.99, 0.999, 0.9999};
    Answers digits = answers_to_digits(m, held), no_digits[KINDS];
    answer_no_digits(no_digits, m, c->test);
    printf("\nPercent of sure answers, if a sure one has this chance:\n\n"
           "  chance  digits held back  of these right");
    for (int k = 0; k < KINDS; k++)
        printf("%12s", no_digits[k].name);
    printf("\n");
    FILE *data = plot_block(&c->plot, "coverage");
    for (size_t i = 0; i < sizeof thresholds / sizeof *thresholds; i++) {
        double t = thresholds[i], covered = percent_sure(&digits, t);
        printf("  %-6g%18.1f%16.1f", t, covered,
               percent_right(&digits, held, t));
        fprintf(data, "%g %g %g", t, covered, percent_right(&digits, held, t));
        for (int k = 0; k < KINDS; k++) {
            printf("%12.0f", percent_sure(&no_digits[k], t));
            fprintf(data, " %g", percent_sure(&no_digits[k], t));
        }
        printf("\n");
        fprintf(data, "\n");
    }
    free(digits.of);
    for (int k = 0; k < KINDS; k++)
        free(no_digits[k].of);
}

// -------------------------------------------------------------- the picture

static void plot_sheet(Chapter *c, const char *step, int number, Sheet s)
{
    char name[40];
    snprintf(name, sizeof name, "%s %d", step, number);
    FILE *data = plot_block(&c->plot, name);
    double side = (double)max(s.width, s.height) / SIDE;
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++) {
            double left = (s.width - SIDE * side) / 2 + x * side;
            double top = (s.height - SIDE * side) / 2 + y * side;
            fprintf(data, "%.2g%c",
                    mean_ink(s, left, left + side, top, top + side),
                    x == SIDE - 1 ? '\n' : ' ');
        }
}

static void plot_steps(Chapter *c, int number, Picture p)
{
    Picture small;
    Sheet dark = sheet_new(p.width, p.height), ink = ink_of_picture(&small, p);
    for (int i = 0; i < p.width * p.height; i++)
        dark.at[i] = 1 - p.rgb[3 * i] / 255.0;
    Parts parts = parts_find(ink);
    group_parts(&parts);
    Sheet digit = ink_of_digit(ink, &parts, -1);
    Sheet strokes = with_usual_strokes(digit), field;
    uint8_t pixels[PIXELS];
    digit_from_ink(pixels, strokes);
    field = sheet_new(DIGIT_SIDE, DIGIT_SIDE);
    for (int i = 0; i < PIXELS; i++)
        field.at[i] = pixels[i] / 255.0;
    plot_sheet(c, "picture", number, dark);
    plot_sheet(c, "ink", number, ink);
    plot_sheet(c, "parts", number, digit);
    plot_sheet(c, "strokes", number, strokes);
    plot_sheet(c, "digit", number, field);
    Sheet *all[] = {&dark, &ink, &digit, &strokes, &field};
    for (int i = 0; i < 5; i++)
        sheet_free(all[i]);
    parts_free(&parts);
    picture_free(&small);
}

// Three test digits, each with two kinds of damage.
static void plot_examples(Chapter *c)
{
    static const int which[][3] = {{1, 5, 1}, {4, 6, 4}, {0, 9, 3}};
    Random r = random_new(4, 21);
    for (int i = 0; i < 3; i++) {
        Picture p = written_digit(digit_pixels(c->test, which[i][0]), i != 1);
        damage_picture(p, &damages[which[i][1]], &r);
        damage_picture(p, &damages[which[i][2]], &r);
        plot_steps(c, i, p);
        picture_free(&p);
    }
}

int main(int argc, char **argv)
{
    const char *model = NULL;
    int held_back = 500;
    Option options[] = {
        option_text("model", "FILE", &model,
                    "a trained network in place of three small ones"),
        option_int("hold-back", &held_back, 1, 50000,
                   "training digits that it did not see, the last"),
    };
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 21, from a picture to a digit: damages pictures of digits and "
        "mends them, and asks how sure a network is.",
        options, 2);
    if (held_back >= chapter.train.count - BATCH)
        fail("--hold-back %d: leaves too few of %d training digits; hold back "
             "fewer",
             held_back, chapter.train.count);
    Digits held = digits_hold_back(&chapter.train, held_back);
    Models m = models_of(model, chapter.train);
    show_damages(&chapter, &m);
    show_thresholds(&chapter, &m.list[0], held);
    plot_examples(&chapter);
    for (int i = 0; i < m.count; i++)
        model_free(&m.list[i]);
    digits_free(&held);
    chapter_end(&chapter);
}
