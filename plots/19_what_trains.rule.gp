# alt: The share of pairs that must be both 0 for skipping to pay, against V, the vectors of rows. Both curves fall from 100 percent, that of chapter 17's processor to 54 percent at V = 25 and that of the older one to 21. The two products of layer 1, with 70 and 77 percent at V = 25, lie above both. The two of layer 2, with 61 and 59 at V = 7, lie between them.
call "style.gp" ARG2 840 330
set xrange [1:40]
set yrange [0:100]
set ytics 20 format "%.0f %%"
set xtics 5,5,40
set xlabel "V, vectors of rows"
set ylabel "pairs that are both 0" offset 1,0
set label 1 heading("How many pairs must be both 0 for skipping to pay")
least(V, x, y) = 100 * (1 - (1 - x / V) / y)
shown(V, x, y) = V > x && least(V, x, y) <= 100 ? least(V, x, y) : NaN
set label 2 "chapter 17's processor" at 40,least(40, 2.9, 1.91) right offset 0,0.7 textcolor rgb ink
set label 3 "the older one: the program's rule" at 40,least(40, 2.0, 7 / 6.0) right offset 0,0.7 \
    textcolor rgb ink
set label 6 "skipping pays on both" at 12,88 textcolor rgb title_color
set label 7 "skipping pays on the older one only:\non chapter 17's the rule errs here" at 13,42 textcolor rgb title_color
set label 8 "tiles are faster on both" at 12,10 textcolor rgb title_color
set label 4 "layer 1's products" at 25.7,74 textcolor rgb blue
set label 5 "layer 2's" at 7.6,53 textcolor rgb orange
set samples 1000
$layer1 << END
25,70
25,77
END
$layer2 << END
7,61
7,59
END
plot shown(x, 2.9, 1.91) with lines linecolor rgb ink linewidth 2, \
     shown(x, 2.0, 7 / 6.0) with lines linecolor rgb ink linewidth 2 dashtype 2, \
     $layer1 using 1:2 with points linetype 1 pointsize 1, \
     $layer2 using 1:2 with points linetype 2 pointsize 1
