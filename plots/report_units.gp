# The weights of 36 units of the first layer, six rows of six. 1 is how far those of a
# unit reach in the mean.
data = ARG1
call "style.gp" ARG2 420 440
set datafile separator whitespace
stats data nooutput
count = STATS_blocks
call "canvas.gp"
x(k) = 6 + 69 * (k % 6)
y(k) = 434 - 69 * (k / 6)
set style rectangle front fillstyle empty border linecolor rgb grid_color
set for [k = 0:count - 1] object k + 1 rectangle from x(k),y(k) to x(k) + 64,y(k) - 64
set label 2 "for" at 6,10 textcolor rgb blue
set label 3 "against" at 34,10 textcolor rgb orange
pixel = 64.0 / 28
largest = 0.8
plot for [k = 0:count - 1] data index k matrix \
    using (x(k) + pixel * ($1 + 0.5)):(y(k) - pixel * ($2 + 0.5)):@signed_color \
    with rgbalpha
