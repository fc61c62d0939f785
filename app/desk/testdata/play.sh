#!/usr/bin/env bash
# Takes one article through the real windows by keys alone: first start, sample newsroom, a page taken in, edited, submitted, reviewed three
# times, published, shared, exported. Then asks the command line whether it all happened.
#
#   play.sh GALLEY PAGE.html OUT
#
# OUT gets a picture of every station and the PDF. The exit status is 0 when every station was reached.
# Debian: xvfb openbox xdotool imagemagick dbus-x11 libgl1-mesa-dri poppler-utils
set -eu
galley=$(realpath "$1") page=$(realpath "$2") out=$3
for t in Xvfb openbox xdotool import dbus-run-session pdftotext; do
  command -v $t >/dev/null || { echo "play: $t is not installed" >&2; exit 2; }
done
mkdir -p "$out"; out=$(cd "$out" && pwd)
if [ -z "${GALLEY_PLAY_BUS:-}" ]; then # without a session bus of its own every start of a program leaves a daemon behind
  GALLEY_PLAY_BUS=1 exec dbus-run-session -- "$0" "$galley" "$page" "$out"
fi

home=$(mktemp -d); room=$home/newsroom
n=90; while [ -e /tmp/.X$n-lock ]; do n=$((n + 1)); done
export DISPLAY=:$n LANG=C.UTF-8 LC_ALL=C.UTF-8 HOME=$home XDG_CONFIG_HOME=$home/.config; unset WAYLAND_DISPLAY
pids=()
stop() { status=$?; set +e; for p in "${pids[@]}"; do kill "$p" 2>/dev/null; done; wait 2>/dev/null; rm -rf "$home"; exit $status; }
trap stop EXIT
Xvfb $DISPLAY -screen 0 1440x920x24 -nolisten tcp >"$out/display.log" 2>&1 & pids+=($!)
for _ in $(seq 100); do xdotool getdisplaygeometry >/dev/null 2>&1 && break; sleep 0.1; done
openbox >/dev/null 2>&1 & pids+=($!)
"$galley" --newsroom "$room" --lang zh-Hans >"$out/program.log" 2>&1 & program=$!; pids=($program "${pids[@]}")

fail() { shot failed; echo "play: $*" >&2; exit 1; }
shot() { import -window root "$out/$1.png"; }
settle() { sleep "${1:-0.4}"; }
# window NAME waits for a window whose title has NAME and gives it the keyboard.
window() {
  for _ in $(seq 200); do
    wid=$(xdotool search --onlyvisible --name "$1" 2>/dev/null | tail -1 || true)
    if [ "$wid" ]; then xdotool windowactivate --sync "$wid" 2>/dev/null || true; xdotool windowfocus "$wid" 2>/dev/null || true; settle; return; fi
    kill -0 $program 2>/dev/null || fail "the program ended; see program.log"
    sleep 0.1
  done
  fail "no window is called $1"
}
# gone NAME waits until no window has NAME in its title.
gone() { for _ in $(seq 100); do xdotool search --onlyvisible --name "$1" >/dev/null 2>&1 || return 0; sleep 0.1; done; fail "the window $1 stayed"; }
keys() { for k in "$@"; do xdotool key --clearmodifiers "$k"; sleep 0.08; done; settle; }
typed() { xdotool type --delay 40 -- "$1"; settle; }
# until STATE waits until the article of the page is in that state, as the command line sees it.
state() { "$galley" list --newsroom "$room" --lang en | sed -n "s/^2026-00014\t\([^\t]*\)\t.*/\1/p;s/^20[0-9]*-00014\t\([^\t]*\)\t.*/\1/p" | head -1; }
until_state() { for _ in $(seq 60); do [ "$(state)" = "$1" ] && return; sleep 0.25; done; fail "the article is '$(state)', not '$1'"; }
# as N changes to the N-th person of the sample, counted from 0.
as() { window Galley; keys ctrl+shift+u; settle 0.5; keys Home; for _ in $(seq "$1"); do keys Down; done; keys Return; settle 0.8; }

window Galley; settle 1; shot 01-first-start
keys Return; settle 3; shot 02-sign-in
keys Home Return; settle 1; shot 03-desk
keys ctrl+o; typed "$page"; shot 04-import
keys Return; settle 1.5; shot 05-report
keys Return; settle 1; until_state draft; shot 06-accepted

keys ctrl+Return; window 写稿; settle 0.8; shot 07-writing
typed 'Hello '; settle 1.8; shot 08-typed
for _ in $(seq 6); do keys BackSpace; done; settle 1.8; shot 09-saved
keys ctrl+Return; settle; shot 10-submit
keys ctrl+Return; gone 写稿; until_state 'in review: first review'

person=3
for next in 'in review: second review' 'in review: final review' approved; do
  as $person; shot "11-reviewer-$person"
  keys ctrl+Return; window 审稿; settle; typed agreed; shot "12-review-$person"
  keys ctrl+Return; gone 审稿; until_state "$next"
  person=$((person + 1))
done

as $person; shot 13-publisher
keys ctrl+Return; settle; shot 14-publish
keys ctrl+Return; until_state published; settle 1; shot 15-share
keys Escape; keys ctrl+2 ctrl+3; settle; shot 16-published
keys ctrl+p; settle 2; keys ctrl+a; typed "$out/article.pdf"; shot 17-export
keys Return; settle 1; shot 18-exported
[ -s "$out/article.pdf" ] || fail "there is no PDF"
keys Escape ctrl+q
for _ in $(seq 50); do kill -0 $program 2>/dev/null || break; sleep 0.1; done
kill -0 $program 2>/dev/null && fail "the program did not quit"

number=$("$galley" list --newsroom "$room" --lang en --state published | cut -f1 | sort | tail -1)
text=$(pdftotext "$out/article.pdf" - | tr -d '[:space:]')
case $text in *Hello*) fail "what was deleted is in the PDF" ;; esac
"$galley" show "$number" --newsroom "$room" >"$out/article.txt"
[ "$("$galley" history "$number" --newsroom "$room" --lang en | grep -c agreed)" = 3 ] || fail "the three opinions are not on record"
"$galley" check --newsroom "$room" --lang en
echo "play: $number went the whole way"
