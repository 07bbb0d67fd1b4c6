# alt: Three damaged pictures of digits, each in six stages from left to right: the picture; the same only scaled, all three of which a network reads as 3; its ink, the parts of the digit, strokes as wide as MNIST's, and the digit of 28 by 28 pixels, which is read rightly as 2, 4 and 7. Beside them, the share of digits with a sure answer and the share of these that is right, against the chance that an answer must have: the first falls from 100 to below 20 percent, the second rises from 92 to 99; sure answers to letters and scribbles fall from 100 to near 0. Below, a stroke across: its distance from paper rises to w/2 in the middle and falls again, w/4 in the mean; the 0 of a pen of 2.9 and of 0.3, scaled to the box of 20, whose middle lines are 17.1 and 19.7 high; and a 0 of 100 by a pen of 4 that is widened by 5.2 on each side to 110.3 and 14.3.
data = ARG1
call "style.gp" ARG2 840 610
set datafile separator whitespace

# One unit is one pixel of the SVG.
call "canvas.gp"
set label 1 heading("From a picture to a digit")
side = 78
x(step) = 14 + (side + 8) * step
y(number) = 530 - (side + 32) * number
steps = "picture scaled ink parts strokes digit"
set for [s = 1:6] label s + 1 (s == 2 ? "only scaled" : s == 5 ? "strokes, larger" : \
    word(steps, s)) at x(s - 1) + side / 2.0,546 center textcolor rgb ink
set for [s = 0:5] for [n = 0:2] object 6 * n + s + 1 rectangle \
    from x(s),y(n) - side to x(s) + side,y(n) front fillstyle empty border \
    linecolor rgb grid_color
cell = side / 112.0

# The curves, against the number of the threshold, in a panel on the right.
across(i) = 575 + 27 * i
up(percent) = 240 + 2.84 * percent
set for [i = 0:5] arrow i + 1 from across(0),up(20 * i) to across(9),up(20 * i) \
    nohead back linecolor rgb grid_color
set for [i = 0:5] label i + 10 sprintf("%d %%", 20 * i) \
    at across(0) - 8,up(20 * i) right textcolor rgb ink
set label 20 "the chance that counts as sure" at across(4.5),198 center \
    textcolor rgb ink
set label 21 "of these digits, right" at across(9),up(102) right offset 0,0.2 \
    textcolor rgb green
set label 26 heading("Sure answers") at across(0) - 30,566 textcolor rgb title_color
set label 22 "digits" at across(6.4),up(86) textcolor rgb blue
set label 23 "letters" at across(1.7),up(66) right textcolor rgb orange
set label 24 "scribbles" at across(3.6),up(79) textcolor rgb purple
set arrow 20 from across(6),up(0) to across(6),up(100) nohead back \
    linecolor rgb ink dashtype 2
set label 25 "0.95" at across(6) + 5,up(5) textcolor rgb ink

# Below, step 5. Ink on white paper stays that on a dark page: an ellipse of ink, and in
# it one of paper, are the 0 of a pen.
on_paper = "#23282e"
base = 40
set label 30 heading("Step 5: a stroke across") at 14,176 textcolor rgb title_color
set object 60 rectangle from 40,base to 120,base + 20 front \
    fillstyle solid noborder fillcolor rgb ink
set arrow 60 from 40,base + 30 to 80,base + 100 nohead front linecolor rgb blue linewidth 2
set arrow 61 from 80,base + 100 to 120,base + 30 nohead front linecolor rgb blue linewidth 2
set arrow 62 from 32,base + 30 to 128,base + 30 nohead front linecolor rgb ink
set arrow 63 from 40,base + 65 to 120,base + 65 nohead front linecolor rgb orange \
    dashtype 2 linewidth 2
