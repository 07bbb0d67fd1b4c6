// How libFuzzer (https://llvm.org/docs/LibFuzzer.html) runs a reader millions of
// times in one process, though a reader that fails exits: exit jumps back here,
// and what it left is freed. The linker's --wrap puts __wrap_exit in the place of
// exit, and so on.
#define _GNU_SOURCE // fmemopen
#include "fuzz.h"

#include <dirent.h>
#include <sanitizer/allocator_interface.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

// ----------------------------------------------------------- memory of this run

enum { SLOTS = 1 << 16 };

// Only in the thread that reads: libFuzzer has another one, which watches the memory
// of all, and whose blocks nobody may free for it.
static _Thread_local bool noting;

static struct {
    int count, used; // blocks that are there; slots ever taken
    const volatile void *block[SLOTS]; // a hash table, by address
    int slot[SLOTS];                   // those taken, in order
} memory;

static int slot_of(const volatile void *block)
{
    size_t i = (size_t)block / 16 * 2654435761u % SLOTS;
    while (memory.block[i] != NULL && memory.block[i] != block)
        i = (i + 1) % SLOTS;
    return (int)i;
}

// A slot once taken stays so until the run is over: its block is then &memory.
static void note_malloc(const volatile void *block, size_t size)
{
    (void)size;
    if (!noting || block == NULL)
        return;
    if (memory.used == SLOTS - 1)
        abort();
    int i = slot_of(block);
    memory.block[i] = block;
    memory.slot[memory.used++] = i;
    memory.count++;
}

static void note_free(const volatile void *block)
{
    if (!noting || block == NULL)
        return;
    int i = slot_of(block);
    if (memory.block[i] == NULL)
        return; // from before this run
    memory.block[i] = &memory;
    memory.count--;
}

static void free_all(void)
{
    noting = false;
    for (int i = 0; i < memory.used; i++) {
        const volatile void **block = &memory.block[memory.slot[i]];
        if (*block != NULL && *block != &memory)
            free((void *)(size_t)*block);
        *block = NULL;
    }
    memory.used = memory.count = 0;
}

// ------------------------------------------------------------ files of this run

enum { MAX_FILES = 8 };

static struct {
    const char *name;
    const uint8_t *data;
    size_t size;
} files[MAX_FILES];

static int file_count;
static FILE *open_files[MAX_FILES];

FILE *__real_fopen(const char *path, const char *mode);
FILE *__wrap_fopen(const char *path, const char *mode);
int __real_fclose(FILE *file);
int __wrap_fclose(FILE *file);

void fuzz_file(const char *name, const uint8_t *data, size_t size)
{
    files[file_count].name = name;
    files[file_count].data = data;
    files[file_count].size = size;
    file_count++;
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), of_end = strlen(end);
    return length >= of_end && strcmp(text + length - of_end, end) == 0;
}

// Remembers the file, to be closed if the reader does not.
static FILE *remembered(FILE *file)
{
    for (int i = 0; i < MAX_FILES && file != NULL; i++)
        if (open_files[i] == NULL) {
            open_files[i] = file;
            return file;
        }
    return file;
}

FILE *__wrap_fopen(const char *path, const char *mode)
{
    for (int i = 0; i < file_count; i++)
        if (ends_with(path, files[i].name))
            return remembered(
                fmemopen((void *)(size_t)files[i].data, files[i].size, "rb"));
    return __real_fopen(path, mode);
}

int __wrap_fclose(FILE *file)
{
    for (int i = 0; i < MAX_FILES; i++)
        if (open_files[i] == file)
            open_files[i] = NULL;
    return __real_fclose(file);
}

// Every folder holds the files of this run.
int __wrap_scandir(const char *folder, struct dirent ***entries,
                   int (*filter)(const struct dirent *),
                   int (*order)(const struct dirent **,
                                const struct dirent **));
int __wrap_scandir(const char *folder, struct dirent ***entries,
                   int (*filter)(const struct dirent *),
                   int (*order)(const struct dirent **, const struct dirent **))
{
    (void)folder, (void)filter, (void)order;
    *entries = calloc(MAX_FILES, sizeof **entries);
    for (int i = 0; i < file_count; i++) {
        (*entries)[i] = calloc(1, sizeof ***entries);
        strcpy((*entries)[i]->d_name, files[i].name);
    }
    return file_count;
}

