# alt: A stroke across: its distance from paper rises to w/2 in the middle and falls again, w/4 in the mean. The 0 of a pen of 2.9 and of 0.3, scaled to the box of 20, whose middle lines are 17.1 and 19.7 high. And a 0 of 100 by a pen of 4 that is widened by 5.2 on each side to 110.3 and 14.3.
call "style.gp" ARG2 840 196
call "canvas.gp"
# Ink on white paper stays that on a dark page: an ellipse of ink, and in it one of paper,
# are the 0 of a pen.
on_paper = "#23282e"
base = 40
set label 1 heading("A stroke across")
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

set label 40 heading("Two pens in the box of 20") at 290,174 textcolor rgb title_color
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

set label 50 heading("ρ = 5.2 on each side") at 590,174 textcolor rgb title_color
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
plot NaN notitle
