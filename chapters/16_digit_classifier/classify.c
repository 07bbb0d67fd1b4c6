// Chapter 16: the command `classify`.
#include <stdio.h>

#include "01_forward_propagation/forward.h"
#include "12_backpropagation/backpropagation.h"
#include "16_digit_classifier/commands.h"
#include "16_digit_classifier/model.h"
#include "common/files/picture.h"
#include "common/ground/fail.h"
#include "common/program/console.h"
#include "common/program/options.h"

// The chance that an answer must have to be sure. Chapter 21 measures how many
// digits then get a sure answer, and how many of these are right.
static const double sure = 0.95;

// Lets a network with room for MAX_DIGITS read all that was found.
static Matrix chances_of(Network *net, const FoundDigits *found, double scale)
{
    network_set_batch(net, found->count);
    for (int i = 0; i < found->count; i++)
        input_from_pixels(column(net->A[0], i), found->pixels[i], scale);
    network_forward(net);
    return net->A[net->L];
}

static void show_steps(const FoundDigits *found)
{
    static const char *const names[STEPS] = {
        "the ink", "the parts of the digit", "with strokes like MNIST's"};
    Matrix step = matrix_new(PIXELS, 1);
    for (int i = 0; i < STEPS; i++) {
        printf("  %s:\n", names[i]);
        input_from_pixels(step, found->steps[i], 1);
        draw_images(step, 0, 255, 1);
    }
    printf("  what the network reads:\n");
    matrix_free(&step);
}

static void show_chances(Matrix image, Matrix yhat, double scale)
{
    int answer = argmax(yhat);
    draw_images(image, 0, 255 / scale, 1);
    for (int k = 0; k < CLASSES; k++) {
        double chance = (double)re(yhat.x[k]);
        printf("  %d  %.4f  ", k, chance);
        print_bar(chance, 40);
        printf("%s\n", k == answer ? " answer" : "");
    }
}

static void print_answer(const char *path, Matrix yhat)
{
    int unsure = 0;
    printf("%s: ", path);
    for (int i = 0; i < yhat.cols; i++) {
        int digit = argmax(column(yhat, i));
        printf("%d", digit);
        unsure += (double)re(*at(yhat, digit, i)) < sure;
    }
    printf("\n");
    if (yhat.cols > 1)
        printf("  this looks like %d digits, read from left to right\n",
               yhat.cols);
    if (unsure > 0)
        printf("  not sure%s: is it a digit?\n",
               yhat.cols > 1 ? " of all" : "");
}

// Returns whether the file could be read.
static bool classify(Model *m, const char *path, bool steps)
{
    static FoundDigits found;
    Picture picture;
    if (!picture_read(&picture, path))
        return false;
    picture_to_digits(&found, picture);
    picture_free(&picture);
    if (found.count == 0) {
        complain("%s: is blank: all of it is paper; name a picture of a digit",
                 path);
        return false;
    }
    Matrix yhat = chances_of(&m->net, &found, m->scale);
    print_answer(path, yhat);
    if (steps)
        show_steps(&found);
    for (int i = 0; i < found.count; i++)
        show_chances(column(m->net.A[0], i), column(yhat, i), m->scale);
    return true;
}

int command_classify(int argc, char **argv)
{
    const char *model = usual_model();
    bool steps = false;
    Option options[] = {
        option_text("model", "FILE", &model, "the trained network"),
        option_flag("steps", &steps, "draw how the digit was found"),
    };
    int first = options_parse(
        argc, argv,
        "Reads the digits in pictures: PNG, JPEG, PGM, PPM or PBM. Paper, "
        "shadows and dust are\nremoved, and each digit is made what MNIST's "
        "are. Whatever a picture shows,\nthe answer is one of the ten digits; "
        "it says so when it is not sure.",
        "IMAGE...", options, 2);
    if (first == argc)
        fail_usage("classify: which picture?");
    Model m = model_read(model, MAX_DIGITS);
    int unread = 0;
    for (int i = first; i < argc; i++)
        if (!classify(&m, argv[i], steps))
            unread++;
    if (unread < argc - first)
        printf("%s: %s\n", model, m.origin);
    model_free(&m);
    return unread > 0;
}
