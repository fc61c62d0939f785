package layout

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/page/compose"
	pictures "galley/export/picture"
)

// Poster says how an article is put up on boards and in corridors: one upright sheet with the headline as large as it goes, the abstract, a picture
// and a code that is read from some steps away.
type Poster struct {
	Code    *ShareCode // nil for none
	A3      bool       // instead of A4
	Picture int        // which of the body's figures, from 1; 0 is the first, and below 0 none is shown
}

// ErrPosterFull says that the text does not go on one sheet in sizes that can be read from some steps away. Nothing of it is ever cut.
var ErrPosterFull = errors.New("page: the text does not go on one poster")

// The sizes of a poster in points of A4; A3 is √2 larger.
var (
	posterHeadlines = []float64{76, 70, 64, 58, 53, 48, 44, 40, 36, 33, 30, 28, 26}
	posterAbstracts = []float64{26, 24, 22, 20, 18, 17, 16, 15, 14, 13, 12}
)

// posterTries are what a headline may take of the room, and the height under which a picture becomes no smaller while the text still can.
var posterTries = []struct{ headline, picture float64 }{{0.34, 230}, {0.40, 170}, {0.46, 110}, {1, 80}}

const (
	posterMargin   = 48  // on all sides
	posterMeasure  = 499 // of the text
	posterGap      = 20  // between two parts
	posterQuiet    = 30  // round the code: four cells of a small one (ISO/IEC 18004:2015, 6.3.8)
	posterPictured = 18  // the abstract's largest size beside a picture
	posterDots     = 150 // dots an inch of a picture, under which it looks coarse at arm's length
	posterCodeA4   = 62  // side of the code in mm: a code is read from ten times its side
	posterCodeA3   = 102
	posterLines    = 3 // of the headline, and one more where it is small
	posterSmall    = 36
)

// poster is a sheet in the making.
type poster struct {
	*setting
	scale         float64
	frames        []page.Frame
	column        compose.Column
	top, bottom   typeset.Length // of the room between head and foot
	kicker, title compose.Style
	subtitle      compose.Style
	abstract      compose.Style
	caption       compose.Style
	figure        *model.Node
	wide, high    int // pixels of the figure
	data          []byte
	notes         []catalogue.Text
	taken         typeset.Length // of the room, by what has one size
}

// u is a length in points of A4 on the sheet.
func (s *poster) u(points float64) typeset.Length { return typeset.Points(points * s.scale) }

// Lay lays a piece out as a poster. Besides what [Article] fails for, it fails with [ErrPosterFull].
func (o Poster) Lay(p export.Piece, f page.Fonts) (page.Document, export.Report, error) {
	if err := p.Doc.Check(); err != nil {
		return page.Document{}, export.Report{}, err
	}
	sh := sheet(1)
	s := &poster{scale: 1}
	if o.A3 {
		s.scale, sh.Width, sh.Height = math.Sqrt2, typeset.Millimetres(297), typeset.Millimetres(420)
	}
	width := s.u(posterMeasure)
	s.column = compose.Column{X: (sh.Width - width) / 2, Width: width}
	sh.Text = s.column
	s.setting = newSetting(sh, newStyles(f), f, Options{Code: o.Code})
	s.piece = p
	s.For(p)
	s.looks()
	if err := s.find(o.Picture); err != nil {
		return page.Document{}, export.Report{}, err
	}
	for _, part := range []func() error{s.mast, s.content, func() error { return s.foot(o) }} {
		if err := part(); err != nil {
			return page.Document{}, export.Report{}, err
		}
	}
	d, r := s.finish(compose.Book{Pages: []page.Page{{Width: sh.Width, Height: sh.Height, Frames: s.frames}}})
	r.Notes = append(r.Notes, s.notes...)
	return d, r, nil
}

// looks makes the styles of the sheet.
func (s *poster) looks() {
	st := func(family *typeset.Family, size, pitch float64, color page.Color, align typeset.Align, role page.Role) compose.Style {
		return compose.Style{Family: family, Size: s.u(size), Pitch: s.u(pitch), Color: color, Align: align, Balance: align == typeset.Centre, Role: role}
	}
	f := s.Fonts
	s.kicker = st(f.Kai, 20, 30, page.Soft, typeset.Centre, page.P)
	s.title = st(f.SongBold, 0, 0, page.Ink, typeset.Centre, page.Title)
	s.title.Shape = typeset.Trapezoid
	s.subtitle = st(f.Song, 18, 28, page.Ink, typeset.Centre, page.P)
	s.abstract = st(f.Song, 0, 0, page.Ink, typeset.Justify, page.P)
	s.caption = st(f.Kai, 10.5, 16, page.Soft, typeset.Centre, page.Caption)
	s.top, s.bottom = s.u(posterMargin), s.sheet.Height-s.u(posterMargin)
}

