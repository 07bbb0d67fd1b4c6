# alt: Left, the loss against the score of each unit of a hidden layer: it is flat below 0 and slopes above, so the five silent units, whose scores are below 0, have slope 0. Right, computed against measured slopes: dA alone misses the diagonal for the five silent units, whose measured slope is 0; dA ⊙ g′(Z) sets these to 0 and lies on the diagonal for all eight units.
# Left: the loss while one score changes. Right: dA, and dA ⊙ g'(Z), against the
# measured slope.
data = ARG1
call "style.gp" ARG2 840 380
set datafile separator whitespace
stats data index "loss" using (loss = $1) nooutput

set multiplot
set tmargin at screen 0.84
set bmargin at screen 0.16

set lmargin at screen 0.075
set rmargin at screen 0.48
set xrange [-3:2]
set yrange [1.8:5.4]
set xtics 1
set ytics 1
set format y "%.0f"
set xlabel "score of one unit, the others as they are"
set ylabel "loss" offset 1,0
set label 1 heading("Where a unit is silent, the loss is flat")
set label 2 "5 silent units: slope 0" at -2.9,3.56 textcolor rgb ink
set label 3 "3 active units:\nslope dA" at 1.98,2.8 right \
    textcolor rgb blue
set arrow 1 from 0,graph 0 to 0,graph 1 nohead linecolor rgb grid_color
scores = ""
stats data index "slopes" using (scores = scores . sprintf(" %g", $2), $2) \
    nooutput
score(i) = real(word(scores, i))
unit_color(i) = score(i) > 0 ? blue : ink
# bold is the half where the unit is; an active unit's other half is dotted
half(i, z, loss) = z == 0 || (z > 0) == (score(i) > 0) ? loss : NaN
plot for [i = 1:8] data index "curves" \
         using 1:(half(i, $1, column(i + 1))) \
         with lines linecolor rgb unit_color(i) linewidth 2, \
     for [i = 1:8] data index "curves" \
         using ($1 <= 0 && score(i) > 0 ? $1 : NaN):(column(i + 1)) \
         with lines linecolor rgb unit_color(i) linewidth 1 dashtype (2,4), \
     for [i = 1:8] data index "slopes" every ::(i - 1)::(i - 1) \
         using 2:(loss) with points pointtype 7 pointsize 0.8 \
         linecolor rgb unit_color(i)

unset label
unset arrow
set lmargin at screen 0.58
set rmargin at screen 0.98
set xrange [-1.2:1.8]
set yrange [-1.8:1.8]
set xlabel "measured slope dZ"
set ylabel "computed" offset 1,0
set label 1 heading("⊙ g′(Z) sets the silent units to 0") \
    at graph 0,1 offset 0,1.4 textcolor rgb title_color
set label 2 "dA ⊙ g′(Z):\nmeasured\nand computed" at 1.78,0.7 right \
    textcolor rgb blue
set label 3 "dA of the five\nsilent units" at 0,-1.35 offset 1.2,0.3 \
    textcolor rgb orange
plot x with lines linecolor rgb grid_color linewidth 1.5 dashtype (6,4), \
     data index "slopes" using ($2 > 0 ? NaN : $4):5:(0):($3 - $5) \
         with vectors head size screen 0.01,20 linecolor rgb orange \
         linewidth 1 dashtype (2,4), \
     data index "slopes" using ($2 > 0 ? NaN : $4):5 with points linetype 2 \
         pointtype 6 pointsize 1 linewidth 2, \
     data index "slopes" using 4:3 with points linetype 1 pointsize 1
unset multiplot
