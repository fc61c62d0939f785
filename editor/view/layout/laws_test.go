package layout

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"galley/assets/fonts"
	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state/motion"
	"galley/editor/transform"
	"galley/editor/typeset"
)

var faces = sync.OnceValue(func() Faces {
	open := func(f fonts.Face) *typeset.Face {
		face, err := typeset.OpenFace(f.String(), f.Data())
		if err != nil {
			panic(err)
		}
		return face
	}
	return Faces{Song: open(fonts.Song), SongBold: open(fonts.SongBold), Hei: open(fonts.Hei), HeiBold: open(fonts.HeiBold), Kai: open(fonts.Kai)}
})

func options() Options {
	em := typeset.Points(17.5)
	return Options{
		Faces: faces(), Measure: 24 * em, Em: em, Label: "摘要",
		Hints: map[model.Kind]string{model.Headline: "标题", model.Abstract: "摘要写在这里", model.Paragraph: "正文"},
		Picture: func(hash string) (PictureInfo, bool) {
			return PictureInfo{Width: 300 + int(hash[0]), Height: 200}, hash[0]%2 == 0
		},
	}
}

// edit makes a random edit and says what it was; it returns the document itself where the edit does not fit.
func edit(r *rand.Rand, doc *model.Node) (*model.Node, string) {
	tr := transform.New(doc)
	size := doc.ContentSize()
	from := model.Pos(r.IntN(size + 1))
	to := min(model.Pos(size), from+model.Pos(r.IntN(30)))
	var err error
	var said string
	switch r.IntN(7) {
	case 0, 1:
		text := build.RandomText(r, 1+r.IntN(6))
		said = fmt.Sprintf("InsertText(%d, %q)", from, text)
		err = tr.InsertText(from, text, build.RandomMarks(r))
	case 2:
		said = fmt.Sprintf("Delete(%d, %d)", from, to)
		err = tr.Delete(from, to)
	case 3:
		said = fmt.Sprintf("Split(%d)", from)
		err = tr.Split(from, 1)
	case 4:
		m := build.RandomMark(r)
		said = fmt.Sprintf("AddMark(%d, %d, %v)", from, to, m)
		err = tr.AddMark(from, to, m)
	case 5:
		other := build.Random(r, 4).Part(model.Body)
		said = fmt.Sprintf("Replace(%d, %d, %s)", from, to, build.FormatSlice(model.NewSlice(other.Children()...)))
		err = tr.Replace(from, to, model.NewSlice(other.Children()...))
	case 6:
		kind := []model.Kind{model.Quote, model.BulletList, model.NumberedList}[r.IntN(3)]
		said = fmt.Sprintf("Wrap(%d, %d, %v)", from, to, kind)
		err = tr.Wrap(from, to, transform.Block{Kind: kind})
	}
	if err != nil {
		return doc, said + " (does not fit)"
	}
	return tr.Doc(), said
}

// same compares two settled layouts of one document, and says where they differ.
func same(a, b *Layout) string {
	if a.Height() != b.Height() {
		return fmt.Sprintf("height %d, not %d", a.Height(), b.Height())
	}
	next, stop := iterBlocks(b)
	defer stop()
	for x := range a.Blocks(0, a.Height()+1) {
		y, ok := next()
		if !ok {
			return "more blocks"
		}
		if x.Node != y.Node || x.Pos != y.Pos || x.Y != y.Y || x.Height != y.Height {
			return fmt.Sprintf("block at %d, %d high %d; not at %d, %d high %d", x.Pos, x.Y, x.Height, y.Pos, y.Y, y.Height)
		}
		if !slices.Equal(x.Shapes, y.Shapes) {
			return fmt.Sprintf("block at %d: shapes %v, not %v", x.Pos, x.Shapes, y.Shapes)
		}
		if s := sameRows(x.Rows, y.Rows); s != "" {
			return fmt.Sprintf("block at %d: %s", x.Pos, s)
		}
		if s := sameRows(x.Signs, y.Signs); s != "" {
			return fmt.Sprintf("block at %d, signs: %s", x.Pos, s)
		}
	}
	if _, ok := next(); ok {
		return "fewer blocks"
	}
	return ""
}

func iterBlocks(l *Layout) (func() (Block, bool), func()) {
	var all []Block
	for b := range l.Blocks(0, l.Height()+1) {
		all = append(all, b)
	}
	i := 0
	return func() (Block, bool) {
		if i == len(all) {
			return Block{}, false
		}
		i++
		return all[i-1], true
	}, func() {}
}

func sameRows(a, b []Row) string {
	if len(a) != len(b) {
		return fmt.Sprintf("%d rows, not %d", len(a), len(b))
	}
	for i := range a {
		x, y := a[i], b[i]
		if x.X != y.X || x.Y != y.Y || x.Width != y.Width || x.Height != y.Height || x.Base != y.Base || x.From != y.From || x.To != y.To || x.Wraps != y.Wraps {
			return fmt.Sprintf("row %d is %+v, not %+v", i, x, y)
		}
		if !slices.Equal(x.Looks(), y.Looks()) {
			return fmt.Sprintf("row %d has looks %v, not %v", i, x.Looks(), y.Looks())
		}
		p, q := x.Line(), y.Line()
		if (p == nil) != (q == nil) {
			return fmt.Sprintf("row %d has a line in one", i)
		}
		if p != nil && fmt.Sprint(p.Runs, p.Left, p.Width) != fmt.Sprint(q.Runs, q.Left, q.Width) {
			return fmt.Sprintf("row %d is drawn as %v, not %v", i, p.Runs, q.Runs)
		}
	}
	return ""
}

