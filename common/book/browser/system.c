// The functions that system.h declares, and zlib's: a browser uncompresses the
// digits itself before a program sees them.
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

int dup(int fd)
{
    (void)fd;
    errno = ENOTSUP;
    return -1;
}

// A file here has no mode. Debian 13's C library says so itself.
__attribute__((weak)) int fchmod(int fd, mode_t mode)
{
    (void)fd;
    (void)mode;
    return 0;
}

// Without links a path is real as it is.
char *realpath(const char *path, char *resolved)
{
    (void)resolved;
    return strdup(path);
}

int inflateInit2_(z_streamp stream, int bits, const char *version, int size)
{
    (void)stream;
    (void)bits;
    (void)version;
    (void)size;
    return Z_VERSION_ERROR;
}

int inflate(z_streamp stream, int flush)
{
    (void)stream;
    (void)flush;
    return Z_DATA_ERROR;
}

int inflateReset(z_streamp stream)
{
    (void)stream;
    return Z_STREAM_ERROR;
}

int inflateEnd(z_streamp stream)
{
    (void)stream;
    return Z_OK;
}

const char *zError(int reason)
{
    (void)reason;
    return "nothing is uncompressed here";
}
