package layout

import (
	"strconv"
	"strings"
	"time"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/page/compose"
)

// Bulletin says what stands around the pieces of a bulletin (简报). Parts that are empty leave no trace.
type Bulletin struct {
	Name     string         // 校园简报
	Issue    int            // 第N期; 0 for none
	Organ    string         // that edits it
	Date     time.Time      // in the newsroom's zone; zero for none
	Language catalogue.Lang // of the words around the pieces
	Turn     bool           // every piece begins a page; otherwise they run on
	Contents bool           // with page numbers, after the title block
	Columns  int            // of the bodies, 1 or 2; 0 is 1
	Hyphens  func(word string) []int
}

// bulletin is one in the making.
type bulletin struct {
	*setting
	Bulletin
	pieces []export.Piece
}

// Lay lays pieces out as a bulletin on A4: title block, contents, the pieces with their heads, abstracts and bodies, notes numbered in each
// piece. It fails where [Article] does.
func (b Bulletin) Lay(pieces []export.Piece, f page.Fonts) (page.Document, export.Report, error) {
	st := newStyles(f)
	if b.Columns > 1 {
		st = st.narrowed()
	}
	m := &bulletin{setting: newSetting(sheet(min(b.Columns, 2)), st, f, Options{Hyphens: b.Hyphens}), Bulletin: b, pieces: pieces}
	book, err := m.book()
	if err != nil {
		return page.Document{}, export.Report{}, err
	}
	if err := m.furnish(book); err != nil {
		return page.Document{}, export.Report{}, err
	}
	m.For(export.Piece{Language: b.Language})
	r := m.Report()
	r.Pages = len(book.Pages)
	return page.Document{
		Title: strings.Join(m.title(), " "), Author: b.Organ, Language: string(b.Language), Pages: book.Pages, Outline: book.Outline, Anchors: book.Anchors,
	}, r, nil
}

// title returns name and issue.
func (b *bulletin) title() []string {
	var out []string
	if b.Name != "" {
		out = append(out, b.Name)
	}
	if b.Issue > 0 {
		out = append(out, b.Words().S("page.issue", "Issue", b.Issue))
	}
	return out
}

// book sets everything. The contents take the same room whatever their numbers are, so the numbers of a first run are those of the second.
func (b *bulletin) book() (compose.Book, error) {
	b.For(export.Piece{Language: b.Language})
	if err := b.titleBlock(); err != nil {
		return compose.Book{}, err
	}
	front := b.rows
	b.rows = nil
	for i, p := range b.pieces {
		first := len(b.rows)
		if err := b.article(p); err != nil {
			return compose.Book{}, err
		}
		if first == len(b.rows) {
			continue
		}
		r := &b.rows[first]
		r.Anchor = anchorOf(i)
		r.Turn = b.Turn && (i > 0 || len(front) > 0)
		if i > 0 {
			r.Before = max(r.Before, 2*pitch)
		}
		r.Bookmark = &page.Bookmark{Title: headlineOf(p), Level: 1}
		for j := first + 1; j < len(b.rows); j++ {
			if mark := b.rows[j].Bookmark; mark != nil {
				deeper := *mark
				deeper.Level++
				b.rows[j].Bookmark = &deeper
			}
		}
	}
	body := b.rows
	b.For(export.Piece{Language: b.Language})
	var book compose.Book
	pages := make([]int, len(b.pieces))
	for range 2 {
		contents, err := b.contents(pages)
		if err != nil {
			return book, err
		}
		rows := append(front[:len(front):len(front)], contents...)
		book = b.Paginate(append(rows, body...), b.sheet)
		for i := range pages {
			pages[i] = 0
			for _, a := range book.Anchors {
				if a.Name == anchorOf(i) {
					pages[i] = a.Page + 1
				}
			}
		}
	}
	return book, nil
}

func anchorOf(piece int) string { return "article-" + strconv.Itoa(piece+1) }

func headlineOf(p export.Piece) string { return oneLine(p.Doc.Part(model.Headline)) }

// titleBlock appends the title block: name in red, issue, a line with organ and date, a red rule.
func (b *bulletin) titleBlock() error {
	st := b.styles
	name := st.headline
	name.Size, name.Pitch, name.Color, name.Role = 42*typeset.Point, 60*typeset.Point, page.Red, page.Title
	issue := st.meta
	issue.Size, issue.Pitch, issue.Color, issue.Before, issue.After = 14*typeset.Point, 22*typeset.Point, page.Ink, 4*gap, 0
	issue.Family = b.Fonts.Song
	if err := b.paragraph(compose.Plain(b.Name, name), name, b.sheet.Text); err != nil {
		return err
	}
	if b.Issue > 0 {
		if err := b.paragraph(compose.Plain(b.Words().S("page.issue", "Issue", b.Issue), issue), issue, b.sheet.Text); err != nil {
			return err
		}
	}
	line := st.Text
	line.Indent, line.Align = 0, typeset.Start
	end := line
	end.Align = typeset.End
	var date string
	if !b.Date.IsZero() {
		date = b.Date.Format(b.Words().S("page.date")) // the catalogue has the form, in the manner of package time
	}
	var row compose.Row
	for _, part := range []struct {
		text  string
		style compose.Style
	}{{b.Organ, line}, {date, end}} {
		frames, err := b.Lines(compose.Plain(part.text, part.style), part.style, b.sheet.Text)
		if err != nil {
			return err
		}
		for i, f := range frames {
			row.Frames = append(row.Frames, f.Moved(0, typeset.Length(i)*line.Pitch))
		}
		row.Height = max(row.Height, typeset.Length(len(frames))*line.Pitch)
	}
	if len(row.Frames) > 0 {
		row.Before, row.Keep = 8*gap, true
		b.span(row)
	}
	if len(b.rows) > 0 {
		b.span(compose.Row{Before: 3 * gap, Height: 2 * gap, After: 14 * gap, Frames: []page.Frame{{Marks: []page.Mark{
			page.Box{X: b.sheet.Text.X, W: b.sheet.Text.Width, H: 2 * gap, Fill: page.Red},
		}}}})
	}
	return nil
}

// furnish gives every page its number, and every page but the first the name of the bulletin and the headline of the piece that its text begins
// with.
func (b *bulletin) furnish(book compose.Book) error {
	name := strings.Join(b.title(), "　")
	for n := range book.Pages {
		if n > 0 {
			headline := ""
			for _, a := range book.Anchors {
				piece, ok := strings.CutPrefix(a.Name, "article-")
				if !ok || a.Page > n || a.Page == n && a.Y > b.sheet.Top && headline != "" {
					continue
				}
				if i, err := strconv.Atoi(piece); err == nil {
					headline = headlineOf(b.pieces[i-1])
				}
			}
			if err := b.runningHead(&book.Pages[n], headline, name, page.Artifact); err != nil {
				return err
			}
		}
		if err := b.number(&book.Pages[n], n+1); err != nil {
			return err
		}
	}
	return nil
}
