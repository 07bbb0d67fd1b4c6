#define _XOPEN_SOURCE 700 // fork, mkdtemp, nftw, scandir
#include "expect.h"

#include <criterion/criterion.h>
#include <criterion/redirect.h>
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#if defined __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

// Criterion talks to its tests through a socket that is called by the number of
// its process. A test that outlives a killed run keeps it, and a process that
// gets the same number later could not start.
__attribute__((constructor)) static void remove_what_a_killed_run_left(void)
{
    char path[64];
    snprintf(path, sizeof path, "/tmp/criterion_%ld.sock", (long)getpid());
    unlink(path);
}

// Under nohup, or behind an & of a script, signals are ignored by whatever begins
// there. Here each does what its test says.
__attribute__((constructor)) static void hear_all_signals(void)
{
    static const int signals[] = {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGPIPE};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        signal(signals[i], SIG_DFL);
}

// ---------------------------------------------------------------- processes

static int in_child;

// The leak checker asks this of the program. In a forked child it only
// complains that it cannot stop the parent.
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
    return in_child;
}

static void read_back(FILE *file, char text[MAX_OUTPUT])
{
    rewind(file);
    text[fread(text, 1, MAX_OUTPUT - 1, file)] = '\0';
    fclose(file);
}

#if defined COVERAGE
// gcc's coverage is written at exit, and abort is none.
void __gcov_dump(void);

static void dump_coverage(int signal_number)
{
    (void)signal_number; // abort goes on when this returns
    __gcov_dump();
}
#endif

// For a process that may end in abort.
static void keep_coverage(void)
{
#if defined COVERAGE
    signal(SIGABRT, dump_coverage);
#endif
}

// An action that aborts ends with the status that a shell would tell: an
// emulator of other processors would add words of its own to a real abort.
static void end_aborted(int signal_number)
{
#if defined COVERAGE
    __gcov_dump();
#endif
    _exit(128 + signal_number);
}

Result run_action(void (*action)(void *context), void *context)
{
    Result r;
    FILE *out = tmpfile(), *err = tmpfile();
    cr_assert(out != NULL && err != NULL, "no place for temporary files");
    fflush(NULL); // or the child would write it once more
    pid_t child = fork();
    if (child == 0) {
        in_child = 1;
        signal(SIGABRT, end_aborted);
        dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
        dup2(fileno(out), STDOUT_FILENO);
        dup2(fileno(err), STDERR_FILENO);
        action(context);
        exit(0);
    }
    int ending = 0;
    cr_assert(child > 0 && waitpid(child, &ending, 0) == child, "no child");
    r.status =
        WIFSIGNALED(ending) ? 128 + WTERMSIG(ending) : WEXITSTATUS(ending);
    read_back(out, r.out);
    read_back(err, r.err);
    return r;
}

// The programs are where the tests were built, unless $BUILD names another
// place. They use one thread each, since tests run side by side: threads that
// wait for each other on a busy machine take minutes.
static void become_shell(void *command)
{
    char path[8192];
    setenv("BUILD", BUILD, 0);
    char *build = realpath(getenv("BUILD"), NULL);
    snprintf(path, sizeof path, "%s:%s", build, getenv("PATH"));
    setenv("PATH", path, 1);
    setenv("OMP_NUM_THREADS", "1", 1);
    execl("/bin/sh", "sh", "-c", (char *)command, (char *)NULL);
    _exit(127);
}

Result run_command(const char *format, ...)
{
    char command[4096];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(command, sizeof command, format, arguments);
    va_end(arguments);
    cr_assert(length < (int)sizeof command, "the command line is too long");
    return run_action(become_shell, command);
}

void expect_failure(Result r, int status, ...)
{
    cr_assert(r.status == status, "status %d instead of %d; it said: %s",
              r.status, status, r.err);
    cr_assert(strncmp(r.err, "error: ", 7) == 0, "no error, but: %s", r.err);
    const char *newline = strchr(r.err, '\n');
    cr_assert(newline != NULL && newline[1] == '\0', "not one line, but: %s",
              r.err);
    va_list texts;
    va_start(texts, status);
    const char *text;
    while ((text = va_arg(texts, const char *)) != NULL)
        cr_assert(strstr(r.err, text) != NULL, "'%s' is not in: %s", text,
                  r.err);
    va_end(texts);
}

