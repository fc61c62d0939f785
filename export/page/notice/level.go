package notice

import (
	"strings"
	"unicode/utf8"

	"galley/editor/typeset"
)

// headingOf returns the level of the number that a paragraph begins with, 一、（一）1.（1） being 1 to 4 and 0 none, and the byte that its heading ends
// at: the end of the first sentence, or of a paragraph that is none. A first sentence longer than two lines is no heading.
func headingOf(text string) (level, end int) {
	level = levelOf(text)
	if level == 0 {
		return 0, 0
	}
	end = len(text)
	if i := strings.Index(text, "。"); i >= 0 {
		end = i + len("。")
	}
	if utf8.RuneCountInString(text[:end]) > 2*columns || strings.Contains(text[:end], "\n") {
		return 0, 0
	}
	if end == len(text) && strings.ContainsAny(lastRune(text), "；，：;,:") {
		return 0, 0 // an item of an enumeration
	}
	return level, end
}

func lastRune(s string) string {
	_, n := utf8.DecodeLastRuneInString(s)
	return s[len(s)-n:]
}

const numerals = "一二三四五六七八九十百零〇"

func levelOf(text string) int {
	if n := span(text, numerals); n > 0 && strings.HasPrefix(text[n:], "、") {
		return 1
	}
	for _, b := range [][2]string{{"（", "）"}, {"(", ")"}} {
		if rest, ok := strings.CutPrefix(text, b[0]); ok {
			if n := span(rest, numerals); n > 0 && strings.HasPrefix(rest[n:], b[1]) {
				return 2
			}
			if n := span(rest, "0123456789"); n > 0 && n < 3 && strings.HasPrefix(rest[n:], b[1]) {
				return 4
			}
		}
	}
	if n := span(text, "0123456789"); n > 0 && n < 3 {
		rest, ok := strings.CutPrefix(text[n:], ".")
		if !ok {
			rest, ok = strings.CutPrefix(text[n:], "．")
		}
		if ok && (rest == "" || rest[0] < '0' || rest[0] > '9') {
			return 3
		}
	}
	return 0
}

// span returns how many bytes of s are characters of the set, from its start.
func span(s, set string) int {
	return len(s) - len(strings.TrimLeft(s, set))
}

// dressUp puts the first bytes of a text into another face.
func (in *inline) dressUp(end int, family *typeset.Family) {
	var spans []typeset.Span
	var dresses []dress
	at := 0
	for i, s := range in.spans {
		cut := min(max(end-at, 0), len(s.Text))
		at += len(s.Text)
		if cut > 0 {
			first := s
			first.Text, first.Family = s.Text[:cut], family
			spans, dresses = append(spans, first), append(dresses, in.dress[i])
		}
		if cut < len(s.Text) {
			s.Text = s.Text[cut:]
			spans, dresses = append(spans, s), append(dresses, in.dress[i])
		}
	}
	in.spans, in.dress = spans, dresses
}
