#define _POSIX_C_SOURCE 200809L // posix_memalign
#include "common/ground/memory.h"

#include <stdlib.h>

#include "common/ground/fail.h"

void *allocate(size_t size)
{
    void *memory;
    if (posix_memalign(&memory, 64, size > 0 ? size : 1) != 0)
        fail("out of memory: %zu bytes were asked for; "
             "close other programs or use less data",
             size);
    return memory;
}
