# alt: Five test digits stand side by side, each above its column of the matrix A; an arrow leads from the pixel in row 14, column 14 of the third digit to row 406 of column 2, and beside them all 784 rows of A.
# Everything is drawn from A alone: pixel (r, c) of digit j is its row 28 r + c
# in column j.
data = ARG1
call "style.gp" ARG2 840 390
call "canvas.gp"
set datafile separator whitespace

x(j) = 86 + 92 * j # left edge of column j, 92 pixels wide
digits = 338       # top of the digits, 3 pixels for each of theirs
rows = 232         # top of rows 400 to 411, each 12 pixels high
all_x = 716        # the whole of A: columns 20 pixels wide, rows 0.4 high
all_y = 354

set label 1 heading("Five digits, five columns: pixel (14, 14) becomes row 406")
set label 2 "picture" at 76,digits - 42 right textcolor rgb ink
set label 3 "row 400" at 76,rows - 6 right textcolor rgb ink
set label 4 "row 406" at 76,rows - 78 right textcolor rgb orange
set label 5 "row 411" at 76,rows - 138 right textcolor rgb ink
set for [j = 0:4] label j + 6 sprintf("column %d", j) at x(j) + 46,rows - 158 \
    center textcolor rgb j == 2 ? orange : ink
set label 11 "all of A,\n784 × 5" at all_x - 12,all_y - 10 right \
    textcolor rgb ink
set label 12 "pixel (14, 14) is row 28 · 14 + 14 = 406 of A; in column 2 it is " \
    . "number 406 + 784 · 2 = 1974 in memory" at 14,22 textcolor rgb ink

# Frames, and around twelve pixels of each picture: the twelve rows below it.
set style rectangle front fillstyle empty border linecolor rgb grid_color
set object 1 rectangle from x(0),rows to x(5),rows - 144
set object 2 rectangle from all_x,all_y to all_x + 100,all_y - 313.6
set for [j = 0:4] object j + 3 rectangle from x(j) + 4,digits \
    to x(j) + 88,digits - 84
set for [j = 0:4] object j + 8 rectangle from x(j) + 27,digits - 41 \
    to x(j) + 65,digits - 46 front fillstyle empty border \
    linecolor rgb blue
set for [j = 1:4] arrow j from x(j),rows to x(j),rows - 144 nohead front \
    linecolor rgb grid_color
set arrow 5 from x(5),rows to all_x,all_y - 160 nohead linecolor rgb blue
set arrow 6 from x(5),rows - 144 to all_x,all_y - 164.8 nohead \
    linecolor rgb blue
set object 13 rectangle from all_x,all_y - 159 to all_x + 100,all_y - 166 \
    front fillstyle empty border linecolor rgb blue

# The marked pixel.
set object 14 rectangle from x(2) + 45,digits - 41 to x(2) + 50,digits - 46 \
    front fillstyle empty border linecolor rgb orange linewidth 2
set object 15 rectangle from x(2),rows - 72 to x(3),rows - 84 \
    front fillstyle empty border linecolor rgb orange linewidth 2
set arrow 7 from x(2) + 47.5,digits - 47 to x(2) + 47.5,rows - 71 front \
    linecolor rgb orange linewidth 2

plot for [j = 0:4] data index "A" \
         using (x(j) + 5.5 + 3 * (int($0) % 28)): \
         (digits - 1.5 - 3 * (int($0) / 28)):(column(j + 1)) with image, \
     data index "A" matrix every 1:1:0:400:4:411 \
         using (x($1) + 46):(rows - 6 - 12 * ($2 - 400)):3 with image, \
     data index "A" matrix \
         using (all_x + 10 + 20 * $1):(all_y - 0.2 - 0.4 * $2):3 with image
