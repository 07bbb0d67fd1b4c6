# How many of the digits that were not trained on each variant of an experiment reads
# right after its last epoch: a point for each seed, a stroke for their mean. Each
# block of the CSV that build/experiment writes is a variant; its first column has the
# experiment's subject as its head. Variants that are numbers lie on an axis, others
# in rows. Shares are labeled by what is read right, and lie, on a log scale, as far
# apart as what is read wrong.
csv = ARG1
set datafile separator comma
stats csv using (column("epoch")) nooutput name "E"
if (!exists("E_min")) { exit error "no row has an epoch; run the experiment again" }
variants = E_blocks
subject = system(sprintf("sed -n '1s/^\"\\([^\"]*\\)\".*/\\1/p' '%s'", csv))

array names[variants]
array means[variants]
array last_epoch[variants]
least = 100.0
most = 0.01
smaller(a, b) = a < b ? a : b
larger(a, b) = a > b ? a : b
numbered = variants > 2
do for [v = 1:variants] {
    stats csv index v-1 using (name = stringcolumn(1), column("epoch")) nooutput
    names[v] = name
    if (strstrt("0123456789", substr(name, 1, 1)) == 0) { numbered = 0 }
    last_epoch[v] = STATS_max
    stats csv index v-1 using (column("epoch") == last_epoch[v] ? \
        100 - column("accuracy") : NaN) nooutput
    means[v] = STATS_mean
    least = smaller(least, STATS_min)
    most = larger(most, STATS_max)
}
least = larger(least, 0.01)
wrong(v) = column("epoch") == last_epoch[v] ? 100 - column("accuracy") : NaN
upto(text, mark) = strstrt(text . mark, mark) - 1
number(v) = real(names[v][1:smaller(upto(names[v], " "), upto(names[v], ":"))])
color(v) = v == 1 ? orange : blue

tall = sprintf("%d", numbered ? 340 : 120 + 26 * variants)
call "style.gp" ARG2 840 tall
text = form eq "text"
set label 1 heading(subject)

# The marks of the shares, in percent wrong.
margin = (most / least)**0.06
step = most - least < 0.5 ? 0.1 : most - least < 1.2 ? 0.2 : 0.5
marks = "0.2 0.5 1 1.5 2 2.5 3 4 5 7 10 15 20 30 50 70 90"
if (most / least < 2) {
    marks = ""
    do for [i = 0:200] { marks = marks . sprintf("%g ", step * i) }
}
if (most / least > 10) { marks = "0.2 0.5 1 2 3 5 10 20 40 60 90" }
lowest = least / margin
highest = most * margin
is_shown(x) = x > lowest && x < highest

if (numbered) {
    array order[variants] # by their numbers
    do for [v = 1:variants] {
        at = 1
        do for [w = 1:variants] { if (number(w) < number(v)) { at = at + 1 } }
        order[at] = v
    }
    set logscale xy
    set xrange [number(order[1]) / 1.3 : number(order[variants]) * 1.3]
    set yrange [highest : lowest]
    set xtics scale 0 ()
    do for [v = 1:variants] { set xtics add (sprintf("%g", number(v)) number(v)) }
    set ytics ()
    do for [m in marks] {
        if (is_shown(real(m))) { set ytics add (sprintf("%g %%%%", 100 - real(m)) real(m)) }
    }
    set ylabel "read right at the end"
    plot order using (number(order[$1])):(means[order[$1]]) with lines \
            linewidth 1 linecolor rgb ink dashtype 3, \
        for [v = 1:variants] csv index v-1 using (number(v)):(wrong(v)) with points \
            pointtype 7 pointsize (text ? 1 : 0.6) linecolor rgb color(v), \
        order using (number(order[$1]) / 1.06):(means[order[$1]]):\
            (number(order[$1]) * (1.06 - 1 / 1.06)):(0) with vectors nohead \
            linewidth 2 linecolor rgb blue, \
        csv index 0 using (number(1) / 1.06):(means[1]):\
            (number(1) * (1.06 - 1 / 1.06)):(0) every ::0::0 with vectors nohead \
            linewidth 2 linecolor rgb orange
} else {
    set logscale x
    set xrange [highest : lowest]
    set yrange [variants + 0.6 : 0.4]
    set xtics ()
    do for [m in marks] {
        if (is_shown(real(m))) { set xtics add (sprintf("%g %%%%", 100 - real(m)) real(m)) }
    }
    set ytics scale 0 ()
    do for [v = 1:variants] { set ytics add (names[v] v) }
    set grid xtics noytics back linetype 1 linecolor rgb grid_color linewidth 1
    set arrow 1 from means[1], graph 0 to means[1], graph 1 nohead back \
        linecolor rgb ink linewidth 1 dashtype 3
    set xlabel "read right at the end: each seed, and the mean"
    plot for [v = 1:variants] csv index v-1 using (wrong(v)):(v) with points \
            pointtype 7 pointsize (text ? 1 : 0.6) linecolor rgb color(v), \
        for [v = 1:variants] csv index v-1 using (means[v]):(v - 0.3):(0):(0.6) \
            every ::0::0 with vectors nohead linewidth 2 linecolor rgb color(v)
}
