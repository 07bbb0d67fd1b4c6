# alt: The loss against the score of each unit of a hidden layer. Left, the three active units: their scores lie to the right of 0, where the loss has a slope. Right, the five silent units: their scores lie to the left of 0, where the loss is flat, so dZ is 0; to the right of 0 five thin curves fan out, whose slopes at 0, between −1.52 and 1.01, are dA.
# The loss while one score changes: of the active units, and of the silent ones.
data = ARG1
call "style.gp" ARG2 840 380
set datafile separator whitespace
stats data index "loss" using (loss = $1) nooutput
scores = ""
slopes = ""
stats data index "slopes" using (scores = scores . sprintf(" %g", $2), \
    slopes = slopes . sprintf(" %.2f", $5), $2) nooutput
active(i) = real(word(scores, i)) > 0
slope(i) = real(word(slopes, i))
# 0.28 and −1.52, with a minus that is as wide as a plus
signed(v) = sprintf("%s%.2f", v < 0 ? "−" : "", abs(v))

set multiplot
set tmargin at screen 0.84
set bmargin at screen 0.16
set xtics 1
set ytics 1
set format y "%.0f"
set yrange [2.3:5.4]
set xlabel "score of one unit, the others as they are"
set arrow 1 from 0,graph 0 to 0,graph 1 nohead linecolor rgb grid_color

set lmargin at screen 0.075
set rmargin at screen 0.42
set xrange [-3:2]
set ylabel "loss" offset 1,0
set label 1 heading("Three active units: dZ = dA")
set label 2 "dots: where\nthe units are" at -0.2,4.9 right textcolor rgb blue
plot for [i = 1:8] data index "curves" \
         using ($1 >= 0 && active(i) ? $1 : NaN):(column(i + 1)) \
         with lines linecolor rgb blue linewidth 2, \
     for [i = 1:8] data index "curves" \
         using ($1 <= 0 && active(i) ? $1 : NaN):(column(i + 1)) \
         with lines linecolor rgb blue linewidth 1 dashtype (2,4), \
     data index "slopes" using ($2 > 0 ? $2 : NaN):(loss) with points \
         pointtype 7 pointsize 0.9 linecolor rgb blue

unset label
set lmargin at screen 0.5
set rmargin at screen 0.91
set xrange [-3:1]
set ylabel ""
set label 1 heading("Five silent units: dZ = 0, but dA is not") \
    at graph 0,1 offset 0,1.4 textcolor rgb title_color
set label 2 "dZ = 0: where the units are,\nthe loss is flat" at -2.95,4.2 \
    textcolor rgb ink
set label 3 "dA, the slope that\neach would have\njust right of 0" \
    at -0.15,3.3 right textcolor rgb orange
plot for [i = 1:8] data index "curves" \
         using ($1 >= 0 && !active(i) ? $1 : NaN):(column(i + 1)) \
         with lines linecolor rgb orange linewidth 1, \
     for [i = 1:8] data index "curves" \
         using (abs($1 - 1) < 0.01 && !active(i) ? 1 : NaN): \
         (column(i + 1)):(signed(slope(i))) \
         with labels left offset 0.8,0 textcolor rgb orange, \
     "+" using ($0 == 0 ? -3 : 0):(loss) every ::::1 with lines \
         linecolor rgb ink linewidth 3, \
     data index "slopes" using ($2 > 0 ? NaN : $2):(loss) with points \
         pointtype 7 pointsize 0.9 linecolor rgb ink
unset multiplot
