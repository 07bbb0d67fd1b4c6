#!/bin/sh
# What the compiler is told, for the Makefile, which keeps it in build/flags and
# gives it to the compiler as @FILE. The machine is asked for what it has.
#
#     flags.sh double       how to compile and link for a number type
#     flags.sh libraries    what comes last when a program is linked
#     flags.sh criterion    what the tests need before that
#     flags.sh sanitizers   what watches the lessons of a workbook
#
# NATIVE and OPENMP, if they are set, are taken as they are.
# shellcheck disable=SC2086 # lists of words
set -eu

# try OPTION...: makes an empty program with them.
try() {
  echo 'int main(void){return 0;}' | $CC -Werror "$@" -x c - -o /dev/null 2>&1
}

# The first of some options, each a word or several, that can be linked with.
first_of() {
  for options; do
    if try $options >/dev/null; then
      echo "$options"
      return
    fi
  done
}

missing=
for tool in ${CC%% *} pkg-config; do
  command -v "$tool" >/dev/null || missing="$missing $tool"
done
libraries='libpng libturbojpeg libexif jansson zlib'
[ "$1" != criterion ] || libraries=criterion
for library in $libraries; do
  pkg-config --exists "$library" 2>/dev/null || missing="$missing $library"
done
[ ! "$missing" ] || {
  echo "error: missing:$missing; install what is missing with: make deps" >&2
  exit 1
}

# Lest a full /tmp be taken for a compiler that knows no options.
said=$(try) || {
  why=$(echo "$said" | grep -i error | head -n 1)
  echo "error: $CC cannot make an empty program: ${why:-it does not say why};" \
    "mend that, or name another compiler by CC" >&2
  exit 1
}

case $1 in
libraries | criterion)
  echo "$(pkg-config --libs $libraries) -lm"
  exit
  ;;
sanitizers)
  first_of "-fsanitize=address,undefined -fno-sanitize=object-size \
    -fno-sanitize-recover=undefined -fno-omit-frame-pointer"
  exit
  ;;
esac

# The tests' headers may be elsewhere than the compiler looks.
! pkg-config --exists criterion 2>/dev/null || libraries="$libraries criterion"
# Apple's clang has no OpenMP of its own, but takes Homebrew's.
if [ -z "${OPENMP+set}" ]; then
  omp=$(brew --prefix libomp 2>/dev/null || :)
  OPENMP=$(first_of -fopenmp "-Xpreprocessor -fopenmp -I$omp/include \
    -L$omp/lib -lomp -Wno-unused-command-line-argument")
fi
[ "$OPENMP" ] || OPENMP=-Wno-unknown-pragmas
[ -n "${NATIVE+set}" ] || NATIVE=$(first_of -march=native -mcpu=native)
# 32-bit x86 and s390x may compute a float with more digits than it has, and ISO
# C wants them kept, but vectors have no room for them.
excess=$(first_of -fexcess-precision=fast)

case $1 in
double) type=-ffp-contract=off ;;
float) type="-DREAL_FLOAT -DNDEBUG -ffp-contract=fast $NATIVE" ;;
portable) type="-DREAL_FLOAT -DNDEBUG -ffp-contract=off" ;;
complex) type="-DREAL_COMPLEX -ffp-contract=off" ;;
esac
# Where addresses have 32 bits, sizes and places of files have 64 when they are asked
# for, without which a large disk's folders cannot be read.
files=
echo '#include <sys/types.h>
char is_large[sizeof(off_t) == 8 ? 1 : -1];' |
  $CC -x c -c - -o /dev/null 2>/dev/null || files=-D_FILE_OFFSET_BITS=64
echo "-std=c11 -I. -Ichapters $(pkg-config --cflags $libraries) $WARNINGS" \
  "$CFLAGS $OPENMP $excess $files $EXTRA $type"
