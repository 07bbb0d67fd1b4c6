/*
## Step 3: what is faint

What is left of the paper is noise, shadows with an edge that no smooth surface follows,
the grid of a notebook. Hardly any of it is as dark as the ink. But where to draw the line? A
pencil may be faint, too.

**Noise** is what makes neighbors differ. Both have the same light and the same shadow, so in
their difference these cancel. The noise of both adds up: with standard deviation σ each, that
of the difference is √2 σ. 68 % of normal noise is less than one standard deviation away from 0,
up or down. So take the difference that 68 % of all pairs of pixels side by side do not exceed, and divide
it by √2: that is σ. The few pairs at the edge of a stroke hardly move it.

By hand: of ten differences in hundredths, 0 0 1 1 2 2 3 4 5 90, seven do not exceed 3. So σ is
about 0.03 / 1.41 = 0.021, whatever the 90 is. What is within 4 σ of the paper, here
0.085, we call noise. In normal noise one pixel of 16,000 lies farther off, and half of these
are too light, where they do no harm.
*/
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "21_your_picture/your_picture.h"
#include "common/ground/memory.h"

enum { STRENGTHS = 1000, MAX_LOOK = 1000, MIN_LOOK = 64 };
static const double least_noise = 0.0075, most_noise = 0.0625;
static const double strong = 0.5, blank_noise = 0.22;

double noise_of(Sheet ink)
{
    int count[STRENGTHS + 1] = {0}, total = ink.height * (ink.width - 1);
    for (int y = 0; y < ink.height; y++)
        for (int x = 1; x < ink.width; x++) {
            double off = fabs(*spot(ink, x, y) - *spot(ink, x - 1, y));
            count[(int)(fmin(off, 1) * STRENGTHS)]++;
        }
    int level = 0, sum = 0;
    while ((sum += count[level]) < 0.68 * total)
        level++;
    return sqrt(0.5) * level / STRENGTHS;
}

/*
**Shadows, lines and grids** do not end where the digit ends. They go on to the edge of the
picture, which the digit mostly does not reach. We look for a limit: what has less ink is paper.
So start at the edge and walk, from pixel to pixel, over what is faint, more than noise and less
than half ink, only to find out how dark it is. Nothing is erased yet. (A faint pixel beside
strong ink does not count: it is the soft edge of a stroke.) The limit is 1.15 times the ink that
98 % of these pixels do not exceed. What has less is paper, wherever it lies: a shadow inside the
hole of an 8 goes too, though the walk never reached it.

By hand, a row of the 7 in the pictures above: paper is 255, in the shadow 153, and the pen is
0. Step 1 makes 0, (255 − 153) / 255 = 0.4 and 1 of them. Step 2 changes nothing: 0.4 is more
than 0.25 above the surface, so the shadow is taken for ink and has no say. Step 3 walks in from
the right over pixels of 0.4, so the limit is 1.15 · 0.4 = 0.46: the shadow becomes 0, and the
pen stays 1.

@picture faint

In two cases the walk is ignored and the noise alone is the limit: when it met one side of the
picture only (that may be a faint stroke that runs out of it), and when it met hardly a pixel.
(This shadow lies along the lower edge, too, so the walk meets two sides.)

<details><summary>The code: in from the edge, <code>paper_level</code></summary>
*/
typedef struct {
    Sheet ink;
    double noise;    // what is not more is paper anyway
    int *stack, top; // pixels that were met, around which nobody looked yet
    bool *met;       // of each pixel
    int sides;       // of the picture that were met, a bit for each
    int total, count[STRENGTHS]; // how often a strength was met, and each
} Flood;

static bool is_faint(const Flood *f, int pixel)
{
    return f->ink.at[pixel] > f->noise && f->ink.at[pixel] < strong;
}

static void meet(Flood *f, int pixel)
{
    f->met[pixel] = true;
    f->stack[f->top++] = pixel;
}

// Looks at the neighbors of a pixel; says whether one of them is strong.
static bool look_around(Flood *f, int x, int y)
{
    bool beside_strong = false;
    for (int v = max(y - 1, 0); v <= min(y + 1, f->ink.height - 1); v++)
        for (int u = max(x - 1, 0); u <= min(x + 1, f->ink.width - 1); u++) {
            int pixel = v * f->ink.width + u;
            beside_strong = beside_strong || f->ink.at[pixel] >= strong;
            if (is_faint(f, pixel) && !f->met[pixel])
                meet(f, pixel);
        }
    return beside_strong;
}

// A bit for each side of the picture that a pixel lies at.
static int sides_at(Sheet s, int x, int y)
{
    return (x == 0) | (y == 0) << 1 | (x == s.width - 1) << 2 |
           (y == s.height - 1) << 3;
}

