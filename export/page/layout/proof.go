package layout

import (
	"strconv"
	"strings"
	"time"

	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/page/compose"
)

// Proof says how a galley proof (校样) is printed: the article in a narrow measure, with numbered lines, room at the right for marks, and a slip
// at its head that the proofreaders sign.
type Proof struct {
	Version  int       // of the article; 0 for none
	Printed  time.Time // in the newsroom's zone; zero for none
	Every    int       // lines from one number to the next; 0 is 5, below 0 none
	Double   bool      // double spacing
	Comments []Comment // numbered in this order
	Passes   []Pass    // that are known, in order; the slip has room for three
	Hyphens  func(word string) []int
}

// Pass is one reading of a proof.
type Pass struct {
	Reader           string
	Found, Corrected int // errors
	Signed           time.Time
}

// passes are the names of the readings.
var passes = [...]string{"page.pass.1", "page.pass.2", "page.pass.3"}

// proofSheet is the sheet of a proof: a measure of 30 characters, a margin of 58 mm at its right.
func proofSheet() compose.Sheet {
	s := sheet(1)
	s.Text = compose.Column{X: typeset.Millimetres(25), Width: 30 * body}
	return s
}

// proofWide is the width of what stands over text and margin.
func proofWide() compose.Column {
	x := proofSheet().Text.X
	return compose.Column{X: x, Width: sheetWidth - x - typeset.Millimetres(16)}
}

// Lay lays a piece out as a proof on A4. It fails where [Article] does.
func (o Proof) Lay(p export.Piece, f page.Fonts) (page.Document, export.Report, error) {
	st := newStyles(f)
	spacing := typeset.Length(26 * typeset.Point)
	if o.Double {
		spacing = 38 * typeset.Point
	}
	for _, style := range []*compose.Style{&st.Text, &st.Quote, &st.abstract} {
		style.Pitch = spacing
	}
	p = o.numbered(p)
	s := newSetting(proofSheet(), st, f, Options{Hyphens: o.Hyphens})
	s.piece = p
	s.For(p)
	if err := o.slip(s); err != nil {
		return page.Document{}, export.Report{}, err
	}
	slip := len(s.rows)
	if err := s.article(p); err != nil {
		return page.Document{}, export.Report{}, err
	}
	text := len(s.rows)
	if err := o.comments(s); err != nil {
		return page.Document{}, export.Report{}, err
	}
	book := s.Paginate(s.rows, s.sheet)
	if err := o.lineNumbers(s, book, slip, text); err != nil {
		return page.Document{}, export.Report{}, err
	}
	if err := o.furnish(s, book.Pages); err != nil {
		return page.Document{}, export.Report{}, err
	}
	d, r := s.finish(book)
	return d, r, nil
}

// slip appends what identifies the proof and the table that its readers sign.
func (o Proof) slip(s *setting) error {
	words := s.Words()
	label := s.styles.Headings[0]
	label.Role, label.Size, label.Before, label.Keep = page.P, 18*typeset.Point, 0, true
	if err := s.paragraph(compose.Plain(words.S("page.proof"), label), label, proofWide()); err != nil {
		return err
	}
	var parts []string
	say := func(id, value string) {
		if value != "" {
			parts = append(parts, words.S(id)+"\u2002"+value)
		}
	}
	say("page.number", s.piece.Number)
	if o.Version > 0 {
		say("page.version", strconv.Itoa(o.Version))
	}
	if !o.Printed.IsZero() {
		say("page.printed", o.Printed.Format("2006-01-02 15:04"))
	}
	line := s.styles.share
	line.Color, line.After = page.Soft, 5*gap
	if err := s.paragraph(compose.Plain(strings.Join(parts, "\u3000\u3000"), line), line, proofWide()); err != nil {
		return err
	}
	cell := func(header bool, text string) *model.Node {
		return model.New(model.TableCell, model.Attrs{Header: header, ColSpan: 1, RowSpan: 1}, model.New(model.Paragraph, model.Attrs{}, model.NewText(text)))
	}
	var head []*model.Node
	for _, id := range []string{"page.pass", "page.reader", "page.found", "page.corrected", "page.signed"} {
		head = append(head, cell(true, words.S(id)))
	}
	table := []*model.Node{model.New(model.TableRow, model.Attrs{}, head...)}
	for i, id := range passes {
		row := []*model.Node{cell(true, words.S(id))}
		var pass Pass
		if i < len(o.Passes) {
			pass = o.Passes[i]
		}
		said := [4]string{pass.Reader}
		if pass.Reader != "" {
			said[1], said[2] = strconv.Itoa(pass.Found), strconv.Itoa(pass.Corrected)
		}
		if !pass.Signed.IsZero() {
			said[3] = pass.Signed.Format("2006-01-02")
		}
		for _, text := range said {
			row = append(row, cell(false, text))
		}
		table = append(table, model.New(model.TableRow, model.Attrs{}, row...))
	}
	written := s.Styles.Cell
	s.Styles.Cell.Pitch = 22 * typeset.Point // room to write in
	rows, err := s.Table(model.New(model.Table, model.Attrs{}, table...), proofWide())
	s.Styles.Cell = written
	if err != nil {
		return err
	}
	for i := range rows {
		rows[i].Keep = i+1 < len(rows)
	}
	rows[len(rows)-1].After = 22 * gap
	s.span(rows...)
	return nil
}

