#define _DEFAULT_SOURCE // flock, symlink
#include "common/files/run_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/files/output.h"
#include "common/ground/fail.h"
#include "common/ground/memory.h"

static char *file_in(const char *folder, const char *name)
{
    size_t size = strlen(folder) + strlen(name) + sizeof "/";
    char *path = allocate(size);
    snprintf(path, size, "%s/%s", folder, name);
    return path;
}

static _Noreturn void fail_to_make(const char *path)
{
    fail("%s: cannot be made: %s; choose another place", path, strerror(errno));
}

// Makes a folder and those that it lies in, as far as they are missing. Returns
// whether the folder itself was.
static bool make_folders(const char *path)
{
    bool is_new = false;
    char *part = file_in(path, "");
    for (char *c = part + 1; *c != '\0'; c++) {
        if (*c != '/')
            continue;
        *c = '\0';
        is_new = mkdir(part, 0777) == 0;
        if (!is_new && errno != EEXIST)
            fail_to_make(part);
        *c = '/';
    }
    free(part);
    return is_new;
}

// `create` is O_CREAT or 0: each folder of a run has its lock from the beginning.
static int lock(const char *folder, int create)
{
    char *path = file_in(folder, "lock");
    int fd = open(path, O_RDWR | create | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd == -1)
        fail("%s: cannot be opened: %s; name the folder of a run, such as "
             "build/train/latest",
             path, strerror(errno));
    if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            fail("%s: another program works there; wait until it is done",
                 folder);
        fail("%s: cannot be locked: %s; choose a folder of this machine", path,
             strerror(errno));
    }
    free(path);
    return fd;
}

// A folder that is new and not in use yet, or NULL; what it holds, opened while there
// is memory for it; and whether what it lies in is new, too.
static char *unused;
static DIR *unused_entries;
static bool parent_is_new;

// A first checkpoint that is in its place stays, though what followed it failed.
// Without one nobody can go on, so the rest goes: it is of this program.
static void remove_unused(void)
{
    if (unused == NULL)
        return;
    if (unused_entries != NULL) {
        int folder = dirfd(unused_entries);
        if (faccessat(folder, RUN_CHECKPOINT, F_OK, 0) == 0)
            return;
        struct dirent *entry;
        while ((entry = readdir(unused_entries)) != NULL)
            unlinkat(folder, entry->d_name, 0); // it refuses . and ..
    }
    rmdir(unused);
    *strrchr(unused, '/') = '\0';
    if (parent_is_new)
        rmdir(unused);
}

RunFolder run_folder_new(const char *parent, const char *name)
{
    parent_is_new = make_folders(parent);
    char *path = file_in(parent, name);
    size_t size = strlen(path) + 12;
    char *numbered = allocate(size);
    snprintf(numbered, size, "%s", path);
    for (int i = 2; mkdir(numbered, 0777) != 0; i++) {
        if (errno != EEXIST)
            fail_to_make(numbered);
        snprintf(numbered, size, "%s.%d", path, i);
    }
    free(path);
    unused = numbered;
    atexit(remove_unused);
    unused_entries = opendir(numbered);
    if (unused_entries == NULL)
        fail_to_make(numbered);
    return (RunFolder){numbered, lock(numbered, O_CREAT)};
}

// Replaces the link, so that at any moment it leads to a run.
void run_folder_used(const RunFolder *folder)
{
    if (unused != NULL) // it is new
        closedir(unused_entries);
    unused = NULL;
    const char *name = strrchr(folder->path, '/') + 1;
    size_t size = strlen(folder->path) + sizeof "latest.partial." + 20;
    char *latest = allocate(size), *link = allocate(size);
    snprintf(latest, size, "%.*slatest", (int)(name - folder->path),
             folder->path);
    snprintf(link, size, "%s.partial.%ld", latest, (long)getpid());
    if (symlink(name, link) != 0 || rename(link, latest) != 0) {
        int reason = errno;
        unlink(link);
        errno = reason;
        fail_to_make(latest);
    }
    free(link);
    free(latest);
}

// Files whose writer was killed: nobody else writes here while we hold the lock.
static void remove_incomplete(const char *path)
{
    DIR *folder = opendir(path);
    if (folder == NULL)
        fail("%s: cannot be read: %s; choose another run", path,
             strerror(errno));
    struct dirent *entry;
    while ((entry = readdir(folder)) != NULL)
        if (strstr(entry->d_name, ".partial.") != NULL)
            unlinkat(dirfd(folder), entry->d_name, 0);
    closedir(folder);
}

RunFolder run_folder_again(const char *path)
{
    struct stat status;
    char *real = realpath(path, NULL);
    if (real == NULL || stat(real, &status) != 0)
        fail("%s: cannot be opened: %s; name the folder of a run, such as "
             "build/train/latest",
             path, strerror(errno));
    if (!S_ISDIR(status.st_mode))
        fail("%s: is no folder of a run; name one, such as build/train/latest",
             path);
    RunFolder folder = {real, lock(path, 0)};
    remove_incomplete(path);
    return folder;
}

char *run_folder_file(const RunFolder *folder, const char *name)
{
    return file_in(folder->path, name);
}

void run_folder_close(RunFolder *folder)
{
    close(folder->lock);
    if (unused != folder->path)
        free(folder->path);
    *folder = (RunFolder){NULL, -1};
}
