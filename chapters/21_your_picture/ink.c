/*
# 21. From a picture to a digit

The network of chapter 16 reads 98 % of MNIST's test digits. Show it a photo of a digit
of your own, scaled to 28 × 28 pixels, and often it guesses. Why?

It has learned what digits look like after people at NIST, and then LeCun and his colleagues,
prepared them: light ink on black, no paper to be seen, in a box of 20 × 20 pixels, with strokes
about a seventh as wide as the digit is long. It was told nothing of all this. It knows that in
its 60,000 examples the pixel in the corner was always 0.

We write test digits on sheets of paper, and damage each sheet in one way, as a camera would or a
pen. Here is one digit on six sheets, and below each what is left when it is scaled to 28 × 28.
Guess before you look on: which damage is the worst for a network, and which of them does a
person hardly notice? (White on black has bits of white along the edge, as of a window that was cut
out with the picture; below they show as a gray rim. And the pictures have few grays, so that an even
light looks like bands.)

@picture damages

Three small networks, each trained in a few seconds on 1,500 other digits, read 50 test digits.
That makes 150 readings, so one reading is 0.7 in a hundred, and two or three are luck:

| damage | only scaled | all steps of this chapter |
| --- | --- | --- |
| none | 94.0 | 97.3 |
| light from the right | 22.7 | 97.3 |
| a shadow | 45.3 | 97.3 |
| a gray edge | 52.0 | 97.3 |
| white on black, bits of white | 1.3 | 97.3 |
| a thin pen | 91.3 | 94.7 |

(In percent, the mean of the three. "Only scaled": the whole sheet of
112 × 112 pixels is averaged down to 28 × 28, and dark counts as ink, so of white on black it
sees the paper as a blot.) The worst is white on black, 1.3 %: worse than guessing. And a
shadow, which we hardly notice, costs a half of what is read. A better network is little help:
chapter 20's, which reads all 50 as they are, reads 36 % in the shadow, fewer than the small
ones' 45, and 38 % white on black.

So half of reading your digit is to make of your picture what MNIST's makers would have
made of it. There is nothing to learn in it, and a lot to see. Each step answers one
question:

1. Which color is paper, and how much **ink** is in a pixel?
2. Which light falls on the paper?
3. What is **faint**: noise, shadows, ruled lines?
4. Which **parts** are the digit, and which are dust, frames, a neighbor?
5. How wide is the **stroke**? Let it be w wide on a digit ℓ long. How much, ρ, must be
   added on each side for strokes of the share r of the digit? This is the equation above.
6. Where does it lie in the field of 28 × 28?

Here are three sheets, of which each is read as a 3 if it is only scaled, and what each step
leaves of them. (After step 5 the digit is drawn as large as its box.)

@picture

The equations and numbers below tell how. The code that does it is long and simple, so most
of it is folded. A `Sheet` in it is a picture with one number for each pixel, its ink, and
`spot(s, x, y)` points to that of a pixel. Most of the limits below, such as a quarter or
15 %, are a matter of judgment; where one matters, a test has the picture it was made for.

## Step 1: how much ink

A pixel has three numbers, red, green and blue: a point in space. The paper is a point P,
full ink another one, F. A pixel on the edge of a stroke, half paper and half ink, lies
half way between them on a straight line. How far along that line does a color c lie? As
far as the point of the line that is nearest to it, its **projection**:

```math
\text{ink}(c) = \frac{(c - P) \cdot (F - P)}{(F - P) \cdot (F - P)}
```

(The dot between two colors multiplies the three pairs of numbers and adds up.) It is 0 for
paper and 1 for full ink, whichever is lighter, and whatever the colors: gold ink on
turquoise paper may have the same gray as the paper, and who looks at grays sees nothing. (What
is lighter than the paper has less than 0.)

By hand: paper P = (250, 250, 240), blue ink F = (50, 70, 140) and c = (150, 160, 190).
(−100, −90, −50) · (−200, −180, −100) = 41,200, and 82,400 for F itself: half ink.

**The paper** is what there is most of. Not always: a thick digit that was cut out tightly
may cover half of its picture. But then there is more paper than ink along the edge. The
edge alone may mislead too, since a scan can have a black line around it. So every pixel
has one vote, and the pixels of the edge share extra votes, half as many as
the picture has pixels. The paper is the **median** of the votes, in red, green and
blue each: half of the votes are darker, half lighter. A few odd votes hardly move a median, as
they would a mean. By hand: ink covers 60 of 100 pixels, none of them at the edge. Then it has 60
votes, and paper 40 and the 50 extra ones.

**Full ink** is what is farthest from the paper: the mean color of the farthest thousandth
of all pixels, or of three if that is more. A single pixel can be an accident.

Large pictures are first made smaller: each new pixel is the mean of a square of old ones. No
digit is lost by it, and a camera's noise averages out.

<details><summary>The code: pictures made smaller, <code>picture_reduced</code></summary>
*/
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "21_your_picture/your_picture.h"
#include "common/ground/memory.h"

enum { CHANNELS = 3, LEVELS = 256 };

