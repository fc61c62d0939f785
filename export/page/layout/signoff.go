package layout

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"galley/assets/catalogue"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/page/compose"
)

// SignOff says how a sign-off sheet (审稿单, 发稿签) is printed: a ruled form on A4 with the manuscript, a line for each review to be signed, every
// decision, every version, and the publication.
type SignOff struct {
	Code    *ShareCode // of [export.SignOff.CodeText]; nil for none
	Printed time.Time  // in the newsroom's zone; zero for none
}

// The columns of the form's tables, in points; each adds up to the measure.
var (
	signOffText     = compose.Column{X: typeset.Millimetres(22), Width: 470 * typeset.Point}
	factColumns     = []float64{66, 169, 66, 169}
	reviewColumns   = []float64{66, 190, 94, 120}
	decisionColumns = []float64{34, 58, 64, 52, 136, 70, 56}
	versionColumns  = []float64{36, 66, 76, 44, 248}

	// English words are longer.
	decisionColumnsEnglish = []float64{30, 62, 62, 62, 124, 74, 56}
	versionColumnsEnglish  = []float64{48, 58, 72, 48, 244}
)

// mostHeadline is how many characters of a headline can stand at the head of a page.
const mostHeadline = 120

const signOffCode = 70 * typeset.Point // side of the code, 25 mm

// signOff is a sheet in the making.
type signOff struct {
	*setting
	record                                  export.SignOff
	label, value, kai, bold, small, figures compose.Style
}

// Lay lays a record out on A4, in the record's language. It fails for a damaged font and a record that cannot be hashed.
func (o SignOff) Lay(r export.SignOff, f page.Fonts) (page.Document, export.Report, error) {
	hash, err := r.Hash()
	if err != nil {
		return page.Document{}, export.Report{}, err
	}
	s := newSignOff(r, f)
	for _, part := range []func() error{func() error { return s.title(o) }, s.manuscript, s.reviews, s.decisions, s.versions, s.release, func() error { return s.closing(o) }} {
		if err := part(); err != nil {
			return page.Document{}, export.Report{}, err
		}
	}
	book := s.Paginate(s.rows, s.sheet)
	for i := range book.Pages {
		if err := s.foot(&book.Pages[i], i+1, len(book.Pages), hash); err != nil {
			return page.Document{}, export.Report{}, err
		}
	}
	report := s.Report()
	report.Pages = len(book.Pages)
	return page.Document{
		Title: strings.TrimSpace(s.Words().S("signoff.title") + " " + r.Number + " " + r.Manuscript.Headline), Author: r.Site, Subject: r.Manuscript.Headline,
		Language: string(r.Language), Pages: book.Pages, Outline: book.Outline,
	}, report, nil
}

func newSignOff(r export.SignOff, f page.Fonts) *signOff {
	st := newStyles(f)
	pt := typeset.Points
	head := &st.Headings[0]
	head.Size, head.Pitch, head.Before, head.After = pt(11), pt(16), pt(11), pt(4)
	sh := sheet(1)
	sh.Text, sh.Top, sh.Bottom = signOffText, typeset.Millimetres(18), sheetHeight-typeset.Millimetres(22)
	s := &signOff{setting: newSetting(sh, st, f, Options{}), record: r}
	s.For(export.Piece{Language: r.Language})
	s.value = compose.Style{Family: f.Song, Size: pt(10), Pitch: pt(15), Color: page.Ink, Align: typeset.Start, Role: page.TableCell}
	s.label, s.kai, s.bold, s.small, s.figures = s.value, s.value, s.value, s.value, s.value
	s.label.Family, s.label.Size, s.label.Align, s.label.Balance, s.label.Role = f.Hei, pt(9.5), typeset.Centre, true, page.TableHead
	s.kai.Family, s.kai.Color = f.Kai, page.Soft
	s.bold.Family, s.bold.Size, s.bold.Pitch = f.SongBold, pt(13), pt(20)
	s.small.Size, s.small.Pitch, s.small.Color = pt(8), pt(12), page.Soft
	s.figures.Size, s.figures.Pitch = pt(9), pt(13.5)
	return s
}

// words makes a paragraph of a cell; none of no text.
func words(text string, st compose.Style) []compose.Words {
	if text = strings.ReplaceAll(text, "\t", " "); strings.TrimSpace(text) == "" {
		return nil
	}
	return []compose.Words{{Inline: compose.Plain(text, st), Style: st}}
}

func (s *signOff) cell(cols int, text string) compose.FormCell {
	return compose.FormCell{Text: words(text, s.value), Cols: cols}
}

func (s *signOff) head(id string) compose.FormCell {
	return compose.FormCell{Text: words(s.Words().S(id), s.label), Head: true}
}

