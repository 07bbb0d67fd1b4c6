# How fast the classifier is, from the CSV of make bench: an epoch beside its
# peers, the matrix products beside OpenBLAS and the machine's limit, and how
# the time of an epoch grows.
csv = ARG1
call "style.gp" ARG2 840 650
text = form eq "text"

is(measure) = stringcolumn("measure") eq measure

# The machine; the most threads that were used; the peak with so many.
processor = ""
cores = most = peak = runs = 0
stats csv using (is("machine") ? (processor = stringcolumn("case"), \
    cores = column("median"), most = column("threads")) : 0) nooutput
stats csv using (is("peak") && column("threads") == most && \
    stringcolumn("case") eq "multiply and add" ? \
    (peak = column("rate")) : 0) nooutput
if (most == 0 || peak == 0) {
    exit error "it has no machine and no peak; make it again with: make bench"
}

# Contestants from top to bottom; each has a bar for one thread and one for all.
contestants = 6
rank(name) = name eq "this project" ? 0 : \
    name eq "this project dense" ? 1 : \
    name eq "NumPy float32" ? 2 : \
    name eq "PyTorch by hand" ? 3 : \
    name eq "PyTorch" ? 4 : 5
upper(t) = most > 1 && t == 1
place(name, t) = -rank(name) + (most == 1 ? 0 : upper(t) ? 0.2 : -0.2)
slowest = ours = peers = 0
stats csv using (is("epoch") && (runs == 0 || column("samples") < runs) ? \
    (runs = column("samples")) : 0) nooutput
stats csv using (is("quiet epoch") && column("lowest") > slowest ? \
    (slowest = column("lowest")) : 0) nooutput
stats csv using (is("quiet epoch") && column("threads") == most && \
    stringcolumn("who") eq "this project" ? (ours = column("lowest")) : 0) \
    nooutput
stats csv using (is("quiet epoch") && column("threads") == most && \
    stringcolumn("who")[1:4] ne "this" && \
    (peers == 0 || column("lowest") < peers) ? \
    (peers = column("lowest")) : 0) nooutput

set style fill solid 1 noborder
if (!text) {
    set multiplot
    set lmargin at screen 0.235
    set rmargin at screen 0.53
    set tmargin at screen 0.91
    set bmargin at screen 0.47
}
threads(t) = t == 1 ? "1 thread" : sprintf("%d threads", t)
set xrange [0:slowest * 1.3]
set yrange [-contestants + 0.4:0.6]
set ytics ("this project" 0, "the same, dense" -1, "NumPy, float32" -2, \
    "PyTorch, by hand" -3, "PyTorch" -4, "the source's NumPy" -5)
set grid noytics noxtics
set xlabel "seconds for an epoch"
set label 1 heading(peers == 0 ? sprintf("An epoch takes %.2f s", ours) : \
    sprintf("An epoch takes %.2f s, the best peer's %.2f s", ours, peers)) \
    at screen 0.02,0.955 offset 0,0
set label 2 threads(1) at graph 0.97,0.93 right textcolor rgb orange
if (most > 1) {
    set label 3 threads(most) at graph 0.97,0.86 right textcolor rgb blue
}
bar = most == 1 ? 0.35 : 0.18
chosen(t) = is("quiet epoch") && column("threads") == t
y(t) = place(stringcolumn("who"), t)
plot for [t in most > 1 ? sprintf("1 %d", most) : "1"] csv using \
         (chosen(t + 0) ? 0 : NaN):(y(t + 0)): \
         (0):(column("lowest")): \
         (y(t + 0) - bar):(y(t + 0) + bar) with boxxyerror \
         linetype (t + 0 == 1 ? 2 : 1), \
     for [t in most > 1 ? sprintf("1 %d", most) : "1"] csv using \
         (chosen(t + 0) ? column("lowest") : NaN): \
         (y(t + 0)):(sprintf("%.2f", column("lowest"))) with labels left \
         offset 0.5,0 textcolor rgb ink
if (text) {
    exit
}

# Products with the most threads, by their share of the peak.
shape(name) = name[1:5] eq "W1 A0" ? 0 : name[1:8] eq "dZ1 A0^T" ? 1 : \
    name[1:5] eq "W2 A1" ? 2 : name[1:8] eq "dZ2 A1^T" ? 3 : \
    name[1:8] eq "W2^T dZ2" ? 4 : NaN
