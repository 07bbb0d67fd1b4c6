// Chapter 16: how many threads share a step of the training.
#ifndef CHAPTER_TEAM_H
#define CHAPTER_TEAM_H

#include <stdbool.h>

enum { MAX_SIZES = 12 };

// Threads wait for each other several times a step, so one whose processor is also
// wanted by another program keeps all of them waiting: then fewer are faster. How many
// is found by trying, since the number of threads does not change a bit of the result.
typedef struct {
    int size[MAX_SIZES]; // how many threads may share a step, the most first
    int count;
    int at, tried;   // size[at] is used; size[tried] is, while it is tried
    bool is_settled; // a smaller team than the first was tried
    int steps;       // of this window,
    double seconds;  // and what they took
    double usual;    // seconds of a step in the last window of size[at],
    double best;     // and in its best one
    int wait;        // windows until another size may be tried
    int patience;    // so many after a trial that changed nothing
} Team;

// A team that begins with the most threads; at least one. It stays as it is where
// `least` is the most.
Team team_new(int most, int least);

// How many threads are to share the next step.
int team_size(const Team *t);

// Learns what that step took.
void team_took(Team *t, double seconds);

#endif
