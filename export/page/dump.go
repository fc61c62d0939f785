package page

import (
	"fmt"
	"strings"

	"galley/editor/typeset"
)

// Dump writes a document as text, one line for each mark, for tests that compare whole layouts. Positions are in points.
func Dump(d Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title %q author %q language %s pages %d\n", d.Title, d.Author, d.Language, len(d.Pages))
	for _, o := range d.Outline {
		fmt.Fprintf(&b, "bookmark %d %q page %d %s\n", o.Level, o.Title, o.Page+1, pt(o.Y))
	}
	for _, a := range d.Anchors {
		fmt.Fprintf(&b, "anchor %s page %d %s\n", a.Name, a.Page+1, pt(a.Y))
	}
	for i, p := range d.Pages {
		fmt.Fprintf(&b, "page %d %s × %s\n", i+1, pt(p.Width), pt(p.Height))
		for _, f := range p.Frames {
			fmt.Fprintf(&b, "\t%v %d", f.Role, f.Block)
			if f.Alt != "" {
				fmt.Fprintf(&b, " %q", f.Alt)
			}
			if c := f.Cell; c.Table > 0 {
				fmt.Fprintf(&b, " table %d row %d+%d column %d+%d", c.Table, c.Row, c.RowSpan, c.Column, c.ColSpan)
			}
			if i := f.Item; i.List > 0 {
				fmt.Fprintf(&b, " list %d item %d", i.List, i.Place)
				if i.Parent > 0 {
					fmt.Fprintf(&b, " in %d item %d", i.Parent, i.Outside)
				}
				if i.Label > 0 {
					fmt.Fprintf(&b, " label %d", i.Label)
				}
			}
			b.WriteByte('\n')
			for _, m := range f.Marks {
				dumpMark(&b, m)
			}
		}
	}
	return b.String()
}

func dumpMark(b *strings.Builder, m Mark) {
	switch m := m.(type) {
	case Glyphs:
		var text strings.Builder
		for _, g := range m.Run.Glyphs {
			text.WriteString(g.Text)
		}
		fmt.Fprintf(b, "\t\t%s,%s +%s %s %s %q", pt(m.X), pt(m.Y), pt(m.Run.Width), m.Run.Face.Name(), pt(m.Run.Size), text.String())
		if m.Run.Rise != 0 {
			fmt.Fprintf(b, " rise %s", pt(m.Run.Rise))
		}
		if m.Link != "" {
			fmt.Fprintf(b, " → %s", m.Link)
		}
		b.WriteByte('\n')
	case Box:
		fmt.Fprintf(b, "\t\t%s,%s box %s × %s #%06x\n", pt(m.X), pt(m.Y), pt(m.W), pt(m.H), uint32(m.Fill))
	case Dot:
		fmt.Fprintf(b, "\t\t%s,%s dot %s\n", pt(m.X), pt(m.Y), pt(m.R))
	case Wave:
		fmt.Fprintf(b, "\t\t%s,%s wave %s × %s\n", pt(m.X), pt(m.Y), pt(m.W), pt(m.Height))
	case Picture:
		fmt.Fprintf(b, "\t\t%s,%s picture %s × %s %.8s\n", pt(m.X), pt(m.Y), pt(m.W), pt(m.H), m.Hash)
	case Cells:
		fmt.Fprintf(b, "\t\t%s,%s cells %d of %s → %s\n", pt(m.X), pt(m.Y), len(m.Rects), pt(m.Side), m.Link)
	}
}

func pt(l typeset.Length) string { return fmt.Sprintf("%.2f", l.Points()) }

var roleNames = [...]string{
	Artifact: "artifact", Title: "title", P: "p", H1: "h1", H2: "h2", H3: "h3", BlockQuote: "quote", ListItem: "item", Caption: "caption",
	FigureRole: "figure", TableCell: "cell", TableHead: "head", Code: "code",
	Note: "note", Contents: "contents",
}

// String returns a short name of the role.
func (r Role) String() string {
	if int(r) < len(roleNames) {
		return roleNames[r]
	}
	return fmt.Sprintf("role(%d)", uint8(r))
}
