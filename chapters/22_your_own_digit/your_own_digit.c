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
mostly cancel. What it costs in right answers, the program's last table counts. The page in the book
loads its network like this, in 0.37 MB (`packed.c`).
*/
#include <math.h>

#include "22_your_own_digit/your_own_digit.h"

double step_of(Matrix W, int unit, int most)
{
    double largest = 0;
    for (int j = 0; j < W.cols; j++) {
        double size = fabs((double)re(*at(W, unit, j)));
        if (size > largest)
            largest = size;
    }
    return largest > 0 ? largest / most : 1;
}

int steps_in(real weight, double step)
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
## What we saw

Where an upstroke rises by 32 degrees or more, the network reads a 1; at 30 and below, a 7. Chapter
20's recipe without upstrokes (`--upstroke 0`) gives a network that reads a 7 up to 50 degrees:
nobody showed it such 1s. This one was shown upstrokes from 30 degrees on, and has learned about
that.

The drawing above has one of 30 degrees, and is read as a 7 with a chance of 0.7591. What has
changed since 50 degrees, where it is a 1?

| why 7 and not 1 | at 50 degrees | at 30 | change |
| --- | --- | --- | --- |
| left of the stem, where the upstroke is | 0.25 | −0.85 | −1.10 |
| the stem, and all on its right | −1.29 | 0.46 | +1.75 |
| the biases | −2.33 | 1.53 | +3.86 |
| together | −3.37 | 1.15 | +4.52 |

One would think that the flatter upstroke says 7. It does not: its own shares fell, and now speak
for the 1. It is the stem that has changed sides, though it lies in the same pixels in both
drawings, and most of all the biases, which have no pixels. How? By line 2 each share goes through
the units that are on. The upstroke has switched some of them on and others off, and so decides what
the rest of the picture says.

So a share is not a cause. The shares say what added up to this one answer, and only a changed
drawing says what would have changed it.

Of the 4, the corner on the left speaks for it, and the two ends on top against it,
where the next class, a 7, has its bar.

A pen that follows the middle of the strokes of 1,000 test digits writes digits of which
977 are read right, where of the digits themselves it is 993: three mistakes where there
was one. Some of that is lost in finding the middle of the strokes.

Some broken networks stay confident. With pixels that are not divided nearly all answers are
sure. This network divides them by 66.13 (chapter 20); undivided, inputs are 66 times as large,
and scores nearly so. Softmax then knows no doubt. So the bet is all but a draw, 76.0 and 75.2 % right,
and for a reason: beside inputs 66 times as large the biases are as good as forgotten. Only the
chances differ. (This network needs its biases: trained on centered inputs, those of its first
layer are 2.83 in size beside sums of 5.11 from the weights, both as root mean squares. In
chapter 16's they are a fraction, so that [undivided test
pixels](../experiments.md#the-slips-of-the-source) cost less than a point.)

Pixels divided by 255 in place of 66 cost one right answer in a hundred, and a quarter of
the sure ones: nothing fails, the program is just worse, and nobody knows. That is how such
mistakes live for years.

The last three move pixels about and change none of them, so the inputs' mean and largest value
do not give them away. The classes do. In a mirror 0, 1 and 8 look nearly as before, and most 4s
do; upside down it is the 3 that keeps its shape. With rows taken for columns the 1 lies down,
and little but the 0 is left. So if your drawings are read badly:

| right | sure | and | look for |
| --- | --- | --- | --- |
| a tenth | hardly any (0.0, 4.0 %) | | weights never trained, or read in another order |
| a tenth, a fifth | many (12.3, 72.7 %) | | the last layer's weights; paper taken for ink |
| three in four | nearly all (99.1 %) | | pixels that are not divided |
| nearly all | fewer than in training (73.9 %) | | pixels divided by another number |
| three in four | seven in ten (69.1 %) | | biases that are not read |
| two in three | | another answer each time | dropout |
| four in ten | | nearly all of 0, 1 and 8, hardly a 2 or 6 | a mirror, if a 4 is read and a 3 is not; if a 3 is, upside down |
| a seventh | | hardly any but 0 | rows taken for columns |

(Dropout costs a third here, since this network was trained without it. One that was trained with it
loses ten digits in a hundred, chapter 14.) Or print one digit as it lies in `A0`, as above: a
mirror is seen at once.

And 127 steps for a weight are as good as all the bits of a float: as many right, and a
loss of 0.0196, as with all bits. (That 31 steps have a lower loss, and 15 one more right
answer, is luck.) Even 7 cost no digit of the 1,000; with 3 it is one in fifteen, and with 1
the network guesses.

**Next.** That was the last chapter. In the first, ten mean digits read three test digits in
four. What stands here is still nothing but products, sums and a bend at 0, with 355,110
numbers, and it reads 99.5 of a hundred. Every line that makes it so is in these chapters, their
folders and `common/`, and you can ask it why. What to read next is in [the reading
list](../reading.md); what to do next: break something here, and see which test notices.

## In ten seconds

Q. A pixel is blank. What is its share in the answer?
A. 0: the share is slope times ink. Its slope says what ink there would have done.

Q. Why do shares and biases add up to the difference of two scores exactly, though the network bends?
A. Its units stay on their side of the bend for this one digit, and there it is linear.

Q. Which broken network is the most dangerous?
A. One that is nearly right, as with pixels divided by 255: nobody looks for the mistake.

Q. A byte for a weight in place of four: what did it cost?
A. No right answer of 1,000. The errors of hundreds of weights mostly cancel.

## Exercises

1. A digit is drawn with points 60 apart from top to bottom and 30 from left to
   right, in pixels of a screen. What is its scale on the sheet of 100, and how wide
   would the pen have to be on the screen to look like MNIST's?
2. The two hidden units of the small network by hand: what are the shares for a =
   (2, 0)? Do they add up?
3. Softmax is not a ReLU. Do the shares of its *outputs* add up in the same way?
4. Which of the broken networks would their mean chances not have given away? Which
   number would you watch?
5. With 127 steps, how far off can a weight of a unit be whose largest is 0.3? And a
   score with 100 inputs of 1, if all errors had their largest size and one sign?
6. Make a 9 of the program's 4 by changing its pixels, as *How little would it take?* says,
   each step a tenth longer than it asks. How long is the whole change beside the digit,
   $`\sqrt{\sum \text{change}^2} / \sqrt{\sum \text{ink}^2}`$? And what do you see?
*/
