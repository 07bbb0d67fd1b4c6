# The share of right answers by the chance that they were given, in bins of 0.1. The data
# are bin, count, mean chance, share of right ones.
data = ARG1
call "style.gp" ARG2 420 400
set xrange [0:1]
set yrange [0:1]
set lmargin at screen 0.13
set rmargin at screen 0.96
set bmargin at screen 0.14
set tmargin at screen 0.88
set xtics 0.2
set ytics 0.2
set xlabel "chance that it gave"
set label 1 heading("Share of right answers, of so many digits") at screen 0.02,0.95 offset 0,0
set arrow 1 from 0,0 to 1,1 nohead back linecolor rgb ink dashtype 3 linewidth 1
plot data using 3:4 with linespoints linetype 1 pointsize 0.8, \
     data using ($4 <= 0.85 ? $3 : NaN):4:(sprintf("%d", $2)) with labels \
        offset 0,1 textcolor rgb ink, \
     data using ($4 > 0.85 ? $3 : NaN):4:(sprintf("%d", $2)) with labels right \
        offset -0.7,0.5 textcolor rgb ink
