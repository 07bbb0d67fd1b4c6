// plots/live.sh on terminals: what is drawn on them, and that a training neither fails
// nor is lost where nothing can be drawn.
#define _DEFAULT_SOURCE   // TIOCSCTTY
#define _XOPEN_SOURCE 700 // posix_openpt
#include <criterion/criterion.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "expect.h"

TestSuite(live, .init = scratch_enter, .fini = scratch_leave, .timeout = 300);

#define TRAIN                                                           \
    "16_digit_classifier train --data data/sample --hidden 4 --keep 1 " \
    "--epochs 2 --threads 1 --runs \"$runs\" "
#define RUN "sh plots/live.sh run \"$runs/latest/log.csv\" "
#define ASKED "\033[16t\033[c"

typedef struct {
    int columns, rows;
    const char *answer; // to what is asked of it
    const char *type;   // once this is seen, Ctrl-C is typed
} Terminal;

static void be_child(const char *slave, const char *command)
{
    setsid();
    int fd = open(slave, O_RDWR);
    ioctl(fd, TIOCSCTTY, 0);
    for (int i = 0; i < 3; i++)
        dup2(fd, i);
    signal(SIGINT, SIG_DFL);
    setenv("TERM", "xterm", 1);
    setenv("runs", in_scratch("runs").text, 1);
    setenv("bin", in_scratch("bin").text, 1);
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    char *build = realpath(getenv("BUILD") ? getenv("BUILD") : BUILD, NULL);
    char path[4000];
    snprintf(path, sizeof path, "%s:%s", build, getenv("PATH"));
    setenv("PATH", path, 1);
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(127);
}

