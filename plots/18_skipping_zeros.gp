# alt: Time of one product on one core against the share of numbers that are not 0: the dense product takes the same 1.4 ms everywhere; pairs rise slowly and cross it at 0.54, lists faster and cross it near 0.4, branches most steeply and cross it above 0.2. For real pixels, at 0.19, lists take half of the dense time and pairs two fifths.
# Times differ from run to run and from one machine to the next, so these are
# kept in plots/18_skipping_zeros.dat; make pages-slow measures them again.
data = ARG1
call "style.gp" ARG2 840 380
set datafile separator whitespace
stats data index "real" using (x = $1, d = $2, l = $4, p = $5) every ::0::0 \
    nooutput

set lmargin at screen 0.085
set rmargin at screen 0.9
set bmargin at screen 0.17
set xrange [0:0.8]
set yrange [0:3.2]
set xtics 0.1
set ytics 1
set xlabel "share of numbers that are not 0"
set ylabel "milliseconds, one core" offset 1,0
set label 1 heading(sprintf("Skipping zeros takes %.2f ms of the dense " \
    . "product's %.2f for real pixels", p, d))
set arrow 1 from x,0 to x,2.6 nohead linecolor rgb ink dashtype 2
set label 2 "dots: real pixels" at x,2.6 center offset 0,0.7 textcolor rgb ink
set label 3 "dense" at 0.8,d offset 0.7,0 textcolor rgb blue
set label 4 "branches" at 0.41,2.85 right textcolor rgb orange
set label 5 "lists" at 0.8,3 offset 0.7,0 textcolor rgb green
set label 6 "pairs" at 0.8,1.68 offset 0.7,0 textcolor rgb purple
plot data index "random" using 1:2 with lines linetype 1, \
     data index "random" using 1:3 with lines linetype 2, \
     data index "random" using 1:4 with lines linetype 3, \
     data index "random" using 1:5 with lines linetype 4, \
     data index "real" using 1:4 every ::0::0 with points linetype 3 \
         pointsize 1.2, \
     data index "real" using 1:5 every ::0::0 with points linetype 4 \
         pointsize 1.2
