// Memory that is there.
#ifndef COMMON_MEMORY_H
#define COMMON_MEMORY_H

#include <stddef.h>

// malloc that never returns NULL: size bytes, which the caller frees. They begin
// at a cache line, so that vectors of them do not straddle two. Fails when there
// is not so much.
void *allocate(size_t size);

// realloc in the same way: memory of another size that begins with what `memory`
// held, which is given back.
void *reallocate(void *memory, size_t size);

#endif
