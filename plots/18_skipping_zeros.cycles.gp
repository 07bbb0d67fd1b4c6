# alt: What one core does in eight cycles, which have room for 16 multiply-adds: lists do four, one for each vector of A that comes, pairs eight, and tiles fifteen.
call "style.gp" ARG2 840 176
# Each cycle has room for two multiply-adds. With lists and pairs a vector of A comes in
# every second one.
call "canvas.gp"
set label 1 heading("Eight cycles of one core")
set label 2 "16 multiply-adds find room; to lists and pairs a vector of A comes every two cycles" at 225,154 \
    textcolor rgb ink
place(k) = 150 + 25 * k + 6 * (k / 2) # two to a cycle
set for [c = 1:8] label 10 + c sprintf("%d", c) at place(2 * c - 2) + 22,120 center textcolor rgb ink
array ways = ["lists", "pairs", "tiles"]
array said = ["4 of 16: one for each vector", "8 of 16: two for each vector", \
    "15 of 16: eight for each vector"]
array hues = [green, purple, blue]
done(w, k) = w == 1 ? k % 4 == 0 : w == 2 ? k % 4 < 2 : k < 15
do for [w = 1:3] {
    bottom = 120 - 36 * w
    set label 30 + w ways[w] at 140,bottom + 11 right textcolor rgb hues[w]
    set label 40 + w said[w] at 610,bottom + 11 textcolor rgb hues[w]
    do for [k = 0:15] {
        set object 30 + 16 * w + k rectangle from place(k),bottom to \
            place(k) + 20,bottom + 22 front fillstyle solid (done(w, k) ? 0.6 : 0) \
            border linecolor rgb grid_color fillcolor rgb hues[w]
    }
}
plot NaN notitle
