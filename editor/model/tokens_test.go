package model_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"galley/editor/model"
	"galley/editor/model/build"
)

// tokens writes content as the list of tokens that positions count. A closing edge has no name: the node it closes is the last one opened.
func tokens(nodes []*model.Node) []string { return appendTokens(nil, nodes) }

func appendTokens(out []string, nodes []*model.Node) []string {
	for _, n := range nodes {
		head := n.Kind().String()
		if n.Attrs() != (model.Attrs{}) || len(n.Marks()) > 0 {
			head = fmt.Sprint(head, n.Attrs(), n.Marks())
		}
		switch {
		case n.Kind() == model.Text:
			for _, r := range n.Text() {
				out = append(out, string(r)+head)
			}
		case n.Kind().IsLeaf():
			out = append(out, head)
		default:
			out = append(appendTokens(append(out, head), n.Children()), "/")
		}
	}
	return out
}

func sliceTokens(s model.Slice) []string {
	all := tokens(s.Content)
	return all[s.OpenStart : len(all)-s.OpenEnd]
}

// documents are random documents, every tenth of them with many blocks.
func documents(t *testing.T, n int, visit func(t *testing.T, seed uint64, doc *model.Node)) {
	t.Helper()
	for seed := range uint64(n) {
		size := 3
		if seed%10 == 0 {
			size = 40
		}
		visit(t, seed, build.Random(build.Rand(seed), size))
	}
}

func TestSizeCountsTokens(t *testing.T) {
	documents(t, 200, func(t *testing.T, seed uint64, doc *model.Node) {
		if err := doc.Check(); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if got := len(tokens(doc.Children())); got != doc.ContentSize() {
			t.Fatalf("seed %d: %d tokens, size %d", seed, got, doc.ContentSize())
		}
	})
}

func TestSliceIsARunOfTokens(t *testing.T) {
	documents(t, 200, func(t *testing.T, seed uint64, doc *model.Node) {
		r := build.Rand(seed)
		all := tokens(doc.Children())
		for range 40 {
			from := r.IntN(len(all) + 1)
			to := from + r.IntN(len(all)-from+1)
			s, err := doc.Slice(model.Pos(from), model.Pos(to))
			if err != nil {
				t.Fatalf("seed %d: Slice(%d, %d): %v", seed, from, to, err)
			}
			if err := s.Check(); err != nil {
				t.Fatalf("seed %d: Slice(%d, %d): %v", seed, from, to, err)
			}
			if s.Size() != to-from || !slices.Equal(sliceTokens(s), all[from:to]) {
				t.Fatalf("seed %d: Slice(%d, %d) = %s of %s", seed, from, to, build.FormatSlice(s), build.Format(doc))
			}
			data, err := s.MarshalJSON()
			if err != nil {
				t.Fatal(err)
			}
			var read model.Slice
			if err := read.UnmarshalJSON(data); err != nil || !read.Equal(s) {
				t.Fatalf("seed %d: %s read back as %s: %v", seed, data, build.FormatSlice(read), err)
			}
		}
	})
}

// TestReplaceReplacesTokens is the whole of what Replace promises: the tokens of the range give way to those of the slice, or an error.
func TestReplaceReplacesTokens(t *testing.T) {
	fit := 0
	documents(t, 200, func(t *testing.T, seed uint64, doc *model.Node) {
		r := build.Rand(seed)
		all := tokens(doc.Children())
		other := build.Random(r, 3)
		for range 30 {
			from := r.IntN(len(all) + 1)
			to := from + r.IntN(min(30, len(all)-from+1))
			a := r.IntN(other.ContentSize() + 1)
			b := a + r.IntN(min(12, other.ContentSize()-a+1))
			s, err := other.Slice(model.Pos(a), model.Pos(b))
			if err != nil {
				t.Fatal(err)
			}
			got, err := doc.Replace(model.Pos(from), model.Pos(to), s)
			if err != nil {
				continue
			}
			fit++
			repeat := func() string {
				return fmt.Sprintf("seed %d: Replace(%d, %d, %s) in %s gives %s", seed, from, to, build.FormatSlice(s), build.Format(doc), build.Format(got))
			}
			if err := got.Check(); err != nil {
				t.Fatalf("%v: %s", err, repeat())
			}
			want := slices.Concat(all[:from], sliceTokens(s), all[to:])
			if !slices.Equal(tokens(got.Children()), want) {
				t.Fatal(repeat())
			}
			if !slices.Equal(tokens(doc.Children()), all) {
				t.Fatalf("the document was changed: %s", repeat())
			}
			back, err := doc.Slice(model.Pos(from), model.Pos(to))
			if err != nil {
				t.Fatal(err)
			}
			if restored, err := got.Replace(model.Pos(from), model.Pos(from+s.Size()), back); err != nil || !restored.Equal(doc) {
				t.Fatalf("putting back: %v: %s", err, repeat())
			}
		}
	})
	if fit < 500 {
		t.Errorf("only %d replacements fit", fit)
	}
}

