# alt: Left, the loss over one parameter, with its tangent at the start: one step against the slope goes down the curve, by less than the tangent promises. Middle, the error of a slope against the step h: those of the forward and the central difference fall and rise again as h shrinks, a V, while that of the complex step falls and stays at the bottom. Right, on the contours of the loss, gradient descent with α = 1 crawls, with 30 arrives at the minimum, and with 300 leaps far past it in its first step.
# Left: one step in one dimension. Middle: the error of a slope against the step
# h, for three ways to measure it. Right: three learning rates on a contour.
data = ARG1
call "style.gp" ARG2 840 400
set datafile separator whitespace

set multiplot
set tmargin at screen 0.84
set bmargin at screen 0.15

set lmargin at screen 0.065
set rmargin at screen 0.305
stats data index "step" using (x0 = $1, J0 = $2, slope = $3) every ::0::0 nooutput
stats data index "step" using (x1 = $1, J1 = $2) every ::1::1 nooutput
tangent(x) = J0 + slope * (x - x0)
set xrange [-4:2]
set yrange [tangent(x1) - 0.06:tangent(-4) + 0.08]
set xtics 2
set ytics 0.2
set format y "%.1f"
set xlabel "one parameter θ"
set ylabel "loss J" offset 1.5,0
set label 1 heading("Down the slope")
set label 2 "tangent:\nslope ∂J/∂θ" at x0 - 0.55,tangent(x0 - 0.6) offset 1.4,1.3 \
    textcolor rgb orange
set label 3 "step −α ∂J/∂θ" at x0,J0 offset 2,0.8 textcolor rgb green
set label 4 "promised" at x1,tangent(x1) right offset -1.2,-0.2 \
    textcolor rgb orange
set label 5 "the fall" at x1,(J0 + J1) / 2 offset 0.8,0.4 textcolor rgb blue
set arrow 1 from x0,J0 to x1,J0 linecolor rgb green linewidth 2 head filled \
    size screen 0.012,20
set arrow 2 from x1,J0 to x1,J1 linecolor rgb blue linewidth 2 head filled \
    size screen 0.012,20
plot data index "curve" with lines linetype 1, \
     [x0 - 0.6:x1] tangent(x) with lines linetype 2 dashtype (8,5), \
     data index "step" every ::0::0 using 1:2 with points linetype 1 \
         pointsize 1, \
     data index "step" every ::1::1 using 1:2 with points linetype 1 \
         pointsize 1, \
     data index "step" every ::1::1 using 1:(tangent($1)) with points \
         linetype 2 pointtype 6 pointsize 1

# Errors below half the spacing of doubles near 1 are drawn there.
unset label
unset arrow
least = 1e-16
drawn(error) = error > least ? error : least
set lmargin at screen 0.405
set rmargin at screen 0.645
set logscale xy
set xrange [1e-15 : 1e-1]
set yrange [1e-17 : 1]
set xtics 1e-14,1e4
set ytics 1e-16,1e4
set format xy "10^{%L}"
set xlabel "step h"
set label 1 heading("A V, or none") \
    at graph 0,1 offset 0,1.4 textcolor rgb title_color
set label 2 "forward" at 1e-3,3e-3 center textcolor rgb blue
set label 3 "central" at 3e-7,3e-12 right textcolor rgb orange
set label 4 "complex step:\nbelow 10^{-15}" at 1e-10,1e-16 center offset 0,1.7 \
    textcolor rgb green
set label 5 "rounding" at 2e-13,1e-7 center textcolor rgb ink
set ylabel "error of the slope" offset 1.5,0
set label 6 "h shrinks" at 7e-2,1.2e-15 right textcolor rgb ink
set arrow 1 from 7e-2,3e-17 to 1e-5,3e-17 linecolor rgb ink linewidth 2 head filled \
    size screen 0.012,20
plot for [i = 2:4] data index "errors" using 1:(drawn(column(i))) \
     with linespoints linetype i - 1

unset label
unset arrow
unset logscale
set format xy "%g"
set lmargin at screen 0.735
set rmargin at screen 0.985
set xrange [-4:6]
set yrange [-4:6]
set xtics -4,2
set ytics -4,2
set xlabel "correction of class 0's bias"
set ylabel "correction of class 9's bias" offset 1.5,0
set label 1 heading("Crawls, arrives, leaps") \
    at graph 0,1 offset 0,1.4 textcolor rgb title_color
set label 2 "start" at -2.7,-3.35 textcolor rgb title_color
set label 3 "α = 1" at -2.2,-2.35 textcolor rgb blue
set label 4 "α = 30" at 0.9,1 center textcolor rgb orange
set label 5 "α = 300,\nits first\nstep" at -0.6,3.9 right textcolor rgb green
# A contour stops where a label stands.
struck(x, y) = x > -3.7 && x < -0.4 && y > 1.9 && y < 4.3 \
    || x > -0.6 && x < 2.4 && y > 0.6 && y < 1.4 \
    || x > -2.8 && x < -0.2 && y > -3.7 && y < -2
set table $contour
set contour base
unset surface
set cntrparam levels incremental 0.67,0.06,1.7
splot data index "valley"
unset table
unset grid
plot $contour using (struck($1, $2) ? NaN : $1):2 with lines \
         linecolor rgb grid_color linewidth 1, \
     data index "alpha 300" every ::0::1 with lines linetype 3, \
     data index "alpha 30" with linespoints linetype 2, \
     data index "alpha 1" with lines linetype 1 linewidth 4, \
     data index "alpha 1" every ::0::0 with points linetype 1 pointsize 1 \
         linecolor rgb title_color
unset multiplot
