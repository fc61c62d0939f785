// Package words finds the words of a text: Latin and other words as UAX #29 says, Chinese ones by a list.
//
//	words.Split([]rune("他在AI大学open day"))   // 他 在 AI 大学 open ␣ day
//
// Chinese does not write where words end. Of the ways to cut a run of Chinese characters into words of the list in assets/han, Split takes
// the most probable one, the words taken as independent of each other. It is for selecting and skipping words by hand and for hints: names
// and new words that the list does not have come out in single characters.
package words

import (
	"math"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"galley/assets/han"
)

// Kind says what a piece of text is.
type Kind uint8

// The kinds.
const (
	Word  Kind = iota + 1 // letters, digits, Chinese characters; one sign as 😀 or ©
	Mark                  // punctuation and signs of mathematics, a run of them
	Space                 // a run of white space, line feeds among it
)

// Piece is a piece of a text from one offset to another, in runes.
type Piece struct {
	From, To int
	Kind     Kind
}

// Split cuts a text into pieces. They cover it without gaps.
func Split(text []rune) []Piece {
	var out []Piece
	rest, state := string(text), -1
	for at := 0; at < len(text); {
		if n, size := hanRun(text[at:]); n > 0 {
			out = appendHan(out, text[at:at+n], at)
			at, rest, state = at+n, rest[size:], -1
			continue
		}
		var token string
		token, rest, state = uniseg.FirstWordInString(rest, state)
		n := utf8.RuneCountInString(token)
		p := Piece{at, at + n, kindOf(text[at])}
		if last := len(out) - 1; last >= 0 && p.Kind != Word && out[last].Kind == p.Kind {
			out[last].To = p.To
		} else {
			out = append(out, p)
		}
		at += n
	}
	return out
}

// hanRun returns how many Chinese characters the text begins with and how many bytes they are in UTF-8. A last one with a mark on it does not
// count.
func hanRun(text []rune) (n, size int) {
	for n < len(text) && isHan(text[n]) {
		size += utf8.RuneLen(text[n])
		n++
	}
	if n > 0 && n < len(text) {
		if cluster, _, _, _ := uniseg.FirstGraphemeClusterInString(string(text[n-1:n+1]), -1); len(cluster) > utf8.RuneLen(text[n-1]) {
			n--
			size -= utf8.RuneLen(text[n])
		}
	}
	return n, size
}

func isHan(r rune) bool { return r >= 0x3400 && unicode.Is(unicode.Han, r) }

func kindOf(r rune) Kind {
	switch {
	case unicode.IsSpace(r):
		return Space
	case unicode.IsPunct(r) || unicode.In(r, unicode.Sm, unicode.Sc, unicode.Sk):
		return Mark
	}
	return Word
}

// unknown is the cost of a character that is no word of the list.
const unknown = 170

// appendHan appends the words of a run of Chinese characters that begins at the given offset: the way through the run that costs least.
func appendHan(out []Piece, run []rune, at int) []Piece {
	folded := make([]rune, len(run))
	for i, r := range run {
		folded[i] = han.Simplify(r)
	}
	cost := make([]int, len(run)+1) // of the best way from each character to the end
	length := make([]int, len(run)) // of the first word on it
	for i := len(run) - 1; i >= 0; i-- {
		cost[i] = math.MaxInt
		take := func(n, c int) {
			if c += cost[i+n]; c <= cost[i] {
				cost[i], length[i] = c, n
			}
		}
		take(1, unknown)
		han.Words(folded[i:], take)
	}
	for i := 0; i < len(run); i += length[i] {
		out = append(out, Piece{at + i, at + i + length[i], Word})
	}
	return out
}
