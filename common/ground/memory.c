#define _POSIX_C_SOURCE 200809L // posix_memalign
#include "common/ground/memory.h"

#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "common/ground/fail.h"

static _Noreturn void fail_of(size_t size)
{
    fail("out of memory: %zu bytes were asked for; "
         "close other programs or use less data",
         size);
}

// For nothing a system may give NULL, as where there is no memory.
static size_t at_least_1(size_t size)
{
    return size + (size == 0);
}

void *allocate(size_t size)
{
    void *memory;
    if (posix_memalign(&memory, 64, at_least_1(size)) != 0)
        fail_of(size);
    return memory;
}

void *reallocate(void *memory, size_t size)
{
    void *other = realloc(memory, at_least_1(size));
    if (other == NULL)
        fail_of(size);
    return other;
}

void keep_freed_memory(void)
{
#ifdef __GLIBC__
    enum { SIZE = 1 << 25 }; // the largest block that may be kept, for glibc
    mallopt(M_MMAP_THRESHOLD, SIZE);
    mallopt(M_TRIM_THRESHOLD, SIZE);
#endif
}
