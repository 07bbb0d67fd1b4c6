# The surest mistakes, two rows of five.
data = ARG1
call "style.gp" ARG2 420 265
set datafile separator whitespace
stats data index "answers" using 3 name "C" nooutput
count = int(C_records)
call "canvas.gp"
x(k) = 11 + 81 * (int(k) % 5)
y(k) = 255 - 132 * (int(k) / 5)
set style rectangle front fillstyle empty border linecolor rgb grid_color
set for [k = 0:count - 1] object k + 1 rectangle from x(k),y(k) to x(k) + 74,y(k) - 74
pixel = 74.0 / 28
largest = 1
plot for [k = 0:count - 1] data index sprintf("mistake %d", k) matrix \
         using (x(k) + pixel * ($1 + 0.5)):(y(k) - pixel * ($2 + 0.5)):@signed_color \
         with rgbalpha, \
     data index "answers" using (x($0) + 37):(y($0) - 90): \
         (sprintf("%d as %d", $1, $2)) with labels textcolor rgb title_color, \
     data index "answers" using (x($0) + 37):(y($0) - 109): \
         (sprintf("%.4f", $3)) with labels textcolor rgb ink
