// Included before every source that is compiled for a browser: what POSIX has and
// WebAssembly's system interface (WASI) has not. There are no signals, no processes
// and no links, so that what asks for them is told that there are none.
#ifndef BROWSER_SYSTEM_H
#define BROWSER_SYSTEM_H

#include <signal.h>
#include <sys/types.h>

struct sigaction {
    void (*sa_handler)(int);
    int sa_flags;
};

// No signal ever comes, so none is prepared for.
static inline int sigaction(int signal_number, const struct sigaction *action,
                            struct sigaction *before)
{
    (void)signal_number;
    (void)action;
    (void)before;
    return -1;
}

// For the same reason none is held up.
typedef int sigset_t;
enum { SIG_BLOCK, SIG_SETMASK };

static inline int sigemptyset(sigset_t *set)
{
    *set = 0;
    return 0;
}

static inline int sigaddset(sigset_t *set, int signal_number)
{
    (void)set;
    (void)signal_number;
    return 0;
}

static inline int sigprocmask(int how, const sigset_t *set, sigset_t *before)
{
    (void)how;
    (void)set;
    (void)before;
    return 0;
}

int dup(int fd);
int fchmod(int fd, mode_t mode);
char *realpath(const char *path, char *resolved);

#endif
