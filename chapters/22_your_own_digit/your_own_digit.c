/*
## Small enough for a page

A page should not make anybody wait. 355,110 parameters take 4 bytes each as they
were trained and 2 in the file that this project keeps; how few would do? Take the
weights of one unit, divide them by a **step** s, and round to whole numbers of
one byte, −127 to 127. The largest weight of the unit is 127 steps, so
$`s = \max_j |W_{ij}| / 127`$, and a weight is off by at most s/2. By hand: with
weights of 0.30, −0.11 and 0.02, s = 0.30 / 127 = 0.00236, and the bytes are 127,
−47 and 8: 0.30, −0.1110 and 0.0189.

The error of a score is a sum of hundreds of such small errors, up and down, which
mostly cancel. What it costs in right answers is counted below. The page in the book
loads its network like this, in 0.3 MB.
*/
#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "22_your_own_digit/your_own_digit.h"

static double step_of(Matrix W, int unit, int most)
{
    double largest = 0;
    for (int j = 0; j < W.cols; j++)
        largest = fmax(largest, fabs((double)re(*at(W, unit, j))));
    return largest > 0 ? largest / most : 1;
}

static int steps_in(real weight, double step)
{
    return (int)lround((double)re(weight) / step);
}

void round_weights(Network *net, int most)
{
    for (int l = 1; l <= net->L; l++)
        for (int i = 0; i < net->n[l]; i++) {
            double step = step_of(net->W[l], i, most);
            for (int j = 0; j < net->n[l - 1]; j++) {
                real *weight = at(net->W[l], i, j);
                *weight = (real)(step * steps_in(*weight, step));
            }
        }
}

/*
The file of such a network begins with a line of its sizes and the number that
pixels are divided by. For each unit it then has a line with the step and the bias,
and the bytes of its weights.
*/
void pack_network(FILE *to, const Network *net, double scale)
{
    fprintf(to, "%d", net->L);
    for (int l = 0; l <= net->L; l++)
        fprintf(to, " %d", net->n[l]);
    fprintf(to, " %.17g\n", scale);
    for (int l = 1; l <= net->L; l++)
        for (int i = 0; i < net->n[l]; i++) {
            double step = step_of(net->W[l], i, SCHAR_MAX);
            fprintf(to, "%.9g %.9g\n", step, (double)re(net->b[l].x[i]));
            for (int j = 0; j < net->n[l - 1]; j++)
                fputc((unsigned char)steps_in(*at(net->W[l], i, j), step), to);
        }
}

static double next_number(const char **at)
{
    char *after;
    double x = strtod(*at, &after);
    *at = after;
    return x;
}

Network unpack_network(double *scale, const char *packed)
{
    int n[MAX_LAYERS + 1], L = (int)next_number(&packed);
    for (int l = 0; l <= L; l++)
        n[l] = (int)next_number(&packed);
    *scale = next_number(&packed);
    Network net = network_new(L, n, 1);
    for (int l = 1; l <= L; l++)
        for (int i = 0; i < n[l]; i++) {
            double step = next_number(&packed);
            net.b[l].x[i] = (real)next_number(&packed);
            packed++; // the end of the line
            for (int j = 0; j < n[l - 1]; j++)
                *at(net.W[l], i, j) = (real)(step * (signed char)*packed++);
        }
    return net;
}

/*
## What we saw

Two drawings of a few points are read as 7 and 4. For the 7 the nearest other class
was 3, 12.0312 below it: the pixels of the drawing have shares of 28.9614 for the 7
and of −8.1848 against it, and the biases, passed on by the active units, −8.7455.
The sum is the difference of the scores to twelve places, for each pair of classes that
is shown. In the picture, the bar across the 7 and the stroke below it speak for the 7,
and its foot against; the slopes say where ink would have spoken for the 3: at the
bottom on both sides, where a 3 has its lower bow. Of the 4 the corner on the left
speaks for it, and the two ends on top against it, where the next class, a 7, has its
bar.

A pen that follows the middle of the strokes of 1,000 test digits writes digits of
which 976 are read right, where of the digits themselves it is 992. The way from pen
to pixels costs little; and what it costs is in the tracing too, since the middle
line of a blot is no stroke that anybody wrote.

Some broken networks stay confident. With paper for ink 13.0 % of the answers are right,
and 88.8 % of all answers are sure. With pixels that are not divided 72.9 % are right,
and nearly all are sure: with inputs 66 times as large (this network divides by 66.13)
the scores are nearly as much larger, so that softmax knows no doubt, and the biases
have nothing to say any more. For that reason it is nearly the same without biases,
72.7 %. Weights in another order only guess, and a guess is seldom sure. Forgetting to
switch dropout off costs a third of the answers. Pixels divided by 255 in place of 66
cost little more than certainty: nothing fails, the program is just worse, and nobody
knows. That is how such mistakes live for years.

And 127 steps for a weight are as good as all the bits of a float: as many right, and a
loss of 0.0236 for 0.0232. Even 15 steps cost only one digit in a thousand; with 3 the
network falls apart.

**Next.** That was the last chapter. What one may read next is in [the reading
list](../reading.md); and what one may do next is to break something here, and see
which test notices.

## In ten seconds

Q. A pixel is blank. What is its share in the answer?
A. 0: the share is slope times ink. Its slope says what ink there would have done.

Q. Why do shares and biases add up to the score exactly, though the network bends?
A. Its units stay on their side of the bend for this one digit, and there it is linear.

Q. Which broken network is the most dangerous?
A. One that is wrong and sure. A guess with a chance of 0.1 for each class warns you.

Q. A byte for a weight in place of four: what did it cost?
A. Nothing that 1,000 digits show. The errors of hundreds of weights mostly cancel.

## Exercises

1. A digit is drawn with points 60 apart from top to bottom and 30 from left to
   right, in pixels of a screen. What is its scale on the sheet of 100, and how wide
   would the pen have to be on the screen to look like MNIST's?
2. The two hidden units of the small network by hand: what are the shares for a =
   (2, 0)? Do they add up?
3. Why do the shares of one digit against another say nothing about a pixel whose ink
   is 0, and which number does?
4. Softmax is not a ReLU. Do the shares of its *outputs* add up in the same way?
5. Which of the broken networks would one not have found by their mean chances? Which
   number would you watch?
6. With 127 steps, how far off can a weight of a unit be whose largest is 0.3? And a
   score with 100 inputs of 1, if all errors had their largest size and one sign?
*/
