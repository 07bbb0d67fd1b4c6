# For a picture that is not a graph: one unit of x and of y is one pixel of the
# SVG, from the lower left corner, and a script places everything itself.
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
set xrange [0:width]
set yrange [0:height]
unset border
unset tics
unset grid
set style fill solid noborder
set label 1 "" at 14,height - 22 offset 0,0
