package pdf

import (
	"errors"
	"fmt"

	"galley/editor/typeset"
	"galley/export/page"
)

// Codes of glyphs within one font of the file.
//
// gofpdf takes a code for a character and for its CID alike. Codes here are numbers and nothing else: what a glyph stands for is said
// by the ToUnicode table that the finaliser writes. They leave a gap after each, because gofpdf builds the table of widths in time that
// is cubic in the length of a stretch of neighbours (3,000 neighbours take half a minute), and they begin above 255, because it
// treats lower codes as used in any case. The largest is far below the surrogates, on which it would panic.
const (
	firstCode    = 0x0100
	codeStride   = 2
	glyphsInFont = 4000 // keeps the cmap that gofpdf writes, 8 bytes a glyph, below the 65,535 bytes that its format can have
)

// use is one way in which a document uses a glyph. The same glyph under another text gets another code, so that each extracts right.
type use struct {
	gid  int
	text string
}

// font is one font of the file: up to glyphsInFont uses of the glyphs of a face.
type font struct {
	family string // its name for gofpdf
	name   string // PostScript name of the face
	cut    *subset
	uses   []use // the i-th has code firstCode + codeStride·i
	glyphs []int // and this glyph id in the small face
}

func (f *font) code(i int) uint16 { return uint16(firstCode + codeStride*i) }

// width is the advance of the i-th use in millionths of an em, as the file states it.
func (f *font) width(i int) int64 {
	advance, _ := f.cut.from.metric(f.uses[i].gid)
	u := int64(f.cut.from.unitsPerEm)
	return (int64(advance)*1e6 + u/2) / u
}

// data returns the small face: the only bytes that gofpdf gets to see, and to write to.
func (f *font) data() ([]byte, error) {
	codes := make([]uint16, len(f.uses))
	for i := range codes {
		codes[i] = f.code(i)
	}
	b, err := f.cut.build(f.name, codes, f.glyphs)
	if err != nil {
		return nil, fmt.Errorf("face %s: %w", f.name, err)
	}
	return b, nil
}

// place is where a use is found: the font and its index there.
type place struct {
	font  *font
	index int
}

// fontSet is every font of a document, in the order of first use.
type fontSet struct {
	list  []*font
	faces map[*typeset.Face]*faceUses
}

// faceUses is what a document uses of one face.
type faceUses struct {
	name   string
	from   *sfnt
	last   *font // the one that still has room
	places map[use]place
}

// collect reads every glyph of a document and gives it a font and a code.
func collect(d page.Document) (*fontSet, error) {
	fs := &fontSet{faces: make(map[*typeset.Face]*faceUses)}
	for n, p := range d.Pages {
		for _, f := range p.Frames {
			for _, m := range f.Marks {
				g, ok := m.(page.Glyphs)
				if !ok {
					continue
				}
				if err := fs.add(g.Run); err != nil {
					return nil, fmt.Errorf("page %d: %w", n+1, err)
				}
			}
		}
	}
	return fs, nil
}

func (fs *fontSet) add(r typeset.Run) error {
	if len(r.Glyphs) == 0 {
		return nil
	}
	face, err := fs.face(r.Face)
	if err != nil {
		return err
	}
	for _, g := range r.Glyphs {
		u := use{int(g.ID), g.Text}
		if _, ok := face.places[u]; ok {
			continue
		}
		if u.gid >= face.from.glyphs {
			return fmt.Errorf("face %s has no glyph %d", face.name, u.gid)
		}
		if err := valid("text", u.text); err != nil {
			return err
		}
		if face.last == nil || len(face.last.uses) == glyphsInFont {
			face.last = &font{family: fmt.Sprintf("g%d", len(fs.list)), name: face.name, cut: newSubset(face.from)}
			fs.list = append(fs.list, face.last)
		}
		f := face.last
		face.places[u] = place{f, len(f.uses)}
		f.uses = append(f.uses, u)
		f.glyphs = append(f.glyphs, f.cut.take(u.gid))
	}
	return nil
}

func (fs *fontSet) face(t *typeset.Face) (*faceUses, error) {
	if t == nil {
		return nil, errors.New("a run of glyphs without a face")
	}
	if f, ok := fs.faces[t]; ok {
		return f, nil
	}
	from, err := parseSFNT(t.Data(), t.Index())
	if err != nil {
		return nil, fmt.Errorf("face %s: %w", t.Name(), err)
	}
	f := &faceUses{name: postScriptName(t.Name()), from: from, places: make(map[use]place)}
	fs.faces[t] = f
	return f, nil
}
