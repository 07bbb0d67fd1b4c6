// Makes one call of a program fail, or ends the program there: a library that is
// loaded before it (LD_PRELOAD). The environment says which call:
//
//     INJECT="NAME N WHAT"
//
//   NAME  of the call: malloc and its kin, pthread_create, sigaction, signal, or a
//         system call of the table below, of which `create` is an openat that makes
//         a file. System calls are caught also where stdio makes them
//   N     the how-manieth of the name in this run, from 1; 0: none
//   WHAT  a number: the call fails with this errno; with a + behind it so do all
//         later ones of its name. For a `read` or `write`, `short`: half of it is
//         done. Or the program gets a signal before the call: KILL, TERM, INT or
//         HUP; or `cut`: as KILL, and the power fails too, so that what was written
//         and not synchronized is not on the disk
//
// What is written to standard error is never hit: it is to say what was.
//
// The calls that were hit are written to the file INJECT_REPORT, each with its file
// or size and what the errno means; and with the NAME `all` every call. The clock
// stands still, so that two runs write the same bytes.
//
// How system calls are caught: a filter of the kernel (seccomp) turns those of the
// table into a signal, whose handler decides and makes the call itself, with a sixth
// argument that the filter knows.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

// Where the kernel keeps the arguments of a system call, and its result.
#if defined __x86_64__
#define REGISTER(c, i) \
    ((c)->uc_mcontext  \
         .gregs[(const int[]){REG_RDI, REG_RSI, REG_RDX, REG_R10, REG_R8}[i]])
#define RESULT(c) ((c)->uc_mcontext.gregs[REG_RAX])
#elif defined __aarch64__
#define REGISTER(c, i) ((c)->uc_mcontext.regs[i])
#define RESULT(c) ((c)->uc_mcontext.regs[0])
#endif

enum { PASS = 0x70617373, ARGUMENTS = 5, DESCRIPTORS = 1024, SPARE = 500 };

// The calls, and which argument is the path; -1: the first is a descriptor.
static const struct {
    const char *name;
    int path;
} calls[] = {
    {"open", 0},       {"openat", 1},    {"read", -1},       {"write", -1},
    {"close", -1},     {"lseek", -1},    {"fstat", -1},      {"newfstatat", 1},
    {"access", 0},     {"faccessat", 1}, {"faccessat2", 1},  {"readlink", 0},
    {"readlinkat", 1}, {"fsync", -1},    {"fdatasync", -1},  {"fchmod", -1},
    {"ftruncate", -1}, {"flock", -1},    {"getdents64", -1}, {"dup", -1},
    {"rename", 1},     {"renameat", 3},  {"renameat2", 3},   {"mkdir", 0},
    {"mkdirat", 1},    {"rmdir", 0},     {"unlink", 0},      {"unlinkat", 1},
    {"symlink", 1},    {"symlinkat", 2}, {"pread64", -1},    {"pwrite64", -1},
    {"writev", -1},    {"readv", -1},
};
enum { CALLS = sizeof calls / sizeof calls[0] };

static int numbers[CALLS];        // of the system calls
static char chosen[32], what[16]; // NAME and WHAT
static int number, counted, report = -1;
static bool is_ready;

static long make_call(long call, const long a[ARGUMENTS])
{
    long result = syscall(call, a[0], a[1], a[2], a[3], a[4], (long)PASS);
    return result == -1 ? -errno : result;
}

#define CALL(call, ...) make_call(call, (const long[ARGUMENTS]){__VA_ARGS__})

// ------------------------------------------- what is not on the disk yet

// Of each file that the program has open for writing how much is on the disk;
// -1: it is not one. A file that is closed before it is synchronized stays open
// here, above SPARE.
static long on_disk[DESCRIPTORS];

