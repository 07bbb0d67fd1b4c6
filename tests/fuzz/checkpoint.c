// A run's checkpoint: what is accepted is a training that goes on. The bytes as
// fuzz_safetensors takes them.
#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "16_digit_classifier/checkpoint.h"
#include "16_digit_classifier/commands.h"
#include "16_digit_classifier/settings.h"
#include "fuzz.h"

const char fuzz_place[] = "checkpoint.safetensors";

enum { COUNT = 4, MOST = 64 };

static uint8_t pixels[COUNT * PIXELS], labels[COUNT];

// A recipe may ask for as much memory as a user may; this is for many trials.
static bool is_small(const Recipe *r)
{
    bool small = r->batch <= MOST;
    for (int i = 0; i < r->hidden.count; i++)
        small = small && r->hidden.x[i] <= MOST;
    return small;
}

static void go_on(const Settings *s, const Progress *p, const Safetensors *file)
{
    Trainer t = trainer_new(&s->recipe, COUNT);
    checkpoint_restore(&t, p, file, fuzz_place);
    for (size_t i = 0; i < elements(t.net.theta); i++)
        fuzz_expect(isfinite((double)re(t.net.theta.x[i])));
    Digits d = {COUNT, pixels, labels};
    begin_epoch(&t, p->epochs + 1, p->position);
    int trained = train_batch(&t, d, p->position, 255);
    fuzz_expect(trained >= 1 && p->position + trained <= COUNT);
    trainer_free(&t);
}

void fuzz_target(const uint8_t *data, size_t size)
{
    uint8_t *bytes = fuzz_safetensors(data, size, &size);
    fuzz_file(fuzz_place, bytes, size);
    static Settings s; // its options point into it
    optind = 0;        // begin anew
    const Method plain = plain_method();
    settings_read(&s, &plain, 3, (char *[]){"train", "--resume", "run", NULL});
    Progress p = {0};
    Safetensors file = checkpoint_read(fuzz_place, &p);
    settings_resume(&s, &file, fuzz_place);
    fuzz_expect(p.epochs >= 0 && p.position >= 0 && p.best <= 100);
    if (is_small(&s.recipe))
        go_on(&s, &p, &file);
    safetensors_free(&file);
    free(p.log);
    free(bytes);
}
