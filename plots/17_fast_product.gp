# alt: Speed of six ways to multiply matrices in GFLOP/s, as bars for a layer's matrices and for large ones, below the peak of one core and, for the last, of all cores: loops by the definition hardly show, reading in order reaches a third of the peak, one sum in a register is slower again, tiles come close to the peak for the layer, copied panels for the large matrices too, and all cores are faster still.
# Times differ from run to run and from one machine to the next, so these are
# kept in plots/17_fast_product.dat; make pages-slow measures them again.
data = ARG1
call "style.gp" ARG2 840 440
set datafile separator whitespace
stats data index "peak" using (one = $1, all = $2) nooutput

set lmargin at screen 0.085
set rmargin at screen 0.985
set bmargin at screen 0.17
set xrange [0.4:6.6]
set yrange [0:all * 1.12]
set xtics ("1 by definition" 1, "2 in order" 2, "3 by vectors" 3, \
    "4 by tiles" 4, "5 by panels" 5, "6 all cores" 6) scale 0
set ytics 50
set ylabel "GFLOP/s" offset 1,0
set boxwidth 0.32
set style fill solid 0.85 noborder
set label 1 heading("Each step of the product against what the processor can do")
set arrow 1 from 0.5,one to 5.45,one nohead linecolor rgb ink dashtype 2
set arrow 2 from 5.55,all to 6.5,all nohead linecolor rgb ink dashtype 2
set label 2 sprintf("peak of one core, %.0f", one) at 0.55,one \
    offset 0,0.7 textcolor rgb ink
set label 3 sprintf("of all, %.0f", all) at 6,all center offset 0,0.7 \
    textcolor rgb ink
set label 4 "384 × 784 times 784 × 240" at 0.8,one * 0.72 textcolor rgb blue
set label 5 "2,048 × 2,048 times 2,048 × 240" at 0.8,one * 0.58 \
    textcolor rgb orange
speed(x) = sprintf(x < 10 ? "%.1f" : "%.0f", x)
plot data index "layer" using ($1 - 0.17):2 with boxes linetype 1, \
     data index "large" using ($1 + 0.17):2 with boxes linetype 2, \
     data index "layer" using ($1 - 0.17):2:(speed($2)) with labels \
         offset 0,0.5 textcolor rgb blue, \
     data index "large" using ($1 + 0.17):2:(speed($2)) with labels \
         offset 0,0.5 textcolor rgb orange
