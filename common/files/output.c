#define _XOPEN_SOURCE 700 // fsync, fdopen, realpath, O_NOFOLLOW, sigaction
#include "common/files/output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/ground/fail.h"
#include "common/ground/memory.h"

// The files that this program reads or is writing, by their places. A partial
// file that is still here when the program ends is not in its place: the program
// failed, and it is worth nothing.
enum { MAX_FILES = 32 };

typedef struct {
    char *path;    // NULL: a free line
    char *partial; // NULL: there is none, or it is to be kept
    bool written;
} InUse;

static InUse in_use[MAX_FILES];

// How many threads are between a file and its line in the list, where one is without
// the other; and whether the program is about to end, so that none may begin to.
static atomic_int changing;
static atomic_bool ending;

static void remove_incomplete(void)
{
    ending = true;
    while (changing > 0)
        ; // another thread's: this one's hold the signals and do not fail
    for (int i = 0; i < MAX_FILES; i++)
        if (in_use[i].partial != NULL)
            unlink(in_use[i].partial);
}

void output_end_by(int signal_number)
{
    remove_incomplete(); // by unlink, which a handler may call
    signal(signal_number, SIG_DFL);
    raise(signal_number); // comes when the handler has returned
}

enum { SIGNALS = 4 };
static const int signals[SIGNALS] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};

// Whatever ends the program, what is incomplete goes: but for SIGKILL, and signals
// that the program has plans for.
static void remove_at_end(void)
{
    const struct sigaction action = {.sa_handler = output_end_by};
    atexit(remove_incomplete);
    for (int i = 0; i < SIGNALS; i++) {
        struct sigaction before;
        if (sigaction(signals[i], NULL, &before) == 0 &&
            before.sa_handler == SIG_DFL)
            sigaction(signals[i], &action, NULL);
    }
}

// The line of a path, which is one of those that were given; NULL is a free one.
static InUse *line_of(const char *path)
{
    for (int i = 0; i < MAX_FILES; i++)
        if (in_use[i].path == path)
            return &in_use[i];
    fail_bug("output: more than %d files at once", MAX_FILES);
}

static char *joined(const char *start, const char *end)
{
    size_t size = strlen(start) + strlen(end) + sizeof "";
    char *text = allocate(size);
    snprintf(text, size, "%s%s", start, end);
    return text;
}

static const char *last_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

// The folder that a path is in. The caller frees it.
static char *folder_of(const char *path)
{
    char *folder = joined(path, ".");
    strcpy(folder + (last_name(path) - path), ".");
    return folder;
}

