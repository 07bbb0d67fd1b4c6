# alt: Four panels about the trained classifier: right answers by epoch rise to 99.6 % of the training digits and level off at 98.1 % of the test digits; the confusion matrix has nearly all 10,000 test digits on its diagonal, and 9 read as 4, 13 times, is the most frequent mistake; the weights of 36 first-layer units show strokes that speak for or against each unit, four units are dead; and the five surest mistakes are hard to read.
# The data are the log of training, as far as its column test_accuracy, and
# after it what the command test writes:
#     cut -d , -f 1-5 log.csv | cat - picture >16_digit_classifier.dat
data = ARG1
call "style.gp" ARG2 840 610
stats data index 0 using 3 name "A" nooutput # right on the training digits
stats data index 0 using (test_right = $5, $5) name "B" nooutput
set datafile separator whitespace
stats data index "answers" using 3 name "C" nooutput

set datafile separator comma
set multiplot
set lmargin at screen 71.0 / width
set rmargin at screen 400.0 / width
set tmargin at screen 556.0 / height
set bmargin at screen 316.0 / height
set xrange [0:40]
set yrange [94.5:100]
set xtics 10
set ytics 1
set format y "%g %%"
set xlabel "epoch"
set label 1 heading(sprintf("It reads %.1f %% of the test digits", test_right)) \
    at screen 71 / width,580 / height offset 0,0
set label 2 sprintf("training %.1f %%", A_max) at 40,A_max right \
    offset 0,-0.85 textcolor rgb blue
set label 3 sprintf("test %.1f %%", test_right) at 40,test_right right \
    offset 0,-1.2 textcolor rgb orange
plot data index 0 using 1:3 with lines linetype 1, \
     data index 0 using 1:5 with lines linetype 2

# From here on one unit is one pixel.
set datafile separator whitespace
unset label
call "canvas.gp"
set xlabel ""
set style rectangle front fillstyle empty border linecolor rgb grid_color

# Numbers in 10 x 10 cells, the more mistakes the darker.
cell_x(answer) = 484 + 36 * answer
cell_y(label) = 528 - 24 * label
set label 1 heading("9 read as 4 is its most frequent mistake") \
    at 466,580 textcolor rgb title_color
set label 2 "answer" at 646,268 center textcolor rgb ink
set label 3 "label" at 432,420 center rotate textcolor rgb ink
set for [k = 0:9] label k + 10 sprintf("%d", k) at cell_x(k),288 center \
    textcolor rgb ink
set for [k = 0:9] label k + 20 sprintf("%d", k) at 450,cell_y(k) center \
    textcolor rgb ink
set object 1 rectangle from 466,540 to 826,300
mistakes(label, answer, n) = label == answer ? 0 : n
set style fill solid noborder
array cells[100]
stats data index "confusion" using (cells[$0 + 1] = mistakes($1, $2, $3), $3) \
    nooutput
do for [k = 0:99] {
  if (cells[k + 1] > 0) {
    set object k + 2 rectangle from cell_x(k % 10) - 18,cell_y(k / 10) + 12 \
        to cell_x(k % 10) + 18,cell_y(k / 10) - 12 behind fillcolor rgb orange \
        fillstyle transparent solid cells[k + 1] / 20.0 noborder
  }
}
plot data index "confusion" using (cell_x($2)):(cell_y($1)): \
         ($3 == 0 ? "" : sprintf("%d", $3)) with labels \
         textcolor rgb title_color

# Units of the first layer, 38 pixels wide.
unset label
unset object
unit_x(k) = 71 + 41 * (k % 9)
unit_y(k) = 214 - 41 * (k / 9)
set label 1 heading("First-layer units weigh strokes") \
    at 71,238 textcolor rgb title_color
set label 2 "for" at 71,38 textcolor rgb blue
set label 3 "against" at 102,38 textcolor rgb orange
set label 4 "faint: silent for every training digit" at 437,38 right textcolor rgb ink
set for [k = 0:35] object k + 1 rectangle from unit_x(k),unit_y(k) \
    to unit_x(k) + 38,unit_y(k) - 38
pixel = 38.0 / 28
largest = 120
plot for [k = 0:35] data index sprintf("unit %d", k) matrix \
         using (unit_x(k) + pixel * ($1 + 0.5)): \
         (unit_y(k) - pixel * ($2 + 0.5)):@signed_color with rgbalpha

# The surest mistakes, 70 pixels wide.
unset label
unset object
mistake_x(k) = 466 + 72.5 * k
set label 1 heading("Its surest mistakes") \
    at 466,238 textcolor rgb title_color
set label 2 sprintf("each with a chance of %.4f or more", C_min) \
    at 466,80 textcolor rgb ink
set for [k = 0:4] object k + 1 rectangle from mistake_x(k),214 \
    to mistake_x(k) + 70,144
pixel = 2.5
largest = 1
plot for [k = 0:4] data index sprintf("mistake %d", k) matrix \
         using (mistake_x(k) + pixel * ($1 + 0.5)): \
         (214 - pixel * ($2 + 0.5)):@signed_color with rgbalpha, \
     data index "answers" using (mistake_x($0) + 35):(128): \
         (sprintf("a %d", $1)) with labels textcolor rgb ink, \
     data index "answers" using (mistake_x($0) + 35):(108): \
         (sprintf("read as %d", $2)) with labels textcolor rgb ink
unset multiplot
