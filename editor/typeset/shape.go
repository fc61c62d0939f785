package typeset

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// shaper is what one goroutine needs to shape with a face.
type shaper struct {
	font *harfbuzz.Font
	buf  *harfbuzz.Buffer
}

// layoutTables are what shaping reads. Outlines and vertical metrics are most of a Han face and are left out: reading them all takes
// 100 ms, reading these 3.
var layoutTables = []string{"cmap", "head", "hhea", "hmtx", "maxp", "OS/2", "GDEF", "GSUB", "GPOS", "kern"}

// openShaper reads the layout tables on the first call.
func (f *Face) openShaper() (*shaper, error) {
	f.shapers.once.Do(func() {
		defer func() {
			if r := recover(); r != nil {
				f.shapers.err = fmt.Errorf("typeset: font %s: damaged layout tables: %v", f.name, r)
			}
		}()
		var keep []ot.Table
		for _, name := range layoutTables {
			tag := ot.MustNewTag(name)
			if raw, err := f.loader.RawTable(tag); err == nil {
				keep = append(keep, ot.Table{Tag: tag, Content: raw})
			}
		}
		ld, err := ot.NewLoader(bytes.NewReader(ot.WriteTTF(keep)))
		if err == nil {
			f.shapers.font, err = font.NewFont(ld)
		}
		if err != nil {
			f.shapers.err = fmt.Errorf("typeset: font %s: %w", f.name, err)
		}
	})
	if f.shapers.err != nil {
		return nil, f.shapers.err
	}
	if s, ok := f.shapers.free.Get().(*shaper); ok {
		return s, nil
	}
	return &shaper{font: harfbuzz.NewFont(font.NewFace(f.shapers.font)), buf: harfbuzz.NewBuffer()}, nil
}

// shapedGlyph is a glyph as the face's tables place it, in font units.
type shapedGlyph struct {
	id      GlyphID
	cluster int // byte offset in the shaped text of the cluster's first byte
	dx, dy  int
	advance int
}

// shape runs the face's substitutions, kerning and mark placement over one text of one script, left to right.
func (f *Face) shape(text string) ([]shapedGlyph, error) {
	s, err := f.openShaper()
	if err != nil {
		return nil, err
	}
	defer f.shapers.free.Put(s)
	s.buf.Clear()
	runes := make([]rune, 0, len(text))
	offsets := make([]int, 0, len(text)+1)
	for i, r := range text {
		runes = append(runes, r)
		offsets = append(offsets, i)
	}
	s.buf.AddRunes(runes, 0, len(runes))
	s.buf.Props.Direction = harfbuzz.LeftToRight
	s.buf.Props.Script = scriptOf(runes)
	s.buf.Props.Language = language.NewLanguage("zh")
	s.buf.ClusterLevel = harfbuzz.MonotoneCharacters
	s.buf.Shape(s.font, nil)
	out := make([]shapedGlyph, len(s.buf.Info))
	for i, g := range s.buf.Info {
		p := s.buf.Pos[i]
		out[i] = shapedGlyph{GlyphID(g.Glyph), offsets[g.Cluster], int(p.XOffset), int(p.YOffset), int(p.XAdvance)}
	}
	return out, nil
}

// scriptOf is the script of the first character that has one.
func scriptOf(runes []rune) language.Script {
	for _, r := range runes {
		if s := language.LookupScript(r); s != language.Common && s != language.Inherited && s != language.Unknown {
			return s
		}
	}
	return language.Latin
}

// firstRune returns the first character of a cluster.
func firstRune(cluster string) rune {
	r, _ := utf8.DecodeRuneInString(cluster)
	return r
}
