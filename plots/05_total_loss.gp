# alt: Left, −log x falls from very much at x = 0 through ln 10 at 0.1 to 0 at x = 1, and −log(1 − x) mirrors it; right, when the true class keeps 0.5, its loss stays at 0.69 however the other classes share the rest, but the loss as printed moves between 1.24 and 1.39.
# Left: the two terms of image 5. Right: both losses over one wrong class's chance.
data = ARG1
call "style.gp" ARG2 840 360
set datafile separator whitespace

set multiplot
set tmargin at screen 0.84
set bmargin at screen 0.16
set lmargin at screen 0.07
set rmargin at screen 0.47
set xrange [0:1]
set yrange [0:5]
set xtics 0,0.25
set ytics 0,1
set xlabel "probability x"
set ylabel "charge" offset 1,0
set label 1 heading("Sure and wrong costs without limit")
set label 2 "−log x,\nfor the true class" at 0.05,4.7 textcolor rgb blue
set label 3 "−log(1 − x),\nfor a wrong class" at 0.95,4.7 right \
    textcolor rgb orange
set label 4 "a guess among\nten: 2.30" at 0.14,2.72 textcolor rgb ink
plot data index "terms" using 1:3 with lines linetype 2, \
     data index "terms" using 1:2 with lines linetype 1, \
     data index "terms" using 1:2 every ::19::19 with points linetype 1 \
         pointsize 0.9

unset label
set lmargin at screen 0.57
set rmargin at screen 0.97
set xrange [0:0.5]
set yrange [0:1.6]
set xtics 0,0.1
set ytics (0, 0.5, 1)
set xlabel "probability of one of the three wrong classes"
set ylabel "loss of one example"
set label 1 heading("For the same 0.5, two printed losses") \
    at graph 0,1 offset 0,1.4 textcolor rgb title_color
set label 2 "loss as printed" at 0.32,1.12 center textcolor rgb orange
set label 3 "loss" at 0.32,0.58 center textcolor rgb blue
set label 4 "the rest\nshared evenly" at 0.1667,0.36 center textcolor rgb ink
set label 5 "nearly all\nto one class" at 0.5,0.36 right textcolor rgb ink
plot data index "losses" using 1:3 with lines linetype 2, \
     data index "losses" using 1:2 with lines linetype 1, \
     for [i = 2:3] data index "two predictions" using 1:i \
         with points linetype i - 1 pointsize 0.9, \
     for [i = 2:3] data index "two predictions" \
         using 1:i:(sprintf("%.4f", column(i))) \
         with labels offset 0,0.9 textcolor linetype i - 1
unset multiplot
