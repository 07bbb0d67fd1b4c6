# The house style of every picture. A plot script starts with
#
#     call "style.gp" ARG2            or, with a size in SVG pixels,
#     call "style.gp" ARG2 840 500
#
# ARG2 is the form that draw.sh asks for: svg, png or text, or one for a terminal or a
# window that live.sh has found, which is then as png or as text is. The picture goes
# to standard output; draw.sh makes files of it.
form = ARG1
width = ARGC > 1 ? real(ARG2) : 840
height = ARGC > 2 ? real(ARG3) : 340

# Colors on a light page. draw.sh takes the dark page's colors from the
# comments, so keep one color to a line.
title_color = "#24292f"     # dark: #e6edf3
ink = "#57606a"             # dark: #9198a1
grid_color = "#d0d7de"      # dark: #3d444d
blue = "#1f77d0"            # dark: #58a6ff
orange = "#e36209"          # dark: #f0883e
green = "#1a7f37"           # dark: #3fb950
purple = "#8250df"          # dark: #a371f7

# SVG has no background: the page shows through. PNG has twice the pixels, for
# sharp screens, and cannot follow the page, so it is white.
if (form eq "svg") {
    set terminal svg size width,height dynamic font "sans-serif,13" rounded
}
if (form eq "png") {
    set terminal pngcairo size 2*width,2*height font "DejaVu Sans,19" \
        linewidth 2 pointscale 2 rounded background "#ffffff"
}
if (form eq "text") { # columns, rows and pixels are draw.sh's
    set terminal dumb size columns,(rows > 0 ? rows : height/11)
}
if (form eq "block") {
    set terminal block braille ansi256 size columns,rows
    form = "text"
}
device = form eq "sixel" ? "sixelgd truecolor" : form eq "kitty" ? "kittycairo" : \
    exists("window") ? window : "" # live.sh's
if (form eq "sixel" || form eq "kitty") {
    set terminal @device \
        size pixels,0.4*pixels font "DejaVu Sans,9" background "#ffffff"
    form = "png"
}
if (form eq "window") {
    set terminal @device size width,height noraise
    form = "png"
}

set encoding utf8
set datafile separator comma
set linetype 1 linecolor rgb blue linewidth 2 pointtype 7 pointsize 0.5
set linetype 2 linecolor rgb orange linewidth 2 pointtype 7 pointsize 0.5
set linetype 3 linecolor rgb green linewidth 2 pointtype 7 pointsize 0.5
set linetype 4 linecolor rgb purple linewidth 2 pointtype 7 pointsize 0.5
set linetype cycle 4

set key off
set border 1 linecolor rgb ink
set tics nomirror out scale 0.5,0 textcolor rgb ink
set ytics scale 0
set xlabel textcolor rgb ink offset 0,0.4
set ylabel textcolor rgb ink
set grid ytics noxtics back linetype 1 linecolor rgb grid_color linewidth 1
if (form eq "text") {
    unset grid
    set border 3
    set xlabel offset 0,0
}

# What the picture shows, flush with the left edge of the panel:
#     set label 1 heading("Accuracy 98 %")
heading(text) = form eq "text" ? text : "{/*1.08:Bold " . text . "}"
set label 1 "" at graph 0,1 left offset 0,1.4 textcolor rgb title_color
set tmargin form eq "text" ? 2 : 3

# Digits, with image: ink on paper, which stays white on a dark page.
set palette defined (0 "#ffffff", 1 title_color)
set cbrange [0:1]
unset colorbox

# Signed numbers, with rgbalpha: blue above 0, orange below, and at 0 the page
# itself. The full color stands for `largest`.
#     plot data index "W" matrix using 1:2:@signed_color with rgbalpha
signed_color = "(v = $3 / largest, v > 0 ? 31 : 227):(v > 0 ? 119 : 98):" \
    . "(v > 0 ? 208 : 9):(abs(v) < 1 ? 255 * abs(v) : 255)"
