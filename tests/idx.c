// common/files/idx.c and common/files/digits.c: good and bad files of digits.
#define _POSIX_C_SOURCE 200809L // symlink
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "common/files/digits.h"
#include "common/files/idx.h"
#include "common/files/output.h"
#include "expect.h"

TestSuite(idx, .init = scratch_enter, .fini = scratch_leave);
TestSuite(digits, .init = scratch_enter, .fini = scratch_leave);

// Two 2 x 3 pictures: a header of 16 bytes and 12 pixels.
static const uint8_t pictures[] = {0, 0, 8, 3, 0, 0,  0,  2,  0, 0,
                                   0, 2, 0, 0, 0, 3,  1,  2,  3, 4,
                                   5, 6, 7, 8, 9, 10, 11, 255};
enum { HEADER = 16, SIZE = sizeof pictures };

// Writes a gzip file and returns how long it is.
static size_t write_gzip(const char *name, const void *bytes, unsigned size)
{
    struct stat status;
    gzFile file = gzopen(in_scratch(name).text, "wb9");
    cr_assert(gzwrite(file, bytes, size) == (int)size);
    cr_assert(gzclose(file) == Z_OK);
    cr_assert(stat(in_scratch(name).text, &status) == 0);
    return (size_t)status.st_size;
}

static void read_pictures(void *path)
{
    free(idx_read(path, 3).data);
}

// The reading must fail and name the file and this reason.
static void expect_bad(Path path, const char *reason)
{
    expect_failure_of(path.text, run_action(read_pictures, path.text), reason);
}

static void expect_pictures(Path path)
{
    Idx a = idx_read(path.text, 3);
    cr_assert(a.dimensions == 3);
    cr_assert(a.size[0] == 2 && a.size[1] == 2 && a.size[2] == 3);
    cr_assert(memcmp(a.data, pictures + HEADER, SIZE - HEADER) == 0);
    free(a.data);
}

Test(idx, reads_a_plain_file)
{
    expect_pictures(scratch_write("plain", pictures, SIZE));
}

Test(idx, reads_a_gzipped_file)
{
    write_gzip("zipped.gz", pictures, SIZE);
    expect_pictures(in_scratch("zipped.gz"));
}

Test(idx, reads_a_file_without_elements)
{
    uint8_t none[] = {0, 0, 8, 1, 0, 0, 0, 0};
    Idx a = idx_read(scratch_write("none", none, sizeof none).text, 1);
    cr_assert(a.size[0] == 0 && a.data != NULL);
    free(a.data);
}

