/*
## Pens and paper

Two distortions change the ink itself. A thicker pen: each pixel becomes, in part or
wholly, as dark as the darkest of itself and its four neighbors. A thinner one: as
pale as the palest, which is the same with ink and paper exchanged, 255 − ink.

And dirty paper: to each pixel a random number is added, with a mean of 0 and a standard
deviation of 0.1 of full ink. One digit in eight gets this **noise**. That is enough to
learn that it means nothing. The others keep their blank pixels, which training can skip
(chapter 18).

<details><summary>The code: <code>change_strokes</code> and <code>add_noise</code></summary>
*/
#include "20_distorted_digits/distorted_digits.h"

#include <string.h>

#include "01_forward_propagation/forward.h"

void change_strokes(uint8_t *to, const uint8_t *from, double strength)
{
    uint8_t flip = strength > 0 ? 0 : 255; // x ^ 255 is 255 - x
    enum { PADDED = DIGIT_SIDE + 4 };
    uint8_t ink[(DIGIT_SIDE + 2) * PADDED + 2], row[PADDED];
    memset(ink, flip, sizeof ink);
    for (int i = 0; i < DIGIT_SIDE; i++)
        for (int j = 0; j < DIGIT_SIDE; j++)
            ink[(i + 1) * PADDED + j + 1] = from[i * DIGIT_SIDE + j] ^ flip;
    int share = (int)(256 * fabs(strength) + 0.5);
    for (int i = 0; i < DIGIT_SIDE; i++) {
        for (int j = 0; j < PADDED; j++) {
            const uint8_t *p = ink + (i + 1) * PADDED + j + 1;
            uint8_t beside = p[-1] > p[1] ? p[-1] : p[1];
            uint8_t above = p[-PADDED] > p[PADDED] ? p[-PADDED] : p[PADDED];
            uint8_t most = beside > above ? beside : above;
            int more = most > *p ? most - *p : 0;
            row[j] = (uint8_t)(*p + (more * share + 128) / 256) ^ flip;
        }
        memcpy(to + i * DIGIT_SIDE, row, DIGIT_SIDE);
    }
}

void add_noise(uint8_t *pixels, double deviation, Random r)
{
    // A byte b gives the odd number 2 b - 255, from -255 to 255: of mean 0 and
    // variance 65535 / 3.
    const int unit = (int)(65536 * deviation / sqrt(65535 / 3.0) + 0.5);
    for (int p = 0; p < PIXELS; p++) {
        uint64_t bits = random_bits_ahead(r, (uint64_t)p / 8);
        int odd = 2 * (int)(bits >> (p % 8 * 8) & 255) - 255;
        int sum = pixels[p] * 65536 + unit * odd + 32768;
        int pixel = sum < 0 ? 0 : sum / 65536;
        pixels[p] = (uint8_t)(pixel > 255 ? 255 : pixel);
    }
}

/*
</details>

## All of it

Each digit of an epoch has 170 draws of its own, used or not (8 for M, t, the pen and
whether there is noise, 64 for the arrows, 98 for the noise), so it is distorted in the
same way whichever thread does it. First it is written, by draws of a generator that begins with
the state of its own; then the stroke changes, then the ink moves, then noise falls on the result.
*/
enum { HANDS = 1 }; // the stream that upstrokes are drawn from

void distort(uint8_t *to, const uint8_t *from, int label, const Distortion *d,
             const Bells *bells, Random r)
{
    Field field;
    uint8_t written[PIXELS], changed[PIXELS];
    memcpy(written, from, PIXELS);
    write_in_another_hand(written, label, d->upstroke,
                          random_new(r.state, HANDS));
    fill_affine(&field, draw_affine(d, &r));
    double strength = uniform_around_0(&r, d->stroke);
    bool is_noisy = random_uniform(&r) < d->noisy;
    float x[ARROWS], y[ARROWS];
    draw_arrows(x, y, d->elastic, &r);
    if (d->elastic > 0)
        add_elastic(&field, bells, x, y);
    change_strokes(changed, written, strength);
    move_ink(to, changed, &field);
    if (is_noisy)
        add_noise(to, 255 * d->noise, r);
}

void fill_distorted(Matrix A, Digits digits, const int *order, double scale,
                    const Distortion *d, Random r)
{
    Bells bells = bells_new();
#pragma omp parallel for if (elements(A) > 10000)
    for (int j = 0; j < A.cols; j++) {
        int digit = order[j];
        uint8_t pixels[PIXELS];
        Random own = r;
        random_skip(&own, (uint64_t)j * DRAWS_OF_A_DIGIT);
        distort(pixels, digit_pixels(digits, digit), digits.labels[digit], d,
                &bells, own);
        input_from_pixels(column(A, j), pixels, scale);
    }
}

/*
How strong should it be? Too weak, and training digits are learned by heart as before. Too
strong, and the network spends its units on digits that nobody writes; and some cross over:
a 4 that is bent shut is a 9, and keeps its label 4. The kinds of distortion and their
proportions were chosen on digits held back: a turn by up to 15 degrees either way, each axis
longer or shorter by up to 18 %, a shift by up to a pixel and a quarter, and so on, as below. Let
**strength** multiply all of these numbers together. How much is best depends on what one wants. After 30 epochs half the strength reads
undistorted digits a little better, strength 1 reads moved and turned ones better by three to
four in a hundred (the table near the end). The recipe takes strength 1, and 400 epochs to
learn it in.
*/
Distortion usual_distortion(void)
{
    return (Distortion){.turn = 15,
                        .scale = 0.18,
                        .shear = 0.15,
                        .shift = 1.25,
                        .elastic = 1.24,
                        .stroke = 0.8,
                        .noise = 0.1,
                        .noisy = 0.125,
                        .upstroke = 0.2};
}

bool distorts(const Distortion *d)
{
    return d->turn > 0 || d->scale > 0 || d->shear > 0 || d->shift > 0 ||
           d->elastic > 0 || d->stroke > 0 || d->upstroke > 0 ||
           (d->noise > 0 && d->noisy > 0);
}
