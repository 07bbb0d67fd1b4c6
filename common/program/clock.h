// The time.
#ifndef COMMON_CLOCK_H
#define COMMON_CLOCK_H

// Seconds since some fixed moment: the difference of two calls is a duration.
double seconds_now(void);

#endif
