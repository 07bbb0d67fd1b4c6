# alt: Above, the parts of a training step as points, speed against operations a byte, under the limits of memory, caches and arithmetic: the products of layers 1 and 2, in tiles, lie a little below the flat limit of arithmetic, those of layer 1 that skip zeros, all multiplications counted, above it, those of layer 3 far below it, and ReLU, dropout and loading the pixels far to the left at the slanted limit of main memory, with Adam between it and that of the caches. Below, three bars of stacked parts: 8.6 milliseconds with loops in order on one core, three quarters of them for the products of layer 1, then, on two cores, 1.1 in tiles and 0.9 as chosen, in which layer 1 still takes most and Adam and the rest have become visible.
# Times depend on the processor, so these are kept in plots/19_what_trains.dat, of one
# with 32 registers of 16 numbers; make pages-slow measures them again.
data = ARG1
call "style.gp" ARG2 840 690
set datafile separator whitespace
stats data index "limits" using (all = $2) nooutput
stats data index "limits" using (caches = $3, memory = $4) nooutput
set multiplot

# The roofline (Williams, Waterman & Patterson 2009).
set lmargin at screen 0.085
set rmargin at screen 0.985
set tmargin at screen 0.94
set bmargin at screen 0.55
set logscale xy
set xrange [0.05:130]
set yrange [3:all * 2]
set xtics (0.1, 1, 10, 100) scale 0.5,0
set ytics (10, 30, 100, 300)
set grid xtics ytics
set xlabel "operations for each byte that must be read or written"
set ylabel "GFLOP/s, all cores" offset 1,0
set label 1 heading("The parts of a training step under the limits of the machine")
set label 2 sprintf("arithmetic limits: %.0f", all) at 1.6,all left offset 0,0.6 \
    textcolor rgb ink
set label 4 "memory limits" at 0.06,all offset 0,0.6 textcolor rgb ink
# the limits of memory are straight lines; their names lie along them
lowest(x, y) = x < y ? x : y
angle = 33
set label 3 "caches" at 0.2,0.2 * caches rotate by angle offset 0,1 \
    textcolor rgb ink
set label 5 "main memory" at 1.6,1.6 * memory rotate by angle offset 0.6,-1 \
    textcolor rgb ink
# the products of a layer lie together
set label 6 "layer 1's products" at 120,250 right textcolor rgb blue
set label 9 "hollow: zeros skipped,\nbut counted" at 55,all * 1.75 right textcolor rgb blue
set label 7 "layer 2's" at 25,330 right textcolor rgb orange
set label 8 "layer 3's" at 5.2,85 left textcolor rgb green
part(name) = name[1:2] eq "W1" || name[1:3] eq "dZ1" ? 1 : \
    name[1:2] eq "W2" || name[1:3] eq "dZ2" ? 2 : \
    name[1:2] eq "W3" || name[1:3] eq "dZ3" ? 3 : 4
array colors = [blue, orange, green, ink]
x(name, p) = part(name) == p ? column(6) : NaN
skipped(name) = column(4) < 0.9 * column(3) && name[1:1] ne "l" && name[1:2] ne "W2" && \
    name[1:3] ne "dZ2" ? column(5) * column(3) / column(4) : NaN
only(name, start) = name[1:strlen(start)] eq start ? column(6) : NaN
plot lowest(all, x * caches) with lines linecolor rgb ink linewidth 1.5 \
         dashtype 2, \
     x * memory < all ? x * memory : NaN with lines linecolor rgb ink \
         linewidth 1.5 dashtype 2, \
     for [p = 1:4] data index "step" using (x(stringcolumn(1), p)):5 with points \
         pointtype 7 pointsize 0.8 linecolor rgb colors[p], \
     data index "step" using 6:(skipped(stringcolumn(1))) with points \
         pointtype 6 pointsize 1 linewidth 1.5 linecolor rgb blue, \
     data index "step" using (only(stringcolumn(1), "Adam")):5:1 with labels \
         left offset 0.8,-0.3 textcolor rgb ink, \
     data index "step" using (only(stringcolumn(1), "load")):5:1 with \
         labels right offset -0.8,0.3 textcolor rgb ink, \
     data index "step" using (only(stringcolumn(1), "dropout")):5:1 with \
         labels left offset 0.8,-0.4 textcolor rgb ink, \
     data index "step" using (only(stringcolumn(1), "ReLU")):5:1 with labels \
         left offset 0.8,-0.5 textcolor rgb ink

# Below: what the step takes, three times.
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
set label 1 heading("The step: all of it in order, in tiles, and with zeros skipped") \
    at graph -0.06,1 left offset 0,1.2 textcolor rgb title_color
peak = 384.1 / all # milliseconds; so many million operations are in a step
array ways = ["in order,\none core", "in tiles,\ntwo cores", "as chosen,\ntwo cores"]
array parts = ["layer 1's products", "layer 2's", "layer 3's", \
    "the rest: Adam, ReLU, dropout, pixels"]
set style fill solid 0.8 noborder
ms(w, p) = part(stringcolumn(1)) == p ? column(w + 1) : 0
n = 0
do for [w = 1:3] {
    from = 0.0
    do for [p = 1:4] {
        stats data index "step" using (ms(w, p)) nooutput
        to = from + STATS_sum
        n = n + 1
        set object n rectangle from from,3.25 - w to to,3.8 - w front \
            fillcolor rgb colors[p] fillstyle solid 0.8 noborder
        from = to
    }
    set label 10 + w ways[w] at -0.08,3.62 - w right textcolor rgb title_color
    set label 20 + w sprintf("%.1f ms", from) at from + 0.08,3.5 - w \
        left textcolor rgb title_color
}
do for [p = 1:4] {
    set label 30 + p parts[p] at 2.6,2.2 - 0.44 * p left textcolor rgb colors[p]
}
set yrange [-0.4:3.1]
set arrow 9 from peak,-0.1 to peak,2.95 nohead linecolor rgb ink dashtype 2
set label 9 "dashed: all eight products at the peak, nothing skipped" at peak,-0.2 left \
    offset 0.5,0 textcolor rgb ink
plot NaN notitle
unset multiplot
