# alt: Left, one small network as two examples of a batch see it: of the ten units of its two hidden layers five are off for the one and four for the other, others each time, and so are their wires. Right, the test loss by epoch on all of MNIST: without dropout it is lowest, at 0.0741, after four epochs and then rises to 0.1481; with dropout it falls to about 0.075 and stays there. Two more seeds, of 20 epochs each, do the same.
# Left: the masks that the program drew. Right: the logs of chapter 16's network
# with and without dropout, in 14_mnist.csv, which are kept:
#     make train SEED=1 ARGS='--keep 1,1'
#     make train SEED=1
# and 20 epochs of seeds 2 and 3.
data = ARG1
call "style.gp" ARG2 840 380
set datafile separator whitespace
array kept[20] # six and four units of one example, then of the other
stats data index "masks" using (kept[$0 + 1] = $4, $4) nooutput

set multiplot
set lmargin at screen 0.63
set rmargin at screen 0.97
set tmargin at screen 0.84
set bmargin at screen 0.16
set datafile separator comma
set xrange [0:40]
set yrange [0:0.17]
set xtics 10
set ytics 0.05
set format y "%.2f"
set xlabel "epoch (three seeds each)"
set ylabel "test loss on MNIST" offset 1,0
set label 1 heading("Less learned by heart")
set label 2 "without dropout:\nafter 40 epochs 0.148" at 27,0.155 right \
    textcolor rgb orange
set label 4 "lowest: 0.074,\nafter 4 epochs" at 2,0.036 left textcolor rgb orange
set arrow 1 from 4,0.045 to 4,0.069 head size 1,20 linecolor rgb orange
set label 3 "with dropout" at 39,0.06 right textcolor rgb blue
plot for [s = 1:3] "14_mnist.csv" using \
         3:($1 == 0 && $2 == s ? $6 : NaN) with lines linetype 2 linewidth 2, \
     for [s = 1:3] "14_mnist.csv" using \
         3:($1 == 1 && $2 == s ? $6 : NaN) with lines linetype 1 linewidth 2

# From here on one unit is one pixel.
unset label
unset arrow
unset xlabel
unset ylabel
set datafile separator whitespace
call "canvas.gp"
set label 1 heading("Two examples see two networks") at 14,height - 33 textcolor rgb title_color
x(k, l) = 30 + 230 * k + 56 * l
units(l) = l == 0 ? 4 : l == 1 ? 6 : l == 2 ? 4 : 3
y(l, i) = 190 + 42 * (i - (units(l) - 1) / 2.0)
is_kept(k, l, i) = l == 0 || l == 3 ? 1 : kept[10 * k + (l == 1 ? 0 : 6) + i + 1] > 0
wires = 0
circles = 0
do for [k = 0:1] {
  do for [l = 0:3] {
    do for [i = 0:units(l) - 1] {
      circles = circles + 1
      if (is_kept(k, l, i)) {
        set object circles circle at x(k, l),y(l, i) size 11 front \
            fillcolor rgb blue fillstyle solid noborder
        if (l < 3) {
          do for [j = 0:units(l + 1) - 1] {
            if (is_kept(k, l + 1, j)) {
              wires = wires + 1
              set arrow wires from x(k, l),y(l, i) to x(k, l + 1),y(l + 1, j) \
                  nohead back linecolor rgb blue linewidth 0.7
            }
          }
        }
      } else {
        set object circles circle at x(k, l),y(l, i) size 11 front \
            fillstyle empty border linecolor rgb grid_color
      }
    }
  }
}
set label 2 "the first example" at x(0, 1.5),30 center textcolor rgb title_color
set label 3 "the second" at x(1, 1.5),30 center textcolor rgb title_color
do for [k = 0:1] {
  set label 4 + 3 * k "input" at x(k, 0),60 center textcolor rgb ink
  set label 5 + 3 * k "hidden" at x(k, 1.5),60 center textcolor rgb ink
  set label 6 + 3 * k "output" at x(k, 3),60 center textcolor rgb ink
}
plot -1 notitle
unset multiplot