set label 32 "how far from paper:" at 134,base + 112 textcolor rgb ink
set label 33 "w/2 in the middle" at 134,base + 94 textcolor rgb blue
set label 34 "w/4 in the mean" at 134,base + 65 textcolor rgb orange
set arrow 64 from 40,base - 8 to 120,base - 8 heads size 5,20 front linecolor rgb ink
set label 35 "w" at 80,base - 20 center textcolor rgb ink

set label 40 heading("Two pens in the box of 20") at 290,176 textcolor rgb title_color
unit = 5.2
middle(n) = n ? 19.7 : 17.1 # how high the middle line of the 0 is
pen(n) = 20 - middle(n)
do for [n = 0:1] {
    left = 290 + 130 * n
    x0 = left + 10 * unit
    y0 = base + 10 * unit
    set object 70 + 5 * n rectangle from left,base to left + 20 * unit,base + 20 * unit \
        front fillstyle solid border linecolor rgb grid_color fillcolor rgb "#ffffff"
    tall = unit * middle(n)
    set object 71 + 5 * n ellipse center x0,y0 size 0.65 * tall + unit * pen(n), \
        tall + unit * pen(n) units xx front fillstyle solid noborder fillcolor rgb on_paper
    set object 72 + 5 * n ellipse center x0,y0 size 0.65 * tall - unit * pen(n), \
        tall - unit * pen(n) units xx front fillstyle solid noborder fillcolor rgb "#ffffff"
    set object 73 + 5 * n ellipse center x0,y0 size 0.65 * tall,tall units xx front \
        fillstyle empty border linecolor rgb orange dashtype 2
    set label 41 + n sprintf("pen %.1f", pen(n)) at x0,base - 14 center textcolor rgb ink
}
set label 43 "dashed: middle lines, 17.1 and 19.7" at 290,base + 116 textcolor rgb orange

set label 50 heading("ρ = 5.2 on each side") at 590,176 textcolor rgb title_color
x0 = 690
y0 = base + 52
set object 80 rectangle from 626,base - 12 to 754,base + 116 front \
    fillstyle solid border linecolor rgb grid_color fillcolor rgb "#ffffff"
array wide[4] = [110.3, 100, 92, 81.6]
array color[4] = [orange, on_paper, orange, "#ffffff"]
do for [n = 1:4] {
    set object 80 + n ellipse center x0,y0 size wide[n] - 28,wide[n] units xx front \
        fillstyle solid noborder fillcolor rgb color[n]
}
set arrow 80 from 612,y0 - 50 to 612,y0 + 50 heads size 5,20 front linecolor rgb ink
set label 51 "100" at 606,y0 right textcolor rgb ink
set arrow 81 from 768,y0 - 55.15 to 768,y0 + 55.15 heads size 5,20 front \
    linecolor rgb orange
set label 52 "110.3" at 774,y0 textcolor rgb orange
set label 53 "pen 4, then 14.3" at x0,base - 26 center textcolor rgb orange
plot for [s = 1:6] for [n = 0:2] data \
         index sprintf("%s %d", word(steps, s), n) matrix \
         using (x(s - 1) + cell * ($1 + 0.5)):(y(n) - cell * ($2 + 0.5)):3 \
         with image, \
     for [n = 0:2] for [s = 1:2] data index sprintf("answers %d", n) \
         using (x(s == 1 ? 1 : 5) + side / 2.0):(y(n) - side - 11): \
         (sprintf("read as %d", column(s))) with labels textcolor rgb ink, \
     data index "coverage" using (across($0)):(up($4)) \
         with linespoints linetype 2, \
     data index "coverage" using (across($0)):(up($5)) \
         with linespoints linetype 4, \
     data index "coverage" using (across($0)):(up($2)) \
         with linespoints linetype 1, \
     data index "coverage" using (across($0)):(up($3)) \
         with linespoints linetype 3, \
     data index "coverage" using (across($0)):(222): \
         (int($0) % 2 || $0 == 0 ? sprintf("%g", $1) : "") with labels textcolor rgb ink
