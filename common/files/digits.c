#define _POSIX_C_SOURCE 200809L // access
#include "common/files/digits.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/files/idx.h"
#include "common/files/output.h"
#include "common/ground/fail.h"
#include "common/ground/memory.h"

static void expect_directory(const char *directory)
{
    DIR *opened = opendir(directory);
    if (opened == NULL)
        fail("%s: cannot be opened as a directory: %s; run this from the "
             "project's folder, or name another by --data",
             directory, strerror(errno));
    closedir(opened);
}

// DIRECTORY/SET-KIND or, when that is not there, DIRECTORY/SET-KIND.gz.
static char *file_path(const char *directory, const char *set, const char *kind)
{
    size_t size =
        strlen(directory) + strlen(set) + strlen(kind) + sizeof "/-.gz";
    char *path = allocate(size);
    snprintf(path, size, "%s/%s-%s", directory, set, kind);
    if (access(path, F_OK) != 0)
        strcat(path, ".gz");
    return path;
}

bool digits_exist(const char *directory)
{
    static const char *const sets[] = {"train", "t10k"};
    static const char *const kinds[] = {"images-idx3-ubyte",
                                        "labels-idx1-ubyte"};
    bool all = true;
    for (int i = 0; i < 4; i++) {
        char *path = file_path(directory, sets[i / 2], kinds[i % 2]);
        all = all && access(path, F_OK) == 0;
        free(path);
    }
    return all;
}

Digits digits_load(const char *directory, const char *set)
{
    expect_directory(directory);
    char *image_path = file_path(directory, set, "images-idx3-ubyte");
    char *label_path = file_path(directory, set, "labels-idx1-ubyte");
    output_keep_apart(image_path);
    output_keep_apart(label_path);
    Idx images = idx_read(image_path, 3);
    Idx labels = idx_read(label_path, 1);

    if (images.size[1] != DIGIT_SIDE || images.size[2] != DIGIT_SIDE)
        fail("%s: holds pictures of %d x %d pixels; this network reads "
             "%d x %d",
             image_path, images.size[1], images.size[2], DIGIT_SIDE,
             DIGIT_SIDE);
    if (images.size[0] != labels.size[0])
        fail("%s: holds %d labels for the %d pictures in %s; take both files "
             "from one set",
             label_path, labels.size[0], images.size[0], image_path);
    if (images.size[0] == 0)
        fail("%s: holds no pictures; fetch it again with: make data",
             image_path);
    for (int i = 0; i < labels.size[0]; i++)
        if (labels.data[i] >= CLASSES)
            fail("%s: label %d is %d; this network knows the digits 0 to 9",
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

void digits_digest(char digest[DIGEST_SIZE], Digits train, Digits test)
{
    const Digits sets[] = {train, test};
    uint64_t bits = 0xcbf29ce484222325u;
    for (int i = 0; i < 2; i++) {
        bits = digest_of(sets[i].pixels, (size_t)sets[i].count * PIXELS, bits);
        bits = digest_of(sets[i].labels, (size_t)sets[i].count, bits);
    }
    snprintf(digest, DIGEST_SIZE, "%016" PRIx64, bits);
}
