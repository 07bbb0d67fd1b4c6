# alt: Three damaged pictures of digits, all read as 3 when they are only scaled, and what each of the six steps leaves of them: the ink by its color, with the light taken out, without what is faint, the parts of the digit, strokes as wide as MNIST's, and the field of 28 by 28 pixels, which is read rightly as 2, 4 and 7. Beside them, the share of digits with a sure answer and the share of these that is right, against the chance that an answer must have: the first falls from 100 to below 20 percent, the second rises from 92 to 99; sure answers to letters and scribbles fall from 100 to near 0. Below, one row of the 7: from the right a shadow of 0.4 reaches far in, broken by a stroke of 1; after step 3 only the stroke is left. Then a stroke across: its distance from paper rises to w/2 in the middle and falls again, w/4 in the mean; the 0 of a pen of 2.9 and of 0.3, scaled to the box of 20, whose middle lines are 17.1 and 19.7 high; and a 0 of 100 by a pen of 4 that is widened by 5.2 on each side to 110.3 and 14.3.
data = ARG1
call "style.gp" ARG2 840 700
set datafile separator whitespace

# One unit is one pixel of the SVG.
call "canvas.gp"
set label 1 heading("From a picture to a digit")
side = 64
x(step) = 14 + (side + 8) * step
y(number) = 622 - (side + 32) * number
steps = "picture color light faint parts strokes digit"
names = "picture 1._color 2._light 3._faint 4._parts 5._stroke 6._field"
spaced(name) = name[1:2] . (name[3:3] eq "_" ? " " . name[4:*] : name[3:*])
set for [s = 1:7] label s + 1 spaced(word(names, s)) at x(s - 1) + side / 2.0,636 \
    center textcolor rgb ink
set for [s = 0:6] for [n = 0:2] object 7 * n + s + 1 rectangle \
    from x(s),y(n) - side to x(s) + side,y(n) front fillstyle empty border \
    linecolor rgb grid_color
cell = side / 112.0
cut(share) = share < 0 ? 0 : share > 1 ? 1 : share
gray(share) = floor(12 * cut(share) + 0.5) / 12.0 # few grays, a small file

# The curves, against the number of the threshold, in a panel on the right.
across(i) = 575 + 27 * i
up(percent) = 262 + 3.3 * percent
set for [i = 0:5] arrow i + 1 from across(0),up(20 * i) to across(9),up(20 * i) \
    nohead back linecolor rgb grid_color
set for [i = 0:5] label i + 10 sprintf("%d %%", 20 * i) \
    at across(0) - 8,up(20 * i) right textcolor rgb ink
set label 20 "the chance that counts as sure" at across(4.5),218 center \
    textcolor rgb ink
set label 21 "of these digits, right" at across(9),up(102) right offset 0,0.2 \
    textcolor rgb green
set label 26 heading("Sure answers") at across(0) - 30,636 textcolor rgb title_color
set label 22 "digits" at across(6.4),up(86) textcolor rgb blue
set label 23 "letters" at across(1.7),up(66) right textcolor rgb orange
set label 24 "scribbles" at across(2.5),up(84.3) textcolor rgb purple
set arrow 20 from across(6),up(0) to across(6),up(100) nohead back \
    linecolor rgb ink dashtype 2
set label 25 "0.95" at across(6) + 5,up(5) textcolor rgb ink

# Step 3: a row of the third picture's ink before and after.
row = 50
bottom = 205
along(column) = 40 + 4.15 * column
set label 27 heading("Step 3: a row of the 7 in the shadow") at 14,331 textcolor rgb title_color
set for [i = 0:2] arrow 50 + i from along(0),bottom + 45 * i to along(112),bottom + 45 * i \
    nohead back linecolor rgb grid_color
set for [i = 0:2] label 54 + i sprintf("%g", i / 2.0) at along(0) - 6,bottom + 45 * i right \
    textcolor rgb ink
set arrow 54 from along(111),bottom + 60 to along(84),bottom + 60 front linecolor rgb orange \
    linewidth 2
set label 57 "in from the edge" at along(85),bottom + 72 textcolor rgb orange
set label 60 "half ink, and no farther" at along(2),bottom + 54 textcolor rgb ink
set label 58 "ink after step 2" at along(2),bottom + 72 textcolor rgb "#9aa2ab"
set label 59 "and after step 3" at along(28),bottom + 72 textcolor rgb ink
bar(number) = $2 == row && cut($3) > 0 ? number : NaN

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
plot for [s = 1:7] for [n = 0:2] data \
         index sprintf("%s %d", word(steps, s), n) matrix \
         using (x(s - 1) + cell * ($1 + 0.5)):(y(n) - cell * ($2 + 0.5)): \
         (gray($3)) with image, \
     for [n = 0:2] for [s = 1:2] data index sprintf("answers %d", n) \
         using (x(s == 1 ? 0 : 6) + side / 2.0):(y(n) - side - 11): \
         (sprintf("read as %d", column(s))) with labels textcolor rgb ink, \
     for [s = 0:1] data index s ? "faint 2" : "light 2" matrix \
         using (along($1 + 0.5)):(bar(bottom)):(along($1)):(along($1 + 1)): \
         (bottom):(bottom + 90 * cut($3)) with boxxyerror fillstyle solid noborder \
         linecolor rgb s ? ink : "#c4cad1", \
     data index "coverage" using (across($0)):(up($4)) \
         with linespoints linetype 2, \
     data index "coverage" using (across($0)):(up($5)) \
         with linespoints linetype 4, \
     data index "coverage" using (across($0)):(up($2)) \
         with linespoints linetype 1, \
     data index "coverage" using (across($0)):(up($3)) \
         with linespoints linetype 3, \
     data index "coverage" using (across($0)):(244): \
         (int($0) % 2 || $0 == 0 ? sprintf("%g", $1) : "") with labels textcolor rgb ink
