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

static void classify(Network *net, double scale, const char *path)
{
    uint8_t pixels[PIXELS];
    Picture picture = picture_read(path);
    picture_to_digit(pixels, picture);
    picture_free(&picture);

    input_from_pixels(net->A[0], pixels, scale); // a batch of one
    network_forward(net);
    Matrix yhat = net->A[net->L];
    int answer = argmax(yhat);
    printf("%s: %d\n", path, answer);
    draw_images(net->A[0], 0, 255 / scale, 1);
    for (int k = 0; k < CLASSES; k++) {
        double chance = (double)re(yhat.x[k]);
        printf("  %d  %.4f  ", k, chance);
        print_bar(chance, 40);
        printf("%s\n", k == answer ? " answer" : "");
    }
}

int command_classify(int argc, char **argv)
{
    const char *model = usual_model();
    Option options[] = {
        option_text("model", "FILE", &model, "the trained network"),
    };
    int first = options_parse(
        argc, argv,
        "Reads pictures of one digit each, PNG or PGM. They are cropped, "
        "scaled and\ncentered as MNIST's were; dark on light or light on "
        "dark. Whatever a picture shows, the answer is one of the ten digits.",
        "IMAGE...", options, 1);
    if (first == argc)
        fail_usage("classify: which picture?");
    Model m = model_read(model, 1);
    printf("%s: %s\n", model, m.origin);
    for (int i = first; i < argc; i++)
        classify(&m.net, m.scale, argv[i]);
    model_free(&m);
    return 0;
}
