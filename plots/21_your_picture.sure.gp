# alt: Left, the share of pictures with a sure answer, against the chance that an answer must have to count as sure: that of digits falls slowly from 100 percent to 79 at 0.95 and below 20 at 0.9999; those of letters and scribbles fall from 100 to 42 at 0.95 and near 0 at 0.9999. Right, of 100 sure answers to digits those that are wrong: 7.6 at first, 1.8 at 0.95, about 1 at the end.
data = ARG1
call "style.gp" ARG2 840 340
set datafile separator whitespace
set multiplot
set bmargin at screen 0.17
set tmargin at screen 0.87
set lmargin at screen 0.075
set rmargin at screen 0.59
set xrange [0:9]
set xlabel "the chance that counts as sure"
set ytics 20 format "%.0f %%"
set yrange [0:100]
set label 1 heading("Pictures with a sure answer")
set label 2 "digits" at 6.3,82 textcolor rgb blue
set label 3 "letters" at 1.9,62 right textcolor rgb orange
set label 4 "scribbles" at 4.2,74 textcolor rgb purple
set arrow 1 from 6,0 to 6,100 nohead back linecolor rgb ink dashtype 2
set xtics ("0" 0, "0.5" 1, "0.6" 2, "0.7" 3, "0.8" 4, "0.9" 5, "0.95" 6, "0.99" 7, \
    "0.999" 8, "0.9999" 9)
plot data index "coverage" using ($0):4 with linespoints linetype 2, \
     data index "coverage" using ($0):5 with linespoints linetype 4, \
     data index "coverage" using ($0):2 with linespoints linetype 1
set lmargin at screen 0.68
set rmargin at screen 0.975
set yrange [0:8]
set ytics 2
unset label 2
unset label 3
unset label 4
set arrow 1 from 6,0 to 6,8 nohead back linecolor rgb ink dashtype 2
set xtics ("0" 0, "0.6" 2, "0.8" 4, "0.95" 6, "0.999" 8)
set label 1 heading("Wrong ones among digits")
plot data index "coverage" using ($0):(100 - $3) with linespoints linetype 3
unset multiplot
