// What the page of chapter 22 is compared with, for tests/draw/draw.mjs: of the first test
// digits of the sample, one to a line, the label, the ten scores of the kept network,
// and the strokes that a pen would draw, x and y and the number of the stroke.
#include <stdio.h>
#include <stdlib.h>

#include "12_backpropagation/backpropagation.h"
#include "16_digit_classifier/model.h"
#include "22_your_own_digit/measure.h"

int main(void)
{
    static PenPoint points[MAX_TRACED];
    Model m = model_read(KEPT_MODEL, 1);
    Digits digits = digits_load("data/sample", "t10k");
    for (int i = 0; i < digits.count; i++) {
        network_load(&m.net, digits, &i, 1, m.scale);
        network_forward(&m.net);
        printf("%d", digits.labels[i]);
        for (int k = 0; k < CLASSES; k++)
            printf(" %.9g", (double)re(m.net.Z[m.net.L].x[k]));
        int count = trace(points, digit_pixels(digits, i));
        for (int p = 0; p < count; p++)
            printf(" %g %g %d", points[p].x, points[p].y, points[p].stroke);
        printf("\n");
    }
    digits_free(&digits);
    model_free(&m);
}