// heads is the line of heads of a table.
func (s *signOff) heads(ids ...string) []compose.FormCell {
	var out []compose.FormCell
	for _, id := range ids {
		out = append(out, s.head(id))
	}
	return out
}

// narrow makes the cells of a table smaller than those of the form.
func (s *signOff) narrow(text string, under ...string) compose.FormCell {
	c := compose.FormCell{Text: words(text, s.figures)}
	for _, u := range under {
		c.Text = append(c.Text, words(u, s.small)...)
	}
	return c
}

// table appends a section: its heading, and a table of lines whose columns are so many points wide.
func (s *signOff) table(heading string, lines [][]compose.FormCell, columns []float64, heads int, together bool) error {
	title := s.Words().S(heading)
	above, err := s.Paragraph(compose.Plain(title, s.styles.Headings[0]), s.styles.Headings[0], s.sheet.Text)
	if err != nil {
		return err
	}
	above[0].Bookmark = &page.Bookmark{Title: title, Level: 1}
	edges := []typeset.Length{s.sheet.Text.X}
	for _, w := range columns {
		edges = append(edges, edges[len(edges)-1]+typeset.Points(w))
	}
	rows, err := s.Form(lines, edges, heads)
	if err != nil {
		return err
	}
	for i := range rows[:len(rows)-1] {
		rows[i].Keep = rows[i].Keep || together
	}
	s.rows = append(append(s.rows, above...), rows...)
	return nil
}

func (s *signOff) widths(chinese, english []float64) []float64 {
	if s.record.Language == catalogue.En {
		return english
	}
	return chinese
}

func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("2006-01-02 15:04")
}

// title appends the name of the sheet, what it is about, and the code.
func (s *signOff) title(o SignOff) error {
	r, text := s.record, s.sheet.Text
	name := s.styles.headline
	name.Size, name.Pitch, name.Align, name.Balance = 26*typeset.Point, 36*typeset.Point, typeset.Start, false
	line := s.styles.share
	line.Color = page.Soft
	place := line
	place.Size, place.Pitch = typeset.Points(9), typeset.Points(14)
	col := compose.Column{X: text.X, Width: text.Width - signOffCode - 20*gap}
	var row compose.Row
	y := typeset.Length(0)
	add := func(in compose.Inline, st compose.Style, col compose.Column) error {
		frames, err := s.Lines(in, st, col)
		for _, f := range frames {
			row.Frames = append(row.Frames, f.Moved(0, y))
			y += st.Pitch
		}
		return err
	}
	if r.Site != "" {
		if err := add(compose.Plain(r.Site, place), place, col); err != nil {
			return err
		}
	}
	if err := add(compose.Plain(s.Words().S("signoff.title"), name), name, col); err != nil {
		return err
	}
	var about compose.Inline
	apart := ""
	for _, part := range [][2]string{{s.Words().S("page.number"), r.Number}, {s.Words().S("signoff.state"), s.Words().S("state." + r.State)}, {s.Words().S("page.printed"), moment(o.Printed)}} {
		if part[1] == "" {
			continue
		}
		about.Add(apart+part[0]+"\u2002", line.Family, line.Size, compose.Dress{})
		about.Add(part[1], s.Fonts.HeiBold, line.Size, compose.Dress{})
		apart = "\u3000\u2002"
	}
	if err := add(about, line, col); err != nil {
		return err
	}
	if o.Code == nil {
		row.Height = y
	} else if err := s.code(&row, o.Code, y); err != nil {
		return err
	}
	s.rows = append(s.rows, row)
	return nil
}

// code puts the code with its caption at the right of the title, whose height is given.
func (s *signOff) code(row *compose.Row, code *ShareCode, height typeset.Length) error {
	if code.Size < 1 {
		return fmt.Errorf("page: a code of %d cells", code.Size)
	}
	text := s.sheet.Text
	caption := s.styles.address
	caption.Size, caption.Pitch, caption.Align = typeset.Points(7.5), typeset.Points(12), typeset.Centre
	x := text.X + text.Width - signOffCode
	row.Height = signOffCode + caption.Pitch
	for i := range row.Frames {
		row.Frames[i] = row.Frames[i].Moved(0, max(0, row.Height-height-caption.Pitch/2))
	}
	row.Height = max(row.Height, height)
	cells := page.Cells{X: x, Side: signOffCode / typeset.Length(code.Size), Rects: code.Rects, Fill: page.Black}
	id := "signoff.scan_record"
	if s.record.Public() {
		id, cells.Link = "signoff.scan_page", s.record.Release.Address
	}
	row.Frames = append(row.Frames, page.Frame{Role: page.Code, Block: s.Block(), Alt: code.Shown, Marks: []page.Mark{cells}})
	frames, err := s.Lines(compose.Plain(s.Words().S(id), caption), caption, compose.Column{X: x - 20*gap, Width: signOffCode + 40*gap})
	for _, f := range frames {
		row.Frames = append(row.Frames, f.Moved(0, signOffCode+2*gap))
	}
	return err
}

