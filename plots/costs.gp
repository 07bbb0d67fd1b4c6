# What each variant of each experiment costs against the first, in points, on a log
# scale: full where five seeds show it, hollow where they do not. Of each experiment the
# variant that decides most has its name, and so have those of the page's bet, in orange.
csv = ARG1
set datafile separator comma
stats csv using "place" nooutput
rows = STATS_max
tall = sprintf("%g", 110 + 34 * rows)
call "style.gp" ARG2 840 tall
size = form eq "text" ? 1 : 0.7

set logscale x
set xrange [0.02:1500]
set yrange [rows + 0.6:0.4]
set xtics ()
do for [x in "0.03 0.1 0.3 1 3 10 30 100"] { set xtics add (x real(x)) }
set xlabel "points lost against the first variant, or won (green); hollow: not shown; orange: the bet"
set ytics scale 0
set grid xtics ytics back linetype 1 linecolor rgb grid_color linewidth 1
set label 1 heading("What each choice costs, from next to nothing to nearly everything")

lost(is_shown) = column("shown") == is_shown ? abs(column("difference")) : NaN
bet(name) = name ne " " ? abs(column("difference")) : NaN
at_left(name) = name eq "no biases" # another one of the bet is beside it
called(left) = at_left(stringcolumn("bet")) == left ? stringcolumn("bet") : " "
plot csv using (lost(1)):"place":ytic(2) with points \
        pointtype 7 pointsize size linecolor rgb blue, \
    csv using (column("difference") > 0 ? lost(1) : NaN):"place" with points \
        pointtype 7 pointsize size linecolor rgb green, \
    csv using (lost(0)):"place" with points \
        pointtype 6 pointsize size linewidth 1 linecolor rgb blue, \
    csv using (column("difference") > 0 ? lost(0) : NaN):"place" with points \
        pointtype 6 pointsize size linewidth 1.5 linecolor rgb green, \
    csv using (bet(stringcolumn("bet"))):"place" with points \
        pointtype 6 pointsize 1.7 * size linewidth 2 linecolor rgb orange, \
    csv using (abs(column("difference"))):"place":(called(0)) with labels \
        left offset 0.6,0.75 textcolor rgb orange, \
    csv using (abs(column("difference"))):"place":(called(1)) with labels \
        right offset 0.4,0.75 textcolor rgb orange, \
    csv using (abs(column("difference"))):"place":"most" with labels \
        left offset 1,0 textcolor rgb ink
