package layout

import (
	"galley/editor/model"
	"galley/editor/typeset"
)

// Faces are the faces that a page on the screen is set in, the same as on paper.
type Faces struct {
	Song, SongBold, Hei, HeiBold, Kai *typeset.Face
}

// Options say how documents are laid out.
type Options struct {
	Faces   Faces
	Measure typeset.Length // width of the column
	Em      typeset.Length // size of the body; everything else is in proportion
	Western bool           // set without the indents of Chinese
	Region  typeset.Region
	Hints   map[model.Kind]string // said where a part of the document is empty; a part of the head without a hint takes no room while it is empty
	Label   string                // the word before the abstract
	// Picture says what is known of a picture, false while nothing is. Layout.Changed says that something came to be known.
	Picture func(hash string) (PictureInfo, bool)
}

// PictureInfo is what is known of a picture.
type PictureInfo struct {
	Width, Height int    // in pixels
	Said          string // in its place, where it cannot be shown
}

// Ink is what a text or a shape is drawn with.
type Ink uint8

// The inks.
const (
	Text  Ink = iota
	Soft      // captions, the kicker, signs of lists
	Faint     // hints
	Link      // links
	Line      // borders
	Wash      // grounds
	Red       // the bar of the abstract
)

// Ghost is the address of links that are none: their text is shown, softly, and is not in the document that is written on.
const Ghost = "ghost:"

// Look is what a text has beside its face and size.
type Look struct {
	Ink                         Ink
	Underline, Strike, Emphasis bool
	Title, Name                 bool // 书名号甲式, a wavy line below; 专名号, a straight one
}

// style is how a textblock is set.
type style struct {
	regular, bold *typeset.Family
	size, leading typeset.Length
	ink           Ink
	align         typeset.Align
	balance       bool
	indent        typeset.Length // of the first line
	before, after typeset.Length
}

// styles are the styles of one layout.
type styles struct {
	kicker, headline, subtitle, abstract, body, western, plain, quote, caption, cell, head, sign, said style
	headings                                                                                           [4]style // by level
	asides                                                                                             [3]style
	em                                                                                                 typeset.Length
}

// px scales a measure that was designed for a body of 17.5 to whole pixels.
func (o *Options) px(v float64) typeset.Length {
	l := o.size(v)
	return (l + typeset.Point/2) / typeset.Point * typeset.Point
}

// size scales a size that was designed for a body of 17.5.
func (o *Options) size(v float64) typeset.Length {
	return typeset.Points(v) * o.Em / typeset.Points(17.5)
}

// newStyles follows export/page/layout/style.go in faces and proportions, and the sheet on the screen in sizes.
func newStyles(o *Options) styles {
	f := o.Faces
	chain := func(faces ...*typeset.Face) *typeset.Family {
		fam := &typeset.Family{}
		for _, face := range faces {
			if face != nil {
				fam.Faces = append(fam.Faces, face)
			}
		}
		return fam
	}
	song, songBold := chain(f.Song, f.Hei, f.Kai), chain(f.SongBold, f.HeiBold, f.Song, f.Kai)
	hei, heiBold := chain(f.Hei, f.Song, f.Kai), chain(f.HeiBold, f.Hei, f.Song, f.Kai)
	kai := chain(f.Kai, f.Song, f.Hei)
	s := styles{em: o.Em}
	set := func(regular, bold *typeset.Family, size, leading float64) style {
		return style{regular: regular, bold: bold, size: o.size(size), leading: o.px(leading)}
	}
	centred := func(st style, ink Ink, after float64) style {
		st.align, st.balance, st.ink, st.after = typeset.Centre, true, ink, o.px(after)
		return st
	}
	s.kicker = centred(set(song, songBold, 16, 26), Soft, 2)
	s.headline = centred(set(songBold, songBold, 27, 39), Text, 4)
	s.subtitle = centred(set(song, songBold, 18, 28), Text, 4)
	s.abstract = set(song, songBold, 15, 26)
	s.plain = set(song, songBold, 17.5, 31)
	s.body = s.plain
	s.body.indent = 2 * o.Em
	s.western = s.plain
	s.western.align, s.western.after = typeset.Start, o.px(8)
	s.quote = set(kai, songBold, 17.5, 31)
	if o.Western { // no spaces stretched in short lines, no brush under Latin letters
		s.abstract.align = typeset.Start
		s.quote = set(song, songBold, 17.5, 31)
		s.quote.align, s.quote.after = typeset.Start, o.px(8)
	}
	s.caption = centred(set(kai, songBold, 14.5, 22), Soft, 10)
	s.cell = set(song, songBold, 15, 24)
	s.cell.align = typeset.Start
	s.head = centred(set(hei, heiBold, 14.5, 24), Text, 0)
	s.sign = set(song, songBold, 17.5, 31)
	s.sign.align, s.sign.ink = typeset.End, Soft
	s.said = centred(set(hei, heiBold, 13, 20), Soft, 0)
	s.asides[Meta] = centred(set(hei, heiBold, 13, 22), Soft, 8)
	s.asides[Credit] = set(song, songBold, 15, 26)
	s.asides[Credit].align, s.asides[Credit].ink, s.asides[Credit].before = typeset.End, Soft, o.px(10)
	s.asides[Remark] = set(song, songBold, 14, 23)
	s.asides[Remark].ink = Soft
	if o.Western {
		s.asides[Remark].align = typeset.Start
	}
	heading := func(st style, before, after float64) style {
		st.align, st.before, st.after = typeset.Start, o.px(before), o.px(after)
		return st
	}
	s.headings[1] = heading(set(heiBold, heiBold, 20, 32), 14, 5)
	s.headings[2] = heading(set(songBold, songBold, 18.5, 31), 11, 3)
	s.headings[3] = heading(set(kai, songBold, 18, 31), 8, 2)
	return s
}