static bool close_all(void)
{
    bool any = false;
    for (int i = 0; i < MAX_FILES; i++)
        if (open_files[i] != NULL) {
            any = true;
            __wrap_fclose(open_files[i]);
        }
    file_count = 0;
    return any;
}

// --------------------------------------------------------------- ends and words

static FILE *real_stderr, *real_stdout, *said;
static char message[16 * 1024];
static jmp_buf back;
static bool is_running;

_Noreturn void __real_exit(int status);
_Noreturn void __wrap_exit(int status);
int __wrap_atexit(void (*action)(void));

void fuzz_expect_in(const char *text, bool condition)
{
    if (condition)
        return;
    stderr = real_stderr;
    fprintf(stderr, "does not hold: %s\nmessage: %s\n", text, message);
    abort();
}

// A message is one line that says where, what and what to do; notes may come
// before it.
static void expect_message(int status)
{
    const char *line = message;
    while (strncmp(line, "note: ", 6) == 0)
        line = strchr(line, '\n') + 1;
    fuzz_expect(status == 1 || status == 2);
    fuzz_expect(strncmp(line, "error: ", 7) == 0);
    fuzz_expect(strchr(line, '\n') == line + strlen(line) - 1);
    fuzz_expect(strstr(line, fuzz_place) != NULL);
    fuzz_expect(strchr(line, ';') != NULL);
}

_Noreturn void __wrap_exit(int status)
{
    if (!is_running)
        __real_exit(status);
    fflush(said);
    longjmp(back, 1 + status);
}

// What is to be done at the end of a program is for none of its runs.
int __wrap_atexit(void (*action)(void))
{
    (void)action;
    return 0;
}

static void begin(void)
{
    memset(message, 0, sizeof message);
    rewind(said);
    fuzz_forget();
    stderr = stdout = said;
    is_running = true;
}

static void run(const uint8_t *data, size_t size)
{
    begin();
    int ended = setjmp(back);
    if (ended == 0)
        fuzz_target(data, size);
    is_running = false;
    stderr = real_stderr;
    stdout = real_stdout;
    bool left_open = close_all();
    if (ended == 0 && noting) {
        fuzz_expect(!left_open);
        fuzz_expect(memory.count == 0);
        if (message[0] == 'e') // a complaint, after which the reader goes on
            expect_message(1);
    } else if (ended > 1) { // not --help, which ends with status 0
        expect_message(ended - 1);
    }
    free_all();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (said == NULL) {
        real_stderr = stderr;
        real_stdout = stdout;
        said = fmemopen(message, sizeof message, "w");
        setvbuf(said, NULL, _IONBF, 0);
        run(data, 0); // what libraries set up once stays
        __sanitizer_install_malloc_and_free_hooks(note_malloc, note_free);
    }
    noting = true;
    run(data, size);
    return 0;
}

// ------------------------------------------------------- formats with a checksum

uint8_t *fuzz_gzip(const uint8_t *data, size_t size, size_t *length)
{
    z_stream z = {.next_in = (Bytef *)(size_t)data, .avail_in = (uInt)size};
    size_t most = size + 100;
    uint8_t *zipped = calloc(1, most);
    if (size > 0 && data[0] != 0) {
        *length = size;
        return memcpy(zipped, data, size);
    }
    deflateInit2(&z, 1, Z_DEFLATED, 15 + 16, 1, Z_HUFFMAN_ONLY);
    z.next_out = zipped;
    z.avail_out = (uInt)most;
    deflate(&z, Z_FINISH);
    *length = z.total_out;
    deflateEnd(&z);
    return zipped;
}

uint8_t *fuzz_safetensors(const uint8_t *data, size_t size, size_t *length)
{
    size_t numbers = size >= 2 ? (size_t)data[0] << 8 | data[1] : 0;
    data += size >= 2 ? 2 : size;
    size -= size >= 2 ? 2 : size;
    size_t header = strnlen((const char *)data, size);
    const uint8_t *pattern = data + header + 1;
    size_t period = size > header + 1 ? size - header - 1 : 0;
    *length = 8 + header + numbers;
    uint8_t *file = calloc(1, *length);
    for (int i = 0; i < 8; i++)
        file[i] = (uint8_t)((uint64_t)header >> 8 * i);
    memcpy(file + 8, data, header);
    for (size_t i = 0; i < numbers && period > 0; i++)
        file[8 + header + i] = pattern[i % period];
    return file;
}