// find finds the figure that is shown and reads its picture.
func (s *poster) find(number int) error {
	if number < 0 {
		return nil
	}
	n := 0
	s.piece.Doc.Part(model.Body).Walk(func(c *model.Node, _ model.Pos) bool {
		if c.Kind() == model.Figure && s.figure == nil {
			if n++; n == max(1, number) {
				s.figure = c
			}
		}
		return s.figure == nil
	})
	if s.figure == nil {
		return nil
	}
	name := s.figure.Attrs().Shown()
	if s.piece.Pictures == nil {
		return fmt.Errorf("page: picture %s: the piece has no pictures", name)
	}
	var err error
	if s.data, err = s.piece.Pictures(name); err != nil {
		return fmt.Errorf("page: picture %s: %w", name, err)
	}
	conf, _, err := pictures.Config(s.data)
	if err != nil {
		return fmt.Errorf("page: picture %s: %w", name, err)
	}
	s.wide, s.high = conf.Width, conf.Height
	if pictures.Sideways(pictures.Orientation(s.data)) {
		s.wide, s.high = s.high, s.wide
	}
	return nil
}

// lines sets text from a height on and returns where it ends.
func (s *poster) lines(in compose.Inline, st compose.Style, col compose.Column, y typeset.Length) (typeset.Length, error) {
	frames, err := s.Lines(in, st, col)
	for _, f := range frames {
		s.frames = append(s.frames, f.Moved(0, y))
		y += st.Pitch
	}
	return y, err
}

// mast puts column and site at the head, over a red bar.
func (s *poster) mast() error {
	st := compose.Style{Family: s.Fonts.HeiBold, Size: s.u(15), Pitch: s.u(22), Color: page.Red, Align: typeset.Start, Role: page.P}
	site := st
	site.Family, site.Color, site.Align, site.Size = s.Fonts.Hei, page.Soft, typeset.End, s.u(12)
	half := compose.Column{X: s.column.X, Width: s.column.Width / 2}
	other := compose.Column{X: half.X + half.Width, Width: half.Width}
	left, err := s.lines(compose.Plain(s.piece.Column, st), st, half, s.top)
	if err != nil {
		return err
	}
	right, err := s.lines(compose.Plain(s.piece.Site, site), site, other, s.top)
	if err != nil {
		return err
	}
	s.top = max(left, right, s.top) + s.u(5)
	s.frames = append(s.frames, page.Frame{Marks: []page.Mark{page.Box{X: s.column.X, Y: s.top, W: s.column.Width, H: s.u(5), Fill: page.Red}}})
	s.top += s.u(5 + 26)
	return nil
}

// codeSide is the side of the code; 0 for none.
func (s *poster) codeSide() typeset.Length {
	switch {
	case s.code == nil:
		return 0
	case s.scale > 1:
		return typeset.Millimetres(posterCodeA3)
	}
	return typeset.Millimetres(posterCodeA4)
}

// footHeight is the room of the foot: of the code, or of the lines of source and date.
func (s *poster) footHeight() typeset.Length { return max(s.codeSide(), s.u(48)) }

// spread says how a poster's parts share the room.
type spread struct {
	title, abstract compose.Style
	picture         typeset.Length // its height, 0 for none
	free            typeset.Length // left over
}

// plain returns nodes without footnotes, which a poster has no place for.
func plain(nodes []*model.Node) []*model.Node {
	var out []*model.Node
	for _, n := range nodes {
		if n.Kind() != model.Footnote {
			out = append(out, n)
		}
	}
	return out
}

func (s *poster) part(k model.Kind) []*model.Node { return plain(s.piece.Doc.Part(k).Children()) }

// height measures text; 0 for none. fits is false where a line is wider than its column.
func (s *poster) height(nodes []*model.Node, st compose.Style, col compose.Column) (h typeset.Length, lines int, fits bool, err error) {
	set, err := s.Measure(nodes, st, col)
	if err != nil {
		return 0, 0, false, err
	}
	fits = true
	for _, l := range set {
		fits = fits && l.Width <= col.Width
	}
	return typeset.Length(len(set)) * st.Pitch, len(set), fits, nil
}

// panelColumn is where the abstract stands: in a panel where there is no picture.
func (s *poster) panelColumn() compose.Column {
	if s.figure != nil {
		return s.column
	}
	return compose.Column{X: s.column.X + s.u(26), Width: s.column.Width - s.u(48)}
}

