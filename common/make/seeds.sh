#!/bin/sh
# Makes a run of each of several seeds, one after another:
#
#     common/make/seeds.sh SEEDS COMMAND...   adds --continue --seed N to the command
#
# SEEDS is a list such as 1-5 or 1,3,7. A run that is done already is left as it is, one
# that was stopped goes on.
set -eu
list=$1
shift
seeds=$(echo "$list" | awk -F , '
  NR > 1 || NF == 0 { exit 1 }
  { for (i = 1; i <= NF; i++) {
      if ($i !~ /^[0-9]+(-[0-9]+)?$/ || split($i, ends, "-") > 2)
        exit 1
      last = $i ~ /-/ ? ends[2] : ends[1]
      if (last + 0 < ends[1] + 0 || last - ends[1] > 999 || length(last) > 9)
        exit 1
      for (seed = ends[1] + 0; seed <= last + 0; seed++)
        print seed
    }
  }') || {
  echo "seeds: SEEDS='$list' is no list of seeds; give one as in SEEDS=1-5 or" \
    "SEEDS=1,3,7" >&2
  exit 2
}

for seed in $seeds; do
  echo "seed $seed:"
  "$@" --continue --seed "$seed"
done