static void note_call(const char *name, const long a[ARGUMENTS], long result)
{
    if (strcmp(name, "openat") == 0 && (a[2] & O_ACCMODE) == O_WRONLY &&
        result >= 0)
        on_disk[result] = CALL(SYS_lseek, result, 0, SEEK_END);
    if (strcmp(name, "fsync") == 0 && result == 0 && on_disk[a[0]] >= 0)
        on_disk[a[0]] = CALL(SYS_lseek, a[0], 0, SEEK_CUR);
}

static void note_closing(int fd)
{
    if (fd < 0 || fd >= DESCRIPTORS || on_disk[fd] < 0)
        return;
    if (CALL(SYS_lseek, fd, 0, SEEK_CUR) > on_disk[fd])
        on_disk[CALL(SYS_fcntl, fd, F_DUPFD_CLOEXEC, SPARE)] = on_disk[fd];
    on_disk[fd] = -1;
}

static void cut_power(void)
{
    for (int fd = 0; fd < DESCRIPTORS; fd++)
        if (on_disk[fd] >= 0)
            CALL(SYS_ftruncate, fd, on_disk[fd]);
}

// ------------------------------------------------------------ which call it is

static void write_report(const char *name, const char *of)
{
    char line[600];
    int length = snprintf(line, sizeof line, "%s\t%s\t%s\n", name, of,
                          strerrordesc_np(atoi(what)));
    CALL(SYS_write, report, (long)line, length);
}

// Sends the signal that was asked for, if it was one. It comes before the call.
static bool send_signal(void)
{
    static const struct {
        const char *name;
        int number;
    } signals[] = {{"KILL", SIGKILL},
                   {"cut", SIGKILL},
                   {"TERM", SIGTERM},
                   {"INT", SIGINT},
                   {"HUP", SIGHUP}};
    for (int i = 0; i < 5; i++)
        if (strcmp(what, signals[i].name) == 0)
            return kill(getpid(), signals[i].number) == 0;
    return false;
}

// Counts a call; whether it is to fail.
static bool is_hit(const char *name, const char *of)
{
    if (!is_ready)
        return false;
    if (strcmp(chosen, "all") == 0)
        write_report(name, of);
    if (strcmp(chosen, name) != 0)
        return false;
    int n = __atomic_add_fetch(&counted, 1, __ATOMIC_SEQ_CST);
    if (n < number || (n > number && strchr(what, '+') == NULL))
        return false;
    write_report(name, of);
    if (strcmp(what, "cut") == 0)
        cut_power();
    return !send_signal();
}

// ------------------------------------------------------------------ the calls

// The path of what a system call works with.
static void name_file(char of[512], int c, const long a[ARGUMENTS])
{
    char link[32];
    const char *path = calls[c].path >= 0 ? (const char *)a[calls[c].path] : "";
    if (*path != '\0') {
        snprintf(of, 512, "%s", path);
        return;
    }
    snprintf(link, sizeof link, "/proc/self/fd/%ld", a[0]);
    long length = CALL(SYS_readlinkat, AT_FDCWD, (long)link, (long)of, 511);
    of[length > 0 ? length : 0] = '\0';
}

static long answer(int c, long call, const long a[ARGUMENTS])
{
    const char *name = calls[c].name;
    char of[512];
    name_file(of, c, a);
    if (strcmp(name, "openat") == 0 && (a[2] & O_CREAT) != 0)
        name = "create";
    bool is_message = call == SYS_write && a[0] == STDERR_FILENO;
    bool hit = !is_message && is_hit(name, of);
    bool is_short = hit && strcmp(what, "short") == 0;
    if (strcmp(name, "close") == 0)
        note_closing((int)a[0]);
    if (hit && !is_short && strcmp(name, "close") != 0)
        return -atoi(what);
    long result = make_call(
        call, (const long[ARGUMENTS]){
                  a[0], a[1], is_short ? (a[2] + 1) / 2 : a[2], a[3], a[4]});
    note_call(calls[c].name, a, result);
    return hit && !is_short ? -atoi(what)
                            : result; // a close that fails, closes
}