// Sizes below, at and above those to which the memory grows.
Test(idx, reads_as_many_elements_as_there_are)
{
    static const uint32_t sizes[] = {65535, 65536, 65537, 131073, 300000};
    static uint8_t bytes[8 + 300000] = {0, 0, 8, 1, 0};
    for (uint32_t i = 8; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(i * 7 + i / 251);
    for (int k = 0; k < 5; k++) {
        bytes[5] = (uint8_t)(sizes[k] >> 16);
        bytes[6] = (uint8_t)(sizes[k] >> 8);
        bytes[7] = (uint8_t)sizes[k];
        Idx a = idx_read(scratch_write("file", bytes, 8 + sizes[k]).text, 1);
        cr_assert(memcmp(a.data, bytes + 8, sizes[k]) == 0, "%u", sizes[k]);
        free(a.data);
    }
}

Test(idx, refuses_a_missing_file)
{
    expect_bad(in_scratch("nowhere"), "cannot be opened: No such file");
}

Test(idx, refuses_a_directory)
{
    mkdir(in_scratch("directory").text, 0700);
    expect_bad(in_scratch("directory"), "Is a directory");
}

Test(idx, refuses_an_empty_file)
{
    expect_bad(scratch_write("empty", "", 0), "truncated");
}

Test(idx, refuses_every_truncated_file)
{
    for (size_t size = 0; size < SIZE; size++)
        expect_bad(scratch_write("short", pictures, size), "truncated");
}

Test(idx, refuses_a_file_that_is_too_long)
{
    uint8_t longer[SIZE + 2] = {0};
    memcpy(longer, pictures, SIZE);
    expect_bad(scratch_write("long", longer, SIZE + 1), "longer");
    expect_bad(scratch_write("long", longer, SIZE + 2), "longer");
    write_gzip("long.gz", longer, SIZE + 1);
    expect_bad(in_scratch("long.gz"), "longer");
}

// The pictures with one byte of the header changed.
static Path changed(int place, uint8_t value)
{
    uint8_t bytes[SIZE];
    memcpy(bytes, pictures, SIZE);
    bytes[place] = value;
    return scratch_write("changed", bytes, SIZE);
}

Test(idx, refuses_a_wrong_magic_number)
{
    expect_bad(changed(0, 1), "0x01000803 instead of 0x00000803");
    expect_bad(changed(1, 1), "0x00010803 instead of 0x00000803");
    expect_bad(changed(2, 13), "0x00000d03"); // floating-point elements
}

Test(idx, refuses_another_number_of_dimensions)
{
    expect_bad(changed(3, 1), "0x00000801 instead of 0x00000803");
    expect_bad(changed(3, 4), "0x00000804 instead of 0x00000803");
}

Test(idx, refuses_dimensions_that_do_not_fit_the_data)
{
    expect_bad(changed(7, 3), "truncated");
    expect_bad(changed(7, 1), "longer");
    expect_bad(changed(7, 0), "longer");
}

Test(idx, refuses_overflowing_dimensions)
{
    // 2^16 x 2^16 x 2^16, 2^31 x 2 x 1 and 2^32 - 1 for all: 32 bits, and
    // with the last one 64 bits, are not enough for the product.
    const uint8_t sizes[][12] = {
        {0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0},
        {128, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1},
        {255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255},
        {0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 1}};
    uint8_t bytes[SIZE];
    memcpy(bytes, pictures, SIZE);
    for (int i = 0; i < 4; i++) {
        memcpy(bytes + 4, sizes[i], 12);
        expect_bad(scratch_write("huge", bytes, SIZE), "more than 1 GiB");
    }
}

// 1 GiB is not too large, only not there.
Test(idx, takes_as_many_elements_as_1_GiB_holds)
{
    const uint8_t header[] = {0, 0, 8, 3, 64, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1};
    expect_bad(scratch_write("large", header, sizeof header), "truncated");
}

// The lowest descriptor that is free.
static int next_descriptor(void)
{
    int next = dup(STDIN_FILENO);
    close(next);
    return next;
}

Test(idx, leaves_no_file_open)
{
    Path path = scratch_write("plain", pictures, SIZE);
    int next = next_descriptor();
    expect_pictures(path);
    cr_assert(next_descriptor() == next, "descriptor %d is taken", next);
}

static void read_plain_and_gzipped(void *context)
{
    (void)context;
    expect_pictures(in_scratch("plain"));
    expect_pictures(in_scratch("zipped.gz"));
}

Test(idx, gives_its_memory_back)
{
    scratch_write("plain", pictures, SIZE);
    write_gzip("zipped.gz", pictures, SIZE);
    expect_memory_back(read_plain_and_gzipped, NULL);
}

// The bytes of a gzip file of the pictures: a header of 10, the compressed
// data, the checksum in 4 and the length in 4. Returns how many.
enum { MAX_ZIPPED = 256, ZIPPED_HEADER = 10 };

static size_t zipped_pictures(uint8_t bytes[MAX_ZIPPED])
{
    size_t size = write_gzip("good.gz", pictures, SIZE);
    FILE *file = fopen(in_scratch("good.gz").text, "rb");
    cr_assert(size < MAX_ZIPPED && fread(bytes, 1, size, file) == size);
    fclose(file);
    return size;
}

Test(idx, refuses_a_corrupt_gzip_file)
{
    uint8_t bytes[MAX_ZIPPED];
    size_t size = zipped_pictures(bytes);
    memset(bytes + ZIPPED_HEADER, 0xff, 4); // no such kind of block
    expect_bad(scratch_write("bad.gz", bytes, size),
               "corrupt (invalid block type)");
}

Test(idx, refuses_a_gzip_file_with_a_wrong_checksum)
{
    uint8_t bytes[MAX_ZIPPED];
    size_t size = zipped_pictures(bytes);
    bytes[size - 8] ^= 1;
    expect_bad(scratch_write("bad.gz", bytes, size), "corrupt");
}

Test(idx, refuses_a_gzip_file_with_a_wrong_length)
{
    uint8_t bytes[MAX_ZIPPED];
    size_t size = zipped_pictures(bytes);
    bytes[size - 1] ^= 1;
    expect_bad(scratch_write("bad.gz", bytes, size), "corrupt");
}

// Nor is it in zlib's own format, which zlib would take if it were asked to.
Test(idx, refuses_a_file_that_only_begins_like_a_gzip_file)
{
    expect_bad(scratch_write("bad.gz", "\x1f\x1f", 2),
               "corrupt (incorrect header check)");
}

// In all lengths: some versions of zlib's gzread see nothing when the checksum
// is missing, or part of it.
Test(idx, refuses_every_truncated_gzip_file)
{
    uint8_t bytes[MAX_ZIPPED];
    size_t size = zipped_pictures(bytes);
    for (size_t kept = 0; kept < size; kept++)
        expect_bad(scratch_write("bad.gz", bytes, kept), "truncated");
}

Test(idx, reads_a_file_gzipped_in_two_parts)
{
    write_gzip("parts.gz", pictures, HEADER + 5);
    size_t size =
        write_gzip("part.gz", pictures + HEADER + 5, SIZE - HEADER - 5);
    uint8_t bytes[MAX_ZIPPED];
    FILE *part = fopen(in_scratch("part.gz").text, "rb");
    FILE *both = fopen(in_scratch("parts.gz").text, "ab");
    cr_assert(fread(bytes, 1, MAX_ZIPPED, part) == size);
    cr_assert(fwrite(bytes, 1, size, both) == size);
    fclose(part);
    fclose(both);
    expect_pictures(in_scratch("parts.gz"));
}

Test(idx, refuses_what_follows_a_gzip_file)
{
    uint8_t bytes[MAX_ZIPPED];
    size_t size = zipped_pictures(bytes);
    bytes[size] = 0;
    expect_bad(scratch_write("bad.gz", bytes, size + 1), "follows its end");
    bytes[size] = bytes[0]; // as if another began
    expect_bad(scratch_write("bad.gz", bytes, size + 1), "truncated");
}

Test(idx, refuses_a_gzip_file_of_a_gzip_file)
{
    uint8_t bytes[MAX_ZIPPED];
    size_t size = zipped_pictures(bytes);
    write_gzip("twice.gz", bytes, (unsigned)size);
    expect_bad(in_scratch("twice.gz"), "begins with 0x1f8b");
}

static void read_dimensions(void *dimensions)
{
    idx_read("data/sample/t10k-labels-idx1-ubyte.gz", *(int *)dimensions);
}

Test(idx_read, refuses_dimensions_for_which_it_has_no_room)
{
    int none = 0, four = 4;
    expect_failure(run_action(read_dimensions, &none), 128 + SIGABRT,
                   "0 dimensions; 1 to 3 are possible", NULL);
    expect_failure(run_action(read_dimensions, &four), 128 + SIGABRT,
                   "4 dimensions; 1 to 3 are possible", NULL);
}

// ------------------------------------------------------------ sets of digits

static void load_digits(void *directory)
{
    Digits d = digits_load(directory, "train");
    digits_free(&d);
}

static Result loading(const char *name)
{
    return run_action(load_digits, in_scratch(name).text);
}

// Writes a training set of `digits` uniformly gray digits and `labels` labels
// into the scratch directory; the last label is `last`.
static void write_set(uint8_t digits, uint8_t labels, uint8_t last)
{
    uint8_t image_file[16 + 9 * PIXELS] = {0, 0, 8, 3,  0, 0, 0, digits,
                                           0, 0, 0, 28, 0, 0, 0, 28};
    uint8_t label_file[8 + 9] = {0, 0, 8, 1, 0, 0, 0, labels};
    for (int i = 0; i < digits; i++)
        memset(image_file + 16 + i * PIXELS, 100 + i, PIXELS);
    for (int i = 0; i < labels; i++)
        label_file[8 + i] = (uint8_t)i;
    if (labels > 0)
        label_file[8 + labels - 1] = last;
    scratch_write("train-images-idx3-ubyte", image_file,
                  16 + (size_t)digits * PIXELS);
    scratch_write("train-labels-idx1-ubyte", label_file, 8 + (size_t)labels);
}

Test(digits, are_loaded_with_their_labels)
{
    write_set(3, 3, 9);
    Digits d = digits_load(in_scratch("").text, "train");
    cr_assert(d.count == 3);
    cr_assert(d.labels[0] == 0 && d.labels[1] == 1 && d.labels[2] == 9);
    cr_assert(digit_pixels(d, 0)[PIXELS - 1] == 100);
    cr_assert(digit_pixels(d, 1)[0] == 101);
    cr_assert(digit_pixels(d, 2)[PIXELS - 1] == 102);
    digits_free(&d);
    cr_assert(d.count == 0 && d.pixels == NULL && d.labels == NULL);
}

Test(digits, of_the_sample_are_the_same_number_of_each_class)
{
    Digits d = digits_load("data/sample", "t10k");
    int counts[CLASSES] = {0};
    for (int i = 0; i < d.count; i++)
        counts[d.labels[i]]++;
    for (int k = 0; k < CLASSES; k++)
        cr_assert(counts[k] == d.count / CLASSES);
    digits_free(&d);
}

Test(digits, are_taken_from_the_plain_file_before_the_gzipped_one)
{
    write_set(1, 1, 7);
    write_gzip("train-labels-idx1-ubyte.gz", "nothing", 7);
    expect_success(loading(""));
}

Test(digits, refuse_a_missing_directory)
{
    expect_failure(loading("nowhere"), 1,
                   "nowhere: cannot be opened as a directory: No such file",
                   "--data", NULL);
}

Test(digits, refuse_a_file_where_a_directory_should_be)
{
    scratch_write("file", "x", 1);
    expect_failure(loading("file"), 1, "file", "Not a directory", NULL);
}

// What a test run as root cannot forbid itself to read: a name without end.
Test(digits, refuse_an_unreadable_directory)
{
    cr_assert(symlink("loop", in_scratch("loop").text) == 0);
    expect_failure(loading("loop"), 1, "loop", "cannot be opened", NULL);
}

// A folder where torchvision's would be that cannot be read is not taken for none.
Test(digits, refuse_an_unreadable_directory_within)
{
    mkdir(in_scratch("MNIST").text, 0700);
    cr_assert(symlink("raw", in_scratch("MNIST/raw").text) == 0);
    expect_failure(loading(""), 1,
                   "/MNIST/raw: cannot be read: Too many levels of symbolic "
                   "links; name another folder by --data",
                   NULL);
}

Test(digits, refuse_a_directory_without_digits)
{
    expect_failure(loading(""), 1,
                   "holds neither train-images-idx3-ubyte nor "
                   "train-images.idx3-ubyte nor "
                   "emnist-digits-train-images-idx3-ubyte, plain or .gz, nor "
                   "does MNIST/raw in it; name by --data",
                   NULL);
}

Test(digits, refuse_a_set_without_labels)
{
    write_set(1, 1, 0);
    remove(in_scratch("train-labels-idx1-ubyte").text);
    expect_failure(loading(""), 1,
                   "holds neither train-labels-idx1-ubyte nor "
                   "train-labels.idx1-ubyte nor "
                   "emnist-digits-train-labels-idx1-ubyte,",
                   NULL);
}

// Moves a file to a name that may be in folders, one of which may have its old name.
static void move_file(const char *from, const char *to)
{
    Path path = in_scratch(to);
    rename(in_scratch(from).text, in_scratch("moved").text);
    for (char *c = path.text + strlen(in_scratch("").text); *c != '\0'; c++)
        if (*c == '/') {
            *c = '\0';
            mkdir(path.text, 0700);
            *c = '/';
        }
    cr_assert(rename(in_scratch("moved").text, path.text) == 0, "%s", to);
}

// Moves a set of three digits, 0, 1 and 9, to these names, which may be in folders,
// and expects it to be found.
static void expect_found(const char *set, const char *images,
                         const char *labels)
{
    write_set(3, 3, 9);
    move_file("train-images-idx3-ubyte", images);
    move_file("train-labels-idx1-ubyte", labels);
    cr_assert(digits_exist(in_scratch("").text, set), "%s", images);
    Digits d = digits_load(in_scratch("").text, set);
    cr_assert(d.count == 3 && d.labels[2] == 9, "%s", images);
    digits_free(&d);
    scratch_leave();
    mkdir(in_scratch("").text, 0700);
}

Test(digits, are_found_under_the_names_that_archives_give_them)
{
    expect_found("train", "train-images.idx3-ubyte", "train-labels.idx1-ubyte");
    expect_found("t10k", "t10k-images.idx3-ubyte", "t10k-labels.idx1-ubyte");
    expect_found("train", "TRAIN-IMAGES-IDX3-UBYTE", "Train-Labels.IDX1-ubyte");
    expect_found("train", "emnist-digits-train-images-idx3-ubyte",
                 "emnist-digits-train-labels-idx1-ubyte");
    expect_found("t10k", "emnist-digits-test-images-idx3-ubyte",
                 "emnist-digits-test-labels-idx1-ubyte");
    expect_found("train", "emnist-digits-train-images-idx3-ubyte.gz",
                 "emnist-digits-train-labels-idx1-ubyte.gz");
    expect_found("train", "train-images-idx3-ubyte/train-images-idx3-ubyte",
                 "train-labels-idx1-ubyte/train-labels-idx1-ubyte");
    expect_found("t10k", "t10k-images.idx3-ubyte/t10k-images.idx3-ubyte",
                 "t10k-labels.idx1-ubyte/t10k-labels.idx1-ubyte");
    expect_found("t10k", "MNIST/raw/t10k-images-idx3-ubyte",
                 "MNIST/raw/t10k-labels-idx1-ubyte");
}

Test(digits, are_found_gzipped_under_another_name)
{
    write_set(1, 1, 7);
    remove(in_scratch("train-labels-idx1-ubyte").text);
    const uint8_t labels[] = {0, 0, 8, 1, 0, 0, 0, 1, 7};
    write_gzip("TRAIN-LABELS.IDX1-UBYTE.GZ", labels, sizeof labels);
    expect_success(loading(""));
}

Test(digits, are_taken_from_the_file_with_the_very_name)
{
    write_set(1, 1, 7);
    scratch_write("TRAIN-LABELS-IDX1-UBYTE", "nothing", 7);
    scratch_write("train-labels-IDX1-ubyte", "nothing", 7);
    scratch_write("train-labels.idx1-ubyte", "nothing", 7);
    mkdir(in_scratch("train-images-idx3-ubyte.gz").text, 0700);
    expect_success(loading(""));
}

Test(digits, refuse_a_folder_of_that_name_without_the_file)
{
    write_set(1, 1, 7);
    remove(in_scratch("train-labels-idx1-ubyte").text);
    mkdir(in_scratch("train-labels-idx1-ubyte").text, 0700);
    expect_failure(loading(""), 1, "holds neither train-labels-idx1-ubyte nor",
                   NULL);
}

// A link that leads nowhere is there, but not what it leads to.
Test(digits, refuse_a_link_that_leads_nowhere)
{
    write_set(1, 1, 7);
    Path labels = in_scratch("train-labels-idx1-ubyte");
    remove(labels.text);
    cr_assert(symlink("nowhere", labels.text) == 0);
    expect_failure(loading(""), 1,
                   "train-labels-idx1-ubyte: cannot be opened: No such file",
                   "take another copy", NULL);
}

Test(digits, refuse_pictures_of_another_size)
{
    write_set(2, 2, 0);
    scratch_write("train-images-idx3-ubyte", pictures, SIZE);
    expect_failure(loading(""), 1, "train-images-idx3-ubyte", "2 x 3",
                   "28 x 28", NULL);
}

// Loads two pictures of this size.
static Result loading_pictures(uint8_t height, uint8_t width)
{
    uint8_t file[16 + 2 * PIXELS] = {0, 0, 8, 3,      0, 0, 0, 2,
                                     0, 0, 0, height, 0, 0, 0, width};
    write_set(2, 2, 0);
    scratch_write("train-images-idx3-ubyte", file,
                  16 + 2 * (size_t)height * width);
    return loading("");
}

Test(digits, refuse_pictures_with_one_side_of_another_size)
{
    expect_failure(loading_pictures(28, 27), 1, "28 x 27 pixels", NULL);
    expect_failure(loading_pictures(27, 28), 1, "27 x 28 pixels", NULL);
}

Test(digits, refuse_a_label_above_9)
{
    write_set(1, 1, 10);
    expect_failure(loading(""), 1, "label 0 is 10; take a set of digits", NULL);
    write_set(2, 2, 10);
    expect_failure(loading(""), 1, "train-labels-idx1-ubyte", "label 1 is 10",
                   NULL);
}

Test(digits, refuse_more_labels_than_pictures)
{
    write_set(2, 3, 0);
    expect_failure(loading(""), 1, "train-labels-idx1-ubyte",
                   "3 labels for the 2 pictures", NULL);
}

Test(digits, refuse_fewer_labels_than_pictures)
{
    write_set(3, 2, 0);
    expect_failure(loading(""), 1, "2 labels for the 3 pictures", NULL);
}

Test(digits, refuse_an_empty_set)
{
    write_set(0, 0, 0);
    expect_failure(loading(""), 1, "holds no pictures", NULL);
}

Test(digits, held_back_are_the_last_ones)
{
    write_set(3, 3, 9);
    Digits d = digits_load(in_scratch("").text, "train");
    Digits none = digits_hold_back(&d, 0);
    cr_assert(none.count == 0 && d.count == 3);
    digits_free(&none);
    Digits held = digits_hold_back(&d, 2);
    cr_assert(d.count == 1 && d.labels[0] == 0 && d.pixels[0] == 100);
    cr_assert(held.count == 2 && held.labels[0] == 1 && held.labels[1] == 9);
    cr_assert(held.pixels[0] == 101 && digit_pixels(held, 1)[0] == 102);
    digits_free(&held);
    digits_free(&d);
}

static void hold_back(void *count)
{
    Digits d = {3, NULL, NULL};
    digits_hold_back(&d, *(int *)count);
}

Test(digits, held_back_are_neither_all_nor_fewer_than_none)
{
    int all = 3, fewer = -1;
    expect_failure(run_action(hold_back, &all), 128 + SIGABRT, "3 of 3", NULL);
    expect_failure(run_action(hold_back, &fewer), 128 + SIGABRT,
                   "-1 of 3 digits", NULL);
}

Test(digits, leave_nothing_open)
{
    write_set(1, 1, 0);
    int next = next_descriptor();
    load_digits(in_scratch("").text);
    cr_assert(next_descriptor() == next, "descriptor %d is taken", next);
}

static void load_and_hold_back(void *directory)
{
    cr_assert(digits_exist(directory, "train"));
    Digits d = digits_load(directory, "train");
    Digits held = digits_hold_back(&d, 1);
    digits_free(&held);
    digits_free(&d);
}

// Names that are looked at and not taken, and a folder, are on the way to them.
Test(digits, give_their_memory_back)
{
    write_set(3, 3, 9);
    scratch_write("TRAIN-LABELS-IDX1-UBYTE", "nothing", 7);
    move_file("train-images-idx3-ubyte",
              "train-images-idx3-ubyte/train-images-idx3-ubyte");
    expect_memory_back(load_and_hold_back, in_scratch("").text);
}

static void load_and_write(void *path)
{
    digits_load(in_scratch("").text, "train");
    output_open(path);
}

Test(digits, are_not_written_over_by_who_reads_them)
{
    write_set(1, 1, 0);
    static const char *const names[] = {"train-images-idx3-ubyte",
                                        "train-labels-idx1-ubyte"};
    for (int i = 0; i < 2; i++)
        expect_failure(run_action(load_and_write, in_scratch(names[i]).text), 2,
                       names[i], "this run also reads it", NULL);
}

Test(digits, exist_when_both_files_of_a_set_are_there)
{
    cr_assert(!digits_exist(in_scratch("none").text, "train"));
    scratch_write("train-images-idx3-ubyte.gz", "", 0);
    cr_assert(!digits_exist(in_scratch(".").text, "train"));
    scratch_write("train-labels-idx1-ubyte", "", 0);
    cr_assert(digits_exist(in_scratch(".").text, "train"));
    cr_assert(!digits_exist(in_scratch(".").text, "t10k"));
    remove(in_scratch("train-images-idx3-ubyte.gz").text);
    cr_assert(!digits_exist(in_scratch(".").text, "train"));
}

static bool has_digest(Digits d, const char *other)
{
    char digest[DIGEST_SIZE];
    digits_digest(digest, d);
    return strcmp(digest, other) == 0;
}

Test(digits, have_a_digest_that_depends_on_every_byte)
{
    uint8_t pixels[2 * PIXELS] = {0}, labels[2] = {3, 4};
    Digits d = {2, pixels, labels}, first = {1, pixels, labels};
    char digest[DIGEST_SIZE];
    digits_digest(digest, d);
    cr_assert(strlen(digest) == 16 && has_digest(d, digest));
    cr_assert(!has_digest(first, digest));
    for (int i = 0; i < 2 * PIXELS; i++) {
        pixels[i] = 1;
        cr_assert(!has_digest(d, digest), "pixel %d has no say", i);
        pixels[i] = 0;
    }
    labels[1] = 5;
    cr_assert(!has_digest(d, digest));
    labels[1] = 4;
    cr_assert(has_digest(d, digest));
}

// The function's published value for nothing.
Test(digits, have_the_digest_of_Fowler_Noll_and_Vo)
{
    uint8_t a[1] = {'a'};
    cr_assert(has_digest((Digits){0, a, a}, "cbf29ce484222325"));
}
