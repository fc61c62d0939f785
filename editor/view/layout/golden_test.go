package layout

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/typeset"
)

var update = flag.Bool("update", false, "write the goldens anew")

// describe writes what a layout holds: blocks, rows with their positions and texts, signs and shapes, in points.
func describe(l *Layout) string {
	var b strings.Builder
	rows := func(kind string, rows []Row) {
		for i := range rows {
			r := &rows[i]
			fmt.Fprintf(&b, "  %s %d–%d at %.1f, %.1f high %.0f base %.2f", kind, r.From, r.To, r.X.Points(), r.Y.Points(), r.Height.Points(), r.Base.Points())
			if line := r.Line(); line != nil {
				fmt.Fprintf(&b, " from %.2f wide %.2f:", line.Left.Points(), line.Width.Points())
				for _, run := range line.Runs {
					text := ""
					for _, g := range run.Glyphs {
						text += g.Text
					}
					look := r.Looks()[run.Span]
					fmt.Fprintf(&b, " [%s %.1f", run.Face.Name(), run.Size.Points())
					for _, m := range []struct {
						on   bool
						name string
					}{{run.Rise != 0, fmt.Sprintf("rise %.1f", run.Rise.Points())}, {look.Ink != 0, fmt.Sprintf("ink %d", look.Ink)},
						{look.Underline, "underline"}, {look.Strike, "strike"}, {look.Emphasis, "dots"}} {
						if m.on {
							b.WriteString(" " + m.name)
						}
					}
					fmt.Fprintf(&b, "]%s", text)
				}
			}
			if r.Wraps {
				b.WriteString(" ↩")
			}
			b.WriteString("\n")
		}
	}
	for bl := range l.Blocks(0, l.Height()+1) {
		fmt.Fprintf(&b, "%v at %d, %.0f high %.0f\n", bl.Node.Kind(), bl.Pos, bl.Y.Points(), bl.Height.Points())
		for _, s := range bl.Shapes {
			fmt.Fprintf(&b, "  shape %d at %.1f, %.1f of %.1f × %.1f ink %d %.4s\n", s.Kind, s.X.Points(), s.Y.Points(), s.Width.Points(), s.Height.Points(), s.Ink, s.Hash)
		}
		rows("sign", bl.Signs)
		rows("row", bl.Rows)
	}
	return b.String()
}

// TestGolden lays a document with everything out in both languages and compares all places.
func TestGolden(t *testing.T) {
	text, err := os.ReadFile("testdata/sample.txt")
	if err != nil {
		t.Fatal(err)
	}
	doc := build.Doc(string(text))
	for name, change := range map[string]func(*Options){
		"zh": func(o *Options) { o.Hints[model.Subtitle] = "副题" }, "en": func(o *Options) { o.Western, o.Label = true, "Abstract" }, "bare": func(o *Options) { o.Hints = nil },
		"large": func(o *Options) { o.Em = o.Em * 2; o.Measure = 20 * o.Em },
	} {
		t.Run(name, func(t *testing.T) {
			o := options()
			change(&o)
			got := describe(New(doc, o))
			path := "testdata/" + name + ".golden"
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			a, b := strings.Split(got, "\n"), strings.Split(string(want), "\n")
			for i := range max(len(a), len(b)) {
				if i >= len(a) || i >= len(b) || a[i] != b[i] {
					t.Fatalf("line %d of %s differs; go test ./editor/view/layout -update writes it anew\ngot  %s\nwant %s", i+1, path, at(a, i), at(b, i))
				}
			}
		})
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(nothing)"
}

// TestTableColumns moves through a table by lines: it stays in its column, and leaves it at its edges.
func TestTableColumns(t *testing.T) {
	doc, tags := build.Tagged("p(<before>前) table(tr(td(p(<a>甲)) td(p(<b>乙) p(<b2>丙))) tr(td(p(<c>丁)) td(p(<d>戊)))) p(<after>后)")
	l := New(doc, options())
	left, _ := l.Caret(tags["a"], After)
	right, _ := l.Caret(tags["b"], After)
	for _, c := range []struct {
		from string
		move func(model.Pos, Side, typeset.Length) (model.Pos, Side, bool)
		x    typeset.Length
		to   string
	}{
		{"before", l.Down, left.X, "a"}, {"a", l.Down, left.X, "c"}, {"c", l.Down, left.X, "after"},
		{"b", l.Down, right.X, "b2"}, {"b2", l.Down, right.X, "d"}, {"d", l.Down, right.X, "after"},
		{"d", l.Up, right.X, "b2"}, {"a", l.Up, left.X, "before"}, {"after", l.Up, left.X, "c"}, {"after", l.Up, right.X, "d"},
	} {
		got, _, ok := c.move(tags[c.from], After, c.x)
		want, _ := l.Caret(tags[c.to], After)
		have, _ := l.Caret(got, After)
		if !ok || have.RowTop != want.RowTop || have.ColumnX != want.ColumnX {
			t.Errorf("from %s: %d, not in the line of %s at %d", c.from, got, c.to, tags[c.to])
		}
	}
}
