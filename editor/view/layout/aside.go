package layout

import "galley/editor/typeset"

// AsideKind is how a text beside a document is set.
type AsideKind uint8

// The kinds of asides.
const (
	Meta   AsideKind = iota // below the headline: source, time
	Credit                  // below the body, at the right
	Remark                  // the words of a footnote
)

// Aside sets a text that is not in the document, as a sheet has it that is only read, in rows of the column from a height on. It returns the
// height behind them.
func (l *Layout) Aside(text string, kind AsideKind, y typeset.Length) ([]Row, typeset.Length) {
	st := &l.styles.asides[kind]
	s := setter{l: l, width: l.o.Measure, y: y + st.before}
	rows := s.rows(nil, l.setSign(text, st, l.o.Measure), 0)
	return rows, s.y + st.after
}
