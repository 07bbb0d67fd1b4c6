# alt: Left, the error of a slope against the step h: those of the forward and the central difference fall and rise again as h shrinks, a V, while that of the complex step falls to 1e-16 and stays; right, on the contours of the loss, gradient descent with α = 3 crawls toward the minimum, with 30 arrives, and with 300 leaps far past it.
# Left: the error of a slope against the step h, for three ways to measure it.
# Right: gradient descent on a contour of the loss, for three learning rates.
data = ARG1
call "style.gp" ARG2 840 400
set datafile separator whitespace

set multiplot
set tmargin at screen 0.84
set bmargin at screen 0.15

# Errors below half the spacing of doubles near 1 are drawn there.
least = 1e-16
drawn(error) = error > least ? error : least
set lmargin at screen 0.085
set rmargin at screen 0.455
set logscale xy
set xrange [1e-15 : 1e-1]
set yrange [1e-17 : 1]
set xtics 1e-15,1e3
set ytics 1e-16,1e4
set format xy "10^{%L}"
set xlabel "step h"
set label 1 heading("A V, unless the step is imaginary")
set label 2 "forward" at 1e-3,3e-4 center textcolor rgb blue
set label 3 "central" at 1e-6,1e-11 right textcolor rgb orange
set label 4 "complex step" at 1e-9,1e-16 center offset 0,0.8 \
    textcolor rgb green
set label 5 "rounding" at 3e-13,1e-7 center textcolor rgb ink
set label 6 "truncation" at 2e-3,1e-13 center textcolor rgb ink
set ylabel "error of the slope" offset 1.5,0
plot for [i = 2:4] data index "errors" using 1:(drawn(column(i))) \
     with linespoints linetype i - 1

unset label
unset logscale
set format xy "%g"
set lmargin at screen 0.56
set rmargin at screen 0.98
set xrange [-4:6]
set yrange [-4:6]
set xtics -4,2
set ytics -4,2
set xlabel "correction of the bias of class 0"
set ylabel "correction of the bias of class 9" offset 0.8,0
set label 1 heading("α = 3 crawls, 30 arrives, 300 leaps away") \
    at graph 0,1 offset 0,1.4 textcolor rgb title_color
set label 2 "α = 3" at -1.2,-1.1 textcolor rgb blue
set label 3 "α = 30" at 0.9,0.95 center textcolor rgb orange
set label 4 "α = 300" at -0.2,1.8 textcolor rgb green
set table $contour
set contour base
unset surface
set cntrparam levels incremental 0.67,0.06,1.7
splot data index "valley"
unset table
unset grid
plot $contour with lines linecolor rgb grid_color linewidth 1, \
     data index "alpha 3" with linespoints linetype 1, \
     data index "alpha 30" with linespoints linetype 2, \
     data index "alpha 300" every ::0::1 with linespoints linetype 3
unset multiplot
