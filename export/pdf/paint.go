package pdf

import (
	"encoding/hex"
	"fmt"
	"strconv"

	"github.com/jung-kurt/gofpdf"

	"galley/editor/typeset"
	"galley/export/page"
)

// painter writes the marks of one page after another as drawing operators (ISO 32000-1, 8 and 9). All arithmetic is on integers, so the
// same frames give the same operators on every machine.
type painter struct {
	pdf      *gofpdf.Fpdf
	fonts    *fontSet
	pictures *pictures
	height   typeset.Length // of the page; positions in the file are from its lower edge
	buf      []byte         // operators not yet handed to gofpdf
	font     *font          // selected on the page, nil for none
	size     int64          // of the font in 1/100 pt, as gofpdf writes it
	color    page.Color     // selected on the page, to fill
}

// start begins a page.
func (p *painter) start(height typeset.Length) {
	p.height = height
	p.font, p.size, p.color = nil, 0, page.Black
}

// flush hands the operators to gofpdf.
func (p *painter) flush() {
	if len(p.buf) > 0 {
		p.pdf.RawWriteStr(string(p.buf))
		p.buf = p.buf[:0]
	}
}

// mark draws one mark.
func (p *painter) mark(m page.Mark) error {
	switch m := m.(type) {
	case page.Glyphs:
		return p.glyphs(m)
	case page.Box:
		if m.W > 0 && m.H > 0 {
			p.fill(m.Fill)
			p.rectangle(m.X, m.Y, m.W, m.H)
			p.op("f")
		}
	case page.Dot:
		if m.R > 0 {
			p.fill(m.Fill)
			p.circle(m.X, m.Y, m.R)
			p.op("f")
		}
	case page.Wave:
		if m.W > 0 && m.Period > 0 && m.Thick > 0 {
			p.wave(m)
		}
	case page.Cells:
		if m.Side > 0 && len(m.Rects) > 0 {
			// One path filled once: cells that touch leave no hairline between them.
			p.fill(m.Fill)
			for _, r := range m.Rects {
				x, y, w, h := typeset.Length(r[0]), typeset.Length(r[1]), typeset.Length(r[2]), typeset.Length(r[3])
				p.rectangle(m.X+x*m.Side, m.Y+y*m.Side, w*m.Side, h*m.Side)
			}
			p.op("f")
		}
	case page.Picture:
		return p.picture(m)
	default:
		return fmt.Errorf("a mark of type %T cannot be drawn", m)
	}
	return nil
}

// glyphs draws a run. Every glyph is placed from the run's start, so that rounding never adds up.
func (p *painter) glyphs(m page.Glyphs) error {
	r := m.Run
	if len(r.Glyphs) == 0 {
		return nil
	}
	size := (int64(r.Size)*100 + int64(typeset.Point)/2) / int64(typeset.Point)
	if size <= 0 {
		return fmt.Errorf("a run of %d/1024 pt", r.Size)
	}
	face := p.fonts.faces[r.Face]
	p.fill(m.Color)
	// Positions may be 0.005 pt off before an adjustment is written; most glyphs then need none.
	tolerance := 500000 / size
	var (
		open     bool
		pen      int64 // in millionths of an em from the run's start
		baseline typeset.Length
	)
	for _, g := range r.Glyphs {
		at := face.places[use{int(g.ID), g.Text}]
		// 1/1024 pt to millionths of an em: ÷ 1024 pt, ÷ size/100 em, · 10⁶.
		target := divRound(int64(g.X)*1e8, int64(typeset.Point)*size)
		if at.font != p.font || size != p.size || !open || g.Y != baseline {
			if open {
				p.op(">] TJ ET")
			}
			p.selectFont(at.font, size)
			p.buf = append(p.buf, "BT 1 0 0 1 "...)
			p.length(m.X + g.X)
			p.length(p.height - m.Y + r.Rise + g.Y)
			p.buf = append(p.buf, "Tm [<"...)
			open, baseline, pen = true, g.Y, target
		} else if d := pen - target; d > tolerance || d < -tolerance {
			p.buf = append(p.buf, '>')
			p.thousandths(d)
			p.buf = append(p.buf, '<')
			pen = target
		}
		code := at.font.code(at.index)
		p.buf = hex.AppendEncode(p.buf, []byte{byte(code >> 8), byte(code)})
		pen += at.font.width(at.index)
	}
	p.op(">] TJ ET")
	return nil
}

// selectFont selects a font through gofpdf, which alone knows the font's name on the page. Its state lasts into the text objects that follow.
func (p *painter) selectFont(f *font, size int64) {
	if f == p.font && size == p.size {
		return
	}
	p.flush()
	p.pdf.SetFont(f.family, "", float64(size)/100)
	p.font, p.size = f, size
}

func (p *painter) fill(c page.Color) {
	if c == p.color {
		return
	}
	p.color = c
	p.rgb(c)
	p.op("rg")
}

