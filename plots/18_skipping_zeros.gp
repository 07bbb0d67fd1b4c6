# alt: Left, the share of numbers that are not 0 in a network in training against the epoch: pixels stay at 0.19, the first hidden layer and its slopes, which have the same share, fall from 0.20 to 0.11 in one epoch and to 0.04 in forty, the second hidden layer and its slopes fall from 0.25 to 0.19. Right, time of one product on one core against the share of numbers that are not 0: the dense product takes the same 1.4 ms everywhere; pairs rise slowly and cross it at 0.54, lists faster and cross it near 0.4, branches most steeply and cross it above 0.2. For real pixels, at 0.19, lists take half of the dense time and pairs two fifths.
# These are kept in plots/18_skipping_zeros.dat. The zeros are those of a training on
# all of MNIST: OMP_NUM_THREADS=1 build/18_skipping_zeros --data data/mnist --time 50
# --picture FILE. The times "real" and "random" are of a processor that starts one
# multiply-add a cycle, the others of chapter 17's.
data = ARG1
call "style.gp" ARG2 840 400
set datafile separator whitespace
stats data index "real" using (x = $1, d = $2, l = $4, p = $5) every ::0::0 \
    nooutput

set multiplot
set bmargin at screen 0.16
set tmargin at screen 0.87
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
set xrange [0:0.8]
set yrange [0:3.2]
set xtics 0.2
set ytics 1
set xlabel "share of numbers that are not 0"
set ylabel "milliseconds, one core" offset 1,0
set label 1 heading(sprintf("Skipping real pixels' zeros: %.2f ms, not %.2f", \
    p, d))
set arrow 1 from x,0 to x,2.6 nohead linecolor rgb ink dashtype 2
set label 2 "dots: real pixels" at x,2.6 center offset 0,0.7 textcolor rgb ink
set label 3 "dense" at 0.8,d left offset 0.7,0 textcolor rgb blue
set label 4 "branches" at 0.335,2.2 right textcolor rgb orange
set label 5 "lists" at 0.8,3 left offset 0.7,0 textcolor rgb green
set label 6 "pairs" at 0.8,1.68 left offset 0.7,0 textcolor rgb purple
plot data index "random" using 1:2 with lines linetype 1, \
     data index "random" using 1:3 with lines linetype 2, \
     data index "random" using 1:4 with lines linetype 3, \
     data index "random" using 1:5 with lines linetype 4, \
     data index "real" using 1:4 every ::0::0 with points linetype 3 \
         pointsize 1.2, \
     data index "real" using 1:5 every ::0::0 with points linetype 4 \
         pointsize 1.2
unset multiplot
