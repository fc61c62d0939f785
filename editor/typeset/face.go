package typeset

import (
	"errors"
	"fmt"
	"math"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"

	"galley/editor/typeset/cff"
)

// Face is one font face, ready to be measured and shaped. It is safe for concurrent use. Opening one costs the reading of its small tables
// and no more: outlines are never parsed, and the layout tables only when the first Western word is shaped. Open a face once per process.
type Face struct {
	name   string
	data   []byte
	index  int // in a collection
	loader *ot.Loader
	upem   int
	glyphs int
	up     int // ascent in font units
	down   int // descent in font units, positive
	cmap   font.Cmap
	hmtx   tables.Hmtx
	quick  []GlyphID // glyph of every rune below U+10000, 0 for none
	loca   []byte
	long   bool   // loca holds 32-bit offsets
	glyf   []byte // a window of data

	drawn func() *cff.Font // PostScript outlines, nil for none; read on the first call

	shapers shapers
}

// requiredTables must be in a face that is measured; outlines are not among them, so that a face without them can be measured.
var requiredTables = []string{"cmap", "head", "hhea", "hmtx", "maxp"}

// OpenFace reads a face of TrueType or PostScript outlines from a font file, or the first face of a collection. The name is the one that
// reports use. The data is kept and must not change.
func OpenFace(name string, data []byte) (*Face, error) { return OpenCollection(name, data, 0) }

// OpenCollection reads a face of a collection (TTC, OTC) by its index from 0; a file with a single face has index 0 only.
func OpenCollection(name string, data []byte, index int) (*Face, error) {
	f := &Face{name: name, data: data, index: index}
	if err := f.read(); err != nil {
		return nil, fmt.Errorf("typeset: font %s: %w", name, err)
	}
	return f, nil
}

func (f *Face) read() (err error) {
	// The parsers check lengths, but a face comes from outside and must not be able to end the program.
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("damaged: %v", r)
		}
	}()
	if f.loader, err = openFile(f.data, f.index); err != nil {
		return err
	}
	raw := map[string][]byte{}
	for _, t := range requiredTables {
		if raw[t], err = f.loader.RawTable(ot.MustNewTag(t)); err != nil {
			return fmt.Errorf("table %s: %w", t, err)
		}
	}
	head, _, err := tables.ParseHead(raw["head"])
	if err != nil {
		return err
	}
	if f.upem = int(head.Upem()); f.upem < 16 || f.upem > 16384 {
		return fmt.Errorf("%d units per em", f.upem)
	}
	maxp, _, err := tables.ParseMaxp(raw["maxp"])
	if err != nil {
		return err
	}
	f.glyphs = int(maxp.NumGlyphs)
	hhea, _, err := tables.ParseHhea(raw["hhea"])
	if err != nil {
		return err
	}
	long := int(hhea.NumOfLongMetrics)
	if long < 1 || long > f.glyphs {
		return errors.New("no advances")
	}
	if f.hmtx, _, err = tables.ParseHmtx(raw["hmtx"], long, f.glyphs-long); err != nil {
		return err
	}
	f.up, f.down = int(hhea.Ascender), -int(hhea.Descender)
	cmap, _, err := tables.ParseCmap(raw["cmap"])
	if err != nil {
		return err
	}
	if f.cmap, _, err = font.ProcessCmap(cmap, tables.FPNone); err != nil {
		return err
	}
	f.quick = make([]GlyphID, 1<<16)
	// A damaged map can claim four thousand million characters; a good one has no more than Unicode.
	for it, n := f.cmap.Iter(), 0; n <= unicode.MaxRune && it.Next(); n++ {
		if r, g := it.Char(); r > 0 && r < 1<<16 && int(g) < f.glyphs {
			f.quick[r] = GlyphID(g)
		}
	}
	f.openOutlines(head.IndexToLocFormat == 1)
	return nil
}

// openOutlines finds the outlines in the file without copying them, for [Face.ink]. A face without them has no ink to tell.
func (f *Face) openOutlines(long bool) {
	loca, err := f.loader.RawTable(ot.MustNewTag("loca"))
	for tag, at := range directory(f.data, f.index) {
		table := f.data[at[0]:at[1]]
		switch {
		case tag == "glyf" && err == nil:
			f.loca, f.long, f.glyf = loca, long, table
		case tag == "CFF ":
			f.drawn = sync.OnceValue(func() *cff.Font {
				outlines, err := cff.Parse(table)
				if err != nil {
					return nil // as a face without outlines: whoever draws it reads the table too, and says what is wrong
				}
				return outlines
			})
		}
	}
}

func be16(b []byte) uint16 { return uint16(b[0])<<8 | uint16(b[1]) }
func be32(b []byte) uint32 { return uint32(be16(b))<<16 | uint32(be16(b[2:])) }

// Name returns the name that the face was opened with.
func (f *Face) Name() string { return f.name }

// Data returns the file of the face. Treat it as read-only.
func (f *Face) Data() []byte { return f.data }

