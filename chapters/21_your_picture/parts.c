// Which ink hangs together: parts are found as one would color them in.
#include <stdlib.h>

#include "21_your_picture/your_picture.h"
#include "common/ground/memory.h"

enum { EDGE = 40 };

// Gives pixel `first` and all that hangs together with it a number.
static void color_in(int *of, int *stack, Sheet near, int first, int number)
{
    int top = 0;
    of[first] = number;
    stack[top++] = first;
    while (top > 0) {
        int next = stack[--top], x = next % near.width, y = next / near.width;
        for (int v = max(y - 1, 0); v <= min(y + 1, near.height - 1); v++)
            for (int u = max(x - 1, 0); u <= min(x + 1, near.width - 1); u++) {
                int pixel = v * near.width + u;
                if (near.at[pixel] > 0 && of[pixel] < 0) {
                    of[pixel] = number;
                    stack[top++] = pixel;
                }
            }
    }
}

// Pens skip, and the lines of a plot's grid cut through a digit. A gap of a quarter of
// the stroke's width separates nothing: before coloring, the ink grows by half of that
// on each side. As there are no parts yet, the width is that of all ink, by the mean
// distance to paper, as in stroke_width. But each pixel counts as often as it is deep,
// so that thin lines have no say; that mean is a third of the width.
double gap_width(Sheet depth)
{
    double sum = 0, squares = 0;
    for (int i = 0; i < depth.width * depth.height; i++)
        if (depth.at[i] > 0) {
            sum += depth.at[i] - 0.5;
            squares += (depth.at[i] - 0.5) * (depth.at[i] - 0.5);
        }
    return sum > 0 ? 3 * squares / sum / 4 : 0;
}

// Numbers the parts of the ink and returns how many there are.
static int number_parts(int *of, Sheet ink, Sheet depth)
{
    int pixels = ink.width * ink.height, count = 0;
    int *stack = allocate((size_t)pixels * sizeof *stack);
    Sheet near = sheet_new(ink.width, ink.height);
    double reach = (gap_width(depth) + 1) / 2; // between centers of pixels
    distances_outside(near, ink, 0, reach + 1);
    for (int i = 0; i < pixels; i++) {
        near.at[i] = near.at[i] <= reach;
        of[i] = -1;
    }
    for (int i = 0; i < pixels; i++)
        if (ink.at[i] > 0 && of[i] < 0)
            color_in(of, stack, near, i, count++);
    for (int i = 0; i < pixels; i++)
        of[i] = ink.at[i] > 0 ? of[i] : -1;
    sheet_free(&near);
    free(stack);
    return count;
}

Box box_around(Box a, Box b)
{
    if (a.width == 0)
        return b;
    int left = min(a.left, b.left), top = min(a.top, b.top);
    return (Box){left, top, max(a.left + a.width, b.left + b.width) - left,
                 max(a.top + a.height, b.top + b.height) - top};
}

// What lies along the edge of the picture, within a fortieth of its longer side, is
// seldom a digit: it is a desk, a shadow, the rest of a window. So a part's size is its
// ink that does not lie there.
static bool is_inside(Sheet ink, int x, int y)
{
    int edge = max(1, max(ink.width, ink.height) / EDGE);
    return min(x, y) >= edge && x < ink.width - edge && y < ink.height - edge;
}

static void measure_parts(Parts *p, Sheet ink, Sheet depth)
{
    int *pixels = allocate((size_t)p->count * sizeof *pixels);
    for (int k = 0; k < p->count; k++) {
        p->list[k] = (Part){.digit = -1};
        pixels[k] = 0;
    }
    for (int y = 0; y < ink.height; y++)
        for (int x = 0; x < ink.width; x++) {
            int k = p->of[y * ink.width + x];
            if (k < 0)
                continue;
            Part *part = &p->list[k];
            part->box = box_around(part->box, (Box){x, y, 1, 1});
            part->size += is_inside(ink, x, y) ? *spot(ink, x, y) : 0;
            part->width += *spot(depth, x, y) - 0.5;
            pixels[k]++;
        }
    for (int k = 0; k < p->count; k++)
        p->list[k].width *= 4.0 / pixels[k]; // as stroke_width
    free(pixels);
}

Parts parts_find(Sheet ink)
{
    Parts p = {
        .of = allocate((size_t)ink.width * (size_t)ink.height * sizeof *p.of)};
    Sheet depth = sheet_new(ink.width, ink.height);
    distances_inside(depth, ink, 0, max(ink.width, ink.height) / 8.0 + 1);
    p.count = number_parts(p.of, ink, depth);
    p.list = allocate((size_t)p.count * sizeof *p.list);
    measure_parts(&p, ink, depth);
    sheet_free(&depth);
    return p;
}

void parts_free(Parts *p)
{
    free(p->list);
    free(p->of);
    *p = (Parts){0, NULL, NULL};
}
