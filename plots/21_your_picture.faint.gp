# alt: A row of the third picture before and after step 3. From the right edge a shadow with 0.4 of the ink reaches in to the middle, and a stroke of 1 stands in it. A dashed line at 0.46 is the limit, a little above the shadow; after the step only the stroke is left.
data = ARG1
call "style.gp" ARG2 840 230
set datafile separator whitespace
call "canvas.gp"
row = 50
bottom = 26
up(share) = bottom + 150 * share
along(column) = 50 + 6.9 * column
set label 1 heading("A row of the 7 in the shadow, before and after step 3")
set for [i = 0:2] arrow 1 + i from along(0),up(i / 2.0) to along(112),up(i / 2.0) \
    nohead back linecolor rgb grid_color
set for [i = 0:2] label 2 + i sprintf("%g", i / 2.0) at along(0) - 8,up(i / 2.0) right \
    textcolor rgb ink
set arrow 4 from along(0),up(0.46) to along(112),up(0.46) nohead front linecolor rgb orange \
    dashtype 2 linewidth 1.5
set label 5 "the limit, 0.46: what has no more ink is paper" at along(1),up(0.46) - 12 \
    textcolor rgb orange
set label 6 "the shadow, 0.4" at along(82),up(0.2) front textcolor rgb title_color
set label 7 "the stroke, 1" at along(80),up(0.9) textcolor rgb title_color
set arrow 5 from along(111),up(0.62) to along(82),up(0.62) front linecolor rgb blue linewidth 2
set label 8 "in from the edge, up to half ink" at along(82),up(0.7) textcolor rgb blue
set label 9 "light: ink after step 2" at along(1),up(0.9) textcolor rgb ink
set label 10 "dark: what step 3 leaves" at along(1),up(0.78) textcolor rgb ink
cut(share) = share < 0 ? 0 : share > 1 ? 1 : share
bar(number) = $2 == row && cut($3) > 0 ? number : NaN
plot for [s = 0:1] data index s ? "faint 2" : "light 2" matrix \
         using (along($1 + 0.5)):(bar(bottom)):(along($1)):(along($1 + 1)): \
         (bottom):(up(cut($3))) with boxxyerror fillstyle solid noborder \
         linecolor rgb s ? ink : "#c4cad1"
