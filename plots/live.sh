#!/bin/sh
# Draws the curves of a training in place, again after each epoch, with gnuplot by
# plots/draw.sh:
#
#     plots/live.sh run LOG COMMAND...   runs a training, whose log that will be
#     plots/live.sh watch FOLDER         follows a run that another program makes
#
# By the best that the terminal says it can and gnuplot has: pictures as kitty or as
# sixel has them, block characters, or plain ones. Where there is a display, watch opens
# gnuplot's own window.
#
# A training must not wait for a picture, nor fail because of one. So the command writes
# to a pipe what it says and how far it is (see show_pace in
# chapters/16_digit_classifier/train.c), and only the reader of that pipe writes to the
# terminal: lines from above, below them the picture, below it how far it is. It has
# gnuplot draw in the background, at lower priority, one picture at a time; epochs that
# end meanwhile share the next. Without gnuplot, and on a terminal that is too small for
# a picture, the command runs as if this script were not there.
# shellcheck disable=SC3013 # -nt is in every sh
set -eu
export LC_ALL=C
plots=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
cr=$(printf '\r') escape=$(printf '\033') drawn=$(printf '\001') ended=$(printf '\002')

die() {
  echo "live: $*" >&2
  exit 1
}

# Whether gnuplot has a terminal of its own by this name.
has() {
  gnuplot -d -e "set terminal $1" >/dev/null 2>&1
}

# ask TERMINAL: what it answers to four questions within half a second: whether it
# draws as kitty does, how many pixels a character has, and what it is; that every
# terminal answers, so the answers end with it. What it does not know it passes over.
ask() {
  mode=$(stty -g <"$1") || return 0
  stty raw -echo min 0 time 5 <"$1"
  printf '\033_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\033\\\033[16t\033[c' >"$1"
  while answer=$(dd bs=200 count=1 2>/dev/null <"$1") && [ "$answer" ]; do
    printf %s "$answer"
    case $answer in *c) break ;; esac
  done | tr '\033' '\n'
  stty "$mode" <"$1"
}

