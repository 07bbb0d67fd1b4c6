// A trained network: what is accepted answers any picture by probabilities, and
// is the same when it was written and read again. The bytes as fuzz_safetensors
// takes them.
#define _POSIX_C_SOURCE 200809L // open_memstream
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "12_backpropagation/backpropagation.h"
#include "16_digit_classifier/model.h"
#include "fuzz.h"

const char fuzz_place[] = "model.safetensors";

static void expect_answers(Model *m, uint8_t ink)
{
    Digits d = {1, malloc(PIXELS), (uint8_t[]){3}};
    for (int i = 0; i < PIXELS; i++)
        d.pixels[i] = ink == 1 ? (uint8_t)(i * 37) : ink;
    Score score = network_score(&m->net, d, m->scale);
    fuzz_expect(isfinite(score.loss));
    double sum = 0;
    for (int k = 0; k < CLASSES; k++) {
        double chance = (double)re(m->net.A[m->net.L].x[k]);
        fuzz_expect(chance >= 0 && chance <= 1);
        sum += chance;
    }
    fuzz_expect(fabs(sum - 1) < 1e-5);
    free(d.pixels);
}

static void expect_same_again(const Model *m)
{
    char *text;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    model_write(stream, &m->net, m->scale, false, NULL, 0);
    fclose(stream);
    fuzz_file("again.safetensors", (uint8_t *)text, length);
    Model again = model_read("again.safetensors", 1);
    size_t bytes = elements(m->net.theta) * sizeof(real);
    fuzz_expect(again.scale == m->scale);
    fuzz_expect(elements(again.net.theta) == elements(m->net.theta));
    fuzz_expect(memcmp(again.net.theta.x, m->net.theta.x, bytes) == 0);
    model_free(&again);
    free(text);
}

void fuzz_target(const uint8_t *data, size_t size)
{
    uint8_t *file = fuzz_safetensors(data, size, &size);
    fuzz_file("model.safetensors", file, size);
    Model m = model_read("model.safetensors", 1);
    expect_answers(&m, 0);
    expect_answers(&m, 255);
    expect_answers(&m, 1);
    expect_same_again(&m);
    model_free(&m);
    free(file);
}
