# alt: Above, the network 2-2-2 with the weight and its slope set on each wire: input 2 and 1, hidden scores 1 and −1, probabilities 0.88 and 0.12; backward the slopes 0.88 and −0.88 of the last scores, 1.76 and 0 of the hidden scores, since the second hidden unit is silent. Lower left, what the 2 was taken for after each epoch of training: at first each class has about the same chance, after three epochs the 6 has the most, and in the end the 2 has 0.83. Lower right, right answers in the first training: in four epochs from 8.6 % to 86.5 % of the test digits.
# Above: every wire of a small network. Below: the first training, seen by the digit
# that the book follows and by all.
data = ARG1
call "style.gp" ARG2 840 760
set datafile separator whitespace

stats data index "training" using 3 name "C" nooutput # training right
stats data index "training" using 5 name "D" nooutput # test right
stats data index "step" using (before = $1, after = $2, 0) nooutput

set multiplot
# One unit is one pixel, from the lower left corner.
call "canvas.gp"
set label 1 heading("A number on every wire, forward and back")
set label 2 "blue: forward" at 560,height - 22 right textcolor rgb blue
set label 3 "orange: slope of the loss, backward" at width - 8,height - 22 right \
    textcolor rgb orange
half = 70                               # the width of a score, or an activation
tall = 27                               # of a box, from its middle
y(i) = i == 0 ? 610 : 390
x(l) = l == 0 ? 14 : l == 1 ? 318 : 688 # left edge of a layer's boxes
boxes(l) = l == 0 ? 1 : 2
set style rectangle front fillstyle empty border linecolor rgb ink linewidth 1.2
n = 0
do for [l = 0:2] {
    do for [i = 0:1] {
        do for [part = 0:boxes(l) - 1] {
            n = n + 1
            set object n rectangle from x(l) + part * half,y(i) - tall \
                to x(l) + part * half + half,y(i) + tall
        }
    }
}
set label 4 "input" at x(0) + half / 2,y(0) + 82 center textcolor rgb ink
set label 5 "score z, activation a" at x(1) + half,y(0) + 82 center \
    textcolor rgb ink
set label 6 "score z, probability ŷ" at x(2) + half,y(0) + 82 center \
    textcolor rgb ink
set label 7 "silent: the slope stops" at x(1) + half,y(1) - 44 center \
    textcolor rgb ink
set label 8 "wrong class, y = 0" at x(2) + half,y(0) - 44 center textcolor rgb ink
set label 9 "true class, y = 1" at x(2) + half,y(1) - 44 center textcolor rgb ink
set label 10 sprintf("loss %.3f, after one step %.3f", before, after) \
    at x(2) + 2 * half,y(1) - 70 right textcolor rgb title_color
set label 11 "on a wire: its weight,\nand the slope of that" at x(0),y(1) - 44 \
    left textcolor rgb ink