func (s *poster) panelPad() typeset.Length {
	if s.figure != nil {
		return 0
	}
	return s.u(18)
}

// credit is the caption of the picture with its credit.
func (s *poster) credit() (compose.Inline, error) {
	in, err := s.Inline(plain(s.figure.Children()), s.caption)
	text := export.Credit(s.Words(), s.figure.Attrs())
	if err != nil || text == "" {
		return in, err
	}
	if len(s.figure.Children()) > 0 {
		text = "\u3000" + text
	}
	in.Append(compose.Plain(text, s.caption))
	return in, nil
}

// captionHeight is the room of the caption.
func (s *poster) captionHeight() (typeset.Length, error) {
	if s.figure == nil {
		return 0, nil
	}
	in, err := s.credit()
	if err != nil {
		return 0, err
	}
	block := s.frames
	h, err := s.lines(in, s.caption, s.column, 0)
	s.frames = block
	return h, err
}

// arrange chooses the largest headline, and then the largest abstract, that leave room for a picture, and a smaller picture where none do.
func (s *poster) arrange() (spread, error) {
	above := typeset.Length(0)
	for _, part := range []struct {
		kind  model.Kind
		style compose.Style
	}{{model.Kicker, s.kicker}, {model.Subtitle, s.subtitle}} {
		h, _, _, err := s.height(s.part(part.kind), part.style, s.column)
		if err != nil {
			return spread{}, err
		}
		if h > 0 {
			above += h + s.u(6)
		}
	}
	caption, err := s.captionHeight()
	if err != nil {
		return spread{}, err
	}
	s.taken = above
	if s.figure != nil {
		s.taken += s.u(posterGap) + caption + s.u(5)
	}
	tries := posterTries
	if s.figure == nil {
		tries = tries[2:]
	}
	for _, try := range tries {
		if sp, ok, err := s.try(try.headline, s.u(try.picture)); ok || err != nil {
			return sp, err
		}
	}
	return spread{}, ErrPosterFull
}

// try chooses sizes for a headline that takes at most a share of the room and a picture of at least a height.
func (s *poster) try(share float64, least typeset.Length) (spread, bool, error) {
	room := s.bottom - s.footHeight() - s.u(posterQuiet+posterGap) - s.top
	least = min(least, s.natural())
	for _, size := range posterHeadlines {
		title := s.title
		title.Size, title.Pitch = s.u(size), s.u(size*1.3)
		h, n, fits, err := s.height(s.part(model.Headline), title, s.column)
		if err != nil {
			return spread{}, false, err
		}
		most := posterLines
		if size < posterSmall {
			most++
		}
		if !fits || float64(h) > share*float64(room) || n > most && share < 1 {
			continue
		}
		for _, size := range posterAbstracts {
			if s.figure != nil && size > posterPictured {
				continue
			}
			abstract := s.abstract
			abstract.Size, abstract.Pitch = s.u(size), s.u(size*1.7)
			text, _, fits, err := s.height(s.part(model.Abstract), abstract, s.panelColumn())
			if err != nil {
				return spread{}, false, err
			}
			if text > 0 {
				text += s.u(posterGap) + 2*s.panelPad()
			}
			if free := room - s.taken - h - text; fits && free >= least {
				high := min(free, s.natural())
				return spread{title, abstract, high, free - high}, true, nil
			}
		}
	}
	return spread{}, false, nil
}

// natural is the height of the picture in the whole measure.
func (s *poster) natural() typeset.Length {
	if s.figure == nil {
		return 0
	}
	return max(typeset.Point, typeset.Length(int64(s.column.Width)*int64(s.high)/int64(s.wide)))
}

