# alt: Five test digits stand side by side, each above its column of the matrix A, of which twelve rows are drawn as cells with their numbers; an arrow leads from the pixel in row 14, column 14 of the third digit to row 406 of column 2. Below, memory is one long strip of five columns, 784 numbers each, and the same pixel is marked there at place 1974, between its neighbors of rows 405 and 407.
# Everything is drawn from A alone: pixel (r, c) of digit j is its row 28 r + c
# in column j.
data = ARG1
call "style.gp" ARG2 840 492
call "canvas.gp"
set datafile separator whitespace

# Ink on paper, which stays white on a dark page; dark is not title_color, which
# would turn light there.
dark = "#24292e"
set palette defined (0 "#ffffff", 1 dark)

x(j) = 86 + 148 * j # left edge of column j, in A and in memory, 148 pixels wide
digits = 448        # top of the digits, 3 pixels for each of theirs
rows = 340          # top of rows 400 to 411, each 15 pixels high
memory = 128        # top of the strip
near_it = 58        # top of the five places around the marked one
place = x(2) + 148 * 406.5 / 784

set label 1 heading("Each digit is a column, and memory is the columns in a row")
set label 2 "picture" at 76,digits - 42 right textcolor rgb ink
set for [i = 0:11] label i + 3 sprintf("row %d", 400 + i) \
    at 76,rows - 8 - 15 * i right textcolor rgb i == 6 ? orange : ink
set for [j = 0:4] label j + 20 sprintf("column %d", j) at x(j) + 74,rows - 192 \
    center textcolor rgb j == 2 ? orange : ink
set label 30 "memory" at 76,memory - 10 right textcolor rgb ink
set for [j = 0:4] label j + 31 sprintf("%d", 784 * j) at x(j),memory - 32 \
    left textcolor rgb ink
set for [j = 0:4] label j + 36 sprintf("column %d", j) at x(j) + 8,memory - 10 \
    textcolor rgb j == 2 ? orange : ink
set for [k = -2:2] label k + 44 sprintf("%d", 1974 + k) \
    at place + 48 * k,near_it - 32 center textcolor rgb k == 0 ? orange : ink
set label 50 "row 28 · 14 + 14 = 406" at x(2) + 84,rows + 12 textcolor rgb orange
set label 51 "place 406 + 784 · 2 = 1974" at place + 136,near_it - 10 \
    textcolor rgb orange

# Frames, and around twelve pixels of each picture: the twelve rows below it.
set style rectangle front fillstyle empty border linecolor rgb grid_color
set for [j = 0:4] object j + 3 rectangle from x(j) + 32,digits \
    to x(j) + 116,digits - 84
set for [j = 0:4] object j + 8 rectangle from x(j) + 55,digits - 41 \
    to x(j) + 93,digits - 46 front fillstyle empty border linecolor rgb blue
set for [j = 0:4] object j + 13 rectangle from x(j),memory \
    to x(j) + 148,memory - 20
set for [j = 0:4] object j + 18 rectangle from x(j),rows to x(j) + 148,rows - 180 \
    front fillstyle empty border linecolor rgb blue

# The marked pixel, in the picture, in A and in memory.
set object 30 rectangle from x(2) + 73,digits - 41 to x(2) + 78,digits - 46 \
    front fillstyle empty border linecolor rgb orange linewidth 2
set object 31 rectangle from x(2),rows - 90 to x(3),rows - 105 \
    front fillstyle empty border linecolor rgb orange linewidth 2
set object 32 rectangle from place - 24,near_it to place + 24,near_it - 20 \
    front fillstyle empty border linecolor rgb orange linewidth 2
set object 33 rectangle from place - 1,memory + 4 to place + 1,memory - 24 \
    front fillstyle solid noborder fillcolor rgb orange
set arrow 1 from x(2) + 75.5,digits - 47 to x(2) + 75.5,rows - 89 front \
    linecolor rgb orange linewidth 2
set arrow 2 from place,memory - 24 to place - 120,near_it nohead \
    linecolor rgb orange
set arrow 3 from place,memory - 24 to place + 120,near_it nohead \
    linecolor rgb orange

number(v) = sprintf("%.4f", v)
set style fill solid border linecolor rgb grid_color
plot for [j = 0:4] data index "A" \
         using (x(j) + 33.5 + 3 * (int($0) % 28)): \
         (digits - 1.5 - 3 * (int($0) / 28)):(column(j + 1)) with image, \
     data index "A" matrix every 1:1:0:400:4:411 \
         using (x($1) + 74):(rows - 7.5 - 15 * ($2 - 400)):(74):(7.5):3 \
         with boxxyerror fillcolor palette, \
     for [shade = 0:1] data index "A" matrix every 1:1:0:400:4:411 \
         using (x($1) + 138):(rows - 8 - 15 * ($2 - 400)): \
         (($3 > 0.6) == shade ? number($3) : "") with labels right \
         textcolor rgb shade ? "#ffffff" : dark, \
     data index "A" matrix every 1:1:2:404:2:408 \
         using (place + 48 * ($2 - 406)):(near_it - 10):(24):(10):3 \
         with boxxyerror fillcolor palette, \
     for [shade = 0:1] data index "A" matrix every 1:1:2:404:2:408 \
         using (place + 48 * ($2 - 406)):(near_it - 10): \
         (($3 > 0.6) == shade ? sprintf("%.2f", $3) : "") with labels center \
         textcolor rgb shade ? "#ffffff" : dark
