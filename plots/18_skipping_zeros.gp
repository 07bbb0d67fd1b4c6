# alt: The share of numbers that are not 0 in a network in training against the epoch: pixels stay at 0.19, the first hidden layer and its slopes, which have the same share, fall from 0.20 to 0.11 in one epoch and to 0.04 in forty, the second hidden layer and its slopes fall from 0.25 to 0.19.
# Kept in plots/18_skipping_zeros.dat are the zeros of a training on all of MNIST and the
# times of 18_skipping_zeros.pays.gp, all on chapter 17's processor:
# OMP_NUM_THREADS=1 build/18_skipping_zeros --data data/mnist --time 50 --picture FILE
# What is "earlier" is of one that starts one multiply-add a cycle.
data = ARG1
call "style.gp" ARG2 840 300
set datafile separator whitespace
set bmargin at screen 0.185
set tmargin at screen 0.845
set lmargin at screen 0.085
set rmargin at screen 0.78
set xrange [0:40]
set yrange [0:0.3]
set xtics 10
set ytics 0.1
set xlabel "epochs on all of MNIST"
set ylabel "share that is not 0" offset 1,0
set label 1 heading("Training makes zeros")
set label 3 "pixels A0" at 40,0.178 left offset 1,0 textcolor rgb blue
set label 4 "A1 and dZ1, layer 1" at 40,0.044 left offset 1,0 textcolor rgb orange
set label 5 "A2 and dZ2, layer 2" at 40,0.207 left offset 1,0 textcolor rgb green
plot data index "zeros" using 1:2 with lines linetype 1, \
     data index "zeros" using 1:3 with lines linetype 2, \
     data index "zeros" using 1:4 with lines linetype 3
