// Which parts are digits: first what is around them, then what is beside them.
//
// A frame is a part that is a rectangle around most of the picture. A side is one on
// which the part covers four fifths; ticks and labels may stick out of it, by an
// eighth. A line may be a pixel askew.
#include <stdlib.h>

#include "21_your_picture/your_picture.h"

enum { FRAME_SIDE = 20 };
static const double least_share = 0.15, least_width = 1 / 3.0;

static bool covers(const Parts *p, int k, Sheet ink, bool column, int at)
{
    Box b = p->list[k].box;
    int first = column ? b.top : b.left, all = column ? b.height : b.width;
    int last = min(at + 1, (column ? ink.width : ink.height) - 1), count = 0;
    for (int along = first; along < first + all; along++) {
        bool met = false;
        for (int line = max(at - 1, 0); line <= last; line++)
            met = met || p->of[column ? along * ink.width + line
                                      : line * ink.width + along] == k;
        count += met;
    }
    return count >= 0.8 * all;
}

// How many columns, or rows, stick out of a side: those from `at` on, in steps of
// 1 or -1, that it does not cover; -1 where there are more than an eighth.
static int outside_side(const Parts *p, int k, Sheet ink, bool column, int at,
                        int step)
{
    Box b = p->list[k].box;
    int most = (column ? b.width : b.height) / 8, n = 0;
    for (; n <= most && !covers(p, k, ink, column, at); n++)
        at += step;
    return n <= most ? n : -1;
}

static bool is_frame(Box *inside, const Parts *p, int k, Sheet ink)
{
    Box b = p->list[k].box;
    if (2 * b.width < ink.width || 2 * b.height < ink.height ||
        min(b.width, b.height) < FRAME_SIDE)
        return false;
    int right = b.left + b.width - 1, bottom = b.top + b.height - 1;
    int out[] = {outside_side(p, k, ink, true, b.left, 1),
                 outside_side(p, k, ink, false, b.top, 1),
                 outside_side(p, k, ink, true, right, -1),
                 outside_side(p, k, ink, false, bottom, -1)};
    int line = 2 + max(b.width, b.height) / 50; // as thick as it may be
    *inside = (Box){b.left + out[0] + line, b.top + out[1] + line,
                    b.width - out[0] - out[2] - 2 * line,
                    b.height - out[1] - out[3] - 2 * line};
    return min(min(out[0], out[1]), min(out[2], out[3])) >= 0 &&
           min(inside->width, inside->height) > 0;
}

bool find_frame(Box *inside, const Parts *p, Sheet ink)
{
    for (int k = 0; k < p->count; k++)
        if (is_frame(inside, p, k, ink))
            return true;
    return false;
}

// Whether two parts stand above one another, as the bar of a 5 and its belly do that
// do not touch.
static bool are_one(Box a, Box b)
{
    int common = min(a.left + a.width, b.left + b.width) - max(a.left, b.left);
    return 2 * common >= min(a.width, b.width);
}

static int by_left(const void *a, const void *b)
{
    const Part *const *one = a, *const *other = b;
    return (*one)->box.left - (*other)->box.left;
}

// Puts those parts that belong to a digit into `row`; returns how many. So
// many that they are no row of digits are one digit.
static int choose_parts(Part *row[MAX_DIGITS], Parts *p)
{
    const Part *largest = p->list;
    int count = 0;
    for (int k = 1; k < p->count; k++)
        if (p->list[k].size > largest->size)
            largest = &p->list[k];
    for (int k = 0; k < p->count; k++) {
        Part *part = &p->list[k];
        if (part != largest && (part->size < least_share * largest->size ||
                                part->width < least_width * largest->width))
            continue;
        part->digit = 0;
        if (count < MAX_DIGITS)
            row[count] = part;
        count++;
    }
    return count <= MAX_DIGITS ? count : 0;
}

// What stays is a row from left to right. Those that are not half as high as the highest
// belong to their neighbor on the left.
int group_parts(Parts *p)
{
    Part *row[MAX_DIGITS];
    Box group[MAX_DIGITS];
    int number[MAX_DIGITS], count = 0, tallest = 0, digit = 0;
    if (p->count == 0)
        return 0;
    int parts = choose_parts(row, p);
    qsort(row, (size_t)parts, sizeof *row, by_left);
    for (int k = 0; k < parts; k++) {
        Box b = row[k]->box;
        if (count == 0 || !are_one(group[count - 1], b))
            group[count++] = b;
        group[count - 1] = box_around(group[count - 1], b);
        row[k]->digit = count - 1;
    }
    for (int g = 0; g < count; g++)
        tallest = max(tallest, group[g].height);
    bool tall_before = false;
    for (int g = 0; g < count; g++) {
        bool tall = 2 * group[g].height >= tallest;
        digit += tall && tall_before;
        tall_before = tall_before || tall;
        number[g] = digit;
    }
    for (int k = 0; k < parts; k++)
        row[k]->digit = number[row[k]->digit];
    return digit + 1;
}

Sheet ink_of_digit(Sheet ink, const Parts *p, int digit)
{
    Sheet one = sheet_new(ink.width, ink.height);
    for (int i = 0; i < ink.width * ink.height; i++) {
        if (p->of[i] < 0)
            continue;
        int of = p->list[p->of[i]].digit;
        if (of >= 0 && (of == digit || digit < 0))
            one.at[i] = ink.at[i];
    }
    return one;
}