// Runs a command on a terminal and keeps what it shows.
static int run_on(Terminal t, const char *command, char *seen, size_t size)
{
    int terminal = posix_openpt(O_RDWR | O_NOCTTY), status;
    cr_assert(grantpt(terminal) == 0 && unlockpt(terminal) == 0);
    char *slave = ptsname(terminal);
    int kept_open = open(slave, O_RDWR | O_NOCTTY);
    const struct winsize window = {.ws_col = (unsigned short)t.columns,
                                   .ws_row = (unsigned short)t.rows};
    cr_assert(ioctl(terminal, TIOCSWINSZ, &window) == 0);
    pid_t child = fork();
    if (child == 0)
        be_child(slave, command);
    size_t used = 0;
    struct pollfd ready = {.fd = terminal, .events = POLLIN};
    for (bool over = false; !over || poll(&ready, 1, 0) > 0;) {
        over = over || waitpid(child, &status, WNOHANG) == child;
        if (poll(&ready, 1, 50) <= 0)
            continue;
        char part[4096];
        ssize_t n = read(terminal, part, sizeof part - 1);
        cr_assert(n > 0);
        part[n] = '\0';
        if (t.answer != NULL && strstr(part, ASKED) != NULL)
            cr_assert(write(terminal, t.answer, strlen(t.answer)) > 0);
        if (used + (size_t)n < size)
            memcpy(seen + used, part, (size_t)n + 1);
        used += (size_t)n;
        if (t.type != NULL && strstr(seen, t.type) != NULL) {
            cr_assert(write(terminal, "\003", 1) == 1);
            t.type = NULL;
        }
    }
    close(kept_open);
    close(terminal);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static char seen[1 << 20];

static int on(int columns, const char *answer, const char *command)
{
    seen[0] = '\0';
    Terminal t = {columns, 24, answer, NULL};
    return run_on(t, command, seen, sizeof seen);
}

static void expect_seen(const char *words)
{
    cr_assert(strstr(seen, words) != NULL, "not seen: %s\nbut: %s", words,
              seen);
}

// The last picture, from where the cursor was saved to where it goes back to.
static char *last_picture(void)
{
    char *picture = NULL;
    for (char *at = seen; (at = strstr(at, "\0337")) != NULL;)
        picture = at += 2;
    cr_assert(picture != NULL, "nothing was drawn: %s", seen);
    *strstr(picture, "\0338") = '\0';
    return picture;
}

static const char plain[] = "\033[?62;6c";

// The last picture as text, a letter for each character: without colors, and of block
// characters, which are three bytes, the empty one is a blank.
static char *last_text(void)
{
    char *picture = last_picture(), *to = picture;
    for (const char *from = picture; *from != '\0';) {
        if (*from == '\033') {
            from += strcspn(from, "m");
            from += *from != '\0';
        } else if (strncmp(from, "\xe2", 1) == 0 && strlen(from) >= 3) {
            *to++ = strncmp(from, "\xe2\xa0\x80", 3) == 0 ? ' ' : '#';
            from += 3;
        } else {
            *to++ = *from++;
        }
    }
    *to = '\0';
    return picture;
}

Test(live, draws_in_place_on_terminals_wide_and_narrow)
{
    for (int columns = 40; columns <= 100; columns += 60) {
        cr_assert(on(columns, plain, RUN TRAIN) == 0);
        expect_seen("epoch 2/2");
        expect_seen("saved model.safetensors and log.csv in");
        char *picture = last_text();
        cr_assert(strstr(picture, "Test loss ") != NULL);
        cr_assert(strstr(picture, " after 2 epochs") != NULL);
        int lines = 0;
        for (char *line = strtok(picture, "\r\n"); line != NULL; lines++) {
            cr_assert(strlen(line) < (size_t)columns, "%s", line);
            line = strtok(NULL, "\r\n");
        }
        cr_assert(lines == 21, "%d", lines); // and three are left of 24
    }
}

Test(live, draws_pixels_where_the_terminal_says_that_it_can)
{
    bool has = run_command("gnuplot -e 'set terminal sixelgd'").status == 0;
    cr_assert(on(100, "\033[6;20;10t\033[?62;4c", RUN TRAIN) == 0);
    cr_assert((strncmp(last_picture(), "\033P", 2) == 0) == has);
}

Test(live, shows_how_far_it_is)
{
    cr_assert(on(100, plain, RUN TRAIN "--hidden 900 --batch 2000") == 0);
    expect_seen("\repoch 1/2: 100 %, ");
    expect_seen(" for the run\033[K");
}

Test(live, ends_as_the_training_does)
{
    cr_assert(on(100, plain, RUN TRAIN "--epochs x") == 2);
    expect_seen("error: --epochs x: must be a whole number");
    const Terminal t = {80, 24, plain, "epoch  1/99999"};
    seen[0] = '\0';
    cr_assert(run_on(t, RUN TRAIN "--epochs 99999", seen, sizeof seen) == 130);
    expect_seen("of 99999; go on with: make train RESUME=");
}

// A program that takes gnuplot's place for who finds it first.
static void fake_gnuplot(const char *script)
{
    cr_assert(mkdir(in_scratch("bin").text, 0777) == 0);
    scratch_write("bin/gnuplot", script, strlen(script));
    cr_assert(chmod(in_scratch("bin/gnuplot").text, 0777) == 0);
}

Test(live, trains_where_nothing_can_be_drawn)
{
    static const char *const terminals[] = {
        "TERM=dumb " RUN TRAIN,
        RUN TRAIN "2>&1 | cat; true",
        "stty columns 20; " RUN TRAIN,
        "stty rows 8; " RUN TRAIN,
    };
    for (int i = 0; i < 4; i++) {
        cr_assert(on(100, plain, terminals[i]) == 0);
        expect_seen("epoch 2/2");
        expect_seen("saved model.safetensors");
        cr_assert(strstr(seen, "\0337") == NULL, "drawn: %s", seen);
    }
}

Test(live, trains_where_gnuplot_fails)
{
    fake_gnuplot("#!/bin/sh\nexit 1\n");
    cr_assert(on(100, plain, "PATH=\"$bin:$PATH\"; " RUN TRAIN) == 0);
    expect_seen("epoch 2/2");
    expect_seen("saved model.safetensors");
    cr_assert_str_eq(last_picture(), ""); // its place stays empty
}

Test(live, trains_without_gnuplot)
{
    cr_assert(mkdir(in_scratch("bin").text, 0777) == 0);
    cr_assert(
        on(100, plain,
           "for tool in sh dirname mktemp mkfifo stty; do ln -s "
           "\"$(command -v $tool)\" \"$bin\"; done; program=$(command "
           "-v 16_digit_classifier); PATH=\"$bin\"; sh plots/live.sh "
           "run \"$runs/latest/log.csv\" \"$program\" train --data "
           "data/sample --hidden 4 --keep 1 --epochs 2 --runs \"$runs\"") == 0);
    expect_seen("saved model.safetensors");
    cr_assert(on(100, plain,
                 "PATH=\"$bin\"; sh plots/live.sh watch "
                 "\"$runs/latest\"") == 1);
    expect_seen("live: gnuplot is missing; install it with: make deps");
}

Test(live, watches_a_run_from_another_terminal)
{
    cr_assert(
        run_command("runs='%s'; " TRAIN, in_scratch("runs").text).status == 0);
    cr_assert(on(40, plain, "sh plots/live.sh watch \"$runs/latest\"") == 0);
    expect_seen("epoch 2/2, ");
    expect_seen(" s each, 0:00 left");
    cr_assert(strstr(last_text(), " after 2 epochs") != NULL);
    cr_assert(on(100, plain, "sh plots/live.sh watch \"$runs\"") == 1);
    expect_seen("is no run; 'make runs' lists those that are");
    cr_assert(on(20, plain, "sh plots/live.sh watch \"$runs/latest\"") == 1);
    expect_seen("a terminal of at least 31 columns and 15 rows");
}

Test(live, watches_no_log_that_has_nothing)
{
    cr_assert(mkdir(in_scratch("runs").text, 0777) == 0);
    scratch_write("runs/log.csv", "words\n", 6);
    cr_assert(on(100, plain, "sh plots/live.sh watch \"$runs\"") == 1);
    expect_seen("live: ");
    expect_seen("no row has an epoch, losses and accuracies; train again");
}
