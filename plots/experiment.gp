# How many of the digits that were not trained on each variant of an experiment reads
# wrong after its last epoch: a point for each seed, a stroke for their mean. Each
# block of the CSV that build/experiment writes is a variant.
csv = ARG1
set datafile separator comma
stats csv using (column("epoch")) nooutput name "E"
if (!exists("E_min")) { exit error "no row has an epoch; run the experiment again" }
variants = E_blocks
tall = sprintf("%d", 120 + 26 * variants)
call "style.gp" ARG2 840 tall
text = form eq "text"

array names[variants]
array means[variants]
array last_epoch[variants]
least = 100.0
most = 0.0
smaller(a, b) = a < b ? a : b
larger(a, b) = a > b ? a : b
do for [v = 1:variants] {
    stats csv index v-1 using (name = stringcolumn("variant"), column("epoch")) nooutput
    names[v] = name
    last_epoch[v] = STATS_max
    stats csv index v-1 using (column("epoch") == last_epoch[v] ? \
        100 - column("accuracy") : NaN) nooutput
    means[v] = STATS_mean
    least = smaller(least, STATS_min)
    most = larger(most, STATS_max)
}
# Rows whose names begin with a number stand in its order.
numbered = 1
first_number(name) = real(word(name, 1)[1:(strstrt(name, ":") > 0 ? \
    strstrt(name, ":") - 1 : 20)])
do for [v = 1:variants] {
    if (strstrt("0123456789", substr(names[v], 1, 1)) == 0) { numbered = 0 }
}
array row[variants]
do for [v = 1:variants] {
    row[v] = numbered ? 1 : v
    do for [w = 1:variants] {
        if (numbered && first_number(names[w]) < first_number(names[v])) { row[v] = row[v] + 1 }
    }
}
wrong(v) = column("epoch") == last_epoch[v] ? 100 - column("accuracy") : NaN

set logscale x
set xrange [larger(least, 0.01) / 1.08 : most * 1.08]
set yrange [variants + 0.6 : 0.4]
set xtics ()
do for [e = -2:1] {
    do for [m in "1 1.2 1.5 2 2.5 3 4 5 7"] {
        x = real(m) * 10.0**e
        shown = most / least < 3 ? 1 : most / least < 12 ? \
            strstrt("1 2 3 4 5 7", m) : strstrt("1 2 5", m)
        if (shown) { set xtics add (sprintf("%g %%%%", x) x) }
    }
}
set xtics add ("100 %%" 100)
set ytics scale 0 ()
do for [v = 1:variants] { set ytics add (names[v] row[v]) }
set lmargin text ? 30 : 26
set grid xtics noytics back linetype 1 linecolor rgb grid_color linewidth 1
set arrow 1 from means[1], graph 0 to means[1], graph 1 nohead back \
    linecolor rgb ink linewidth 1 dashtype 3
set label 1 heading("Read wrong at the end, on a log scale: each seed, and their mean")
plot for [v = 1:variants] csv index v-1 using (wrong(v)):(row[v]) with points \
        pointtype 7 pointsize (text ? 1 : 0.6) linecolor rgb (v == 1 ? orange : blue), \
    for [v = 1:variants] csv index v-1 using (means[v]):(row[v] - 0.3):(0):(0.6) every ::0::0 \
        with vectors nohead linewidth 2 linecolor rgb (v == 1 ? orange : blue)
