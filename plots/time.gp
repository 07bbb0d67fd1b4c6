# Four bars of stacked parts, of 8.42 milliseconds in order, nearly three quarters of them for the products of layer 1, 2.08 in tiles, 1.58 as chosen and 0.95 on two cores, where layer 1 still takes most and Adam and the rest have become visible. An outline shows whole steps, 1.65 and 1.23 milliseconds.
# Times depend on the processor, so these are kept in plots/19_what_trains.dat, of one
# with 32 registers of 16 numbers; make pages-slow measures them again.
data = ARG1
call "style.gp" ARG2 840 330
set datafile separator whitespace
stats data index "limits" using (peak = $1) nooutput
# What the step takes, each bar with one thing more.
unset grid
unset ytics
set border 1
unset key
set xrange [0:9.6]
set lmargin at screen 0.135
set rmargin at screen 0.985
set tmargin at screen 0.88
set bmargin at screen 0.2
set xtics 1 nomirror out scale 0.5,0
set xlabel "milliseconds for a step of 256 digits"
set label 1 heading("The step: in order, in tiles, with zeros skipped, on a second core") \
    at graph -0.06,1 left offset 0,1.2 textcolor rgb title_color
part(name) = name[1:2] eq "W1" || name[1:3] eq "dZ1" ? 1 : \
    name[1:2] eq "W2" || name[1:3] eq "dZ2" ? 2 : \
    name[1:2] eq "W3" || name[1:3] eq "dZ3" ? 3 : 4
array colors = [blue, orange, green, ink]
stats data index "threads" using ($1 == 1 && $2 == 0 ? $3 : NaN) nooutput
one = STATS_max
stats data index "threads" using ($1 > 1 && $2 == 0 ? $3 : NaN) nooutput
array whole = [0, 0, one, STATS_max] # milliseconds, on one core and on two
at_peak = 384.1 / peak # milliseconds; so many million operations are in a step
array ways = ["in order", "in tiles", "as chosen", "as chosen,\ntwo cores"]
array parts = ["layer 1's products", "layer 2's", "layer 3's", \
    "the rest: Adam, ReLU, dropout, pixels"]
set style fill solid 0.8 noborder
ms(w, p) = part(stringcolumn(1)) == p ? column(w + 1) : 0
n = 0
do for [w = 1:4] {
    from = 0.0
    do for [p = 1:4] {
        stats data index "step" using (ms(w, p)) nooutput
        to = from + STATS_sum
        n = n + 1
        set object n rectangle from from,4.25 - w to to,4.8 - w front \
            fillcolor rgb colors[p] fillstyle solid 0.8 noborder
        from = to
    }
    set label 10 + w ways[w] at -0.08,(w == 4 ? 4.62 : 4.5) - w right textcolor rgb title_color
    if (whole[w] > 0) {
        set object n + 1 rectangle from from,4.25 - w to whole[w],4.8 - w front \
            fillstyle empty border rgb ink
        n = n + 1
    }
    set label 20 + w sprintf(whole[w] > 0 ? "%.2f ms; outline: a whole step, %.2f" : "%.2f ms", \
        from, whole[w]) at (whole[w] > from ? whole[w] : from) + 0.08,4.5 - w left \
        textcolor rgb title_color
}
do for [p = 1:4] {
    set label 30 + p parts[p] at 5.2,3.25 - 0.45 * p left textcolor rgb colors[p]
}
set yrange [0.1:4.1]
set arrow 9 from at_peak,1.05 to at_peak,4.0 nohead linecolor rgb ink dashtype 2
set label 9 sprintf("dashed, %.2f ms: all eight products at one core's peak, nothing skipped", at_peak) \
    at at_peak,3.99 left offset 0.5,0 textcolor rgb ink
plot NaN notitle