void expect_failure_of(const char *path, Result r, const char *reason)
{
    char start[300];
    snprintf(start, sizeof start, "error: %s: ", path);
    expect_failure(r, 1, reason, NULL);
    cr_assert(strncmp(r.err, start, strlen(start)) == 0,
              "it does not begin with '%s': %s", start, r.err);
}

void expect_success(Result r)
{
    cr_assert(r.status == 0 && r.err[0] == '\0', "status %d; it said: %s",
              r.status, r.err);
}

// Memory in use after an action was done many times more.
enum { ROUNDS = 10, TIMES = 100, LEAST_BLOCK = 16 };

static size_t memory_after(void (*action)(void *context), void *context)
{
    for (int i = 0; i < TIMES; i++)
        action(context);
#if defined __GLIBC__ && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 33)
    struct mallinfo2 now = mallinfo2();
    return now.uordblks + now.hblkhd;
#else
    return 0;
#endif
}

void expect_memory_back(void (*action)(void *context), void *context)
{
    // What the C library keeps for itself grows too, by more in some rounds and
    // by less in others; an action that keeps a block grows by it in each.
    size_t before = memory_after(action, context), kept = TIMES * LEAST_BLOCK;
    for (int i = 0; i < ROUNDS && kept >= TIMES * LEAST_BLOCK; i++) {
        size_t after = memory_after(action, context);
        kept = after > before ? after - before : 0;
        before = after;
    }
    cr_assert(kept < TIMES * LEAST_BLOCK, "%zu bytes more in each round", kept);
}

static struct rlimit before;

void empty_disk(void)
{
    setrlimit(RLIMIT_FSIZE, &before);
}

void fill_disk(void)
{
    getrlimit(RLIMIT_FSIZE, &before);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){DISK_LEFT, before.rlim_max});
    signal(SIGXFSZ, SIG_IGN);
    atexit(empty_disk); // gcc's coverage is written after that
}

void expect_abort(void)
{
    cr_redirect_stderr();
    keep_coverage();
}

// -------------------------------------------------------------------- files

static char directory[200];

void scratch_enter(void)
{
    const char *place = getenv("TMPDIR");
    snprintf(directory, sizeof directory, "%s/digits-test-XXXXXX",
             place != NULL ? place : "/tmp");
    cr_assert(mkdtemp(directory) != NULL, "%s cannot be made", directory);
}

static int remove_entry(const char *path, const struct stat *status, int type,
                        struct FTW *place)
{
    (void)status, (void)type, (void)place;
    return remove(path);
}

void scratch_leave(void)
{
    nftw(directory, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

Path in_scratch(const char *name)
{
    Path path;
    int length =
        snprintf(path.text, sizeof path.text, "%s/%s", directory, name);
    cr_assert(length < (int)sizeof path.text, "%s is too long a name", name);
    return path;
}

Path scratch_write(const char *name, const void *bytes, size_t size)
{
    Path path = in_scratch(name);
    FILE *file = fopen(path.text, "wb");
    cr_assert(file != NULL, "%s cannot be written", path.text);
    size_t written = fwrite(bytes, 1, size, file);
    cr_assert(fclose(file) == 0 && written == size, "%s is incomplete",
              path.text);
    return path;
}

bool scratch_holds(const char *name, const char *text)
{
    char found[MAX_OUTPUT];
    FILE *file = fopen(in_scratch(name).text, "rb");
    if (file == NULL)
        return false;
    read_back(file, found);
    return strcmp(found, text) == 0;
}

bool scratch_has(const char *name)
{
    return access(in_scratch(name).text, F_OK) == 0;
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

Path scratch_names(void)
{
    Path names = {""};
    struct dirent **entries;
    int count = scandir(directory, &entries, is_visible, alphasort);
    for (int i = 0; i < count; i++) {
        size_t room = sizeof names.text - strlen(names.text);
        cr_assert(strlen(entries[i]->d_name) + 2 < room, "too many files");
        strcat(strcat(names.text, i > 0 ? " " : ""), entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    return names;
}
