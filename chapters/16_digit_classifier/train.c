// Chapter 16: the command `train`.
#define _DEFAULT_SOURCE // sigaction, winsize
#include <math.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#ifdef _OPENMP
#include <omp.h>
#endif

#include "16_digit_classifier/classifier.h"
#include "16_digit_classifier/commands.h"
#include "16_digit_classifier/pace.h"
#include "16_digit_classifier/run.h"
#include "16_digit_classifier/silent.h"
#include "16_digit_classifier/team.h"
#include "common/files/output.h"
#include "common/ground/fail.h"
#include "common/program/clock.h"
#include "common/program/console.h"

static volatile sig_atomic_t interrupted = 0;

// The first signal ends the training after the current batch, a second one of the
// kind at once.
static void interrupt(int signal_number)
{
    interrupted = signal_number;
    signal(signal_number, output_end_by);
}

// Output that nobody reads any more is found when it is written.
static void catch_signals(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = interrupt, .sa_flags = SA_RESTART};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct sigaction before;
        sigaction(signals[i], &action, &before);
        if (before.sa_handler == SIG_IGN && signals[i] == SIGHUP)
            signal(SIGHUP, SIG_IGN); // nohup asked for it
    }
    signal(SIGPIPE, SIG_IGN);
}

// As many threads as were asked for, or else as are fastest at the time.
static Team gather(int threads)
{
#ifdef _OPENMP
    return threads > 0 ? team_new(threads, threads)
                       : team_new(omp_get_max_threads(), 1);
#else
    if (threads > 1)
        fprintf(stderr, "note: built without OpenMP, so one thread is used\n");
    return team_new(1, 1);
#endif
}

static void use_threads(int count)
{
    (void)count; // where there is no OpenMP
#ifdef _OPENMP
    omp_set_num_threads(count);
#endif
}

// Trains on the digits of a batch that begins at `first`; returns how many there are.
// While a checkpoint is written one thread fewer takes part. If the writer took a
// thread's processor, all the others would wait for that thread: the epoch would take a
// tenth longer. That the step is slower then says nothing of the team.
static int train_next(Run *r, int first, Team *team)
{
    double began = seconds_now();
    bool is_writing = checkpoint_is_being_written();
    int threads = team_size(team);
    use_threads(is_writing && threads > 1 ? threads - 1 : threads);
    int count = r->method->batch(r->method->own, &r->trainer, r->train, first,
                                 r->scale);
    if (!is_writing)
        team_took(team, seconds_now() - began);
    return count;
}

static bool is_finite(Matrix M)
{
    bool all = true;
    for (size_t i = 0; i < elements(M); i++)
        all = all && isfinite((double)re(M.x[i]));
    return all;
}

// Says how far the run is, ten times a second at most: on a terminal, on one line that
// is drawn over and over; and to plots/live.sh, which says how long a line may be, as
// lines that begin with \r.
static void show_pace(const Pace *p, int epoch, int done)
{
    enum { MAX_COLUMNS = 120 };
    static double shown;
    const char *live = getenv("PACE_COLUMNS");
    struct winsize size = {.ws_col = 0};
    char text[MAX_COLUMNS];
    double now = seconds_now();
    if (now - shown < 0.1)
        return;
    if (live != NULL)
        size.ws_col = (unsigned short)atoi(live);
    else if (ioctl(fileno(stderr), TIOCGWINSZ, &size) != 0)
        return;
    shown = now;
    size_t columns = size.ws_col > 0 ? size.ws_col : 80;
    pace_write(text, columns < MAX_COLUMNS ? columns : MAX_COLUMNS, p, epoch,
               done, now);
    fprintf(stderr, "\r%s%s", text, live != NULL ? "\n" : "\033[K");
}

// Trains the rest of an epoch; returns how many seconds that took.
static double train_epoch(Run *r, int epoch, Pace *pace, Team *team)
{
    Trainer *t = &r->trainer;
    int *done = &r->progress.position;
    double start = seconds_now();
    pace->epoch_began = start;
    pace->epoch_first = *done;
    r->accuracy = -1;
    begin_epoch(t, epoch, *done);
    while (*done < r->train.count && !interrupted) {
        *done += train_next(r, *done, team);
        run_note(r);
        show_pace(pace, epoch, *done);
    }
    progress_end();
    return seconds_now() - start;
}

static _Noreturn void fail_diverged(const Run *r, int epoch, const char *what)
{
    fail("training diverged in epoch %d: %s is not finite; choose an --alpha "
         "below %g",
         epoch, what, r->trainer.recipe.alpha);
}