static bool same_inode(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

static bool stat_folder(const char *path, struct stat *status)
{
    char *folder = folder_of(path);
    bool is_there = stat(folder, status) == 0;
    free(folder);
    return is_there;
}

// Whether two paths lead to one file, or will once it is there. Names alone do
// not tell: ./log, log and a link to it are one.
static bool is_same(const char *a, const char *b)
{
    struct stat at_a, at_b;
    bool has_a = stat(a, &at_a) == 0, has_b = stat(b, &at_b) == 0;
    if (!has_a && !has_b && strcmp(last_name(a), last_name(b)) == 0) {
        has_a = stat_folder(a, &at_a);
        has_b = stat_folder(b, &at_b);
    }
    return has_a && has_b && same_inode(&at_a, &at_b);
}

void output_keep_apart(const char *path)
{
    for (int i = 0; i < MAX_FILES; i++)
        if (in_use[i].path != NULL && strcmp(in_use[i].path, path) == 0)
            return;
    *line_of(NULL) = (InUse){.path = joined(path, "")};
}

static void expect_unused(const char *path)
{
    for (int i = 0; i < MAX_FILES; i++)
        if (in_use[i].path != NULL && is_same(in_use[i].path, path))
            fail_usage("%s: this run also %s it, as %s; choose another place "
                       "for one of the two",
                       path, in_use[i].written ? "writes" : "reads",
                       in_use[i].path);
}

// The descriptor of the standard stream that goes to this file, or -1.
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

static Output open_directly(const char *path, int standard)
{
    int fd = standard != -1 ? dup(standard) : open(path, O_WRONLY | O_CLOEXEC);
    return (Output){fd != -1 ? fdopen(fd, "wb") : NULL, joined(path, ""), NULL};
}

// Files and their lines are changed between these two. A signal waits meanwhile, and
// whatever else ends the program, in another thread.
static void begin_change(sigset_t *before)
{
    sigset_t ending_signals;
    sigemptyset(&ending_signals);
    for (int i = 0; i < SIGNALS; i++)
        sigaddset(&ending_signals, signals[i]);
    sigprocmask(SIG_BLOCK, &ending_signals, before);
    changing++;
    if (!ending)
        return;
    changing--;
    for (;;)
        sleep(1); // the program ends
}

// Leaves errno as it is.
static void end_change(const sigset_t *before)
{
    int reason = errno;
    changing--;
    sigprocmask(SIG_SETMASK, before, NULL);
    errno = reason;
}

static int create(const Output *o, mode_t mode)
{
    sigset_t before;
    begin_change(&before);
    int fd = open(o->partial,
                  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
    if (fd != -1)
        *line_of(NULL) = (InUse){o->path, o->partial, true};
    end_change(&before);
    return fd;
}

// Opens a new file beside `path`, with an old one's mode.
static Output open_beside(const char *path, const struct stat *old)
{
    enum { TRIES = 1000 };
    Output o = {.path = follow_link(path)};
    mode_t mode = old != NULL ? old->st_mode & 0777 : 0666;
    int fd = -1;
    for (int i = 0; i < TRIES && fd == -1 && (i == 0 || errno == EEXIST); i++) {
        char end[64];
        snprintf(end, sizeof end, ".partial.%ld.%d", (long)getpid(), i);
        free(o.partial);
        o.partial = joined(o.path, end);
        fd = create(&o, mode);
    }
    if (fd == -1)
        return o;
    if (old == NULL || fchmod(fd, mode) == 0) // the umask took part of it
        o.stream = fdopen(fd, "wb");
    return o;
}

static void expect_writable(const char *path, mode_t mode)
{
    errno = EACCES;
    if ((mode & 0222) != 0 && access(path, W_OK) == 0)
        return;
    if (errno == EACCES)
        fail("%s: is there and may not be written; choose another place, or "
             "allow it by: chmod u+w",
             path);
    fail("%s: cannot be written: %s; choose another place", path,
         strerror(errno));
}

Output output_open(const char *path)
{
    static bool is_first = true;
    if (is_first)
        remove_at_end();
    is_first = false;

    struct stat old;
    bool is_there = stat(path, &old) == 0;
    int standard = is_there ? standard_stream(&old) : -1;
    bool is_direct = standard != -1 || (is_there && !S_ISREG(old.st_mode));
    if (!is_direct)
        expect_unused(path);
    if (!is_direct && is_there)
        expect_writable(path, old.st_mode);
    Output o = is_direct ? open_directly(path, standard)
                         : open_beside(path, is_there ? &old : NULL);
    if (o.stream == NULL)
        fail("%s: cannot be written: %s; choose another place", path,
             strerror(errno));
    return o;
}

// Waits until a file or folder is on the disk. What has no disk to wait for, such
// as a pipe or a terminal, says so.
static int synchronize(int fd)
{
    int status;
    do
        status = fsync(fd);
    while (status != 0 && errno == EINTR);
    bool no_disk = errno == EINVAL || errno == ENOTSUP || errno == EROFS;
    return status == 0 || no_disk ? 0 : errno;
}

int output_flush(FILE *stream)
{
    if (!ferror(stream))
        return fflush(stream) == 0 ? 0 : errno;
    errno = EIO; // errno has changed since: another try says why
    fputc('\n', stream);
    fflush(stream);
    return errno;
}

// Ends the writing; returns 0, or the errno of what went wrong.
static int close_stream(FILE *stream)
{
    int reason = output_flush(stream);
    if (reason == 0)
        reason = synchronize(fileno(stream));
    if (fclose(stream) != 0 && reason == 0)
        reason = errno;
    return reason;
}

void output_complete(Output *o)
{
    int reason = close_stream(o->stream);
    o->stream = NULL;
    if (reason != 0)
        fail("%s: cannot be written: %s; free some space or choose another "
             "place",
             o->path, strerror(reason));
}

// Brings the folder of a path to the disk; returns 0, or the errno of what went
// wrong.
static int synchronize_folder(const char *path)
{
    char *name = folder_of(path);
    int folder = open(name, O_RDONLY | O_CLOEXEC);
    free(name);
    if (folder == -1)
        return errno == EACCES ? 0 : errno; // it may be written and not read
    int reason = synchronize(folder);
    close(folder);
    return reason;
}

static void put_in_place(const Output *o)
{
    sigset_t before;
    begin_change(&before);
    bool is_there = rename(o->partial, o->path) == 0;
    *line_of(o->path) = (InUse){0}; // else the partial file is to be kept
    end_change(&before);
    if (!is_there)
        fail("%s: cannot be put in place: %s; it is whole, in %s", o->path,
             strerror(errno), o->partial);
    int reason = synchronize_folder(o->path);
    if (reason != 0)
        fail("%s: is in place, but its folder cannot be brought to the disk: "
             "%s; see whether the disk is sound",
             o->path, strerror(reason));
}

void output_close(Output *o)
{
    if (o->stream != NULL)
        output_complete(o);
    if (o->partial != NULL)
        put_in_place(o);
    free(o->path);
    free(o->partial);
    *o = (Output){0};
}
