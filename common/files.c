#define _POSIX_C_SOURCE 200809L // fsync, fileno
#include "common/files.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/fail.h"

// /dev/stdout may be a file, but it must not be replaced by another.
static bool is_device(const char *path)
{
    struct stat status;
    if (strncmp(path, "/dev/", 5) == 0 || strncmp(path, "/proc/", 6) == 0)
        return true;
    return stat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

// The .partial files that are being written. They are removed when the program
// ends before they are complete: it failed, and they are worth nothing.
enum { MOST = 8 };
static const char *unfinished[MOST];

static void remove_unfinished(void)
{
    for (int i = 0; i < MOST; i++)
        if (unfinished[i] != NULL)
            remove(unfinished[i]);
}

// Puts `now` where `before` is in the list; NULL is a free place.
static void replace_unfinished(const char *before, const char *now)
{
    int i = 0;
    while (i < MOST && unfinished[i] != before)
        i++;
    if (i == MOST)
        fail_bug("output_open: more than %d files at once", MOST);
    unfinished[i] = now;
}

Output output_open(const char *path)
{
    static bool is_first = true;
    if (is_first)
        atexit(remove_unfinished);
    is_first = false;

    const char *ending = is_device(path) ? "" : ".partial";
    size_t length = strlen(path);
    Output o = {NULL, allocate(length + 1),
                allocate(length + strlen(ending) + 1)};
    strcpy(o.path, path);
    strcpy(o.partial, path);
    strcat(o.partial, ending);
    o.stream = fopen(o.partial, "wb");
    if (o.stream == NULL)
        fail("%s: cannot be written: %s; choose another place", o.partial,
             strerror(errno));
    if (!is_device(path))
        replace_unfinished(NULL, o.partial);
    return o;
}

// Ends the writing; returns 0, or the errno of what went wrong.
static int close_stream(FILE *stream)
{
    int reason = 0;
    if (ferror(stream)) {
        errno = EIO; // errno has changed since: another try says why
        fputc(0, stream);
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
    if (!is_device(o->partial))
        replace_unfinished(o->partial, NULL);
    free(o->path);
    free(o->partial);
    *o = (Output){NULL, NULL, NULL};
}

void output_keep_partial(Output *o)
{
    finish(o);
    forget(o);
}

void output_close(Output *o)
{
    finish(o);
    if (strcmp(o->partial, o->path) != 0 && rename(o->partial, o->path) != 0)
        fail("%s: cannot be written: %s; choose another place", o->path,
             strerror(errno));
    forget(o);
}
