# alt: A row of the second of the six sheets, before and after step 2. Before it, the ink of blank paper falls evenly from 0.4 at the left to −0.5 at the right, and a stroke stands up to 1; a line, the surface found, lies in the paper and passes below the stroke. After it the paper is 0 from left to right, and the stroke is still 1.
data = ARG1
call "style.gp" ARG2 840 270
set datafile separator whitespace
call "canvas.gp"
zero = 90
up(share) = zero + 110 * share
left(panel) = 46 + 415 * panel
along(panel, column) = left(panel) + 3.3 * column
set label 1 heading("A row of the 7 lit from the right, before step 2 and after it")
set for [p = 0:1] for [i = 0:3] arrow 1 + 4 * p + i from along(p, 0),up(i / 2.0 - 0.5) to \
    along(p, 112),up(i / 2.0 - 0.5) nohead back linecolor rgb grid_color
set for [p = 0:1] for [i = 0:3] label 2 + 4 * p + i word("−0.5 0 0.5 1", i + 1) at \
    left(p) - 8,up(i / 2.0 - 0.5) right textcolor rgb ink
set label 20 "paper in little light" at along(0, 1),up(-0.1) textcolor rgb title_color
set label 21 "paper in much light" at along(0, 111),up(-0.62) right textcolor rgb title_color
set label 22 "the surface b" at along(0, 16),up(0.42) textcolor rgb blue
set label 23 "(ink − b) / (1 − b)" at along(1, 2),up(0.25) textcolor rgb title_color
set label 24 "the stroke" at along(0, 75),up(0.88) textcolor rgb title_color
plot data index "row" using (along(0, $0 + 0.5)):(zero):(along(0, $0)):(along(0, $0 + 1)): \
         (zero):(up($1)) with boxxyerror fillstyle solid noborder linecolor rgb "#c4cad1", \
     data index "row" using (along(0, $0 + 0.5)):(up($2)) with lines linecolor rgb blue \
         linewidth 2.5, \
     data index "row" using (along(1, $0 + 0.5)):(zero):(along(1, $0)):(along(1, $0 + 1)): \
         (zero):(up($3)) with boxxyerror fillstyle solid noborder linecolor rgb ink
