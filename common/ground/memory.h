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

// Keeps what is freed from now on for what is allocated next, up to some 32 MB. Else
// large blocks go back to the system, and new ones come page by page at their first
// use: 4 MB took 16 ms so on our machine, and 0.3 ms kept. Where the C library is not
// GNU's it does nothing.
void keep_freed_memory(void);

#endif
