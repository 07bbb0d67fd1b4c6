# alt: Left, before training, the slope of each class's bias, computed and measured alike, is the prediction 0.1 minus the share of the class, from +0.09 for class 0 to -0.09 for class 9. Right, trained on empty pictures, the ten predicted probabilities fan out from 0.1 and each ends at the share of its class.
# Left: db before training. Right: the predictions while the biases learn.
data = ARG1
call "style.gp" ARG2 840 380
set datafile separator whitespace

set multiplot
set tmargin at screen 0.84
set bmargin at screen 0.16
set lmargin at screen 0.085
set rmargin at screen 0.43
set xrange [-0.6:9.6]
set yrange [-0.1:0.1]
set xtics 1 scale 0
set ytics 0.05
set xlabel "class, from the rarest to the most frequent"
set ylabel "slope of its bias" offset 1.5,0
set boxwidth 0.6
set style fill solid 0.35 noborder
set label 1 heading("At the start, db is 0.1 − share")
set label 2 "bars: 1/m Σ dZ\ndots: measured" at 9.5,0.08 right textcolor rgb blue
plot data index "slopes" using 1:2 with boxes linetype 1, \
     data index "slopes" using 1:3 with points linetype 1 pointsize 0.7

unset label
unset grid # the lines themselves end level
set lmargin at screen 0.53
set rmargin at screen 0.98
set xrange [0:540]
set yrange [0:0.2]
set xtics 0,100,400 scale 0.5
set xlabel "step of gradient descent on empty pictures"
set ylabel "predicted probability" offset 1.5,0
set label 1 heading("Biases learn how frequent each class is") \
    at graph 0,1 offset 0,1.4 textcolor rgb title_color
share(k, x) = sprintf(k == 9 ? "%g: share %.0f %%" : "%g: %.0f %%", k, 100 * x)
plot for [k = 0:9] data index "predictions" using 1:(column(k + 2)) \
         with lines linetype 1 linewidth 1.5, \
     data index "classes" using (400):2 with points linetype 2 pointsize 0.8, \
     data index "classes" using (412):2:(share($1, $2)) \
         with labels left textcolor rgb orange
unset multiplot
