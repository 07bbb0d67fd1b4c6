# How far backpropagation is from the measured slopes, parameter by parameter:
# a histogram of the errors' powers of ten, from the CSV of make check-all. Its
# first row counts the errors that are exactly 0.
csv = ARG1
call "style.gp" ARG2 840 380
text = form eq "text"

# The sums count all parameters; the last row with a count has the worst error.
stats csv using "complex step" nooutput name "A"
stats csv using "central differences" nooutput name "B"
if (!exists("A_sum") || !exists("B_sum") || A_sum == 0 || B_sum == 0) {
    exit error "it counts no parameters; make it again with: make check-all"
}
worst_a = worst_b = 0
stats csv using (column("complex step") > 0 ? \
                 (worst_a = column("error_from")) : 0) nooutput
stats csv using (column("central differences") > 0 ? \
                 (worst_b = column("error_from")) : 0) nooutput
below(worst) = ceil(log10(worst) + 0.24) # a bin is a quarter of a power

# 355,110 for 355110
grouped(n) = n < 1000 ? sprintf("%d", n) : \
    sprintf("%d,%03d", int(n) / 1000, int(n) % 1000)
# 10⁻¹² for -12
digit(d) = word("⁰ ¹ ² ³ ⁴ ⁵ ⁶ ⁷ ⁸ ⁹", d + 1)
raised(n) = (n < 10 ? "" : digit(n / 10)) . digit(n % 10)
power(e) = text ? sprintf("1e%d", e) : "10⁻" . raised(-e)

# Errors of 0 have no logarithm; their two bars stand apart, on the left.
bin = 0.25
zero = -23
set xrange [zero - 1 : -5]
set xtics (text ? "0" : "exactly 0" zero)
do for [e = -21:-6:3] { set xtics add (power(e) e) }
set xlabel "error, as a share of the tensor's largest slope"
set logscale y
set yrange [0.7 : 1e6]
set ylabel "parameters" offset 2,0
set ytics ("1" 1, "100" 100, "10,000" 1e4, "1,000,000" 1e6)
set boxwidth 1 relative
set style fill solid 1 noborder
if (!text) {
    set lmargin 12
    set rmargin 2
}

if (!text) {
    set arrow 1 from -12, graph 0 to -12, graph 0.93 linecolor rgb blue
    set arrow 2 from -7, graph 0 to -7, graph 0.93 linecolor rgb orange
    set for [i = 1:2] arrow i nohead front linewidth 1 dashtype (4,4)
    set label 2 "limit" at -12, graph 0.97 center textcolor rgb blue
    set label 3 "limit" at -7, graph 0.97 center textcolor rgb orange
}
set label 4 "complex step" at -17, graph 0.82 center textcolor rgb blue
set label 5 "central differences" at -9.5, graph 0.82 center \
    textcolor rgb orange
set label 1 heading("All " . grouped(A_sum) . " slopes agree: within " . \
    power(below(worst_a)) . " by the complex step, " . \
    power(below(worst_b)) . " by central differences")

# The middle of a bin, or where the bar of the zeros stands.
middle(e, shift) = e > 0 ? log10(e) + bin / 2 : zero + shift
count(n) = n > 0 ? n : NaN
width(e) = e > 0 ? bin : 0.6
plot csv using (middle(column("error_from"), -0.3)): \
         (count(column("complex step"))):(width(column("error_from"))) \
         with boxes linetype 1 title "complex step", \
     csv using (middle(column("error_from"), 0.3)): \
         (count(column("central differences"))):(width(column("error_from"))) \
         with boxes linetype 2 title "central differences"
