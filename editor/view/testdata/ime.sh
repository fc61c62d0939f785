# Plays an input method's sequences to testdata/play: typing-session --ime ime.sh -- play -text FILE, with FILE in $TEXT. A sequence that
# leaves another text than the committed one is named, and the play fails.
fails=0
fresh() { keys ctrl+a BackSpace; }
expect() { # NAME TEXT
  settle 0.5
  got=$(cat "$TEXT")
  if [ "$got" != "$2" ]; then echo "FAIL $1: got '$got', want '$2'"; fails=$((fails+1)); shot "fail-$1"; else echo "ok   $1"; fi
}
start() { keys ctrl+End; for _ in 1 2 3 4; do keys ctrl+shift+Home BackSpace; keys ctrl+End; done; }
clean() { keys ctrl+End shift+Home BackSpace shift+Home BackSpace; }
settle 1
typed x; keys BackSpace
pinyin
typed nihao; keys space;                               expect word '你好'
typed ab; keys BackSpace BackSpace;                    expect cancel-backspace '你好'
keys BackSpace;                                        expect then-backspace '你'
typed shi; keys Escape;                                expect cancel-escape '你'
typed xia; keys Return;                                expect raw-return '你xia'
typed ni; keys 1; settle;                              expect digit '你xia你'
typed hao; keys Left Right space;                      expect arrows '你xia你好'
keys shift+Left shift+Left; typed ta; shot composing; keys space;     expect selected '你xia他'
typed ,; typed .;                                      expect marks '你xia他，。'
DELAY=20 typed 'women shi xuesheng ';                  expect fast '你xia他，。我们是学生'
typed abc; keys Shift_L;                               expect shift '你xia他，。我们是学生abc'
typed de; keys BackSpace;                              expect latin '你xia他，。我们是学生abcd'
latin
exit $fails
