// common/ground/memory.c: memory that is there.
#define _DEFAULT_SOURCE // sbrk
#include <criterion/criterion.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#if defined __GLIBC__ && __GLIBC_MINOR__ >= 33
#include <malloc.h>
#include <unistd.h>
#endif

#include "common/ground/memory.h"
#include "expect.h"

Test(allocate, begins_at_a_cache_line_even_for_nothing)
{
    for (size_t size = 0; size < 1000; size++) {
        char *memory = allocate(size);
        cr_assert(memory != NULL && (uintptr_t)memory % 64 == 0);
        memset(memory, 1, size);
        free(memory);
    }
}

static void ask_for_all(void *context)
{
    (void)context;
    allocate(LONG_MAX);
}

Test(allocate, says_that_memory_is_out)
{
    expect_failure(run_action(ask_for_all, NULL), 1, "out of memory",
                   "9223372036854775807", NULL);
}

Test(reallocate, keeps_what_was_there)
{
    char *memory = allocate(0);
    memory = reallocate(memory, 3);
    strcpy(memory, "ab");
    memory = reallocate(memory, 1 << 20);
    memset(memory + 3, 1, (1 << 20) - 3);
    cr_assert_str_eq(memory, "ab");
    free(reallocate(memory, 0));
}

static void ask_for_more_and_more(void *context)
{
    (void)context;
    reallocate(allocate(1), LONG_MAX);
}

Test(reallocate, says_that_memory_is_out)
{
    expect_failure(run_action(ask_for_more_and_more, NULL), 1, "out of memory",
                   "9223372036854775807", NULL);
}

#if defined __GLIBC__ && __GLIBC_MINOR__ >= 33
Test(keep_freed_memory, takes_large_blocks_from_the_heap_and_leaves_them_there)
{
    keep_freed_memory();
    size_t mapped = mallinfo2().hblks;
    char *large = reallocate(NULL, 16 << 20);
    size_t mapped_now = mallinfo2().hblks;
    void *end = sbrk(0);
    free(large);
    void *end_now = sbrk(0);
    cr_assert_eq(mapped_now, mapped, "it has pages of its own");
    cr_assert_eq(end_now, end, "its pages went back to the system");
}
#endif
