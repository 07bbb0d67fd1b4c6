# alt: What the picture shows, in words.
data = ARG1
call "style.gp" ARG2 640 360
set datafile separator whitespace
set xlabel "a"
set ylabel "b"
plot data index "NAME" with linespoints notitle
