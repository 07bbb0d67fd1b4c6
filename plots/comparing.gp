# The example of chapters/comparing.md: two recipes with five seeds each, and what is
# left of their difference when it is taken seed by seed.
csv = ARG1
call "style.gp" ARG2 840 380
set datafile separator comma
stats csv using (column("B") - column("A")) nooutput
mean = STATS_mean
margin = 2.776 * STATS_ssd / sqrt(STATS_records) # Student's t, 5 differences
set multiplot
set lmargin at screen 0.1
set rmargin at screen 0.97

set tmargin at screen 0.9
set bmargin at screen 0.56
set xrange [97.88:98.24]
set yrange [-0.5:1.5]
set ytics ("B" 0, "A" 1)
set xtics 0.1 format "%.1f %%"
set grid xtics noytics
set label 1 heading("Each recipe by itself: the two rows overlap")
plot csv using "A":(1):(column("B") - column("A")):(-1) with vectors nohead \
        linewidth 1 linecolor rgb grid_color, \
    csv using "A":(1) with points pointtype 7 pointsize 1 linecolor rgb blue, \
    csv using "B":(0) with points pointtype 7 pointsize 1 linecolor rgb orange, \
    csv using "A":(1):"seed" with labels offset 0,0.9 textcolor rgb ink, \
    csv using "B":(0):"seed" with labels offset 0,-0.9 textcolor rgb ink

set tmargin at screen 0.36
set bmargin at screen 0.13
set xrange [-0.05:0.18]
set yrange [-0.7:1.5]
set ytics ("mean" 0, "B − A" 1)
set xtics 0.05 format "%g"
set label 1 heading(sprintf("Seed by seed: B is ahead by %.2f ± %.2f points, and 0 is within", mean, margin))
set arrow 1 from 0,graph 0 to 0,graph 1 nohead linecolor rgb ink dashtype 2
set arrow 2 from mean - margin,0 to mean + margin,0 heads size 0.002,90 linewidth 2 \
    linecolor rgb green
plot csv using (column("B") - column("A")):(1) with points pointtype 7 pointsize 1 \
        linecolor rgb green, \
    csv using (mean):(0) every ::0::0 with points pointtype 7 pointsize 1.2 linecolor rgb green
unset multiplot