// TestReplaceInALongBody edits a body that is long enough to be indexed all over, and checks the index each time.
func TestReplaceInALongBody(t *testing.T) {
	r := build.Rand(1)
	doc := long(100, 3)
	want := tokens(doc.Children())
	for i := range 300 {
		from := int(bodyStart(doc)) + 5*r.IntN(len(doc.Part(model.Body).Children()))
		to := from
		var s model.Slice
		switch paragraph := model.New(model.Paragraph, model.Attrs{}, model.NewText("新")); r.IntN(4) {
		case 0: // type
			s, from, to = model.NewSlice(model.NewText("新")), from+1, from+1
		case 1: // insert a block
			s = model.NewSlice(paragraph)
		case 2: // split
			s, from, to = model.Slice{Content: []*model.Node{paragraph, paragraph}, OpenStart: 1, OpenEnd: 1}, from+1, from+1
		case 3: // join
			from, to = from+1, from+1+5*r.IntN(3)
		}
		next, err := doc.Replace(model.Pos(from), model.Pos(to), s)
		if err != nil {
			continue // what was typed has moved the paragraphs from their places
		}
		want = slices.Concat(want[:from], sliceTokens(s), want[to:])
		if err := next.Check(); err != nil || !slices.Equal(tokens(next.Children()), want) {
			t.Fatalf("edit %d: Replace(%d, %d, %s): %v", i, from, to, build.FormatSlice(s), err)
		}
		doc = next
		if len(doc.Part(model.Body).Children()) < 40 {
			doc = long(100, 3)
			want = tokens(doc.Children())
		}
	}
}

func TestResolve(t *testing.T) {
	documents(t, 25, func(t *testing.T, seed uint64, doc *model.Node) {
		all := tokens(doc.Children())
		depth := 0
		for pos := range len(all) + 1 {
			p := model.Pos(pos)
			r, err := doc.Resolve(p)
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			if r.Pos() != p || r.Depth() != depth {
				t.Fatalf("seed %d: %d resolved to depth %d, want %d", seed, pos, r.Depth(), depth)
			}
			for d := 0; d <= r.Depth(); d++ {
				n := r.Node(d)
				if got := tokens(n.Children()); !slices.Equal(got, all[r.Start(d):r.End(d)]) {
					t.Fatalf("seed %d: %d at depth %d holds %d to %d", seed, pos, d, r.Start(d), r.End(d))
				}
				if d > 0 && (r.Before(d) != r.Start(d)-1 || r.After(d) != r.End(d)+1 || r.Node(d-1).Child(r.Index(d-1)) != n) {
					t.Fatalf("seed %d: the edges of depth %d around %d", seed, d, pos)
				}
				if d < r.Depth() && r.IndexAfter(d) != r.Index(d)+1 {
					t.Fatalf("seed %d: what follows at depth %d of %d", seed, d, pos)
				}
			}
			neighbours(t, seed, r, all)
			if pos < len(all) {
				switch {
				case all[pos] == "/":
					depth--
				case doc.NodeAt(p).Kind().IsLeaf():
				default:
					depth++
				}
			}
		}
		for _, outside := range []model.Pos{-1, model.Pos(len(all) + 1)} {
			if _, err := doc.Resolve(outside); err == nil {
				t.Fatalf("resolved %d of %d", outside, len(all))
			}
			if doc.NodeAt(outside) != nil {
				t.Fatalf("a node at %d of %d", outside, len(all))
			}
		}
	})
}

