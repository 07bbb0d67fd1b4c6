# alt: For each of the eight products of a step two bars, in tiles and as chosen. As chosen, the two products of layer 1 take 0.539 and 0.438 milliseconds, where tiles take 0.785 and 0.745. Two of layer 2 are chosen wrongly: 0.127 and 0.133 for 0.110 and 0.109. The three of layer 3 can hardly be seen.
# Times depend on the processor, so these are kept in plots/19_what_trains.dat, of one
# with 32 registers of 16 numbers; make pages-slow measures them again.
data = ARG1
call "style.gp" ARG2 840 330
set datafile separator whitespace
call "canvas.gp"
set label 1 heading("The eight products of a step, in milliseconds: in tiles, and as the rule chooses")
array names = ["W1 A0", "dZ1 A0ᵀ", "W2 A1", "dZ2 A1ᵀ", "W2ᵀ dZ2", "W3 A2", "dZ3 A2ᵀ", "W3ᵀ dZ3"]
array keys = ["W1 A0", "dZ1 A0'", "W2 A1", "dZ2 A1'", "W2' dZ2", "W3 A2", "dZ3 A2'", "W3' dZ3"]
scale = 700 # pixels for a millisecond
n = 0
do for [p = 1:8] {
    stats data index "step" using (stringcolumn(1) eq keys[p] ? $3 : NaN) nooutput
    tiles = STATS_max
    stats data index "step" using (stringcolumn(1) eq keys[p] ? $4 : NaN) nooutput
    chosen = STATS_max
    pairs = p <= 4
    y = 290 - 34 * p
    n = n + 2
    set object n rectangle from 100,y + 13 to 100 + scale * tiles,y + 25 front \
        fillcolor rgb ink fillstyle solid 0.35 noborder
    set object n + 1 rectangle from 100,y to 100 + scale * chosen,y + 12 front \
        fillcolor rgb (pairs ? purple : blue) fillstyle solid 0.8 noborder
    set label 10 + n names[p] at 90,y + 13 right textcolor rgb title_color
    set label 11 + n sprintf("%.3f", tiles) at 106 + scale * tiles,y + 19 textcolor rgb ink
    set label 40 + n sprintf("%.3f", chosen) . (p == 3 || p == 4 ? "  the rule errs" : p == 5 ? "  a copy" : "") at 106 + scale * chosen,y + 5 textcolor rgb title_color
}
set label 70 "gray: in tiles, nothing copied" at 560,110 textcolor rgb ink
set label 71 "purple: as chosen, pairs" at 560,84 textcolor rgb purple
set label 72 "blue: as chosen, tiles, with a copy in Aᵀ B" at 560,58 textcolor rgb blue
plot NaN notitle
