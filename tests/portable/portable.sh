#!/bin/sh
# Runs the scripts under every shell, and their awk programs under every awk,
# that they must work with: each does the jobs of jobs.sh in a copy of the
# project, in a folder with a blank in its name and, but for the first, in a
# locale that writes 0,5; all must say the same and leave the same files. make
# check-scripts runs it. Compiler, package manager and network are played by
# the programs in fakes/, and nothing here changes.
set -eu
here=tests/portable

candidates='bash --posix:gawk --posix
busybox sh:busybox awk
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
  plots/*.sh plots/*/*.sh tests/*.sh tests/*/*.sh $here/fakes/*
shellcheck -x "$@"
shfmt -i 2 -d "$@"

. tests/expect.sh
localedef -i de_DE -f UTF-8 "$scratch/de_DE.UTF-8"
cp -R $here/fakes "$scratch/bin"

# do_jobs SHELL AWK LOCALE: leaves all that they write in $scratch/WORK/a copy, where
# WORK is a folder for the two.
do_jobs() {
  work=$scratch/$(echo "$1-$2" | tr ' ' _)
  mkdir "$work" # its programs go before those of $scratch/bin
  printf '#!/bin/sh\nexec %s "$@"\n' "$1" >"$work/sh"
  printf '#!/bin/sh\nexec %s "$@"\n' "$2" >"$work/awk"
  chmod +x "$work/sh" "$work/awk"
  (copy "$work/a copy" && PATH=$work:$scratch/bin:$PATH LOCPATH=$scratch \
    LC_ALL=$3 sh $here/jobs.sh >said 2>&1)
  if [ -e "$work/a copy/unexpected" ]; then
    cat "$work/a copy/unexpected" >&2
    stop "with $1 and $2 this should have ended otherwise"
  fi
}

# compare SHELL AWK: does the jobs and compares with the first, in $first.
compare() {
  do_jobs "$1" "$2" de_DE.UTF-8
  diff -r "$first" "$work/a copy" >"$work/differences" || {
    head -n 20 "$work/differences" >&2
    stop "$1 with $2 differs from the first, in a C locale"
  }
  rm -rf "$work"
  echo "portable: $1 with $2 does the same"
}

# The first is dash and mawk, what Debian has, in a C locale; all others differ in the
# locale too.
do_jobs dash mawk C
first=$scratch/first
mv "$work/a copy" "$first"
rm -r "$work"

# Then two at a time, where there are two processors.
echo "$candidates" >"$scratch/candidates"
lane() {
  awk "NR % 2 == $1" "$scratch/candidates" | while IFS=: read -r shell awk; do
    compare "$shell" "$awk" || exit 1
  done
}
lane 0 &
lane 1
wait $!
