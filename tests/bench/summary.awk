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

function median(list,   n, x, i, j, t) {
    n = split(list, x, " ")
    for (i = 2; i <= n; i++)
        for (j = i; j > 1 && x[j - 1] + 0 > x[j] + 0; j--) {
            t = x[j]; x[j] = x[j - 1]; x[j - 1] = t
        }
    return n % 2 ? x[(n + 1) / 2] + 0 : (x[n / 2] + x[n / 2 + 1]) / 2
}

# Seconds as a person says them.
function readable(value, unit) {
    if (unit != "s")
        return sprintf("%.4g %s", value, unit)
    if (value < 1e-3)
        return sprintf("%.1f µs", 1e6 * value)
    if (value < 1)
        return sprintf("%.1f ms", 1e3 * value)
    return sprintf("%.2f s", value)
}

# The median of the ratios to what `base` is the key of, round by round.
function ratio(key, base,   r, list) {
    for (r = 1; r <= rounds; r++)
        if ((key, r) in least && (base, r) in least)
            list = list " " least[key, r] / least[base, r]
    return list == "" ? "" : sprintf("%.3f", median(list))
}

function base_of(key,   f) {
    split(key, f, ",")
    if (f[3] == "product")
        return "OpenBLAS," f[2] "," f[3] "," f[4]
    return "this project," f[2] "," f[3] "," f[4]
}

function summarize(key,   f, m, rate, share, times, peak) {
    split(key, f, ",")
    m = median(values[key])
    rate = share = times = ""
    if (work[key] > 0) {
        rate = work[key] / lowest[key]
        peak = limit[f[2], work_unit[key]]
        if (peak > 0)
            share = rate / peak
    }
    if (unit[key] == "s" && f[3] != "peak")
        times = ratio(key, base_of(key))
    printf("%s,%s,%d,%.9g,%.9g,%.9g,%s,%s,%s,%s\n", key, unit[key],
        count[key], m, lowest[key], highest[key],
        rate == "" ? "" : sprintf("%.5g", rate),
        rate == "" ? "" : work_unit[key] "/s",
        share == "" ? "" : sprintf("%.4f", share), times) >csv
    if (f[3] != last)
        printf "\n%s%s\n", f[3], (f[3] == "product" ? \
            " (ratio: OpenBLAS 1)" : f[3] ~ /epoch$/ ? \
            " (ratio: this project 1)" : "")
    last = f[3]
    printf "  %-22s %-21s %s thread%s %10s %10s %14s %6s %6s\n", f[1],
        f[4], f[2], (f[2] > 1 ? "s" : " "), readable(m, unit[key]),
        readable(lowest[key], unit[key]),
        (rate == "" ? "" : sprintf("%.4g %s/s", rate, work_unit[key])),
        (share == "" ? "" : sprintf("%.0f %%", 100 * share)), times
}

NF != 9 {
    print "summary: not a sample: " $0 >"/dev/stderr"
    bad = 1
    exit 1
}

{
    key = $2 "," $3 "," $4 "," $5
    if (!(key in count)) {
        keys[++n] = key
        if (!($4 in seen))
            measures[++n_measures] = $4
        seen[$4] = 1
        lowest[key] = $6
    }
    count[key]++
    values[key] = values[key] " " $6
    unit[key] = $7
    work[key] = $8
    work_unit[key] = $9
    if ($6 < lowest[key])
        lowest[key] = $6
    if ($6 > highest[key])
        highest[key] = $6
    if (!((key, $1) in least) || $6 < least[key, $1])
        least[key, $1] = $6
    if ($1 > rounds)
        rounds = $1
    if ($4 == "peak" && $8 / $6 > limit[$3, $9])
        limit[$3, $9] = $8 / $6
}

END {
    if (bad || n == 0)
        exit 1
    print "who,threads,measure,case,unit,samples,median,lowest,highest,rate," \
        "rate_unit,share,ratio" >csv
    printf "  %-22s %-21s %9s %10s %10s %14s %6s %6s\n", "", "", "", "median",
        "lowest", "rate", "share", "ratio"
    for (i = 1; i <= n_measures; i++)
        for (j = 1; j <= n; j++) {
            split(keys[j], f, ",")
            if (f[3] == measures[i])
                summarize(keys[j])
        }
}