begin(l) = x(l - 1) + boxes(l - 1) * half
# A wire is open where its numbers stand: before the crossing, or in the middle.
share(i, k) = i == k ? 0.5 : 0.27
span(l) = x(l) - begin(l)
gap(l, i, k) = i == k ? 30.0 / span(l) : 24.0 / abs(y(1) - y(0))
wire_x(l, s) = begin(l) + s * span(l)
wire_y(i, k, s) = y(k) + s * (y(i) - y(k))
at_x(l, i, k) = wire_x(l, share(i, k))
at_y(i, k) = wire_y(i, k, share(i, k))
number(v) = sprintf("%.3g", v)
minus(v) = v < 0 ? "−" . number(-v) : number(v)
named(name, v) = name . " " . minus(v)
plot for [part = 0:1] data index "wires" using \
         (wire_x($1, part * (share($2, $3) + gap($1, $2, $3)))): \
         (wire_y($2, $3, part * (share($2, $3) + gap($1, $2, $3)))): \
         (span($1) * (part ? 1 - share($2, $3) - gap($1, $2, $3) \
                           : share($2, $3) - gap($1, $2, $3))): \
         ((y($2) - y($3)) * (part ? 1 - share($2, $3) - gap($1, $2, $3) \
                                  : share($2, $3) - gap($1, $2, $3))) \
         with vectors nohead linecolor rgb grid_color linewidth 1.8, \
     data index "wires" using (at_x($1, $2, $3)):(at_y($2, $3) + 9): \
         (minus($4)) with labels center textcolor rgb blue, \
     data index "wires" using (at_x($1, $2, $3)):(at_y($2, $3) - 9): \
         (minus($5)) with labels center textcolor rgb orange, \
     data index "units" using (x($1) + half / 2):(y($2) + 11): \
         ($1 > 0 ? named("z", $3) : minus($4)) with labels center \
         textcolor rgb blue, \
     data index "units" using ($1 > 0 ? x($1) + 1.5 * half : NaN): \
         (y($2) + 11):(named($1 == 1 ? "a" : "ŷ", $4)) with labels center \
         textcolor rgb blue, \
     data index "units" using ($1 > 0 ? x($1) + half / 2 : NaN): \
         (y($2) - 12):(named("dz", $5)) with labels center textcolor rgb orange, \
     data index "units" using ($1 == 1 ? x($1) + 1.5 * half : NaN): \
         (y($2) - 12):(named("da", $6)) with labels center textcolor rgb orange, \
     data index "units" using ($1 > 0 ? x($1) + half / 2 : NaN): \
         (y($2) + tall + 15):(named("b", $7)) with labels center \
         textcolor rgb blue, \
     data index "units" using ($1 > 0 ? x($1) + half * 1.5 : NaN): \
         (y($2) + tall + 15):(named("db", $8)) with labels center \
         textcolor rgb orange

# What the example was taken for: a row for each epoch, a bar for each class.
unset label
unset object
set style fill solid noborder
class_x(k) = 84 + 33 * k
row_y(e) = 226 - 46 * e
set label 1 heading("The 2, as it is read after each epoch") at 14,292 \
    textcolor rgb title_color
do for [k = 0:9] {
    set label 2 + k sprintf("%d", k) at class_x(k),row_y(4) - 13 center \
        textcolor rgb k == 2 ? blue : ink
}
do for [e = 0:4] {
    set label 12 + e sprintf("epoch %d", e) at 14,row_y(e) + 8 left \
        textcolor rgb ink
    set arrow 1 + e from class_x(0) - 14,row_y(e) to class_x(9) + 14,row_y(e) \
        nohead linecolor rgb grid_color
}
plot for [k = 0:9] data index "training" using (class_x(k)): \
         (row_y($1) + 15 * column(6 + k)):(12):(15 * column(6 + k)) \
         with boxxyerror linecolor rgb k == 2 ? blue : orange, \
     data index "training" using (class_x(2)): \
         (row_y($1) + 30 * $8 + 8):(sprintf("%.2f", $8)) with labels center \
         textcolor rgb blue

unset label
unset arrow
set border 1
set tmargin at screen 250.0 / height
set bmargin at screen 52.0 / height
set lmargin at screen 0.60
set rmargin at screen 0.97
set xrange [-0.2:4.3]
set xtics 1
set tics nomirror out scale 0.5,0
set xlabel "epoch"
set yrange [0:105]
set ytics 20 scale 0
set ytics format "%g %%"
set grid ytics back
set label 1 heading("It learns to read in four epochs") \
    at graph 0,screen 292.0 / height textcolor rgb title_color
set label 2 "right answers" at graph 1,0.07 right textcolor rgb title_color
set label 3 sprintf("test %.1f %%", D_max) at 4.1,D_max right offset 0,-1.4 \
    textcolor rgb orange
set label 4 sprintf("training %.1f %%", C_max) at 4.1,C_max right \
    offset 0.5,0.9 textcolor rgb blue
plot data index "training" using 1:3 with linespoints linetype 1, \
     data index "training" using 1:5 with linespoints linetype 2
unset multiplot
