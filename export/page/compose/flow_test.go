package compose

import (
	"testing"

	"galley/editor/typeset"
	"galley/export/page"
)

const pt = typeset.Point

var (
	single = Sheet{Width: 300 * pt, Height: 300 * pt, Top: 50 * pt, Bottom: 250 * pt, Text: Column{50 * pt, 200 * pt}}
	double = Sheet{Width: 300 * pt, Height: 300 * pt, Top: 50 * pt, Bottom: 250 * pt, Text: Column{50 * pt, 210 * pt}, Columns: 2, Gutter: 10 * pt}
)

// strips are n rows of a height, each with a box at the left of the first column.
func strips(n int, height typeset.Length) []Row {
	rows := make([]Row, n)
	for i := range rows {
		rows[i] = Row{Height: height, Frames: []page.Frame{{Role: page.P, Block: i + 1, Marks: []page.Mark{page.Box{X: 50 * pt, W: pt, H: pt}}}}}
	}
	return rows
}

func TestPaginate(t *testing.T) {
	spanned := append(strips(2, 20*pt), strips(6, 20*pt)...)
	spanned[0].Span, spanned[1].Span = true, true
	kept := strips(3, 80*pt)
	kept[1].Keep = true
	turned := strips(3, 20*pt)
	turned[2].Turn = true
	tall := strips(2, 260*pt)
	repeated := strips(12, 20*pt)
	for i := range repeated[1:] {
		repeated[i+1].Repeat = repeated[:1]
	}
	repeated[0].Keep = true
	for _, c := range []struct {
		name  string
		rows  []Row
		sheet Sheet
		want  [][3]int // page, column, points from the top
	}{
		{"nothing", nil, single, nil},
		{"one page", strips(3, 20*pt), single, [][3]int{{0, 0, 50}, {0, 0, 70}, {0, 0, 90}}},
		{"a full page", strips(11, 20*pt), single, [][3]int{{0, 0, 50}, {0, 0, 70}, {0, 0, 90}, {0, 0, 110}, {0, 0, 130}, {0, 0, 150}, {0, 0, 170}, {0, 0, 190}, {0, 0, 210}, {0, 0, 230}, {1, 0, 50}}},
		{"kept together", kept, single, [][3]int{{0, 0, 50}, {1, 0, 50}, {1, 0, 130}}},
		{"taller than a page", tall, single, [][3]int{{0, 0, 50}, {1, 0, 50}}},
		{"a page of its own", turned, single, [][3]int{{0, 0, 50}, {0, 0, 70}, {1, 0, 50}}},
		{"a head again", repeated, single, [][3]int{{0, 0, 50}, {0, 0, 70}, {0, 0, 90}, {0, 0, 110}, {0, 0, 130}, {0, 0, 150}, {0, 0, 170}, {0, 0, 190}, {0, 0, 210}, {0, 0, 230}, {1, 0, 70}, {1, 0, 90}}},
		{"columns of one height", strips(5, 20*pt), double, [][3]int{{0, 0, 50}, {0, 0, 70}, {0, 0, 90}, {0, 1, 50}, {0, 1, 70}}},
		{"columns under what spans", spanned, double, [][3]int{{0, 0, 50}, {0, 0, 70}, {0, 0, 90}, {0, 0, 110}, {0, 0, 130}, {0, 1, 90}, {0, 1, 110}, {0, 1, 130}}},
		{"full columns", strips(21, 20*pt)[:21], double, nil},
	} {
		b := New(Setup{}).Paginate(c.rows, c.sheet)
		if len(b.Pages) == 0 || len(b.Placed) != len(c.rows) {
			t.Errorf("%s: %d pages, %d rows of %d", c.name, len(b.Pages), len(b.Placed), len(c.rows))
			continue
		}
		for i, want := range c.want {
			p := b.Placed[i]
			if got := [3]int{p.Page, p.Column, int((p.Y + pt/2) / pt)}; got != want {
				t.Errorf("%s: row %d at %v, want %v", c.name, i, got, want)
			}
		}
	}
}

// The frames of the second column stand in the second column.
func TestColumnsMoveFrames(t *testing.T) {
	b := New(Setup{}).Paginate(strips(2, 20*pt), double)
	for i, want := range []typeset.Length{50 * pt, 160 * pt} {
		if x := b.Pages[0].Frames[i].Marks[0].(page.Box).X; x != want {
			t.Errorf("column %d stands at %v pt, want %v", i, x.Points(), want.Points())
		}
	}
}

// note is a row that leads to a note.
func withNote(r Row, id string) Row {
	r.Frames = append(r.Frames[:1:1], page.Frame{Role: page.P, Marks: []page.Mark{page.Glyphs{Link: notePrefix + id}}})
	return r
}

// A note has its first two lines on the page of its number, takes its room from the text, and goes on where the next page ends.
func TestNotesAtTheFoot(t *testing.T) {
	for _, c := range []struct {
		name  string
		at    int // row of the number
		lines int // of the note
		want  []typeset.Length
	}{
		{"at the top", 0, 2, []typeset.Length{34, 0}},
		{"at the foot", 9, 2, []typeset.Length{0, 34}},
		{"with room to begin", 7, 5, []typeset.Length{34, 44}},
		{"longer than a page", 0, 25, []typeset.Length{174, 104}},
	} {
		s := New(Setup{})
		rows := strips(12, 20*pt)
		rows[c.at] = withNote(rows[c.at], "1")
		s.notes[1] = Note{strips(c.lines, 10*pt)}
		b := s.Paginate(rows, single)
		for i, want := range c.want {
			if i >= len(b.Feet) || b.Feet[i] != want*pt {
				t.Errorf("%s: feet of %v, want %v", c.name, b.Feet, c.want)
				break
			}
		}
		if len(b.Anchors) != 1 || b.Anchors[0].Name != "noteref-1" {
			t.Errorf("%s: anchors %v", c.name, b.Anchors)
		}
	}
}

// A note of the second column takes room from the first.
func TestNotesUnderColumns(t *testing.T) {
	s := New(Setup{})
	rows := strips(24, 20*pt)
	rows[12] = withNote(rows[12], "1")
	s.notes[1] = Note{strips(3, 10*pt)}
	b := s.Paginate(rows, double)
	for _, p := range b.Placed {
		if p.Page == 0 && p.Y+p.Row.Height > double.Bottom-b.Feet[0] {
			t.Errorf("a row ends at %v pt, the notes have %v pt", (p.Y + p.Row.Height).Points(), b.Feet[0].Points())
		}
	}
	if b.Feet[0] == 0 {
		t.Error("the first page has no note")
	}
}
