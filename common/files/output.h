// Writing files that are either complete or not there.
//
// The invariant: at any moment, whatever happens to the program or the machine,
// there is at PATH what was there before or the whole new file. How it is kept:
//
// 1. What is written goes to a new file in the same folder, PATH.partial.N, which
//    no other program writes: it is opened with O_EXCL and O_NOFOLLOW.
// 2. PATH is replaced when that file is complete and on the disk, by a rename,
//    which is done whole or not at all; then the folder goes to the disk too.
// 3. A program that fails, or is ended by INT, TERM, HUP or PIPE, removes what it
//    has not put in place and nothing else. What is complete and cannot be put in
//    place stays, and the message says where.
//
// PATH is a link: all this holds for the file that it leads to; the link stays. An
// old file's mode is kept, other names of it (hard links) keep the old content,
// and one that may not be written is refused. What is no regular file, such as a
// pipe or /dev/null, is written directly; so is the file to which standard output
// or standard error goes, through the descriptor that is there.
//
//     Output o = output_open("log.csv");
//     fprintf(o.stream, "1,2\n");
//     output_close(&o);
#ifndef COMMON_OUTPUT_H
#define COMMON_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

// A file being written.
typedef struct {
    FILE *stream;  // write here; errors are caught by output_complete
    char *path;    // where it will be
    char *partial; // where it is until then; NULL: written directly
} Output;

// Opens a file for writing, not yet in its place. Fails when that cannot be done,
// and as on the command line (fail_usage) when this program reads the file, as
// output_keep_apart says, or writes it already.
Output output_open(const char *path);

// Makes sure that every byte is on the disk, but leaves the file beside its
// place, o->partial, for a look at it. Fails when the disk is full, say.
void output_complete(Output *o);

// Completes the file and puts it in its place. Fails as output_complete does, or
// when the place cannot be written.
void output_close(Output *o);

// For the handler of a signal that is to end the program at once: removes what is not
// in place, as is done whenever the program ends, and then the signal does what it does
// where nobody handles it. No file can be opened or put in its place any more.
void output_end_by(int signal_number);

// Writes what a stream holds back. Returns 0, or the errno of what went wrong, now
// or earlier; EIO where a write failed that would succeed now.
int output_flush(FILE *stream);

// Remembers that the program reads this file, so that output_open refuses it. It
// need not be there.
void output_keep_apart(const char *path);

#endif
