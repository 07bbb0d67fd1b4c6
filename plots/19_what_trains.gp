# alt: A matrix C of 100 rows and 29 columns, cut in two ways. Left, by tiles: two panels of 48 rows, each of three tiles of 8 columns, one of 4 and one of a single column; below them the same widths in one vector of 16 rows, of which only the first four lie in C and twelve hang out over its lower edge. Right, by pairs: strips of two columns and a last one of a single column, in two groups of rows, the first from row 0 to 64, the second from row 52 to 100, so that twelve rows are computed twice.
# How C is cut depends on the processor, so this is kept in
# plots/19_what_trains.dat, of one with 32 registers of 16 numbers:
# build/19_what_trains --picture plots/19_what_trains.dat
data = ARG1
call "style.gp" ARG2 840 430
set datafile separator whitespace
set multiplot
set border 0
unset grid
set xrange [0:29]
set yrange [121:-0.5]
set xlabel "columns"
set tmargin at screen 0.86
set bmargin at screen 0.13
set style fill transparent solid 0.3 border
left(c, w) = c + 0.12
right(c, w) = c + w - 0.12

set lmargin at screen 0.1
set rmargin at screen 0.475
set xtics (0, 8, 16, 24, 29)
set ytics (0, 48, 100, 112)
set ylabel "rows"
set label 1 heading("Tiles, smaller at the edges (orange)")
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
