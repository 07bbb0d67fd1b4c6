# alt: Left, for each of the ten classes of a test digit 2, the probability that the layer gave it beside the label, which is 1 for class 2 alone: 0.53 is missing there, and class 5 has 0.36 too much. Right, these differences, −0.53 for class 2 and 0.36 for class 5, as bars; the measured slopes of the loss lie exactly on their ends.
# Left: probabilities and label. Right: their difference, and the measured slope.
data = ARG1
call "style.gp" ARG2 840 360
set datafile separator whitespace

set multiplot
set tmargin at screen 0.84
set bmargin at screen 0.16
set style fill solid noborder
set boxwidth 0.6
set xtics 0,1 scale 0

set lmargin at screen 0.08
set rmargin at screen 0.47
set xrange [-0.6:9.6]
set yrange [0:1.05]
set ytics 0,0.5
set xlabel "class"
set ylabel "probability" offset 0.5,0
set label 1 heading("A 2: what the layer says and what is true")
set label 2 "y = 1\nfor the\ntrue class" at 1.55,0.92 right textcolor rgb ink
set label 3 "0.53 is\nmissing" at 2.45,0.76 textcolor rgb orange
set label 4 "ŷ, as predicted" at 9.5,0.92 right textcolor rgb blue
set label 5 "0.36 too much" at 5.45,0.28 textcolor rgb orange
set object 1 rectangle from 1.7,0 to 2.3,1 front fillstyle empty \
    border linecolor rgb ink linewidth 1.5
set arrow 1 from 2,0.49 to 2,0.98 front linecolor rgb orange linewidth 2 \
    head filled size screen 0.012,20
set arrow 2 from 5,0.36 to 5,0.02 front linecolor rgb orange linewidth 2 \
    head filled size screen 0.012,20
plot data index "slopes" using 1:2 with boxes linetype 1

unset label
unset arrow
unset object
set lmargin at screen 0.575
set rmargin at screen 0.985
set yrange [-0.7:0.5]
set ytics -0.5,0.5
set xlabel "class k of the score"
set ylabel "slope of the loss" offset 1,0
set xzeroaxis linetype 1 linecolor rgb ink linewidth 1
set label 1 heading("The difference ŷ − y is the slope") \
    at graph 0,1 offset 0,1.4 textcolor rgb title_color
set label 2 "slope −0.53:\nthe score goes up" at 2.45,-0.34 \
    textcolor rgb orange
set label 3 "slope +0.36:\nthe score\ngoes down" at 5.45,0.42 textcolor rgb orange
set label 4 "bars: ŷ − y\n(their sum is 0);\ndots: measured" at 9.5,-0.14 right \
    textcolor rgb title_color
plot data index "slopes" using 1:4 with boxes linetype 2, \
     data index "slopes" using 1:5 with points linetype 1 \
         linecolor rgb title_color pointsize 0.8
unset multiplot
