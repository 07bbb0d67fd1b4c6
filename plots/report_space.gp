# Digits in a plane, each written as its label, and large ones in the middle of each
# kind. The data are x, y, label: a block of digits and one of middles.
data = ARG1
call "style.gp" ARG2 420 420
set lmargin at screen 0.02
set rmargin at screen 0.98
set tmargin at screen 0.98
set bmargin at screen 0.02
unset tics
unset grid
set border 15 linecolor rgb grid_color
unset label 1
set offsets graph 0.02, graph 0.02, graph 0.02, graph 0.02
array colors[4] = [blue, orange, green, purple]
color_of(k) = int("0x" . substr(colors[int(k) % 4 + 1], 2, 7))
digit(k) = sprintf("%d", k)
plot data index 0 using 1:2:(digit($3)):(color_of($3)) with labels font ",9" \
         textcolor rgb variable, \
     data index 1 using 1:2:(digit($3)) with labels font ",26:Bold" textcolor rgb title_color
