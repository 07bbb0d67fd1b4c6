#define _POSIX_C_SOURCE 200809L // fcntl, SIGXFSZ
#include "common/program/streams.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/files/output.h"
#include "common/ground/fail.h"

static void check_output(void)
{
    int reason = output_flush(stdout);
    if (reason == 0 || fail_said())
        return;
    fprintf(stderr,
            "error: standard output cannot be written: %s; free some space or "
            "send it elsewhere\n",
            strerror(reason));
    _exit(1); // exit is under way already
}

void streams_begin(void)
{
    // open takes the lowest number that is free: the one just asked for.
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) == -1 && open("/dev/null", O_RDWR) == -1)
            _exit(1); // and no stream to say it on
    // Beyond its limit a file cannot be written, which is said like all else.
    signal(SIGXFSZ, SIG_IGN);
    atexit(check_output);
}