// lineNumbers numbers the lines of every page at the left of the text, and draws the line between the text and the room for marks. What is placed
// before the first row, or from the end row on, is no text.
func (o Proof) lineNumbers(s *setting, book compose.Book, first, end int) error {
	every := o.Every
	if every == 0 {
		every = 5
	}
	st := s.styles.furniture
	st.Size, st.Align = 8*typeset.Point, typeset.End
	col := compose.Column{X: s.sheet.Text.X - 40*gap, Width: 30 * gap}
	text := s.sheet.Text
	count, now := 0, -1
	var from typeset.Length
	for i, placed := range book.Placed {
		if i < first {
			from = placed.Y + placed.Row.Height + pitch
			continue
		}
		p := &book.Pages[placed.Page]
		if placed.Page != now {
			if now >= 0 || placed.Page > 0 {
				from = s.sheet.Top
			}
			count, now = 0, placed.Page
			p.Frames = append(p.Frames, page.Frame{Marks: []page.Mark{
				page.Box{X: text.X + text.Width + 16*gap, Y: from, W: compose.Hair, H: s.sheet.Bottom - from, Fill: page.Hair},
			}})
		}
		baseline, ok := firstBaseline(placed.Row)
		if !ok {
			continue
		}
		if count++; i >= end {
			continue
		}
		if every < 0 || count%every != 0 {
			continue
		}
		f, err := s.Line(compose.Plain(strconv.Itoa(count), st), st, col)
		if err != nil {
			return err
		}
		p.Frames = append(p.Frames, f.Moved(0, placed.Y+baseline-st.Pitch/2-compose.Middle(st.Size)))
	}
	return nil
}

// firstBaseline returns the baseline of the first text of a row, from its top.
func firstBaseline(r *compose.Row) (typeset.Length, bool) {
	for _, f := range r.Frames {
		for _, m := range f.Marks {
			if g, ok := m.(page.Glyphs); ok && f.Role != page.Artifact {
				return g.Y, true
			}
		}
	}
	return 0, false
}

// furnish repeats number and headline at the head of every page but the first, and puts hash and page number at the foot of all.
func (o Proof) furnish(s *setting, pages []page.Page) error {
	words, wide := s.Words(), proofWide()
	narrow := s.sheet.Text
	s.sheet.Text = wide
	defer func() { s.sheet.Text = narrow }()
	st := s.styles.furniture
	for i := range pages {
		p := &pages[i]
		if i > 0 {
			right := s.piece.Number
			if o.Version > 0 {
				right = strings.TrimSpace(right + "\u2002" + words.S("page.version") + " " + strconv.Itoa(o.Version))
			}
			if err := s.runningHead(p, words.S("page.proof")+"\u3000"+headlineOf(s.piece), right, page.Artifact); err != nil {
				return err
			}
		}
		number := st
		number.Align = typeset.End
		hash := st
		hash.Size, hash.Align = 7*typeset.Point, typeset.Start
		var fingerprint string
		if s.piece.Version != "" {
			fingerprint = words.S("page.hash", "Value", s.piece.Version)
		}
		for _, part := range []struct {
			text  string
			style compose.Style
		}{{fingerprint, hash}, {words.S("page.sheet", "Page", i+1, "Pages", len(pages)), number}} {
			f, err := s.Line(compose.Plain(part.text, part.style), part.style, wide)
			if err != nil {
				return err
			}
			if len(f.Marks) > 0 {
				p.Frames = append(p.Frames, f.Moved(0, footLine-st.Pitch))
			}
		}
	}
	return nil
}
