# Loss and accuracy of several recipes on the digits that they are tested on, epoch by
# epoch: of each a line for the mean of its seeds, and a band from the least of them to
# the most. Each block of the CSV that `compare` writes is a recipe.
csv = ARG1
set datafile separator comma
stats csv using (column("epoch")) nooutput name "E"
if (!exists("E_min")) { exit error "no row has an epoch; compare again" }
groups = E_blocks
tall = sprintf("%d", 310 + 20 * groups)
call "style.gp" ARG2 840 tall
text = form eq "text"

array last_loss[groups]
array last_accuracy[groups]
array names[groups]
do for [g = 1:groups] {
    stats csv index g-1 using (name = stringcolumn("recipe"), column("epoch")) nooutput
    stats csv index g-1 using (loss = column("loss")) nooutput
    stats csv index g-1 using (accuracy = column("accuracy")) nooutput
    names[g] = name
    last_loss[g] = loss
    last_accuracy[g] = accuracy
}
stats csv using (column("loss_least")) nooutput name "L"
stats csv using (column("loss_most")) nooutput name "M"
stats csv using (column("accuracy_least")) nooutput name "A"
smaller(a, b) = a < b ? a : b
larger(a, b) = a > b ? a : b
worst = 100
do for [g = 1:groups] { worst = smaller(worst, last_accuracy[g]) }

if (text) {
    set rmargin 3
    set multiplot layout 2,1 margins 0.12,0.95,0.06+0.04*groups,0.93 spacing 0.22
} else {
    set multiplot
    set tmargin at screen 0.86
    set bmargin at screen (80.0 + 20 * groups) / height
}

# The names stand below the picture, in the colors of their lines, or by their
# characters.
colors = "blue orange green purple"
color(g) = value(word(colors, g))
signs = "*#$%"
do for [g = 1:groups] {
    set label 10+g sprintf("%s%s  %s: loss %.3f, accuracy %.2f %%", "ABCD"[g:g], \
        text ? " (" . signs[g:g] . ")" : "", names[g], last_loss[g], last_accuracy[g]) \
        noenhanced at screen (text ? 0.02 : 0.065), \
        screen (text ? 0.032 * (groups - g) + 0.01 : (12.0 + 20 * (groups - g)) / height) \
        textcolor rgb color(g)
}

# One epoch is a point, not a line.
single = E_max == 1
style = single ? "points pointsize 1" : "lines"
set xrange [single ? 0 : 1 : single ? 2 : E_max]
step = E_max <= 10 ? 1 : E_max <= 25 ? 5 : E_max <= 100 ? 10 : 0
if (step) { set xtics 0,step }
if (!text) { set xlabel "epoch" }
# A text has no room for a band.
band(g) = text ? NaN : 1
shown = text ? "mean of the seeds" : "mean and range of the seeds"

set logscale y
set yrange [larger(L_min, 1e-4) / 1.1 : larger(M_max, 1e-3) * 1.1]
set ytics ()
do for [e = -5:6] {
    set ytics add (sprintf("%g", 10.0**e) 10.0**e)
    if (M_max / larger(L_min, 1e-4) < 300) {
        set ytics add (sprintf("%g", 2 * 10.0**e) 2 * 10.0**e)
        set ytics add (sprintf("%g", 5 * 10.0**e) 5 * 10.0**e)
    }
}
if (!text) {
    set lmargin at screen 0.065
    set rmargin at screen 0.47
}
set style fill transparent solid 0.2 noborder
set label 1 heading("Loss, " . shown)
plot for [g = 1:groups] csv index g-1 using \
        (column("epoch")):(band(g) * column("loss_least")):(column("loss_most")) \
        with filledcurves linecolor rgb color(g) notitle, \
    for [g = 1:groups] csv index g-1 using "epoch":"loss" with @style linetype g

# Accuracy in percent, from where it matters.
unset logscale y
do for [g = 1:groups] { unset label 10+g }
set yrange [larger(floor(A_min), floor(100 - 3 * (100 - worst))) - 1e-9 : 100]
set ytics autofreq
set format y "%g %%"
if (!text) {
    set lmargin at screen 0.58
    set rmargin at screen 0.985
}
set label 1 heading("Accuracy, " . shown)
plot for [g = 1:groups] csv index g-1 using \
        (column("epoch")):(band(g) * column("accuracy_least")):(column("accuracy_most")) \
        with filledcurves linecolor rgb color(g) notitle, \
    for [g = 1:groups] csv index g-1 using "epoch":"accuracy" with @style linetype g
unset multiplot