# Sets form, and columns and rows of the picture; fails where there is no place for one.
# Pixels are asked for in the same units: a picture is at most 840 wide, and 2/5 as high.
choose_form() {
  command -v gnuplot >/dev/null && [ "${TERM:-dumb}" != dumb ] || return 1
  size=$(stty size </dev/tty 2>/dev/null) || return 1
  rows=$((${size% *} - 3)) columns=$((${size#* } - 1))
  [ "$columns" -ge 30 ] && [ "$rows" -ge 12 ] || return 1
  answers=$(ask /dev/tty)
  form=text pixels=
  case $answers in
  *_Gi=31*OK*) ! has kittycairo || form=kitty ;;
  esac
  [ $form != text ] || ! echo "$answers" | grep -q '^\[?.*;4[;c]' || ! has sixelgd ||
    form=sixel
  [ $form != text ] || ! has block || form=block
  case $form in
  text | block) [ "$rows" -lt 22 ] || rows=22 ;;
  *)
    cell=$(echo "$answers" | sed -n 's/^\[6;\([0-9]*\);\([0-9]*\)t.*/\1 \2/p')
    cell=${cell:-20 10}
    high=${cell% *} pixels=$((columns * ${cell#* }))
    [ $pixels -lt 840 ] || pixels=840
    [ $((pixels * 2 / 5)) -lt $((rows * high)) ] || pixels=$((rows * high * 5 / 2))
    rows=$(((pixels * 2 / 5 + high - 1) / high))
    ;;
  esac
}

# Draws log $1 as $room/picture, or leaves that as it is.
draw() {
  COLUMNS=$columns ROWS=$rows PIXELS=$pixels nice -n 10 sh "$plots/draw.sh" curves \
    "$1" "$room/new.$form" 2>"$room/why" || return 0
  # Where it is drawn is ours to say, and gnuplot 6 would begin in the screen's corner.
  tr -d '\f' <"$room/new.$form" | sed "1s/^$escape\[H//" >"$room/next"
  mv "$room/next" "$room/picture"
}

# Shows line $1, if there is one, and below it the picture, or the place for it, all by
# one write. The cursor ends below, from where the next one finds its way back.
show() {
  {
    printf '\r%b\033[J' "$back"
    [ $# -eq 0 ] || printf '%s\n' "$1"
    i=0
    while [ $((i += 1)) -le "$rows" ]; do echo; done
    printf '\033[%dA\0337' "$rows"
    [ ! -f "$room/picture" ] || cat "$room/picture"
    printf '\0338\033[%dB' "$rows"
  } >"$room/frame"
  back="\\033[${rows}A"
  cat "$room/frame"
}

# The log is written a little after the line of epoch $1, and may be an older run's
# until then.
draw_epoch() {
  wait=20
  until [ "$log" -nt "$room/began" ] && tail -n 1 "$log" | grep -q "^$1,"; do
    [ $((wait -= 1)) -gt 0 ] || break
    sleep 0.1
  done
  draw "$log"
  echo "$drawn" >"$room/pipe"
}

# Reads the pipe to its end, and until the last epoch is drawn.
read_pipe() {
  trap '' INT HUP
  back='' drawing='' epoch='' is_over=''
  while IFS= read -r line; do
    case $line in
    "$cr"*) printf '\r%s\033[K' "${line#?}" ;;
    "$drawn")
      show
      drawing=
      ;;
    "$ended") is_over=1 ;;
    *)
      if [ "$back" ]; then show "$line"; else printf '\r\033[K%s\n' "$line"; fi
      next=${line#epoch }
      next=${next%%/*}
      [ "$next" = "$line" ] || epoch=${next# }
      ;;
    esac
    if [ "$epoch" ] && [ ! "$drawing" ]; then
      drawing=1
      [ "$back" ] || show # from now on it has its place
      draw_epoch "$epoch" &
      epoch=
    fi
    [ ! "$is_over" ] || [ "$drawing" ] || break
  done
  printf '\r\033[K'
}

run() {
  log=$1
  shift
  if ! { [ -t 1 ] && [ -t 2 ] && choose_form && room=$(mktemp -d) &&
    mkfifo "$room/pipe"; }; then
    exec "$@"
  fi
  trap 'rm -rf "$room"' EXIT
  trap : INT TERM HUP # the command knows what to do
  touch -t 202001010000 "$room/began"
  [ ! -f "$log" ] || touch -r "$log" "$room/began"
  read_pipe <>"$room/pipe" &
  reader=$!
  status=0
  PACE_COLUMNS=$columns "$@" >"$room/pipe" 2>&1 || status=$?
  echo "$ended" >"$room/pipe"
  wait $reader || :
  exit $status
}

# How many epochs a run wants, from the head of its checkpoint.
wanted() {
  head -c 9999 "$1/checkpoint.safetensors" 2>/dev/null | tr -cd '[:print:]' |
    sed 's/.*"epochs":"\([0-9]*\)".*/\1/'
}

# In gnuplot's window, until one types Ctrl-C; returns where gnuplot has none.
watch_in_window() {
  for window in qt wxt x11 ''; do
    ! has "${window:-none}" || break
  done
  [ ! "$window" ] || LC_ALL=C.UTF-8 GNUPLOT_LIB=$plots exec gnuplot -d \
    -e "window = '$window'; log = '$1'" -e \
    'while (1) { reset; call "curves.gp" log "window"; pause 2 }'
}

watch() {
  log=$1/log.csv
  [ -f "$log" ] || die "$1: is no run; 'make runs' lists those that are"
  command -v gnuplot >/dev/null || die "gnuplot is missing; install it with: make deps"
  [ ! "${DISPLAY-}${WAYLAND_DISPLAY-}" ] || watch_in_window "$log"
  if ! { [ -t 1 ] && choose_form; }; then
    die "needs a display, or a terminal of at least 31 columns and 15 rows"
  fi
  room=$(mktemp -d) back='' count=0 all=1
  trap 'rm -rf "$room"' EXIT
  trap 'exit 130' INT TERM HUP
  while :; do
    if [ ! -f "$room/seen" ] || [ "$log" -nt "$room/seen" ]; then
      touch -r "$log" "$room/seen"
      draw "$log"
      [ -f "$room/picture" ] || die "$(sed 's/^draw: //' "$room/why")"
      show
      all=$(wanted "$1")
      awk -F , -v all="$all" '
        NR > 1 { epochs = $1; accuracy = $5; seconds += $7; count++ }
        END { left = (all - epochs) * seconds / count
              printf "epoch %d/%d, %.2f s each, %d:%02d left", epochs, all,
                seconds / count, left / 60, left % 60 }' "$log"
      printf '\033[K'
      count=$(tail -n 1 "$log")
    fi
    [ "${count%%,*}" -lt "${all:-0}" ] || break
    sleep 1
  done
  echo
}

case ${1-} in
run | watch) "$@" ;;
*) die "usage: plots/live.sh run LOG COMMAND... or: plots/live.sh watch FOLDER" ;;
esac
