// For tests of what a program says and how it ends: runs an action or a
// command in a process of its own and catches its output. And a place for the
// files of a test.
#ifndef TESTS_EXPECT_H
#define TESTS_EXPECT_H

#include <stdbool.h>
#include <stddef.h>

enum { MAX_OUTPUT = 32 * 1024 };

// How a process ended, and the start of what it wrote.
typedef struct {
    int status; // its exit status, or 128 + the signal that ended it
    char out[MAX_OUTPUT], err[MAX_OUTPUT]; // end with '\0'
} Result;

// Runs action(context) in a child process that then exits with status 0. The
// child reads nothing: its standard input is empty. It must not use cr_assert.
Result run_action(void (*action)(void *context), void *context);

// Runs a command line in the shell, which finds the project's programs by name.
Result run_command(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

// Fails the test unless the process ended with this status and wrote one line
// on standard error that begins with "error: " and contains each of the texts
// that follow, the last of which is NULL.
void expect_failure(Result r, int status, ...) __attribute__((sentinel));

// The same for status 1, where the line begins with the name of a file and
// contains the reason.
void expect_failure_of(const char *path, Result r, const char *reason);

// Fails the test unless the process ended with status 0, without a word on
// standard error.
void expect_success(Result r);

// Does an action many times, and fails the test if it takes more and more memory,
// by a block of 16 bytes or more each time, where the C library tells.
void expect_memory_back(void (*action)(void *context), void *context);

// Lets this process write no more than DISK_LEFT bytes to a file, as on a disk that
// is nearly full, until it exits. There is a /dev/full only on Linux.
enum { DISK_LEFT = 1000 };
void fill_disk(void);
void empty_disk(void);

// For a test that ends in fail_bug, as .signal = SIGABRT, .init = expect_abort:
// keeps the message to itself.
void expect_abort(void);

// A directory for one test: with TestSuite(name, .init = scratch_enter, .fini
// = scratch_leave) each test finds it empty, and it goes with all it holds.
void scratch_enter(void);
void scratch_leave(void);

typedef struct {
    char text[256];
} Path;

// The path of a file or directory in it.
Path in_scratch(const char *name);

// Writes a file in it and returns its path.
Path scratch_write(const char *name, const void *bytes, size_t size);

// Whether it has a file of this name that holds just this text.
bool scratch_holds(const char *name, const char *text);

// Whether it has a file or directory of this name.
bool scratch_has(const char *name);

// The names of all that it holds, in order, with a blank between them.
Path scratch_names(void);

#endif
