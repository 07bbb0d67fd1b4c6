/*
# 20. Distorted digits

Chapter 16's network reads 98 of 100 test digits. Move them all by three pixels, and
it reads 61. Nobody told it that a digit stays the same digit when it is moved,
turned a little or drawn with a thicker pen: it was left to find that out from
60,000 digits, and there it is not, for all of those are in the middle.

We know it, so let us say it, in the form of data: distort each digit at random, anew
in every epoch, and keep its label. The network then never sees the same picture
twice and has nothing to learn by heart. It keeps its size and its 355,110
parameters.

## Where does the ink come from?

A distortion moves ink. It is told backwards: for each pixel of the **new** picture,
from which place of the **old** one does it take its ink? That way every new pixel
gets exactly one answer. Asked the other way round, where the ink of an old pixel
goes, some new pixels would get none, and be holes, and others two.

All 784 places together are a **field**. A field that moves nothing has, at each
pixel, the pixel's own place. The places need not be whole numbers:

1. Let a place lie f pixels to the right of the middle of some pixel, and g below it,
   both from 0 up to 1. Let the ink of that pixel be a, of its right neighbor b, and
   of the two below them c and d.
2. Between a and b ink changes evenly: (1 − f) a + f b. Likewise between c and d.
3. And evenly from the upper pair to the lower:

```math
q = (1 - g) \left( (1 - f)\, a + f b \right) + g \left( (1 - f)\, c + f d \right)
```

4. The four weights (1 − f)(1 − g), f (1 − g), (1 − f) g and f g are not negative and
   their sum is 1. So q is between the palest and the darkest of the four.

By hand: f = ¼, g = ½ and ink a = 100, b = 200, c = d = 0 give ½ · 125 + ½ · 0 =
62.5. This is called **bilinear** interpolation.

The code counts places in 256ths of a pixel, in whole numbers from there on, so that
all processors agree to the last bit. Then f is `right` and 1 − f is `left`, both
times 256, g and 1 − g `lower` and `upper`; the sum is 256² times too large, and half
of that is added before it is divided, to round. Around the picture lies a border of
blank pixels, and a place further out is moved to the border. Before that, the four
neighbors of each pixel, a byte each, are packed into one word of 32 bits. A place
then needs one look into memory instead of four, and eight or sixteen places can be
looked up by one instruction.
*/
#include "20_distorted_digits/distorted_digits.h"

#include <string.h>

#include "01_forward_propagation/forward.h"

enum { PART = 256, BORDER = 2, PADDED = DIGIT_SIDE + 2 * BORDER };

static int clamped(int v, int least, int most)
{
    v = v < least ? least : v;
    return v > most ? most : v;
}

// Word 32 row + column has the ink around the place of that row and column, counted
// from the border's corner.
static void pack_neighbors(uint32_t *four, const uint8_t *from)
{
    uint8_t ink[(PADDED + 1) * PADDED + 1] = {0};
    for (int i = 0; i < DIGIT_SIDE; i++)
        memcpy(ink + (i + BORDER) * PADDED + BORDER, from + i * DIGIT_SIDE,
               DIGIT_SIDE);
    for (int p = 0; p < PADDED * PADDED; p++)
        four[p] = (uint32_t)ink[p] | (uint32_t)ink[p + 1] << 8 |
                  (uint32_t)ink[p + PADDED] << 16 |
                  (uint32_t)ink[p + PADDED + 1] << 24;
}

void move_ink(uint8_t *to, const uint8_t *from, const Field *f)
{
    const int most = (DIGIT_SIDE + BORDER) * PART;
    uint32_t four[PADDED * PADDED];
    pack_neighbors(four, from);
    for (int i = 0; i < DIGIT_SIDE; i++) {
        uint8_t row[FIELD_ROW];
        for (int j = 0; j < FIELD_ROW; j++) {
            int x =
                clamped((int)((f->x[i][j] + BORDER) * PART + 0.5f), 0, most);
            int y =
                clamped((int)((f->y[i][j] + BORDER) * PART + 0.5f), 0, most);
            uint32_t ink = four[y / PART * PADDED + x / PART];
            int right = x % PART, left = PART - right; // line 1
            int lower = y % PART, upper = PART - lower;
            int top = left * (int)(ink & 255) + right * (int)(ink >> 8 & 255);
            int bottom =
                left * (int)(ink >> 16 & 255) + right * (int)(ink >> 24);
            int sum = upper * top + lower * bottom; // line 3
            row[j] = (uint8_t)((sum + PART * PART / 2) / (PART * PART));
        }
        memcpy(to + i * DIGIT_SIDE, row, DIGIT_SIDE);
    }
}

