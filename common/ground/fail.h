// How every program here ends when it cannot go on: with one line, whatever fails in
// other threads or while the program ends.
#ifndef COMMON_FAIL_H
#define COMMON_FAIL_H

#include <stdbool.h>

// Prints "error: ", the message and a newline on standard error, and exits
// with status 1. For a user's mistake: the message names the file or flag,
// says what is wrong and what to do about it. Never returns.
_Noreturn void fail(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

// The same for one of several things to do, when the others can still be done: it
// returns, and whoever calls it fails at the end.
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

// The same for a mistake on the command line: adds a pointer to --help and
// exits with status 2.
_Noreturn void fail_usage(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

// From now on options are read from this file: a mistake in them is said to be in
// the file, and the status is 1. NULL: from the command line again.
void fail_usage_in(const char *path);

// The same for a programmer's mistake, such as two matrices whose shapes do
// not fit: aborts, so that a debugger shows where.
_Noreturn void fail_bug(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

// Whether one of them has said its line.
bool fail_said(void);

#endif
