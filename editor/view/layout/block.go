package layout

import (
	"strconv"

	"galley/editor/model"
	"galley/editor/typeset"
)

// Row is one line of text in its place. Its place counts from the left of the column and the top of its block, its positions from the position
// before its block.
type Row struct {
	X, Y          typeset.Length // top left of the line's room
	Width, Height typeset.Length // of the column it stands in, and of the line
	Base          typeset.Length // the baseline, from Y
	From, To      model.Pos
	Wraps         bool // goes on in the next row, which begins at To

	text *text
	line int
}

// Line returns what is drawn, nil where there is nothing.
func (r *Row) Line() *typeset.Line {
	if n := r.text.lines[r.line].line; n >= 0 {
		return &r.text.para.Lines[n]
	}
	return nil
}

// Looks returns the looks of the line's runs by their spans.
func (r *Row) Looks() []Look { return r.text.looks }

// Size returns the size of the row's text.
func (r *Row) Size() typeset.Length { return r.text.style.size }

// start returns the position before the textblock's content.
func (r *Row) start() model.Pos { return r.From - model.Pos(r.text.lines[r.line].from) }

// XOf returns where a position of the row stands, from the left of the column.
func (r *Row) XOf(pos model.Pos) typeset.Length {
	return r.X + r.text.caretX(r.line, int(pos-r.start()))
}

// ShapeKind is a kind of [Shape].
type ShapeKind uint8

// The kinds of shapes.
const (
	Fill    ShapeKind = iota // a rectangle in one ink
	Picture                  // a figure's picture
)

// Shape is something that stands under or beside the text of a block. Its place counts as that of a [Row].
type Shape struct {
	Kind                ShapeKind
	X, Y, Width, Height typeset.Length
	Ink                 Ink
	Hash                string    // of a picture
	Pos                 model.Pos // before the figure of a picture
}

// cell is a cell of a table and the rows in it.
type cell struct {
	pos                 model.Pos // before it, from the position before its block
	x, y, width, height typeset.Length
	first, last         int // rows[first:last]
	table               int // the first cell of its table
}

// set is a block laid out.
type set struct {
	height typeset.Length
	rows   []Row // in the order of the document
	signs  []Row
	shapes []Shape
	cells  []cell
	texts  map[textKey]*text // of a block of several textblocks
}

type textKey struct {
	node  *model.Node
	style *style
	width typeset.Length
	note  int // number of the first footnote in it, 0 when it has none
}

// setter lays out one block.
type setter struct {
	l        *Layout
	out      *set
	old      map[textKey]*text
	x, width typeset.Length
	y        typeset.Length
	quoted   bool
	note     int // number of the next footnote
}

// layOut lays a block out, its first footnote with a number. Textblocks that are in old already are taken from there.
func (l *Layout) layOut(n *model.Node, old *set, note int) *set {
	s := setter{l: l, out: &set{}, width: l.o.Measure, note: note}
	if !n.Kind().IsTextblock() {
		s.out.texts = map[textKey]*text{}
		if old != nil {
			s.old = old.texts
		}
	}
	s.block(n, 0, 0)
	s.out.height = s.y
	return s.out
}

// block sets the node that begins at pos.
func (s *setter) block(n *model.Node, pos model.Pos, depth int) {
	o, st := &s.l.o, &s.l.styles
	switch n.Kind() {
	case model.Kicker:
		s.head(n, pos, &st.kicker)
	case model.Headline:
		s.head(n, pos, &st.headline)
	case model.Subtitle:
		s.head(n, pos, &st.subtitle)
	case model.Abstract:
		s.abstract(n, pos)
	case model.Paragraph:
		s.textblock(n, pos, s.paragraphStyle(depth), "")
	case model.Heading:
		s.textblock(n, pos, &st.headings[min(3, max(1, n.Attrs().Level))], "")
	case model.Quote:
		top, in := s.y, 2*st.em
		outer := s.quoted
		s.quoted = true
		s.inset(in, func() { s.children(n, pos, depth+1) })
		s.quoted = outer
		s.shape(Shape{X: s.x + st.em, Y: top + o.px(6), Width: o.px(2), Height: s.y - top - o.px(12), Ink: Line})
	case model.BulletList, model.NumberedList:
		s.list(n, pos, depth)
	case model.Figure:
		s.figure(n, pos)
	case model.Table:
		s.table(n, pos)
	case model.Rule:
		s.shape(Shape{X: s.x + s.width/3, Y: s.y + st.plain.leading/2, Width: s.width / 3, Height: typeset.Point, Ink: Line})
		s.y += st.plain.leading
	}
}

func (s *setter) paragraphStyle(depth int) *style {
	st := &s.l.styles
	switch {
	case s.quoted:
		return &st.quote
	case s.l.o.Western:
		return &st.western
	case depth > 0:
		return &st.plain
	}
	return &st.body
}

func (s *setter) shape(sh Shape) { s.out.shapes = append(s.out.shapes, sh) }

func (s *setter) inset(by typeset.Length, f func()) {
	by = min(by, max(0, s.width-4*s.l.styles.em))
	s.x, s.width = s.x+by, s.width-by
	f()
	s.x, s.width = s.x-by, s.width+by
}

func (s *setter) children(n *model.Node, pos model.Pos, depth int) {
	pos++
	for _, c := range n.Children() {
		s.block(c, pos, depth)
		pos += model.Pos(c.Size())
	}
}

// head sets a part of the head. An empty one that has no hint takes no room, but its row is there for the caret.
func (s *setter) head(n *model.Node, pos model.Pos, st *style) {
	y := s.y
	s.textblock(n, pos, st, "")
	if n.ContentSize() == 0 && s.l.o.Hints[n.Kind()] == "" {
		s.y = y
		for i := range s.out.rows {
			s.out.rows[i].Height, s.out.rows[i].Y = 0, y
		}
	}
}

