# alt: Above left, the four pairs of pixels as corners of a square: the yes cases (0, 1) and (1, 0) lie across from each other, and so do the no cases, so no line parts yes from no. Above right, the same four after the first layer: its weights laid both no cases on one point, and its ReLUs bent the line from yes to yes there, so that a line parts no from yes. Below left, ReLU is 0 below z = 0 and rises as z above it, while its slope jumps from 0 to 1; below right, the sum of seven ReLUs, with a bend where each begins, follows a sine wave closely, while the best straight line misses it.
# Above: XOR before and after the first layer's ReLUs. Below left: ReLU and its
# slope. Below right: a sine, seven ReLUs and a line that follow it.
data = ARG1
call "style.gp" ARG2 840 640
set datafile separator whitespace

set multiplot
set tmargin at screen 0.92
set bmargin at screen 0.60
set lmargin at screen 0.09
set rmargin at screen 0.39
set xrange [-0.35:1.45]
set yrange [-0.65:1.4]
set xtics 0,1
set ytics 0,1
unset grid
set xlabel "pixel 0"
set ylabel "pixel 1"
set label 1 heading("XOR: no line parts yes from no")
set label 2 "yes" at 0.1,1.16 textcolor rgb blue
set label 3 "yes" at 1.1,0.16 textcolor rgb blue
set label 4 "no" at 0.1,0.16 textcolor rgb orange
set label 5 "no" at 1.1,1.16 textcolor rgb orange
plot 0.5 - x with lines linecolor rgb ink linewidth 1 dashtype (6,4), \
     0.5 + 0 * x with lines linecolor rgb ink linewidth 1 dashtype (6,4), \
     x - 0.5 with lines linecolor rgb ink linewidth 1 dashtype (6,4), \
     data index "xor" using ($5 > 0 ? $1 : NaN):2 with points linetype 1 \
         pointsize 1.3, \
     data index "xor" using ($5 > 0 ? NaN : $1):2 with points linetype 2 \
         pointsize 1.3

unset label
set lmargin at screen 0.60
set rmargin at screen 0.90
set xlabel "ReLU(pixel 0 − pixel 1)"
set ylabel "ReLU(pixel 1 − pixel 0)"
set label 1 heading("After two ReLUs a line does") \
    at graph 0,1 offset 0,1.4 textcolor rgb title_color
set label 2 "yes, (0, 1)" at 0.1,1.1 textcolor rgb blue
set label 3 "yes, (1, 0)" at 1.0,0.2 center textcolor rgb blue
set label 4 "no, (0, 0) and (1, 1):\non one point" at -0.34,-0.22 \
    textcolor rgb orange
set label 6 "weights,\nthen a bend" at screen 0.465,0.79 center textcolor rgb ink
set arrow 1 from screen 0.425,0.735 to screen 0.505,0.735 linecolor rgb ink \
    linewidth 2 head filled size screen 0.012,20
plot (x > 1 ? NaN : 0.5 - x) with lines linetype 3, \
     data index "xor" using ($5 > 0 ? $3 : NaN):4 with points linetype 1 \
         pointsize 1.3, \
     data index "xor" using ($5 > 0 ? NaN : $3):4 with points linetype 2 \
         pointsize 1.3

unset label
unset arrow
set grid ytics noxtics back linetype 1 linecolor rgb grid_color linewidth 1
set tmargin at screen 0.42
set bmargin at screen 0.10
set lmargin at screen 0.05
set rmargin at screen 0.39
set xrange [-2:2]
set yrange [-0.15:2]
set xtics 1
set ytics 0,1
set xlabel "score z"
set ylabel ""
set label 1 heading("ReLU bends at 0, and only there") \
    at graph 0,1 offset 0,1.4 textcolor rgb title_color
set label 2 "ReLU(z)" at 1.4,1.65 right textcolor rgb blue
set label 3 "its slope" at 1.95,0.88 right textcolor rgb orange
plot data index "relu" using 1:2 with lines linetype 1 linewidth 5, \
     data index "relu" using 1:3 with fsteps linetype 2, \
     "+" using (0):(0) every ::::0 with points linetype 2 pointsize 0.8

unset label
set lmargin at screen 0.49
set rmargin at screen 0.98
set xrange [0:2 * pi]
set yrange [-1.25:1.25]
set xtics ("0" 0, "π" pi, "2π" 2 * pi)
set ytics -1,1
set xlabel "x"
set label 1 heading("Seven ReLUs follow a curve; no line can") \
    at graph 0,1 offset 0,1.4 textcolor rgb title_color
set label 2 "sin x" at 1.57,1.13 center textcolor rgb ink
set label 3 "seven ReLUs,\na bend each" at 2.6,0.85 textcolor rgb blue
set label 4 "the best\nstraight line" at 0.85,0.33 textcolor rgb orange
plot data index "sine" using 1:4 with lines linetype 2, \
     data index "sine" using 1:2 with lines linecolor rgb ink linewidth 1, \
     data index "sine" using 1:3 with lines linetype 1, \
     data index "sine" using 1:3 every 16 with points linetype 1 pointsize 0.8
unset multiplot
