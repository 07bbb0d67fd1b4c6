# alt: Column j of C as a sum of the four columns of A, each times its number of column j of B, 0, 1, 0 and 3. The two columns that are multiplied by 0 are gray: they need not be fetched, nor multiplied.
call "style.gp" ARG2 840 190
call "canvas.gp"
set label 1 heading("A column of C is a sum of columns of A")
values = "0 1 0 3"
high = 88
bottom = 34
wide = 30
array left[4] = [190, 300, 410, 520]
set object 1 rectangle from 60,bottom to 60 + wide,bottom + high front fillstyle solid 0.3 \
    border linecolor rgb grid_color fillcolor rgb green
set label 2 "C_j" at 75,bottom - 16 center textcolor rgb green
set label 3 "=" at 122,bottom + high / 2 center textcolor rgb ink
do for [k = 0:3] {
    b = word(values, k + 1)
    x = left[k + 1]
    kept = b ne "0"
    set label 10 + k b . " ·" at x - 8,bottom + high / 2 right front \
        textcolor rgb (kept ? title_color : ink)
    set object 10 + k rectangle from x,bottom to x + wide,bottom + high front fillstyle \
        solid (kept ? 0.4 : 0.08) border linecolor rgb grid_color \
        fillcolor rgb (kept ? blue : ink)
    set label 20 + k sprintf("A_%d", k) at x + wide / 2,bottom - 16 center \
        textcolor rgb (kept ? blue : ink)
    if (k > 0) {
        set label 30 + k "+" at x - 48,bottom + high / 2 center textcolor rgb ink
    }
}
set label 4 "blue: fetched and added" at 590,bottom + 62 textcolor rgb blue
set label 5 "gray: times 0, left out" at 590,bottom + 28 textcolor rgb ink
plot NaN notitle
