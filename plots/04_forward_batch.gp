# alt: Left, the matrix product drawn to scale: one row of the 400 × 784 weights and one column of the 784 × 256 activations meet in one element of the 400 × 256 scores, and the biases are added to every column. Right, bars of the time for each digit, on one core: one by one it is 196.4 µs; with the loops exchanged, so that W is read in order, 51.9; by one product, which skips blank pixels, 19.1 for a single digit, and with weights shared by 16 digits 9.8. If no pixel is blank, the product takes 33.8.
# Times differ from run to run and from one machine to the next, so these are
# kept in plots/04_forward_batch.dat; make pages-slow measures them again.
data = ARG1
call "style.gp" ARG2 840 380
call "canvas.gp"
set datafile separator whitespace
times = ""
stats data index "times" using (times = times . sprintf(" %g", $2), $2) nooutput
took(i) = real(word(times, i))

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

# Right: a bar for each way, and what makes it shorter than the one above.
zero = 570
wide(t) = t * 190 / took(1)
y(i) = 300 - 42 * i
part(i, j, why) = sprintf("÷ %.1f: %s", took(i) / took(j), why)
set label 10 heading(sprintf("Same sums, in %.0f %% of the time: order first", \
    100 * took(5) / took(1))) at 450,358 textcolor rgb title_color
set label 11 "µs for each digit, one core" at zero,326 textcolor rgb ink
array name[7] = ["one by one", "loops exchanged", "product of 1 digit", \
    "of 4 digits", "of 16", "of 256", "of 256, none blank"]
array way[7] = [1, 2, 3, 4, 5, 7, 8]
set for [i = 1:7] label i + 11 name[i] at zero - 10,y(i - 1) right \
    textcolor rgb ink
set label 20 part(1, 2, "W read in order") at zero + wide(took(2)) + 46,y(1) \
    textcolor rgb title_color
set label 21 part(2, 3, "blank pixels skipped") \
    at zero + wide(took(3)) + 46,y(2) textcolor rgb title_color
set label 22 part(3, 5, "weights shared by 16") \
    at zero + wide(took(5)) + 46,y(4) textcolor rgb title_color
plot for [i = 1:7] "+" using (zero):(y(i - 1)):(zero): \
         (zero + wide(took(way[i]))):(y(i - 1) - 13):(y(i - 1) + 13) \
         every ::::0 with boxxyerror linetype (i == 1 ? 2 : 1), \
     for [i = 1:7] "+" using (zero + wide(took(way[i])) + 8):(y(i - 1)): \
         (sprintf("%.1f", took(way[i]))) every ::::0 with labels left \
         textcolor rgb i == 1 ? orange : blue
