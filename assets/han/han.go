// Package han holds what a program must know about Chinese characters by heart: which of them make words, and which simplified character
// stands for a traditional one.
//
//	han.Simplify('聞')                                 // 闻
//	han.Words([]rune("大学生活"), func(n, cost int) {…})  // 大, 大学, 大学生
//
// Both tables are derived, see LICENSE for their sources and generate.go for how. They are unpacked at the first use, the words in about ten
// milliseconds and to 1.5 MB.
package han

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed words.gz
var packedWords []byte

//go:embed variants.txt
var variants string

// simplified maps each traditional character that has a simplified one to it.
var simplified = sync.OnceValue(func() map[rune]rune {
	m := make(map[rune]rune, len(variants)/7)
	for line := range strings.Lines(variants) {
		from, n := utf8.DecodeRuneInString(line)
		to, _ := utf8.DecodeRuneInString(line[n:])
		m[from] = to
	}
	return m
})

// Simplify returns the simplified character for a traditional one, and any other rune as it is. Where the simplified character depends on the
// word (乾 is 干 or stays), it is the most frequent one: the result is for comparing texts and not for showing them.
func Simplify(r rune) rune {
	if r < 0x2e80 {
		return r
	}
	if s, ok := simplified()[r]; ok {
		return s
	}
	return r
}

// firstHan and lastHan bound the characters of the words: CJK Unified Ideographs.
const (
	firstHan = 0x4e00
	lastHan  = 0x9fff
)

// lexicon is a sorted list of words.
type lexicon struct {
	text  []uint16                       // the words one after the other
	ends  []uint32                       // where each ends in text
	costs []uint8                        // -10 times the natural logarithm of each one's share of a corpus
	first [lastHan - firstHan + 2]uint32 // the first word that begins with each character, or with one after it
}

var words = sync.OnceValue(func() *lexicon {
	l, err := unpack(packedWords)
	if err != nil { // the file is part of the program, and a test reads it
		panic(err)
	}
	return l
})

// longest is the number of characters of the longest words. The list ends with a greater number in place of a shared length.
const longest = 6

func unpack(packed []byte) (*lexicon, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("han: %w", err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("han: %w", err)
	}
	l := &lexicon{}
	start := 0 // of the word before
	for data[0] <= longest {
		shared, begin := int(data[0]), len(l.text)
		l.text = append(l.text, l.text[start:start+shared]...)
		for data = data[1:]; data[0] > longest+1; {
			r, n := utf8.DecodeRune(data)
			if r < firstHan || r > lastHan {
				return nil, fmt.Errorf("han: the word list has %q", r)
			}
			l.text = append(l.text, uint16(r))
			data = data[n:]
		}
		start = begin
		l.ends = append(l.ends, uint32(len(l.text)))
	}
	if l.costs = data[1:]; len(l.costs) != len(l.ends) {
		return nil, fmt.Errorf("han: the word list has %d words and %d costs", len(l.ends), len(l.costs))
	}
	next := 0
	for c := range l.first {
		for next < len(l.ends) && int(l.text[l.start(next)])-firstHan < c {
			next++
		}
		l.first[c] = uint32(next)
	}
	return l, nil
}

func (l *lexicon) start(word int) int {
	if word == 0 {
		return 0
	}
	return int(l.ends[word-1])
}

// Words calls visit for each word of the list that begins the text, the shortest first, with its number of characters and its cost: ten times
// the negative natural logarithm of its share of a corpus, 52 for 的 and 163 for the rarest. Only simplified characters are in the list.
func Words(text []rune, visit func(n, cost int)) {
	if len(text) == 0 || text[0] < firstHan || text[0] > lastHan {
		return
	}
	l := words()
	from, to := int(l.first[text[0]-firstHan]), int(l.first[text[0]-firstHan+1])
	for n := 1; ; n++ {
		if from < to && int(l.ends[from])-l.start(from) == n {
			visit(n, int(l.costs[from]))
			from++ // the words after it are longer
		}
		if from >= to || n >= len(text) || n >= longest {
			return
		}
		c := text[n]
		at := func(word int) rune { return rune(l.text[l.start(word)+n]) }
		from += sort.Search(to-from, func(i int) bool { return at(from+i) >= c })
		to = from + sort.Search(to-from, func(i int) bool { return at(from+i) > c })
	}
}
