/*
# 22. Your own digit

You draw a digit, with a mouse or a finger, and chapter 20's network answers. (In the book,
`make deps book`, this page has a place to draw; here, the program draws.) And then you may
ask what nobody could ask in the first 21 chapters: not whether it is right, but **why it
says so**, which strokes spoke for a 7, and which against it.

The chapter has four parts. The first makes of a drawing what MNIST's makers would have
made of it, which is easier than for a picture: the pen tells where it was. The second goes
through the network backward, as in training, but for another question, and finds that
the answer is a sum of shares, one for each pixel and one for each bias: the equation
above. The third breaks the network in eleven ways, so that you recognize such a mistake
when you make it. The last makes it small enough for a page.

To begin with, draw a 1 with a long upstroke, as many people write it. Now draw it flatter, and
again flatter: at last it is a 7. Where does the network begin to read one, and why there? The
program below draws such 1s too, and asks; in the book, ask under *Why?*

## From a pen to pixels

A pen, a finger or a mouse says where it is, a hundred times a second. Between
two such **points** of one **stroke** (the pen is not lifted) it went straight, for
all we know. The ink of a straight piece is all that lies within the radius ρ of it: a pixel
has ink 1, 0 or a part, by the distance d of its center from the piece, as chapter 20's upstrokes
have (`distance_to_piece`).

How thick is the pen? Not as thick as on the screen: what counts is how thick MNIST's is beside
its digits, 14.5 ± 3.5 % of their longer side (chapter 21), however large somebody draws. We
take 13.7 %, a little over the 13 % that chapter 21's step 5 asks for at least, so a drawing and
a picture of it are treated alike. The points themselves have no width, so chapter 21's equation
says by how much they must be widened on each side: with w = 0 and a digit of ℓ = 100, ρ = 0.137
· 100 / (2 · 0.863) = 7.9. The digit is then 115.9 long and its strokes are 15.9 wide, 13.7 %.
*/
#include <math.h>
#include <stdlib.h>

#include "20_distorted_digits/distorted_digits.h"
#include "21_your_picture/your_picture.h"
#include "22_your_own_digit/your_own_digit.h"
#include "common/ground/memory.h"

enum {
    FINE = 100, // the longer side of a digit that is painted
    LOOK = 64   // the height of a drawing in which digits are told apart
};
static const double usual_stroke = 0.137;

// Pieces that cross are not twice as dark: a pixel has the most ink that any of
// them gives it.
static void paint_piece(Sheet ink, PenPoint a, PenPoint b, double radius)
{
    const Piece piece = {a.x, a.y, b.x, b.y};
    int reach = (int)radius + 1;
    int left = (int)fmin(a.x, b.x) - reach, right = (int)fmax(a.x, b.x) + reach;
    int top = (int)fmin(a.y, b.y) - reach, bottom = (int)fmax(a.y, b.y) + reach;
    for (int y = max(top, 0); y <= min(bottom, ink.height - 1); y++)
        for (int x = max(left, 0); x <= min(right, ink.width - 1); x++) {
            double *here = spot(ink, x, y);
            if (*here == 1) // as most are, of the piece before
                continue;
            double d = distance_to_piece(x + 0.5, y + 0.5, piece);
            double inside = radius + 0.5 - d;
            if (inside > *here)
                *here = inside < 1 ? inside : 1;
        }
}

/*
The points are placed on a sheet so that the digit's longer side is as long as we
like. Around it there is room for half a pen, and a margin besides, since chapter 21
does not count ink that lies along a picture's edge.
*/
typedef struct {
    double left, top, width, height;
} Extent;

static Extent extent_of(const PenPoint *points, int count)
{
    double left = points->x, right = left, top = points->y, bottom = top;
    for (int i = 1; i < count; i++) {
        left = fmin(left, points[i].x);
        right = fmax(right, points[i].x);
        top = fmin(top, points[i].y);
        bottom = fmax(bottom, points[i].y);
    }
    return (Extent){left, top, right - left, bottom - top};
}

// How the points come to lie on a sheet.
typedef struct {
    double scale, left, top, radius;
    int width, height;
} Placing;

// `longer` of the points' units become `side` pixels.
static Placing placing_of(Extent e, double longer, double side)
{
    double scale = longer > 0 ? side / longer : 1;
    double radius = to_widen(0, side, usual_stroke);
    double width = scale * e.width, height = scale * e.height;
    double around = radius + 2 + fmax(width, height) / 30;
    return (Placing){.scale = scale,
                     .left = e.left - around / scale,
                     .top = e.top - around / scale,
                     .radius = radius,
                     .width = (int)(width + 2 * around),
                     .height = (int)(height + 2 * around)};
}

static PenPoint placed_point(Placing p, PenPoint point)
{
    return (PenPoint){p.scale * (point.x - p.left), p.scale * (point.y - p.top),
                      point.stroke};
}

// The caller frees it. A stroke of a single point is a dot.
static Sheet painted(Placing p, const PenPoint *points, int count)
{
    Sheet ink = sheet_new(p.width, p.height);
    for (int i = 0; i < count; i++) {
        bool goes_on = i > 0 && points[i - 1].stroke == points[i].stroke;
        paint_piece(ink, placed_point(p, points[i - goes_on]),
                    placed_point(p, points[i]), p.radius);
    }
    return ink;
}

/*
**One digit or several?** Chapter 21 has the answer for ink: what touches is one
part, parts above one another are one digit, and the others stand in a row. So we
paint the whole drawing once, small, let chapter 21 find the digits in it, and look up in
which of them each stroke begins. (A stroke that is small beside the largest belongs to
none: it is taken for dust.) Then each digit is painted anew from its strokes
alone, at its own size, and goes into the field as a picture's digit does.
*/
static int sort_strokes(int *digit_of, const PenPoint *points, int count)
{
    Extent e = extent_of(points, count);
    Placing p = placing_of(e, fmax(e.height, e.width / MAX_DIGITS), LOOK);
    Sheet ink = painted(p, points, count);
    Parts parts = parts_find(ink);
    int digits = group_parts(&parts);
    for (int i = 0; i < count; i++)
        if (i == 0 || points[i].stroke != points[i - 1].stroke) {
            PenPoint first = placed_point(p, points[i]);
            int part = parts.of[(int)first.y * ink.width + (int)first.x];
            digit_of[points[i].stroke] = parts.list[part].digit;
        }
    parts_free(&parts);
    sheet_free(&ink);
    return digits;
}

int digits_from_pen(uint8_t pixels[MAX_DIGITS][PIXELS], const PenPoint *points,
                    int count)
{
    int *digit_of = allocate((size_t)count * sizeof *digit_of);
    PenPoint *chosen = allocate((size_t)count * sizeof *chosen);
    int digits = sort_strokes(digit_of, points, count);
    for (int digit = 0; digit < digits; digit++) {
        int n = 0;
        for (int i = 0; i < count; i++)
            if (digit_of[points[i].stroke] == digit)
                chosen[n++] = points[i];
        Extent e = extent_of(chosen, n);
        Sheet ink =
            painted(placing_of(e, fmax(e.width, e.height), FINE), chosen, n);
        digit_from_ink(pixels[digit], ink);
        sheet_free(&ink);
    }
    free(digit_of);
    free(chosen);
    return digits;
}
