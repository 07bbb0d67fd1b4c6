# How often each digit gets each answer: counts in 10 x 10 cells, those beside the
# diagonal the darker the more there are. The data are label, answer, count.
data = ARG1
call "style.gp" ARG2 420 400
call "canvas.gp"
cell_x(answer) = 60 + 36.4 * answer
cell_y(label) = 356 - 33 * label
mistakes(label, answer, n) = label == answer ? 0 : n
array cells[100]
stats data using (cells[$0 + 1] = mistakes($1, $2, $3), $3) nooutput
most = 1
do for [k = 1:100] { most = cells[k] > most ? cells[k] : most }
set for [k = 0:9] label k + 10 sprintf("%d", k) at cell_x(k),384 center textcolor rgb ink
set for [k = 0:9] label k + 20 sprintf("%d", k) at 30,cell_y(k) center textcolor rgb ink
set label 2 "answer" at cell_x(4.5),12 center textcolor rgb ink
set label 3 "label" at 11,cell_y(4.5) center rotate textcolor rgb ink
set object 1 rectangle from cell_x(-0.5),cell_y(-0.5) to cell_x(9.5),cell_y(9.5) \
    front fillstyle empty border linecolor rgb grid_color
do for [k = 0:99] {
  if (cells[k + 1] > 0) {
    set object k + 2 rectangle from cell_x(k % 10 - 0.5),cell_y(k / 10 - 0.5) \
        to cell_x(k % 10 + 0.5),cell_y(k / 10 + 0.5) behind fillcolor rgb orange \
        fillstyle transparent solid 0.1 + 0.6 * cells[k + 1] / most noborder
  }
}
plot data using (cell_x($2)):(cell_y($1)):($3 == 0 ? "" : sprintf("%d", $3)) \
    with labels font ",11" textcolor rgb title_color
