# alt: The six numbers 1 4 2 5 3 6 of the matrix with the rows 1 2 3 and 4 5 6, as they lie in memory at the places 0 to 5. The first row has the places 0, 2 and 4, the second 1, 3 and 5: they begin one place apart, and step by two. The columns have the places 0 and 1, 2 and 3, 4 and 5: they begin two apart, and step by one.
call "style.gp" ARG2 840 270
call "canvas.gp"
set label 1 heading("Rows and columns in memory")
numbers = "1 4 2 5 3 6"
x(place) = 190 + 62 * place
set label 2 "place" at 140,216 right textcolor rgb ink
set label 3 "number" at 140,184 right textcolor rgb ink
do for [k = 0:5] {
    set label 10 + k sprintf("%d", k) at x(k),216 center textcolor rgb ink
    set object 1 + k rectangle from x(k) - 26,168 to x(k) + 26,200 front fillstyle empty \
        border linecolor rgb grid_color
    set label 20 + k word(numbers, k + 1) at x(k),184 center front textcolor rgb title_color
}
array names = ["first row", "second row", "first column", "second column", "third column"]
array said = ["begins at 0, t = 2 to the next number", "begins s = 1 later", \
    "begins at 0, t = 1 to the next number", "begins s = 2 later", "begins s = 2 later"]
array hues = [blue, blue, orange, orange, orange]
first(n) = n == 1 ? 0 : n == 2 ? 1 : 2 * (n - 3)
stride(n) = n < 3 ? 2 : 1
terms(n) = n < 3 ? 3 : 2
m = 0
do for [n = 1:5] {
    y = 164 - 28 * n
    set label 30 + n names[n] at 140,y right textcolor rgb hues[n]
    set label 40 + n said[n] at x(5) + 50,y textcolor rgb hues[n]
    set arrow n from x(first(n)),y to x(first(n) + stride(n) * (terms(n) - 1)),y nohead front \
        linecolor rgb hues[n] linewidth 2
    do for [k = 1:terms(n)] {
        m = m + 1
        at = x(first(n) + stride(n) * (k - 1))
        set object 10 + m circle at at,y size 6 front fillcolor rgb hues[n] \
            fillstyle solid noborder
    }
}
plot NaN notitle
