// common/files/input.c: files are read whole, whatever they are and however large.
#define _XOPEN_SOURCE 700 // pipe, truncate
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/files/input.h"
#include "expect.h"

TestSuite(input, .init = scratch_enter, .fini = scratch_leave);

static void read_bytes(void *path)
{
    Bytes b = input_read(path, "something else");
    bytes_free(&b);
}

// The same for one of several: says so, and leaves it to this to go on.
static void try_bytes(void *path)
{
    Bytes b = {1, path};
    if (input_try(&b, path, "something else"))
        exit(3);
    exit(b.data == NULL && b.size == 0 ? 4 : 5);
}

static void expect_unread(Path path, const char *reason)
{
    expect_failure(run_action(read_bytes, path.text), 1, path.text, reason,
                   "name something else", NULL);
    Result r = run_action(try_bytes, path.text);
    cr_assert(r.status == 4, "%d", r.status);
    cr_assert(strstr(r.err, reason) != NULL && strstr(r.err, path.text));
}

// One size below, at and above each at which the memory grows.
Test(input, are_read_whole_at_every_size)
{
    const size_t sizes[] = {1, 65535, 65536, 65537, 131072, 1000003};
    uint8_t *all = malloc(1000003);
    for (size_t i = 0; i < 1000003; i++)
        all[i] = (uint8_t)(i * 7 + i / 251);
    for (int k = 0; k < 6; k++) {
        Bytes b = input_read(scratch_write("file", all, sizes[k]).text, "");
        cr_assert(b.size == sizes[k] && memcmp(b.data, all, b.size) == 0);
        bytes_free(&b);
        cr_assert(b.size == 0 && b.data == NULL);
    }
    free(all);
}

Test(input, give_their_memory_back)
{
    expect_memory_back(read_bytes, scratch_write("file", "text", 4).text);
}

Test(input, leave_no_file_open)
{
    Path path = scratch_write("file", "text", 4);
    int next = dup(STDIN_FILENO);
    close(next);
    read_bytes(path.text);
    int then = dup(STDIN_FILENO);
    cr_assert(then == next, "descriptor %d is taken", next);
    close(then);
}

Test(input, are_read_from_a_pipe)
{
    int ends[2];
    char path[32];
    cr_assert(pipe(ends) == 0 && write(ends[1], "hello", 5) == 5);
    close(ends[1]);
    snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    Bytes b = input_read(path, "");
    cr_assert(b.size == 5 && memcmp(b.data, "hello", 5) == 0);
    bytes_free(&b);
    close(ends[0]);
}

Test(input, of_a_missing_file_are_refused)
{
    expect_unread(in_scratch("nowhere"), "cannot be opened: No such file");
}

Test(input, of_a_directory_are_refused)
{
    expect_unread(in_scratch(""), "cannot be read: Is a directory");
}

Test(input, of_an_empty_file_are_refused)
{
    expect_unread(scratch_write("empty", "", 0), "is empty");
}

Test(input, of_an_absurdly_large_file_are_refused)
{
    Path path = scratch_write("large", "x", 1);
    // a hole, not on the disk; one byte more, lest the end alone be looked at
    cr_assert(truncate(path.text, (1L << 29) + 1) == 0);
    expect_unread(path, "512 MiB");
}

Test(input, of_a_file_with_a_wild_name_fail_in_one_line)
{
    expect_failure(run_action(read_bytes, "/no\nsuch\033[31m"), 1,
                   "/no?such?[31m", NULL);
}
