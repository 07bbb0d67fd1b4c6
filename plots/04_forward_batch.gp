# alt: Time for each digit against the number of digits in the batch, on one core, both axes logarithmic: one by one the time stays the same, while one matrix product is several times as fast for a single digit and faster still for 16 and more.
# Times differ from run to run and from one machine to the next, so these are
# kept in plots/04_forward_batch.dat; make pages-slow measures them again.
data = ARG1
call "style.gp" ARG2 840 340
set datafile separator whitespace
stats data index "times" using (m = $1, loop = $2, product = $3) nooutput

set lmargin at screen 0.085
set rmargin at screen 0.85
set bmargin at screen 0.17
set logscale xy
set xrange [0.9:m * 1.1]
set yrange [10:500]
set xtics (1, 4, 16, 64, 256)
set ytics (10, 20, 50, 100, 200, 500)
set xlabel "digits in the batch"
set ylabel "µs for each digit, one core" offset 1,0
set label 1 heading(sprintf("One product for %d digits is %.0f times as fast " \
    . "as one by one", m, loop / product))
set label 2 sprintf("one by one\n%.0f µs", loop) at m,loop offset 1.5,0.5 \
    textcolor rgb orange
set label 3 sprintf("one product\n%.0f µs", product) at m,product \
    offset 1.5,0.5 textcolor rgb blue
plot data index "times" using 1:2 with linespoints linetype 2 pointsize 0.8, \
     data index "times" using 1:3 with linespoints linetype 1 pointsize 0.8
