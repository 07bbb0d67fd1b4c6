// What chapter 16's page runs: the training of its lesson, on the sample, with
// neither files nor signals, which a page has not. It prints what `train` prints, but
// for the seconds.
#include <math.h>
#include <stdio.h>

#include "16_digit_classifier/classifier.h"
#include "common/ground/fail.h"
#include "common/program/chapter.h"
#include "common/program/console.h"

static void train_epoch(Trainer *t, int epoch, Digits digits, double scale)
{
    begin_epoch(t, epoch, 0);
    for (int done = 0; done < digits.count;) {
        done += train_batch(t, digits, done, scale);
        progress("digit", done, digits.count);
    }
    progress_end();
}

static void report(Trainer *t, int epoch, const Chapter *c, double scale)
{
    Score a = network_score(&t->net, c->train, scale);
    Score b = network_score(&t->net, c->test, scale);
    printf("epoch %*d/%d   training: loss %.4f, %6.2f %%   test: loss %.4f, "
           "%6.2f %%\n",
           t->recipe.epochs < 10 ? 1 : 2, epoch, t->recipe.epochs, a.loss,
           a.accuracy, b.loss, b.accuracy);
    if (!isfinite(a.loss))
        fail("training diverged; choose an alpha below %g", t->recipe.alpha);
}

int main(int argc, char **argv)
{
    Recipe r = source_recipe();
    r.epochs = 20;
    Option options[] = {
        option_int("epochs", &r.epochs, 1, 1000, "epochs"),
        option_int("batch", &r.batch, 1, 2000, "digits in a step"),
        option_list("hidden", &r.hidden, 1, 1000, "units of each hidden layer"),
        option_list("keep", &r.keep, 0.01, 1, "dropout keeps"),
        option_real("alpha", &r.alpha, 1e-9, 10, "learning rate"),
        option_real("beta1", &r.beta1, 0, 0.99, "memory of slopes"),
        option_int("seed", &r.seed, 0, 1000, "seed"),
    };
    Chapter chapter =
        chapter_begin(argc, argv, "Trains on the sample.", options,
                      sizeof options / sizeof options[0]);
    if (r.keep.count != r.hidden.count || r.hidden.count >= MAX_LAYERS)
        fail("dropout needs one number for each of up to %d hidden layers",
             MAX_LAYERS - 1);
    double scale = length_scale(chapter.train);
    Trainer t = trainer_new(&r, chapter.train.count);
    for (int epoch = 1; epoch <= r.epochs; epoch++) {
        train_epoch(&t, epoch, chapter.train, scale);
        report(&t, epoch, &chapter, scale);
    }
    trainer_free(&t);
    chapter_end(&chapter);
}
