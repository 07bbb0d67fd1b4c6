#define _POSIX_C_SOURCE 200809L // setenv
#include "common/program/threads.h"

#include <stdlib.h>
#include <unistd.h>

// Threads wait for each other after every loop that they share. To sleep and wake up
// takes longer than most such waits, so gcc's OpenMP lets a thread spin first: look,
// over and over, whether the others are there. By its own choice it spins for many
// milliseconds; if another program wants that processor, the one that is waited for
// may be waiting for just that, and an epoch takes minutes. 3000 looks are a tenth of
// a millisecond. The number is read before main begins.
void threads_begin(char **argv)
{
    (void)argv; // where there is no OpenMP
#ifdef _OPENMP
    if (getenv("GOMP_SPINCOUNT") != NULL || getenv("OMP_WAIT_POLICY") != NULL)
        return;
    setenv("GOMP_SPINCOUNT", "3000", 1);
    execv("/proc/self/exe", argv); // if there is no such file, all goes on
#endif
}
