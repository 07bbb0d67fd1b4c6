// Memory that is there.
#ifndef COMMON_MEMORY_H
#define COMMON_MEMORY_H

#include <stddef.h>

// malloc that never returns NULL: size bytes, which the caller frees. They begin
// at a cache line, so that vectors of them do not straddle two. Fails when there
// is not so much.
void *allocate(size_t size);

#endif
