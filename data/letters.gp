# Draws data/letters.png, letters that nobody takes for digits, for chapter 21:
#
#     gnuplot data/letters.gp
#
# Each stands in a square of 40 x 40 pixels, 12 squares in a row.
set terminal pngcairo size 480,120 font "DejaVu Sans,24" background "#ffffff"
set output "data/letters.png"
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
set xrange [0:12]
set yrange [0:3]
unset border
unset tics
unset key
letters = "ACDEFGHJKLMNPRTUVWXYacdefhkmnprtuvwx"
set for [i = 1:36] label i letters[i:i] at (i - 1) % 12 + 0.5, \
    2.5 - (i - 1) / 12 center
plot NaN
