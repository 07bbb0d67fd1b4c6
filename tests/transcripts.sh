#!/bin/sh
# Programs are tested by what they say. A transcript, tests/transcripts/*.txt,
# holds commands, after "$ ", each with all that it printed, after "|", and its
# exit status if that is not 0. All else is there for the reader.
#
#     transcripts.sh check FILE     runs the commands again; fails unless they
#                                   print the same
#     transcripts.sh renew FILE...  writes what they print now into the files
#
# The commands run one after another in an empty folder. They find the programs
# of $BUILD by name, the classifier as it is built for any processor, and the
# page of each chapter in `chapters`, the sample and the kept model in `data`, the sample
# with its sets changed over in `other`, pictures in `pictures`.
set -eu
top=$PWD
PATH=$(cd "$BUILD" && pwd):$PATH
PATH=${PATH%%:*}/portable:$PATH
export OMP_NUM_THREADS=1 LC_ALL=C
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

furnish() {
  mkdir "$scratch/room" && cd "$scratch/room"
  mkdir data other
  ln -s "$top/data/sample" "$top/data/model.safetensors" \
    "$top/data/letters.png" data
  ln -s "$top/chapters" "$top/tests/transcripts/pictures" .
  for kind in images-idx3-ubyte.gz labels-idx1-ubyte.gz; do
    ln -s "../data/sample/train-$kind" "other/t10k-$kind"
    ln -s "../data/sample/t10k-$kind" "other/train-$kind"
  done
}

# Prints transcript $1 as it would be now. Only times are others in every run.
play() {
  while IFS= read -r line; do
    case $line in
    '|'*) continue ;;
    esac
    printf '%s\n' "$line"
    [ "${line#\$ }" != "$line" ] || continue
    status=0
    eval "${line#??}" </dev/null >"$scratch/said" 2>&1 || status=$?
    sed 's/trained in [0-9.]* s$/trained in T s/; s/^/|/; s/ *$//' "$scratch/said"
    [ "$status" -eq 0 ] || echo "|[status $status]"
  done <"$1"
}

# Says where transcript $1 and what the programs say now begin to differ, and
# then all of it.
compare() {
  diff "$1" "$scratch/now" >"$scratch/diff" && return
  awk -v name="$1" '
    /^</ && was == "" { was = substr($0, 3) }
    /^>/ && now == "" { now = substr($0, 3) }
    END { print name ": not " was ", but " now }' "$scratch/diff"
  cat "$scratch/diff"
  return 1
}

command=$1
shift
for transcript; do
  (furnish && play "$top/$transcript") >"$scratch/now"
  rm -rf "$scratch/room"
  if [ "$command" = renew ]; then
    cp "$scratch/now" "$transcript"
  else
    compare "$transcript"
  fi
done
