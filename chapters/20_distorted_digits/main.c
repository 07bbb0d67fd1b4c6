// Chapter 20: a digit and its distortions, and what a network minds.
#include <stdio.h>
#include <string.h>

#include "16_digit_classifier/model.h"
#include "20_distorted_digits/recipe.h"
#include "20_distorted_digits/robustness.h"
#include "common/ground/fail.h"
#include "common/program/chapter.h"
#include "common/program/console.h"
#include "common/program/streams.h"
#include "common/program/threads.h"

enum { SHOWN = 4, DRAWN = 12, FIELDS = 1000, CAPACITY = 256 };

static Matrix image_of(const uint8_t *pixels)
{
    Matrix image = matrix_new(PIXELS, 1);
    for (int p = 0; p < PIXELS; p++)
        image.x[p] = pixels[p];
    return image;
}

// One digit, and what training would see in its place in twelve epochs.
static void show_distortions(Chapter *chapter, const Bells *bells)
{
    const uint8_t *pixels = digit_pixels(chapter->test, EXAMPLE);
    Distortion usual = usual_distortion();
    Matrix images = matrix_new(PIXELS, DRAWN), image = image_of(pixels);
    for (int i = 0; i < DRAWN; i++) {
        uint8_t distorted[PIXELS];
        distort(distorted, pixels, chapter->test.labels[EXAMPLE], &usual, bells,
                random_new(1, (uint64_t)i));
        for (int p = 0; p < PIXELS; p++)
            *at(images, p, i) = distorted[p];
    }
    printf("A digit, and %d of its distortions:\n", SHOWN - 1);
    Matrix shown = matrix_new(PIXELS, SHOWN);
    matrix_copy(column(shown, 0), image);
    matrix_copy(columns(shown, 1, SHOWN - 1), columns(images, 0, SHOWN - 1));
    draw_images(shown, 0, 255, 1);
    plot_image(&chapter->plot, "digit", image);
    plot_images(&chapter->plot, "distorted", images);
    matrix_free_all((Matrix *[]){&images, &image, &shown, NULL});
}

// The elastic field of some arrows, and what it does to a pixel.
static Field elastic_field(const Bells *bells, Random *r)
{
    float x[ARROWS], y[ARROWS];
    Field field;
    fill_affine(&field, (Affine){.xx = 1, .yy = 1});
    draw_arrows(x, y, usual_distortion().elastic, r);
    add_elastic(&field, bells, x, y);
    return field;
}

static void draw_field(Chapter *chapter, const Bells *bells)
{
    Random r = random_new(1, 20);
    Field field = elastic_field(bells, &r);
    FILE *data = plot_block(&chapter->plot, "field");
    for (int p = 0; p < PIXELS; p++) {
        int i = p / DIGIT_SIDE, j = p % DIGIT_SIDE;
        fprintf(data, "%d %d %.2f %.2f\n", j, i, (double)field.x[i][j] - j,
                (double)field.y[i][j] - i);
    }
}

// Over many fields, along x: how far a pixel is from its own place, and two
// neighbors from each other.
static void show_field(const Bells *bells)
{
    static const int at[] = {0, 14 * DIGIT_SIDE + 13};
    static const char *const names[] = {"in the corner", "in the middle"};
    printf("\nThe elastic field along x, standard deviation over %d fields:\n"
           "                  of a pixel   between neighbors   5 apart   10 "
           "apart\n",
           FIELDS);
    for (int k = 0; k < 2; k++) {
        Random r = random_new(2, 20);
        double squares[4] = {0};
        for (int n = 0; n < FIELDS; n++) {
            Field field = elastic_field(bells, &r);
            const float *x = &field.x[at[k] / DIGIT_SIDE][at[k] % DIGIT_SIDE];
            static const int apart[] = {1, 5, 10};
            squares[0] += pow(x[0] - (float)(at[k] % DIGIT_SIDE), 2);
            for (int i = 0; i < 3; i++)
                squares[i + 1] += pow(x[apart[i]] - x[0] - (float)apart[i], 2);
        }
        printf("  %-15s", names[k]);
        for (int i = 0; i < 4; i++)
            printf(" %11.2f", sqrt(squares[i] / FIELDS));
        printf("\n");
    }
}

static void show_robustness(Chapter *chapter, const char *path, int hold_back)
{
    Digits digits = chapter->test;
    if (hold_back > 0)
        digits = digits_from(chapter->train, chapter->train.count - hold_back);
    Model model = model_read(path, CAPACITY);
    printf(
        "\n%s, %s.\nOf %d %s digits it reads (bars begin at 80 %%), when they "
        "are\n",
        path, model.origin, digits.count, hold_back > 0 ? "held-back" : "test");
    FILE *data = plot_block(&chapter->plot, "robustness");
    for (int i = 0; i < CHANGES; i++) {
        double right =
            changed_accuracy(&model.net, digits, model.scale, changes[i]);
        printf("  %-22s %6.2f %%  ", changes[i].words, right);
        print_bar(fmax(right - 80, 0) / 20, 40);
        printf("\n");
        fprintf(data, "%.2f %s\n", right, changes[i].words);
    }
    model_free(&model);
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "train") == 0) {
        char usage[1000]; // what its own help calls it
        streams_begin();
        threads_begin(argv);
        snprintf(usage, sizeof usage, "%s train", argv[0]);
        argv[1] = usage;
        return command_train_distorted(argc - 1, argv + 1);
    }
    const char *model = KEPT_MODEL;
    int hold_back = 0;
    const Option options[] = {
        option_text("model", "FILE", &model,
                    "the network that reads changed digits"),
        option_int("hold-back", &hold_back, 0, 1000000,
                   "change the last N training digits, not the test digits"),
    };
    Chapter chapter = chapter_begin(argc, argv,
                                    "Chapter 20, distorted digits: distorts a "
                                    "digit, and counts how well a\n"
                                    "trained network reads changed ones. The "
                                    "command train, with options of\n"
                                    "its own, trains one on distorted digits.",
                                    options, 2);
    if (hold_back > chapter.train.count)
        fail_usage("--hold-back %d: there are only %d training digits",
                   hold_back, chapter.train.count);
    Bells bells = bells_new();
    show_distortions(&chapter, &bells);
    show_field(&bells);
    draw_field(&chapter, &bells);
    show_robustness(&chapter, model, hold_back);
    chapter_end(&chapter);
}