// TestIncrementalLayoutEqualsLayoutFromScratch is the law of the house, after any sequence of edits, looks and partial settling.
func TestIncrementalLayoutEqualsLayoutFromScratch(t *testing.T) {
	for seed := range uint64(60) {
		r := build.Rand(seed)
		doc := build.Random(r, 1+r.IntN(14))
		l := New(doc, options())
		calls := "d := " + build.Format(doc)
		for range 12 {
			var said string
			doc, said = edit(r, doc)
			calls += "\n\t" + said
			l.Update(doc)
			switch r.IntN(4) {
			case 0:
				l.Settle(r.IntN(200))
			case 1:
				y := l.Height() * typeset.Length(r.IntN(100)) / 100
				for range l.Blocks(y, y+typeset.Points(200)) {
				}
			case 2:
				l.Caret(model.Pos(r.IntN(doc.ContentSize()+1)), After)
			}
			for !l.Settle(500) {
			}
			fresh := New(doc, options())
			for !fresh.Settle(1 << 20) {
			}
			if s := same(l, fresh); s != "" {
				t.Fatalf("incremental layout differs from layout from scratch: %s\nseed %d; to repeat:\n\t%s", s, seed, calls)
			}
		}
	}
}

// TestCarets holds every place for a caret to its laws: it is found again where it is drawn, never inside a cluster, in the order of the text;
// lines have starts and ends; up and down come back.
func TestCarets(t *testing.T) {
	for seed := range uint64(40) {
		r := build.Rand(seed)
		doc := build.Random(r, 6)
		l := New(doc, options())
		for !l.Settle(1 << 20) {
		}
		fail := func(pos model.Pos, format string, args ...any) {
			t.Helper()
			t.Fatalf("position %d: %s\nseed %d, document %s", pos, fmt.Sprintf(format, args...), seed, build.Format(doc))
		}
		doc.Walk(func(n *model.Node, at model.Pos) bool {
			if !n.Kind().IsTextblock() {
				return true
			}
			for pos := at + 1; pos <= at+1+model.Pos(n.ContentSize()); pos++ {
				if motion.Snap(doc, pos, motion.Backward) != pos {
					continue // inside a cluster
				}
				for _, side := range []Side{After, Before} {
					c, ok := l.Caret(pos, side)
					if !ok || c.Pos != pos {
						fail(pos, "no caret, or that of %d", c.Pos)
					}
					if c.RowBottom == c.RowTop {
						continue
					}
					got, gotSide := l.PosAt(c.X, (c.RowTop+c.RowBottom)/2)
					back, _ := l.Caret(got, gotSide)
					if back.X != c.X || back.RowTop != c.RowTop {
						fail(pos, "side %d is at %d, %d, where %d is found at %d, %d", side, c.X, c.RowTop, got, back.X, back.RowTop)
					}
					if motion.Snap(doc, got, motion.Backward) != got {
						fail(pos, "%d is inside a cluster", got)
					}
					start, startSide := l.LineStart(pos, side)
					end, endSide := l.LineEnd(pos, side)
					if start > pos || end < pos {
						fail(pos, "its line is from %d to %d", start, end)
					}
					a, _ := l.Caret(start, startSide)
					b, _ := l.Caret(end, endSide)
					if a.RowTop != c.RowTop || b.RowTop != c.RowTop || a.X > c.X || b.X < c.X {
						fail(pos, "line start at %d, %d and end at %d, %d; caret at %d, %d", a.X, a.RowTop, b.X, b.RowTop, c.X, c.RowTop)
					}
				}
			}
			return false
		})
	}
}

// TestUpAndDownPassEveryLine goes through a document line by line and back.
func TestUpAndDownPassEveryLine(t *testing.T) {
	for seed := range uint64(40) {
		r := build.Rand(seed)
		doc := build.Random(r, 8)
		l := New(doc, options())
		x := l.Options().Measure * typeset.Length(r.IntN(100)) / 100
		pos, side := l.PosAt(x, 0)
		last, _ := l.Caret(pos, side)
		steps := 0
		for {
			to, toSide, ok := l.Down(pos, side, x)
			if !ok {
				break
			}
			c, _ := l.Caret(to, toSide)
			if c.RowTop <= last.RowTop && c.ColumnWide == last.ColumnWide && c.ColumnX == last.ColumnX {
				t.Fatalf("seed %d: down from %d goes to %d, which is not lower\n%s", seed, pos, to, build.Format(doc))
			}
			if pos, side, last = to, toSide, c; steps > 10000 {
				t.Fatalf("seed %d: down never ends\n%s", seed, build.Format(doc))
			}
			steps++
		}
		for ok := true; ok; steps-- {
			if pos, side, ok = l.Up(pos, side, x); steps < -10000 {
				t.Fatalf("seed %d: up never ends\n%s", seed, build.Format(doc))
			}
		}
		if c, _ := l.Caret(pos, side); c.RowTop > l.Leading()*4 {
			t.Errorf("seed %d: up ends at %d, %v down\n%s", seed, pos, c.RowTop.Points(), build.Format(doc))
		}
	}
}

func TestSums(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 70 {
		values := make([]int64, n)
		var s sums
		s.reset(n, func(i int) int64 { values[i] = int64(r.IntN(4)); return values[i] })
		for range 20 {
			if n > 0 {
				i := r.IntN(n)
				values[i] = int64(r.IntN(5))
				s.set(i, values[i])
			}
			var sum int64
			for i, v := range values {
				if got := s.before(i); got != sum {
					t.Fatalf("%v: before %d are %d, not %d", values, i, got, sum)
				}
				for at := sum; at < sum+v; at++ {
					if got, before := s.find(at); got != i || before != sum {
						t.Fatalf("%v: %d is in %d from %d, not in %d from %d", values, at, got, before, i, sum)
					}
				}
				sum += v
			}
		}
	}
}