// Goes in from a pixel, and counts what it meets.
static void flood_from(Flood *f, int pixel)
{
    meet(f, pixel);
    while (f->top > 0) {
        int next = f->stack[--f->top];
        int x = next % f->ink.width, y = next / f->ink.width;
        f->sides |= sides_at(f->ink, x, y);
        if (!look_around(f, x, y)) {
            f->count[(int)(f->ink.at[next] * STRENGTHS)]++;
            f->total++;
        }
    }
}

// The strength that 98 % of what was met do not exceed, and a little more; the
// noise where hardly anything was met, or at one side alone.
static double faint_level(const Flood *f)
{
    int level = 0, sum = 0;
    bool at_one_side = (f->sides & (f->sides - 1)) == 0;
    if (at_one_side || f->total < (f->ink.width + f->ink.height) / 8)
        return f->noise;
    while ((sum += f->count[level]) < 0.98 * f->total)
        level++;
    return fmin(1.15 * (level + 1) / STRENGTHS, strong);
}

static double paper_level(Sheet ink, double noise)
{
    int count = ink.width * ink.height;
    Flood f = {.ink = ink,
               .noise = noise,
               .stack = allocate((size_t)count * sizeof *f.stack),
               .met = allocate((size_t)count)};
    memset(f.met, false, (size_t)count);
    for (int pixel = 0; pixel < count; pixel++)
        if (sides_at(ink, pixel % ink.width, pixel / ink.width) != 0 &&
            is_faint(&f, pixel) && !f.met[pixel])
            flood_from(&f, pixel);
    free(f.stack);
    free(f.met);
    return faint_level(&f);
}

/*
</details>

<details><summary>Very noisy pictures, and the code that ends this step</summary>

Where 4 σ is more than a quarter of full ink, that limit would take pencil away with the
noise. A person steps back from such a picture until it looks smooth. So do we: pixels half as many
each way are means of four, and their noise is half as large. On paper with nothing on it
noise is all there is, and its own farthest pixels, some four σ from the paper, are taken
for full ink. So its σ is a quarter of full ink or more, however small the picture is made.
What is still noisier than 0.22 at the end is blank.
*/
void remove_paper(Sheet ink, double noise)
{
    double most = fmin(fmax(noise, least_noise), most_noise);
    double level = noise > blank_noise ? HUGE_VAL : paper_level(ink, 4 * most);
    for (int i = 0; i < ink.width * ink.height; i++)
        ink.at[i] = ink.at[i] > level ? fmin(ink.at[i], 1) : 0;
}

Sheet ink_of_picture(Picture *small, Picture p)
{
    for (int factor = 1 + (max(p.width, p.height) - 1) / MAX_LOOK;;
         factor *= 2) {
        *small = picture_reduced(p, factor);
        Sheet ink = sheet_new(small->width, small->height);
        ink_from_colors(ink, *small);
        flatten_light(ink);
        double noise = noise_of(ink);
        if (noise <= most_noise || min(ink.width, ink.height) < MIN_LOOK) {
            remove_paper(ink, noise);
            return ink;
        }
        picture_free(small);
        sheet_free(&ink);
    }
}

/*
</details>

## Step 4: which parts

Now there is ink and nothing else, but not all of it is the digit: there is dust, a button
of the drawing program, the black edge of a scan, another digit. **Parts** are found as one
would color them in: take a pixel of ink that has no color yet, give it a new one, and give
the same to all ink that is connected with it. Then:

- A gap of a quarter of the stroke's width (measured much as in step 5) separates nothing, since pens
  skip.
- A rectangle at least half as wide and half as high as the picture is a **frame**: the axes of a plot,
  say, or a field of another color. Then only what lies inside is taken, as a picture of its own, and
  step 1 begins again. (With nothing inside it is a digit, a square 0.)
- Dust is small and the lines of a form are thin: a part is dropped if it has less than
  15 % of the largest one's ink, or strokes not a third as wide. Ink close to the edge of the
  picture does not count here, so that the black edge of a scan is dropped, too.
- If one part stands above another, so that they share half the columns of the narrower, the two are
  one digit, as a 5 and its bar. The others stand in a row, and each is a digit of its own
  if it is at least half as high as the highest. A lower one belongs to its neighbor on the left.

By hand: beside a 1 of 600 pixels, a speck of 84 has 14 % of its ink, and is dust. One of
90 stays; if it is not half as high as the 1, it counts as a piece of it.

The code of this step, in `parts.c` and `pick.c`, is bookkeeping.
*/
