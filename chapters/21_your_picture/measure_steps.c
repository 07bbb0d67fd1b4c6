#include <stdio.h>

#include "21_your_picture/measure.h"
#include "21_your_picture/your_picture.h"

static void plot_sheet(Chapter *c, const char *step, int number, Sheet s)
{
    char name[40];
    snprintf(name, sizeof name, "%s %d", step, number);
    FILE *data = plot_block(&c->plot, name);
    double side = (double)max(s.width, s.height) / SIDE;
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++) {
            double left = (s.width - SIDE * side) / 2 + x * side;
            double top = (s.height - SIDE * side) / 2 + y * side;
            fprintf(data, "%.2g%c",
                    mean_ink(s, left, left + side, top, top + side),
                    x == SIDE - 1 ? '\n' : ' ');
        }
}

static Sheet sheet_of(const uint8_t *pixels)
{
    Sheet s = sheet_new(DIGIT_SIDE, DIGIT_SIDE);
    for (int i = 0; i < PIXELS; i++)
        s.at[i] = pixels[i] / 255.0;
    return s;
}

// How dark a picture is, its black as 1.
static Sheet darkness_of(Picture p)
{
    Sheet s = sheet_new(p.width, p.height);
    for (int i = 0; i < p.width * p.height; i++)
        s.at[i] = 1 - p.rgb[3 * i] / 255.0;
    return s;
}

static void plot_answers(Chapter *c, int number, Model *m,
                         const uint8_t *scaled, const uint8_t *digit)
{
    char name[40];
    snprintf(name, sizeof name, "answers %d", number);
    fprintf(plot_block(&c->plot, name), "%d %d\n", read_pixels(m, scaled).digit,
            read_pixels(m, digit).digit);
}

// The picture, and its ink after each of the first three steps, which it returns.
static Sheet plot_ink(Chapter *c, int number, Picture p)
{
    Picture small;
    Sheet ink = ink_of_picture(&small, p);
    Sheet step = darkness_of(small);
    plot_sheet(c, "picture", number, step);
    ink_from_colors(step, small);
    plot_sheet(c, "color", number, step);
    flatten_light(step);
    plot_sheet(c, "light", number, step);
    plot_sheet(c, "faint", number, ink);
    sheet_free(&step);
    picture_free(&small);
    return ink;
}

static void plot_steps(Chapter *c, int number, Picture p, Model *m)
{
    Sheet ink = plot_ink(c, number, p);
    Parts parts = parts_find(ink);
    group_parts(&parts);
    Sheet digit = ink_of_digit(ink, &parts, -1);
    Sheet strokes = with_usual_strokes(digit);
    uint8_t pixels[PIXELS], alone[PIXELS];
    digit_from_ink(pixels, strokes);
    scale_alone(alone, p);
    Sheet field = sheet_of(pixels);
    plot_answers(c, number, m, alone, pixels);
    plot_sheet(c, "parts", number, digit);
    plot_sheet(c, "strokes", number, strokes);
    plot_sheet(c, "digit", number, field);
    Sheet *all[] = {&ink, &digit, &strokes, &field};
    for (int i = 0; i < 4; i++)
        sheet_free(all[i]);
    parts_free(&parts);
}

void plot_damages(Chapter *c)
{
    static const struct {
        int damage;
        bool thin;
    } ways[] = {{0, false}, {1, false},  {3, false},
                {8, false}, {10, false}, {0, true}};
    Random r = random_new(4, 21);
    for (int i = 0; i < 6; i++) {
        Picture p = written_digit(digit_pixels(c->test, 0), ways[i].thin);
        damage_picture(p, &damages[ways[i].damage], &r);
        uint8_t pixels[PIXELS];
        scale_alone(pixels, p);
        Sheet dark = darkness_of(p), field = sheet_of(pixels);
        plot_sheet(c, "damaged", i, dark);
        plot_sheet(c, "scaled", i, field);
        sheet_free(&dark);
        sheet_free(&field);
        picture_free(&p);
    }
}

void plot_light(Chapter *c)
{
    enum { ROW = 70 };
    Random r = random_new(4, 21);
    Picture p = written_digit(digit_pixels(c->test, 0), false);
    damage_picture(p, &damages[1], &r);
    Sheet ink = sheet_new(SIDE, SIDE), light = sheet_new(SIDE, SIDE);
    Sheet flat = sheet_new(SIDE, SIDE);
    ink_from_colors(ink, p);
    light_in(light, ink);
    ink_from_colors(flat, p);
    flatten_light(flat);
    FILE *data = plot_block(&c->plot, "row");
    for (int x = 0; x < SIDE; x++)
        fprintf(data, "%.3f %.3f %.3f\n", *spot(ink, x, ROW),
                *spot(light, x, ROW), *spot(flat, x, ROW));
    Sheet *all[] = {&ink, &light, &flat};
    for (int i = 0; i < 3; i++)
        sheet_free(all[i]);
    picture_free(&p);
}

void plot_examples(Chapter *c, Model *m)
{
    static const int which[][3] = {{1, 5, 1}, {4, 10, 4}, {0, 9, 3}};
    Random r = random_new(4, 21);
    for (int i = 0; i < 3; i++) {
        Picture p = written_digit(digit_pixels(c->test, which[i][0]), i != 1);
        damage_picture(p, &damages[which[i][1]], &r);
        damage_picture(p, &damages[which[i][2]], &r);
        plot_steps(c, i, p, m);
        picture_free(&p);
    }
}
