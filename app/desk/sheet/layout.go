package sheet

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif"  // pictures come as GIF,
	_ "image/jpeg" // as JPEG
	_ "image/png"  // and as PNG
	"strconv"

	"galley/app/desk/theme"
	"galley/editor/model"
	"galley/editor/typeset"
)

// layout is a sheet's text and boxes in their places, in device-independent pixels from the sheet's top left.
type layout struct {
	height   float32
	glyphs   []glyphRun
	boxes    []box
	dots     []dot
	pictures []picture
}

// glyphRun is a run on a baseline.
type glyphRun struct {
	run  typeset.Run
	x, y float64
	ink  theme.Token
}

type box struct {
	x, y, w, h float64
	ink        theme.Token
}

type dot struct {
	x, y, r float64
	ink     theme.Token
}

type picture struct {
	x, y, w, h float32
	image      image.Image
}

// setter places one thing after another down the sheet.
type setter struct {
	out         layout
	left, width float64 // of the column
	y           float64
	c           Content
}

// style is how a textblock is set.
type style struct {
	size    float64
	leading float64
	bold    bool
	hei     bool
	ink     theme.Token
	align   typeset.Align
	indent  float64 // of the first line
	hang    float64 // of the others
	balance bool
	before  float64
	after   float64
}

var (
	kickerStyle   = style{size: 16, leading: 26, ink: theme.Soft, align: typeset.Centre, after: 4}
	titleStyle    = style{size: headlineSize, leading: 38, bold: true, ink: theme.Ink, align: typeset.Centre, balance: true, after: 8}
	subtitleStyle = style{size: 18, leading: 28, ink: theme.Ink, align: typeset.Centre, balance: true, after: 6}
	metaStyle     = style{size: 13, leading: 22, hei: true, ink: theme.Soft, align: typeset.Centre, after: 12}
	abstractStyle = style{size: 15, leading: 26, ink: theme.Ink}
	bodyStyle     = style{size: bodySize, leading: lineHeight, ink: theme.Ink, indent: 2 * bodySize}
	captionStyle  = style{size: 14, leading: 22, ink: theme.Soft, align: typeset.Centre, balance: true, after: 12}
	creditStyle   = style{size: 15, leading: 26, ink: theme.Soft, align: typeset.End, before: 10}
	cellStyle     = style{size: 15, leading: 24, ink: theme.Ink, align: typeset.Start}
	headingStyles = map[uint8]style{
		1: {size: 20, leading: 32, bold: true, ink: theme.Ink, align: typeset.Start, before: 14, after: 4},
		2: {size: 18.5, leading: lineHeight, bold: true, ink: theme.Ink, align: typeset.Start, before: 10, after: 2},
		3: {size: bodySize, leading: lineHeight, bold: true, ink: theme.Ink, align: typeset.Start, before: 6},
	}
)

// layOut sets the content on a sheet of the given width.
func layOut(c Content, width float64) (layout, error) {
	measure := min(mostMeasure, width-2*min(76, max(24, width*0.095)))
	s := &setter{c: c, left: float64(int((width - measure) / 2)), width: measure, y: 34}
	if c.Doc == nil {
		return s.out, nil
	}
	err := s.document()
	s.y += 40
	s.out.height = float32(s.y)
	return s.out, err
}

func (s *setter) document() error {
	doc := s.c.Doc
	if err := s.block(doc.Part(model.Kicker), kickerStyle); err != nil {
		return err
	}
	headline, title := doc.Part(model.Headline), titleStyle
	if headline.ContentSize() == 0 {
		title.ink = theme.Faint
		headline = headline.With(model.NewText(s.c.Untitled))
	}
	if err := s.block(headline, title); err != nil {
		return err
	}
	if err := s.block(doc.Part(model.Subtitle), subtitleStyle); err != nil {
		return err
	}
	if len(s.c.Meta) > 0 {
		if err := s.meta(); err != nil {
			return err
		}
	}
	if a := doc.Part(model.Abstract); a.ContentSize() > 0 {
		if err := s.abstract(a); err != nil {
			return err
		}
	}
	body := doc.Part(model.Body)
	if body.PlainText() == "" && len(body.Children()) == 1 && body.Child(0).Kind() == model.Paragraph {
		empty := bodyStyle
		empty.ink = theme.Soft
		return s.block(model.New(model.Paragraph, model.Attrs{}, model.NewText(s.c.Empty)), empty)
	}
	if err := s.blocks(body.Children(), 0); err != nil {
		return err
	}
	if s.c.Credits != "" {
		return s.block(model.New(model.Paragraph, model.Attrs{}, model.NewText(s.c.Credits)), creditStyle)
	}
	return nil
}

