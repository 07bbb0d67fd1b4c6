# For scripts that test what make says: makes a folder that goes when they end,
# $scratch, and `expect`.
# shellcheck shell=sh
export LC_ALL=C
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM HUP
chmod 755 "$scratch" # what root spoils runs as nobody
unset MAKEFLAGS MFLAGS MAKELEVEL WORKBOOK
top=$PWD

# copy FOLDER [PART...]: goes to a copy of the project and of what is built of
# it, as it is.
copy() {
  mkdir -p "$1/${BUILD:=build}"
  git ls-files | tar -cf - -T - | tar -xf - -C "$1"
  cd "$1" || exit 1
  shift
  for part; do
    cp -Rp "$top/$BUILD/$part" "$BUILD"
  done
}

die() {
  echo "$0: $*; it said:" >&2
  tail -n 20 "$scratch/said" >&2
  exit 1
}

# says TEXT: the last command said each line of it, among other things.
says() {
  printf '%s\n' "$1" | while IFS= read -r line; do
    [ ! "$line" ] || grep -qF -- "$line" "$scratch/said" ||
      die "does not say: $line"
  done
}

# expect STATUS TEXT COMMAND...: it ends with STATUS and says TEXT.
expect() {
  status=$1 text=$2 result=0
  shift 2
  "$@" </dev/null >"$scratch/said" 2>&1 || result=$?
  [ "$result" -eq "$status" ] || die "$* ends with $result, not $status"
  says "$text"
}

# made STATUS TEXT ARGUMENTS...: make ends with STATUS and says TEXT.
made() {
  status=$1 text=$2
  shift 2
  expect "$status" "$text" make CC="${CC-cc}" BUILD="$BUILD" "$@"
  echo "$0: make $*"
}
