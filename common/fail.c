#define _POSIX_C_SOURCE 200809L // posix_memalign
#include "common/fail.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void print_line(const char *format, va_list arguments, const char *end)
{
    fflush(stdout); // so that the message comes after what led to it
    char message[4096];
    vsnprintf(message, sizeof message, format, arguments);
    // A file name or a file may hold anything; the message stays one line.
    for (char *c = message; *c != '\0'; c++)
        if (iscntrl((unsigned char)*c))
            *c = '?';
    fprintf(stderr, "error: %s%s", message, end);
}

_Noreturn void fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    print_line(format, arguments, "\n");
    va_end(arguments);
    exit(1);
}

_Noreturn void fail_usage(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    print_line(format, arguments, "; see --help\n");
    va_end(arguments);
    exit(2);
}

_Noreturn void fail_bug(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    print_line(format, arguments, "\n");
    va_end(arguments);
    abort();
}

static void check_output(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return;
    fprintf(stderr,
            "error: standard output cannot be written: %s; free some space or "
            "send it elsewhere\n",
            strerror(errno));
    _exit(1); // exit is under way already
}

void check_output_at_exit(void)
{
    atexit(check_output);
}

void *allocate(unsigned long size)
{
    void *memory;
    if (posix_memalign(&memory, 64, size > 0 ? size : 1) != 0)
        fail("out of memory: %lu bytes were asked for; "
             "close other programs or use less data",
             size);
    return memory;
}