// content puts kicker, headline, subtitle, picture and abstract between head and foot. What is left over is shared: most of it above the
// headline and below the abstract of a sheet without a picture.
func (s *poster) content() error {
	sp, err := s.arrange()
	if err != nil {
		return err
	}
	y := s.top + sp.free*3/10
	gap := s.u(posterGap) + sp.free*2/10
	for _, part := range []struct {
		kind  model.Kind
		style compose.Style
	}{{model.Kicker, s.kicker}, {model.Headline, sp.title}, {model.Subtitle, s.subtitle}} {
		in, err := s.Inline(s.part(part.kind), part.style)
		if err != nil {
			return err
		}
		from := y
		if y, err = s.lines(in, part.style, s.column, y); err != nil {
			return err
		}
		if y > from && part.kind != model.Headline {
			y += s.u(6)
		}
	}
	if s.figure != nil {
		if y, err = s.show(sp.picture, y+gap); err != nil {
			return err
		}
	}
	in, err := s.Inline(s.part(model.Abstract), sp.abstract)
	if err != nil || len(s.part(model.Abstract)) == 0 {
		return err
	}
	y += gap
	ground := len(s.frames)
	s.frames = append(s.frames, page.Frame{})
	end, err := s.lines(in, sp.abstract, s.panelColumn(), y+s.panelPad())
	if s.figure != nil || end == y+s.panelPad() {
		s.frames = append(s.frames[:ground:ground], s.frames[ground+1:]...)
		return err
	}
	h := end + s.panelPad() - y
	s.frames[ground].Marks = []page.Mark{
		page.Box{X: s.column.X, Y: y, W: s.column.Width, H: h, Fill: page.Wash},
		page.Box{X: s.column.X, Y: y, W: s.u(4), H: h, Fill: page.Red},
	}
	return err
}

// show puts the picture and its caption from a height on.
func (s *poster) show(high, y typeset.Length) (typeset.Length, error) {
	a := s.figure.Attrs()
	wide := max(typeset.Point, min(s.column.Width, typeset.Length(int64(high)*int64(s.wide)/int64(s.high))))
	if dots := int64(s.wide) * 72 * int64(typeset.Point) / int64(wide); dots < posterDots {
		s.notes = append(s.notes, compose.Coarse(s.figure, dots))
	}
	s.frames = append(s.frames, page.Frame{Role: page.FigureRole, Block: s.Block(), Alt: a.Alt, Marks: []page.Mark{
		page.Picture{X: s.column.X + (s.column.Width-wide)/2, Y: y, W: wide, H: high, Hash: a.Shown(), Data: s.data},
	}})
	in, err := s.credit()
	if err != nil {
		return 0, err
	}
	return s.lines(in, s.caption, s.column, y+high+s.u(5))
}

// foot puts the code at the left of the foot and beside it what it is for, its address, source and date.
func (s *poster) foot(o Poster) error {
	side := s.codeSide()
	top := s.bottom - s.footHeight()
	s.frames = append(s.frames, page.Frame{Marks: []page.Mark{
		page.Box{X: s.column.X, Y: top - s.u(posterQuiet), W: s.column.Width, H: s.u(0.75), Fill: page.Ink},
	}})
	col := s.column
	st := compose.Style{Family: s.Fonts.HeiBold, Size: s.u(21), Pitch: s.u(31), Color: page.Ink, Align: typeset.Start, Role: page.P}
	if o.Code != nil {
		if o.Code.Size < 1 {
			return fmt.Errorf("page: a share code of %d cells", o.Code.Size)
		}
		address := o.Code.Address
		if address == "" {
			address = s.piece.Permalink
		}
		shown := o.Code.Shown
		if shown == "" {
			shown = address
		}
		s.frames = append(s.frames, page.Frame{Role: page.Code, Block: s.Block(), Alt: shown, Marks: []page.Mark{
			page.Cells{X: col.X, Y: top, Side: side / typeset.Length(o.Code.Size), Rects: o.Code.Rects, Fill: page.Black, Link: address},
		}})
		col.X, col.Width = col.X+side+s.u(posterQuiet), col.Width-side-s.u(posterQuiet)
		y, err := s.lines(compose.Plain(s.Words().S("poster.scan"), st), st, col, top)
		if err != nil {
			return err
		}
		where := st
		where.Family, where.Size, where.Pitch, where.Color = s.Fonts.Hei, s.u(10), s.u(15), page.Soft
		var in compose.Inline
		in.Add(shown, where.Family, where.Size, compose.Dress{Link: address, Quiet: true})
		if _, err = s.lines(in, where, col, y+s.u(4)); err != nil {
			return err
		}
	}
	organ := st
	organ.Size, organ.Pitch = s.u(15), s.u(24)
	date := organ
	date.Family, date.Size = s.Fonts.Hei, s.u(12)
	date.Color = page.Soft
	name := strings.TrimSpace(s.piece.Source)
	if name == "" {
		name = s.piece.Site
	}
	day := ""
	if !s.piece.Published.IsZero() {
		day = s.piece.Published.Format(s.Words().S("page.date"))
	}
	from := len(s.frames)
	y, err := s.lines(compose.Plain(name, organ), organ, col, 0)
	if err == nil {
		y, err = s.lines(compose.Plain(day, date), date, col, y)
	}
	for i := range s.frames[from:] {
		s.frames[from+i] = s.frames[from+i].Moved(0, s.bottom-y)
	}
	return err
}
