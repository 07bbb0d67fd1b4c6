# The parts of a training step as points, speed against operations a byte, under the limits of memory, caches and arithmetic: the products of layers 1 and 2, in tiles, lie a little below the flat limit of arithmetic. With zeros skipped, all multiplications counted, those of layer 1 lie above it and those of layer 2 a little lower than before. The products of layer 3 lie far below, and ReLU, dropout and loading the pixels far to the left at the slanted limit of main memory, with Adam between it and that of the caches.
# The roofline (Williams, Waterman & Patterson 2009), of the numbers that are kept in
# plots/19_what_trains.dat.
data = ARG1
call "style.gp" ARG2 840 400
set datafile separator whitespace
stats data index "limits" using (peak = $1) nooutput
stats data index "limits" using (caches = $3, memory = $4) nooutput
set lmargin at screen 0.085
set rmargin at screen 0.985
set tmargin at screen 0.89
set bmargin at screen 0.16
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
# the limits of memory are straight lines; their names lie along them
lowest(x, y) = x < y ? x : y
angle = 33
set label 3 sprintf("caches: %.0f GB/s", caches) at 0.13,0.13 * caches rotate by angle offset 0,1 \
    textcolor rgb ink
set label 5 sprintf("main memory: %.0f GB/s", memory) at 0.75,0.75 * memory rotate by angle offset 0.6,-1 \
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
         left offset 0.7,0.5 textcolor rgb ink, \
     data index "step" using (only(stringcolumn(1), "load")):6:1 with \
         labels left offset 0.8,0.3 textcolor rgb ink, \
     data index "step" using (only(stringcolumn(1), "dropout")):6:1 with \
         labels left offset 0.8,-0.4 textcolor rgb ink, \
     data index "step" using (only(stringcolumn(1), "ReLU")):6:1 with labels \
         right offset -0.8,0.4 textcolor rgb ink
