package compose

import (
	"unicode/utf8"

	"galley/editor/typeset"
	"galley/export/page"
)

// RunningHead sets one text at the left and one at the right of a column; their place is from the top of the style's pitch. The left one is cut
// with an ellipsis where they would meet. Each that is part of the text (the style's role is not [page.Artifact]) is a block of its own.
func (s *Setter) RunningHead(left, right string, st Style, col Column) ([]page.Frame, error) {
	st.Align = typeset.End
	end, err := s.Line(Plain(right, st), st, col)
	if err != nil {
		return nil, err
	}
	st.Align = typeset.Start
	room := col.Width - width(end) - 2*s.Styles.Text.Size
	whole := Column{col.X, 100 * col.Width}
	start, err := s.Line(Plain(left, st), st, whole)
	if err != nil {
		return nil, err
	}
	for width(start) > room && left != "" {
		_, n := utf8.DecodeLastRuneInString(left)
		left = left[:len(left)-n]
		if start, err = s.Line(Plain(left+"……", st), st, whole); err != nil {
			return nil, err
		}
	}
	var frames []page.Frame
	for _, f := range []page.Frame{start, end} {
		if len(f.Marks) == 0 {
			continue
		}
		if f.Role = st.Role; f.Role != page.Artifact {
			f.Block = s.Block()
		}
		frames = append(frames, f)
	}
	return frames, nil
}
