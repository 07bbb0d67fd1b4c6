# alt: Four panels. A 2 and twelve distortions of it: turned, stretched, leaning, bent, thicker, thinner, one with noise, each still a 2. An elastic field as arrows: neighbors point the same way, far ends of the picture do not. Right answers on held-back digits after 30 epochs against the strength of the distortion: 98.4 % without, 99.1 at half of it, 99.0 at all of it, 98.4 at one and a half. Right answers for test digits that are moved, turned, resized, thinner, thicker, noisy or written with an upstroke: chapter 16's network reads 35 to 97 % of them, this chapter's 97.8 % or more.
# The first two panels are drawn from what the program writes, the others from what
# tests/bench/recipes.sh measured.
data = ARG1
call "style.gp" ARG2 840 690
set datafile separator comma
set datafile missing NaN # rows that are not drawn do not part a line
is_strength(name, digits, epochs) = digits eq "held back" && epochs == 30 ? \
    name eq "no distortion" ? 0 : name eq "half as strong" ? 0.5 : \
    name eq "without upstrokes" ? 1 : name eq "half stronger" ? 1.5 : NaN : NaN

set multiplot
set lmargin at screen 71.0 / width
set rmargin at screen 360.0 / width
set tmargin at screen 300.0 / height
set bmargin at screen 60.0 / height
set xrange [-0.1:1.6]
set yrange [97.9:99.5]
set xtics 0.5
set ytics 0.5
set format y "%.1f %%"
set xlabel "strength of the distortion"
set label 1 heading("It can be too much") at screen 71 / width,324 / height \
    offset 0,0
set label 2 "held-back digits, 30 epochs, 2 seeds" at graph 0.98,0.13 right \
    textcolor rgb ink
set label 3 "the recipe: 1, for 400 epochs" at graph 0.98,0.21 right \
    textcolor rgb ink
strength = "is_strength(strcol(1), strcol(2), $3)"
plot "recipes.csv" using (@strength):6 smooth unique with lines linetype 1, \
     "recipes.csv" using (@strength):6 with points linetype 1 pointsize 0.8

unset label
set lmargin at screen 560.0 / width
set rmargin at screen 808.0 / width
unset xlabel
set xrange [70:100]
set yrange [15.5:-0.5]
set xtics 10
set format x "%g %%"
unset ytics
unset grid
set grid xtics linetype 1 linecolor rgb grid_color
set label 1 heading("What a network minds") at screen 420 / width,324 / height \
    offset 0,0 textcolor rgb title_color
set label 2 "chapter 16" at screen 630 / width,324 / height textcolor rgb orange
set label 3 "this chapter" at screen 724 / width,324 / height textcolor rgb blue
set label 4 "test digits that are read" at screen 684 / width,12 / height center \
    textcolor rgb ink
seen(x) = x < 70 ? 74.5 : x # where the number stands
plot "changed.csv" skip 1 using (seen($2)):0:($3 - seen($2)):(0) \
         with vectors nohead linecolor rgb grid_color linewidth 2, \
     "changed.csv" skip 1 using ($2 < 70 ? NaN : $2):0 with points linetype 2 \
         pointsize 0.8, \
     "changed.csv" skip 1 using 3:0 with points linetype 1 pointsize 0.8, \
     "changed.csv" skip 1 using (70):0:($2 < 70 ? sprintf("%.0f %%", $2) : "") \
         with labels left offset 0.3,0 textcolor rgb orange, \
     "changed.csv" skip 1 using (70):0:(strcol(1)) with labels right \
         offset -1,0 textcolor rgb ink

# From here on one unit is one pixel.
set datafile separator whitespace
unset label
call "canvas.gp"
set xlabel ""
set style rectangle front fillstyle empty border linecolor rgb grid_color

set label 1 heading("A digit, and what training sees in its place") \
    at 71,668 textcolor rgb title_color
place_x(k) = 71 + 91 * (k % 5)
place_y(k) = 646 - 91 * (k / 5)
pixel = 3
set for [k = 0:12] object k + 1 rectangle from place_x(k),place_y(k) \
    to place_x(k) + 84,place_y(k) - 84
set cbrange [0:255]
set object 1 rectangle linecolor rgb blue
plot data index "digit" matrix using (place_x(0) + pixel * ($1 + 0.5)): \
         (place_y(0) - pixel * ($2 + 0.5)):3 with image, \
     for [k = 1:12] data index sprintf("distorted %d", k - 1) matrix \
         using (place_x(k) + pixel * ($1 + 0.5)): \
         (place_y(k) - pixel * ($2 + 0.5)):3 with image

unset label
unset object
set label 1 heading("An elastic field") at 556,668 textcolor rgb title_color
set object 1 rectangle from 556,646 to 822,380
cell = 9.5
plot data index "field" using (int($1) % 2 || int($2) % 2 ? NaN : \
         556 + cell * ($1 + 0.5)):(646 - cell * ($2 + 0.5)): \
         (cell * $3):(-cell * $4) with vectors linetype 1 linewidth 1.2 \
         size 4,25 nofilled
unset multiplot
