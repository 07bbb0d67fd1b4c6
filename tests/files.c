// common/files.c: files are either complete or not there; and common/bytes.c,
// which reads them.
#define _XOPEN_SOURCE 700 // mkfifo, pipe, symlink, truncate
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/bytes.h"
#include "common/fail.h"
#include "common/files.h"
#include "expect.h"

TestSuite(files, .init = scratch_enter, .fini = scratch_leave);
TestSuite(bytes, .init = scratch_enter, .fini = scratch_leave);

Test(files, are_in_place_once_closed)
{
    Output o = output_open(in_scratch("log").text);
    fputs("all of it", o.stream);
    output_close(&o);
    cr_assert(scratch_holds("log", "all of it"));
    cr_assert(!scratch_has("log.partial"));
    cr_assert(o.stream == NULL && o.path == NULL && o.partial == NULL);
}

Test(files, lie_beside_their_place_until_closed)
{
    Output o = output_open(in_scratch("log").text);
    fputs("half", o.stream);
    fflush(o.stream);
    cr_assert(!scratch_has("log"));
    cr_assert(scratch_holds("log.partial", "half"));
    output_close(&o);
}

Test(files, leave_the_old_file_whole_until_closed)
{
    Output o = output_open(scratch_write("log", "old", 3).text);
    fputs("new", o.stream);
    fflush(o.stream);
    cr_assert(scratch_holds("log", "old"));
    output_close(&o);
    cr_assert(scratch_holds("log", "new"));
}

static void die_while_writing(void *path)
{
    Output o = output_open(path);
    fputs("new", o.stream);
    _Exit(9);
}

Test(files, leave_the_old_file_whole_when_the_program_dies)
{
    Path log = scratch_write("log", "old", 3);
    cr_assert(run_action(die_while_writing, log.text).status == 9);
    cr_assert(scratch_holds("log", "old"));
}

Test(files, kept_partial_do_not_replace_the_old_one)
{
    Output o = output_open(scratch_write("log", "old", 3).text);
    fputs("interrupted", o.stream);
    output_keep_partial(&o);
    cr_assert(scratch_holds("log", "old"));
    cr_assert(scratch_holds("log.partial", "interrupted"));
}

static void open_two_and_fail(void *path)
{
    Output kept = output_open(in_scratch("kept").text);
    output_keep_partial(&kept);
    Output o = output_open(path);
    fputs("worth nothing", o.stream);
    fail("something else went wrong");
}

Test(files, of_a_program_that_fails_leave_nothing_but_the_old_one)
{
    Path path = scratch_write("log", "old", 3);
    expect_failure(run_action(open_two_and_fail, path.text), 1, "else", NULL);
    cr_assert(scratch_holds("log", "old"));
    cr_assert(scratch_has("kept.partial"));
    cr_assert(!scratch_has("log.partial"));
}

static void open_and_close(void *path)
{
    Output o = output_open(path);
    fputs("text", o.stream);
    output_close(&o);
}

Test(files, refuse_a_missing_directory)
{
    Path path = in_scratch("no/log");
    expect_failure(run_action(open_and_close, path.text), 1, path.text,
                   "cannot be written", "No such file", NULL);
}

Test(files, refuse_a_file_where_a_directory_should_be)
{
    scratch_write("file", "x", 1);
    expect_failure(run_action(open_and_close, in_scratch("file/log").text), 1,
                   "file/log", "Not a directory", NULL);
}

Test(files, refuse_a_directory_where_a_file_should_be)
{
    mkdir(in_scratch("log").text, 0700);
    expect_failure(run_action(open_and_close, in_scratch("log").text), 1, "log",
                   "Is a directory", NULL);
}

// Root may write everywhere but here.
Test(files, refuse_an_unwritable_directory)
{
    expect_failure(run_action(open_and_close, "/proc/log"), 1, "/proc/log",
                   "cannot be written", NULL);
}

static void lose_the_place(void *path)
{
    Output o = output_open(path);
    mkdir(path, 0700);
    output_close(&o);
}

Test(files, that_cannot_be_renamed_are_removed)
{
    Path path = in_scratch("log");
    expect_failure(run_action(lose_the_place, path.text), 1, path.text,
                   "cannot be written", NULL);
    cr_assert(!scratch_has("log.partial"));
}

