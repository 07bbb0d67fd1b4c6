#include <stdio.h>

#include "01_forward_propagation/forward.h"
#include "12_backpropagation/backpropagation.h"
#include "16_digit_classifier/model.h"
#include "22_your_own_digit/measure.h"
#include "22_your_own_digit/your_own_digit.h"
#include "common/numbers/vector.h"

enum { CAPACITY = 100 };

static const double sure = 0.95; // as the command classify has it

typedef struct {
    double right, chance, sure; // in percent
} Reading;

// Adds to `right` and `count` how many digits of each class are read right, and are
// there.
static Reading read_broken(Model *m, Digits digits, const Breakage *b,
                           int right[CLASSES], int count[CLASSES])
{
    Random r = random_new(1, 22);
    Reading sum = {0, 0, 0};
    if (b->spoil != NULL)
        b->spoil(&m->net, &r);
    for (int first = 0; first < digits.count; first += CAPACITY) {
        Digits rest = digits_from(digits, first);
        network_load(&m->net, rest, NULL, min(rest.count, CAPACITY), m->scale);
        broken_forward(&m->net, b, m->scale, &r);
        for (int i = 0; i < m->net.Y.cols; i++) {
            Matrix yhat = column(m->net.A[m->net.L], i);
            double chance = (double)re(yhat.x[argmax(yhat)]);
            bool hit = argmax(yhat) == rest.labels[i];
            sum.right += hit;
            right[rest.labels[i]] += hit;
            count[rest.labels[i]]++;
            sum.chance += chance;
            sum.sure += chance >= sure;
        }
    }
    double percent = 100.0 / digits.count;
    return (Reading){percent * sum.right, percent * sum.chance,
                     percent * sum.sure};
}

void show_broken(const char *path, Digits digits)
{
    printf("%-45s%10s%12s%10s\n", "What is wrong, and percent of answers",
           "right", "mean chance", "sure");
    for (int i = 0; i < BREAKAGES; i++) {
        Model m = model_read(path, CAPACITY);
        int right[CLASSES] = {0}, count[CLASSES] = {0};
        Reading reading = read_broken(&m, digits, &breakages[i], right, count);
        printf("  %-43s%10.1f%12.1f%10.1f\n", breakages[i].words, reading.right,
               reading.chance, reading.sure);
        model_free(&m);
    }
}

void show_turned(const char *path, Digits digits)
{
    Model m = model_read(path, CAPACITY);
    printf("\nOf each digit are read right, in percent:\n%-29s",
           "  its picture");
    for (int k = 0; k < CLASSES; k++)
        printf("%5d", k);
    printf("\n");
    for (int i = BREAKAGES - TURNED; i < BREAKAGES; i++) {
        int right[CLASSES] = {0}, count[CLASSES] = {0};
        read_broken(&m, digits, &breakages[i], right, count);
        printf("  %-27s", breakages[i].words);
        for (int k = 0; k < CLASSES; k++)
            printf("%5.0f", 100.0 * right[k] / count[k]);
        printf("\n");
    }
    model_free(&m);
}

void show_rounding(const char *path, Digits digits)
{
    static const int most[] = {127, 31, 15, 7, 3, 1};
    printf("\nWeights rounded to so many steps on each side of 0:\n"
           "  steps   right %%    loss\n");
    for (size_t i = 0; i <= sizeof most / sizeof *most; i++) {
        Model m = model_read(path, CAPACITY);
        if (i > 0)
            round_weights(&m.net, most[i - 1]);
        Score s = network_score(&m.net, digits, m.scale);
        if (i > 0)
            printf("  %5d", most[i - 1]);
        else
            printf("   none");
        printf("%10.2f%8.4f\n", s.accuracy, s.loss);
        model_free(&m);
    }
}
