#include "22_your_own_digit/measure.h"

#include "21_your_picture/measure.h"

// A line that is being followed: what of it is left, and the points so far.
typedef struct {
    bool left[SIDE][SIDE], line[SIDE][SIDE];
    PenPoint *points;
    int count, strokes;
} Tracing;

// Sides before corners.
enum { WAYS = 8 };
static const int ways[WAYS][2] = {{0, -1}, {1, 0}, {0, 1},  {-1, 0},
                                  {1, -1}, {1, 1}, {-1, 1}, {-1, -1}};

// The first of a pixel's neighbors that is set, as its way; -1 without any.
static int neighbor(bool at[SIDE][SIDE], int x, int y, int *count)
{
    int first = -1;
    *count = 0;
    for (int w = WAYS - 1; w >= 0; w--)
        if (at[y + ways[w][1]][x + ways[w][0]]) {
            first = w;
            ++*count;
        }
    return first;
}

static void add_point(Tracing *t, int x, int y)
{
    if (t->count < MAX_TRACED)
        t->points[t->count++] = (PenPoint){x, y, t->strokes};
}

// One stroke, from a pixel on as far as the line goes. It begins where another
// passed, if it can.
static void follow(Tracing *t, int x, int y)
{
    int before, count;
    t->left[y][x] = false;
    before = neighbor(t->line, x, y, &count);
    if (t->count > 0 && before >= 0 &&
        !t->left[y + ways[before][1]][x + ways[before][0]])
        add_point(t, x + ways[before][0], y + ways[before][1]);
    add_point(t, x, y);
    for (int w; (w = neighbor(t->left, x, y, &count)) >= 0;) {
        x += ways[w][0];
        y += ways[w][1];
        t->left[y][x] = false;
        add_point(t, x, y);
    }
    t->strokes++;
}

int trace(PenPoint points[MAX_TRACED], const uint8_t *digit)
{
    static Tracing t;
    t = (Tracing){.points = points};
    middle_of_strokes(t.line, digit);
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
            t.left[y][x] = t.line[y][x];
    // From the ends of lines first, then the rings that are left.
    for (int ends = 1; ends >= 0; ends--)
        for (int y = 1; y < SIDE - 1; y++)
            for (int x = 1; x < SIDE - 1; x++) {
                int count;
                neighbor(t.line, x, y, &count);
                if (t.left[y][x] && (count == 1 || !ends))
                    follow(&t, x, y);
            }
    return t.count;
}
