// Chapter 22: drawings read, explained, and read by broken networks.
#include <math.h>
#include <stdio.h>

#include "01_forward_propagation/forward.h"
#include "12_backpropagation/backpropagation.h"
#include "16_digit_classifier/model.h"
#include "22_your_own_digit/measure.h"
#include "22_your_own_digit/your_own_digit.h"
#include "common/numbers/vector.h"
#include "common/program/chapter.h"
#include "common/program/console.h"

enum { RIVALS = 3 };

// ------------------------------------------------------------------- drawings

// A drawing, as a pen would send it.
typedef struct {
    const char *name;
    int count;
    PenPoint points[16];
} Drawing;

enum { DRAWINGS = 2 };
static const Drawing drawings[DRAWINGS] = {
    {"one", 3, {{31.03, 32.5, 0}, {70, 10, 0}, {70, 110, 0}}},
    {"four",
     6,
     {{50, 15, 0},
      {42, 40, 0},
      {34, 62, 0},
      {90, 60, 0},
      {72, 18, 1},
      {68, 105, 1}}},
};

// The digit that a model reads, and its ten scores and chances.
static int read_digit(Model *m, const uint8_t *pixels)
{
    network_set_batch(&m->net, 1);
    input_from_pixels(m->net.A[0], pixels, m->scale);
    network_forward(&m->net);
    return argmax(m->net.A[m->net.L]);
}

// The classes from the one with the highest score down.
static void rank(int classes[CLASSES], Matrix z)
{
    for (int k = 0; k < CLASSES; k++) {
        int place = k;
        for (; place > 0 && re(z.x[classes[place - 1]]) < re(z.x[k]); place--)
            classes[place] = classes[place - 1];
        classes[place] = k;
    }
}

static void sum_by_sign(Matrix E, double *above, double *below)
{
    *above = *below = 0;
    for (int i = 0; i < E.rows; i++)
        *(re(E.x[i]) > 0 ? above : below) += (double)re(E.x[i]);
}

// The shares of the answer against the classes that come next.
static void show_shares(Chapter *c, Network *net, const char *name)
{
    int classes[CLASSES];
    Matrix S = matrix_new(PIXELS, 1), E = matrix_new(PIXELS, 1);
    Matrix z = net->Z[net->L];
    rank(classes, z);
    fprintf(plot_block(&c->plot, "classes"), "%d %d\n", classes[0], classes[1]);
    printf("  why not difference   pixels for   against   biases       sum   "
           "off by\n");
    for (int k = 1; k <= RIVALS; k++) {
        double above, below;
        double difference = (double)re(z.x[classes[0]] - z.x[classes[k]]);
        score_slopes(S, net, classes[0], classes[k]);
        double pixels = (double)re(shares(E, net->A[0], S));
        double biases = (double)re(share_of_biases(net));
        sum_by_sign(E, &above, &below);
        printf("  %d        %9.4f %12.4f %9.4f %8.4f %9.4f   %s\n", classes[k],
               difference, above, below, biases, pixels + biases,
               fabs(pixels + biases - difference) < 1e-12 ? "less than 1e-12"
                                                          : "too much");
        if (k > 1)
            continue;
        char block[40];
        snprintf(block, sizeof block, "slopes %s", name);
        plot_image(&c->plot, block, S);
        snprintf(block, sizeof block, "shares %s", name);
        plot_image(&c->plot, block, E);
    }
    matrix_free_all((Matrix *[]){&S, &E, NULL});
}

static void show_drawing(Chapter *c, Model *m, const Drawing *d)
{
    static uint8_t digits[MAX_DIGITS][PIXELS];
    int count = digits_from_pen(digits, d->points, d->count);
    int answer = read_digit(m, digits[0]);
    printf("A drawing of %d points, %d digit:\n", d->count, count);
    draw_images(m->net.A[0], 0, 255 / m->scale, 1);
    printf("It is read as %d, with a chance of %.4f.\n\n", answer,
           (double)re(m->net.A[m->net.L].x[answer]));
    char block[40];
    snprintf(block, sizeof block, "digit %s", d->name);
    plot_image(&c->plot, block, m->net.A[0]);
    show_shares(c, &m->net, d->name);
    printf("\n");
}

// ------------------------------------------------------------------- upstrokes

