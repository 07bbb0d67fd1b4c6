#include "16_digit_classifier/model.h"
#include "21_your_picture/measure.h"

#include <stdlib.h>

#include "01_forward_propagation/forward.h"
#include "03_activation_matrix/batch.h"
#include "12_backpropagation/backpropagation.h"
#include "13_he_initialization/he.h"
#include "15_adam/adam.h"

enum { EPOCHS = 8 };

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

Models models_of(const char *file, Digits digits)
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

void models_free(Models *m)
{
    for (int i = 0; i < m->count; i++)
        model_free(&m->list[i]);
}

Answer read_pixels(Model *m, const uint8_t *pixels)
{
    network_set_batch(&m->net, 1);
    input_from_pixels(m->net.A[0], pixels, m->scale);
    network_forward(&m->net);
    int digit = argmax(m->net.A[m->net.L]);
    return (Answer){digit, (double)re(m->net.A[m->net.L].x[digit])};
}
