// Package label lays share codes out with words: one code with a caption under it, and sheets of labels.
//
//	doc, report, err := label.Label{Code: code, Caption: "扫一扫，分享本页"}.Lay(typeset.Millimetres(24), catalogue.ZhHans, fonts)
//	sheet, err := label.FindSheet("3x8")
//	doc, report, err = sheet.Lay(labels, 5, catalogue.ZhHans, fonts)     // five labels of the first sheet are gone
//
// Everything comes out as pages of frames, which export/pdf writes and export/raster draws. The place of a code on a page is that of
// its page.Cells: whoever writes a file reads the code there before it goes out. [Outline] gives the words under a code as a path, for
// drawings that must not depend on the faces of a viewer.
package label

import (
	"cmp"
	"errors"
	"fmt"

	"galley/assets/catalogue"
	"galley/editor/glyph"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/page/compose"
)

// Code is a share code as it is drawn.
type Code struct {
	Size        int      // modules on each side, without the quiet zone
	Rects       [][4]int // dark modules: x, y, width, height
	Dark, Light page.Color
	Address     string // that it leads to
	Logo        Logo
}

// Logo is a picture in the middle of a code; the zero Logo is none.
type Logo struct {
	Data          []byte // PNG
	Width, Height int    // pixels
	At, Side      float64
	Hash          string // hex SHA-256 of Data
}

// Quiet is how many light modules are around a code.
const Quiet = 4

// Label is a code with words.
type Label struct {
	Code     Code
	Caption  string // what scanning does; empty for none
	Address  string // as a person reads it; empty for none
	Headline string // on sheets, and the title of a file
	Number   string // on sheets
}

// Frame returns the frame of a code, its quiet zone beginning at x and y.
func (c Code) Frame(x, y, module typeset.Length, block int, alt string) page.Frame {
	whole := module * typeset.Length(c.Size+2*Quiet)
	marks := []page.Mark{
		page.Box{X: x, Y: y, W: whole, H: whole, Fill: c.Light},
		page.Cells{X: x + Quiet*module, Y: y + Quiet*module, Side: module, Rects: c.Rects, Fill: c.Dark, Link: c.Address},
	}
	if l := c.Logo; l.Width > 0 && l.Height > 0 {
		box := typeset.Length(l.Side * float64(module))
		w, h := box, box*typeset.Length(l.Height)/typeset.Length(l.Width)
		if l.Height > l.Width {
			w, h = box*typeset.Length(l.Width)/typeset.Length(l.Height), box
		}
		at := typeset.Length((l.At + Quiet) * float64(module))
		marks = append(marks, page.Picture{X: x + at + (box-w)/2, Y: y + at + (box-h)/2, W: max(1, w), H: max(1, h), Hash: l.Hash, Data: l.Data})
	}
	return page.Frame{Role: page.Code, Block: block, Alt: alt, Marks: marks}
}

// check refuses a code that has no modules.
func (c Code) check() error {
	if c.Size < 1 {
		return fmt.Errorf("label: a code of %d modules", c.Size)
	}
	return nil
}

// alt is what is said in place of the code.
func (l Label) alt() string { return cmp.Or(l.Address, l.Code.Address) }

// The words under a code, in shares of its side with the quiet zone.
const (
	captionShare = 0.075
	addressShare = 0.036
	leastText    = 4.5 // pt: small print
)

// setter returns a setter for the words of labels in a language.
func setter(lang catalogue.Lang, f page.Fonts) *compose.Setter {
	s := compose.New(compose.Setup{Fonts: f})
	s.For(export.Piece{Language: lang})
	return s
}

// Lay lays out one label on a page of its own size: as wide as the code with its quiet zone, whose own side is given, and as high as it
// and the words need.
func (l Label) Lay(side typeset.Length, lang catalogue.Lang, f page.Fonts) (page.Document, export.Report, error) {
	if err := l.Code.check(); err != nil {
		return page.Document{}, export.Report{}, err
	}
	if side < typeset.Length(l.Code.Size) {
		return page.Document{}, export.Report{}, fmt.Errorf("label: a code of %d modules in %v pt", l.Code.Size, side.Points())
	}
	module := side / typeset.Length(l.Code.Size)
	whole := module * typeset.Length(l.Code.Size+2*Quiet)
	s := setter(lang, f)
	frames := []page.Frame{l.Code.Frame(0, 0, module, s.Block(), l.alt())}
	y := whole
	col := compose.Column{X: whole / 20, Width: whole - whole/10}
	text := func(words string, family *typeset.Family, share float64) error {
		if words == "" {
			return nil
		}
		size := max(typeset.Points(leastText), typeset.Length(share*float64(whole)))
		st := compose.Style{Family: family, Size: size, Pitch: size * 3 / 2, Color: l.Code.Dark, Align: typeset.Centre, Balance: true, Role: page.Caption}
		in := compose.Plain(words, st)
		lines, err := s.Lines(in, st, col)
		for _, line := range lines {
			frames = append(frames, line.Moved(0, y))
			y += st.Pitch
		}
		return err
	}
	if err := errors.Join(text(l.Caption, f.Hei, captionShare), text(l.Address, f.Hei, addressShare)); err != nil {
		return page.Document{}, export.Report{}, err
	}
	if y > whole {
		y += 2 * module
		ground := page.Frame{Marks: []page.Mark{page.Box{Y: whole, W: whole, H: y - whole, Fill: l.Code.Light}}}
		frames = append([]page.Frame{ground}, frames...)
	}
	report := s.Report()
	report.Pages = 1
	return page.Document{Title: l.Headline, Language: string(lang), Pages: []page.Page{{Width: whole, Height: y, Frames: frames}}}, report, nil
}

// Outline returns the words of a page under a height as a path (SVG 2, 9.3) in units of a length, its origin at the left edge of that
// height, and how high they stand in those units; "" for no words.
func Outline(p page.Page, from, unit typeset.Length, glyphs *glyph.Cache) (path string, height float64, err error) {
	var b []byte
	for _, f := range p.Frames {
		for _, m := range f.Marks {
			g, ok := m.(page.Glyphs)
			if !ok || g.Y <= from {
				continue
			}
			for _, one := range g.Run.Glyphs {
				x, y := float64(g.X+one.X)/float64(unit), float64(g.Y-from-g.Run.Rise-one.Y)/float64(unit)
				if b, err = glyphs.AppendPath(b, g.Run.Face, one.ID, float64(g.Run.Size)/float64(unit), x, y); err != nil {
					return "", 0, err
				}
			}
		}
	}
	return string(b), float64(p.Height-from) / float64(unit), nil
}
