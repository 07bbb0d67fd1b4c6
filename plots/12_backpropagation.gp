# alt: Above, the network 2-2-2 with a number on every wire, forward and back: input 2 and 1, hidden scores 1 and −1, probabilities 0.88 and 0.12; backward the slopes 0.88 and −0.88 of the last scores, 1.76 and 0 of the hidden scores, since hidden unit 2 is silent. Lower left, what must be kept in memory for the way back of 256 digits, in MB: 1.42 each for parameters and gradient, 0.80 for A0, 0.41 each for Z1 and A1, 0.10 each for Z2 and A2, 0.01 each for A3 and Y. Lower right, right answers in the first training: in four epochs from 8.6 % to 86.5 % of the test digits.
# Above: every wire of a small network. Below: memory, and the first training.
data = ARG1
call "style.gp" ARG2 840 700
set datafile separator whitespace

stats data index "training" using 3 name "C" nooutput # training right
stats data index "training" using 5 name "D" nooutput # test right

set multiplot
# One unit is one pixel, from the lower left corner.
call "canvas.gp"
set label 1 heading("A number on every wire, forward and back")
set label 2 "forward" at 590,height - 22 right textcolor rgb blue
set label 3 "slope of the loss, backward" at 610,height - 22 textcolor rgb orange
bottom = 390
y(i) = bottom + (i == 0 ? 180 : 40)
x(l) = l == 0 ? 50 : l == 1 ? 330 : 660 # left edge of a layer's boxes
half = 52                               # the width of a score, or an activation
boxes(l) = l == 0 ? 1 : 2
set style rectangle front fillstyle empty border linecolor rgb ink linewidth 1.2
n = 0
do for [l = 0:2] {
    do for [i = 0:1] {
        do for [part = 0:boxes(l) - 1] {
            n = n + 1
            set object n rectangle from x(l) + part * half,y(i) - 24 \
                to x(l) + part * half + half,y(i) + 24
        }
    }
}
set label 4 "input" at x(0) + half / 2,y(0) + 78 center textcolor rgb ink
set label 5 "score z, activation a" at x(1) + half,y(0) + 78 center \
    textcolor rgb ink
set label 6 "score z, probability ŷ" at x(2) + half,y(0) + 78 center \
    textcolor rgb ink
set label 7 "silent: the slope stops" at x(1) + half,y(1) - 38 center \
    textcolor rgb ink
set label 8 "false: y = 0" at x(2) + half,y(0) - 38 center textcolor rgb ink
set label 9 "true: y = 1" at x(2) + half,y(1) - 38 center textcolor rgb ink
begin(l) = x(l - 1) + boxes(l - 1) * half
# The numbers stand a third of the way where wires cross, in the middle else.
share(i, k) = i == k ? 0.5 : 0.27
at_x(l, i, k) = begin(l) + share(i, k) * (x(l) - begin(l))
at_y(i, k) = y(k) + share(i, k) * (y(i) - y(k))
side(i, k) = i == k ? 0 : 26
up(i, k) = i == k ? 11 : i > k ? 8 : -8
number(v) = sprintf(abs(v - floor(v + 0.5)) < 1e-9 ? "%.0f" : "%.2f", v)
score(l, v) = l > 0 ? number(v) : ""
plot data index "wires" using (begin($1)):(y($3)):(x($1) - begin($1)): \
         (y($2) - y($3)) with vectors nohead linecolor rgb grid_color \
         linewidth 1.5, \
     data index "wires" using (at_x($1, $2, $3) + side($2, $3)): \
         (at_y($2, $3) + up($2, $3)):(number($4)) \
         with labels center textcolor rgb blue, \
     data index "wires" using (at_x($1, $2, $3) - side($2, $3)): \
         (at_y($2, $3) - up($2, $3)):(number($5)) \
         with labels center textcolor rgb orange, \
     data index "units" using (x($1) + half / 2):(y($2) + 10): \
         ($1 > 0 ? number($3) : number($4)) with labels center \
         textcolor rgb blue, \
     data index "units" using ($1 > 0 ? x($1) + 1.5 * half : NaN): \
         (y($2) + 10):(number($4)) with labels center textcolor rgb blue, \
     data index "units" using ($1 > 0 ? x($1) + half / 2 : NaN): \
         (y($2) - 12):(number($5)) with labels center textcolor rgb orange, \
     data index "units" using ($1 == 1 ? x($1) + 1.5 * half : NaN): \
         (y($2) - 12):(number($6)) with labels center textcolor rgb orange, \
     data index "units" using ($1 > 0 ? x($1) + half / 2 : NaN):(y($2) + 38): \
         ("bias " . number($7)) with labels center textcolor rgb blue, \
     data index "units" using ($1 > 0 ? x($1) + half * 1.5 : NaN):(y($2) + 38): \
         (number($8)) with labels center textcolor rgb orange

unset label
unset object
set border 1
set style fill solid noborder
set tmargin at screen 0.425
set bmargin at screen 0.085
set lmargin at screen 0.085
set rmargin at screen 0.47
set xrange [0:2.2]
set yrange [8.6:-0.6]
set xtics 0,0.5 nomirror out scale 0.5
set ytics scale 0
set xlabel "MB (blue: of a batch of 256 digits)"
set label 1 heading("What the way back needs, in memory") \
    at screen 14.0 / width,graph 1 offset 0,1.4 textcolor rgb title_color
plot data index "memory" using ($2 / 2):1:($2 / 2):(0.36):ytic(4) \
         with boxxyerror linecolor rgb blue, \
     data index "memory" using ($3 == 0 ? $2 / 2 : NaN):1:($2 / 2):(0.36) \
         with boxxyerror linecolor rgb ink, \
     data index "memory" using ($2 + 0.04):1: \
         (sprintf("%.2f, %s", $2, strcol(5))) with labels left \
         textcolor rgb ink

unset label
set lmargin at screen 0.58
set rmargin at screen 0.96
set xrange [-0.2:4.3]
set xtics 1
set xlabel "epoch"
set yrange [0:105]
set ytics 20
set ytics format "%g %%"
set grid ytics back
set label 1 heading("It learns to read in four epochs") \
    at graph 0,1 offset 0,1.4 textcolor rgb title_color
set label 2 "right answers" at graph 1,0.07 right textcolor rgb title_color
set label 3 sprintf("test %.1f %%", D_max) at 4.1,D_max right offset 0,-1.4 \
    textcolor rgb orange
set label 4 sprintf("training %.1f %%", C_max) at 4.1,C_max right \
    offset 0.5,0.9 textcolor rgb blue
plot data index "training" using 1:3 with linespoints linetype 1, \
     data index "training" using 1:5 with linespoints linetype 2
unset multiplot
