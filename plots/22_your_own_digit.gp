# alt: Two drawings, a seven and a four, each in three panels: the digit of 28 by 28 pixels, the slopes of the difference between its score and the next class's, and the shares of its pixels, blue for the answer and orange against it. The shares lie on the strokes alone. In the seven the bar and the long stroke below it speak for the answer; in the four the corner on the left does, and the two ends on top, where a seven has its bar, speak against it.
data = ARG1
call "style.gp" ARG2 700 440
set datafile separator whitespace

# One unit is one pixel of the SVG.
call "canvas.gp"
set label 1 heading("Two drawings, and why they are read as they are")
side = 168
x(column) = 100 + (side + 24) * column
y(row) = 354 - (side + 14) * row
names = "seven four"
set for [n = 1:2] label n + 1 word(names, n) at 14,y(n - 1) - side / 2.0 \
    textcolor rgb ink
set label 10 "what the network sees" at x(0) + side / 2.0,368 center textcolor rgb ink
set label 11 "slopes" at x(1) + side / 2.0,368 center textcolor rgb ink
set label 12 "shares" at x(2) + side / 2.0,368 center textcolor rgb ink
set for [c = 0:2] for [r = 0:1] object 2 * c + r + 1 rectangle \
    from x(c),y(r) - side to x(c) + side,y(r) front fillstyle empty border \
    linecolor rgb grid_color
cell = side / 28.0
set cbrange [0:*] # ink is divided by the network's scale
stats data index "slopes seven" matrix using 3 nooutput
largest_slope = (abs(STATS_min) > STATS_max ? -STATS_min : STATS_max)
stats data index "shares seven" matrix using 3 nooutput
largest_share = (abs(STATS_min) > STATS_max ? -STATS_min : STATS_max)
# As signed_color, for a number v of which 1 is the largest.
color = "v > 0 ? 31 : 227):(v > 0 ? 119 : 98):(v > 0 ? 208 : 9):" \
    . "(abs(v) < 1 ? 255 * abs(v) : 255)"
plot for [n = 1:2] data index "digit " . word(names, n) matrix \
         using (x(0) + cell * ($1 + 0.5)):(y(n - 1) - cell * ($2 + 0.5)):3 \
         with image, \
     for [n = 1:2] data index "slopes " . word(names, n) matrix \
         using (x(1) + cell * ($1 + 0.5)):(y(n - 1) - cell * ($2 + 0.5)): \
         (v = $3 / largest_slope, @color with rgbalpha, \
     for [n = 1:2] data index "shares " . word(names, n) matrix \
         using (x(2) + cell * ($1 + 0.5)):(y(n - 1) - cell * ($2 + 0.5)): \
         (v = $3 / largest_share, @color with rgbalpha
