# alt: Left, ReLU is 0 below z = 0 and rises as z above it, while its slope jumps from 0 to 1; right, the sum of seven ReLUs, with a bend where each begins, follows a sine wave closely, while the best straight line misses it.
# Left: ReLU and its slope. Right: a sine, seven ReLUs and a line that follow it.
data = ARG1
call "style.gp" ARG2 840 360
set datafile separator whitespace

set multiplot
set tmargin at screen 0.84
set bmargin at screen 0.16
set lmargin at screen 0.05
set rmargin at screen 0.41
set xrange [-2:2]
set yrange [-0.15:2]
set xtics 1
set ytics 0,1
set xlabel "score z"
set label 1 heading("ReLU bends at 0, and only there")
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
set label 2 "sin x" at 1.57,1.1 center textcolor rgb ink
set label 3 "seven ReLUs,\na bend each" at 2.6,0.85 textcolor rgb blue
set label 4 "the best\nstraight line" at 0.85,0.33 textcolor rgb orange
plot data index "sine" using 1:4 with lines linetype 2, \
     data index "sine" using 1:2 with lines linecolor rgb ink linewidth 1, \
     data index "sine" using 1:3 with lines linetype 1, \
     data index "sine" using 1:3 every 16 with points linetype 1 pointsize 0.8
unset multiplot
