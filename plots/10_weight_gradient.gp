# alt: Left, computed against measured slopes of the weights: all lie on the diagonal. Right, how five templates should change, blue for more and orange for less: for one digit, a 2, each change is a copy of the 2, strong blue for class 2 and orange for class 5, the next likely; for 20 digits it is the mean of such copies.
# Left: computed against measured slopes. Right: minus dW of five classes, for
# one digit and for a batch.
data = ARG1
call "style.gp" ARG2 840 380
set datafile separator whitespace

class(k) = word("2 3 5 6 9", k + 1)
change(of, k) = sprintf("%s %s", of, class(k))
# The digit's darkest pixel is 1, so the largest change of a class is its -dz.
factors = ""
do for [k = 0:4] {
    stats data index change("digit", k) matrix nooutput
    factor = STATS_max + STATS_min
    factors = factors . (abs(factor) < 0.005 ? " 0" : sprintf(" %+.2f", factor))
}

set multiplot
set tmargin at screen 0.84
set bmargin at screen 0.16
set lmargin at screen 0.085
set rmargin at screen 0.345
set xrange [-0.07:0.07]
set yrange [-0.07:0.07]
set xtics 0.05
set ytics 0.05
set xlabel "measured slope"
set ylabel "computed, 1/m dZ A^T" offset 1.5,0
set label 1 heading("The slopes agree")
set label 2 "every 13th of\n7,840 weights" at 0.065,-0.035 right \
    textcolor rgb blue
plot x with lines linecolor rgb grid_color linewidth 1.5 dashtype (6,4), \
     data index "slopes" using ($1 == 0 ? NaN : $1):2 \
         with points linetype 1 pointsize 0.4

# From here on one unit is one pixel.
left = 330
set lmargin at screen left / width
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
set xrange [left:width]
set yrange [0:height]
unset border
unset tics
unset grid
unset xlabel
unset ylabel
unset label
x(k) = left + 8 + 100 * k # left edges of images 93 pixels wide
digit_top = 301
batch_top = 144
set style rectangle front fillstyle empty border linecolor rgb grid_color
set for [k = 0:4] object k + 1 rectangle from x(k),digit_top \
    to x(k) + 93,digit_top - 93
set for [k = 0:4] object k + 6 rectangle from x(k),batch_top \
    to x(k) + 93,batch_top - 93

set label 1 heading("A digit changes each template by a copy of itself") \
    at x(0),347 textcolor rgb title_color
set label 2 "for one digit, −dz times the digit:" at x(0),318 \
    textcolor rgb ink
set label 3 "for 20 digits, the mean:" at x(0),161 textcolor rgb ink
set label 4 "more" at x(4),161 textcolor rgb blue
set label 5 "less" at x(4) + 93,161 right textcolor rgb orange
set for [k = 0:4] label k + 6 "class " . class(k) at x(k) + 46.5,33 \
    center textcolor rgb ink
set for [k = 0:4] label k + 11 word(factors, k + 1) at x(k) + 46.5,195 \
    center textcolor rgb word(factors, k + 1) > 0 ? blue : \
    word(factors, k + 1) < 0 ? orange : ink

pixel = 3.25
largest = 0.5
plot for [k = 0:4] data index change("digit", k) matrix \
         using (x(k) + 2.6 + pixel * $1):(digit_top - 2.6 - pixel * $2): \
         @signed_color with rgbalpha
unset label
unset object
largest = 0.05
plot for [k = 0:4] data index change("batch", k) matrix \
         using (x(k) + 2.6 + pixel * $1):(batch_top - 2.6 - pixel * $2): \
         @signed_color with rgbalpha
unset multiplot
