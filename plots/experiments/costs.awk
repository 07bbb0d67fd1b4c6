# Makes of the kept tables of experiments, plots/experiments/NAME.txt, the data of the
# picture of all of them: a row for every variant but the first of each, with the
# experiment's place by what its worst variant costs, and the name of that variant.
FNR == 1 {
  about[++experiments] = trimmed(substr($0, 1, index($0, "right, %") - 1))
  worst[experiments] = 0
}
FNR > 2 {
  match($0, /[+-][0-9.]+ ± [0-9.]+/)
  of[++rows] = experiments
  variant[rows] = trimmed(substr($0, 1, 26))
  difference[rows] = substr($0, RSTART, RLENGTH) + 0
  shown[rows] = !/not shown/
  if (difference[rows] < worst[experiments]) worst[experiments] = difference[rows]
}
END {
  print "place,about,difference,shown,worst"
  for (r = 1; r <= rows; r++) {
    place = 1
    for (e = 1; e <= experiments; e++) place += worst[e] < worst[of[r]]
    name = difference[r] == worst[of[r]] ? variant[r] : ""
    printf "%d,\"%s\",%s,%d,\"%s\"\n", place, about[of[r]], difference[r], shown[r], name
  }
}
function trimmed(text) {
  sub(/ +$/, "", text)
  return text
}
