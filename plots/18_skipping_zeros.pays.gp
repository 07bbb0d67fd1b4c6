# alt: Time of one product on one core against the share of numbers that are not 0: tiles take the same 0.74 ms everywhere; lists and pairs rise and cross it near 0.25, branches already at 0.14. For real pixels, at 0.19, branches take 0.69 ms, lists 0.68 and pairs 0.48. If leaving out cost nothing it would be a fifth of the tiles' time.
# Where the numbers are from: 18_skipping_zeros.gp.
data = ARG1
call "style.gp" ARG2 840 390
set datafile separator whitespace
stats data index "real" using (share = $1, d = $2, b = $3, l = $4, p = $5) every ::0::0 nooutput
crossing = 0.26 # where pairs are as slow as tiles
set bmargin at screen 0.15
set tmargin at screen 0.865
set lmargin at screen 0.085
set rmargin at screen 0.9
set xrange [0:0.8]
set yrange [0:1.3]
set xtics 0.2
set ytics 0.5
set ytics add ("0.15" 0.15, "0.08" 0.08) # the price of the lists
set xlabel "share of numbers that are not 0"
set ylabel "milliseconds, one core" offset 1,0
set label 1 heading("Skipping pays while less than a quarter is not 0 (400 rows)")
set arrow 1 from share,0 to share,1.15 nohead linecolor rgb ink dashtype 2
set label 2 sprintf("dots (moved apart): real pixels, %.2f, %.2f, %.2f and %.2f ms", d, b, l, p) at share,0.036 left offset 0.7,0 textcolor rgb ink
set label 3 "tiles" at 0.8,0.75 left offset 0.7,0 textcolor rgb blue
set label 4 "branches" at 0.272,1.24 left textcolor rgb orange
set label 5 "lists" at 0.438,1.24 right textcolor rgb green
set label 6 "pairs" at 0.505,1.24 left textcolor rgb purple
set label 7 "if leaving out cost nothing" at 0.5,0.5 * d rotate by 10 offset 0,-1 left textcolor rgb ink
set object 1 rectangle from 0,0 to crossing,1.3 behind fillstyle solid 0.1 noborder \
    fillcolor rgb purple
set label 8 "pairs pay" at 0.012,1.24 left textcolor rgb purple
apart = 0.008 # the dots of branches and lists lie on one another
most = 0.05 # from where on was measured
plot d * x with lines linewidth 1 dashtype 3 linecolor rgb ink, \
     x < most ? 0.15 + 2.4 * x : NaN with lines linewidth 1 dashtype 3 linecolor rgb green, \
     x < most ? 0.08 + 1.3 * (2 * x - x ** 2) : NaN with lines linewidth 1 dashtype 3 \
         linecolor rgb purple, \
     data index "random" using 1:2 with lines linetype 1, \
     data index "random" using 1:3 with lines linetype 2, \
     data index "random" using 1:4 with lines linetype 3, \
     data index "random" using 1:5 with lines linetype 4, \
     data index "real" using 1:2 every ::0::0 with points linetype 1 \
         pointsize 1.2, \
     data index "real" using ($1 - apart):3 every ::0::0 with points linetype 2 \
         pointsize 1.2, \
     data index "real" using ($1 + apart):4 every ::0::0 with points linetype 3 \
         pointsize 1.2, \
     data index "real" using 1:5 every ::0::0 with points linetype 4 \
         pointsize 1.2
