# alt: Left, the test loss by step for five optimizers on a logarithmic scale: of the four without a flaw Adam is lowest most of the way and gradient descent highest and most restless, and Adam without bias correction is ahead at first and ends near Adam. Right, the largest move of a parameter in each step: with bias correction it starts at α and stays below 2.2 α, without it starts at 6.3 α and reaches 9.9 α.
# Left: the test loss of each method. Right: the largest move of a parameter in
# each step of Adam, with and without bias correction.
data = ARG1
call "style.gp" ARG2 840 400
set datafile separator whitespace

set multiplot
set tmargin at screen 0.85
set bmargin at screen 0.15
set lmargin at screen 0.08
set rmargin at screen 0.55
set xrange [0:103]
set yrange [0.38:2.5]
set logscale y
set xtics 0,20,80
set ytics (0.4, 0.5, 0.7, 1, 1.5, 2)
set xlabel "step"
set ylabel "test loss" offset 0.5,0
set label 1 heading("Adam ahead of the three older ones")
set label 2 "descent" at 81.5,0.78 textcolor rgb ink
set label 3 "RMSprop" at 81.5,0.55 textcolor rgb purple
set label 4 "momentum" at 81.5,0.5 textcolor rgb green
set label 5 "uncorrected" at 81.5,0.453 textcolor rgb orange
set label 6 "Adam" at 81.5,0.41 textcolor rgb blue
plot data index "losses" using 1:2 with lines linecolor rgb ink linewidth 1.5, \
     data index "losses" using 1:3 with lines linetype 3 linewidth 1.5, \
     data index "losses" using 1:4 with lines linetype 4 linewidth 1.5, \
     data index "losses" using 1:6 with lines linetype 2 dashtype (6,3), \
     data index "losses" using 1:5 with lines linetype 1 linewidth 3

unset label
unset logscale
set lmargin at screen 0.645
set rmargin at screen 0.98
set xrange [0:80]
set yrange [0:11]
set ytics ("0" 0, "α" 1, "5 α" 5, "10 α" 10)
set ylabel "largest move of a parameter" offset 1,0
set label 1 heading("The correction keeps steps near α") \
    at graph 0,1 offset 0,1.4 textcolor rgb title_color
set label 2 "uncorrected: 6.3 α\nin the first step" at 12,6.2 \
    textcolor rgb orange
set label 3 "Adam: α in the first step" at 10,2.6 textcolor rgb blue
plot data index "moves" using 1:3 with lines linetype 2 linewidth 2, \
     data index "moves" using 1:2 with lines linetype 1 linewidth 3, \
     data index "moves" using 1:3 every ::0::0 with points linetype 2 \
         pointsize 0.9, \
     data index "moves" using 1:2 every ::0::0 with points linetype 1 \
         pointsize 0.9
unset multiplot
