#define _XOPEN_SOURCE 700 // fsync, fileno, realpath
#include "common/files/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/ground/fail.h"
#include "common/ground/memory.h"

// The .partial files that are being written. They are removed when the program
// ends before they are complete: it failed, and they are worth nothing.
enum { MAX_OUTPUTS = 8 };
static const char *unfinished[MAX_OUTPUTS];

static void remove_unfinished(void)
{
    for (int i = 0; i < MAX_OUTPUTS; i++)
        if (unfinished[i] != NULL)
            remove(unfinished[i]);
}

// Puts `now` where `before` is in the list; NULL is a free place.
static void replace_unfinished(const char *before, const char *now)
{
    int i = 0;
    while (i < MAX_OUTPUTS && unfinished[i] != before)
        i++;
    if (i == MAX_OUTPUTS)
        fail_bug("output_open: more than %d files at once", MAX_OUTPUTS);
    unfinished[i] = now;
}

static char *joined(const char *start, const char *end)
{
    size_t size = strlen(start) + strlen(end) + 1;
    char *text = allocate(size);
    snprintf(text, size, "%s%s", start, end);
    return text;
}

static bool same_inode(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

static int standard_stream(const struct stat *file)
{
    struct stat open;
    for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++)
        if (fstat(fd, &open) == 0 && same_inode(file, &open))
            return fd;
    return -1;
}

// The file that a link leads to, or the path as it is.
static char *follow_link(const char *path)
{
    struct stat status;
    if (lstat(path, &status) != 0 || !S_ISLNK(status.st_mode))
        return joined(path, "");
    char *real = realpath(path, NULL);
    if (real == NULL)
        fail("%s: is a link that leads nowhere: %s; choose another place", path,
             strerror(errno));
    return real;
}

// All of an output but its stream. What is written directly is known by what it
// is: /dev/shm has regular files, and /dev/stdout may be one, too, that must
// not be replaced.
static Output find_place(const char *path)
{
    struct stat status;
    bool is_there = stat(path, &status) == 0;
    Output o = {.standard = is_there ? standard_stream(&status) : -1};
    o.direct = o.standard != -1 || (is_there && !S_ISREG(status.st_mode));
    o.path = o.direct ? joined(path, "") : follow_link(path);
    o.partial = joined(o.path, o.direct ? "" : ".partial");
    return o;
}

static void free_place(Output *o)
{
    free(o->path);
    free(o->partial);
    *o = (Output){.standard = -1};
}

Output output_open(const char *path)
{
    static bool is_first = true;
    if (is_first)
        atexit(remove_unfinished);
    is_first = false;

    Output o = find_place(path);
    o.stream = o.standard != -1 ? fdopen(dup(o.standard), "wb")
                                : fopen(o.partial, "wb");
    if (o.stream == NULL)
        fail("%s: cannot be written: %s; choose another place", o.partial,
             strerror(errno));
    if (!o.direct)
        replace_unfinished(NULL, o.partial);
    return o;
}

static const char *last_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static bool find_directory(const char *path, struct stat *status)
{
    char *directory = joined(path, ".");
    strcpy(directory + (last_name(path) - path), ".");
    bool is_there = stat(directory, status) == 0;
    free(directory);
    return is_there;
}

// Whether two paths lead to one file, or will once it is there.
static bool is_same(const char *a, const char *b)
{
    struct stat at_a, at_b;
    bool has_a = stat(a, &at_a) == 0, has_b = stat(b, &at_b) == 0;
    if (!has_a && !has_b && strcmp(last_name(a), last_name(b)) == 0) {
        has_a = find_directory(a, &at_a);
        has_b = find_directory(b, &at_b);
    }
    return has_a && has_b && same_inode(&at_a, &at_b);
}

void output_expect_apart(const char *option, const char *path,
                         const char *other_option, const char *other)
{
    Output a = find_place(path), b = find_place(other);
    bool clash = !a.direct && !b.direct &&
                 (is_same(a.path, b.path) || is_same(a.path, b.partial) ||
                  is_same(a.partial, b.path));
    free_place(&a);
    free_place(&b);
    if (clash)
        fail_usage("--%s %s and --%s %s: one would overwrite the other", option,
                   path, other_option, other);
}

// Ends the writing; returns 0, or the errno of what went wrong.
static int close_stream(FILE *stream)
{
    int reason = 0;
    if (ferror(stream)) {
        errno = EIO; // errno has changed since: another try says why
        fputc('\n', stream);
        fflush(stream);
        reason = errno;
    } else if (fflush(stream) != 0) {
        reason = errno;
    } else if (fsync(fileno(stream)) != 0) {
        // A pipe or a terminal has no disk to wait for and says so.
        bool no_disk = errno == EINVAL || errno == ENOTSUP || errno == EROFS;
        reason = no_disk ? 0 : errno;
    }
    if (fclose(stream) != 0 && reason == 0)
        reason = errno;
    return reason;
}

// Ends the writing; fails when anything went wrong.
static void finish(Output *o)
{
    int reason = close_stream(o->stream);
    if (reason != 0)
        fail("%s: cannot be written: %s; free some space or choose another "
             "place",
             o->path, strerror(reason));
}

static void forget(Output *o)
{
    if (!o->direct)
        replace_unfinished(o->partial, NULL);
    free_place(o);
}

void output_keep_partial(Output *o)
{
    finish(o);
    forget(o);
}

void output_close(Output *o)
{
    finish(o);
    if (!o->direct && rename(o->partial, o->path) != 0)
        fail("%s: cannot be written: %s; choose another place", o->path,
             strerror(errno));
    forget(o);
}

static void check_output(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return;
    fprintf(stderr,
            "error: standard output cannot be written: %s; free some space or "
            "send it elsewhere\n",
            strerror(errno));
    _exit(1); // exit is under way already
}

void check_output_at_exit(void)
{
    atexit(check_output);
}