// neighbours checks the nodes before and after a position against the tokens there.
func neighbours(t *testing.T, seed uint64, r model.ResolvedPos, all []string) {
	t.Helper()
	pos := int(r.Pos())
	var before, after []string
	if n := r.NodeBefore(); n != nil {
		before = tokens([]*model.Node{n})
	}
	if n := r.NodeAfter(); n != nil {
		after = tokens([]*model.Node{n})
	}
	if !slices.Equal(before, all[pos-len(before):pos]) || !slices.Equal(after, all[pos:pos+len(after)]) {
		t.Fatalf("seed %d: around %d stand\n%s\n%s", seed, pos, strings.Join(before, ""), strings.Join(after, ""))
	}
	if before == nil && r.ParentOffset() != 0 || after == nil && r.ParentOffset() != model.Pos(r.Parent().ContentSize()) {
		t.Fatalf("seed %d: nothing beside %d", seed, pos)
	}
}

func TestCutKeepsTheTokensBetween(t *testing.T) {
	documents(t, 60, func(t *testing.T, seed uint64, doc *model.Node) {
		r := build.Rand(seed)
		body := doc.Part(model.Body)
		for range 20 {
			from := model.Pos(r.IntN(body.ContentSize() + 1))
			to := from + model.Pos(r.IntN(body.ContentSize()-int(from)+1))
			text := doc.TextBetween(bodyStart(doc)+from, bodyStart(doc)+to)
			if got := body.Cut(from, to).PlainText(); got != text {
				t.Fatalf("seed %d: Cut(%d, %d) reads %q, TextBetween %q", seed, from, to, got, text)
			}
		}
		if body.Cut(-5, model.Pos(body.Size()+5)) != body {
			t.Fatalf("seed %d: cutting nothing off made a new node", seed)
		}
	})
}

func bodyStart(doc *model.Node) model.Pos {
	return model.Pos(doc.ContentSize() - doc.Part(model.Body).Size() + 1)
}

func TestSliceGaps(t *testing.T) {
	documents(t, 100, func(t *testing.T, seed uint64, doc *model.Node) {
		r := build.Rand(seed)
		// Any run of whole siblings can be taken out of a slice and put back.
		for range 20 {
			a := model.Pos(r.IntN(doc.ContentSize() + 1))
			b := a + model.Pos(r.IntN(doc.ContentSize()-int(a)+1))
			gap, err := doc.Slice(a, b)
			if err != nil {
				t.Fatal(err)
			}
			if gap.OpenStart+gap.OpenEnd > 0 {
				continue
			}
			from := model.Pos(r.IntN(int(a) + 1))
			to := b + model.Pos(r.IntN(doc.ContentSize()-int(b)+1))
			s, err := doc.Slice(from, to)
			if err != nil {
				t.Fatal(err)
			}
			without, err := s.RemoveBetween(a-from, b-from)
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			if err := without.CheckGap(a - from); err != nil {
				t.Fatalf("seed %d: without %d to %d of %s: %v", seed, a-from, b-from, build.FormatSlice(s), err)
			}
			again, err := without.InsertAt(a-from, gap.Content)
			if err != nil || !again.Equal(s) {
				t.Fatalf("seed %d: %v: %s and %s", seed, err, build.FormatSlice(s), build.FormatSlice(again))
			}
		}
	})
}

func TestDiff(t *testing.T) {
	documents(t, 100, func(t *testing.T, seed uint64, doc *model.Node) {
		r := build.Rand(seed)
		for range 10 {
			other := doc
			if r.IntN(4) > 0 {
				at := model.Pos(r.IntN(doc.ContentSize() + 1))
				if changed, err := doc.Replace(at, at, model.NewSlice(model.NewText("新"))); err == nil {
					other = changed
				}
			}
			a, b := tokens(doc.Children()), tokens(other.Children())
			pos, differ := model.DiffStart(doc, other)
			if differ == doc.Equal(other) {
				t.Fatalf("seed %d: differ %v", seed, differ)
			}
			if !differ {
				if _, _, differ := model.DiffEnd(doc, other); differ {
					t.Fatalf("seed %d: equal documents have a last difference", seed)
				}
				continue
			}
			if !slices.Equal(a[:pos], b[:pos]) || a[pos] == b[pos] {
				t.Fatalf("seed %d: first difference at %d", seed, pos)
			}
			endA, endB, _ := model.DiffEnd(doc, other)
			if !slices.Equal(a[endA:], b[endB:]) || endA > 0 && endB > 0 && a[endA-1] == b[endB-1] && a[endA-1] != "/" {
				t.Fatalf("seed %d: last difference at %d and %d", seed, endA, endB)
			}
		}
	})
}
