package page

import (
	"strconv"
	"unicode/utf8"

	"galley/editor/model"
	"galley/editor/typeset"
)

// furnish gives every page its head and its number. The first page names site and column, and they are part of its text; later pages repeat the
// headline.
func (c *composer) furnish(pages []Page) error {
	headline := oneLine(c.piece.Doc.Part(model.Headline))
	for i := range pages {
		p := &pages[i]
		role, words := P, [2]string{c.piece.Site, c.piece.Column}
		if i > 0 {
			role = Artifact
			if headline != "" {
				words = [2]string{headline, c.piece.Site}
			}
		}
		head, err := c.runningHead(words, role)
		if err != nil {
			return err
		}
		p.Frames = append(head, p.Frames...)
		number, err := c.line("— "+strconv.Itoa(i+1)+" —", c.styles.furniture, sheet, typeset.Centre)
		if err != nil {
			return err
		}
		p.Frames = append(p.Frames, number.down(footLine-c.styles.furniture.pitch))
	}
	return nil
}

// runningHead sets one text at the left and one at the right above a thin rule. The left one is cut with an ellipsis when they would meet.
func (c *composer) runningHead(words [2]string, role Role) ([]Frame, error) {
	if words == [2]string{} {
		return nil, nil
	}
	s := c.styles.furniture
	var frames []Frame
	right, err := c.line(words[1], s, sheet, typeset.End)
	if err != nil {
		return nil, err
	}
	room := sheet.width - width(right) - 2*body
	text := words[0]
	leftFrame, err := c.line(text, s, column{sheet.x, 100 * sheet.width}, typeset.Start)
	if err != nil {
		return nil, err
	}
	for width(leftFrame) > room && text != "" {
		_, n := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-n]
		if leftFrame, err = c.line(text+"……", s, column{sheet.x, 100 * sheet.width}, typeset.Start); err != nil {
			return nil, err
		}
	}
	for _, f := range []Frame{leftFrame, right} {
		if len(f.Marks) == 0 {
			continue
		}
		if f.Role = role; role != Artifact {
			c.block++
			f.Block = c.block
		}
		frames = append(frames, f.down(headLine-s.pitch-3*gap))
	}
	return append(frames, Frame{Marks: []Mark{Box{X: sheet.x, Y: headLine, W: sheet.width, H: hair, Fill: Hair}}}), nil
}

// line sets one line of furniture as an artifact.
func (c *composer) line(text string, s style, col column, align typeset.Align) (Frame, error) {
	var in inline
	in.add(text, s.family, s.size)
	p, err := typeset.Break(in.spans, typeset.Options{Measure: col.width, Align: align})
	if err != nil || len(p.Lines) == 0 {
		return Frame{}, err
	}
	c.note(p)
	return Frame{Marks: marksOf(p.Lines[0], in.dress, s, col.x)}, nil
}

// width is the width of the text in a frame of one line.
func width(f Frame) typeset.Length {
	var from, to typeset.Length
	for i, m := range f.Marks {
		g, ok := m.(Glyphs)
		if !ok {
			continue
		}
		if i == 0 {
			from = g.X
		}
		to = g.X + g.Run.Width
	}
	return to - from
}