way(name) = name eq "dense" ? 0 : name eq "OpenBLAS" ? 1 : \
    name eq "skipping zeros" ? 2 : NaN
# the products of one digit are too fast to be seen beside these
batched(name) = name[strlen(name) - 1:strlen(name)] ne "x1"
product(w) = is("product") && column("threads") == most && \
    way(stringcolumn("who")) == w && batched(stringcolumn("case")) && \
    shape(stringcolumn("case")) >= 0
most_rate = peak
do for [w = 0:2] {
    stats csv using (product(w) && column("rate") > most_rate ? \
        (most_rate = column("rate")) : 0) nooutput
}
unset label
set lmargin at screen 0.62
set rmargin at screen 0.98
set xrange [-0.6:4.6]
set yrange [0:most_rate * 1.25]
set xtics ("WA" 0, "dZAᵀ" 1, "WA" 2, "dZAᵀ" 3, "WᵀdZ" 4) scale 0
set ytics autofreq
set grid ytics
set xlabel " "
set ylabel "GFLOP/s" offset 1,0
set label 1 heading("Products beside OpenBLAS, " . threads(most)) \
    at screen 0.60,0.955 left offset 0,0 textcolor rgb title_color
set label 2 "dense" at graph 0.02,0.95 textcolor rgb blue
set label 3 "OpenBLAS" at graph 0.2,0.95 textcolor rgb purple
set label 4 "skipping zeros" at graph 0.47,0.95 textcolor rgb green
set label 5 "limit" at 4.6,peak right offset 0,0.5 textcolor rgb ink
set label 6 "layer 1" at 0.5,graph -0.115 center textcolor rgb ink
set label 7 "layer 2" at 3,graph -0.115 center textcolor rgb ink
set arrow 1 from -0.6,peak to 4.6,peak nohead front linecolor rgb ink \
    linewidth 1 dashtype (4,4)
x(w) = shape(stringcolumn("case")) + 0.27 * (w - 1)
plot for [w = 0:2] csv using (product(w) ? x(w) : NaN): \
         (column("rate")):(0.24) with boxes linetype (word("1 4 3", w + 1) + 0)

# Growth: three panels side by side, both axes logarithmic.
unset label
unset arrow
set logscale xy
set tmargin at screen 0.33
set bmargin at screen 0.12
set format y "%g"
lowest_time = 1e9
highest_time = 0
stats csv using (is("growth") ? (t = column("lowest"), \
    lowest_time = t < lowest_time ? t : lowest_time, \
    highest_time = t > highest_time ? t : highest_time) : 0) nooutput
set yrange [lowest_time / 1.5:highest_time * 1.5]
set ytics (0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
growth(kind) = is("growth") && \
    stringcolumn("case")[1:strlen(kind)] eq kind && column("median") > 0
number(kind) = real(stringcolumn("case")[strlen(kind) + 2:*])
do for [i = 1:3] {
    kind = word("batch hidden digits", i)
    set lmargin at screen 0.075 + 0.325 * (i - 1)
    set rmargin at screen 0.325 + 0.325 * (i - 1)
    set xtics scale 0.5,0
    if (i == 1) {
        set xrange [12:5500]
        set xtics (16, 64, 256, 1024, 4096)
    }
    if (i == 2) {
        set xrange [42:1900]
        set xtics (50, 100, 200, 400, 800, 1600)
    }
    if (i == 3) {
        set xrange [6500:70000]
        set xtics ("7,500" 7500, "15,000" 15e3, "30,000" 3e4, "60,000" 6e4)
    }
    set xlabel i == 1 ? "digits in a batch" : \
        i == 2 ? "units in layer 1" : "digits in an epoch"
    set ylabel i == 1 ? "s for an epoch" : ""
    if (i == 1) {
        set label 1 heading("How an epoch grows, " . threads(most)) \
            at screen 0.02,0.375 left offset 0,0 textcolor rgb title_color
        set label 2 sprintf("%s, %d core%s. Times without what else the machine " \
            . "did: the lowest of %d or more", processor, cores, \
            cores > 1 ? "s" : "", runs) \
            at screen 0.02,0.02 left textcolor rgb ink
    } else {
        unset label
    }
    plot csv using (growth(kind) ? number(kind) : NaN):(column("lowest")) \
             with linespoints linetype 1 pointsize 0.7
}
unset multiplot