// Measures the network, and prints and logs one line.
static void report(Run *r, int epoch, double seconds)
{
    Trainer *t = &r->trainer;
    int silent[MAX_LAYERS + 1];
    Score on_training = score_and_silent(silent, &t->net, r->train, r->scale);
    Score on_test = network_score(&t->net, r->test, r->scale);
    printf("epoch %*d/%d   training: loss %.4f, %6.2f %%   test: loss %.4f, "
           "%6.2f %%   trained in %.2f s\n",
           t->recipe.epochs < 10 ? 1 : 2, epoch, t->recipe.epochs,
           on_training.loss, on_training.accuracy, on_test.loss,
           on_test.accuracy, seconds);
    fflush(stdout);
    run_log(r, epoch, on_training, on_test, seconds, silent);
    if (!isfinite(on_training.loss) || !isfinite(on_test.loss))
        fail_diverged(r, epoch, "the loss");
    r->accuracy = on_test.accuracy;
}

// The epoch is complete: measures it and keeps the best network by digits that
// were held back. Test digits have no say in that.
static void end_epoch(Run *r, int epoch, double seconds)
{
    report(r, epoch, seconds);
    r->progress.epochs = epoch;
    r->progress.position = 0;
    if (r->settings.hold_back > 0 && r->accuracy > r->progress.best) {
        r->progress.best = r->accuracy;
        run_save_best(r);
    }
}

// Trains until all epochs are done, an interruption, or until what is printed is
// lost.
static void train_epochs(Run *r, Team *team)
{
    const Progress *p = &r->progress;
    Pace pace = {.epochs = r->trainer.recipe.epochs,
                 .digits = r->train.count,
                 .began = seconds_now(),
                 .first = (double)p->epochs * r->train.count + p->position};
    while (r->progress.epochs < r->trainer.recipe.epochs) {
        int epoch = r->progress.epochs + 1;
        double seconds = train_epoch(r, epoch, &pace, team);
        if (!is_finite(r->trainer.net.theta))
            fail_diverged(r, epoch, "a parameter");
        if (r->progress.position == r->train.count)
            end_epoch(r, epoch, seconds);
        run_save_checkpoint(r);
        if (interrupted || ferror(stdout))
            break;
    }
}

// Where a run ended after its last epoch, before all was saved, its network is what
// that epoch made of it.
static void end_again(Run *r)
{
    printf("its %d epochs are done; more by: EPOCHS= (--epochs)\n",
           r->progress.epochs);
    r->accuracy = network_score(&r->trainer.net, r->test, r->scale).accuracy;
    run_save_checkpoint(r);
}

static void say_stopped(const Run *r)
{
    checkpoint_wait();
    const char *name = r->method->name;
    fprintf(
        stderr,
        "stopped in epoch %d of %d; go on with: make train %s%s%sRESUME=%s\n",
        r->progress.epochs + 1, r->settings.recipe.epochs,
        name != NULL ? "RECIPE=" : "", name != NULL ? name : "",
        name != NULL ? " " : "", r->folder.path);
}

int train_by(const Method *method, int argc, char **argv)
{
    static Run r; // its settings point into it
    r.method = method;
    Settings *s = &r.settings;
    settings_read(s, method, argc, argv);
    Team team = gather(s->threads);
    catch_signals();
    if (s->goes_on)
        settings_find_run(s);
    if (s->resume != NULL)
        run_resume(&r);
    else
        run_begin(&r);
    printf("%d training and %d %s digits from %s, %d parameters\n",
           r.train.count, r.test.count, s->hold_back > 0 ? "held-back" : "test",
           s->data, r.trainer.net.theta.rows);
    fflush(stdout);
    if (r.progress.epochs == s->recipe.epochs)
        end_again(&r);
    train_epochs(&r, &team);
    bool is_done = r.progress.epochs == s->recipe.epochs;
    if (is_done)
        run_save_all(&r);
    else
        say_stopped(&r);
    run_end(&r);
    return is_done ? 0 : interrupted ? 128 + interrupted : 1;
}

// This chapter's method needs to know nothing besides its recipe.
static double prepare_plain(void *own, Digits training)
{
    (void)own;
    return length_scale(training);
}

static int train_plain(void *own, Trainer *t, Digits digits, int first,
                       double scale)
{
    (void)own;
    return train_batch(t, digits, first, scale);
}

Method plain_method(void)
{
    return (Method){.about = "Trains the digit classifier. One seed gives one "
                             "result, whatever the\nnumber of threads.",
                    .recipe = source_recipe(),
                    .prepare = prepare_plain,
                    .batch = train_plain};
}

int command_train(int argc, char **argv)
{
    const Method plain = plain_method();
    return train_by(&plain, argc, argv);
}
