# alt: The ten mean digits in a row, and below each the score that it gives to a test digit 2 and how many test digits of its class are read right: the mean 2 gives the highest score, 15.2, the mean 5 follows with 14.9, and the ten together read 74 % of the test digits.
# One column for each class: its template, the example's score, how much of the
# class is read right.
data = ARG1
call "style.gp" ARG2 840 360
call "canvas.gp"
set datafile separator whitespace
stats data index "scores" using 1:2 name "S" nooutput
stats data index "right" using 2:3 name "R" nooutput
winner = S_pos_max_y

set label 1 heading(sprintf("Ten mean digits, never trained, read %.0f %% " \
    . "of the test digits", 100 * R_sum_x / R_sum_y))
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
     data index "scores" \
         using (x($1)):(floor):(x($1) + 8):(x($1) + 48):(floor):(top($2)): \
         ($1 == winner ? 2 : 1) with boxxyerror linecolor variable, \
     data index "scores" \
         using (x($1) + 28):(top($2 > 0 ? $2 : 0) + 12):(sprintf("%.1f", $2)) \
         with labels textcolor rgb title_color, \
     data index "scores" using (x($1) + 28):(60):(sprintf("%d", $1)) \
         with labels textcolor rgb ink, \
     data index "right" using (x($1) + 28):(26): \
         (sprintf("%.0f %%", 100 * $2 / $3)) with labels textcolor rgb ink
