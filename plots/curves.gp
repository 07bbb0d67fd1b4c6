# Loss and accuracy on the training and the test set, epoch by epoch, from the
# CSV that training writes.
csv = ARG1
call "style.gp" ARG2
text = form eq "text"

# Each stats finds a column's range and leaves its last value in a variable.
stats csv using (epochs = column("epoch")) nooutput name "E"
stats csv using (train_loss = column("train_loss")) nooutput name "A"
stats csv using (test_loss = column("test_loss")) nooutput name "B"
stats csv using (train_accuracy = column("train_accuracy")) nooutput name "C"
stats csv using (test_accuracy = column("test_accuracy")) nooutput name "D"
if (!exists("E_min") || !exists("A_min") || !exists("B_min") || \
    !exists("C_min") || !exists("D_min")) {
    exit error "no row has an epoch, losses and accuracies; train again"
}
smaller(a, b) = a < b ? a : b
larger(a, b) = a > b ? a : b
after = sprintf("after %d epoch%s", epochs, epochs > 1 ? "s" : "")

# Name and last value, two lines of text, stand where a line ends; where two
# ends are close, the texts move apart, and none goes below the axis. Heights
# are those in the panel, from 0 to 1. A panel of few lines of text has no room for
# more, and there a text begins a character after its line.
beside = text && rows > 0 && columns >= 70
low_panel = text && rows > 0 && !beside
beyond = text ? 1 : 0
gap = low_panel ? 0.5 : 0.2
lowest = 0.1
above_axis(y) = larger(y, lowest)
middle(y, other) = (above_axis(y) + above_axis(other)) / 2
pair(y, other, is_upper) = \
    abs(above_axis(y) - above_axis(other)) >= gap ? above_axis(y) : \
    larger(middle(y, other) - gap / 2, lowest) + (is_upper ? gap : 0)

if (text) {
    set rmargin 11
    if (beside) { set multiplot layout 1,2 } else { set multiplot layout 2,1 }
} else {
    set multiplot
    set tmargin at screen 0.85
    set bmargin at screen 0.17
}

# One epoch is a point in the middle, not a line.
single = epochs == E_min
style = single ? "points pointsize 1" : "lines"
set xrange [single ? epochs - 1 : E_min : single ? epochs + 1 : epochs]
step = epochs <= 10 ? 1 : epochs <= 25 ? 5 : epochs <= 100 ? 10 : 0
if (step) { set xtics 0,step }
if (!low_panel) { set xlabel "epoch" }

# Loss falls by factors, hence the logarithmic scale. A loss too small for it
# is drawn at the lower edge.
margin = larger(A_max, B_max) < 3 * smaller(A_min, B_min) ? 1.6 : 1.15
low = larger(smaller(A_min, B_min), 1e-4) / margin
high = larger(larger(A_max, B_max), 1e-3) * margin
drawn(x) = low > x ? low : x
height_of(x) = log(drawn(x) / low) / log(high / low)
set logscale y
set yrange [low : high]
set ytics ()
do for [e = -5:6] {
    set ytics add (sprintf("%g", 10.0**e) 10.0**e)
    if (high / low < 300 && !low_panel) {
        set ytics add (sprintf("%g", 2 * 10.0**e) 2 * 10.0**e)
        set ytics add (sprintf("%g", 5 * 10.0**e) 5 * 10.0**e)
    }
}
if (!text) {
    set lmargin at screen 0.065
    set rmargin at screen 0.415
}
y1 = height_of(train_loss)
y2 = height_of(test_loss)
set label 1 heading(sprintf("Test loss %.3f %s", test_loss, after))
set label 2 sprintf("training\n%.3f", train_loss) \
    at graph 1.02, graph pair(y1, y2, y1 > y2) offset beyond,0 \
    textcolor rgb blue
set label 3 sprintf("test\n%.3f", test_loss) \
    at graph 1.02, graph pair(y2, y1, !(y1 > y2)) offset beyond,0 \
    textcolor rgb orange
plot csv using "epoch":(drawn(column("train_loss"))) \
         with @style linetype 1 title "training loss", \
     csv using "epoch":(drawn(column("test_loss"))) \
         with @style linetype 2 title "test loss"

# Accuracy in percent.
low = smaller(larger(floor(smaller(C_min, D_min)), 0), 99)
height_of(x) = (x - low) / (100 - low)
unset logscale y
set yrange [low : 100]
set ytics autofreq
set format y "%g %%"
if (!text) {
    set lmargin at screen 0.57
    set rmargin at screen 0.92
}
y1 = height_of(train_accuracy)
y2 = height_of(test_accuracy)
set label 1 heading(sprintf("Test accuracy %.1f %% %s", test_accuracy, after))
set label 2 sprintf("training\n%.1f %%", train_accuracy) \
    at graph 1.02, graph pair(y1, y2, y1 >= y2) offset beyond,0
set label 3 sprintf("test\n%.1f %%", test_accuracy) \
    at graph 1.02, graph pair(y2, y1, !(y1 >= y2)) offset beyond,0
plot csv using "epoch":"train_accuracy" \
         with @style linetype 1 title "training accuracy", \
     csv using "epoch":"test_accuracy" \
         with @style linetype 2 title "test accuracy"
unset multiplot
