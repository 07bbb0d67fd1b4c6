# alt: Above, the speed of six ways to multiply matrices in GFLOP/s, as bars for a layer's matrices and for large ones, below the peak of one core and, for the last, of all cores: loops by the definition hardly show, reading in order reaches a third of the peak, one sum in a register is slower again, tiles come close to the peak for the layer, panels a little closer for the large matrices too, and all cores nearly double it. Below, the parts of a training step as points, speed against operations a byte, under the limits of memory, caches and arithmetic: the products of layer 1 lie at the flat limit of arithmetic, those of layer 2 a little and of layer 3 far below it, and ReLU, dropout, Adam and loading the pixels far to the left, between the slanted limits of main memory and of the caches.
# Times differ from run to run and from one machine to the next, so these are
# kept in plots/17_fast_product.dat; make pages-slow measures them again.
data = ARG1
call "style.gp" ARG2 840 900
set datafile separator whitespace
stats data index "limits" using (one = $1, all = $2) nooutput
stats data index "limits" using (caches = $3, memory = $4) nooutput
set multiplot

set lmargin at screen 0.085
set rmargin at screen 0.985
set tmargin at screen 0.955
set bmargin at screen 0.60
set xrange [0.4:6.6]
set yrange [0:all * 1.12]
set xtics ("1 by definition" 1, "2 in order" 2, "3 by vectors" 3, \
    "4 by tiles" 4, "5 by panels" 5, "6 all cores" 6) scale 0
set ytics 50
set ylabel "GFLOP/s" offset 1,0
set boxwidth 0.32
set style fill solid 0.85 noborder
set label 1 heading("Each step of the product against what the processor can do")
set arrow 1 from 0.5,one to 3.55,one nohead linecolor rgb ink dashtype 2
set arrow 2 from 5.55,all to 6.5,all nohead linecolor rgb ink dashtype 2
set label 2 sprintf("peak of one core, %.0f", one) at 0.55,one \
    offset 0,0.7 textcolor rgb ink
set label 3 sprintf("of all, %.0f", all) at 6,all center offset 0,0.7 \
    textcolor rgb ink
set label 4 "384 × 784 times 784 × 240" at 0.8,one * 0.72 textcolor rgb blue
set label 5 "3,120 × 1,024 times 1,024 × 240" at 0.8,one * 0.58 \
    textcolor rgb orange
speed(x) = sprintf(x < 10 ? "%.1f" : "%.0f", x)
plot data index "layer" using ($1 - 0.17):2 with boxes linetype 1, \
     data index "large" using ($1 + 0.17):2 with boxes linetype 2, \
     data index "layer" using ($1 - 0.17):2:(speed($2)) with labels \
         offset 0,0.5 textcolor rgb blue, \
     data index "large" using ($1 + 0.17):2:(speed($2)) with labels \
         offset 0,0.5 textcolor rgb orange

# The roofline (Williams, Waterman & Patterson 2009).
unset label
unset arrow
set tmargin at screen 0.50
set bmargin at screen 0.08
set logscale xy
set xrange [0.05:130]
set yrange [2:all * 2]
set xtics (0.1, 1, 10, 100) scale 0.5,0
set ytics (3, 10, 30, 100, 300)
set grid xtics ytics
set xlabel "operations for each byte that must be read or written"
set label 1 heading("The parts of a training step under the limits, all cores") \
    at screen 0.085,0.535 left offset 0,0 textcolor rgb title_color
set label 2 sprintf("arithmetic: %.0f", all) at 0.1,all offset 0,0.6 \
    textcolor rgb ink
# the limits of memory are straight lines; their names lie along them
lowest(x, y) = x < y ? x : y
angle = 35
set label 3 "caches" at 0.2,0.2 * caches rotate by angle offset 0,0.8 \
    textcolor rgb ink
set label 5 "main memory" at 1.6,1.6 * memory rotate by angle offset 0,-0.6 \
    textcolor rgb ink
# the products of a layer lie together
set label 6 "products of layer 1" at 88,150 right textcolor rgb blue
set label 7 "layer 2" at 26,185 right textcolor rgb blue
set label 8 "layer 3" at 5.4,62 left textcolor rgb blue
is_product(name) = name[1:1] eq "W" || name[1:2] eq "dZ"
x(name, p) = is_product(name) == p ? column(5) : NaN
only(name, start) = name[1:strlen(start)] eq start ? column(5) : NaN
plot lowest(all, x * caches) with lines linecolor rgb ink linewidth 1.5 \
         dashtype 2, \
     x * memory < all ? x * memory : NaN with lines linecolor rgb ink \
         linewidth 1.5 dashtype 2, \
     data index "step" using (x(stringcolumn(1), 1)):4 with points \
         pointtype 7 pointsize 0.8 linecolor rgb blue, \
     data index "step" using (x(stringcolumn(1), 0)):4 with points \
         pointtype 7 pointsize 0.8 linecolor rgb orange, \
     data index "step" using (only(stringcolumn(1), "Adam")):4:1 with labels \
         right offset -0.8,0.2 textcolor rgb orange, \
     data index "step" using (only(stringcolumn(1), "load")):4:1 with \
         labels right offset -0.8,0.2 textcolor rgb orange, \
     data index "step" using (only(stringcolumn(1), "dropout")):4:1 with \
         labels left offset -0.5,0.8 textcolor rgb orange, \
     data index "step" using (only(stringcolumn(1), "ReLU")):4:1 with labels \
         left offset 0.5,-0.8 textcolor rgb orange
unset multiplot