// manuscript appends what the article is like. Fields that are empty stay, to be filled in by hand.
func (s *signOff) manuscript() error {
	m, w := s.record.Manuscript, s.Words()
	headline := compose.FormCell{Cols: 3}
	headline.Text = append(append(words(m.Kicker, s.kai), words(m.Headline, s.bold)...), words(m.Subtitle, s.value)...)
	nature := w.S("signoff.original")
	if m.Origin != "" {
		nature = w.S("signoff.taken", "Value", m.Origin)
	}
	kind := ""
	if m.Kind != "" {
		kind = w.S("kind." + m.Kind)
	}
	and := w.S("page.and")
	hash := compose.FormCell{Cols: 3, Text: words(m.Hash, s.figures)}
	if m.Version > 0 {
		hash.Text[0].Inline.Add("\u3000"+w.S("page.version")+"\u2002"+strconv.Itoa(m.Version), s.figures.Family, s.figures.Size, compose.Dress{})
	}
	return s.table("signoff.manuscript", [][]compose.FormCell{
		{s.head("signoff.headline"), headline},
		{s.head("signoff.authors"), s.cell(1, strings.Join(m.Authors, and)), s.head("signoff.source"), s.cell(1, m.Source)},
		{s.head("signoff.column"), s.cell(1, m.Column), s.head("signoff.kind"), s.cell(1, kind)},
		{s.head("signoff.characters"), s.cell(1, strconv.Itoa(m.Characters)), s.head("signoff.pictures"), s.cell(1, strconv.Itoa(m.Pictures))},
		{s.head("signoff.editor"), s.cell(1, m.Editor), s.head("signoff.reviewer"), s.cell(1, m.Reviewer)},
		{s.head("signoff.created"), s.cell(1, moment(s.record.Created)), s.head("signoff.planned"), s.cell(1, moment(m.Planned))},
		{s.head("signoff.nature"), s.cell(3, nature)},
		{s.head("signoff.keywords"), s.cell(3, strings.Join(m.Keywords, and))},
		{s.head("page.abstract"), s.cell(3, m.Abstract)},
		{s.head("signoff.hash"), hash},
	}, factColumns, 0, false)
}

// reviews appends a line for each review of the policy, with the decision that stands for it and a place to sign by hand.
func (s *signOff) reviews() error {
	const room = 40 * typeset.Point
	lines := [][]compose.FormCell{s.heads("signoff.step", "signoff.opinion", "signoff.person", "signoff.signature")}
	for _, step := range s.record.Standing() {
		name := compose.FormCell{Head: true, Room: room, Text: words(s.Words().Say(export.StepText(step.Name)), s.label)}
		small := s.small
		small.Align, small.Role = typeset.Centre, page.TableHead
		name.Text = append(name.Text, words(s.role(step.Role), small)...)
		opinion, person := compose.FormCell{}, s.narrow(s.Words().S("signoff.waiting"))
		if d := step.Decision; d != nil {
			result := s.label
			result.Align, result.Role, result.Family = typeset.Start, page.TableCell, s.Fonts.HeiBold
			opinion.Text = append(words(s.result(*d), result), words(opinionOf(*d), s.value)...)
			person = s.narrow(d.Name, moment(d.At))
		}
		lines = append(lines, []compose.FormCell{name, opinion, person, {}})
	}
	if len(lines) == 1 {
		return nil
	}
	return s.table("signoff.reviews", lines, reviewColumns, 1, true)
}

// role names a role; other than those of the house as it is written.
func (s *signOff) role(r string) string {
	if r == "" || !s.Words().Has("role."+r) {
		return r
	}
	return s.Words().S("role." + r)
}

// result says what a decision did.
func (s *signOff) result(d export.Decision) string {
	if d.SentTo != "" {
		return s.Words().S("signoff.sent_to", "Step", export.StepText(d.SentTo))
	}
	if id := "signoff.did." + d.Action; s.Words().Has(id) {
		return s.Words().S(id)
	}
	return d.Action
}

// opinionOf is what a person wrote with a decision.
func opinionOf(d export.Decision) string {
	return strings.TrimSpace(strings.TrimSpace(d.Opinion) + "\n" + strings.TrimSpace(d.Reason))
}

