// common/files/output.c: files are either complete or not there.
#define _GNU_SOURCE // mkfifo, symlink; O_PATH
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
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
    fputs("all of it", o.stream);
    output_close(&o);
    cr_assert(scratch_holds("log", "all of it"));
    cr_assert_str_eq(scratch_names().text, "log");
    cr_assert(o.stream == NULL && o.path == NULL && o.partial == NULL);
}

// Whether the file is still beside its place and holds this text.
static bool lies_beside(const Output *o, const char *text)
{
    char name[300];
    size_t length = strlen(o->path);
    cr_assert(strncmp(o->partial, o->path, length) == 0);
    cr_assert(strncmp(o->partial + length, ".partial.", 9) == 0);
    snprintf(name, sizeof name, "%s", o->partial + strlen(in_scratch("").text));
    return scratch_holds(name, text);
}

Test(output, lie_beside_their_place_until_closed)
{
    Output o = output_open(in_scratch("log").text);
    fputs("half", o.stream);
    fflush(o.stream);
    cr_assert(!scratch_has("log"));
    cr_assert(lies_beside(&o, "half"));
    output_close(&o);
}

Test(output, leave_the_old_file_whole_until_closed)
{
    scratch_write("log", "old", 3);
    Path path = in_scratch("./log");
    Output o = output_open(path.text);
    cr_assert(strcmp(o.path, path.text) == 0, "it is called %s", o.path);
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

// The caller looks at it, and closes it or goes on without it.
Test(output, that_are_complete_wait_beside_their_place)
{
    Output o = output_open(scratch_write("log", "old", 3).text);
    fputs("new", o.stream);
    output_complete(&o);
    cr_assert(o.stream == NULL);
    cr_assert(scratch_holds("log", "old") && lies_beside(&o, "new"));
    output_close(&o);
    cr_assert(scratch_holds("log", "new"));
}

static void leave_two_and_fail(void *path)
{
    Output complete = output_open(in_scratch("complete").text);
    output_complete(&complete);
    Output o = output_open(path);
    fputs("worth nothing", o.stream);
    fail("something else went wrong");
}

Test(output, that_are_not_in_place_go_with_the_program_that_fails)
{
    Path path = scratch_write("log", "old", 3);
    expect_failure(run_action(leave_two_and_fail, path.text), 1, "else", NULL);
    cr_assert(scratch_holds("log", "old"));
    cr_assert_str_eq(scratch_names().text, "log");
}

static void open_and_raise(void *signal_number)
{
    output_open(in_scratch("log").text);
    raise(*(int *)signal_number);
}

Test(output, go_with_the_program_that_a_signal_ends)
{
    static int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
    for (int i = 0; i < 4; i++) {
        Result r = run_action(open_and_raise, &signals[i]);
        cr_assert(r.status == 128 + signals[i], "status %d", r.status);
        cr_assert_str_eq(scratch_names().text, "");
    }
}

static void ignore_and_raise(void *signal_number)
{
    signal(*(int *)signal_number, SIG_IGN);
    open_and_raise(signal_number);
}

Test(output, leave_signals_that_are_ignored_alone)
{
    expect_success(run_action(ignore_and_raise, (int[]){SIGTERM}));
}

static void open_and_close(void *path)
{
    Output o = output_open(path);
    fputs("text", o.stream);
    errno = EINTR; // of something earlier
    output_close(&o);
}

Test(output, refuse_a_missing_directory)
{
    Path path = in_scratch("no/log");
    expect_failure_of(path.text, run_action(open_and_close, path.text),
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
    fputs("text", o.stream);
    mkdir(path, 0700);
    output_close(&o);
}

Test(output, that_cannot_be_put_in_place_are_kept_and_named)
{
    Path path = in_scratch("log");
    Result r = run_action(lose_the_place, path.text);
    expect_failure_of(path.text, r, "cannot be put in place: Is a directory");
    const char *place = strstr(r.err, "it is whole, in ");
    cr_assert(place != NULL);
    place += strlen("it is whole, in ") + strlen(in_scratch("").text);
    char kept[100];
    snprintf(kept, sizeof kept, "%.*s", (int)strcspn(place, "\n"), place);
    cr_assert(scratch_holds(kept, "text"));
}

// As many as may be written at once.
enum { MOST_AT_ONCE = 32 };

static void open_several_and_fail(void *number)
{
    for (int i = 0; i < *(int *)number; i++)
        output_open(in_scratch((const char[]){'A' + (char)i, '\0'}).text);
    fail("%d are open", *(int *)number);
}

Test(output, that_are_many_are_removed_when_the_program_fails)
{
    int number = MOST_AT_ONCE;
    expect_failure(run_action(open_several_and_fail, &number), 1, "32 are open",
                   NULL);
    cr_assert_str_eq(scratch_names().text, "");
}

Test(output, that_are_too_many_are_refused)
{
    int number = MOST_AT_ONCE + 1;
    expect_failure(run_action(open_several_and_fail, &number), 128 + SIGABRT,
                   "more than 32 files at once", NULL);
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
    cr_assert(scratch_holds("log", "old"));
    cr_assert_str_eq(scratch_names().text, "log");
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

Test(output, write_to_a_device_directly)
{
    struct stat status;
    open_and_close("/dev/null");
    cr_assert(stat("/dev/null", &status) == 0 && S_ISCHR(status.st_mode));
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
    chmod(path, 0400); // which says nothing of a descriptor that is there
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
    char path[64];
    snprintf(path, sizeof path, "/dev/shm/digits-test-%d", (int)getpid());
    if (access("/dev/shm", W_OK) != 0)
        cr_skip_test("there is no /dev/shm here");
    Output o = output_open(path);
    cr_assert(access(path, F_OK) != 0 && access(o.partial, F_OK) == 0);
    output_close(&o);
    cr_assert(access(path, F_OK) == 0);
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
    cr_assert_str_eq(scratch_names().text, "pipe");
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
    cr_assert(strncmp(o.partial, in_scratch("").text, 5) == 0);
    cr_assert(strstr(o.partial, "/far/log.partial.") != NULL);
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

// Opens the second file for writing while the first is read or, where the word
// is "writes", written.
static void open_while_in_use(void *names)
{
    const char *const *name = names;
    if (strcmp(name[2], "writes") == 0)
        output_open(name[0]);
    else
        output_keep_apart(name[0]);
    open_and_close((void *)(size_t)name[1]);
}

static Result open_beside(const char *in_use, const char *path, const char *how)
{
    const char *names[] = {in_use, path, how};
    return run_action(open_while_in_use, names);
}

static void expect_clash(const char *in_use, const char *name)
{
    Path first = in_scratch(in_use), second = in_scratch(name);
    expect_failure(open_beside(first.text, second.text, "writes"), 2,
                   second.text, "also writes it, as", NULL);
    expect_failure(open_beside(first.text, second.text, "reads"), 2,
                   second.text, "also reads it, as", first.text, NULL);
}

Test(output, of_a_file_that_is_in_use_are_refused)
{
    scratch_write("old", "kept", 4);
    mkdir(in_scratch("far").text, 0700);
    link_to("old", "link");
    link_to("far", "near");
    cr_assert(link(in_scratch("old").text, in_scratch("hard").text) == 0);
    expect_clash("old", "./old");
    expect_clash("new", "./new");
    expect_clash("far/new", "near/new");
    expect_clash("link", "old");
    expect_clash("hard", "old");
    cr_assert(scratch_holds("old", "kept"));
    cr_assert_str_eq(scratch_names().text, "far hard link near old");
}

Test(output, of_their_own_are_not_refused)
{
    scratch_write("old", "", 0);
    mkdir(in_scratch("far").text, 0700);
    scratch_write("other", "", 0);
    static const char *const pairs[][2] = {
        {"old", "other"}, {"old", "new"},     {"new", "old"},
        {"new", "newer"}, {"new", "far/new"}, {"far/new", "new"}};
    for (int i = 0; i < 6; i++) {
        Path first = in_scratch(pairs[i][0]), second = in_scratch(pairs[i][1]);
        expect_success(open_beside(first.text, second.text, "writes"));
        expect_success(open_beside(first.text, second.text, "reads"));
    }
    expect_success(open_beside("/dev/null", "/dev/null", "writes"));
    expect_success(
        open_beside("/nowhere/old", in_scratch("old").text, "reads"));
}

static void read_often(void *path)
{
    for (int i = 0; i <= MOST_AT_ONCE; i++)
        output_keep_apart(path);
    output_keep_apart(in_scratch("another").text);
    open_and_close(in_scratch("another").text);
}

Test(output, may_be_refused_because_of_a_file_that_is_read_often)
{
    expect_failure(run_action(read_often, in_scratch("file").text), 2,
                   "another: this run also reads it", NULL);
}

Test(output, may_be_written_again_once_closed)
{
    open_and_close(in_scratch("log").text);
    open_and_close(in_scratch("log").text);
    cr_assert(scratch_holds("log", "text"));
}

static mode_t mode_of(const char *name)
{
    struct stat status;
    cr_assert(stat(in_scratch(name).text, &status) == 0);
    return status.st_mode & 07777;
}

Test(output, keep_the_mode_of_the_old_file)
{
    umask(022);
    static const mode_t modes[] = {0600, 0640, 0666, 0755, 0200};
    for (int i = 0; i < 5; i++) {
        Path path = scratch_write("log", "old", 3);
        chmod(path.text, modes[i]);
        open_and_close(path.text);
        cr_assert(mode_of("log") == modes[i], "%o instead of %o",
                  mode_of("log"), modes[i]);
    }
    open_and_close(in_scratch("new").text);
    cr_assert(mode_of("new") == 0644);
}

Test(output, refuse_a_file_that_may_not_be_written)
{
    Path path = scratch_write("log", "old", 3);
    chmod(path.text, 0444);
    expect_failure_of(path.text, run_action(open_and_close, path.text),
                      "may not be written; choose another place");
    cr_assert(scratch_holds("log", "old") && mode_of("log") == 0444);
    cr_assert_str_eq(scratch_names().text, "log");
}

Test(output, leave_other_names_of_the_old_file_its_content)
{
    Path path = scratch_write("log", "old", 3);
    cr_assert(link(path.text, in_scratch("copy").text) == 0);
    open_and_close(path.text);
    cr_assert(scratch_holds("log", "text") && scratch_holds("copy", "old"));
}

// What lies where the new file would be is another's, and may lead elsewhere.
Test(output, do_not_follow_or_replace_what_lies_where_they_would_be)
{
    scratch_write("precious", "kept", 4);
    char name[40];
    snprintf(name, sizeof name, "log.partial.%ld.0", (long)getpid());
    link_to("precious", name);
    open_and_close(in_scratch("log").text);
    cr_assert(scratch_holds("log", "text") && scratch_holds(name, "kept"));
}

// Named by its process.
static void take_names_and_open(void *path)
{
    for (int i = 0; i < 1000; i++) {
        char name[300];
        snprintf(name, sizeof name, "%s.partial.%ld.%d", (const char *)path,
                 (long)getpid(), i);
        if (symlink("nowhere", name) != 0)
            exit(3);
    }
    open_and_close(path);
}

Test(output, give_up_where_a_thousand_names_are_taken)
{
    Path path = in_scratch("log");
    expect_failure_of(path.text, run_action(take_names_and_open, path.text),
                      "cannot be written: File exists");
}

// Root may read it all the same.
Test(output, may_lie_in_a_folder_that_may_not_be_read)
{
    mkdir(in_scratch("far").text, 0300);
    open_and_close(in_scratch("far/log").text);
    chmod(in_scratch("far").text, 0700);
    cr_assert(scratch_holds("far/log", "text"));
}

Test(output, of_two_programs_into_one_place_are_each_whole)
{
    Path path = in_scratch("log");
    Output o = output_open(path.text);
    fputs("mine", o.stream);
    expect_success(run_command("02_relu --picture %s >/dev/null", path.text));
    cr_assert(!scratch_holds("log", "mine") && lies_beside(&o, "mine"));
    output_close(&o);
    cr_assert(scratch_holds("log", "mine"));
    cr_assert_str_eq(scratch_names().text, "log");
}

static void write_two(void *path)
{
    open_and_close("/dev/null");
    open_and_close(path);
    remove(path);
}

// Another file that has the name, and one that is in the way, are looked at.
Test(output, give_their_memory_and_descriptors_back)
{
    char name[40];
    snprintf(name, sizeof name, "log.partial.%ld.0", (long)getpid());
    scratch_write(name, "", 0);
    output_keep_apart(in_scratch("far/log").text);
    int next = dup(STDIN_FILENO);
    close(next);
    expect_memory_back(write_two, in_scratch("log").text);
    int then = dup(STDIN_FILENO);
    cr_assert(then == next, "descriptor %d is taken", next);
}
