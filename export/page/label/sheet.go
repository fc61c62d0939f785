package label

import (
	"fmt"
	"slices"
	"strings"

	"galley/assets/catalogue"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/page/compose"
)

// Sheet is A4 paper with labels in columns and rows. Lengths are millimetres.
type Sheet struct {
	Name          string // columns x rows
	Columns, Rows int
	Width, Height float64 // of a label
	Left, Top     float64 // of the first one
	Across, Down  float64 // from one to the next
}

// sheets are papers that are sold everywhere; the measures are those of their makers (Avery Zweckform).
var sheets = []Sheet{
	{"3x8", 3, 8, 70, 37, 0, 0.5, 70, 37},                // 3474
	{"3x7", 3, 7, 63.5, 38.1, 7.2, 15.15, 66.04, 38.1},   // L7160
	{"2x7", 2, 7, 99.1, 38.1, 4.65, 15.15, 101.6, 38.1},  // L7163
	{"2x4", 2, 4, 99.1, 67.7, 4.65, 13.1, 101.6, 67.7},   // L7165
	{"5x13", 5, 13, 38.1, 21.2, 4.75, 10.7, 40.64, 21.2}, // L7651
}

// The paper.
const sheetWidth, sheetHeight = 210, 297

// SheetNames returns the names of all sheets, the usual one first.
func SheetNames() []string {
	names := make([]string, len(sheets))
	for i, s := range sheets {
		names[i] = s.Name
	}
	return names
}

// FindSheet returns the sheet of a name like 3x8 or 3×8.
func FindSheet(name string) (Sheet, error) {
	name = strings.ReplaceAll(strings.ToLower(strings.ReplaceAll(name, " ", "")), "×", "x")
	i := slices.IndexFunc(sheets, func(s Sheet) bool { return s.Name == name })
	if i < 0 {
		return Sheet{}, fmt.Errorf("label: no sheet %q", name)
	}
	return sheets[i], nil
}

// Printers leave a few millimetres at the edge of the paper white, and labels lie a little askew.
const labelMargin = 3.0

// CodeSide is the side in millimetres, without quiet zone, of a code of so many modules on the sheet: as high as a label allows, and no more than
// two fifths of its width unless that would be less than the height of a narrow one.
func (s Sheet) CodeSide(modules int) float64 {
	whole := min(s.Height-2, s.Width*0.5)
	return whole * float64(modules) / float64(modules+2*Quiet)
}

// textSizes are the sizes in points of a headline, the largest that fits first.
var textSizes = []float64{13, 12, 11, 10, 9, 8, 7, 6, 5.5}

// Lay puts labels on as many sheets as they take, row by row.
func (s Sheet) Lay(labels []Label, lang catalogue.Lang, f page.Fonts) (page.Document, export.Report, error) {
	set := setter(lang, f)
	doc := page.Document{Language: string(lang)}
	for i, l := range labels {
		if l.Code.Size < 1 {
			return page.Document{}, export.Report{}, fmt.Errorf("label: a code of %d modules", l.Code.Size)
		}
		at := i % (s.Columns * s.Rows)
		if at == 0 {
			doc.Pages = append(doc.Pages, page.Page{Width: typeset.Millimetres(sheetWidth), Height: typeset.Millimetres(sheetHeight)})
		}
		frames, err := s.label(l, set, f)
		if err != nil {
			return page.Document{}, export.Report{}, err
		}
		x := typeset.Millimetres(s.Left + float64(at%s.Columns)*s.Across)
		y := typeset.Millimetres(s.Top + float64(at/s.Columns)*s.Down)
		p := &doc.Pages[len(doc.Pages)-1]
		for _, one := range frames {
			p.Frames = append(p.Frames, one.Moved(x, y))
		}
	}
	report := set.Report()
	report.Pages = len(doc.Pages)
	return doc, report, nil
}

// label lays one label out from the top left corner of its place: the code at the left, and what it leads to beside it.
func (s Sheet) label(l Label, set *compose.Setter, f page.Fonts) ([]page.Frame, error) {
	module := typeset.Millimetres(s.CodeSide(l.Code.Size)) / typeset.Length(l.Code.Size)
	whole := module * typeset.Length(l.Code.Size+2*Quiet)
	height := typeset.Millimetres(s.Height)
	alt := l.Address
	if alt == "" {
		alt = l.Code.Address
	}
	left := typeset.Millimetres(max(1, labelMargin-s.Left-float64(Quiet)*millimetres(module)))
	frames := []page.Frame{l.Code.draw(left, (height-whole)/2, module, set.Block(), alt)}
	col := compose.Column{X: left + whole, Width: typeset.Millimetres(s.Width-labelMargin) - left - whole}
	if col.Width < typeset.Points(12) {
		return frames, nil
	}
	small := compose.Style{Family: f.Hei, Size: typeset.Points(min(8, max(5, s.Height/5))), Color: page.Soft, Align: typeset.Start, Role: page.P}
	small.Pitch = small.Size * 14 / 10
	var foot []page.Frame
	for _, words := range []string{l.Caption, l.Number} {
		if words == "" {
			continue
		}
		lines, err := set.Lines(compose.Plain(words, small), small, col)
		if err != nil {
			return nil, err
		}
		foot = append(foot, lines...)
	}
	gap := small.Size / 2
	room := height - typeset.Millimetres(4) - small.Pitch*typeset.Length(len(foot)) - gap
	head, pitch, err := s.headline(l.Headline, set, f, col, room)
	if err != nil {
		return nil, err
	}
	y := (height - pitch*typeset.Length(len(head)) - gap - small.Pitch*typeset.Length(len(foot))) / 2
	for _, line := range head {
		frames = append(frames, line.Moved(0, y))
		y += pitch
	}
	y += gap
	for _, line := range foot {
		frames = append(frames, line.Moved(0, y))
		y += small.Pitch
	}
	return frames, nil
}

func millimetres(l typeset.Length) float64 { return l.Points() * 25.4 / 72 }

// headline sets a headline in the largest size in which it goes into the room, and cuts it off in the smallest where it does not.
func (s Sheet) headline(words string, set *compose.Setter, f page.Fonts, col compose.Column, room typeset.Length) (lines []page.Frame, pitch typeset.Length, err error) {
	if words == "" {
		return nil, 0, nil
	}
	trial := compose.New(compose.Setup{Fonts: f}) // whose report counts for nothing
	style := func(size float64) compose.Style {
		return compose.Style{Family: f.HeiBold, Size: typeset.Points(size), Pitch: typeset.Points(size * 1.35), Color: page.Ink, Align: typeset.Start, Role: page.P}
	}
	fits := func(words string, st compose.Style) (bool, error) {
		tried, err := trial.Lines(compose.Plain(words, st), st, col)
		return st.Pitch*typeset.Length(len(tried)) <= room, err
	}
	st := style(textSizes[len(textSizes)-1])
	for _, size := range textSizes {
		ok, err := fits(words, style(size))
		if err != nil {
			return nil, 0, err
		}
		if ok {
			st = style(size)
			break
		}
	}
	whole := []rune(words)
	for n := len(whole); n > 1; n -= max(1, n/12) {
		if n < len(whole) {
			words = string(whole[:n]) + "…"
		}
		ok, err := fits(words, st)
		if err != nil {
			return nil, 0, err
		}
		if ok {
			break
		}
	}
	lines, err = set.Lines(compose.Plain(words, st), st, col)
	return lines, st.Pitch, err
}