/*
## Turned, stretched, leaning, moved

Let a pixel be `across` columns to the right of the picture's middle, and `down` rows
below it.

5. Taking the ink from w · across, h · down makes the digit 1 / w times as wide
   and 1 / h times as high.
6. Taking it from across + s · down makes it lean.
7. Taking it from the place that is turned by an angle φ, (across cos φ − down sin φ,
   across sin φ + down cos φ), turns the digit the other way.
8. One after the other, first line 5 and 6, then 7, is again such a map, with four
   numbers: across has the factors w cos φ and w sin φ, and down those of the place
   (s, h) turned.

Together with a shift this is called an **affine** map: straight lines stay
straight. It is drawn evenly, each of the six numbers between its limits.
*/
static double uniform_around_0(Random *r, double most)
{
    return most * (2 * random_uniform(r) - 1);
}

Affine draw_affine(const Distortion *d, Random *r)
{
    double turn = uniform_around_0(r, d->turn) * 3.14159265358979323846 / 180;
    double width = 1 + uniform_around_0(r, d->scale);
    double height = 1 + uniform_around_0(r, d->scale);
    double lean = uniform_around_0(r, d->shear);
    double c = cos(turn), s = sin(turn);
    double x = uniform_around_0(r, d->shift), y = uniform_around_0(r, d->shift);
    return (Affine){(float)(c * width), (float)(c * lean - s * height),
                    (float)(s * width), (float)(s * lean + c * height),
                    (float)x,           (float)y}; // line 8
}

void fill_affine(Field *f, Affine map)
{
    const float middle = (DIGIT_SIDE - 1) / 2.0f;
    for (int i = 0; i < DIGIT_SIDE; i++)
        for (int j = 0; j < FIELD_ROW; j++) {
            float across = (float)j - middle, down = (float)i - middle;
            f->x[i][j] = middle + map.x + map.xx * across + map.xy * down;
            f->y[i][j] = middle + map.y + map.yx * across + map.yy * down;
        }
}

/*
## The elastic field

A hand does not turn and stretch alone: it wavers, and bends one part of a digit and not
the other. Simard, Steinkraus and Platt (2003) imitate that with a random arrow at
each pixel, all of them smoothed with the bell $`e^{-r^2 / 2 \sigma^2}`$ of the
distance r, so that neighbors move together. With σ around 5 pixels whole strokes
bend; with a small σ the digit would be crumpled, and with a large one only
moved.

To smooth 784 arrows over the whole picture takes 2 · 784² multiplications, 1.2 million:
more than to train on the digit afterwards. But what is that smooth needs few numbers:

9. Take 8 × 8 arrows in place of 28 × 28, σ apart, so that they reach a little beyond
   the picture. Let N be the matrix of their components along x (those along y are
   another one, and treated alike).
10. $`G_{ik} = e^{-(i - z_k)^2 / 2 \sigma^2}`$ is the bell's height at row i when it
    stands over line k of the grid, at $`z_k`$. As
    $`e^{-(a^2 + b^2)} = e^{-a^2} e^{-b^2}`$, a bell in the plane is the product
    of one along the rows and one along the columns.
11. So the smoothed field at row i and column j is
    $`\sum_k \sum_l G_{ik} N_{kl} G_{jl}`$, the matrix product $`G N G^T`$.
12. If all $`N_{kl}`$ are independent, with variance v, then that sum has the variance
    $`v \sum_k \sum_l G_{ik}^2 G_{jl}^2 = v \left( \sum_k G_{ik}^2 \right) \left(
    \sum_l G_{jl}^2 \right)`$.
13. Scale each row of G to the length 1, and the variance is v at each pixel.

So a field of 1.24 pixels, say, needs arrows of 1.24 pixels. (Simard's arrows are
uniform from −1 to 1, smoothed by a bell of sum 1 and then 38 times enlarged; with σ = 5
that has the same standard deviation.) The field is that of the affine map with that of
the arrows added.
*/
Bells bells_new(void)
{
    const double sigma = 5;
    Bells bells = {{{0}}};
    for (int i = 0; i < DIGIT_SIDE; i++) {
        double height[KNOTS], squares = 0;
        for (int k = 0; k < KNOTS; k++) {
            double z = (DIGIT_SIDE - 1) / 2.0 + sigma * (k - (KNOTS - 1) / 2.0);
            height[k] = exp(-pow((i - z) / sigma, 2) / 2); // line 10
            squares += height[k] * height[k];
        }
        for (int k = 0; k < KNOTS; k++)
            bells.share[k][i] = (float)(height[k] / sqrt(squares)); // line 13
    }
    return bells;
}