func (s *setter) abstract(n *model.Node, pos model.Pos) {
	o := &s.l.o
	if n.ContentSize() == 0 && o.Hints[model.Abstract] == "" {
		s.head(n, pos, &s.l.styles.abstract)
		return
	}
	s.y += o.px(4)
	top := s.y
	s.y += o.px(12)
	label := ""
	if o.Label != "" {
		label = o.Label + "\u3000"
	}
	s.x, s.width = o.px(18), s.width-o.px(36)
	s.textblock(n, pos, &s.l.styles.abstract, label)
	s.x, s.width = 0, s.width+o.px(36)
	s.y += o.px(12)
	s.shape(Shape{Y: top, Width: s.width, Height: s.y - top, Ink: Wash})
	s.shape(Shape{Y: top, Width: o.px(3), Height: s.y - top, Ink: Red})
	s.y += o.px(12)
}

// textblock sets the rows of a textblock.
func (s *setter) textblock(n *model.Node, pos model.Pos, st *style, label string) {
	var t *text
	key := textKey{node: n, style: st, width: s.width}
	if notes := notesIn(n); notes > 0 {
		key.note = s.note
		s.note += notes
	}
	if s.out.texts != nil {
		if t = s.out.texts[key]; t == nil {
			t = s.old[key]
		}
	}
	if t == nil {
		t = s.l.setText(n, st, s.width, label, key.note)
	}
	if s.out.texts != nil {
		s.out.texts[key] = t
	}
	s.y += st.before
	s.out.rows = s.rows(s.out.rows, t, pos+1)
	s.y += st.after
}

// rows appends the lines of t below each other.
func (s *setter) rows(rows []Row, t *text, start model.Pos) []Row {
	st := t.style
	for i := range t.lines {
		ln := &t.lines[i]
		rows = append(rows, Row{
			X: s.x, Y: s.y, Width: s.width, Height: st.leading, Base: st.leading/2 + st.size*38/100, text: t, line: i,
			From: start + model.Pos(ln.from), To: start + model.Pos(ln.to),
			Wraps: i+1 < len(t.lines) && t.lines[i+1].from == ln.to && !t.hint,
		})
		s.y += st.leading
	}
	return rows
}

// list sets the items of a list with their signs in front of their first lines.
func (s *setter) list(n *model.Node, pos model.Pos, depth int) {
	em := s.l.styles.em
	count := len(n.Children())
	room := em * 8 / 5
	if n.Kind() == model.NumberedList {
		digits := len(strconv.Itoa(int(n.Attrs().Start) + count - 1))
		room = max(room, em*typeset.Length(digits)*6/10+em*7/10)
	}
	if s.l.o.Western {
		room = max(room, 2*em)
	} else if depth == 0 {
		room += em * 2 / 5 // the text begins where the text of a paragraph does
	}
	pos++
	for i, item := range n.Children() {
		sign := bullets[min(depth/2, len(bullets)-1)]
		if n.Kind() == model.NumberedList {
			sign = strconv.Itoa(int(n.Attrs().Start)+i) + "."
		}
		y := s.y
		s.inset(room, func() { s.children(item, pos, depth+2) })
		s.sign(sign, y, room-em*2/5)
		pos += model.Pos(item.Size())
	}
}

// bullets are the signs of bullet lists by how deep they stand.
var bullets = []string{"•", "◦", "▪"}

// sign places the sign of an item whose top is y.
func (s *setter) sign(sign string, y, width typeset.Length) {
	key := signKey{sign, width}
	t := s.l.signs[key]
	if t == nil {
		t = s.l.setSign(sign, &s.l.styles.sign, width)
		s.l.signs[key] = t
	}
	end, full := s.y, s.width
	s.y, s.width = y, width
	s.out.signs = s.rows(s.out.signs, t, 0)
	s.y, s.width = max(end, s.y), full
}

type signKey struct {
	sign  string
	width typeset.Length
}

// figure sets a picture with its caption. A picture that is not known yet has the room of one of three to two, so that little moves when it
// comes.
func (s *setter) figure(n *model.Node, pos model.Pos) {
	o := &s.l.o
	s.y += o.px(8)
	a := n.Attrs()
	var info PictureInfo
	if o.Picture != nil {
		info, _ = o.Picture(a.Shown())
	}
	w, h := s.pictureSize(a, info)
	s.shape(Shape{Kind: Picture, X: s.x + (s.width-w)/2, Y: s.y, Width: w, Height: h, Ink: Wash, Hash: a.Shown(), Pos: pos})
	if info.Said != "" {
		outer := *s
		st := &s.l.styles.said
		t := s.l.setSign(info.Said, st, w)
		s.x, s.width = s.x+(s.width-w)/2, w
		s.y += (h - st.leading*typeset.Length(len(t.lines))) / 2
		s.out.signs = s.rows(s.out.signs, t, 0)
		s.x, s.width, s.y = outer.x, outer.width, outer.y
	}
	s.y += h + o.px(6)
	s.textblock(n, pos, &s.l.styles.caption, "")
}

func (s *setter) pictureSize(a model.Attrs, info PictureInfo) (w, h typeset.Length) {
	pw, ph := typeset.Length(info.Width), typeset.Length(info.Height)
	known := pw > 0 && ph > 0
	if !known {
		pw, ph = 3, 2
	}
	switch {
	case a.Width > 0:
		w = s.width * typeset.Length(a.Width) / 1000
	case known:
		w = min(s.width, pw*typeset.Point)
	default:
		w = s.width / 2
	}
	return w, min(w*ph/pw, 3*s.width)
}
