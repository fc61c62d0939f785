// Package hyphen says where English words may be parted at a line's end.
//
//	hyphen.English("international") // 2, 5, 7: in-ter-na-tional
//
// The patterns are those of TeX for American English (Liang, "Word Hy-phen-a-tion by Com-put-er", 1983; see LICENSE), with its list of
// exceptions. They are read at the first use, in about four milliseconds.
package hyphen

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/speedata/hyphenation"
)

//go:embed en-us.pat.txt
var patterns string

//go:embed en-us.hyp.txt
var exceptions string

// The letters that stay before the first hyphen and behind the last one, as the patterns ask, and the longest word that is looked at: there
// is none longer in the dictionaries, and the time that the patterns take grows with the cube.
const (
	before  = 2
	behind  = 3
	longest = 45
)

// english is the patterns, the exceptions, and the words that were parted before.
type english struct {
	patterns *hyphenation.Lang
	known    sync.Map // lower-case word → []int
}

var load = sync.OnceValue(func() *english {
	p, err := hyphenation.New(strings.NewReader(patterns))
	if err != nil {
		panic("hyphen: " + err.Error()) // the file is part of the program
	}
	p.Leftmin, p.Rightmin = before-1, behind // the library counts the letters before the first hyphen from 0
	e := &english{patterns: p}
	for _, parts := range strings.Fields(exceptions) {
		var word string
		var at []int
		for part := range strings.SplitSeq(parts, "-") {
			if word != "" {
				at = append(at, len(word))
			}
			word += part
		}
		e.known.Store(word, at)
	}
	return e
})

// English returns the bytes of a word before which it may be parted with a hyphen, in rising order. The word is letters alone, in small
// letters or with capitals; words of another language are parted as if they were English, and those that are not ASCII never. It is safe for
// concurrent use, and its answers must not be written to.
func English(word string) []int {
	if len(word) < before+behind || len(word) > longest {
		return nil
	}
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return nil
		}
	}
	e := load()
	word = strings.ToLower(word)
	if at, ok := e.known.Load(word); ok {
		return at.([]int)
	}
	at := e.patterns.Hyphenate(word)
	e.known.Store(word, at)
	return at
}
