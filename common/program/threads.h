// Threads that share a program's work.
#ifndef COMMON_THREADS_H
#define COMMON_THREADS_H

// To be called first in a program that trains, with main's argv as it came. Where
// nobody has said how long a waiting thread is to spin before it sleeps, makes that
// short, which takes a new beginning of the program.
void threads_begin(char **argv);

#endif
