package layout

import (
	"fmt"
	"strings"

	"galley/editor/typeset"
	"galley/export/page"
	"galley/export/page/compose"
)

// correction appends what readers are told of a correction.
func (s *setting) correction() error {
	note := strings.TrimSpace(s.piece.Correction)
	if note == "" {
		return nil
	}
	st := s.styles.credit
	st.Before, st.Align = pitch/2, typeset.Start
	return s.paragraph(compose.Plain(s.Words().S("page.correction", "Value", note), st), st, s.sheet.Text)
}

// credits appends the names of the editor and the reviewer.
func (s *setting) credits() error {
	st := s.styles.credit
	st.Before = pitch / 2
	st.Keep = s.code != nil
	if last := len(s.rows) - 1; last >= 0 && s.sheet.Columns < 2 && s.rows[last].Height < 3*pitch {
		s.rows[last].Keep = true // credits do not stand on a page of their own
	}
	for _, credit := range []struct{ id, name string }{{"page.editor", s.piece.Editor}, {"page.reviewer", s.piece.Reviewer}} {
		name := strings.TrimSpace(credit.name)
		if name == "" {
			continue
		}
		if err := s.paragraph(compose.Plain(s.Words().S(credit.id, "Value", name), st), st, s.sheet.Text); err != nil {
			return err
		}
		st.Before = 0
	}
	return nil
}

// share appends the share code with its caption and address, as one row.
func (s *setting) share() error {
	if s.code == nil {
		return nil
	}
	code := *s.code
	if code.Size < 1 {
		return fmt.Errorf("page: a share code of %d cells", code.Size)
	}
	if code.Address == "" {
		code.Address = s.piece.Permalink
	}
	if code.Shown == "" {
		code.Shown = code.Address
	}
	const rule = 12 * typeset.Point // from the rule to the code
	text := s.sheet.Text
	col := inset(text, codeSide+14*gap, 0)
	caption := s.styles.share
	words, err := s.Lines(compose.Plain(s.Words().S("page.scan"), caption), caption, col)
	if err != nil {
		return err
	}
	address := s.styles.address
	var in compose.Inline
	in.Add(code.Shown, address.Family, address.Size, compose.Dress{Link: code.Address, Quiet: true})
	where, err := s.Lines(in, address, col)
	if err != nil {
		return err
	}
	height := typeset.Length(len(words))*caption.Pitch + typeset.Length(len(where))*address.Pitch
	y := rule + max(0, codeSide-height)/2
	r := compose.Row{Before: pitch, Height: rule + max(codeSide, height), Frames: []page.Frame{
		{Marks: []page.Mark{page.Box{X: text.X, W: text.Width, H: compose.Hair, Fill: page.Hair}}},
		{Role: page.Code, Block: s.Block(), Alt: code.Shown, Marks: []page.Mark{
			page.Cells{X: text.X, Y: rule, Side: codeSide / typeset.Length(code.Size), Rects: code.Rects, Fill: page.Black, Link: code.Address},
		}},
	}}
	for _, f := range words {
		r.Frames = append(r.Frames, f.Moved(0, y))
		y += caption.Pitch
	}
	for _, f := range where {
		r.Frames = append(r.Frames, f.Moved(0, y))
		y += address.Pitch
	}
	s.span(r)
	return nil
}
