# alt: Left, the share of numbers that are not 0 in a network in training against the epoch: pixels stay at 0.19, the first hidden layer and its slopes, which have the same share, fall from 0.20 to 0.11 in one epoch and to 0.04 in forty, the second hidden layer and its slopes fall from 0.25 to 0.19. Right, time of one product on one core against the share of numbers that are not 0: tiles take the same 0.74 ms everywhere; lists and pairs rise and cross it near 0.25, branches already at 0.14. For real pixels, at 0.19, lists take 0.68 ms and pairs 0.48.
# These are kept in plots/18_skipping_zeros.dat. The zeros are those of a training on
# all of MNIST: OMP_NUM_THREADS=1 build/18_skipping_zeros --data data/mnist --time 50
# --picture FILE, all on chapter 17's processor. What is "earlier" is of one that starts one
# multiply-add a cycle.
data = ARG1
call "style.gp" ARG2 840 370
set datafile separator whitespace
stats data index "real" using (share = $1, d = $2, p = $5) every ::0::0 nooutput
crossing = 0.26 # where pairs are as slow as tiles

set multiplot
set bmargin at screen 0.15
set tmargin at screen 0.865
set lmargin at screen 0.075
set rmargin at screen 0.4
set xrange [0:40]
set yrange [0:0.3]
set xtics 10
set ytics 0.1
set xlabel "epochs on all of MNIST"
set ylabel "share that is not 0" offset 1,0
set label 1 heading("Training makes zeros")
set label 3 "pixels A0" at 40,0.172 right textcolor rgb blue
set label 4 "A1 and dZ1" at 40,0.065 right textcolor rgb orange
set label 5 "A2 and dZ2" at 40,0.222 right textcolor rgb green
plot data index "zeros" using 1:2 with lines linetype 1, \
     data index "zeros" using 1:3 with lines linetype 2, \
     data index "zeros" using 1:4 with lines linetype 3

set lmargin at screen 0.49
set rmargin at screen 0.92
set xrange [0:1]
set yrange [0:1.3]
set xtics 0.2
set ytics 0.5
set xlabel "share of numbers that are not 0"
set ylabel "milliseconds, one core" offset 1,0
set label 1 heading(sprintf("Skipping real pixels' zeros: %.2f ms, not %.2f", \
    p, d))
set arrow 1 from share,0 to share,1.15 nohead linecolor rgb ink dashtype 2
set label 2 "dots: pixels, 0.19" at share,0.06 left offset 0.7,0 textcolor rgb ink
set label 3 "tiles" at 1,d left offset 0.7,0 textcolor rgb blue
set label 4 "branches" at 0.272,1.24 left textcolor rgb orange
set label 5 "lists" at 0.505,1.24 left textcolor rgb green
set label 6 "pairs" at 0.595,1.24 left textcolor rgb purple
set label 7 "if leaving out cost nothing" at 0.44,0.44 * d rotate by 24 offset 0,-1.1 left textcolor rgb ink
set object 1 rectangle from 0,0 to crossing,1.3 behind fillstyle solid 0.1 noborder \
    fillcolor rgb purple
set label 8 "pairs pay" at crossing / 2,1.24 center textcolor rgb purple
plot d * x with lines linewidth 1 dashtype 3 linecolor rgb ink, \
     data index "random" using 1:2 with lines linetype 1, \
     data index "random" using 1:3 with lines linetype 2, \
     data index "random" using 1:4 with lines linetype 3, \
     data index "random" using 1:5 with lines linetype 4, \
     data index "real" using 1:2 every ::0::0 with points linetype 1 \
         pointsize 1.2, \
     data index "real" using 1:3 every ::0::0 with points linetype 2 \
         pointsize 1.4, \
     data index "real" using 1:4 every ::0::0 with points linetype 3 \
         pointsize 0.7, \
     data index "real" using 1:5 every ::0::0 with points linetype 4 \
         pointsize 1.2
unset multiplot
