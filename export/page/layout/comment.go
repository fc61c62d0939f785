package layout

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"galley/editor/model"
	"galley/editor/transform"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/page/compose"
)

// Comment is a comment on an article with the replies to it, printed on a proof: a raised number behind the words, and what was said after the
// article.
type Comment struct {
	Behind model.Pos // where in the piece's document the words end; 0 for the whole article and for words that are gone
	About  string    // the words, or what else it is on
	Said   []Saying
}

// Saying is what one person said.
type Saying struct {
	Name string
	At   time.Time // in the newsroom's zone
	Text string
}

// commentNumber is the number of a comment behind its words.
func commentNumber(i int) string { return "[" + strconv.Itoa(i+1) + "]" }

// numbered returns the piece with the number of each comment behind its words. Where no text may stand there is none.
func (o Proof) numbered(p export.Piece) export.Piece {
	order := make([]int, 0, len(o.Comments))
	for i, c := range o.Comments {
		if c.Behind > 0 {
			order = append(order, i)
		}
	}
	// From the last to the first, so that no number moves the place of another.
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(o.Comments[b].Behind, o.Comments[a].Behind), cmp.Compare(b, a))
	})
	tr := transform.New(p.Doc)
	for _, i := range order {
		before := tr.Doc()
		if err := tr.InsertText(o.Comments[i].Behind, commentNumber(i), []model.Mark{{Kind: model.Superscript}}); err != nil || tr.Doc().Check() != nil {
			tr = transform.New(before)
		}
	}
	p.Doc = tr.Doc()
	return p
}

// comments appends what was said.
func (o Proof) comments(s *setting) error {
	if len(o.Comments) == 0 {
		return nil
	}
	head := s.styles.Headings[1]
	head.Role, head.Keep = page.P, true
	if err := s.paragraph(compose.Plain(s.Words().S("page.comments"), head), head, s.sheet.Text); err != nil {
		return err
	}
	about := s.styles.share
	about.Color, about.Align, about.Before, about.Keep = page.Soft, typeset.Start, 4*gap, true
	said := s.styles.share
	said.Align, said.Indent = typeset.Start, 0
	for i, c := range o.Comments {
		if err := s.paragraph(compose.Plain(commentNumber(i)+"\u2002"+c.About, about), about, s.sheet.Text); err != nil {
			return err
		}
		for _, w := range c.Said {
			if err := s.paragraph(compose.Plain(w.Name+"\u2002"+w.At.Format("01-02 15:04")+"\u2002"+w.Text, said), said, s.sheet.Text); err != nil {
				return err
			}
		}
	}
	return nil
}
