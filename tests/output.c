// common/files/output.c: files are either complete or not there.
#define _GNU_SOURCE // mkfifo, symlink; O_PATH
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#if defined __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/files/output.h"
#include "common/ground/fail.h"
#include "expect.h"

TestSuite(output, .init = scratch_enter, .fini = scratch_leave);

Test(output, are_in_place_once_closed)
{
    Output o = output_open(in_scratch("log").text);
    cr_assert(o.standard == -1 && !o.direct);
    fputs("all of it", o.stream);
    output_close(&o);
    cr_assert(scratch_holds("log", "all of it"));
    cr_assert(!scratch_has("log.partial"));
    cr_assert(o.stream == NULL && o.path == NULL && o.partial == NULL);
    cr_assert(o.standard == -1);
}

Test(output, lie_beside_their_place_until_closed)
{
    Output o = output_open(in_scratch("log").text);
    fputs("half", o.stream);
    fflush(o.stream);
    cr_assert(!scratch_has("log"));
    cr_assert(scratch_holds("log.partial", "half"));
    output_close(&o);
}

Test(output, leave_the_old_file_whole_until_closed)
{
    scratch_write("log", "old", 3);
    Path path = in_scratch("./log");
    Output o = output_open(path.text);
    cr_assert(strcmp(o.path, path.text) == 0, "it is called %s", o.path);
    cr_assert(o.standard == -1);
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

Test(output, leave_the_old_file_whole_when_the_program_dies)
{
    Path log = scratch_write("log", "old", 3);
    cr_assert(run_action(die_while_writing, log.text).status == 9);
    cr_assert(scratch_holds("log", "old"));
}

Test(output, kept_partial_do_not_replace_the_old_one)
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

Test(output, of_a_program_that_fails_leave_nothing_but_the_old_one)
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

Test(output, refuse_a_missing_directory)
{
    Path path = in_scratch("no/log");
    expect_failure_of(in_scratch("no/log.partial").text,
                      run_action(open_and_close, path.text),
                      "cannot be written: No such file");
}

Test(output, refuse_a_file_where_a_directory_should_be)
{
    scratch_write("file", "x", 1);
    expect_failure(run_action(open_and_close, in_scratch("file/log").text), 1,
                   "file/log", "Not a directory", NULL);
}

Test(output, refuse_a_directory_where_a_file_should_be)
{
    mkdir(in_scratch("log").text, 0700);
    expect_failure(run_action(open_and_close, in_scratch("log").text), 1, "log",
                   "Is a directory", NULL);
}

// Root may write everywhere but here.
Test(output, refuse_an_unwritable_directory)
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

Test(output, that_cannot_be_renamed_are_removed)
{
    Path path = in_scratch("log");
    expect_failure_of(path.text, run_action(lose_the_place, path.text),
                      "cannot be written");
    cr_assert(!scratch_has("log.partial"));
}

// As many as may be written at once.
enum { MOST_AT_ONCE = 8 };

static void open_several_and_fail(void *number)
{
    for (int i = 0; i < *(int *)number; i++)
        output_open(in_scratch((const char[]){'0' + (char)i, '\0'}).text);
    fail("%d are open", *(int *)number);
}

Test(output, that_are_many_are_removed_when_the_program_fails)
{
    int number = MOST_AT_ONCE;
    expect_failure(run_action(open_several_and_fail, &number), 1, "8 are open",
                   NULL);
    cr_assert(!scratch_has("0.partial") && !scratch_has("7.partial"));
}

Test(output, that_are_too_many_are_refused)
{
    int number = MOST_AT_ONCE + 1;
    expect_failure(run_action(open_several_and_fail, &number), 128 + SIGABRT,
                   "more than 8 files at once", NULL);
}

Test(output, may_be_many_one_after_the_other)
{
    for (int i = 0; i <= MOST_AT_ONCE; i++) {
        Output o = output_open(in_scratch("log").text);
        output_close(&o);
    }
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
    Result r = run_action(action, path.text);
    expect_failure_of(path.text, r, "cannot be written: File too large");
    expect_failure(r, 1, "free some space", NULL);
    cr_assert(scratch_holds("log", "old") && !scratch_has("log.partial"));
}

static void write_a_little_more(void *path)
{
    Output o = write_bytes(path, DISK_LEFT + 1); // which the stream holds back
    output_close(&o);
}

Test(output, report_a_full_disk_when_closed)
{
    expect_full_disk(write_a_little_more);
}

static void write_much(void *path)
{
    Output o = write_bytes(path, 100 * DISK_LEFT);
    remove("no such file"); // changes errno
    output_close(&o);
}

Test(output, report_a_disk_that_was_full_earlier)
{
    expect_full_disk(write_much);
}

static void write_much_byte_by_byte(void *path)
{
    fill_disk();
    Output o = output_open(path);
    setvbuf(o.stream, NULL, _IONBF, 0); // nothing is left to be written later
    for (int i = 0; i <= DISK_LEFT; i++)
        fputc('x', o.stream);
    output_close(&o);
}

Test(output, report_a_disk_that_was_full_when_nothing_is_held_back)
{
    expect_full_disk(write_much_byte_by_byte);
}

static void write_much_and_free_space(void *path)
{
    Output o = write_bytes(path, 100 * DISK_LEFT);
    empty_disk();
    errno = 0;
    output_close(&o);
}

// What was lost is lost, though the disk has space again.
Test(output, report_a_disk_that_was_full_for_a_while)
{
    Path path = in_scratch("log");
    expect_failure_of(path.text,
                      run_action(write_much_and_free_space, path.text),
                      "cannot be written: Input/output error");
}

#if defined O_PATH
// Puts in place of the file what can be closed but not brought to the disk.
static void lose_the_disk(void *path)
{
    Output o = output_open(path);
    fputs("text", o.stream);
    fflush(o.stream);
    dup2(open("/", O_PATH), fileno(o.stream));
    output_close(&o);
}

Test(output, report_that_they_did_not_reach_the_disk)
{
    Path path = in_scratch("log");
    expect_failure_of(path.text, run_action(lose_the_disk, path.text),
                      "cannot be written: Bad file descriptor");
    cr_assert(!scratch_has("log"));
}
#endif

static void keep_part(void *path)
{
    Output o = write_bytes(path, DISK_LEFT + 1);
    output_keep_partial(&o);
}

Test(output, report_a_full_disk_when_kept_partial)
{
    expect_full_disk(keep_part);
}

Test(output, write_to_a_device_directly)
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
Test(output, go_on_where_standard_output_is)
{
    Result r = run_action(print_and_write, "/dev/stdout");
    expect_success(r);
    cr_assert_str_eq(r.out, "before, text, after");
    cr_assert(access("/dev/stdout.partial", F_OK) != 0);
}

Test(output, go_on_where_standard_error_is)
{
    Result r = run_action(open_and_close, "/dev/stderr");
    cr_assert(r.status == 0);
    cr_assert_str_eq(r.err, "text");
}

static void print_into(void *path)
{
    stdout = freopen(path, "w", stdout);
    print_and_write(path);
}

Test(output, that_are_standard_output_stay_it)
{
    expect_success(run_action(print_into, in_scratch("log").text));
    cr_assert(scratch_holds("log", "before, text, after"));
}

// Where a name under /dev is no device, it is a file like others.
Test(output, lie_beside_their_place_under_dev)
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

Test(output, write_to_a_pipe_directly)
{
    Path pipe = in_scratch("pipe");
    mkfifo(pipe.text, 0600);
    int reader = open(pipe.text, O_RDONLY | O_NONBLOCK); // waits for nobody
    open_and_close(pipe.text);
    char text[5] = "";
    cr_assert(read(reader, text, 5) == 4 && strcmp(text, "text") == 0);
    close(reader);
    cr_assert(!scratch_has("pipe.partial"));
}

static void link_to(const char *target, const char *name)
{
    cr_assert(symlink(target, in_scratch(name).text) == 0);
}

Test(output, that_are_links_write_what_they_lead_to)
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

Test(output, refuse_a_link_that_leads_nowhere)
{
    link_to("nowhere", "log");
    Path path = in_scratch("log");
    expect_failure_of(path.text, run_action(open_and_close, path.text),
                      "is a link that leads nowhere: No such file");
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
    char text[600];
    snprintf(text, sizeof text, "error: --log %s and --model %s: one would",
             in_scratch(log).text, in_scratch(model).text);
    expect_failure(apart(log, model), 2, text, "overwrite the other", NULL);
}

Test(output, that_would_overwrite_each_other_are_refused)
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

Test(output, of_their_own_are_not_refused)
{
    scratch_write("old", "", 0);
    mkdir(in_scratch("far").text, 0700);
    scratch_write("other", "", 0);
    expect_success(apart("old", "other"));
    expect_success(apart("old", "new"));
    expect_success(apart("new", "newer"));
    expect_success(apart("new", "far/new"));
    expect_success(apart("none/new", "nowhere/new"));
    const char *devices[] = {"/dev/null", "/dev/null"};
    expect_success(run_action(expect_apart, devices));
}

#if defined __GLIBC__ && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 33)
// Memory in use after two hundred files more were written and compared.
static size_t memory_after_many_files(void)
{
    Path log = in_scratch("new"), model = in_scratch("no/new"); // one name
    for (int i = 0; i < 200; i++) {
        open_and_close("/dev/null");
        output_expect_apart("log", log.text, "model", model.text);
    }
    return mallinfo2().uordblks;
}

Test(output, give_their_memory_back)
{
    memory_after_many_files(); // what the C library keeps for itself
    size_t before = memory_after_many_files();
    size_t after = memory_after_many_files();
    cr_assert(after == before, "%zu bytes more", after - before);
}
#endif

// Prints so many bytes to a disk with DISK_LEFT bytes left.
static void print_bytes(void *count)
{
    fill_disk();
    check_output_at_exit();
    for (int i = 0; i < *(int *)count; i++)
        putchar('x');
}

Test(check_output_at_exit, is_content_where_all_was_written)
{
    expect_success(run_action(print_bytes, (int[]){DISK_LEFT}));
}

Test(check_output_at_exit, says_that_the_disk_is_full)
{
    expect_failure(run_action(print_bytes, (int[]){DISK_LEFT + 1}), 1,
                   "standard output cannot be written: File too large", NULL);
}

// At the end there is nothing left to write, and nothing to fail.
static void print_and_flush(void *count)
{
    print_bytes(count);
    fflush(stdout);
}

Test(check_output_at_exit, says_that_the_disk_was_full_earlier)
{
    expect_failure(run_action(print_and_flush, (int[]){DISK_LEFT + 1}), 1,
                   "standard output cannot be written", NULL);
}
