# alt: Two drawings, a one with a rather flat upstroke, which is read as a seven, and a four, each in three panels: the digit of 28 by 28 pixels, the slopes of the difference between the answer's score and the next class's, and the shares of its pixels, blue for the answer and orange against it. The shares lie on the strokes alone. In the one the lower end of the upstroke and the lower half of the stem are blue, and the upper end of the upstroke is orange; in the four the corner on the left is blue, and the two ends on top are orange. Below, a curve: the score of the 7 minus that of the 1, for upstrokes that rise by 0 to 80 degrees. It begins at 7, crosses 0 just beyond 30 degrees and falls to −9.
data = ARG1
call "style.gp" ARG2 700 640
set datafile separator whitespace
stats data index "classes" using (a = $1, b = $2) every ::::0 nooutput
names = "one four"
array largest_slope[2] # of each drawing
array largest_share[2] # from half of it on the color is full
do for [n = 1:2] {
    stats data index "slopes " . word(names, n) matrix using 3 nooutput
    largest_slope[n] = (-STATS_min > STATS_max ? -STATS_min : STATS_max)
    stats data index "shares " . word(names, n) matrix using 3 nooutput
    largest_share[n] = 0.5 * (-STATS_min > STATS_max ? -STATS_min : STATS_max)
}
set multiplot

# One unit is one pixel of the SVG.
call "canvas.gp"
set label 1 heading("Two drawings, and why they are read as they are")
side = 168
x(column) = 142 + (side + 18) * column
y(row) = 582 - (side + 14) * row
array read = ["7, and why\nnot 1?", "4, and why\nnot 7?"]
array favor = ["for 7", "for 4"]
array against = ["for 1", "for 7"]
do for [n = 1:2] {
    set label 10 * n read[n] at 14,y(n - 1) - 52 textcolor rgb title_color
    set label 10 * n + 1 "blue: " . favor[n] at 14,y(n - 1) - 112 \
        textcolor rgb blue
    set label 10 * n + 2 "orange: " . against[n] at 14,y(n - 1) - 132 \
        textcolor rgb orange
}
set label 3 "what the network sees" at x(0) + side / 2.0,594 center textcolor rgb ink
set label 4 "slopes" at x(1) + side / 2.0,594 center textcolor rgb ink
set label 5 "shares: ink × slope" at x(2) + side / 2.0,594 center textcolor rgb ink
set for [c = 0:2] for [r = 0:1] object 2 * c + r + 1 rectangle \
    from x(c),y(r) - side to x(c) + side,y(r) front fillstyle empty border \
    linecolor rgb grid_color
cell = side / 28.0
set cbrange [0:*] # ink is divided by the network's scale
set for [r = 0:1] object 10 + r rectangle from x(0),y(r) - side to \
    x(0) + side,y(r) back fillstyle solid 1 noborder fillcolor rgb "#ffffff"
# As signed_color, for a number v of which 1 is the largest.
color = "v > 0 ? 31 : 227):(v > 0 ? 119 : 98):(v > 0 ? 208 : 9):" \
    . "(abs(v) < 1 ? 255 * abs(v) : 255)"
plot for [n = 1:2] data index "digit " . word(names, n) matrix \
         using (x(0) + cell * ($1 + 0.5)):(y(n - 1) - cell * ($2 + 0.5)): \
         ($3 > 0 ? $3 : NaN) with image pixels, \
     for [n = 1:2] data index "slopes " . word(names, n) matrix \
         using (x(1) + cell * ($1 + 0.5)):(y(n - 1) - cell * ($2 + 0.5)): \
         (v = $3 / largest_slope[n], @color with rgbalpha, \
     for [n = 1:2] data index "shares " . word(names, n) matrix \
         using (x(2) + cell * ($1 + 0.5)):(y(n - 1) - cell * ($2 + 0.5)): \
         (v = $3 / largest_share[n], v == 0 ? NaN : @color with rgbalpha pixels

# Below: the upstroke rises.
unset label
unset object
set border 1
set lmargin at screen 0.1
set rmargin at screen 0.985
set bmargin at screen 0.1
set tmargin at screen 0.29
set xrange [0:80]
set yrange [-11:9]
set xtics 10 nomirror out scale 0.5,0
set ytics ("-10" -10, "0" 0) scale 0
set grid ytics
set xlabel "how steep the upstroke is, in degrees"
set label 1 heading("The score of the 7 minus that of the 1") at graph 0,1 \
    left offset 0,0.8 textcolor rgb title_color
set label 2 "read as 7" at 1,-1.8 left textcolor rgb blue
set label 3 "read as 1" at 79,1.9 right textcolor rgb orange
set label 4 "the drawing above" at 32,6.2 textcolor rgb ink
set arrow 1 from 31.6,5.4 to 30.1,1.7 nohead linecolor rgb ink
set style fill transparent solid 0.25 noborder
plot data index "upstrokes" using 1:2:(0) with filledcurves above \
         linecolor rgb blue, \
     data index "upstrokes" using 1:2:(0) with filledcurves below \
         linecolor rgb orange, \
     data index "upstrokes" using 1:2 with lines linecolor rgb title_color \
         linewidth 2, \
     data index "upstrokes" using 1:($1 == 30 ? $2 : NaN) with points \
         pointtype 7 pointsize 0.8 linecolor rgb title_color
unset multiplot