// decisions appends every decision of every round.
func (s *signOff) decisions() error {
	if len(s.record.Decisions) == 0 {
		return nil
	}
	lines := [][]compose.FormCell{s.heads("signoff.seq", "signoff.step", "signoff.person", "signoff.result", "signoff.words", "signoff.time", "page.version")}
	for _, d := range s.record.Decisions {
		step := ""
		if d.Step != "" {
			step = s.Words().Say(export.StepText(d.Step))
		}
		lines = append(lines, []compose.FormCell{
			s.narrow(strconv.Itoa(d.Seq)), s.narrow(step, s.Words().S("signoff.round", "Round", d.Round)), s.narrow(d.Name, s.role(d.Role)), s.narrow(s.result(d)),
			s.narrow(opinionOf(d)), s.narrow(d.At.Format("2006-01-02"), d.At.Format("15:04:05 -0700")), s.narrow(strconv.Itoa(d.Version), fmt.Sprintf("%.8s", d.Hash)),
		})
	}
	return s.table("signoff.decisions", lines, s.widths(decisionColumns, decisionColumnsEnglish), 1, false)
}

// versions appends every version that was handed over, with its hash in full.
func (s *signOff) versions() error {
	if len(s.record.Versions) == 0 {
		return nil
	}
	lines := [][]compose.FormCell{s.heads("page.version", "signoff.handed_by", "signoff.time", "signoff.length", "signoff.hash")}
	hash := s.figures
	hash.Size = typeset.Points(6.4) // a hash goes on one line
	for _, v := range s.record.Versions {
		lines = append(lines, []compose.FormCell{
			s.narrow(strconv.Itoa(v.Seq)), s.narrow(v.Name), s.narrow(v.At.Format("2006-01-02"), v.At.Format("15:04:05 -0700")), s.narrow(strconv.Itoa(v.Characters)),
			{Text: append(words(v.Headline, s.figures), words(v.Hash, hash)...)},
		})
	}
	return s.table("signoff.versions", lines, s.widths(versionColumns, versionColumnsEnglish), 1, false)
}

// release appends the publication and what became of it.
func (s *signOff) release() error {
	r, w := s.record.Release, s.record.Withdrawal
	if r == nil {
		r = &export.Release{}
	}
	address := s.cell(3, "")
	if r.Address != "" {
		var in compose.Inline
		in.Add(r.Address, s.value.Family, s.value.Size, compose.Dress{Link: r.Address, Quiet: true})
		address.Text = []compose.Words{{Inline: in, Style: s.value}}
	}
	lines := [][]compose.FormCell{
		{s.head("signoff.published"), s.cell(1, moment(r.At)), s.head("signoff.publisher"), s.cell(1, r.Name)},
		{s.head("signoff.address"), address},
	}
	if w != nil {
		lines = append(lines,
			[]compose.FormCell{s.head("signoff.withdrawn"), s.cell(1, moment(w.At)), s.head("signoff.withdrawn_by"), s.cell(1, w.Name)},
			[]compose.FormCell{s.head("signoff.withdrawn_for"), s.cell(3, w.Reason)})
	}
	return s.table("signoff.release", lines, factColumns, 0, true)
}

// closing appends the text of the code, and what the sheet is worth: signatures are in the newsroom's audit and not on it.
func (s *signOff) closing(o SignOff) error {
	st := s.styles.address
	st.Before = 7 * gap
	if o.Code != nil && !s.record.Public() {
		if err := s.paragraph(compose.Plain(s.Words().S("signoff.check", "Value", o.Code.Shown), st), st, s.sheet.Text); err != nil {
			return err
		}
		st.Before = 0
	}
	return s.paragraph(compose.Plain(s.Words().S("signoff.unsigned"), st), st, s.sheet.Text)
}

// foot puts the record's hash and the page's number at the foot of a page, and the number of the manuscript at the head of all but the first.
func (s *signOff) foot(p *page.Page, n, of int, hash string) error {
	st := s.styles.furniture
	fingerprint, number, head := st, st, st
	fingerprint.Size, fingerprint.Align = 7*typeset.Point, typeset.Start
	number.Align, head.Align = typeset.End, typeset.Start
	at := sheetHeight - typeset.Millimetres(13)
	for _, part := range []struct {
		text  string
		style compose.Style
	}{{s.Words().S("signoff.record", "Value", hash), fingerprint}, {s.Words().S("page.sheet", "Page", n, "Pages", of), number}} {
		f, err := s.Line(compose.Plain(part.text, part.style), part.style, s.sheet.Text)
		if err != nil {
			return err
		}
		p.Frames = append(p.Frames, f.Moved(0, at-st.Pitch))
	}
	if n == 1 {
		return nil
	}
	headline := []rune(s.record.Manuscript.Headline)
	if len(headline) > mostHeadline {
		headline = headline[:mostHeadline]
	}
	frames, err := s.RunningHead(s.Words().S("signoff.title")+"\u3000"+string(headline), s.record.Number, head, s.sheet.Text)
	for i := range frames {
		frames[i] = frames[i].Moved(0, typeset.Millimetres(10))
	}
	p.Frames = append(frames, p.Frames...)
	return err
}
