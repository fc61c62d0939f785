// Package sheet writes tables for spreadsheets: as CSV, and as a workbook of Excel 2007 and later (.xlsx).
//
// A [Table] has a title, a head and rows of cells; a [Cell] is a text or a number. What a text says is never run: in CSV, where a reader
// takes a field that begins with =, +, -, @, a tab or a return for a formula, such a field has an apostrophe before it (OWASP, CSV
// Injection); in a workbook texts are cells of type string, which are not computed. CSV begins with a byte order mark, without which Excel
// reads it in the code page of the system, and ends its lines as RFC 4180 says.
//
// Equal tables are equal bytes.
package sheet

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Table is a table for a spreadsheet.
type Table struct {
	Title string // name of the sheet; what Excel does not let a name have is left out
	Head  []string
	Rows  [][]Cell
	Foot  int // how many of the last rows are totals, and stand out
}

// Cell is a text or a number. The zero value is an empty cell.
type Cell struct {
	text   string
	number float64
	places int // decimal places; -1 for a text
}

// Text returns a cell with a text.
func Text(s string) Cell { return Cell{text: s, places: -1} }

// Whole returns a cell with a whole number.
func Whole(n int) Cell { return Cell{text: strconv.Itoa(n), number: float64(n)} }

// Decimal returns a cell with a number of one decimal place.
func Decimal(n float64) Cell {
	n = math.Round(n*10) / 10
	return Cell{text: strconv.FormatFloat(n, 'f', 1, 64), number: n, places: 1}
}

// String returns what the cell shows.
func (c Cell) String() string { return c.text }

// CSV returns the table as CSV in UTF-8.
func (t Table) CSV() ([]byte, error) {
	out := bytes.NewBufferString("\ufeff")
	w := csv.NewWriter(out)
	w.UseCRLF = true
	fields := make([]string, 0, len(t.Head))
	for _, h := range t.Head {
		fields = append(fields, inert(h))
	}
	if err := w.Write(fields); err != nil {
		return nil, fmt.Errorf("sheet: %w", err)
	}
	for _, r := range t.Rows {
		fields = fields[:0]
		for _, c := range r {
			if c.places < 0 {
				fields = append(fields, inert(c.text))
			} else {
				fields = append(fields, c.text)
			}
		}
		if err := w.Write(fields); err != nil {
			return nil, fmt.Errorf("sheet: %w", err)
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

// inert returns a text that no spreadsheet takes for a formula. Full-width signs are those of Chinese input, which Excel takes for the others.
func inert(s string) string {
	if s != "" && strings.ContainsAny(s[:1], "=+-@\t\r\n") || strings.HasPrefix(s, "＝") || strings.HasPrefix(s, "＋") || strings.HasPrefix(s, "－") || strings.HasPrefix(s, "＠") {
		return "'" + s
	}
	return s
}

// Workbook returns the table as a workbook with one sheet: the head stands still while the rows scroll, and columns are as wide as what is in
// them.
func (t Table) Workbook() (data []byte, err error) {
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	name := sheetName(t.Title)
	steps := []func() error{
		func() error { return f.SetSheetName("Sheet1", name) },
		func() error { return t.fill(f, name) },
		func() error { return t.style(f, name) },
		func() error {
			return f.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
		},
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, fmt.Errorf("sheet: %w", err)
		}
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("sheet: %w", err)
	}
	return out.Bytes(), nil
}

func (t Table) fill(f *excelize.File, name string) error {
	for x, h := range t.Head {
		if err := f.SetCellStr(name, at(x, 0), h); err != nil {
			return err
		}
	}
	for y, r := range t.Rows {
		for x, c := range r {
			var err error
			switch {
			case c == Cell{}:
			case c.places < 0:
				err = f.SetCellStr(name, at(x, y+1), c.text)
			default:
				err = f.SetCellFloat(name, at(x, y+1), c.number, c.places, 64)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// style makes the head and the totals bold, gives decimals their place, and columns their width.
func (t Table) style(f *excelize.File, name string) error {
	if len(t.Head) == 0 {
		return nil
	}
	format := "0.0"
	font := func(bold bool) *excelize.Font { return &excelize.Font{Bold: bold, Family: "宋体", Size: 11} }
	head, err := f.NewStyle(&excelize.Style{Font: font(true), Border: []excelize.Border{{Type: "bottom", Color: "000000", Style: 1}}})
	if err != nil {
		return err
	}
	var styles [2][2]int // bold, decimal
	for b := range 2 {
		for d := range 2 {
			s := &excelize.Style{Font: font(b == 1)}
			if d == 1 {
				s.CustomNumFmt = &format
			}
			if styles[b][d], err = f.NewStyle(s); err != nil {
				return err
			}
		}
	}
	widths := make([]float64, len(t.Head))
	for x, h := range t.Head {
		widths[x] = width(h)
	}
	if err := f.SetCellStyle(name, at(0, 0), at(len(t.Head)-1, 0), head); err != nil {
		return err
	}
	for y, r := range t.Rows {
		for x, c := range r {
			var bold, decimal int
			if y >= len(t.Rows)-t.Foot {
				bold = 1
			}
			if c.places > 0 {
				decimal = 1
			}
			if err := f.SetCellStyle(name, at(x, y+1), at(x, y+1), styles[bold][decimal]); err != nil {
				return err
			}
			if x < len(widths) {
				widths[x] = max(widths[x], width(c.text))
			}
		}
	}
	for x, w := range widths {
		column := strings.TrimRight(at(x, 0), "1")
		if err := f.SetColWidth(name, column, column, min(w+3, 60)); err != nil {
			return err
		}
	}
	return nil
}

// width returns how many digits wide a text is about: a Chinese character is two.
func width(s string) (n float64) {
	for _, r := range s {
		if n++; r >= 0x1100 {
			n++
		}
	}
	return n
}

// at returns the name of a cell. A column has always a name: no table here has 16,384.
func at(x, y int) string {
	name := ""
	for x++; x > 0; x = (x - 1) / 26 {
		name = string(rune('A'+(x-1)%26)) + name
	}
	return name + strconv.Itoa(y+1)
}

// sheetName returns the title as Excel lets a sheet be called: at most 31 characters, none of : \ / ? * [ ], no apostrophe at an end.
func sheetName(title string) string {
	r := []rune(strings.NewReplacer(":", "", `\`, "", "/", "", "?", "", "*", "", "[", "", "]", "").Replace(title))
	name := strings.Trim(string(r[:min(len(r), excelize.MaxSheetNameLength)]), "' ")
	if name == "" {
		return "Sheet1"
	}
	return name
}
