#define _POSIX_C_SOURCE 200809L // scandir
#include "common/files/digits.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "common/files/idx.h"
#include "common/files/output.h"
#include "common/ground/fail.h"
#include "common/ground/memory.h"

static void expect_directory(const char *directory)
{
    DIR *opened = opendir(directory);
    if (opened == NULL)
        fail("%s: cannot be opened as a directory: %s; run this in the "
             "project's folder, after make data, or name another by --data",
             directory, strerror(errno));
    closedir(opened);
}

// ------------------------------------------------------- finding the files

typedef enum { IMAGES, LABELS } Kind;

// The names under which sets are published: MNIST's own, such as
// train-images-idx3-ubyte; train-images.idx3-ubyte, as Kaggle and many archives
// have it; and emnist-digits-train-images-idx3-ubyte.
enum {
    OWN,
    DOTTED,
    EMNIST,
    FORMS,
    NAME_SIZE = sizeof "emnist-digits-train-images-idx3-ubyte"
};

static void write_name(char name[NAME_SIZE], const char *set, Kind kind,
                       int form)
{
    if (form == EMNIST && strcmp(set, "t10k") == 0)
        set = "test";
    snprintf(name, NAME_SIZE, "%s%s-%s%cidx%d-ubyte",
             form == EMNIST ? "emnist-digits-" : "", set,
             kind == IMAGES ? "images" : "labels", form == DOTTED ? '.' : '-',
             kind == IMAGES ? 3 : 1);
}

static char *joined(const char *directory, const char *name)
{
    size_t size = strlen(directory) + strlen(name) + sizeof "/";
    char *path = allocate(size);
    snprintf(path, size, "%s/%s", directory, name);
    return path;
}

// The entry of a directory that has this name, in upper or lower case: some
// archives are from systems that have no other. NULL when there is none.
static char *find_entry(const char *directory, const char *name)
{
    struct dirent **entries = NULL; // as it stays where there is no folder
    int count = scandir(directory, &entries, NULL, alphasort);
    if (count < 0 && errno != ENOENT && errno != ENOTDIR)
        fail("%s: cannot be read: %s; name another folder by --data", directory,
             strerror(errno));
    char *path = NULL;
    for (int i = 0; i < count; i++) {
        const char *entry = entries[i]->d_name;
        if (strcasecmp(entry, name) == 0 &&
            (path == NULL || strcmp(entry, name) == 0)) {
            free(path);
            path = joined(directory, entry);
        }
        free(entries[i]);
    }
    free(entries);
    return path;
}

// The same with .gz at its end, where it is not there as it is. Kaggle has each
// file in a folder of its own name.
static char *find_file(const char *directory, const char *name)
{
    char zipped[NAME_SIZE + sizeof ".gz"];
    snprintf(zipped, sizeof zipped, "%s.gz", name);
    char *path = find_entry(directory, name);
    if (path == NULL)
        path = find_entry(directory, zipped);
    struct stat status;
    if (path == NULL || stat(path, &status) != 0 || !S_ISDIR(status.st_mode))
        return path;
    char *inner = find_entry(path, name);
    free(path);
    return inner;
}

// The file of a set under any of its names, in the directory itself or where
// torchvision puts it, or NULL.
static char *find_set(const char *directory, const char *set, Kind kind)
{
    char name[NAME_SIZE], *raw = joined(directory, "MNIST/raw"), *path = NULL;
    const char *places[] = {directory, raw};
    for (int i = 0; i < 2 * FORMS && path == NULL; i++) {
        write_name(name, set, kind, i % FORMS);
        path = find_file(places[i / FORMS], name);
    }
    free(raw);
    return path;
}

static char *expect_set(const char *directory, const char *set, Kind kind)
{
    char *path = find_set(directory, set, kind), names[FORMS][NAME_SIZE];
    if (path != NULL)
        return path;
    for (int i = 0; i < FORMS; i++)
        write_name(names[i], set, kind, i);
    fail("%s: holds neither %s nor %s nor %s, plain or .gz, nor does MNIST/raw "
         "in it; name by --data a folder that does (make data puts MNIST into "
         "data/mnist)",
         directory, names[OWN], names[DOTTED], names[EMNIST]);
}

bool digits_exist(const char *directory, const char *set)
{
    char *images = find_set(directory, set, IMAGES);
    char *labels = find_set(directory, set, LABELS);
    bool both = images != NULL && labels != NULL;
    free(images);
    free(labels);
    return both;
}

// ------------------------------------------------------------ reading them

Digits digits_load(const char *directory, const char *set)
{
    expect_directory(directory);
    char *image_path = expect_set(directory, set, IMAGES);
    char *label_path = expect_set(directory, set, LABELS);
    output_keep_apart(image_path);
    output_keep_apart(label_path);
    Idx images = idx_read(image_path, 3);
    Idx labels = idx_read(label_path, 1);

    if (images.size[1] != DIGIT_SIDE || images.size[2] != DIGIT_SIDE)
        fail("%s: holds pictures of %d x %d pixels; take a set of %d x %d, as "
             "MNIST's",
             image_path, images.size[1], images.size[2], DIGIT_SIDE,
             DIGIT_SIDE);
    if (images.size[0] != labels.size[0])
        fail("%s: holds %d labels for the %d pictures in %s; take both files "
             "from one set",
             label_path, labels.size[0], images.size[0], image_path);
    if (images.size[0] == 0)
        fail("%s: holds no pictures; take another copy of the set", image_path);
    for (int i = 0; i < labels.size[0]; i++)
        if (labels.data[i] >= CLASSES)
            fail("%s: label %d is %d; take a set of digits, whose labels are 0 "
                 "to 9",
                 label_path, i, labels.data[i]);

    free(image_path);
    free(label_path);
    return (Digits){images.size[0], images.data, labels.data};
}

void digits_free(Digits *d)
{
    free(d->pixels);
    free(d->labels);
    *d = (Digits){0, NULL, NULL};
}

Digits digits_hold_back(Digits *d, int count)
{
    if (count < 0 || count >= d->count)
        fail_bug("digits_hold_back: %d of %d digits", count, d->count);
    d->count -= count;
    size_t n = (size_t)count;
    Digits held = {count, allocate(n * PIXELS), allocate(n)};
    memcpy(held.pixels, digit_pixels(*d, d->count), n * PIXELS);
    memcpy(held.labels, d->labels + d->count, n);
    return held;
}

static uint64_t digest_of(const uint8_t *bytes, size_t count, uint64_t digest)
{
    for (size_t i = 0; i < count; i++)
        digest = (digest ^ bytes[i]) * 0x100000001b3u;
    return digest;
}

void digits_digest(char digest[DIGEST_SIZE], Digits d)
{
    uint64_t bits = 0xcbf29ce484222325u;
    bits = digest_of(d.pixels, (size_t)d.count * PIXELS, bits);
    bits = digest_of(d.labels, (size_t)d.count, bits);
    snprintf(digest, DIGEST_SIZE, "%016" PRIx64, bits);
}
