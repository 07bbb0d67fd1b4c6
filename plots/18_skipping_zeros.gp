# alt: Left, the share of numbers that are not 0 in a network in training against the epoch: pixels stay at 0.19, the first hidden layer and its slopes, which have the same share, fall from 0.20 to 0.11 in one epoch and to 0.04 in forty, the second hidden layer and its slopes fall from 0.25 to 0.19. Right, time of one product on one core against the share of numbers that are not 0: the dense product takes the same 0.74 ms everywhere; lists and pairs rise and cross it near 0.25, branches already at 0.14. For real pixels, at 0.19, lists take 0.68 ms and pairs 0.48. Below that, two columns of eight numbers, with three and three that are not 0, in four places together: the pair lists these four. At the bottom, what one core does in eight cycles, which have room for 16 multiply-adds: lists do four, one for each vector of A that comes, pairs eight, and tiles fifteen.
# These are kept in plots/18_skipping_zeros.dat. The zeros are those of a training on
# all of MNIST: OMP_NUM_THREADS=1 build/18_skipping_zeros --data data/mnist --time 50
# --picture FILE, all on chapter 17's processor. What is "earlier" is of one that starts one
# multiply-add a cycle.
data = ARG1
call "style.gp" ARG2 840 700
set datafile separator whitespace
stats data index "real" using (share = $1, d = $2, p = $5) every ::0::0 nooutput
crossing = 0.26 # where pairs are as slow as dense

set multiplot
set bmargin at screen 0.52
set tmargin at screen 0.924
set lmargin at screen 0.075
set rmargin at screen 0.4
set xrange [0:40]
set yrange [0:0.3]
set xtics 10
set ytics 0.1
set xlabel "epochs on all of MNIST"
set ylabel "share that is not 0" offset 1,0
set label 1 heading("Training makes zeros")
set label 3 "pixels A0" at 40,0.172 right textcolor rgb blue
set label 4 "A1 and dZ1" at 40,0.065 right textcolor rgb orange
set label 5 "A2 and dZ2" at 40,0.222 right textcolor rgb green
plot data index "zeros" using 1:2 with lines linetype 1, \
     data index "zeros" using 1:3 with lines linetype 2, \
     data index "zeros" using 1:4 with lines linetype 3

set lmargin at screen 0.49
set rmargin at screen 0.92
set xrange [0:1]
set yrange [0:1.3]
set xtics 0.2
set ytics 0.5
set xlabel "share of numbers that are not 0"
set ylabel "milliseconds, one core" offset 1,0
set label 1 heading(sprintf("Skipping real pixels' zeros: %.2f ms, not %.2f", \
    p, d))
set arrow 1 from share,0 to share,1.15 nohead linecolor rgb ink dashtype 2
set label 2 "dots: pixels" at share,0.06 left offset 0.7,0 textcolor rgb ink
set label 3 "dense" at 1,d left offset 0.7,0 textcolor rgb blue
set label 4 "branches" at 0.272,1.24 left textcolor rgb orange
set label 5 "lists" at 0.505,1.24 left textcolor rgb green
set label 6 "pairs" at 0.595,1.24 left textcolor rgb purple
set label 7 "if leaving out cost nothing" at 0.44,0.44 * d rotate by 24 offset 0,-1.1 left textcolor rgb ink
set object 1 rectangle from 0,0 to crossing,1.3 behind fillstyle solid 0.1 noborder \
    fillcolor rgb purple
set label 8 "pairs pay" at crossing / 2,1.24 center textcolor rgb purple
beside = 0.018 # branches and lists would hide each other
plot d * x with lines linewidth 1 dashtype 3 linecolor rgb ink, \
     data index "random" using 1:2 with lines linetype 1, \
     data index "random" using 1:3 with lines linetype 2, \
     data index "random" using 1:4 with lines linetype 3, \
     data index "random" using 1:5 with lines linetype 4, \
     data index "real" using 1:2 every ::0::0 with points linetype 1 \
         pointsize 1.2, \
     data index "real" using ($1 - beside):3 every ::0::0 with points linetype 2 \
         pointsize 1.2, \
     data index "real" using ($1 + beside):4 every ::0::0 with points linetype 3 \
         pointsize 1.2, \
     data index "real" using 1:5 every ::0::0 with points linetype 4 \
         pointsize 1.2

