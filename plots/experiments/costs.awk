# Makes of the kept tables of experiments, plots/experiments/NAME.txt, the data of the
# picture of all of them: a row for every variant but the first of each, with the
# experiment's place by what decides most in it, the name of that variant, and what the
# page's bet calls it.
BEGIN {
  bet["Left out", "biases: all stay 0"] = "no biases"
  bet["Left out", "layer 2"] = "no layer 2"
  bet["Left out", "random order: sorted"] = "sorted"
  bet["Learning rate", "0.001"] = "a fifth of α"
  bet["Digits to train on", "1000"] = "a fiftieth of the digits"
}
FNR == 1 {
  about[++experiments] = trimmed(substr($0, 1, index($0, "right, %") - 1))
  if (about[experiments] == "Hidden layers of 100") # whose first is not the recipe
    about[experiments] = "Layers of 100, against one"
  most[experiments] = 0
}
FNR > 2 {
  match($0, /[+-][0-9.]+ ± [0-9.]+/)
  of[++rows] = experiments
  variant[rows] = trimmed(substr($0, 1, 26))
  difference[rows] = substr($0, RSTART, RLENGTH) + 0
  shown[rows] = !/not shown/
  if (size(rows) > most[experiments]) most[experiments] = size(rows)
}
END {
  print "place,about,difference,shown,most,bet"
  for (r = 1; r <= rows; r++) {
    place = 1
    for (e = 1; e <= experiments; e++) place += most[e] > most[of[r]]
    called = bet[about[of[r]], variant[r]]
    name = size(r) == most[of[r]] && called == "" ? variant[r] : " "
    if (called == "") called = " "
    printf "%d,\"%s\",%s,%d,\"%s\",\"%s\"\n", place, about[of[r]], difference[r],
      shown[r], name, called
  }
}
function size(r) {
  return difference[r] < 0 ? -difference[r] : difference[r]
}
function trimmed(text) {
  sub(/ +$/, "", text)
  return text
}
