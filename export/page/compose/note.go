package compose

import (
	"strconv"

	"galley/assets/catalogue"
	"galley/editor/typeset"
)

// Links of notes: from the number in the text to the note, and back.
const (
	notePrefix = "#note-"
	backPrefix = "#noteref-"
)

// Note is a footnote, set for the foot of a page.
type Note struct {
	Rows []Row
}

// circled is the last number that has a character of its own in a circle (U+2460, U+3251, U+32B1).
const circled = 50

// label returns the number of a note as it is shown: in a circle in Chinese (GB/T 7713.2-2022 and the custom of its journals), plain in English.
func (s *Setter) label(n int, st Style) string {
	if s.language == catalogue.En {
		return strconv.Itoa(n)
	}
	r := rune(0)
	switch {
	case n <= 20:
		r = '①' + rune(n-1)
	case n <= 35:
		r = '㉑' + rune(n-21)
	case n <= circled:
		r = '㊱' + rune(n-36)
	}
	if r == 0 || !st.Family.Faces[0].Has(r) {
		return "[" + strconv.Itoa(n) + "]"
	}
	return string(r)
}

// note numbers a footnote, sets it, and appends its number to styled text.
func (s *Setter) note(in *Inline, text string, st Style) error {
	s.shown++
	s.id++
	id := strconv.Itoa(s.id)
	label := s.label(s.shown, s.Styles.Text)
	in.spans = append(in.spans, typeset.Span{Text: label, Family: s.Styles.Text.Family, Size: st.Size * 66 / 100, Rise: st.Size * 34 / 100})
	in.dress = append(in.dress, Dress{Link: notePrefix + id, Quiet: true})
	if s.measuring {
		return nil
	}
	n := s.Styles.Note
	var words Inline
	words.Add(label, n.Family, n.Size, Dress{Link: backPrefix + id, Quiet: true})
	words.Add("\u2002"+text, n.Family, n.Size, Dress{})
	lines, err := s.Lines(words, n, s.Foot)
	if err != nil {
		return err
	}
	rows := Rows(lines, n)
	rows[0].Anchor = notePrefix[1:] + id
	s.notes[s.id] = Note{rows}
	return nil
}
