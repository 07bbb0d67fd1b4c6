# alt: Left, the way down a narrow ravine from above, 40 steps each: gradient descent jumps from wall to wall and comes half the way; momentum swings across and arrives near the lowest point; Adam goes along the ravine in wide curves and arrives. Right, the test loss after one epoch for each optimizer, a dot for each of five seeds and a line for their mean: descent 0.6947, momentum 0.6010, RMSprop 0.5205, Adam 0.4910, Adam without bias correction 0.5677 with the same α, and 0.4965 with its own.
# Left: contours of the ravine and the three ways. Right: the losses by seed.
data = ARG1
call "style.gp" ARG2 840 440
set datafile separator whitespace

set multiplot
set tmargin at screen 0.85
set bmargin at screen 0.15
set lmargin at screen 0.03
set rmargin at screen 0.56
set xrange [-4.4:1.2]
set yrange [-0.72:0.72]
unset ytics
unset grid
unset border
unset xtics
set label 1 heading("Down a ravine, 40 steps each")
set label 2 "gradient descent" at -2.2,0.64 textcolor rgb orange
set label 3 "momentum" at -3.3,0.46 textcolor rgb green
set label 4 "Adam" at -1.1,0.14 textcolor rgb blue
set label 5 "lowest point" at 0.1,0.18 left textcolor rgb ink
set label 6 "start" at -3.95,0.67 left textcolor rgb ink
set object 1 circle at 0,0 size 0.06 fillcolor rgb ink fillstyle solid front
set parametric
set trange [0:2 * pi]
set samples 200
plot for [k = 1:7] 1.2 * k * cos(t),0.12 * k * sin(t) with lines \
         linecolor rgb grid_color linewidth 1, \
     data index "descent" using 1:2 with linespoints linetype 2 \
         linewidth 1.5 pointsize 0.5, \
     data index "momentum" using 1:2 with linespoints linetype 3 \
         linewidth 1.5 pointsize 0.5, \
     data index "Adam" using 1:2 with linespoints linetype 1 \
         linewidth 3 pointsize 0.6
unset parametric

unset label
unset object
set border 1
set grid xtics noytics back linetype 1 linecolor rgb grid_color linewidth 1
set lmargin at screen 0.70
set rmargin at screen 0.94
set xrange [0.4:1]
set yrange [-0.6:5.6]
set tics nomirror scale 0,0
set xtics 0.4,0.2
set format x "%.1f"
set ytics ("uncorrected,\nits own α" 0, "uncorrected,\nAdam’s α" 1, "Adam" 2, \
    "RMSprop" 3, "momentum" 4, "descent" 5)
set xlabel "test loss after one epoch"
color(i) = i == 0 ? orange : i == 1 ? green : i == 2 ? purple : i == 3 ? blue : ink
set label 1 heading("On digits, five seeds each") \
    at graph 0,1 offset -7,1.4 textcolor rgb title_color
plot for [i = 0:5] for [seed = 2:6] data index "losses" every ::i::i \
         using seed:(5 - i) with points pointtype 7 pointsize 0.7 \
         linecolor rgb color(i), \
     for [i = 0:5] data index "losses" every ::i::i \
         using 7:(4.7 - i):(0):(0.6) with vectors nohead linewidth 3 \
         linecolor rgb color(i), \
     data index "losses" using (0.999):(5 - $0):(sprintf("%.2f", $7)) \
         with labels left offset 0.3,0 textcolor rgb ink
unset multiplot
