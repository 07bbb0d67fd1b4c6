# The share of right answers by the chance that they were given, in bins of 0.1: how far
# each is from the diagonal, on which chances are kept, and of how many digits. The data
# are bin, count, mean chance, share of right ones.
data = ARG1
call "style.gp" ARG2 420 400
set xrange [0:1]
set yrange [0:1]
set lmargin at screen 0.13
set rmargin at screen 0.96
set bmargin at screen 0.14
set tmargin at screen 0.88
set xtics 0.2
set ytics 0.2
set xlabel "chance that it gave"
set label 1 heading("Share of right answers, and of how many digits") \
    at screen 0.02,0.95 offset 0,0
set arrow 1 from 0,0 to 1,1 nohead back linecolor rgb ink dashtype 3 linewidth 1
set clip points
size_of(n) = 0.5 + 0.25 * log10(n)
# The number stands beyond the point, seen from the diagonal, if there is room.
is_up(x, y) = y >= x && y < 0.93 || y < 0.07
plot data using 3:3:(0):($4 - $3) with vectors nohead linewidth 2 linecolor rgb blue, \
     data using 3:4:(size_of($2)) with points pointtype 7 pointsize variable \
        linecolor rgb blue, \
     data using (is_up($3, $4) ? $3 : NaN):4:(sprintf("%d", $2)) with labels \
        offset 0,0.9 textcolor rgb ink, \
     data using (is_up($3, $4) || $3 > 0.9 || $4 >= 0.93 ? NaN : $3):4:(sprintf("%d", $2)) \
        with labels offset 0,-1 textcolor rgb ink, \
     data using ($3 <= 0.9 && $4 >= 0.93 ? $3 : NaN):4:(sprintf("%d", $2)) with labels \
        left offset 0.8,-0.5 textcolor rgb ink, \
     data using (is_up($3, $4) || $3 <= 0.9 ? NaN : $3):4:(sprintf("%d", $2)) with labels \
        right offset -1,0.4 textcolor rgb ink