static void trapped(int signal_number, siginfo_t *info, void *context)
{
    (void)signal_number;
    int before = errno;
    long a[ARGUMENTS];
    for (int i = 0; i < ARGUMENTS; i++)
        a[i] = (long)REGISTER((ucontext_t *)context, i);
    for (int c = 0; c < CALLS; c++)
        if (info->si_syscall == numbers[c])
            RESULT((ucontext_t *)context) = answer(c, info->si_syscall, a);
    errno = before;
}

static void catch_calls(void)
{
    // A signal may come while a call is answered, and its handler may call, too.
    struct sigaction action = {.sa_sigaction = trapped,
                               .sa_flags = SA_SIGINFO | SA_NODEFER};
    sigaction(SIGSYS, &action, NULL);
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    for (int c = 0; c < CALLS; c++) {
        numbers[c] = seccomp_syscall_resolve_name(calls[c].name);
        if (numbers[c] >= 0) // not every processor's kernel has all
            seccomp_rule_add(filter, SCMP_ACT_TRAP, numbers[c], 1,
                             SCMP_A5(SCMP_CMP_NE, PASS, 0));
    }
    if (seccomp_load(filter) != 0)
        abort();
    seccomp_release(filter);
}

__attribute__((constructor)) static void begin(void)
{
    const char *inject = getenv("INJECT");
    if (inject == NULL ||
        sscanf(inject, "%31s %d %15s", chosen, &number, what) != 3)
        return;
    for (int fd = 0; fd < DESCRIPTORS; fd++)
        on_disk[fd] = -1;
    int fd = open(getenv("INJECT_REPORT"), O_WRONLY | O_CREAT | O_APPEND, 0666);
    report = fcntl(fd, F_DUPFD_CLOEXEC, DESCRIPTORS - 1);
    close(fd);
    if (report == -1)
        abort();
    catch_calls();
    is_ready = true;
}

static bool library_hit(const char *name, size_t size)
{
    char of[24];
    snprintf(of, sizeof of, "%zu", size);
    return is_hit(name, of);
}

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static void *no_memory(void)
{
    errno = ENOMEM;
    return NULL;
}

void *malloc(size_t size)
{
    return library_hit("malloc", size) ? no_memory() : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return library_hit("calloc", count * size) ? no_memory()
                                               : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return library_hit("realloc", size) ? no_memory()
                                        : __libc_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return library_hit("aligned_alloc", size)
               ? no_memory()
               : __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
    if (library_hit("posix_memalign", size))
        return ENOMEM;
    *memory = __libc_memalign(alignment, size);
    return *memory != NULL ? 0 : ENOMEM;
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                   void *(*start)(void *), void *argument)
{
    int (*next)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    *(void **)&next = dlsym(RTLD_NEXT, "pthread_create");
    return library_hit("pthread_create", 0)
               ? EAGAIN
               : next(thread, attributes, start, argument);
}

int sigaction(int of_signal, const struct sigaction *new, struct sigaction *old)
{
    int (*next)(int, const struct sigaction *, struct sigaction *);
    *(void **)&next = dlsym(RTLD_NEXT, "sigaction");
    if (!library_hit("sigaction", (size_t)of_signal))
        return next(of_signal, new, old);
    errno = EINVAL;
    return -1;
}

static sighandler_t set_signal(const char *name, int of_signal,
                               sighandler_t handler)
{
    sighandler_t (*next)(int, sighandler_t);
    *(void **)&next = dlsym(RTLD_NEXT, name);
    if (!library_hit(name, (size_t)of_signal))
        return next(of_signal, handler);
    errno = EINVAL;
    return SIG_ERR;
}

sighandler_t signal(int of_signal, sighandler_t handler)
{
    return set_signal("signal", of_signal, handler);
}

// What signal is called where only POSIX is asked for.
sighandler_t __sysv_signal(int of_signal, sighandler_t handler)
{
    return set_signal("__sysv_signal", of_signal, handler);
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    (void)clock;
    *now = (struct timespec){.tv_sec = 1};
    return 0;
}
