# Right answers to changed digits: blocks of a CSV whose columns are the amount and the
# share in percent, for digits moved, turned, with noise, and of another pen.
data = ARG1
call "style.gp" ARG2 420 420
stats data using 2 nooutput name "A"
low = floor(A_min / 10) * 10
set yrange [low : 100]
step = 100 - low > 50 ? 20 : 10
set ytics step
set format y "%g %%"
set multiplot
left(k) = k % 2 == 0 ? 0.115 : 0.605
upper(k) = k < 2 ? 0.93 : 0.42
array titles[4] = ["Moved by pixels", "Turned by degrees", "Noise, of full ink", "Thicker by pixels"]
do for [k = 0:3] {
    set lmargin at screen left(k)
    set rmargin at screen left(k) + 0.36
    set tmargin at screen upper(k)
    set bmargin at screen upper(k) - 0.34
    set xrange [*:*] noextend
    set xtics autofreq
    if (k == 1) { set xtics 20 }
    if (k == 2) { set xtics 0.2 }
    if (k == 3) { set xtics ("−2\nthinner" -2, "−1" -1, "0" 0, "1" 1, "2\nthicker" 2) }
    set label 1 heading(titles[k + 1]) at graph 0,1 left offset 0,0.8
    plot data index k using 1:2 with linespoints linetype 1
}
unset multiplot
