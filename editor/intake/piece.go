package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"galley/editor/model"
)

// piece is one block of a page or one line of a text, with all that tells what it is.
type piece struct {
	block    *model.Node // what it becomes in the document; nil if it can only be dropped
	lines    []string    // its words, by line breaks
	el       *html.Node  // the block element that it stands in; nil in plain text
	heads    int         // rank of a heading, 1 to 6; 0 for anything else
	hint     Reason      // what the elements around it call themselves; 0 for nothing
	hintFrom *html.Node  // the one that does
	cut      []Dropped   // taken out of it
	notes    []Note      // told if it is kept

	runes, linked int // characters, and how many of them stand in links
	links, away   int // links, and how many of them go to other hosts

	why    Reason   // verdict: 0 is article
	fields []string // for Label
}

// text returns the words of the piece on one line.
func (p *piece) text() string { return strings.Join(p.lines, " ") }

// report returns the words of the piece as the report shows them.
func (p *piece) report() string { return strings.Join(p.lines, "\n") }

// measure counts the spans of a paragraph into the piece.
func (p *piece) measure(lines []line) {
	seen := map[int]bool{}
	for _, l := range lines {
		p.lines = append(p.lines, l.text())
		for _, s := range l.spans {
			n := utf8.RuneCountInString(s.text)
			p.runes += n
			if s.link == 0 {
				continue
			}
			p.linked += n
			if !seen[s.link] {
				seen[s.link] = true
				p.links++
				if s.away {
					p.away++
				}
			}
		}
	}
}

// gather adds the figures of a piece that stands inside this one.
func (p *piece) gather(q *piece) {
	p.lines = append(p.lines, q.lines...)
	p.cut = append(p.cut, q.cut...)
	p.notes = append(p.notes, q.notes...)
	p.runes += q.runes
	p.linked += q.linked
	p.links += q.links
	p.away += q.away
}

// linkDense reports whether the piece is little but links.
func (p *piece) linkDense() bool { return p.linked*10 > p.runes*7 }

// substantial reports whether the piece reads like a paragraph of an article: long, with a sentence in it, and no links to speak of.
func (p *piece) substantial() bool {
	if p.block == nil || p.heads > 0 || p.linked*10 > p.runes*3 || p.runes < 20 {
		return false
	}
	return hasSentence(p.text())
}

// hasSentence reports whether a text has the punctuation of a sentence.
func hasSentence(s string) bool {
	if strings.ContainsAny(s, "。！？；") {
		return true
	}
	return strings.Contains(s, ". ") || strings.HasSuffix(s, ".") || strings.Count(s, "，")+strings.Count(s, ",") >= 2
}

// wordless reports whether a text has no letter and no digit.
func wordless(s string) bool {
	return !strings.ContainsFunc(s, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) })
}
