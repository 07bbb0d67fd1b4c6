#include "common/ground/fail.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

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
