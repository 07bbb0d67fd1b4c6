# For one core and for two, each section of a step as a pair of bars, alone and in a step. On one core they are nearly as long: layer 1 is a little shorter in a step, Adam a little longer. On two cores all are longer in a step: layer 1 0.640 milliseconds for 0.593, layer 2 0.265 for 0.205, and Adam 0.128 for 0.066, twice as long.
data = ARG1
call "style.gp" ARG2 840 404
set datafile separator whitespace
call "canvas.gp"
set label 1 heading("Each section, alone and in a step")
array names = ["load pixels", "layer 1", "layer 2", "layer 3", "dropout", "Adam"]
# how much of a part measured alone belongs to section s: ReLU by its units
starts(name, start) = name[1:strlen(start)] eq start
part(name, s) = s == 1 ? starts(name, "load") : \
    s == 2 ? starts(name, "W1") + starts(name, "dZ1") + 0.8 * starts(name, "ReLU") : \
    s == 3 ? starts(name, "W2") + starts(name, "dZ2") + 0.2 * starts(name, "ReLU") : \
    s == 4 ? starts(name, "W3") + starts(name, "dZ3") : \
    s == 5 ? starts(name, "dropout") : starts(name, "Adam")
scale = 270 # pixels for a millisecond
n = 0
do for [cores = 1:2] {
    left = cores == 1 ? 110 : 540
    set label 10 + cores cores == 1 ? "one core, milliseconds" : "two cores" \
        at left,352 textcolor rgb title_color
    do for [s = 1:6] {
        stats data index "step" using (part(stringcolumn(1), s) * column(3 + cores)) nooutput
        alone = STATS_sum
        stats data index "sections" using ($1 == cores ? column(1 + s) : NaN) nooutput
        whole = STATS_max
        y = 344 - 38 * s
        n = n + 2
        set object n rectangle from left,y + 15 to left + scale * alone,y + 28 front \
            fillcolor rgb ink fillstyle solid 0.35 noborder
        set object n + 1 rectangle from left,y + 1 to left + scale * whole,y + 14 front \
            fillcolor rgb blue fillstyle solid 0.8 noborder
        set label 20 + n sprintf("%.3f", alone) at left + scale * alone + 6,y + 22 \
            textcolor rgb ink
        set label 21 + n sprintf("%.3f", whole) at left + scale * whole + 6,y + 7 \
            textcolor rgb title_color
        if (cores == 1) {
            set label 60 + s names[s] at left - 10,y + 15 right textcolor rgb title_color
        }
    }
}
set label 70 "gray: alone; blue: in a step (where layer 3 has softmax to do besides)" \
    at 110,94 textcolor rgb ink
# The whole step on two cores as one bar.
set label 80 "the step" at 100,46 right textcolor rgb title_color
array ms[3] = [0.95, 0.21, 0.07]
array words[3] = ["0.95 its parts, alone", "0.21", "0.07"]
array hue[3] = [ink, orange, purple]
from = 110
do for [k = 1:3] {
    to = from + 460 * ms[k]
    set object 100 + k rectangle from from,34 to to,58 front fillcolor rgb hue[k] \
        fillstyle solid (k == 1 ? 0.35 : 0.8) noborder
    set label 80 + k words[k] at k == 1 ? 320 : (from + to) / 2,k == 1 ? 46 : 68 center front \
        textcolor rgb k == 1 ? title_color : hue[k]
    from = to
}
set label 90 "1.23 ms on two cores" at from + 8,46 textcolor rgb title_color
set label 91 "orange: sections are longer, mostly by sharing; purple: no step is lucky in all (another scale than above)" \
    at 110,16 textcolor rgb ink
plot NaN notitle