// Index returns the place of the face in its file, 0 unless the file is a collection.
func (f *Face) Index() int { return f.index }

// UnitsPerEm returns the size of the em square in font units.
func (f *Face) UnitsPerEm() int { return f.upem }

// NumGlyphs returns the number of glyphs in the face.
func (f *Face) NumGlyphs() int { return f.glyphs }

// Ascent returns the height above the baseline that the face asks for at a size.
func (f *Face) Ascent(size Length) Length { return f.scale(f.up, size) }

// Descent returns the depth below the baseline that the face asks for at a size, as a positive length.
func (f *Face) Descent(size Length) Length { return f.scale(f.down, size) }

// Has reports whether the face has a glyph for r.
func (f *Face) Has(r rune) bool {
	_, ok := f.Glyph(r)
	return ok
}

// Glyph returns the nominal glyph of r: the one of the character map, before any shaping.
func (f *Face) Glyph(r rune) (GlyphID, bool) {
	if r >= 0 && int(r) < len(f.quick) {
		g := f.quick[r]
		return g, g != 0
	}
	g, ok := f.cmap.Lookup(r)
	if !ok || g == 0 || int(g) >= f.glyphs {
		return 0, false
	}
	return GlyphID(g), true
}

// Advance returns the advance width of a glyph in font units.
func (f *Face) Advance(g GlyphID) int {
	if int(g) >= f.glyphs {
		return 0
	}
	return int(f.hmtx.Advance(tables.GlyphID(g)))
}

// drawnHyphen is the sign that is drawn where a word is parted.
type drawnHyphen struct {
	glyph GlyphID
	width Length
}

// hyphen returns the hyphen of the face at a size; its width is 0 in a face that has none. Han faces draw U+2010 in half a cell, with a gap
// before it, so the one of ASCII is asked first.
func (f *Face) hyphen(size Length) drawnHyphen {
	for _, r := range []rune{'-', '\u2010'} {
		if g, ok := f.Glyph(r); ok {
			return drawnHyphen{g, f.scale(f.Advance(g), size)}
		}
	}
	return drawnHyphen{}
}

// scale turns font units into a length at a size, rounded to the nearest unit.
func (f *Face) scale(units int, size Length) Length {
	return Length(math.Round(float64(units) * float64(size) / float64(f.upem)))
}

// ink returns the left and right edge of a glyph's outline in font units. It reports false for a blank glyph and for a face without outlines.
func (f *Face) ink(g GlyphID) (left, right int, ok bool) {
	least, most, ok := f.box(g)
	return least[0], most[0], ok
}

// middle returns how far up from the baseline the middle of a glyph's outline is at a size.
func (f *Face) middle(g GlyphID, size Length) Length {
	least, most, _ := f.box(g)
	return f.scale(least[1]+most[1], size) / 2
}

// box returns the least and the largest x and y of a glyph's outline (OpenType, "glyf", glyph header).
func (f *Face) box(g GlyphID) (least, most [2]int, ok bool) {
	if f.drawn != nil {
		return f.drawnBox(g)
	}
	start, end, ok := f.outline(int(g))
	if !ok || end-start < 10 {
		return least, most, false
	}
	h := f.glyf[start:end]
	side := func(at int) int { return int(int16(be16(h[at:]))) }
	return [2]int{side(2), side(4)}, [2]int{side(6), side(8)}, true
}

func (f *Face) drawnBox(g GlyphID) (least, most [2]int, ok bool) {
	outlines := f.drawn()
	if outlines == nil {
		return least, most, false
	}
	path, err := outlines.Outline(int(g))
	if err != nil {
		return least, most, false
	}
	a, b, ok := path.Box()
	return [2]int{int(math.Floor(a.X)), int(math.Floor(a.Y))}, [2]int{int(math.Ceil(b.X)), int(math.Ceil(b.Y))}, ok
}

// Rise returns how far a glyph's ink reaches down and up from the baseline at a size: from is negative for what hangs below it. It reports
// false for a blank glyph and for a face without outlines.
func (f *Face) Rise(g GlyphID, size Length) (from, to Length, ok bool) {
	least, most, ok := f.box(g)
	return f.scale(least[1], size), f.scale(most[1], size), ok
}

func (f *Face) outline(g int) (start, end int, ok bool) {
	size := 2
	if f.long {
		size = 4
	}
	if g < 0 || (g+2)*size > len(f.loca) {
		return 0, 0, false
	}
	at := f.loca[g*size:]
	if f.long {
		start, end = int(be32(at)), int(be32(at[4:]))
	} else {
		start, end = 2*int(be16(at)), 2*int(be16(at[2:]))
	}
	if start > end || end > len(f.glyf) {
		return 0, 0, false
	}
	return start, end, true
}

// shapers is a pool, because a harfbuzz font keeps caches that two goroutines must not share.
type shapers struct {
	once sync.Once
	font *font.Font
	err  error
	free sync.Pool
}