// rgb writes the three parts of a colour.
func (p *painter) rgb(c page.Color) {
	for _, v := range []page.Color{c >> 16, c >> 8, c} {
		p.number(divRound(int64(v&0xff)*1000, 255))
	}
}

// rectangle adds a rectangle to the path. Its edges are rounded, not its sides: neighbours share an edge exactly.
func (p *painter) rectangle(x, y, w, h typeset.Length) {
	left, right := milli(x), milli(x+w)
	top, bottom := milli(p.height-y), milli(p.height-y-h)
	p.number(left)
	p.number(bottom)
	p.number(right - left)
	p.number(top - bottom)
	p.op("re")
}

// circle adds a circle to the path as four Bézier curves.
func (p *painter) circle(x, y, r typeset.Length) {
	y = p.height - y
	k := r * 5523 / 10000 // 4/3·(√2−1)
	p.length(x + r)
	p.length(y)
	p.op("m")
	for _, c := range [4][6]typeset.Length{
		{x + r, y + k, x + k, y + r, x, y + r},
		{x - k, y + r, x - r, y + k, x - r, y},
		{x - r, y - k, x - k, y - r, x, y - r},
		{x + k, y - r, x + r, y - k, x + r, y},
	} {
		for _, v := range c {
			p.length(v)
		}
		p.op("c")
	}
}

// wave strokes a wavy line. Each half of a wave is one Bézier curve: its height is that of the wave at the middle, and its slope at the ends
// that of a sine.
func (p *painter) wave(m page.Wave) {
	halves := 2 * max(1, (m.W+m.Period/2)/m.Period)
	y := p.height - m.Y
	rise := m.Height * 2 / 3 // 4/3 of half the height
	p.buf = append(p.buf, "q "...)
	p.rgb(m.Fill)
	p.buf = append(p.buf, "RG "...)
	p.length(m.Thick)
	p.buf = append(p.buf, "w "...)
	p.length(m.X)
	p.length(y)
	p.op("m")
	for i := range halves {
		from, to := m.X+m.W*i/halves, m.X+m.W*(i+1)/halves
		reach := (to - from) * 4244 / 10000 // 4/3π
		for _, v := range []typeset.Length{from + reach, y + rise, to - reach, y + rise, to, y} {
			p.length(v)
		}
		p.op("c")
		rise = -rise
	}
	p.op("S Q")
}

// turned is, for each EXIF orientation, the matrix that brings a stored picture upright within the unit square.
var turned = [9][6]typeset.Length{
	1: {1, 0, 0, 1, 0, 0},
	2: {-1, 0, 0, 1, 1, 0},
	3: {-1, 0, 0, -1, 1, 1},
	4: {1, 0, 0, -1, 0, 1},
	5: {0, -1, -1, 0, 1, 1},
	6: {0, -1, 1, 0, 0, 1},
	7: {0, 1, 1, 0, 0, 0},
	8: {0, 1, -1, 0, 1, 0},
}

// picture draws a picture. The matrix turns it as its orientation says; the samples stay as they were stored.
func (p *painter) picture(m page.Picture) error {
	pic, err := p.pictures.find(m)
	if err != nil {
		return err
	}
	if m.W <= 0 || m.H <= 0 {
		return nil
	}
	t := turned[pic.orientation]
	p.buf = append(p.buf, "q "...)
	for _, v := range []typeset.Length{t[0] * m.W, t[1] * m.H, t[2] * m.W, t[3] * m.H, m.X + t[4]*m.W, p.height - m.Y - m.H + t[5]*m.H} {
		p.length(v)
	}
	p.op("cm /" + pic.name + " Do Q")
	return nil
}

func (p *painter) op(s string) {
	p.buf = append(p.buf, s...)
	p.buf = append(p.buf, '\n')
}

func (p *painter) length(l typeset.Length) { p.number(milli(l)) }

func (p *painter) number(thousandths int64) {
	p.thousandths(thousandths)
	p.buf = append(p.buf, ' ')
}

func (p *painter) thousandths(v int64) { p.buf = appendThousandths(p.buf, v) }

// milli is a length in 1/1000 pt.
func milli(l typeset.Length) int64 { return divRound(int64(l)*1000, int64(typeset.Point)) }

// divRound divides and rounds to the nearest, halves away from zero. d must be positive.
func divRound(n, d int64) int64 {
	if n < 0 {
		return -((-n + d/2) / d)
	}
	return (n + d/2) / d
}

// appendThousandths writes v/1000 as a PDF number, without zeros that say nothing.
func appendThousandths(b []byte, v int64) []byte {
	if v < 0 {
		b, v = append(b, '-'), -v
	}
	b = strconv.AppendInt(b, v/1000, 10)
	if f := v % 1000; f != 0 {
		digits := [4]byte{'.', byte('0' + f/100), byte('0' + f/10%10), byte('0' + f%10)}
		n := 4
		for digits[n-1] == '0' {
			n--
		}
		b = append(b, digits[:n]...)
	}
	return b
}
