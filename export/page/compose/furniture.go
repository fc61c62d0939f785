package compose

import (
	"errors"
	"sort"

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
	room := col.Width - Width(end) - 2*s.Styles.Text.Size
	whole := Column{col.X, 100 * col.Width}
	start, err := s.Line(Plain(left, st), st, whole)
	if err != nil {
		return nil, err
	}
	if Width(start) > room {
		words := []rune(left)
		cut := func(n int) (page.Frame, error) { return s.Line(Plain(string(words[:n])+"……", st), st, whole) }
		long := sort.Search(len(words), func(n int) bool { // the first that has no room; more text is never narrower
			f, e := cut(n)
			err = errors.Join(err, e)
			return e != nil || Width(f) > room
		})
		if err != nil {
			return nil, err
		}
		if start, err = cut(max(0, long-1)); err != nil {
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
