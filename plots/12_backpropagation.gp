# alt: Left, six small plots, one for each weight matrix and bias vector of a small network: the slopes computed by backpropagation lie on the diagonal of the measured ones in each. Right, the first training of 784-400-100-10 on 2,000 digits: in four epochs the loss falls from 2.3 to 0.176 on the training digits and to 0.425 on the test digits, and right answers rise from 8.6 % to 86.5 % of the test digits.
# Left: computed against measured slopes, tensor by tensor. Right: loss and
# right answers in the first training.
data = ARG1
call "style.gp" ARG2 840 380
set datafile separator whitespace

stats data index "training" using 2 name "A" nooutput # training loss
stats data index "training" using 4 name "B" nooutput # test loss
stats data index "training" using 3 name "C" nooutput # training right
stats data index "training" using 5 name "D" nooutput # test right

set multiplot
set border 3
unset tics
unset grid
tensor(i) = word("W1 W2 W3 b1 b2 b3", i + 1)
x(i) = 0.055 + 0.137 * (i % 3)
y(i) = i < 3 ? 0.54 : 0.16
do for [i = 0:5] {
    set xrange [*:*]
    set yrange [*:*]
    stats data index tensor(i) using 2 name "S" nooutput
    most = 1.15 * (S_max > -S_min ? S_max : -S_min)
    set xrange [-most:most]
    set yrange [-most:most]
    set lmargin at screen x(i)
    set rmargin at screen x(i) + 0.125
    set bmargin at screen y(i)
    set tmargin at screen y(i) + 0.3
    set label 1 i == 0 ? heading("Every slope agrees, in every layer") : ""
    set label 2 tensor(i) at graph 0.08,0.85 textcolor rgb blue
    set label 3 sprintf("axes ±%.2g", most) at graph 0.95,0.13 right \
        textcolor rgb ink
    set label 4 i == 4 ? "measured slope (of W1 every 16th)" : "" \
        at graph 0.5,-0.2 center textcolor rgb ink
    set label 5 i == 3 ? "computed slope" : "" at screen 0.025,0.495 center \
        rotate textcolor rgb ink
    plot x with lines linecolor rgb grid_color linewidth 1.5 dashtype (6,4), \
         data index tensor(i) with points linetype 1 pointsize 0.4
}

unset label
set border 1
set tmargin at screen 0.84
set bmargin at screen 0.16
set grid ytics back
set xrange [-0.2:4.2]
set xtics 1 nomirror out scale 0.5
set ytics nomirror scale 0
set xlabel "epoch"

set lmargin at screen 0.55
set rmargin at screen 0.74
set logscale y
set yrange [0.1:3]
set ytics (0.1, 0.2, 0.5, 1, 2)
set label 1 heading("It learns to read in four epochs") \
    at graph 0,1 offset 0,1.4 textcolor rgb title_color
set label 2 "loss" at graph 1,0.93 right textcolor rgb title_color
set label 3 sprintf("test %.3f", B_min) at 4.1,B_min right offset 0,1.4 \
    textcolor rgb orange
set label 4 sprintf("training %.3f", A_min) at 4.1,A_min right offset 0,-0.9 \
    textcolor rgb blue
plot data index "training" using 1:2 with linespoints linetype 1, \
     data index "training" using 1:4 with linespoints linetype 2

unset logscale
set lmargin at screen 0.82
set rmargin at screen 0.98
set yrange [0:100]
set ytics 20
set format y "%g %%"
unset label 1
set label 2 "right answers" at graph 1,0.07
set label 3 sprintf("test %.1f %%", D_max) at 4.1,D_max offset 0,-1.8
set label 4 sprintf("training %.1f %%", C_max) at 4.1,C_max offset 0,1.1
plot data index "training" using 1:3 with linespoints linetype 1, \
     data index "training" using 1:5 with linespoints linetype 2
unset multiplot
