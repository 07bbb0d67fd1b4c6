#include <stdio.h>

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

// All steps but the fifth.
static void keep_strokes(uint8_t pixels[PIXELS], Picture p)
{
    Picture small;
    Sheet ink = ink_of_picture(&small, p);
    Parts parts = parts_find(ink);
    group_parts(&parts);
    Sheet digit = ink_of_digit(ink, &parts, -1);
    digit_from_ink(pixels, digit);
    picture_free(&small);
    parts_free(&parts);
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

// Makes the pixels of a digit from a picture.
typedef struct {
    void (*digit)(uint8_t pixels[PIXELS], Picture p);
} Way;

enum { WAYS = 3 };
static const Way ways[WAYS] = {{scale_alone}, {keep_strokes}, {all_steps}};

static void show_row(Chapter *c, Models *m, const Damage *damage, bool thin)
{
    Random r = random_new(2, 21);
    int right[WAYS] = {0};
    for (int i = 0; i < WRITTEN; i++) {
        Picture p = written_digit(digit_pixels(c->test, i), thin);
        damage_picture(p, damage, &r);
        for (int w = 0; w < WAYS; w++) {
            uint8_t pixels[PIXELS];
            ways[w].digit(pixels, p);
            for (int k = 0; k < m->count; k++)
                right[w] +=
                    read_pixels(&m->list[k], pixels).digit == c->test.labels[i];
        }
        picture_free(&p);
    }
    printf("  %-31s", thin ? "a thin pen" : damage->name);
    for (int w = 0; w < WAYS; w++)
        printf("%16.1f", 100.0 * right[w] / (WRITTEN * m->count));
    printf("\n");
}

void show_damages(Chapter *c, Models *m)
{
    printf("Percent of %d test digits, 112 x 112 pixels large, that are read "
           "right;\nthe mean of %d network%s:\n\n",
           WRITTEN, m->count, m->count == 1 ? "" : "s");
    printf("  %-31s%16s%16s%16s\n", "damage", "only scaled", "without step 5",
           "all steps");
    for (int k = 0; k < DAMAGES; k++)
        show_row(c, m, &damages[k], false);
    show_row(c, m, &damages[0], true);
}
