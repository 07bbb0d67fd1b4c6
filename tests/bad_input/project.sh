# make and the scripts that it calls.
# shellcheck shell=sh disable=SC2016,SC2154

# make ARGUMENT...: with what is built.
make() {
  command make -s --no-print-directory BUILD="$BUILD" "$@"
}

section 'make' 'In the project'"'"'s folder.' "$top"
row 'a variable misspelled' '' 'make train EPOCH=3'
row 'a goal misspelled' '' 'make trian'
row 'a blank in the path of the build' '' "make all BUILD='a b'"
row 'no place for the build' '' 'make all BUILD='
row 'a compiler that is not there' '' 'make all BUILD=$in/b CC=none'
row 'a compiler that does not work' '' 'make all BUILD=$in/b CC=false'
row 'a chapter that is not there' '' 'make run-99'
row 'options for the quick classifier' '' 'make run-16 ARGS=--help'
row 'no number of epochs' '' 'make train DATA=data/sample EPOCHS=many'
row 'two seeds' '' "make train DATA=data/sample SEED='1 2'"
row 'a folder of digits that is not there' '' "make train DATA='/no/my data'"
row 'a folder without digits' '' 'make train DATA=$in'
row 'a run that is not there' '' 'make train DATA=data/sample RESUME=nothing'
row 'seeds that are no list' '' 'make train DATA=data/sample SEEDS=some'
row 'seeds from high to low' '' 'make train DATA=data/sample SEEDS=5-1'
row 'a seed and seeds' '' 'make train DATA=data/sample SEED=1 SEEDS=1-3'
row 'a run to watch that is not there' '' 'make watch RUN=nothing'
row 'nowhere to watch a run' ': >in/log.csv' 'make watch RUN=$in'
row 'no runs to compare' '' 'make compare'
row 'a run to compare that is not there' '' 'make compare RUNS=nothing'
row 'a run to report on that is not there' '' 'make report RUN=nothing'
row 'nothing to report on' '' 'make report RUN=$in'
row 'an option misspelled' '' "make train DATA=data/sample ARGS='--hiden 3'"
row 'a name with a blank' '' "make new-chapter NAME='my chapter'"
row 'no place to move a chapter to' '' 'make move-chapter FROM=01'
row 'the breaks of no group' '' 'make breaks ONLY=99'
row 'a share that is no number' '' 'make mutants SHARE=some'

section 'Scripts' 'What make calls, in the project'"'"'s folder.' "$top"
row 'a picture of nothing' '' 'sh plots/draw.sh'
row 'a picture that is none' '' 'sh plots/draw.sh nothing plots/curves.csv $in/x'
row 'curves of nothing' '' 'sh plots/draw.sh curves nothing.csv $in/x'
row 'curves of an empty log' ': >in/log' 'sh plots/draw.sh curves $in/log $in/x'
row 'curves of a log without numbers' 'echo words >in/log' 'sh plots/draw.sh curves $in/log $in/x'
row 'curves of a log that is cut in a line' 'printf "epoch,train_loss,train_accuracy,test_loss,test_accuracy\n1,2,3" >in/log' 'sh plots/draw.sh curves $in/log $in/x'
row 'curves of a log with other columns' 'printf "time,loss\n1,2\n" >in/log' 'sh plots/draw.sh curves $in/log $in/x'
row 'a comparison without numbers' 'echo words >in/csv' 'sh plots/draw.sh compare $in/csv $in/x'
row 'a report of nothing' '' 'sh plots/report/report.sh'
row 'a report without gnuplot' '' 'PATH=/nowhere /bin/sh plots/report/report.sh report runs/old'
row 'nothing to draw in place' '' 'sh plots/live.sh draw'
row 'curves in a folder that is not there' '' 'sh plots/draw.sh curves plots/curves.csv $in/nowhere/x'
row 'packages for nothing' '' 'sh common/make/deps.sh nothing'
row 'a chapter without a name' '' "sh common/make/chapters.sh new ''"
row 'a chapter with a name that is taken' '' 'sh common/make/chapters.sh new adam'
row 'a place that is taken' '' 'sh common/make/chapters.sh move 01 02'
row 'a chapter to move that is not there' '' 'sh common/make/chapters.sh move 99 98'
row 'a place that is no number' '' 'sh common/make/chapters.sh move 01 x'
row 'breaks of nothing' '' 'sh tests/spoil.sh breaks all nothing'
row 'mutants of no source' '' 'sh tests/spoil.sh mutants list nothing.c'
row 'a share of 0' '' 'SHARE=0 sh tests/spoil.sh mutants list'
row 'a compiler with blanks in its name that is none' '' "CC='none -m64' sh common/make/flags.sh double"
# Elsewhere, for the reader's own may be begun.
row 'a workbook that is not begun' 'ln -s "$top/chapters" "$top/tests" $in; mkdir -p "$in/$BUILD/graded"' 'cd $in && sh tests/workbook/workbook.sh grade 09_activation_gradient >&2'
