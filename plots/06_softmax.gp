# alt: Four rows of bars over the ten classes: the scores of a test digit 2, and the softmax of a tenth of the scores, of the scores and of ten times the scores; the order of the classes is the same in all, and the highest probability rises from 0.17 through 0.47 to 0.93.
# A digit's scores, and softmax of them scaled down, as they are, and scaled up.
data = ARG1
call "style.gp" ARG2 840 320
set datafile separator whitespace
stats data index "digit" using 1:2 name "S" nooutput
winner = S_pos_max_y
left(i) = 0.035 + 0.25 * (i - 2)

set multiplot
set tmargin at screen 0.75
set bmargin at screen 0.16
set style fill solid noborder
set boxwidth 0.8
set xrange [-0.7:9.7]
set xtics 0,1 scale 0
set xlabel "class"
set border 0
unset grid
set xzeroaxis linetype 1 linecolor rgb ink linewidth 1
array name[5] = ["", "scores z of a 2", "softmax(z / 10): less sure", "softmax(z)", \
    "softmax(10 z): more sure"]
do for [i = 2:5] {
    set lmargin at screen left(i)
    set rmargin at screen left(i) + 0.2
    if (i == 2) {
        set yrange [-2:17]
        set ytics (0)
        set label 1 heading("Softmax keeps the order of the scores; " \
            . "the farther apart, the surer it is") offset 0,3.2
    } else {
        set yrange [0:1.1]
        set ytics 0,1
        unset label 1
    }
    set label 2 name[i] at graph 0,1 offset 0,1.2 textcolor rgb ink
    plot data index "digit" using 1:i:($1 == winner ? 2 : 1) with boxes \
             linecolor variable, \
         data index "digit" using 1:i:(sprintf("%.2f", column(i))) \
             every ::winner::winner with labels offset 0,0.6 \
             textcolor rgb orange
}
unset multiplot
