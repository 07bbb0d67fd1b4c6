// Standard input, output and error.
#ifndef COMMON_STREAMS_H
#define COMMON_STREAMS_H

// To be called first in every program. Opens those of the three that are closed on
// /dev/null, lest the next file that is opened take their place and get what is
// printed. Lets a file that grows too large be an error like others instead of the
// program's end. Makes the program check, when it exits, that standard output was
// written in full: if not (the disk is full, say), it says so and exits with
// status 1.
void streams_begin(void);

#endif
