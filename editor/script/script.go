// Package script converts Chinese between simplified and traditional characters, word by word, with the variants and the words of Taiwan and Hong
// Kong.
//
//	script.Convert("网络软件", script.Simplified, script.Taiwan) // 網路軟體
//
// Dictionaries and the order in which they are asked are those of OpenCC 1.4.1 (github.com/BYVoid/OpenCC, its data/config): a text is parted into the
// longest words that a dictionary of phrases knows, and each goes through a chain of dictionaries, of which the first that knows anything at a
// place decides. What no dictionary knows stays as it is.
package script

import (
	"fmt"
	"unicode/utf8"

	"galley/assets/han"
)

// Variant is how Chinese is written.
type Variant string

// The variants, named after BCP 47.
const (
	Simplified  Variant = "zh-Hans"
	Traditional Variant = "zh-Hant" // as OpenCC has it, without the words of a region
	Taiwan      Variant = "zh-Hant-TW"
	HongKong    Variant = "zh-Hant-HK"
)

// Variants returns all of them.
func Variants() []Variant { return []Variant{Simplified, Traditional, Taiwan, HongKong} }

// stage is one step of a conversion: groups of dictionaries that are asked one after the other. In a group the longest word counts.
type stage [][]string

// chain is a conversion.
type chain struct {
	parts  []string // dictionaries of the words that a text is parted into
	stages []stage
}

var (
	stPhrases = []string{"STPhrases", "STPhrases_GeneratedFromRegionalPhrases"}
	toTrad    = stage{stPhrases, {"STCharacters"}}
	toSimple  = stage{{"TSPhrases"}, {"TSCharactersExt"}, {"TSCharacters"}}
	toTaiwan  = stage{{"TWPhrases"}, {"TWVariantsPhrases"}, {"TWVariants"}}
	toHong    = stage{{"HKPhrases"}, {"HKVariantsPhrases"}, {"HKVariants"}}
	ofTaiwan  = stage{{"TWPhrasesRev"}, {"TWVariantsRevPhrases"}, {"TWVariantsRev"}}
	ofHong    = stage{{"HKPhrasesRev"}, {"HKVariantsRevPhrases"}, {"HKVariantsRev"}}
)

// chains are the configurations s2t, s2twp, s2hkp, t2s, tw2sp and hk2sp of OpenCC.
var chains = map[[2]Variant]chain{
	{Simplified, Traditional}: {stPhrases, []stage{toTrad}},
	{Simplified, Taiwan}:      {stPhrases, []stage{toTrad, toTaiwan}},
	{Simplified, HongKong}:    {stPhrases, []stage{toTrad, toHong}},
	{Traditional, Simplified}: {[]string{"TSPhrases"}, []stage{toSimple}},
	{Taiwan, Simplified}:      {[]string{"TSPhrases"}, []stage{ofTaiwan, toSimple}},
	{HongKong, Simplified}:    {[]string{"TSPhrases"}, []stage{ofHong, toSimple}},
}

// longestWord bounds the words that are looked for, in bytes: no dictionary has a longer one that matters.
const longestWord = 48

// Piece is a word of a text and what it becomes.
type Piece struct{ From, To string }

// Convert converts a text. An error names a pair of variants that there is no way between.
func Convert(text string, from, to Variant) (string, error) {
	pieces, err := Pieces(text, from, to)
	if err != nil {
		return "", err
	}
	out := make([]byte, 0, len(text))
	for _, p := range pieces {
		out = append(out, p.To...)
	}
	return string(out), nil
}

// Pieces converts a text word by word: the From of all pieces one after the other are the text. The error is that of [Convert].
func Pieces(text string, from, to Variant) ([]Piece, error) {
	c, ok := chains[[2]Variant{from, to}]
	if !ok {
		return nil, fmt.Errorf("script: no way from %s to %s", from, to)
	}
	var out []Piece
	begun := 0 // of what no dictionary knows
	flush := func(end int) {
		if end > begun {
			out = append(out, Piece{text[begun:end], c.through(text[begun:end])})
		}
	}
	for i := 0; i < len(text); {
		if n, _ := longest(c.parts, text[i:]); n > 0 {
			flush(i)
			out = append(out, Piece{text[i : i+n], c.through(text[i : i+n])})
			i += n
			begun = i
			continue
		}
		_, n := utf8.DecodeRuneInString(text[i:])
		i += n
	}
	flush(len(text))
	return out, nil
}

// through takes a word through all stages, compatibility ideographs first made what they stand for.
func (c chain) through(word string) string {
	word = stage{{"CJK_Compatibility_Ideographs"}}.convert(word)
	for _, s := range c.stages {
		word = s.convert(word)
	}
	return word
}

func (s stage) convert(text string) string {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		n, to := 0, ""
		for _, group := range s {
			if n, to = longest(group, text[i:]); n > 0 {
				break
			}
		}
		if n == 0 {
			_, n = utf8.DecodeRuneInString(text[i:])
			to = text[i : i+n]
		}
		out = append(out, to...)
		i += n
	}
	return string(out)
}

// longest returns the length in bytes of the longest word at the start of a text that one of the dictionaries knows, and what it becomes.
func longest(dictionaries []string, text string) (n int, to string) {
	for end := min(len(text), longestWord); end > 0; end-- {
		if end < len(text) && !utf8.RuneStart(text[end]) {
			continue
		}
		for _, d := range dictionaries {
			if to, ok := han.OpenCC(d)[text[:end]]; ok {
				return end, to
			}
		}
	}
	return 0, ""
}
