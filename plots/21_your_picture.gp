# alt: Three damaged pictures of digits, each in five stages from left to right: the picture, its ink, the parts of the digit, strokes as wide as MNIST's, and the digit of 28 by 28 pixels. Beside them, the share of digits with a sure answer and the share of these that is right, against the chance that an answer must have: the first falls from 100 to below 20 percent, the second rises from 92 to 99; sure answers to letters and scribbles fall from 100 to near 0.
data = ARG1
call "style.gp" ARG2 840 430
set datafile separator whitespace

# One unit is one pixel of the SVG.
call "canvas.gp"
set label 1 heading("From a picture to a digit")
side = 92
x(step) = 14 + (side + 8) * step
y(number) = 344 - (side + 12) * number
steps = "picture ink parts strokes digit"
set for [s = 1:5] label s + 1 word(steps, s) at x(s - 1) + side / 2.0,360 \
    center textcolor rgb ink
set for [s = 0:4] for [n = 0:2] object 5 * n + s + 1 rectangle \
    from x(s),y(n) - side to x(s) + side,y(n) front fillstyle empty border \
    linecolor rgb grid_color
cell = side / 112.0

# The curves, against the number of the threshold, in a panel on the right.
across(i) = 575 + 27 * i
up(percent) = 60 + 2.84 * percent
set for [i = 0:5] arrow i + 1 from across(0),up(20 * i) to across(9),up(20 * i) \
    nohead back linecolor rgb grid_color
set for [i = 0:5] label i + 10 sprintf("%d %%", 20 * i) \
    at across(0) - 8,up(20 * i) right textcolor rgb ink
set label 20 "the chance that counts as sure" at across(4.5),18 center \
    textcolor rgb ink
set label 21 "of these right" at across(9),up(102) right offset 0,0.5 \
    textcolor rgb green
set label 22 "digits" at across(6.4),up(86) textcolor rgb blue
set label 23 "letters" at across(0.5),up(44) textcolor rgb orange
set label 24 "scribbles" at across(0.5),up(34) textcolor rgb purple
set arrow 20 from across(6),up(0) to across(6),up(100) nohead back \
    linecolor rgb ink dashtype 2
set label 25 "0.95" at across(6) + 5,up(5) textcolor rgb ink
plot for [s = 1:5] for [n = 0:2] data \
         index sprintf("%s %d", word(steps, s), n) matrix \
         using (x(s - 1) + cell * ($1 + 0.5)):(y(n) - cell * ($2 + 0.5)):3 \
         with image, \
     data index "coverage" using (across($0)):(up($4)) \
         with linespoints linetype 2, \
     data index "coverage" using (across($0)):(up($5)) \
         with linespoints linetype 4, \
     data index "coverage" using (across($0)):(up($2)) \
         with linespoints linetype 1, \
     data index "coverage" using (across($0)):(up($3)) \
         with linespoints linetype 3, \
     data index "coverage" using (across($0)):(42): \
         (int($0) % 2 || $0 == 0 ? sprintf("%g", $1) : "") with labels textcolor rgb ink