// meta sets the line below the headline: its parts with room between them, on as many lines as they need.
func (s *setter) meta() error {
	text := ""
	for i, m := range s.c.Meta {
		if i > 0 {
			text += "\u3000\u3000"
		}
		text += m
	}
	return s.block(model.New(model.Paragraph, model.Attrs{}, model.NewText(text)), metaStyle)
}

func (s *setter) abstract(a *model.Node) error {
	top := s.y
	s.y += 12
	label := model.NewText(s.c.Abstract+"\u3000", model.Mark{Kind: model.Strong})
	outer := *s
	s.left, s.width = s.left+19, s.width-19-18
	mark := len(s.out.boxes)
	err := s.block(a.With(append([]*model.Node{label}, a.Children()...)...), abstractStyle)
	s.left, s.width = outer.left, outer.width
	s.y += 12
	under := []box{{s.left, top, s.width, s.y - top, theme.Panel}, {s.left, top, 3, s.y - top, theme.Red}}
	s.out.boxes = append(s.out.boxes[:mark:mark], append(under, s.out.boxes[mark:]...)...)
	s.y += 14
	return err
}

func (s *setter) blocks(nodes []*model.Node, depth int) error {
	for _, n := range nodes {
		if err := s.node(n, depth); err != nil {
			return err
		}
	}
	return nil
}

func (s *setter) node(n *model.Node, depth int) error {
	switch n.Kind() {
	case model.Paragraph:
		st := bodyStyle
		if depth > 0 {
			st.indent = 0
		}
		if s.c.Western {
			st.indent, st.align, st.after = 0, typeset.Start, 8
		}
		return s.block(n, st)
	case model.Heading:
		return s.block(n, headingStyles[n.Attrs().Level])
	case model.Quote:
		top := s.y
		s.left, s.width = s.left+2*bodySize, s.width-2*bodySize
		err := s.blocks(n.Children(), depth+1)
		s.left, s.width = s.left-2*bodySize, s.width+2*bodySize
		s.out.boxes = append(s.out.boxes, box{s.left + bodySize, top + 6, 2, s.y - top - 12, theme.Edge})
		return err
	case model.BulletList, model.NumberedList:
		return s.list(n, depth)
	case model.Figure:
		return s.figure(n)
	case model.Table:
		return s.table(n)
	case model.Rule:
		s.out.boxes = append(s.out.boxes, box{s.left + s.width/3, s.y + 15, s.width / 3, 1, theme.Edge})
		s.y += lineHeight
	}
	return nil
}