Sheet sheet_new(int width, int height)
{
    size_t count = (size_t)width * (size_t)height;
    Sheet s = {width, height, allocate(count * sizeof *s.at)};
    for (size_t i = 0; i < count; i++)
        s.at[i] = 0;
    return s;
}

void sheet_free(Sheet *s)
{
    free(s->at);
    *s = (Sheet){0, 0, NULL};
}

static uint8_t *color_at(Picture p, int x, int y)
{
    return p.rgb + CHANNELS * ((size_t)y * (size_t)p.width + (size_t)x);
}

static Picture new_picture(int width, int height)
{
    return (Picture){width, height,
                     allocate(CHANNELS * (size_t)width * (size_t)height)};
}

// The mean of a channel in a square of p, whose part outside does not count.
static uint8_t mean_color(Picture p, int left, int top, int side, int channel)
{
    int sum = 0, count = 0;
    for (int y = top; y < min(top + side, p.height); y++)
        for (int x = left; x < min(left + side, p.width); x++, count++)
            sum += color_at(p, x, y)[channel];
    return (uint8_t)((sum + count / 2) / count);
}

Picture picture_reduced(Picture p, int factor)
{
    Picture r = new_picture((p.width + factor - 1) / factor,
                            (p.height + factor - 1) / factor);
    for (int y = 0; y < r.height; y++)
        for (int x = 0; x < r.width; x++)
            for (int c = 0; c < CHANNELS; c++)
                color_at(r, x, y)[c] =
                    mean_color(p, x * factor, y * factor, factor, c);
    return r;
}

Picture picture_cropped(Picture p, Box b)
{
    Picture r = new_picture(b.width, b.height);
    for (int y = 0; y < b.height; y++)
        memcpy(color_at(r, 0, y), color_at(p, b.left, b.top + y),
               CHANNELS * (size_t)b.width);
    return r;
}

/*
</details>

<details><summary>The code: the paper, <code>paper_color</code></summary>
*/
typedef struct {
    double c[CHANNELS];
} Color;

static bool on_edge(Picture p, int x, int y)
{
    return x == 0 || y == 0 || x == p.width - 1 || y == p.height - 1;
}

static double median(const double votes[LEVELS])
{
    double half = 0;
    for (int level = 0; level < LEVELS; level++)
        half += votes[level] / 2;
    int level = 0;
    while ((half -= votes[level]) > 0)
        level++;
    return level;
}

// Every vote counts 2 * edge times: so those of the edge are whole numbers.
static Color paper_color(Picture p)
{
    Color paper;
    int all = p.width * p.height, edge = 2 * (p.width + p.height) - 4;
    for (int c = 0; c < CHANNELS; c++) {
        double votes[LEVELS] = {0};
        for (int y = 0; y < p.height; y++)
            for (int x = 0; x < p.width; x++)
                votes[color_at(p, x, y)[c]] +=
                    2 * edge + (on_edge(p, x, y) ? all : 0);
        paper.c[c] = median(votes);
    }
    return paper;
}

/*
</details>

<details><summary>The code: full ink, and the equation, <code>ink_from_colors</code></summary>
*/
enum { FARTHEST = 442, MIN_FULL = 3 }; // from black to white it is 441.7

static int distance(Color a, const uint8_t *b)
{
    double sum = 0;
    for (int c = 0; c < CHANNELS; c++)
        sum += (a.c[c] - b[c]) * (a.c[c] - b[c]);
    return (int)sqrt(sum);
}

// The distance from the paper that full ink has at least.
static int full_distance(Picture p, Color paper)
{
    int count[FARTHEST] = {0}, level = FARTHEST - 1, sum = 0;
    int wanted = max(p.width * p.height / 1000, MIN_FULL);
    for (int y = 0; y < p.height; y++)
        for (int x = 0; x < p.width; x++)
            count[distance(paper, color_at(p, x, y))]++;
    while (level > 0 && (sum += count[level]) < wanted)
        level--;
    return level;
}

static Color full_color(Picture p, Color paper)
{
    Color full = {{0}};
    int least = full_distance(p, paper), count = 0;
    for (int y = 0; y < p.height; y++)
        for (int x = 0; x < p.width; x++)
            if (distance(paper, color_at(p, x, y)) >= least) {
                count++;
                for (int c = 0; c < CHANNELS; c++)
                    full.c[c] += color_at(p, x, y)[c];
            }
    for (int c = 0; c < CHANNELS; c++)
        full.c[c] /= count;
    return full;
}

void ink_from_colors(Sheet ink, Picture p)
{
    Color paper = paper_color(p), full = full_color(p, paper), way;
    double length = 0; // squared
    for (int c = 0; c < CHANNELS; c++) {
        way.c[c] = full.c[c] - paper.c[c];
        length += way.c[c] * way.c[c];
    }
    for (int y = 0; y < p.height; y++)
        for (int x = 0; x < p.width; x++) {
            double sum = 0;
            for (int c = 0; c < CHANNELS; c++)
                sum += (color_at(p, x, y)[c] - paper.c[c]) * way.c[c];
            *spot(ink, x, y) = length > 0 ? sum / length : 0;
        }
}

/*
</details>
*/
