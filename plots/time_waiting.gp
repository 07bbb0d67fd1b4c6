# A sketch of two threads in time. Both compute their halves of a product, and then of the next. In the third, another process takes the core of thread 2 for tens of milliseconds. Thread 1 finishes its half and waits all that time; then thread 2 finishes its half, and both go on.
call "style.gp" ARG2 840 170
call "canvas.gp"
set label 1 heading("A step beside another process (a sketch)")
array from[9] = [110, 166, 222, 618, 110, 166, 222, 584, 618]
array to[9] = [160, 216, 272, 668, 160, 216, 244, 612, 668]
do for [k = 1:9] {
    y = k < 5 ? 92 : 46
    set object k rectangle from from[k],y to to[k],y + 30 front fillcolor rgb blue \
        fillstyle solid 0.8 noborder
}
set object 10 rectangle from 674,92 to 724,122 front fillcolor rgb blue fillstyle solid 0.8 noborder
set object 11 rectangle from 674,46 to 724,76 front fillcolor rgb blue fillstyle solid 0.8 noborder
set object 12 rectangle from 272,92 to 612,122 front fillstyle empty border linecolor rgb grid_color
set object 13 rectangle from 244,46 to 584,76 front fillcolor rgb orange fillstyle solid 0.5 noborder
set label 2 "thread 1" at 100,107 right textcolor rgb title_color
set label 3 "thread 2" at 100,61 right textcolor rgb title_color
set label 4 "has its half and waits" at 442,107 center front textcolor rgb ink
set label 5 "the other process has its core, tens of milliseconds" at 414,61 center front \
    textcolor rgb title_color
set label 6 "blue: half of a product, a fraction of a millisecond" at 110,22 textcolor rgb blue
plot NaN notitle
