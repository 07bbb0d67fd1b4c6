# alt: Above, the speed of seven ways to multiply matrices in GFLOP/s, as bars for a layer's matrices and for large ones, below the peak of one core and, for the last, of all cores: loops by the definition hardly show, reading in order reaches a fifth of the peak, one sum in a register half of that, eight sums three quarters of the peak, tiles come close to it for the layer, panels bring the large matrices near too, and all cores nearly double it. Below, C = A B drawn: a panel is a band of 48 rows of A, a slice of it 512 terms wide; with 8 columns of B it makes a tile of C. Beside it one term of that tile: 3 vectors of A and 8 numbers of B are loaded, and each of 24 sums gets a product of one vector and one number. At the bottom, a matrix as memory has it: 16 numbers along a row lie in 16 cache lines, 16 down a column in one.
# Times differ from run to run and from one machine to the next, so these are
# kept in plots/17_fast_product.dat, the best of six runs on a machine with other
# work; make pages-slow measures them again.
data = ARG1
call "style.gp" ARG2 840 900
set datafile separator whitespace
stats data index "limits" using (all = $2) nooutput
stats data index "sums" using (one = $2) nooutput
set multiplot

set lmargin at screen 0.085
set rmargin at screen 0.985
set tmargin at screen 0.955
set bmargin at screen 0.615
set xrange [0.4:7.6]
set yrange [0:all * 1.12]
set xtics ("1 by definition" 1, "2 in order" 2, "3 one sum" 3, \
    "4 eight sums" 4, "5 tiles" 5, "6 panels" 6, "7 all cores" 7) scale 0
set ytics 100
set ylabel "GFLOP/s" offset 1,0
set boxwidth 0.32
set style fill solid 0.85 noborder
set label 1 heading("Each way to multiply against what the processor can do")
set arrow 1 from 0.5,one to 3.6,one nohead linecolor rgb ink dashtype 2
set arrow 3 from 5.03,one to 5.62,one nohead linecolor rgb ink dashtype 2
set arrow 2 from 6.55,all to 7.5,all nohead linecolor rgb ink dashtype 2
set label 2 sprintf("peak of one core, %.0f", one) at 0.55,one \
    offset 0,0.7 textcolor rgb ink
set label 3 sprintf("of all, %.0f", all) at 7,all center offset 0,0.7 \
    textcolor rgb ink
set label 4 "384 × 784 times 784 × 240" at 0.8,one * 1.6 textcolor rgb blue
set label 5 "3,120 × 1,024 times 1,024 × 240" at 0.8,one * 1.42 \
    textcolor rgb orange
# How many times the way before, above its number.
times(way, x) = (t = way == 1 ? 1 : x / before, before = x, t < 0.8 ? "×½" : t > 3 ? \
    sprintf("×%.0f", t) : t > 1.1 ? sprintf("×%.1f", t) : "")
speed(x) = sprintf(x < 10 ? "%.1f" : "%.0f", x)
plot data index "layer" using ($1 - 0.17):2 with boxes linetype 1, \
     data index "large" using ($1 + 0.17):2 with boxes linetype 2, \
     data index "layer" using ($1 - 0.17):2:(speed($2)) with labels \
         offset 0,0.5 textcolor rgb blue, \
     data index "layer" using ($1 - 0.17):2:(times($1, $2)) with labels \
         offset 0,1.7 textcolor rgb title_color, \
     data index "large" using ($1 + 0.17):2:(speed($2)) with labels \
         offset 0,0.5 textcolor rgb orange, \
     data index "large" using ($1 + 0.17):2:(times($1, $2)) with labels \
         offset 0,1.7 textcolor rgb title_color

# From here on one unit is one pixel.
unset label
unset arrow
unset border
unset tics
unset grid
unset ylabel
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
set xrange [0:width]
up = 170
set yrange [-up:height - up]
set style rectangle front fillstyle solid 0.18 border linecolor rgb ink
box(n, x, y, w, h) = sprintf("set object %d rectangle from %g,%g to %g,%g", \
    n, x, y, x + w, y + h)
colored(n, x, y, w, h, c, f) = box(n, x, y, w, h) . sprintf(" fillcolor rgb " \
    . "\"%s\" fillstyle solid %g noborder", c, f)
outline(n, x, y, w, h) = box(n, x, y, w, h) . sprintf(" fillstyle empty " \
    . "border linecolor rgb \"%s\"", ink)
set label 1 heading("C = A B: a tile is made of a slice of a panel and a few columns") \
    at 71,325 textcolor rgb title_color

# A at the left, B above C at the right.
eval(colored(1, 71, 120, 250, 26, blue, 0.25))
eval(colored(2, 71, 120, 150, 26, blue, 0.6))
eval(colored(3, 354, 155, 14, 140, orange, 0.25))
eval(colored(4, 354, 211, 14, 84, orange, 0.7))
eval(colored(5, 354, 120, 14, 26, green, 0.85))
eval(outline(6, 71, 30, 250, 116))
eval(outline(7, 340, 155, 120, 140))
eval(outline(8, 340, 30, 120, 116))
set label 2 "A" at 60,88 right textcolor rgb title_color
set label 3 "B" at 468,225 textcolor rgb title_color
set label 4 "C" at 468,88 textcolor rgb title_color
set label 5 "panel: 48 rows" at 321,160 right textcolor rgb blue
set label 6 "slice: 512 terms" at 77,160 textcolor rgb blue
set label 7 "8 columns" at 376,225 textcolor rgb orange
set label 8 "tile" at 376,133 textcolor rgb green
set label 9 "For all columns of C,\nthe slice stays in L2." at 77,80 \
    textcolor rgb ink

# One term: three vectors, eight numbers, 24 sums.
set label 10 "One term of a tile: 3 + 8 loads, 24 sums" at 515,295 \
    textcolor rgb title_color
do for [v = 0:2] {
    eval(colored(20 + v, 530, 170 - 66 * v, 22, 60, blue, 0.6))
    do for [j = 0:7] {
        eval(colored(30 + 8 * v + j, 572 + 31 * j, 170 - 66 * v, 25, 60, \
            green, 0.55))
    }
}
do for [j = 0:7] {
    eval(colored(60 + j, 572 + 31 * j, 244, 25, 18, orange, 0.7))
}
set label 11 "3 vectors\nof A" at 541,24 center textcolor rgb blue
set label 12 "8 numbers of B" at 692,274 center textcolor rgb orange
set label 13 "3 × 8 sums, each in a register" at 692,24 center \
    textcolor rgb green
plot NaN notitle

# At the bottom, a matrix of 16 rows in memory: a cache line for each column.
unset label
unset object
set yrange [0:height]
set label 20 heading("Along a row every number is in another cache line; down a column they share one") \
    at 71,150 textcolor rgb title_color
cell = 7
column_of(n, x, touched, c) = colored(n, x, 15, 9, 16 * cell, grid_color, 0.6) . "; " \
    . colored(n + 1, x, 15 + cell * touched, 9, cell * (touched < 0 ? 0 : 1), c, 1)
do for [k = 0:15] {
    eval(column_of(100 + 2 * k, 71 + 14 * k, 9, orange))
    eval(column_of(140 + 2 * k, 500 + 14 * k, -1, blue))
}
eval(colored(180, 500, 15, 9, 16 * cell, blue, 0.85))
set label 21 "way 1: 16 numbers\nof a row, 16 lines" at 310,80 \
    textcolor rgb orange
set label 22 "way 2: 16 of a\ncolumn, 1 line" at 739,80 textcolor rgb blue

plot NaN notitle
unset multiplot
