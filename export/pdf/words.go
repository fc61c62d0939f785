package pdf

import (
	"encoding/hex"
	"unicode/utf16"

	"galley/export/page"
)

// Programs that read a file's text guess spaces from the gaps between glyphs, and a set Chinese line is full of gaps that are none: the
// quarter em between Han and Western text, the room beside punctuation, what justification spreads. So each stretch of a line says its own
// text (ActualText: ISO 32000-1, 14.9.4), and what is copied is what was written. Programs that do not know it read the glyphs as before.

// words is a stretch of glyph runs on one baseline that read on without a gap of a word's size.
type words struct {
	first, last int // indexes into the marks
	text        []rune
}

// gap is the room, in sixteenths of the size, from which on two runs are taken for texts beside each other and not for one.
const gap = 12

// wordsOf finds the stretches of a frame's marks.
func wordsOf(marks []page.Mark) []words {
	var all []words
	var before page.Glyphs
	for i, m := range marks {
		g, ok := m.(page.Glyphs)
		if !ok || len(g.Run.Glyphs) == 0 {
			continue
		}
		room := g.X - before.X - before.Run.Width
		if len(all) == 0 || g.Y != before.Y || room < -g.Run.Size*gap/16 || room > g.Run.Size*gap/16 {
			all = append(all, words{first: i})
		}
		w := &all[len(all)-1]
		w.last = i
		for _, glyph := range g.Run.Glyphs {
			w.text = append(w.text, []rune(glyph.Text)...)
		}
		before = g
	}
	return all
}

// marks draws the marks of a frame, each stretch of words with its text.
func (p *painter) marks(marks []page.Mark) error {
	all := wordsOf(marks)
	for i, m := range marks {
		if len(all) > 0 && i == all[0].first {
			p.buf = append(p.buf, "/Span <</ActualText <feff"...)
			for _, u := range utf16.Encode(all[0].text) {
				p.buf = hex.AppendEncode(p.buf, []byte{byte(u >> 8), byte(u)})
			}
			p.op(">>> BDC")
		}
		if err := p.mark(m); err != nil {
			return err
		}
		if len(all) > 0 && i == all[0].last {
			p.op("EMC")
			all = all[1:]
		}
	}
	return nil
}
