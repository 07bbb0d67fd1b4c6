#include "common/ground/fail.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

enum { SIZE = 4096 }; // of a message

// Writes the message or, where a name in it is too long, its start and its end,
// which says what to do.
static void write_message(char message[SIZE], const char *format,
                          va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(message, SIZE, format, arguments);
    size_t size = (size_t)length + 1;
    char *whole = length >= SIZE ? malloc(size) : NULL;
    if (whole != NULL) {
        vsnprintf(whole, size, format, again);
        snprintf(message + SIZE / 2, SIZE / 2, " [...] %s",
                 whole + length - SIZE / 2 + sizeof " [...] ");
    }
    free(whole);
    va_end(again);
}

static atomic_bool said;

bool fail_said(void)
{
    return said;
}

static void print_message(char message[SIZE], const char *end)
{
    fflush(stdout); // so that the message comes after what led to it
    // A file name or a file may hold anything; the message stays one line.
    for (char *c = message; *c != '\0'; c++)
        if (iscntrl((unsigned char)*c))
            *c = '?';
    fprintf(stderr, "error: %s%s", message, end);
}

// Whatever else fails while the program ends follows from the first, or will be said
// the next time.
static void print_line(char message[SIZE], const char *end)
{
    if (!atomic_exchange(&said, true))
        print_message(message, end);
}

void complain(const char *format, ...)
{
    char message[SIZE];
    va_list arguments;
    va_start(arguments, format);
    write_message(message, format, arguments);
    va_end(arguments);
    print_message(message, "\n");
}

_Noreturn void fail(const char *format, ...)
{
    char message[SIZE];
    va_list arguments;
    va_start(arguments, format);
    write_message(message, format, arguments);
    va_end(arguments);
    print_line(message, "\n");
    exit(1);
}

static const char *usage_file; // where options come from; NULL: command line

void fail_usage_in(const char *path)
{
    usage_file = path;
}

_Noreturn void fail_usage(const char *format, ...)
{
    char message[SIZE];
    va_list arguments;
    va_start(arguments, format);
    write_message(message, format, arguments);
    va_end(arguments);
    if (usage_file != NULL)
        fail("%s: has a wrong setting: %s; take another file", usage_file,
             message);
    print_line(message, "; see --help\n");
    exit(2);
}

_Noreturn void fail_bug(const char *format, ...)
{
    char message[SIZE];
    va_list arguments;
    va_start(arguments, format);
    write_message(message, format, arguments);
    va_end(arguments);
    print_line(message, "\n");
    abort();
}
