# alt: Four rows of bars over the ten classes show softmax step by step for a test digit 2: its scores, 15.1855 for the 2 and 14.9213 for the 5; each score less the largest, c, so that the bars hang from 0; e to the power of these, at most 1; and divided by their sum, 2.12, which gives 0.4726 for the 2 and 0.3629 for the 5.
# A digit's scores, less the largest, as exponents of e, as shares of the sum.
data = ARG1
call "style.gp" ARG2 840 330
set datafile separator whitespace
stats data index "digit" using 1:5 name "S" nooutput
winner = S_pos_max_y
stats data index "digit" using 4 name "E" nooutput
left(i) = 0.045 + 0.25 * (i - 2)

set multiplot
set tmargin at screen 0.74
set bmargin at screen 0.16
set style fill solid noborder
set boxwidth 0.8
set xrange [-0.7:9.7]
set xtics 0,1 scale 0
set xlabel "class"
set border 0
unset grid
set xzeroaxis linetype 1 linecolor rgb ink linewidth 1
array name[5] = ["", "1. scores z", "2. less the largest: z − c", \
    "3. raise e to it", "4. divide by the sum"]
array low[5] = [0, -2, -18, 0, 0]
array high[5] = [0, 18, 2, 1.15, 1.15]
do for [i = 2:5] {
    set lmargin at screen left(i)
    set rmargin at screen left(i) + 0.19
    set yrange [low[i]:high[i]]
    set ytics scale 0
    if (i == 2) { set ytics (0, 15) }
    if (i == 3) { set ytics (0, -15) }
    if (i > 3) { set ytics (0, 1) }
    if (i == 2) {
        set label 1 heading("Softmax: from the scores of a 2 to probabilities") \
            offset 0,3.2
    } else {
        unset label 1
    }
    if (i == 4) {
        set label 3 sprintf("sum %.2f", E_sum) at graph 1,0.62 right \
            textcolor rgb orange
    }
    if (i == 5) {
        set label 3 sprintf("÷ %.2f", E_sum) at graph 1,0.62 right \
            textcolor rgb orange
        set label 4 "0.47 + 0.36 + 0.13\n+ … = 1" at graph 1,0.92 right \
            textcolor rgb ink
    }
    set label 2 name[i] at graph 0,1 offset 0,1.2 textcolor rgb ink
    plot data index "digit" using 1:i:($1 == winner ? 2 : 1) with boxes \
             linecolor variable, \
         data index "digit" \
             using ($1 == winner || $1 == 5 ? $1 : NaN): \
             (i == 3 ? 0 : column(i)): \
             (i == 3 && $1 == winner ? "0" : \
                 sprintf(i > 3 ? "%.2f" : "%.1f", column(i))) \
             with labels offset 0,0.7 textcolor rgb title_color, \
         data index "digit" using ($1 == 3 || $1 == 6 ? $1 - 0.4 : NaN): \
             (column(i)):(i > 3 ? sprintf("%.2f", column(i)) : "") \
             with labels left offset 0,0.7 textcolor rgb title_color
}
unset multiplot
