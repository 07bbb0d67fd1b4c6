# alt: For one core and for two, each section of a step as a pair of bars, alone and in a step. On one core they are nearly as long: layer 1 is a little shorter in a step, Adam a little longer. On two cores all are longer in a step: layer 1 0.640 milliseconds for 0.593, layer 2 0.265 for 0.205, and Adam 0.128 for 0.066, twice as long.
data = ARG1
call "style.gp" ARG2 840 324
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
        at left,272 textcolor rgb title_color
    do for [s = 1:6] {
        stats data index "step" using (part(stringcolumn(1), s) * column(3 + cores)) nooutput
        alone = STATS_sum
        stats data index "sections" using ($1 == cores ? column(1 + s) : NaN) nooutput
        whole = STATS_max
        y = 264 - 38 * s
        n = n + 2
        set object n rectangle from left,y + 15 to left + scale * alone,y + 28 front \
            fillcolor rgb ink fillstyle solid 0.35 noborder
        set object n + 1 rectangle from left,y + 1 to left + scale * whole,y + 14 front \
            fillcolor rgb (whole > 1.2 * alone && s != 1 && s != 4 ? orange : blue) fillstyle solid 0.8 noborder
        set label 20 + n sprintf("%.3f", alone) at left + scale * alone + 6,y + 22 \
            textcolor rgb ink
        set label 21 + n sprintf("%.3f", whole) at left + scale * whole + 6,y + 7 \
            textcolor rgb title_color
        if (cores == 1) {
            set label 60 + s names[s] at left - 10,y + 15 right textcolor rgb title_color
        }
    }
}
set label 70 "gray: alone; blue: in a step (pixels and layer 3 then have more to do); orange: a fifth longer or more" \
    at 110,14 textcolor rgb ink
plot NaN notitle
