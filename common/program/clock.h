// The time, and how long something takes.
#ifndef COMMON_CLOCK_H
#define COMMON_CLOCK_H

// Seconds since some fixed moment: the difference of two calls is a duration.
double seconds_now(void);

// The least seconds that each of `count` actions takes in `runs` runs, at least
// 1, in which they take turns: other work can only make a time longer.
// act(context, i) is action i.
void least_seconds(double *least, int count, int runs,
                   void (*act)(void *context, int i), void *context);

#endif
