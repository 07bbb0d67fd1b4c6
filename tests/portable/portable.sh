#!/bin/sh
# Runs the scripts under every shell, and their awk programs under every awk,
# that they must work with: each does the jobs of jobs.sh in a copy of the
# project, in a folder with a blank in its name and, but for the first, in a
# locale that writes 0,5; all must say the same and leave the same files. make
# check-scripts runs it. Compiler, package manager and network are played by
# the programs in fakes/, so it takes seconds and changes nothing.
set -eu
here=tests/portable

# The first, what Debian has, is what the others are compared with.
candidates='dash:mawk
dash:mawk
bash --posix:mawk
busybox sh:mawk
dash:gawk --posix
dash:busybox awk
dash:original-awk'

stop() {
  echo "portable: $*" >&2
  exit 1
}

for tool in dash bash busybox mawk gawk original-awk shellcheck shfmt \
  localedef; do
  command -v $tool >/dev/null ||
    stop "$tool is missing; install it with: sh common/make/deps.sh ci"
done
set -- .ci/run .ci/fresh .ci/cross .ci/*.sh common/*/*.sh data/*.sh \
  plots/*.sh tests/*.sh tests/*/*.sh $here/fakes/*
shellcheck -x "$@"
shfmt -i 2 -d "$@"

. tests/expect.sh
localedef -i de_DE -f UTF-8 "$scratch/de_DE.UTF-8"
cp -R $here/fakes "$scratch/bin"

# stand_in NAME COMMAND: makes NAME mean COMMAND for the jobs.
stand_in() {
  printf '#!/bin/sh\nexec %s "$@"\n' "$2" >"$scratch/bin/$1"
  chmod +x "$scratch/bin/$1"
}

# do_jobs SHELL AWK LOCALE: leaves all that they write in "$scratch/a copy".
do_jobs() {
  stand_in sh "$1"
  stand_in awk "$2"
  (copy "$scratch/a copy" && PATH=$scratch/bin:$PATH LOCPATH=$scratch \
    LC_ALL=$3 sh $here/jobs.sh >said 2>&1)
  if [ -e "$scratch/a copy/unexpected" ]; then
    cat "$scratch/a copy/unexpected" >&2
    stop "with $1 and $2 this should have ended otherwise"
  fi
}

locale=C
echo "$candidates" | while IFS=: read -r shell awk; do
  do_jobs "$shell" "$awk" $locale
  if [ $locale = C ]; then
    mv "$scratch/a copy" "$scratch/first"
    locale=de_DE.UTF-8
    continue
  fi
  diff -r "$scratch/first" "$scratch/a copy" >"$scratch/differences" || {
    head -n 20 "$scratch/differences" >&2
    stop "$shell with $awk differs from the first, in a C locale"
  }
  rm -rf "$scratch/a copy"
  echo "portable: $shell with $awk does the same"
done