void draw_arrows(float x[ARROWS], float y[ARROWS], double deviation, Random *r)
{
    // The two halves of a draw are whole numbers, uniform from -2^31 up to 2^31;
    // numbers uniform from -1 to 1 have the variance 1/3.
    const float unit = (float)(sqrt(3.0) * deviation * 0x1p-31);
    for (int k = 0; k < ARROWS; k++) {
        uint64_t bits = random_bits_ahead(*r, (uint64_t)k);
        x[k] = unit * (float)(int32_t)(bits >> 32);
        y[k] = unit * (float)(int32_t)bits;
    }
    random_skip(r, ARROWS);
}

static void add_smoothed(float to[DIGIT_SIDE][FIELD_ROW], const Bells *bells,
                         const float *arrows)
{
    float lines[KNOTS][FIELD_ROW] = {{0}}; // of N^T G^T
    for (int k = 0; k < KNOTS; k++)
        for (int l = 0; l < KNOTS; l++)
            for (int i = 0; i < FIELD_ROW; i++)
                lines[l][i] += arrows[k * KNOTS + l] * bells->share[k][i];
    for (int i = 0; i < DIGIT_SIDE; i++)
        for (int l = 0; l < KNOTS; l++)
            for (int j = 0; j < FIELD_ROW; j++)
                to[i][j] += lines[l][i] * bells->share[l][j]; // line 11
}

void add_elastic(Field *f, const Bells *bells, const float x[ARROWS],
                 const float y[ARROWS])
{
    add_smoothed(f->x, bells, x);
    add_smoothed(f->y, bells, y);
}

/*
## Pens and paper

Two distortions change the ink itself. A thicker pen: each pixel becomes, in part or
wholly, as dark as the darkest of itself and its four neighbors. A thinner one: as
pale as the palest, which is the same with ink and paper exchanged, 255 − ink. And
dirty paper: to each pixel a number is added that is as often above 0 as below. One
digit in eight gets it, and that is enough to learn that it means nothing; the others
keep their blank pixels, which training can skip (chapter 18).
*/
void change_strokes(uint8_t *to, const uint8_t *from, double strength)
{
    uint8_t flip = strength > 0 ? 0 : 255; // x ^ 255 is 255 - x
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
        pixels[p] = (uint8_t)(clamped(sum, 0, 255 * 65536 + 32768) / 65536);
    }
}

/*
## All of it

Each digit of an epoch has 170 draws of its own, used or not, so it is distorted in the
same way whichever thread does it. First the stroke changes, then the ink moves, then
noise falls on the result.
*/
void distort(uint8_t *to, const uint8_t *from, const Distortion *d,
             const Bells *bells, Random r)
{
    Field field;
    fill_affine(&field, draw_affine(d, &r));
    double strength = uniform_around_0(&r, d->stroke);
    bool is_noisy = random_uniform(&r) < d->noisy;
    float x[ARROWS], y[ARROWS];
    draw_arrows(x, y, d->elastic, &r);
    if (d->elastic > 0)
        add_elastic(&field, bells, x, y);
    uint8_t changed[PIXELS];
    change_strokes(changed, from, strength);
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
        uint8_t pixels[PIXELS];
        Random own = r;
        random_skip(&own, (uint64_t)j * DRAWS_OF_A_DIGIT);
        distort(pixels, digit_pixels(digits, order[j]), d, &bells, own);
        input_from_pixels(column(A, j), pixels, scale);
    }
}

/*
How strong should it be? Too weak, and training digits are learned by heart as
before; too strong, and the network spends its units on digits that nobody writes, while
4 becomes 9 and 1 becomes 7. These numbers were chosen on digits held back; the
picture below shows what more or less of it does.
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
                        .noisy = 0.125};
}
