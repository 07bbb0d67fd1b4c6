# alt: A 7 on six sheets: undamaged, with light from the right, half in a shadow, with a gray edge, white on black with bits of white, and by a thin pen. Below each, scaled to 28 by 28 pixels: on the second to fifth the paper has become gray, or a black blot, and the thin 7 is pale.
data = ARG1
call "style.gp" ARG2 840 320
set datafile separator whitespace
call "canvas.gp"
set label 1 heading("One digit, six sheets, and what the network sees if they are only scaled")
side = 122
x(way) = 14 + (side + 16) * way
array names = ["none", "light from the right", "a shadow", "a gray edge", \
    "white on black", "a thin pen"]
rows = "damaged scaled"
y(row) = 264 - (side + 8) * row
set for [w = 1:6] label w + 1 names[w] at x(w - 1) + side / 2.0,276 center \
    textcolor rgb ink
set for [w = 0:5] for [r = 0:1] object 2 * w + r + 1 rectangle \
    from x(w),y(r) - side to x(w) + side,y(r) front fillstyle empty border \
    linecolor rgb grid_color
cell = side / 112.0
cut(share) = share < 0 ? 0 : share > 1 ? 1 : share
gray(share) = floor(16 * cut(share) + 0.5) / 16.0
plot for [w = 0:5] for [r = 1:2] data index sprintf("%s %d", word(rows, r), w) matrix \
    using (x(w) + cell * ($1 + 0.5)):(y(r - 1) - cell * ($2 + 0.5)): \
    (gray($3)) with image
