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
	Gap           float64 // between two columns; rows touch
}

// sheets are papers that are sold everywhere under their makers' numbers; others make the same. Labels stand in the middle of the paper, to within
// a quarter of a millimetre of the makers' templates, whose paper may be two millimetres off.
var sheets = []Sheet{
	{"3x8", 3, 8, 70, 37, 0},         // Avery Zweckform 3474
	{"3x7", 3, 7, 63.5, 38.1, 2.54},  // Avery L7160
	{"2x7", 2, 7, 99.1, 38.1, 2.5},   // Avery L7163
	{"2x4", 2, 4, 99.1, 67.7, 2.5},   // Avery L7165
	{"5x13", 5, 13, 38.1, 21.2, 2.5}, // Avery L7651
}

// The paper.
const sheetWidth, sheetHeight = 210, 297

// Sheets returns all sheets, the usual one first.
func Sheets() []Sheet { return slices.Clone(sheets) }

// FindSheet returns the sheet of a name like 3x8 or 3×8.
func FindSheet(name string) (Sheet, error) {
	name = strings.ReplaceAll(strings.ToLower(strings.ReplaceAll(name, " ", "")), "×", "x")
	i := slices.IndexFunc(sheets, func(s Sheet) bool { return s.Name == name })
	if i < 0 {
		return Sheet{}, fmt.Errorf("label: no sheet %q", name)
	}
	return sheets[i], nil
}

// Len is how many labels a sheet has.
func (s Sheet) Len() int { return s.Columns * s.Rows }

// Place returns the left and top edge of a label, counted from 0 along the rows.
func (s Sheet) Place(n int) (left, top float64) {
	across := float64(s.Columns)*s.Width + float64(s.Columns-1)*s.Gap
	return (sheetWidth-across)/2 + float64(n%s.Columns)*(s.Width+s.Gap), (sheetHeight-float64(s.Rows)*s.Height)/2 + float64(n/s.Columns)*s.Height
}

// What a label keeps free of words at its edges, for paper that lies askew, and a code with its quiet zone.
const wordsMargin, codeMargin = 3.0, 1.0

// CodeSide is the side in millimetres, without quiet zone, of a code of so many modules on a label: as high as the label, or half its width.
func (s Sheet) CodeSide(modules int) float64 {
	whole := min(s.Height-2*codeMargin, s.Width/2)
	return whole * float64(modules) / float64(modules+2*Quiet)
}

// Lay puts labels on as many sheets as they take, row by row. The first so many places of the first sheet stay empty: they were used before.
func (s Sheet) Lay(labels []Label, skip int, lang catalogue.Lang, f page.Fonts) (page.Document, export.Report, error) {
	if skip < 0 || skip >= s.Len() {
		return page.Document{}, export.Report{}, fmt.Errorf("label: %d places of a sheet of %d are skipped", skip, s.Len())
	}
	set := setter(lang, f)
	doc := page.Document{Language: string(lang)}
	for i, l := range labels {
		at := (skip + i) % s.Len()
		if i == 0 || at == 0 {
			doc.Pages = append(doc.Pages, page.Page{Width: typeset.Millimetres(sheetWidth), Height: typeset.Millimetres(sheetHeight)})
		}
		frames, err := s.label(l, set, f)
		if err != nil {
			return page.Document{}, export.Report{}, err
		}
		x, y := s.Place(at)
		p := &doc.Pages[len(doc.Pages)-1]
		for _, one := range frames {
			p.Frames = append(p.Frames, one.Moved(typeset.Millimetres(x), typeset.Millimetres(y)))
		}
	}
	report := set.Report()
	report.Pages = len(doc.Pages)
	return doc, report, nil
}

// label lays one label out from the top left corner of its place: the code at the left, and what it leads to beside it.
func (s Sheet) label(l Label, set *compose.Setter, f page.Fonts) ([]page.Frame, error) {
	if err := l.Code.check(); err != nil {
		return nil, err
	}
	module := typeset.Millimetres(s.CodeSide(l.Code.Size)) / typeset.Length(l.Code.Size)
	whole := module * typeset.Length(l.Code.Size+2*Quiet)
	height := typeset.Millimetres(s.Height)
	left := typeset.Millimetres(codeMargin)
	frames := []page.Frame{l.Code.Frame(left, (height-whole)/2, module, set.Block(), l.alt())}
	col := compose.Column{X: left + whole, Width: typeset.Millimetres(s.Width-wordsMargin) - left - whole}
	small := compose.Style{Family: f.Hei, Size: typeset.Points(min(8, s.Height/4)), Color: page.Soft, Align: typeset.Start, Role: page.P}
	small.Pitch = small.Size * 14 / 10
	var foot []page.Frame
	for _, words := range []string{l.Caption, l.Number} {
		lines, err := set.Lines(compose.Plain(words, small), small, col)
		if err != nil {
			return nil, err
		}
		foot = append(foot, lines...)
	}
	gap := small.Size / 2
	room := height - typeset.Millimetres(2*codeMargin) - small.Pitch*typeset.Length(len(foot)) - gap
	if room < 0 { // the words of a small label are its number
		foot, room = foot[max(0, len(foot)-1):], height-small.Pitch-gap
	}
	head, pitch, err := headline(l.Headline, set, f, col, room)
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

// headlineSizes are the sizes in points of a headline, the largest that fits first.
var headlineSizes = []float64{12, 11, 10, 9, 8, 7, 6, 5.5}

// headline sets a headline in the largest size in which it goes into the room, and cuts it off in the smallest where it does not: it is there
// to tell labels apart.
func headline(words string, set *compose.Setter, f page.Fonts, col compose.Column, room typeset.Length) (lines []page.Frame, pitch typeset.Length, err error) {
	if words == "" {
		return nil, 0, nil
	}
	var st compose.Style
	fits := func(words string) (ok bool) {
		if err != nil {
			return false
		}
		// What is only tried gets into no report.
		trial := compose.New(set.Setup)
		trial.For(export.Piece{Language: set.Words().Lang()})
		var tried []page.Frame
		tried, err = trial.Lines(compose.Plain(words, st), st, col)
		return err == nil && st.Pitch*typeset.Length(len(tried)) <= room && len(trial.Report().Notes) == 0
	}
	whole := false
	for _, size := range headlineSizes {
		st = compose.Style{Family: f.HeiBold, Size: typeset.Points(size), Pitch: typeset.Points(size * 1.35), Color: page.Ink, Align: typeset.Start, Role: page.P}
		if whole = fits(words); whole {
			break
		}
	}
	if !whole && err == nil {
		r := []rune(words)
		low, high := 0, len(r) // so many characters fit, so many do not
		for high-low > 1 {
			if middle := (low + high) / 2; fits(string(r[:middle]) + "…") {
				low = middle
			} else {
				high = middle
			}
		}
		words = string(r[:low]) + "…"
	}
	if err != nil {
		return nil, 0, err
	}
	lines, err = set.Lines(compose.Plain(words, st), st, col)
	return lines, st.Pitch, err
}
