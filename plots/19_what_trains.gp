# alt: Above, the parts of a training step as points, speed against operations a byte, under the limits of memory, caches and arithmetic: the products of layers 1 and 2, in tiles, lie a little below the flat limit of arithmetic, those of layer 3 far below it, and ReLU, dropout and loading the pixels far to the left at the slanted limit of main memory, with Adam between it and that of the caches. Below, a matrix C of 100 rows and 29 columns, cut in two ways. Left, by tiles: two panels of 48 rows, each of three tiles of 8 columns, one of 4 and one of a single column; below them the same widths in one vector of 16 rows, of which only the first four lie in C and twelve hang out over its lower edge. Right, by pairs: strips of two columns and a last one of a single column, in two groups of rows, the first from row 0 to 64, the second from row 52 to 100, so that twelve rows are computed twice.
# Times, and how C is cut, depend on the processor, so these are kept in
# plots/19_what_trains.dat, of one with 32 registers of 16 numbers; make pages-slow
# measures them again.
data = ARG1
call "style.gp" ARG2 840 790
set datafile separator whitespace
stats data index "limits" using (all = $2) nooutput
stats data index "limits" using (caches = $3, memory = $4) nooutput
set multiplot

# The roofline (Williams, Waterman & Patterson 2009).
set lmargin at screen 0.085
set rmargin at screen 0.985
set tmargin at screen 0.95
set bmargin at screen 0.56
set logscale xy
set xrange [0.05:130]
set yrange [3:all * 2]
set xtics (0.1, 1, 10, 100) scale 0.5,0
set ytics (10, 30, 100, 300)
set grid xtics ytics
set xlabel "operations for each byte that must be read or written"
set ylabel "GFLOP/s, all cores" offset 1,0
set label 1 heading("The parts of a training step under the limits of the machine")
set label 2 sprintf("arithmetic: %.0f", all) at 0.1,all offset 0,0.6 \
    textcolor rgb ink
# the limits of memory are straight lines; their names lie along them
lowest(x, y) = x < y ? x : y
angle = 33
set label 3 "caches" at 0.2,0.2 * caches rotate by angle offset 0,0.8 \
    textcolor rgb ink
set label 5 "main memory" at 1.6,1.6 * memory rotate by angle offset 0,-0.7 \
    textcolor rgb ink
# the products of a layer lie together
set label 6 "layer 1's products" at 120,250 right textcolor rgb blue
set label 7 "layer 2's" at 25,330 right textcolor rgb blue
set label 8 "layer 3's" at 5.2,85 left textcolor rgb blue
is_product(name) = name[1:1] eq "W" || name[1:2] eq "dZ"
x(name, p) = is_product(name) == p ? column(6) : NaN
only(name, start) = name[1:strlen(start)] eq start ? column(6) : NaN
plot lowest(all, x * caches) with lines linecolor rgb ink linewidth 1.5 \
         dashtype 2, \
     x * memory < all ? x * memory : NaN with lines linecolor rgb ink \
         linewidth 1.5 dashtype 2, \
     data index "step" using (x(stringcolumn(1), 1)):5 with points \
         pointtype 7 pointsize 0.8 linecolor rgb blue, \
     data index "step" using (x(stringcolumn(1), 0)):5 with points \
         pointtype 7 pointsize 0.8 linecolor rgb orange, \
     data index "step" using (only(stringcolumn(1), "Adam")):5:1 with labels \
         left offset 0.8,-0.3 textcolor rgb orange, \
     data index "step" using (only(stringcolumn(1), "load")):5:1 with \
         labels left offset 0.8,0 textcolor rgb orange, \
     data index "step" using (only(stringcolumn(1), "dropout")):5:1 with \
         labels left offset 0.8,-0.4 textcolor rgb orange, \
     data index "step" using (only(stringcolumn(1), "ReLU")):5:1 with labels \
         left offset 0.8,0 textcolor rgb orange

# How C is cut.
unset label
unset logscale
set border 0
unset grid
set xrange [0:29]
set yrange [121:-0.5]
set xlabel "columns"
set tmargin at screen 0.42
set bmargin at screen 0.065
set style fill transparent solid 0.3 border
left(c, w) = c + 0.12
right(c, w) = c + w - 0.12

set lmargin at screen 0.1
set rmargin at screen 0.475
set xtics (0, 8, 16, 24, 29) scale 0
set ytics (0, 48, 100, 112)
set ylabel "rows" offset 0,0
set label 1 heading("Tiles, smaller at the edges (orange)") \
    at graph 0,1 left offset 0,1.4 textcolor rgb title_color
set label 2 "below the line: computed for nothing" at 14.5,117 center \
    textcolor rgb ink
set arrow 1 from 0,100 to 29,100 nohead front linecolor rgb title_color \
    linewidth 2
top(r) = r + 0.4
whole(w, h) = w == 8 && h == 48
if_whole(x, w, h) = whole(w, h) ? x : NaN
if_edge(x, w, h) = whole(w, h) ? NaN : x
plot data index "tiles" using (if_whole($1, $3, $4)):2:(left($1, $3)): \
         (right($1, $3)):(top($2)):($2 + $4 - 0.4) with boxxyerror \
         linecolor rgb blue, \
     data index "tiles" using (if_edge($1, $3, $4)):2:(left($1, $3)): \
         (right($1, $3)):(top($2)):($2 + $4 - 0.4) with boxxyerror \
         linecolor rgb orange

set lmargin at screen 0.565
set rmargin at screen 0.985
set ytics (0, 52, 64, 100)
unset ylabel
set label 1 heading("Pairs of columns, in groups of rows")
set label 2 "rows 52 to 63 are computed twice" at 14.5,105 center \
    textcolor rgb ink
plot data index "pairs" using ($2 == 0 ? $1 : NaN):2:(left($1, $3)): \
         (right($1, $3)):(top($2)):($2 + $4 - 0.4) with boxxyerror \
         linecolor rgb blue, \
     data index "pairs" using ($2 > 0 ? $1 : NaN):2:(left($1, $3)): \
         (right($1, $3)):(top($2)):($2 + $4 - 0.4) with boxxyerror \
         linecolor rgb green
unset multiplot