func (s *setter) list(n *model.Node, depth int) error {
	const room = 1.6 * bodySize
	for i, item := range n.Children() {
		sign := "•"
		if n.Kind() == model.NumberedList {
			sign = strconv.Itoa(int(n.Attrs().Start)+i) + "."
		}
		y := s.y
		s.left, s.width = s.left+room, s.width-room
		err := s.blocks(item.Children(), depth+1)
		end := s.y
		s.left, s.width, s.y = s.left-room, s.width+room, y
		if err == nil {
			err = s.block(model.New(model.Paragraph, model.Attrs{}, model.NewText(sign)), style{size: bodySize, leading: lineHeight, ink: theme.Soft, align: typeset.Start})
		}
		s.y = max(end, s.y)
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *setter) figure(n *model.Node) error {
	s.y += 8
	img, err := s.decode(n.Attrs().Picture)
	if err != nil {
		h := 96.0
		s.out.boxes = append(s.out.boxes, box{s.left, s.y, s.width, h, theme.Panel})
		y := s.y
		s.y += (h - 22) / 2
		if err := s.block(model.New(model.Paragraph, model.Attrs{}, model.NewText(s.c.NoImage)), captionStyle); err != nil {
			return err
		}
		s.y = y + h + 6
	} else {
		w := min(s.width, float64(img.Bounds().Dx()))
		if p := n.Attrs().Width; p > 0 {
			w = s.width * float64(p) / 1000
		}
		h := w * float64(img.Bounds().Dy()) / float64(max(1, img.Bounds().Dx()))
		s.out.pictures = append(s.out.pictures, picture{float32(s.left + (s.width-w)/2), float32(s.y), float32(w), float32(h), img})
		s.y += h + 6
	}
	if n.ContentSize() > 0 {
		return s.block(n, captionStyle)
	}
	return nil
}

func (s *setter) decode(hash string) (image.Image, error) {
	if s.c.Pictures == nil {
		return nil, fmt.Errorf("sheet: no pictures")
	}
	data, err := s.c.Pictures(hash)
	if err != nil {
		return nil, err
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	return img, err
}

// table sets rows of cells in columns of equal width.
func (s *setter) table(n *model.Node) error {
	columns := 1
	for _, row := range n.Children() {
		w := 0
		for _, c := range row.Children() {
			w += int(c.Attrs().ColSpan)
		}
		columns = max(columns, w)
	}
	left, width := s.left, s.width
	cell := width / float64(columns)
	s.y += 6
	s.out.boxes = append(s.out.boxes, box{left, s.y, width, 1, theme.Edge})
	for _, row := range n.Children() {
		top, end, x := s.y, s.y, left
		for _, c := range row.Children() {
			w := cell * float64(c.Attrs().ColSpan)
			s.left, s.width, s.y = x+8, max(24, w-16), top+6
			for _, b := range c.Children() {
				st := cellStyle
				st.bold = c.Attrs().Header
				var err error
				if b.Kind() == model.Paragraph {
					err = s.block(b, st)
				} else {
					err = s.node(b, 1)
				}
				if err != nil {
					return err
				}
			}
			end, x = max(end, s.y+6), x+w
		}
		s.left, s.width, s.y = left, width, end
		s.out.boxes = append(s.out.boxes, box{left, s.y, width, 1, theme.Line})
	}
	s.y += 12
	return nil
}

// block sets one textblock and moves down. A block without text takes no room, but an empty paragraph is a line.
func (s *setter) block(n *model.Node, st style) error {
	if n.ContentSize() == 0 {
		if n.Kind() == model.Paragraph {
			s.y += st.leading
		}
		return nil
	}
	spans, looks := s.spans(n, st)
	p, err := typeset.Break(spans, typeset.Options{
		Measure: typeset.Points(s.width), FirstIndent: typeset.Points(st.indent), Hang: typeset.Points(st.hang), Align: st.align, Balance: st.balance,
	})
	if err != nil {
		return fmt.Errorf("sheet: setting a block: %w", err)
	}
	s.y += st.before
	for _, l := range p.Lines {
		// The ink of Chinese stands in the em box, whose middle is 0.38 em above the baseline: that is what is centred in the line.
		base := float64(int(s.y + st.leading/2 + 0.38*st.size + 0.5))
		for _, r := range l.Runs {
			x := s.left + (l.Left + r.X).Points()
			s.run(r, x, base, looks[r.Span])
		}
		s.y += st.leading
	}
	s.y += st.after
	return nil
}

// look is what a span has beside its face.
type look struct {
	ink               theme.Token
	under, strike, em bool
}

// run places one run and draws what its marks ask for.
func (s *setter) run(r typeset.Run, x, base float64, l look) {
	y := base - r.Rise.Points()
	s.out.glyphs = append(s.out.glyphs, glyphRun{r, x, y, l.ink})
	if l.under {
		s.out.boxes = append(s.out.boxes, box{x, base + 3, r.Width.Points(), 1, l.ink})
	}
	if l.strike {
		s.out.boxes = append(s.out.boxes, box{x, base - 0.36*r.Size.Points(), r.Width.Points(), 1, l.ink})
	}
	if l.em {
		for _, g := range r.Glyphs {
			if g.Text != "" && g.Text != " " {
				s.out.dots = append(s.out.dots, dot{x + (g.X + g.Advance/2).Points(), base + 6.5, 1.6, l.ink})
			}
		}
	}
}

func (s *setter) spans(n *model.Node, st style) ([]typeset.Span, []look) {
	var spans []typeset.Span
	var looks []look
	for _, c := range n.Children() {
		text := c.Text()
		if c.Kind() == model.Break {
			text = "\n"
		}
		bold, size, rise := st.bold, st.size, 0.0
		l := look{ink: st.ink}
		for _, m := range c.Marks() {
			switch m.Kind {
			case model.Strong:
				bold = true
			case model.Emphasis:
				l.em = true
			case model.Underline:
				l.under = true
			case model.Strike:
				l.strike = true
			case model.Link:
				l.under, l.ink = true, theme.Blue
			case model.Superscript:
				size, rise = st.size*0.65, st.size*0.38
			case model.Subscript:
				size, rise = st.size*0.65, -st.size*0.12
			}
		}
		spans = append(spans, typeset.Span{Text: text, Family: family(st.hei, bold), Size: typeset.Points(size), Rise: typeset.Points(rise)})
		looks = append(looks, l)
	}
	return spans, looks
}
