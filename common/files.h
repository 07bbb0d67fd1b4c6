// Writing files that are either complete or not there.
#ifndef COMMON_FILES_H
#define COMMON_FILES_H

#include <stdio.h>

// A file being written. Until output_close it lies beside its final place as
// PATH.partial, so an older file at PATH stays whole whatever happens. When
// the program fails, as by fail(), PATH.partial is removed.
typedef struct {
    FILE *stream; // write here; errors are caught by output_close
    char *path, *partial;
} Output;

// Opens PATH.partial for writing; fails when that cannot be done. A device or
// a pipe, such as /dev/stdout, is written directly.
Output output_open(const char *path);

// Makes sure that every byte is on the disk and renames PATH.partial to PATH.
// Fails when the disk is full or the rename is refused.
void output_close(Output *o);

// Makes sure that every byte is on the disk but leaves it in PATH.partial: the
// work was interrupted. Fails as output_close does.
void output_keep_partial(Output *o);

#endif
