# alt: The share of digits with a sure answer, and the share of these that is right, against the chance that an answer must have to count as sure: the first falls from 100 to below 20 percent, the second rises from 92 to 99. Sure answers to letters and scribbles fall from 100 to near 0.
data = ARG1
call "style.gp" ARG2 840 350
set datafile separator whitespace
call "canvas.gp"
across(i) = 66 + 78 * i # i is the number of the threshold
up(percent) = 62 + 2.4 * percent
set label 1 heading("Sure answers")
set for [i = 0:5] arrow i + 1 from across(0),up(20 * i) to across(9),up(20 * i) \
    nohead back linecolor rgb grid_color
set for [i = 0:5] label i + 10 sprintf("%d %%", 20 * i) \
    at across(0) - 10,up(20 * i) right textcolor rgb ink
set label 20 "the chance that counts as sure" at across(4.5),16 center \
    textcolor rgb ink
set label 21 "of these digits, right" at across(9),up(102) right offset 0,0.3 \
    textcolor rgb green
set label 22 "digits" at across(6.4),up(86) textcolor rgb blue
set label 23 "letters" at across(1.7),up(66) right textcolor rgb orange
set label 24 "scribbles" at across(2.4),up(85) textcolor rgb purple
set arrow 20 from across(6),up(0) to across(6),up(100) nohead back \
    linecolor rgb ink dashtype 2
set label 25 "0.95, chapter 16's" at across(6) + 6,up(5) textcolor rgb ink
plot data index "coverage" using (across($0)):(up($4)) \
         with linespoints linetype 2, \
     data index "coverage" using (across($0)):(up($5)) \
         with linespoints linetype 4, \
     data index "coverage" using (across($0)):(up($2)) \
         with linespoints linetype 1, \
     data index "coverage" using (across($0)):(up($3)) \
         with linespoints linetype 3, \
     data index "coverage" using (across($0)):(42): \
         (sprintf("%g", $1)) with labels textcolor rgb ink
