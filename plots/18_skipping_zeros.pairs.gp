# alt: Two columns of eight numbers side by side, 0 1 0 3 0 2 0 0 and 0 0 2 5 0 4 0 0. Lists of their own have three terms and three. The pair lists four terms for both, those where not both are 0; in two of them a 0 is listed with the other number.
call "style.gp" ARG2 840 150
call "canvas.gp"
set label 1 heading("A list, and a pair's list")
left = "0 1 0 3 0 2 0 0"
right = "0 0 2 5 0 4 0 0"
wide = 34
place(k) = 150 + (wide + 6) * k
set label 2 "a column of B" at 140,93 right textcolor rgb ink
set label 3 "its neighbor" at 140,60 right textcolor rgb ink
do for [k = 0:7] {
    a = word(left, k + 1)
    b = word(right, k + 1)
    set object 1 + k rectangle from place(k),80 to place(k) + wide,106 front fillstyle \
        solid (a eq "0" ? 0 : 0.3) border linecolor rgb grid_color fillcolor rgb green
    set object 11 + k rectangle from place(k),47 to place(k) + wide,73 front fillstyle \
        solid (b eq "0" ? 0 : 0.3) border linecolor rgb grid_color fillcolor rgb green
    listed = a ne "0" || b ne "0" # a 0 that is listed is multiplied all the same
    set label 11 + k a at place(k) + wide / 2,93 center front \
        textcolor rgb (listed && a eq "0" ? orange : title_color)
    set label 21 + k b at place(k) + wide / 2,60 center front \
        textcolor rgb (listed && b eq "0" ? orange : title_color)
    if (listed) {
        set object 21 + k rectangle from place(k) - 2,44 to place(k) + wide + 2,109 front \
            fillstyle empty border linecolor rgb purple linewidth 2
    }
}
set label 4 "lists: 3 terms and 3" at 500,93 textcolor rgb green
set label 5 "pairs: 4 terms for both" at 500,60 textcolor rgb purple
set label 6 "In purple: what the pair lists. A vector of A serves two sums, and an orange 0 is multiplied, too." \
    at 150,24 textcolor rgb ink
plot NaN notitle
