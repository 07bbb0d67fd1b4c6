# alt: Left, the charge −log x falls from very much at x = 0 through 2.3026, a guess among ten, at 0.1 and 0.6931 at 0.5 to 0 at x = 1. Right, one weight is changed from −1 to 1: the number of right answers stands still at 80 of 100, while the loss rises evenly.
# Left: the charge. Right: answers and loss while one weight changes.
data = ARG1
call "style.gp" ARG2 840 380
set datafile separator whitespace

set multiplot
set tmargin at screen 0.85
set bmargin at screen 0.15
set lmargin at screen 0.06
set rmargin at screen 0.43
set xrange [0:1]
set yrange [0:5]
set xtics 0,0.25
set ytics 0,1
set xlabel "probability x of the true class"
set ylabel "charge −log x" offset 1,0
set label 1 heading("Sure and wrong costs without limit")
set label 2 "0.01: 4.61" at 0.01,4.6052 left offset 1,0.2 textcolor rgb ink
set label 3 "0.1, a guess among ten: 2.30" at 0.1,2.3026 left offset 1,0.3 \
    textcolor rgb ink
set label 4 "0.5: 0.69" at 0.5,0.6931 left offset 0.5,0.7 textcolor rgb ink
set label 5 "1: 0" at 1,0 right offset -0.5,0.9 textcolor rgb ink
plot data index "charges" using 1:2 with lines linetype 1, \
     "+" using (0.01):(4.6052) every ::::0 with points linetype 2 pointsize 0.8, \
     data index "charges" using (abs($1 - 0.1) < 1e-6 || abs($1 - 0.5) < 1e-6 \
         || $1 > 0.9999 ? $1 : NaN):2 with points linetype 2 pointsize 0.8

# Two panels over the same change of the weight.
unset label
set lmargin at screen 0.56
set rmargin at screen 0.97
set tmargin at screen 0.85
set bmargin at screen 0.56
set xrange [-1:1]
set yrange [76:84]
set xtics -1,0.5 format ""
set ytics 76,4
set xlabel ""
set ylabel "right of 100" offset 0,0
set label 1 heading("Right answers stand still, the loss moves") \
    at graph 0,1 offset 0,1.4 textcolor rgb title_color
set label 2 "80, whatever the weight" at 0.98,81.6 right textcolor rgb orange
plot data index "one weight" using 1:2 with steps linetype 2
unset label
set tmargin at screen 0.48
set bmargin at screen 0.15
set yrange [1.428:1.437]
set xtics -1,0.5 format "%g"
set ytics 1.428,0.004 format "%.3f"
set xlabel "change of the weight"
set ylabel "loss (axis cut)" offset 1.5,0
stats data index "one weight" using 3 name "L" nooutput
set label 1 sprintf("from %.4f to %.4f", L_min, L_max) at -0.95,1.4341 \
    textcolor rgb blue
plot data index "one weight" using 1:3 with lines linetype 1
unset multiplot
