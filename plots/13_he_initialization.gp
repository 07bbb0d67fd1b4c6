# alt: Left, the size of the activations in a stack of 20 layers on a logarithmic scale, the mean of five seeds: with He's weights it stays at 0.3; with Xavier's it shrinks to 0.0003, with weights of 0.01 to 6.6e-21, with weights of 0.2 it grows more than a millionfold, and with zeros it is 0. Right, test digits read right after one epoch of training, a dot for each of five seeds and a line for their mean: He 72.8 %, Xavier 69.2 %, weights of 0.2 69.3 %, and 0.01 and zero hardly more than a guess.
# Left: the size of the activations by layer, one line for each rule. Right:
# test digits read right after one epoch from the same rules.
data = ARG1
call "style.gp" ARG2 840 380
set datafile separator whitespace

set multiplot
set tmargin at screen 0.84
set bmargin at screen 0.16
set lmargin at screen 0.09
set rmargin at screen 0.62
set xrange [0:29]
set yrange [1e-21:1e9]
set logscale y
unset grid
set xtics 0,5,20
set ytics 1e-18,1e6
set format y "10^{%L}"
set xlabel "layer"
set ylabel "size of the activations" offset 1,0
set label 1 heading("He’s weights keep the signal through 20 layers")
set label 2 "weights of 0.2: × 2" at 20.5,6.97e5 textcolor rgb orange
set label 3 "He: × 1" at 20.5,0.33 textcolor rgb blue
set label 4 "Xavier: × 0.71" at 20.5,3.0e-4 textcolor rgb green
set label 5 "weights of 0.01: × 0.1" at 20.5,6e-20 textcolor rgb purple
set label 6 "zeros: nothing\ncomes out" at 1.3,1e-16 textcolor rgb ink
set label 7 "in each layer, root of n v / 2" at 28.5,3e8 right textcolor rgb ink
rule(i) = word("zero 0.01 Xavier He 0.2", i + 1)
color(rule) = rule eq "He" ? blue : rule eq "Xavier" ? green : \
    rule eq "0.2" ? orange : rule eq "0.01" ? purple : ink
plot data index "sizes" using 1:5 with lines linetype 1 linewidth 4, \
     data index "sizes" using 1:4 with lines linetype 3, \
     data index "sizes" using 1:6 with lines linetype 2, \
     data index "sizes" using 1:3 with lines linetype 4, \
     data index "sizes" using 1:($2 > 0 ? $2 : 1e-21) every ::0::1 \
         with lines linecolor rgb ink

unset label
unset logscale
set lmargin at screen 0.72
set rmargin at screen 0.965
set xrange [0:100]
set yrange [-0.6:4.6]
set xtics 0,50,100
set format x "%g %%"
set ytics ("zero" 0, "0.01" 1, "Xavier" 2, "He" 3, "0.2" 4)
set format y "%g"
set xlabel "test digits right after one epoch"
set ylabel ""
set label 1 heading("Five seeds, one epoch") \
    at graph 0,1 offset 0,1.4 textcolor rgb title_color
plot for [i = 0:4] for [seed = 2:6] data index "accuracy" every ::i::i \
         using seed:(i) with points pointtype 7 pointsize 0.7 \
         linecolor rgb color(rule(i)), \
     for [i = 0:4] data index "accuracy" every ::i::i \
         using 7:(i - 0.3):(0):(0.6) with vectors nohead linewidth 3 \
         linecolor rgb color(rule(i)), \
     data index "accuracy" using ($7 > 50 ? 84 : 20):0:(sprintf("%.1f %%", $7)) \
         with labels left textcolor rgb ink
unset multiplot
