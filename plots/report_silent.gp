# How many units of each hidden layer are silent, by epoch, from a run's log.
csv = ARG1
call "style.gp" ARG2 420 300
stats csv using (epochs = column("epoch")) nooutput name "E"
array last[7]
layers = 0
most = 1
do for [l = 1:7] {
    undefine S_max
    set warnings
    stats csv using (x = column(sprintf("silent_%d", l))) nooutput name "S"
    if (exists("S_max")) {
        layers = l
        last[l] = x
        most = S_max > most ? S_max : most
    }
}
if (layers == 0) { exit error "no column says which units are silent; train again" }
single = epochs == 1
style = single ? "points pointsize 1" : "lines"
set xrange [single ? 0 : 1 : single ? 2 : epochs]
step = epochs <= 10 ? 1 : epochs <= 25 ? 5 : epochs <= 100 ? 10 : 0
if (step) { set xtics 0,step }
set yrange [0 : 1.1 * most]
set ytics (most < 6 ? 1 : most < 12 ? 2 : most < 30 ? 5 : most < 60 ? 10 : most / 5)
set xlabel "epoch"
set lmargin at screen 0.1
set rmargin at screen 0.8
set bmargin at screen 0.17
set tmargin at screen 0.87
set label 1 heading("Silent units") at graph 0,1 offset 0,1
set for [l = 1:layers] label l + 1 sprintf("layer %d: %d", l, last[l]) \
    at graph 1.02, first last[l] textcolor rgb value(word("blue orange green purple", (l - 1) % 4 + 1))
plot for [l = 1:layers] csv using "epoch":(column(sprintf("silent_%d", l))) \
    with @style linetype l
