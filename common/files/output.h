// Writing files that are either complete or not there.
#ifndef COMMON_FILES_H
#define COMMON_FILES_H

#include <stdbool.h>
#include <stdio.h>

// A file being written. Until output_close it lies beside its final place as
// PATH.partial, so an older file at PATH stays whole whatever happens. When
// the program fails, as by fail(), PATH.partial is removed. Where PATH is a
// link, all this holds for the file that it leads to, and the link stays.
//
// What is no regular file, such as a pipe or /dev/null, is written directly;
// so is the file of standard output or standard error, where those are.
typedef struct {
    FILE *stream; // write here; errors are caught by output_close
    char *path, *partial;
    bool direct;  // `partial` is `path`
    int standard; // the descriptor of the standard stream that it is, or -1
} Output;

// Opens PATH.partial for writing; fails when that cannot be done.
Output output_open(const char *path);

// Ends the program by fail_usage when writing `path`, which was given as
// --option, would overwrite the file `other`, given as --other_option, or the
// other way round. Both may be new; the names need not be equal.
void output_expect_apart(const char *option, const char *path,
                         const char *other_option, const char *other);

// Makes sure that every byte is on the disk and renames PATH.partial to PATH.
// Fails when the disk is full or the rename is refused.
void output_close(Output *o);

// Makes sure that every byte is on the disk but leaves it in PATH.partial: the
// work was interrupted. Fails as output_close does.
void output_keep_partial(Output *o);

// Makes the program check, when it exits, that standard output was written in
// full: if not (the disk is full, say), it says so and exits with status 1.
void check_output_at_exit(void);

#endif
