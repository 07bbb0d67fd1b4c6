#include "common/files/picture.h"

#include <errno.h>
#include <libexif/exif-data.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

#include "common/files/input.h"
#include "common/ground/fail.h"
#include "common/ground/memory.h"

#define WANTED "a PNG, JPEG, PGM, PPM or PBM picture of digits"

enum {
    MAX_SIDE = 10000,
    MILLION = 1000 * 1000,
    MAX_PIXELS = 20 * MILLION, // 50 of a JPEG, of which fewer are read
    MAX_JPEG_PIXELS = 50 * MILLION,
    JPEG_SIDE = 2000, // a JPEG is read smaller, as long as a side is longer
    CHANNELS = 3,
    WHITE = 255
};

static size_t pixels_of(Picture p)
{
    return (size_t)p.width * (size_t)p.height;
}

// The number of a pixel.
static size_t place(Picture p, int x, int y)
{
    return (size_t)y * (size_t)p.width + (size_t)x;
}

// Whether a picture may have these sides.
static bool size_fits(uint32_t width, uint32_t height, uint32_t most,
                      const char *path)
{
    if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE)
        complain("%s: has %u x %u pixels; 1 x 1 to %d x %d are possible", path,
                 width, height, MAX_SIDE, MAX_SIDE);
    else if (width * height > most)
        complain("%s: has %u x %u pixels, which are over %u million; make it "
                 "smaller",
                 path, width, height, most / MILLION);
    else
        return true;
    return false;
}

// ---------------------------------------------------------------------- PNG

// A channel of a pixel, red, green, blue and how opaque it is, on gray paper.
static uint8_t on_paper(const uint8_t *rgba, int channel, int paper)
{
    int opaque = rgba[CHANNELS];
    return (uint8_t)((rgba[channel] * opaque + paper * (WHITE - opaque) +
                      WHITE / 2) /
                     WHITE);
}

static bool is_blank(const uint8_t *rgba, size_t pixels, int paper)
{
    for (size_t i = 1; i < pixels; i++)
        for (int c = 0; c < CHANNELS; c++)
            if (on_paper(rgba + 4 * i, c, paper) != on_paper(rgba, c, paper))
                return false;
    return true;
}

// Makes of four channels three, in place: what is written never comes before
// what is still to be read.
static void put_on_paper(uint8_t *rgba, size_t pixels)
{
    int paper = is_blank(rgba, pixels, WHITE) ? 0 : WHITE;
    for (size_t i = 0; i < pixels; i++) {
        uint8_t pixel[4];
        memcpy(pixel, rgba + 4 * i, 4);
        for (int c = 0; c < CHANNELS; c++)
            rgba[CHANNELS * i + (size_t)c] = on_paper(pixel, c, paper);
    }
}

// For a picture that a library could not read: it may have had no memory.
static void complain_of(const char *path, const char *kind, const char *reason)
{
    if (errno == ENOMEM)
        complain(
            "%s: cannot be read: out of memory (%s); free some, or make the "
            "picture smaller",
            path, reason);
    else
        complain("%s: is a corrupt %s (%s); save it again", path, kind, reason);
}

static bool read_png(Picture *p, Bytes file, const char *path)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    errno = 0;
    if (png_image_begin_read_from_memory(&image, file.data, file.size)) {
        if (!size_fits(image.width, image.height, MAX_PIXELS, path)) {
            png_image_free(&image);
            return false;
        }
        *p = (Picture){(int)image.width, (int)image.height, NULL};
        p->rgb = allocate(4 * pixels_of(*p));
        image.format = PNG_FORMAT_RGBA;
        image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB; // as they are stored
        if (png_image_finish_read(&image, NULL, p->rgb, 0, NULL)) {
            put_on_paper(p->rgb, pixels_of(*p));
            return true;
        }
    }
    complain_of(path, "PNG", image.message);
    return false;
}

// --------------------------------------------------------------------- JPEG

// What libexif allocates is 0, and is there: for want of memory it would leave out what
// a picture says, and the picture would be read lying on its side.
static void *allocate_zeros(ExifLong size)
{
    return memset(allocate(size), 0, size);
}

static void *allocate_more(void *old, ExifLong size)
{
    return reallocate(old, size);
}