static Output write_bytes(const char *path, int count)
{
    fill_disk();
    Output o = output_open(path);
    for (int i = 0; i < count; i++)
        fputc('x', o.stream);
    return o;
}

static void expect_full_disk(void (*action)(void *))
{
    Path path = scratch_write("log", "old", 3);
    expect_failure(run_action(action, path.text), 1, path.text,
                   "File too large", "free some space", NULL);
    cr_assert(scratch_holds("log", "old") && !scratch_has("log.partial"));
}

static void write_a_little_more(void *path)
{
    Output o = write_bytes(path, DISK_LEFT + 1); // which the stream holds back
    output_close(&o);
}

Test(files, report_a_full_disk_when_closed)
{
    expect_full_disk(write_a_little_more);
}

static void write_much(void *path)
{
    Output o = write_bytes(path, 100 * DISK_LEFT);
    remove("no such file"); // changes errno
    output_close(&o);
}

Test(files, report_a_disk_that_was_full_earlier)
{
    expect_full_disk(write_much);
}

static void keep_part(void *path)
{
    Output o = write_bytes(path, DISK_LEFT + 1);
    output_keep_partial(&o);
}

Test(files, report_a_full_disk_when_kept_partial)
{
    expect_full_disk(keep_part);
}

Test(files, write_to_a_device_directly)
{
    struct stat status;
    open_and_close("/dev/null");
    cr_assert(stat("/dev/null", &status) == 0 && S_ISCHR(status.st_mode));
    cr_assert(access("/dev/null.partial", F_OK) != 0);
}

static void print_and_write(void *path)
{
    printf("before, ");
    fflush(stdout);
    open_and_close(path);
    printf(", after");
}

// The standard output of the child is a file here.
Test(files, go_on_where_standard_output_is)
{
    Result r = run_action(print_and_write, "/dev/stdout");
    expect_success(r);
    cr_assert_str_eq(r.out, "before, text, after");
    cr_assert(access("/dev/stdout.partial", F_OK) != 0);
}

static void print_into(void *path)
{
    stdout = freopen(path, "w", stdout);
    print_and_write(path);
}

Test(files, that_are_standard_output_stay_it)
{
    expect_success(run_action(print_into, in_scratch("log").text));
    cr_assert(scratch_holds("log", "before, text, after"));
}

// Where a name under /dev is no device, it is a file like others.
Test(files, lie_beside_their_place_under_dev)
{
    char path[64], partial[80];
    snprintf(path, sizeof path, "/dev/shm/digits-test-%d", (int)getpid());
    snprintf(partial, sizeof partial, "%s.partial", path);
    if (access("/dev/shm", W_OK) != 0)
        cr_skip_test("there is no /dev/shm here");
    Output o = output_open(path);
    cr_assert(access(path, F_OK) != 0 && access(partial, F_OK) == 0);
    output_close(&o);
    cr_assert(access(path, F_OK) == 0 && access(partial, F_OK) != 0);
    remove(path);
}

Test(files, write_to_a_pipe_directly)
{
    Path pipe = in_scratch("pipe");
    mkfifo(pipe.text, 0600);
    FILE *reader = fopen(pipe.text, "r+");
    open_and_close(pipe.text);
    char text[5] = "";
    cr_assert(fread(text, 1, 4, reader) == 4 && strcmp(text, "text") == 0);
    fclose(reader);
    cr_assert(!scratch_has("pipe.partial"));
}

static void link_to(const char *target, const char *name)
{
    cr_assert(symlink(target, in_scratch(name).text) == 0);
}

Test(files, that_are_links_write_what_they_lead_to)
{
    mkdir(in_scratch("far").text, 0700);
    scratch_write("far/log", "old", 3);
    link_to("far/log", "log");
    Output o = output_open(in_scratch("log").text);
    fputs("new", o.stream);
    fflush(o.stream);
    cr_assert(scratch_holds("far/log", "old"));
    cr_assert(scratch_holds("far/log.partial", "new"));
    output_close(&o);
    cr_assert(scratch_holds("far/log", "new"));
    struct stat status;
    cr_assert(lstat(in_scratch("log").text, &status) == 0);
    cr_assert(S_ISLNK(status.st_mode), "the link has become a file");
}