// The first column with ink three quarters down, where only the stem is.
static int stem_begins(const uint8_t *pixels)
{
    int x = 0;
    while (pixels[DIGIT_SIDE * 3 / 4 * DIGIT_SIDE + x] == 0)
        x++;
    return x;
}

// What the pixels on the left of the stem, the others and the biases say for a 7 and
// against a 1, and what is read. The upstroke is 0.45 times as long as the stem, and
// rises by so many degrees.
static int ask_upstroke(double said[3], Model *m, int degrees)
{
    static uint8_t digits[MAX_DIGITS][PIXELS];
    double angle = degrees * 3.14159265358979323846 / 180;
    PenPoint pen[] = {{70 - 45 * cos(angle), 10 + 45 * sin(angle), 0},
                      {70, 10, 0},
                      {70, 110, 0}};
    digits_from_pen(digits, pen, 3);
    int answer = read_digit(m, digits[0]), stem = stem_begins(digits[0]);
    Matrix S = matrix_new(PIXELS, 1), E = matrix_new(PIXELS, 1);
    score_slopes(S, &m->net, 7, 1);
    shares(E, m->net.A[0], S);
    said[0] = said[1] = 0;
    for (int i = 0; i < PIXELS; i++)
        said[i % DIGIT_SIDE < stem ? 0 : 1] += (double)re(E.x[i]);
    said[2] = (double)re(share_of_biases(&m->net));
    matrix_free_all((Matrix *[]){&S, &E, NULL});
    return answer;
}

static void show_upstrokes(Chapter *c, Model *m)
{
    double said[3];
    FILE *plot = plot_block(&c->plot, "upstrokes");
    printf("An upstroke that rises by so many degrees; why 7 and not 1?\n"
           "   degrees   read as   left of the stem   the stem    biases       "
           "sum\n");
    for (int degrees = 0; degrees <= 80; degrees += 2) {
        int answer = ask_upstroke(said, m, degrees);
        double sum = said[0] + said[1] + said[2];
        fprintf(plot, "%d %.4f\n", degrees, sum);
        if (degrees % 10 == 0)
            printf("%10d %9d %18.2f %10.2f %9.2f %9.2f\n", degrees, answer,
                   said[0], said[1], said[2], sum);
    }
    printf("\n");
}

// ------------------------------------------------------------ drawn from MNIST

// Test digits as they are, and as a pen would draw them anew along the middle of
// their strokes.
static void show_pen(Model *m, Digits digits)
{
    static PenPoint points[MAX_TRACED];
    static uint8_t drawn[MAX_DIGITS][PIXELS];
    int right = 0, right_drawn = 0, single = 0;
    for (int i = 0; i < digits.count; i++) {
        right += read_digit(m, digit_pixels(digits, i)) == digits.labels[i];
        int count = digits_from_pen(drawn, points,
                                    trace(points, digit_pixels(digits, i)));
        single += count == 1;
        right_drawn += read_digit(m, drawn[0]) == digits.labels[i];
    }
    printf(
        "Of %d test digits %d are read right; drawn anew by a pen %d, and %d "
        "are taken\nfor one digit.\n\n",
        digits.count, right, right_drawn, single);
}

// --------------------------------------------------------------------- packed

static void write_packed(const char *path, const char *to)
{
    Model m = model_read(path, 1);
    Output file = output_open(to);
    pack_network(file.stream, &m.net, m.scale);
    output_close(&file);
    model_free(&m);
}

int main(int argc, char **argv)
{
    const char *path = KEPT_MODEL, *packed = NULL;
    const Option options[] = {
        option_text("model", "FILE", &path, "the network that reads"),
        option_text("packed", "FILE", &packed,
                    "write the network there, one byte a weight"),
    };
    Chapter chapter = chapter_begin(
        argc, argv,
        "Chapter 22, your own digit: reads drawings, says why, and breaks the "
        "network.",
        options, 2);
    Model m = model_read(path, 1);
    for (int i = 0; i < DRAWINGS; i++)
        show_drawing(&chapter, &m, &drawings[i]);
    show_upstrokes(&chapter, &m);
    show_pen(&m, chapter.test);
    show_broken(path, chapter.test);
    show_turned(path, chapter.test);
    show_rounding(path, chapter.test);
    if (packed != NULL)
        write_packed(path, packed);
    model_free(&m);
    chapter_end(&chapter);
}