// Which way a camera was held: 1 to 8, see turned.
static int orientation(Bytes file)
{
    int way = 1;
    ExifMem *memory = exif_mem_new(allocate_zeros, allocate_more, free);
    ExifData *data = exif_data_new_mem(memory);
    exif_data_load_data(data, file.data, (unsigned)file.size);
    ExifEntry *entry =
        exif_content_get_entry(data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
    if (entry != NULL && entry->format == EXIF_FORMAT_SHORT)
        way = exif_get_short(entry->data, exif_data_get_byte_order(data));
    exif_data_unref(data);
    exif_mem_unref(memory);
    return way;
}

// Turns a picture upright (Exif 2.3, table 6): of its eight ways, 5 to 8 exchange
// rows and columns, and then the rows or columns or both come from the far end.
static Picture turned(Picture p, int way)
{
    bool exchanged = way >= 5;
    bool from_right = way == 2 || way == 3 || way == 6 || way == 7;
    bool from_below = way == 3 || way == 4 || way == 7 || way == 8;
    Picture t = {exchanged ? p.height : p.width, exchanged ? p.width : p.height,
                 allocate(CHANNELS * pixels_of(p))};
    for (int y = 0; y < t.height; y++)
        for (int x = 0; x < t.width; x++) {
            int across = from_right ? t.width - 1 - x : x;
            int down = from_below ? t.height - 1 - y : y;
            size_t from =
                exchanged ? place(p, down, across) : place(p, across, down);
            memcpy(t.rgb + CHANNELS * place(t, x, y), p.rgb + CHANNELS * from,
                   CHANNELS);
        }
    free(p.rgb);
    return t;
}

static bool read_jpeg(Picture *p, Bytes file, const char *path)
{
    errno = 0;
    tjhandle jpeg = tjInitDecompress();
    int width = 0, height, sampling, space, half = 0;
    bool good = jpeg != NULL &&
                tjDecompressHeader3(jpeg, file.data, file.size, &width, &height,
                                    &sampling, &space) == 0 &&
                width > 0; // 0: it holds tables, but no picture
    if (good &&
        !size_fits((uint32_t)width, (uint32_t)height, MAX_JPEG_PIXELS, path)) {
        tjDestroy(jpeg);
        return false;
    }
    if (good) {
        while (width > JPEG_SIDE << half || height > JPEG_SIDE << half)
            half++;
        tjscalingfactor factor = {1, 1 << half};
        *p = (Picture){TJSCALED(width, factor), TJSCALED(height, factor), NULL};
        p->rgb = allocate(CHANNELS * pixels_of(*p));
        good = tjDecompress2(jpeg, file.data, file.size, p->rgb, p->width, 0,
                             p->height, TJPF_RGB, TJFLAG_LIMITSCANS) == 0;
    }
    if (good)
        *p = turned(*p, orientation(file));
    else
        complain_of(path, "JPEG", tjGetErrorStr2(jpeg));
    tjDestroy(jpeg);
    return good;
}

// ------------------------------------------------------------ PBM, PGM, PPM

// Where in a PBM, PGM or PPM the reading is.
typedef struct {
    const uint8_t *start, *next, *end;
    const char *path;
} Cursor;

static bool is_space(int c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

// The next byte, or EOF; a comment counts as the end of its line.
static int next_byte(Cursor *c)
{
    int byte = c->next < c->end ? *c->next++ : EOF;
    if (byte == '#')
        while (byte != '\n' && byte != '\r' && byte != EOF)
            byte = c->next < c->end ? *c->next++ : EOF;
    return byte;
}

static bool truncated(const Cursor *c)
{
    complain("%s: is a truncated P%c picture; save it again", c->path,
             c->start[1]);
    return false;
}

// Says that something else than a number is before where the reading is.
static bool corrupt(const Cursor *c, uint32_t most)
{
    complain(
        "%s: is a corrupt P%c picture: something else than a number from 0 "
        "to %u is before byte %td; save it again",
        c->path, c->start[1], most, c->next - c->start);
    return false;
}

// The first byte that is no blank, or EOF.
static int next_sign(Cursor *c)
{
    int byte = next_byte(c);
    while (is_space(byte))
        byte = next_byte(c);
    return byte;
}

// The next number in ASCII; takes the one blank behind it, too.
static bool next_number(uint32_t *number, Cursor *c, uint32_t most)
{
    int byte = next_sign(c);
    if (byte == EOF)
        return truncated(c);
    *number = 0;
    for (; is_digit(byte) && *number <= most; byte = next_byte(c))
        *number = *number * 10 + (uint32_t)(byte - '0');
    return (*number <= most && (is_space(byte) || byte == EOF)) ||
           corrupt(c, most);
}

// The next digit of a plain PBM, which needs no blank behind it.
static bool next_bit(uint32_t *bit, Cursor *c)
{
    int byte = next_sign(c);
    if (byte == EOF)
        return truncated(c);
    *bit = (uint32_t)(byte - '0');
    return byte == '0' || byte == '1' || corrupt(c, 1);
}

// The next number as one byte or, where the numbers go that far, as two.
static bool next_binary(uint32_t *number, Cursor *c, uint32_t most)
{
    int bytes = most <= UINT8_MAX ? 1 : 2;
    if (c->end - c->next < bytes)
        return truncated(c);
    *number = *c->next++;
    if (bytes == 2)
        *number = *number << 8 | *c->next++;
    if (*number <= most)
        return true;
    complain("%s: is a corrupt P%c picture: it has a gray of %u, but says that "
             "%u is white; save it again",
             c->path, c->start[1], *number, most);
    return false;
}

// What P1 to P6 are.
typedef struct {
    bool plain, bits;
    int samples;          // of a pixel
    uint32_t white, byte; // of bits, eight of a row are in a byte
} Format;

// The next sample, the x-th of its row.
static bool next_sample(uint32_t *sample, Cursor *c, Format *f, int x)
{
    if (!f->bits)
        return f->plain ? next_number(sample, c, f->white)
                        : next_binary(sample, c, f->white);
    bool good = f->plain ? next_bit(sample, c)
                         : x % 8 > 0 || next_binary(&f->byte, c, UINT8_MAX);
    if (!f->plain)
        *sample = f->byte >> (7 - x % 8) & 1;
    *sample = 1 - *sample; // of a bit, 1 is black
    return good;
}

static bool read_samples(Picture *p, Cursor *c, Format *f)
{
    for (int y = 0; y < p->height; y++)
        for (int x = 0; x < p->width * f->samples; x++) {
            uint32_t sample;
            if (!next_sample(&sample, c, f, x))
                return false;
            size_t first = CHANNELS * place(*p, 0, y) +
                           (size_t)(x * CHANNELS / f->samples);
            memset(p->rgb + first,
                   (int)((sample * WHITE + f->white / 2) / f->white),
                   (size_t)(CHANNELS / f->samples));
        }
    return true;
}

static bool read_pnm(Picture *p, Bytes file, const char *path)
{
    Cursor c = {file.data, file.data + 2, file.data + file.size, path};
    int kind = file.data[1] - '0';
    Format f = {kind <= 3, kind % 3 == 1, kind % 3 == 0 ? CHANNELS : 1,
                .white = 1};
    uint32_t width, height;
    if (!next_number(&width, &c, MAX_SIDE) ||
        !next_number(&height, &c, MAX_SIDE) ||
        !size_fits(width, height, MAX_PIXELS, path) ||
        !(f.bits || next_number(&f.white, &c, UINT16_MAX)))
        return false;
    if (f.white == 0) {
        complain("%s: is a corrupt P%d picture: it says that 0 is white; save "
                 "it again",
                 path, kind);
        return false;
    }
    *p = (Picture){(int)width, (int)height, NULL};
    p->rgb = allocate(CHANNELS * pixels_of(*p));
    return read_samples(p, &c, &f);
}

// ------------------------------------------------------------------- formats

// Whether a file goes on like this from a byte.
static bool has_at(Bytes file, size_t first, const char *bytes)
{
    size_t length = strlen(bytes);
    return file.size >= first + length &&
           memcmp(file.data + first, bytes, length) == 0;
}

static bool is_pnm(Bytes file)
{
    return file.size > 2 && file.data[0] == 'P' && file.data[1] >= '1' &&
           file.data[1] <= '6' &&
           (is_space(file.data[2]) || file.data[2] == '#');
}

// What else a picture may be, by how the file goes on from a byte.
static const struct {
    const char *name;
    size_t first;
    const char *bytes;
} others[] = {
    {"a GIF", 0, "GIF8"},         {"a BMP", 0, "BM"},
    {"a WebP", 8, "WEBP"},        {"a TIFF", 0, "II*"},
    {"a TIFF", 0, "MM"},          {"a HEIC", 4, "ftyphei"},
    {"a HEIC", 4, "ftypmif1"},    {"an AVIF", 4, "ftypavif"},
    {"an SVG", 0, "<svg"},        {"an SVG", 0, "<?xml"},
    {"a PDF", 0, "%PDF"},         {"a JPEG XL", 4, "JXL "},
    {"a JPEG XL", 0, "\xff\x0a"},
};

static bool refuse(Bytes file, const char *path)
{
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (has_at(file, others[i].first, others[i].bytes)) {
            complain("%s: is %s, which is not read; ImageMagick makes a PNG of "
                     "it: convert %s digit.png",
                     path, others[i].name, path);
            return false;
        }
    complain("%s: is no picture that is known here; name " WANTED, path);
    return false;
}

bool picture_read(Picture *p, const char *path)
{
    Bytes file;
    *p = (Picture){0, 0, NULL};
    if (!input_try(&file, path, WANTED))
        return false;
    bool good = has_at(file, 0, "\x89PNG")        ? read_png(p, file, path)
                : has_at(file, 0, "\xff\xd8\xff") ? read_jpeg(p, file, path)
                : is_pnm(file)                    ? read_pnm(p, file, path)
                                                  : refuse(file, path);
    bytes_free(&file);
    if (!good)
        picture_free(p);
    return good;
}
