# alt: Above, the parts of a training step as points, speed against operations a byte, under the limits of memory, caches and arithmetic: the products of layers 1 and 2, in tiles, lie a little below the flat limit of arithmetic. With zeros skipped, all multiplications counted, those of layer 1 lie above it and those of layer 2 a little lower than before. The products of layer 3 lie far below, and ReLU, dropout and loading the pixels far to the left at the slanted limit of main memory, with Adam between it and that of the caches. Below, four bars of stacked parts, of 8.42 milliseconds in order, nearly three quarters of them for the products of layer 1, 2.08 in tiles, 1.58 as chosen and 0.95 on two cores, where layer 1 still takes most and Adam and the rest have become visible. An outline shows whole steps, 1.65 and 1.23 milliseconds.
# Times depend on the processor, so these are kept in plots/19_what_trains.dat, of one
# with 32 registers of 16 numbers; make pages-slow measures them again.
data = ARG1
call "style.gp" ARG2 840 690
set datafile separator whitespace
stats data index "limits" using (peak = $1) nooutput
stats data index "limits" using (caches = $3, memory = $4) nooutput
set multiplot

# The roofline (Williams, Waterman & Patterson 2009).
set lmargin at screen 0.085
set rmargin at screen 0.985
set tmargin at screen 0.94
set bmargin at screen 0.55
set logscale xy
set xrange [0.05:130]
set yrange [3:peak * 2.6]
set xtics (0.1, 1, 10, 100) scale 0.5,0
set ytics (10, 30, 100, 300)
set grid xtics ytics
set xlabel "operations for each byte that must be read or written"
set ylabel "GFLOP/s, one core" offset 1,0
set label 1 heading("The parts of a training step under the limits of the machine")
set label 2 sprintf("arithmetic limits: %.0f", peak) at 1.6,peak left offset 0,0.6 \
    textcolor rgb ink
set label 4 "memory limits" at 0.06,peak offset 0,0.6 textcolor rgb ink
# the limits of memory are straight lines; their names lie along them
lowest(x, y) = x < y ? x : y
angle = 33
set label 3 "caches" at 0.2,0.2 * caches rotate by angle offset 0,1 \
    textcolor rgb ink
set label 5 "main memory" at 1.6,1.6 * memory rotate by angle offset 0.6,-1 \
    textcolor rgb ink
# the products of a layer lie together
set label 6 "layer 1's products" at 125,150 right textcolor rgb blue
set label 9 "hollow: zeros skipped,\nbut counted" at 57,peak * 2.1 right textcolor rgb ink
set label 7 "layer 2's" at 26,175 right textcolor rgb orange
set label 8 "layer 3's" at 5.2,85 left textcolor rgb green
part(name) = name[1:2] eq "W1" || name[1:3] eq "dZ1" ? 1 : \
    name[1:2] eq "W2" || name[1:3] eq "dZ2" ? 2 : \
    name[1:2] eq "W3" || name[1:3] eq "dZ3" ? 3 : 4
array colors = [blue, orange, green, ink]
x(name, p) = part(name) == p ? column(7) : NaN
skips(name) = strstrt("W1 A0, W2 A1, dZ2 A1', dZ1 A0'", name) > 0
skipped(name, p) = part(name) == p && skips(name) ? \
    column(6) * column(3) / column(4) : NaN
only(name, start) = name[1:strlen(start)] eq start ? column(7) : NaN
plot lowest(peak, x * caches) with lines linecolor rgb ink linewidth 1.5 \
         dashtype 2, \
     x * memory < peak ? x * memory : NaN with lines linecolor rgb ink \
         linewidth 1.5 dashtype 2, \
     for [p = 1:4] data index "step" using (x(stringcolumn(1), p)):6 with points \
         pointtype 7 pointsize 0.8 linecolor rgb colors[p], \
     for [p = 1:2] data index "step" using 7:(skipped(stringcolumn(1), p)) with points \
         pointtype 6 pointsize 1 linewidth 1.5 linecolor rgb colors[p], \
     data index "step" using (only(stringcolumn(1), "Adam")):6:1 with labels \
         left offset 0.8,-0.3 textcolor rgb ink, \
     data index "step" using (only(stringcolumn(1), "load")):6:1 with \
         labels left offset 0.8,0.3 textcolor rgb ink, \
     data index "step" using (only(stringcolumn(1), "dropout")):6:1 with \
         labels left offset 0.8,-0.4 textcolor rgb ink, \
     data index "step" using (only(stringcolumn(1), "ReLU")):6:1 with labels \
         left offset 0.8,-0.5 textcolor rgb ink

# Below: what the step takes, each bar with one thing more.
unset label
unset logscale
unset grid
unset ytics
set border 1
unset key
set xrange [0:9.6]
set yrange [*:*] # stats leaves out what is beyond
set lmargin at screen 0.135
set tmargin at screen 0.4
set bmargin at screen 0.105
set xtics 1 nomirror out scale 0.5,0
unset ylabel
set xlabel "milliseconds for a step of 256 digits"
set label 1 heading("The step: in order, in tiles, with zeros skipped, on a second core") \
    at graph -0.06,1 left offset 0,1.2 textcolor rgb title_color
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
    set label 10 + w ways[w] at -0.08,4.62 - w right textcolor rgb title_color
    if (whole[w] > 0) {
        set object n + 1 rectangle from from,4.25 - w to whole[w],4.8 - w front \
            fillstyle empty border rgb ink
        n = n + 1
    }
    set label 20 + w sprintf(whole[w] > 0 ? "%.2f ms, a whole step %.2f" : "%.2f ms", \
        from, whole[w]) at (whole[w] > from ? whole[w] : from) + 0.08,4.5 - w left \
        textcolor rgb title_color
}
do for [p = 1:4] {
    set label 30 + p parts[p] at 5.2,3.25 - 0.45 * p left textcolor rgb colors[p]
}
set yrange [0.1:4.1]
set arrow 9 from at_peak,1.05 to at_peak,3.95 nohead linecolor rgb ink dashtype 2
set label 9 "dashed: all eight products at one core's peak, nothing skipped" at at_peak,1.05 left \
    offset 0.5,0 textcolor rgb ink
plot NaN notitle
unset multiplot
