# alt: Above, one unit: the 784 pixels of a test digit 2 and the 784 weights of unit 2, the mean 2, are multiplied pixel by pixel and added up; with the bias of −23.7 that is the score 15.1855. Below, the ten mean digits in a row, and under each the score that it gives to that 2 and how many test digits of its class are read right: the mean 2 gives the highest score, the mean 5 follows, and the ten together read 73.8 % of the test digits.
# Above: the unit that wins. Below one column for each class: its template, the
# example's score, how much of the class is read right.
data = ARG1
call "style.gp" ARG2 840 560
call "canvas.gp"
set datafile separator whitespace
stats data index "scores" using 1:2 name "S" nooutput
stats data index "right" using 2:3 name "R" nooutput
winner = S_pos_max_y
bias = 0
stats data index "scores" using (bias = $1 == winner ? $3 : bias, 0) nooutput

# The unit: digit and template have 4 pixels for each of theirs, from `lower` up.
lower = 396
middle = lower + 56
sum_x = 560
set label 1 heading("One unit: multiply, add up, add the bias")
set label 12 "×" at 268,middle center font ",26" textcolor rgb ink
set label 13 "a, the pixels" at 158,lower - 14 center textcolor rgb ink
set label 14 sprintf("row %d of W, the weights", winner) at 378,lower - 14 \
    center textcolor rgb ink
set label 15 "Σ" at sum_x,middle center front font ",26" textcolor rgb blue
set label 16 sprintf("b_%d = −%.1f", winner, abs(bias)) at sum_x,lower - 14 center \
    textcolor rgb ink
set label 17 sprintf("z_%d = %.1f", winner, S_max_y) at sum_x + 110,middle \
    left font ",18" textcolor rgb orange
set label 18 "the score" at sum_x + 110,middle - 24 left textcolor rgb ink
set for [i = 0:6] arrow i + 1 from 437,lower + 2 + 18 * i to sum_x,middle \
    nohead linecolor rgb grid_color
set arrow 8 from sum_x,lower - 2 to sum_x,middle - 28 linecolor rgb ink
set arrow 9 from sum_x + 27,middle to sum_x + 100,middle linecolor rgb orange \
    linewidth 2
set object 21 rectangle from 101,lower - 1 to 215,lower + 113 front \
    fillstyle empty border linecolor rgb grid_color
set object 22 rectangle from 321,lower - 1 to 435,lower + 113 front \
    fillstyle empty border linecolor rgb grid_color
set object 23 circle at sum_x,middle size 26 fillstyle empty \
    border linecolor rgb blue linewidth 2

set label 10 heading(sprintf("Ten such units, never trained, read %.1f %% of " \
    . "the test digits", 100 * R_sum_x / R_sum_y)) at 14,338 \
    textcolor rgb title_color
set label 2 "the mean digits,\nrows of W" at 166,294 right textcolor rgb ink
set label 3 "a test digit and\nits scores W a + b" at 166,218 right \
    textcolor rgb ink
set label 4 "class" at 166,60 right textcolor rgb ink
set label 5 "test digits read right" at 166,26 right textcolor rgb ink

# Class k has 56 pixels from x(k) on; bars stand on `floor`.
x(k) = 184 + 65 * k
floor = 92
top(z) = floor + 8 * z
set for [k = 0:9] object k + 1 rectangle from x(k),256 to x(k) + 56,312 \
    front fillstyle empty border linecolor rgb k == winner ? orange : grid_color
set object 11 rectangle from 82,98 to 166,182 front fillstyle empty \
    border linecolor rgb grid_color
plot for [k = 0:9] data index sprintf("template %d", k) matrix \
         using (x(k) + 1 + 2 * $1):(311 - 2 * $2):3 with image, \
     data index "example" matrix using (83.5 + 3 * $1):(180.5 - 3 * $2):3 \
         with image, \
     data index "example" matrix \
         using (104 + 4 * $1):(lower + 110 - 4 * $2):3 with image, \
     data index sprintf("template %d", winner) matrix \
         using (324 + 4 * $1):(lower + 110 - 4 * $2):3 with image, \
     data index "scores" \
         using (x($1)):(floor):(x($1) + 8):(x($1) + 48):(floor):(top($2)): \
         ($1 == winner ? 2 : 1) with boxxyerror linecolor variable, \
     data index "scores" \
         using (x($1) + 28):(top($2 > 0 ? $2 : 0) + 12):(sprintf("%s%.1f", $2 < 0 ? "−" : "", abs($2))) \
         with labels textcolor rgb title_color, \
     data index "scores" using (x($1) + 28):(60):(sprintf("%d", $1)) \
         with labels textcolor rgb ink, \
     data index "right" using (x($1) + 28):(26): \
         (sprintf("%.0f %%", 100 * $2 / $3)) with labels textcolor rgb ink
