// Package find finds and replaces words in a document.
//
//	q, err := find.Compile("新闻", find.Options{AnyScript: true})     // 新聞 as well
//	hits := find.New(q, doc)                                     // all of them, in the order of the document
//	hits = hits.Refresh(edited)                                  // looks only at what changed
//	i := hits.Next(caret)
//	err = hits.ReplaceAll(tr, "消息")                              // tr is a transform of the same document
//
// The text of each textblock is searched by itself, a line break in it as a line feed: kicker, headline, subtitle, abstract, captions and
// cells like any paragraph. A hit is a range of positions in one textblock and is never empty; hits do not overlap.
package find

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"galley/assets/han"
)

// Options say what counts as the same.
type Options struct {
	MatchCase bool // A is not a
	WholeWord bool // no letter or digit of Latin and similar scripts goes on at the ends; Chinese has no such ends
	AnyWidth  bool // Ａ is A, ｱ is ア, （ is (
	AnyScript bool // 聞 is 闻: traditional and simplified characters, one by one
	Regexp    bool // the pattern is a regular expression in the syntax of RE2, and $1 in a replacement is what its first group found
}

// ErrEmpty is the error of [Compile] for a pattern without a character.
var ErrEmpty = errors.New("find: the pattern is empty")

// Query is what is looked for. It is immutable and may be used by several goroutines.
type Query struct {
	options Options
	literal string // folded; unless it is a regular expression
	re      *regexp.Regexp
}

// Compile makes a query. The error is [ErrEmpty], or tells what is wrong with a regular expression.
func Compile(pattern string, o Options) (*Query, error) {
	if pattern == "" {
		return nil, ErrEmpty
	}
	q := &Query{options: o}
	if !o.Regexp {
		q.literal = strings.Map(q.fold, pattern)
		return q, nil
	}
	flags := syntax.Perl
	if !o.MatchCase {
		flags |= syntax.FoldCase
	}
	tree, err := syntax.Parse(pattern, flags)
	if err != nil {
		return nil, fmt.Errorf("find: %w", err)
	}
	if o.AnyWidth || o.AnyScript {
		q.foldTree(tree)
	}
	if q.re, err = regexp.Compile(tree.String()); err != nil {
		return nil, fmt.Errorf("find: %w", err)
	}
	return q, nil
}

// fold brings characters that count as the same to one of them. It maps runes one to one, so that offsets in runes stay.
func (q *Query) fold(r rune) rune {
	if r < utf8.RuneSelf {
		if !q.options.MatchCase && !q.options.Regexp && 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	if q.options.AnyScript {
		r = han.Simplify(r)
	}
	if q.options.AnyWidth {
		if f := width.LookupRune(r).Folded(); f != 0 {
			r = f
		}
	}
	if !q.options.MatchCase && !q.options.Regexp { // a regular expression folds case itself
		r = unicode.ToLower(unicode.ToUpper(r))
	}
	return r
}

// foldsAny reports whether fold changes anything beyond ASCII or case.
func (q *Query) foldsAny() bool { return q.options.AnyWidth || q.options.AnyScript }

// manyRunes is the size of a range of characters from which on its members are not folded one by one.
const manyRunes = 1000

// foldTree folds the literals and the smaller classes of a regular expression.
func (q *Query) foldTree(re *syntax.Regexp) {
	switch re.Op {
	case syntax.OpLiteral:
		for i, r := range re.Rune {
			re.Rune[i] = q.fold(r)
		}
	case syntax.OpCharClass:
		var more []rune
		for i := 0; i+1 < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1] && re.Rune[i+1]-re.Rune[i] < manyRunes; r++ {
				if f := q.fold(r); f != r {
					more = append(more, f, f)
				}
			}
		}
		re.Rune = append(re.Rune, more...)
	}
	for _, sub := range re.Sub {
		q.foldTree(sub)
	}
}

// match is a hit in a text, in bytes, with the groups of a regular expression as [regexp.Regexp.FindSubmatchIndex] gives them; the first two
// are the hit.
type match []int

// matches returns the hits in a text in bytes of that text.
func (q *Query) matches(text string) []match {
	folded := text
	if q.foldsAny() || q.re == nil {
		folded = strings.Map(q.fold, text)
	}
	var out []match
	if q.re != nil {
		for _, m := range q.re.FindAllStringSubmatchIndex(folded, -1) {
			if m[0] < m[1] && (!q.options.WholeWord || whole(folded, m[0], m[1])) {
				out = append(out, m)
			}
		}
	} else {
		for at := 0; ; {
			i := strings.Index(folded[at:], q.literal)
			if i < 0 {
				break
			}
			from, to := at+i, at+i+len(q.literal)
			if q.options.WholeWord && !whole(folded, from, to) {
				_, size := utf8.DecodeRuneInString(folded[from:])
				at = from + size
				continue
			}
			out = append(out, match{from, to})
			at = to
		}
	}
	if len(out) > 0 && len(folded) != len(text) {
		unfold(text, folded, out)
	}
	return out
}

// whole reports whether no word goes on at either end of a range of a text.
func whole(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	first, _ := utf8.DecodeRuneInString(text[from:to])
	last, _ := utf8.DecodeLastRuneInString(text[from:to])
	after, _ := utf8.DecodeRuneInString(text[to:])
	return !(inWord(before) && inWord(first)) && !(inWord(last) && inWord(after))
}

// inWord reports whether r is part of words that are written with blanks between them.
func inWord(r rune) bool {
	switch {
	case r == utf8.RuneError:
		return false
	case r == '_' || unicode.IsDigit(r) || unicode.IsMark(r):
		return true
	}
	return unicode.IsLetter(r) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// unfold turns offsets in a folded text, which are in order but for the groups, into those in the text itself.
func unfold(text, folded string, matches []match) {
	at := make(map[int]int, 2*len(matches))
	for _, m := range matches {
		for _, off := range m {
			at[off] = -1
		}
	}
	b := 0
	for a := 0; ; {
		if _, ok := at[a]; ok {
			at[a] = b
		}
		if a >= len(folded) {
			break
		}
		_, size := utf8.DecodeRuneInString(folded[a:])
		a += size
		_, size = utf8.DecodeRuneInString(text[b:])
		b += size
	}
	for _, m := range matches {
		for i, off := range m {
			if off >= 0 {
				m[i] = at[off]
			}
		}
	}
}
