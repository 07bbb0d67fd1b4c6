# alt: For each of the ten classes of a test digit 2, a bar shows ŷ − y, −0.53 for the true class and 0.36 for class 5; the measured slopes of the loss lie exactly on the ends of the bars, those of the loss as printed, −0.88 and 0.66, lie far from them.
# Bars: the formula. Filled points: the measured slope of the loss. Open points:
# that of the loss as printed.
data = ARG1
call "style.gp" ARG2 840 360
set datafile separator whitespace

set lmargin at screen 0.085
set rmargin at screen 0.98
set bmargin at screen 0.16
set style fill solid noborder
set boxwidth 0.6
set xrange [-0.6:9.6]
set yrange [-1:0.8]
set xtics 0,1 scale 0
set ytics -1,0.5
set xlabel "class k of the score"
set ylabel "slope of the loss" offset 1,0
set xzeroaxis linetype 1 linecolor rgb ink linewidth 1
set label 1 heading("ŷ − y is the slope of the loss, but not of the loss " \
    . "as printed")
set label 2 "the true class:\nits score should rise" at 2.42,-0.17 \
    textcolor rgb ink
set label 3 "ŷ − y, calculated" at 1.58,-0.17 right textcolor rgb blue
set label 4 "measured" at 1.58,-0.6 right textcolor rgb title_color
set label 5 "measured, loss as printed" at 1.8,-0.885 right textcolor rgb orange
set label 6 "the likeliest wrong class:\nits score should fall" at 4.58,0.41 right \
    textcolor rgb ink
plot data index "slopes" using 1:2 with boxes linetype 1, \
     data index "slopes" using 1:4 with points linetype 2 pointtype 6 \
         pointsize 1 linewidth 2, \
     data index "slopes" using 1:3 with points linetype 1 \
         linecolor rgb title_color pointsize 0.8
