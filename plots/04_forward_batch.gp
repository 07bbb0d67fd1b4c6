# alt: Left, the matrix product drawn to scale: one row of the 400 × 784 weights and one column of the 784 × 256 activations meet in one element of the 400 × 256 scores, and the biases are added to every column. Right, bars of the time for each digit, on one core: one by one it is 250.0 µs, by one product for a single digit 21.4 µs, and for 16 digits and more some 12 µs.
# Times differ from run to run and from one machine to the next, so these are
# kept in plots/04_forward_batch.dat; make pages-slow measures them again.
data = ARG1
call "style.gp" ARG2 840 380
call "canvas.gp"
set datafile separator whitespace
stats data index "times" using (m = $1, loop = $2, product = $3, 0) nooutput

# Left: a quarter of a pixel for each number. Z lies right of W and below A.
left_of_A = 224
top_of_A = 334
top_of_W = 124
left_of_W = left_of_A - 8 - 784 * 0.25
set style rectangle front fillstyle empty border linecolor rgb ink
set object 1 rectangle from left_of_W,top_of_W - 100 to left_of_W + 196,top_of_W
set object 2 rectangle from left_of_A,top_of_A - 196 to left_of_A + 64,top_of_A
set object 3 rectangle from left_of_A,top_of_W - 100 to left_of_A + 64,top_of_W
set object 4 rectangle from left_of_A + 84,top_of_W - 100 \
    to left_of_A + 90,top_of_W

# Row i of W, column j of A, and where they meet.
row = top_of_W - 64
col = left_of_A + 40
set object 5 rectangle from left_of_W,row - 4 to left_of_W + 196,row + 4 \
    front fillstyle solid 0.8 noborder fillcolor rgb blue
set object 6 rectangle from col - 4,top_of_A - 196 to col + 4,top_of_A \
    front fillstyle solid 0.8 noborder fillcolor rgb blue
set object 7 rectangle from col - 4,row - 4 to col + 4,row + 4 \
    front fillstyle solid noborder fillcolor rgb orange
set object 8 rectangle from left_of_A + 84,row - 4 to left_of_A + 90,row + 4 \
    front fillstyle solid 0.8 noborder fillcolor rgb blue
set arrow 1 from left_of_W + 198,row to col - 6,row linecolor rgb orange
set arrow 2 from col,top_of_A - 198 to col,row + 6 linecolor rgb orange
set arrow 3 from left_of_A + 82,row to col + 6,row linecolor rgb orange

set label 1 heading("A row of W meets a column of A")
set label 2 "W, 400 × 784" at left_of_W + 98,top_of_W - 22 center front \
    textcolor rgb ink
set label 3 "A, 784 × 256" at left_of_A + 74,top_of_A - 20 left \
    textcolor rgb ink
set label 4 "Z" at left_of_A + 8,top_of_W - 20 front textcolor rgb ink
set label 5 "b, added to\nevery column" at left_of_A + 100,row + 10 \
    left textcolor rgb ink
set label 6 "row i of W times\ncolumn j of A, plus b_i,\nis Z_{ij}" \
    at left_of_A - 16,270 right textcolor rgb orange

# Right: a bar for each way.
zero = 570
wide(t) = t * 190 / loop
y(i) = 268 - 44 * i
set label 10 heading(sprintf("%d at once: each digit takes a %.0fth of the time", \
    m, loop / product)) at 450,358 textcolor rgb title_color
set label 11 "µs for each digit, one core" at zero,304 textcolor rgb ink
set label 12 "one by one" at zero - 10,y(0) right textcolor rgb ink
set label 13 "product of 1 digit" at zero - 10,y(1) right textcolor rgb ink
set label 14 "of 4 digits" at zero - 10,y(2) right textcolor rgb ink
set label 15 "of 16" at zero - 10,y(3) right textcolor rgb ink
set label 16 "of 64" at zero - 10,y(4) right textcolor rgb ink
set label 17 "of 256" at zero - 10,y(5) right textcolor rgb ink
plot data index "times" every ::4::4 \
         using (zero):(y(0)):(zero):(zero + wide($2)):(y(0) - 13):(y(0) + 13) \
         with boxxyerror linetype 2, \
     data index "times" every ::4::4 \
         using (zero + wide($2) + 8):(y(0)):(sprintf("%.1f", $2)) \
         with labels left textcolor rgb orange, \
     data index "times" using (zero):(y($0 + 1)):(zero):(zero + wide($3)): \
         (y($0 + 1) - 13):(y($0 + 1) + 13) with boxxyerror linetype 1, \
     data index "times" \
         using (zero + wide($3) + 8):(y($0 + 1)):(sprintf("%.1f", $3)) \
         with labels left textcolor rgb blue