# Two columns of B, and what is listed of them.
set lmargin at screen 0
set rmargin at screen 1
set bmargin at screen 0
set tmargin at screen 1
unset border
unset tics
unset grid
unset xlabel
unset ylabel
unset arrow
unset for [i = 2:8] label i
unset object 1
set xrange [0:width]
set yrange [0:height]
base = 140 # the height of what lies below
set label 1 heading("A list, and a pair's list") at 63,base + 136 offset 0,0 textcolor rgb title_color
left = "0 1 0 3 0 2 0 0"
right = "0 0 2 5 0 4 0 0"
wide = 34
place(k) = 150 + (wide + 6) * k
set label 2 "a column of B" at 140,base + 93 right textcolor rgb ink
set label 3 "its neighbor" at 140,base + 60 right textcolor rgb ink
do for [k = 0:7] {
    a = word(left, k + 1)
    b = word(right, k + 1)
    set object 1 + k rectangle from place(k),base + 80 to place(k) + wide,base + 106 front fillstyle \
        solid (a eq "0" ? 0 : 0.3) border linecolor rgb grid_color fillcolor rgb green
    set object 11 + k rectangle from place(k),base + 47 to place(k) + wide,base + 73 front fillstyle \
        solid (b eq "0" ? 0 : 0.3) border linecolor rgb grid_color fillcolor rgb green
    listed = a ne "0" || b ne "0" # a 0 that is listed is multiplied all the same
    set label 11 + k a at place(k) + wide / 2,base + 93 center front \
        textcolor rgb (listed && a eq "0" ? orange : title_color)
    set label 21 + k b at place(k) + wide / 2,base + 60 center front \
        textcolor rgb (listed && b eq "0" ? orange : title_color)
    if (listed) {
        set object 21 + k rectangle from place(k) - 2,base + 44 to place(k) + wide + 2,base + 109 front \
            fillstyle empty border linecolor rgb purple linewidth 2
    }
}
set label 4 "lists: 3 terms and 3" at 500,base + 93 textcolor rgb green
set label 5 "pairs: 4 terms for both" at 500,base + 60 textcolor rgb purple
set label 6 "In purple: what the pair lists. A vector of A serves two sums, and an orange 0 is multiplied, too." \
    at 150,base + 24 textcolor rgb ink

# What a core does in eight cycles, of which each has room for two multiply-adds. With
# lists and pairs a vector of A comes in every second one.
set label 7 heading("Eight cycles of one core") at 63,134 offset 0,0 textcolor rgb title_color
set label 8 "16 multiply-adds find room; a vector of A comes every two cycles" at 270,134 \
    textcolor rgb ink
array ways = ["lists", "pairs", "tiles"]
array said = ["4: one for each vector", "8: two for each", \
    "15: vectors wait in L1"]
array hues = [green, purple, blue]
done(w, k) = w == 1 ? k % 4 == 0 : w == 2 ? k % 4 < 2 : k < 15
do for [w = 1:3] {
    bottom = 122 - 34 * w
    set label 30 + w ways[w] at 140,bottom + 11 right textcolor rgb hues[w]
    set label 40 + w said[w] at 560,bottom + 11 textcolor rgb hues[w]
    do for [k = 0:15] {
        set object 30 + 16 * w + k rectangle from 150 + 25 * k,bottom to \
            150 + 25 * k + 20,bottom + 22 front fillstyle solid (done(w, k) ? 0.6 : 0) \
            border linecolor rgb grid_color fillcolor rgb hues[w]
    }
}
plot NaN notitle
unset multiplot
