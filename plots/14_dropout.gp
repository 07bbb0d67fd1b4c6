# alt: Left, training 784-200-100-10 on 500 digits: without dropout the test loss stops falling after six epochs, at about 0.58, while the training loss goes to 0; with dropout both fall more slowly and the test loss ends lower, at 0.53. Right, a dropout mask of 25 units by 20 examples: about half of the units are off, others for each example.
# Left: the losses of both networks by epoch. Right: a part of the mask D of
# layer 2 in the last batch.
data = ARG1
call "style.gp" ARG2 840 380
set datafile separator whitespace
stats data index "losses" using (test_without = $3, test_with = $5) nooutput

set multiplot
set tmargin at screen 0.84
set bmargin at screen 0.16
set lmargin at screen 0.075
set rmargin at screen 0.58
set xrange [0:20]
set yrange [0:1.6]
set xtics 5
set ytics 0.4
set format y "%.1f"
set xlabel "epoch"
set ylabel "loss" offset 1,0
set label 1 heading("With dropout the test loss goes on falling")
set label 2 "test, without dropout" at 20,test_without right offset 0,0.9 \
    textcolor rgb orange
set label 3 "test, with dropout" at 20,test_with right offset 0,-0.8 \
    textcolor rgb blue
set label 4 "dashed: training" at 9,0.25 textcolor rgb ink
plot data index "losses" using 1:2 with lines linetype 2 dashtype (4,4) \
         linewidth 1, \
     data index "losses" using 1:4 with lines linetype 1 dashtype (4,4) \
         linewidth 1, \
     data index "losses" using 1:3 with lines linetype 2 linewidth 2.5, \
     data index "losses" using 1:5 with lines linetype 1 linewidth 2.5

unset label
unset grid
unset border
set lmargin at screen 0.66
set rmargin at screen 0.98
set tmargin at screen 0.84
set bmargin at screen 0.27
set xrange [-0.5:24.5]
set yrange [19.5:-0.5]
unset xtics
unset ytics
set xlabel "25 units of layer 2" offset 0,0
set ylabel "20 examples" offset 1,0
set label 1 heading("Each example has other units off") \
    at graph 0,1 offset 0,1.4 textcolor rgb title_color
set label 2 "blue: kept, times 1/p = 2; blank: off" at screen 0.66,0.12 \
    textcolor rgb blue
set object 1 rectangle from graph 0,0 to graph 1,1 front fillstyle empty \
    border linecolor rgb grid_color
largest = 2
plot data index "mask" matrix every 1:1:0:0:24:19 using 1:2:@signed_color \
     with rgbalpha
unset multiplot
