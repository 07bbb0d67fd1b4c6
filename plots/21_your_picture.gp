# alt: Three damaged pictures of digits, all read as 3 when they are only scaled, and what each of the six steps leaves of them: the ink by its color, with the light taken out, without what is faint, the parts of the digit, strokes as wide as MNIST's, and the field of 28 by 28 pixels, which is read rightly as 2, 4 and 7.
data = ARG1
call "style.gp" ARG2 840 490
set datafile separator whitespace

# One unit is one pixel of the SVG.
call "canvas.gp"
set label 1 heading("From a picture to a digit")
side = 108
x(step) = 14 + (side + 9) * step
y(number) = 424 - (side + 30) * number
steps = "picture color light faint parts strokes digit"
names = "picture 1._color 2._light 3._faint 4._parts 5._stroke 6._field"
spaced(name) = name[1:2] . (name[3:3] eq "_" ? " " . name[4:*] : name[3:*])
set for [s = 1:7] label s + 1 spaced(word(names, s)) at x(s - 1) + side / 2.0,437 \
    center textcolor rgb ink
set for [s = 0:6] for [n = 0:2] object 7 * n + s + 1 rectangle \
    from x(s),y(n) - side to x(s) + side,y(n) front fillstyle empty border \
    linecolor rgb grid_color
cell = side / 112.0
cut(share) = share < 0 ? 0 : share > 1 ? 1 : share
gray(share) = floor(16 * cut(share) + 0.5) / 16.0 # few grays, a small file
plot for [s = 1:7] for [n = 0:2] data \
         index sprintf("%s %d", word(steps, s), n) matrix \
         using (x(s - 1) + cell * ($1 + 0.5)):(y(n) - cell * ($2 + 0.5)): \
         (gray($3)) with image, \
     for [n = 0:2] for [s = 1:2] data index sprintf("answers %d", n) \
         using (x(s == 1 ? 0 : 6) + side / 2.0):(y(n) - side - 12): \
         (sprintf("read as %d", column(s))) with labels textcolor rgb ink
