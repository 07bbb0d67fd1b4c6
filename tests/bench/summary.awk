# Makes of samples (see bench.c; the first column is the round) a CSV, one row
# for each thing that was measured, and prints it as a table.
#
#     awk -F, -v csv=OUT -f summary.awk SAMPLES
#
# Whatever else a machine does can only add to a time, so the lowest is the best
# guess at what it would be undisturbed, and tells of the disturbance when the
# median is far from it. rate  work for a second of the lowest; share  of the
# machine's limit, the best that was measured of its peak with as many threads.
# ratio  to this project's time (of a product: to OpenBLAS's) in the same round,
# lowest to lowest; the median over the rounds.

NF != 9 { complain("not a sample: " $0) }

{
  key = $2 "," $3 "," $4 "," $5
  if (!(key in count))
    keys[++n] = key
  if (!($4 in seen))
    measures[++n_measures] = $4
  seen[$4]
  values[key] = values[key] " " $6
  unit[key] = $7
  work[key] = $8
  work_unit[key] = $9
  lowest[key] = count[key]++ ? smaller(lowest[key], $6) : $6
  highest[key] = -smaller(-highest[key], -$6)
  if (!((key, $1) in least) || $6 < least[key, $1])
    least[key, $1] = $6
  rounds = -smaller(-rounds, -$1)
  if ($4 == "peak" && $8 / $6 > limit[$3, $9])
    limit[$3, $9] = $8 / $6
}

END {
  if (failed || n == 0)
    exit 1
  print "who,threads,measure,case,unit,samples,median,lowest,highest,rate," \
    "rate_unit,share,ratio" >csv
  printf "  %-22s %-21s %9s %10s %10s %14s %6s %6s\n", "", "", "", "median",
    "lowest", "rate", "share", "ratio"
  for (i = 1; i <= n_measures; i++) {
    print "\n" measures[i] (measures[i] == "product" ? " (ratio: OpenBLAS 1)" : \
      measures[i] ~ /epoch$/ ? " (ratio: this project 1)" : "")
    for (j = 1; j <= n; j++)
      if (split(keys[j], f, ",") && f[3] == measures[i])
        summarize(keys[j])
  }
}

function complain(what) {
  print "summary: " what >"/dev/stderr"
  exit failed = 1
}

function smaller(a, b) {
  return a + 0 < b + 0 ? a + 0 : b + 0
}

# Writes and prints what was measured of f: who, threads, measure, case.
function summarize(key, m, rate, share, times, base) {
  m = median(values[key])
  rate = work[key] > 0 ? work[key] / lowest[key] : 0
  share = rate && limit[f[2], work_unit[key]] > 0 ? \
    rate / limit[f[2], work_unit[key]] : ""
  base = (f[3] == "product" ? "OpenBLAS" : "this project") "," f[2] "," f[3] \
    "," f[4]
  times = unit[key] == "s" && f[3] != "peak" ? ratio(key, base) : ""
  printf("%s,%s,%d,%.9g,%.9g,%.9g,%s,%s,%s,%s\n", key, unit[key],
    count[key], m, lowest[key], highest[key], said("%.5g", rate),
    said(work_unit[key] "/s", rate), said("%.4f", share), times) >csv
  printf "  %-22s %-21s %s thread%s %10s %10s %14s %6s %6s\n", f[1],
    f[4], f[2], (f[2] > 1 ? "s" : " "), readable(m, unit[key]),
    readable(lowest[key], unit[key]),
    said("%.4g " work_unit[key] "/s", rate), said("%.0f %%", 100 * share), times
}

# Nothing of what was not measured.
function said(format, value) {
  return value ? sprintf(format, value) : ""
}

function median(list, n, x, i, j, t) {
  n = split(list, x, " ")
  for (i = 2; i <= n; i++)
    for (j = i; j > 1 && x[j - 1] + 0 > x[j] + 0; j--) {
      t = x[j]; x[j] = x[j - 1]; x[j - 1] = t
    }
  return n % 2 ? x[(n + 1) / 2] + 0 : (x[n / 2] + x[n / 2 + 1]) / 2
}

# The median of the ratios to what `base` is the key of, round by round.
function ratio(key, base, r, list) {
  for (r = 1; r <= rounds; r++)
    if ((key, r) in least && (base, r) in least)
      list = list " " least[key, r] / least[base, r]
  return list == "" ? "" : sprintf("%.3f", median(list))
}

# Seconds as a person says them.
function readable(value, unit) {
  return unit != "s" ? sprintf("%.4g %s", value, unit) : \
    value < 1e-3 ? sprintf("%.1f µs", 1e6 * value) : \
    value < 1 ? sprintf("%.1f ms", 1e3 * value) : sprintf("%.2f s", value)
}