Test(files, refuse_a_link_that_leads_nowhere)
{
    link_to("nowhere", "log");
    expect_failure(run_action(open_and_close, in_scratch("log").text), 1, "log",
                   "a link that leads nowhere", NULL);
}

static void expect_apart(void *names)
{
    const char *const *name = names;
    output_expect_apart("log", name[0], "model", name[1]);
}

static Result apart(const char *log, const char *model)
{
    Path paths[] = {in_scratch(log), in_scratch(model)};
    const char *names[] = {paths[0].text, paths[1].text};
    return run_action(expect_apart, names);
}

static void expect_clash(const char *log, const char *model)
{
    expect_failure(apart(log, model), 2, in_scratch(log).text,
                   in_scratch(model).text, "one would overwrite the other",
                   NULL);
}

Test(files, that_would_overwrite_each_other_are_refused)
{
    scratch_write("old", "", 0);
    mkdir(in_scratch("far").text, 0700);
    link_to("old", "link");
    link_to("far", "near");
    expect_clash("old", "./old");
    expect_clash("new", "./new");
    expect_clash("far/new", "near/new");
    expect_clash("link", "old");
    expect_clash("new", "new.partial");
    expect_clash("old.partial", "old");
}

Test(files, of_their_own_are_not_refused)
{
    scratch_write("old", "", 0);
    mkdir(in_scratch("far").text, 0700);
    expect_success(apart("old", "new"));
    expect_success(apart("new", "newer"));
    expect_success(apart("new", "far/new"));
    expect_success(apart("none/new", "nowhere/new"));
    const char *devices[] = {"/dev/null", "/dev/null"};
    expect_success(run_action(expect_apart, devices));
}

// ------------------------------------------------------------- reading whole

static void read_bytes(void *path)
{
    Bytes b = bytes_read(path, "something else");
    bytes_free(&b);
}

static void expect_unread(Path path, const char *reason)
{
    expect_failure(run_action(read_bytes, path.text), 1, path.text, reason,
                   "name something else", NULL);
}

// One size below, at and above each at which the memory grows.
Test(bytes, are_read_whole_at_every_size)
{
    const size_t sizes[] = {1, 65535, 65536, 65537, 131072, 1000003};
    uint8_t *all = malloc(1000003);
    for (size_t i = 0; i < 1000003; i++)
        all[i] = (uint8_t)(i * 7 + i / 251);
    for (int k = 0; k < 6; k++) {
        Bytes b = bytes_read(scratch_write("file", all, sizes[k]).text, "");
        cr_assert(b.size == sizes[k] && memcmp(b.data, all, b.size) == 0);
        bytes_free(&b);
        cr_assert(b.size == 0 && b.data == NULL);
    }
    free(all);
}

Test(bytes, leave_no_file_open)
{
    Path path = scratch_write("file", "text", 4);
    int next = dup(STDIN_FILENO);
    close(next);
    read_bytes(path.text);
    int then = dup(STDIN_FILENO);
    cr_assert(then == next, "descriptor %d is taken", next);
    close(then);
}

Test(bytes, are_read_from_a_pipe)
{
    int ends[2];
    char path[32];
    cr_assert(pipe(ends) == 0 && write(ends[1], "hello", 5) == 5);
    close(ends[1]);
    snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    Bytes b = bytes_read(path, "");
    cr_assert(b.size == 5 && memcmp(b.data, "hello", 5) == 0);
    bytes_free(&b);
    close(ends[0]);
}

Test(bytes, of_a_missing_file_are_refused)
{
    expect_unread(in_scratch("nowhere"), "cannot be opened: No such file");
}

Test(bytes, of_a_directory_are_refused)
{
    expect_unread(in_scratch(""), "cannot be read: Is a directory");
}

Test(bytes, of_an_empty_file_are_refused)
{
    expect_unread(scratch_write("empty", "", 0), "is empty");
}

Test(bytes, of_an_absurdly_large_file_are_refused)
{
    Path path = scratch_write("large", "x", 1);
    // a hole, not on the disk; one byte more, lest the end alone be looked at
    cr_assert(truncate(path.text, (1L << 29) + 1) == 0);
    expect_unread(path, "512 MiB");
}

Test(bytes, of_a_file_with_a_wild_name_fail_in_one_line)
{
    expect_failure(run_action(read_bytes, "/no\nsuch\033[31m"), 1,
                   "/no?such?[31m", NULL);
}
