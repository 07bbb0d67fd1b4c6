#include <math.h>
#include <stdio.h>
#include <string.h>

#include "21_your_picture/measure.h"
#include "21_your_picture/your_picture.h"

enum { WRITTEN = 50 }; // digits for each kind of damage

void scale_alone(uint8_t pixels[PIXELS], Picture p)
{
    Picture small = picture_reduced(p, STEP);
    for (int i = 0; i < PIXELS; i++)
        pixels[i] = 255 - small.rgb[3 * i];
    picture_free(&small);
}

// The ink, with one of the first three steps left out.
static Sheet ink_without(int step, Picture p)
{
    Sheet ink = sheet_new(p.width, p.height);
    int count = p.width * p.height;
    for (int i = 0; i < count; i++)
        ink.at[i] = 1 - p.rgb[3 * i] / 255.0;
    if (step != 1)
        ink_from_colors(ink, p);
    if (step != 2)
        flatten_light(ink);
    if (step != 3)
        remove_paper(ink, noise_of(ink));
    for (int i = 0; i < count; i++)
        ink.at[i] = fmin(fmax(ink.at[i], 0), 1);
    return ink;
}

// The ink of all parts that are a digit's or, without the step, of all.
static Sheet parts_of(Sheet ink, bool all)
{
    Parts parts = parts_find(ink);
    group_parts(&parts);
    for (int i = 0; i < parts.count && all; i++)
        parts.list[i].digit = 0;
    Sheet digit = ink_of_digit(ink, &parts, -1);
    parts_free(&parts);
    return digit;
}

// The sheet in the field as it is, where step 6 cuts the digit out.
static void fill_field(uint8_t pixels[PIXELS], Sheet s)
{
    double side = (double)max(s.width, s.height) / DIGIT_SIDE;
    for (int y = 0; y < DIGIT_SIDE; y++)
        for (int x = 0; x < DIGIT_SIDE; x++)
            pixels[y * DIGIT_SIDE + x] =
                (uint8_t)(255 * mean_ink(s, x * side, (x + 1) * side, y * side,
                                         (y + 1) * side));
}

// All steps but one.
static void leave_out(uint8_t pixels[PIXELS], Picture p, int step)
{
    Picture small;
    Sheet ink = ink_of_picture(&small, p);
    if (step <= 3) {
        sheet_free(&ink);
        ink = ink_without(step, small);
    }
    Sheet digit = parts_of(ink, step == 4);
    memset(pixels, 0, PIXELS);
    if (ink_box(digit).width > 0) {
        Sheet strokes = step == 5 ? digit : with_usual_strokes(digit);
        if (step == 6)
            fill_field(pixels, strokes);
        else
            digit_from_ink(pixels, strokes);
        if (step != 5)
            sheet_free(&strokes);
    }
    picture_free(&small);
    sheet_free(&ink);
    sheet_free(&digit);
}

void all_steps(uint8_t pixels[PIXELS], Picture p)
{
    static FoundDigits found;
    picture_to_digits(&found, p);
    for (int i = 0; i < PIXELS; i++)
        pixels[i] = found.count == 1 ? found.pixels[0][i] : 0;
}

enum { SCALED, ALL = 7, WAYS }; // between them one is left out

static void make_digit(uint8_t pixels[PIXELS], Picture p, int way)
{
    if (way == SCALED)
        scale_alone(pixels, p);
    else if (way == ALL)
        all_steps(pixels, p);
    else
        leave_out(pixels, p, way);
}

static void show_row(Chapter *c, Models *m, const Damage *damage, bool thin,
                     const bool *shown)
{
    Random r = random_new(2, 21);
    int right[WAYS] = {0};
    for (int i = 0; i < WRITTEN; i++) {
        Picture p = written_digit(digit_pixels(c->test, i), thin);
        damage_picture(p, damage, &r);
        for (int w = 0; w < WAYS; w++) {
            uint8_t pixels[PIXELS];
            if (!shown[w])
                continue;
            make_digit(pixels, p, w);
            for (int k = 0; k < m->count; k++)
                right[w] +=
                    read_pixels(&m->list[k], pixels).digit == c->test.labels[i];
        }
        picture_free(&p);
    }
    printf("  %-31s", thin ? "a thin pen" : damage->name);
    for (int w = 0; w < WAYS; w++)
        if (shown[w])
            printf("%12.1f", 100.0 * right[w] / (WRITTEN * m->count));
    printf("\n");
}

void show_damages(Chapter *c, Models *m, bool each_step)
{
    static const char *const heads[WAYS] = {
        "only scaled", "without 1", "without 2", "without 3",
        "without 4",   "without 5", "without 6", "all steps"};
    bool shown[WAYS];
    printf("Percent of %d test digits, 112 x 112 pixels large, that are read "
           "right;\nthe mean of %d network%s:\n\n  %-31s",
           WRITTEN, m->count, m->count == 1 ? "" : "s", "damage");
    for (int w = 0; w < WAYS; w++) {
        shown[w] = each_step || w == SCALED || w == 5 || w == ALL;
        if (shown[w])
            printf("%12s", heads[w]);
    }
    printf("\n");
    for (int k = 0; k < DAMAGES; k++)
        show_row(c, m, &damages[k], false, shown);
    show_row(c, m, &damages[0], true, shown);
}
