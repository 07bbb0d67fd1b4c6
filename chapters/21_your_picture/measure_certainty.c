#include <stdio.h>
#include <stdlib.h>

#include "21_your_picture/measure.h"
#include "21_your_picture/your_picture.h"
#include "common/ground/memory.h"

enum {
    LETTERS = 36, // in a picture of rows of 12, each 40 x 40
    LETTER_SIDE = 40
};

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

void show_thresholds(Chapter *c, Model *m, Digits held)
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
