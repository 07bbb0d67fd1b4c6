# How many units of each hidden layer are silent: a block of epoch, count for each.
csv = ARG1
call "style.gp" ARG2 420 300
stats csv using 1 nooutput name "E"
layers = E_blocks
stats csv using 2 nooutput name "S"
most = S_max > 0 ? S_max : 1
array last[layers]
do for [l = 1:layers] { stats csv index l - 1 using (last[l] = $2, $2) nooutput }
single = E_max == 1
style = single ? "points pointsize 1" : "lines"
set xrange [single ? 0 : 1 : single ? 2 : E_max]
step = E_max <= 10 ? 1 : E_max <= 25 ? 5 : E_max <= 100 ? 10 : 0
if (step) { set xtics 0,step }
set yrange [0 : 1.1 * most]
if (most < 6) { set ytics 1 }
set xlabel "epoch"
set lmargin at screen 0.1
set rmargin at screen 0.78
set bmargin at screen 0.2
set tmargin at screen 0.87
set label 1 heading("Silent units") at graph 0,1 offset 0,1
# Names move apart where lines end close to each other: from the lowest up.
colors = "blue orange green purple"
color(l) = value(word(colors, (l - 1) % 4 + 1))
array place[layers]
do for [l = 1:layers] {
    place[l] = last[l] / (1.1 * most)
}
do for [pass = 1:layers] {
    do for [l = 1:layers] {
        do for [k = 1:layers] {
            close = k != l && abs(place[l] - place[k]) < 0.1 && \
                (last[l] > last[k] || last[l] == last[k] && l < k)
            if (close) { place[l] = place[k] + 0.1 }
        }
    }
}
set for [l = 1:layers] label l + 1 sprintf("layer %d: %d", l, last[l]) \
    at graph 1.02, graph place[l] textcolor rgb color(l)
plot for [l = 1:layers] csv index l - 1 using 1:2 with @style linetype l
